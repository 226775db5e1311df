"""Which side a content takes on another: it asserts the same, denies it, or speaks of something else.

Two contents speak of one matter when neither names a party, place or number that the other contradicts and their topics
agree; then their sides are compared topic by topic. Formula: with A and B the topics of both, *kinship* is
2·|A ∩ B| / (|A| + |B|), general topics and words of no list counting less.
"""

from __future__ import annotations

from collections.abc import Set

from sarhad.ground.frames import Frame
from sarhad.records import Stance

KIN = 0.5  # kinship from which two contents speak of one matter
CLOSE = 0.75  # the same where each has a topic that the other lacks
_LIGHT = 0.4  # what a general topic counts
_STEM = 0.5  # what a word of no list counts, in one language


def compare(a: Frame, b: Frame) -> Stance:
    """Whether the content of `a` asserts or denies that of `b`; empty when it does neither."""
    if not (a.stated and b.stated) or not compatible(a, b) or kinship(a, b) < (KIN if _nested(a, b) else CLOSE):
        return ""
    side = _side(a, b)
    return "asserts" if side > 0 else "denies" if side < 0 else ""


def compatible(a: Frame, b: Frame) -> bool:
    """Neither names parties or places that the other replaces by others, and their numbers do not differ."""
    nested = all(x <= y or y <= x for x, y in ((a.parties, b.parties), (a.places, b.places)))
    return nested and (not a.numbers or not b.numbers or bool(a.numbers & b.numbers))


def _nested(a: Frame, b: Frame) -> bool:
    return a.topics <= b.topics or b.topics <= a.topics


def kinship(a: Frame, b: Frame) -> float:
    """How far the topics of two contents agree, 0 to 1; 0 where each has a topic of its own and they share just one."""
    shared = a.topics & b.topics
    stems = a.stems & b.stems if a.language == b.language else frozenset()
    if not shared and not stems:
        return 0.0
    common = 2 * _weight(frozenset(a.signs) & frozenset(b.signs), a.light, stems)
    return common / (_whole(a, b) + _whole(b, a) or 1.0)


def _whole(frame: Frame, other: Frame) -> float:
    stems = frame.stems if frame.language == other.language else frozenset()
    return _weight(frozenset(frame.signs), frame.light, stems)


def _weight(topics: Set[str], light: Set[str], stems: Set[str]) -> float:
    return sum(_LIGHT if t in light else 1.0 for t in topics) + _STEM * len(stems)


def _side(a: Frame, b: Frame) -> int:
    """The sum over the topics that both name of the product of their sides; those that have a contrary decide first,
    general ones last.
    """
    shared = (a.topics & b.topics) or (frozenset(a.signs) & frozenset(b.signs))
    if not shared:
        return 1
    return sum(a.signs[t] * a.poles[t] * b.signs[t] * b.poles[t] for t in (shared & a.polar) or shared)
