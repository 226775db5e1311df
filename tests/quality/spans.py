"""Scores of predicted spans against gold ones: exact precision, recall, F1, and Jaccard overlap of what they cover."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import NamedTuple

Span = tuple[int, int, int]  # item, start, end


class Figure(NamedTuple):
    """Exact precision, recall, F1 in percent, token or character Jaccard in percent, and how many gold spans."""

    precision: float
    recall: float
    f1: float
    jaccard: float
    n: int


def score(gold: Set[Span], found: Set[Span]) -> Figure:
    """Compare two sets of spans.

    >>> score({(0, 0, 2), (0, 3, 5)}, {(0, 0, 2)})
    Figure(precision=100.0, recall=50.0, f1=66.7, jaccard=50.0, n=2)
    """
    hits = len(gold & found)
    precision, recall = hits / len(found) if found else 0.0, hits / len(gold) if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    a, b = covered(gold), covered(found)
    jaccard = len(a & b) / len(a | b) if a | b else 1.0
    return Figure(*(round(100 * x, 1) for x in (precision, recall, f1, jaccard)), len(gold))


def covered(spans: Iterable[Span]) -> set[tuple[int, int]]:
    """The positions that spans cover."""
    return {(item, at) for item, start, end in spans for at in range(start, end)}
