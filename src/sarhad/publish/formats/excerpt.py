"""A document's text cut at its cited sentences, so that each can be found and shown in its context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sarhad.publish.model import Citation

WHOLE = 12_000  # characters up to which a text is shown whole
AROUND = 700  # characters of context on either side in longer ones


class Stretch(NamedTuple):
    """A stretch of text: a cited sentence with its number, plain text (0), or a cut."""

    text: str
    number: int
    cut: bool = False


def stretches(text: str, citations: Sequence[Citation]) -> list[Stretch]:
    """The whole text in stretches; of a long text only what stands around the cited sentences.

    A citation that begins inside another is marked by an empty stretch with its number where it begins.
    """
    marks = sorted(citations, key=lambda c: (c.start, -c.end))
    if len(text) <= WHOLE:
        return list(between(text, marks, 0, len(text)))
    out: list[Stretch] = []
    for start, end in windows(marks, len(text)):
        inside = [c for c in marks if start <= c.start < end]
        out += [Stretch("", 0, cut=True)] if start else []
        out += between(text, inside, start, end)
    return [*out, Stretch("", 0, cut=True)]


def between(text: str, marks: Sequence[Citation], start: int, end: int) -> Iterator[Stretch]:
    """The stretches of one window."""
    at = start
    for mark in marks:
        if mark.start < at:
            yield Stretch("", mark.number)
            continue
        if mark.start > at:
            yield Stretch(text[at : mark.start], 0)
        yield Stretch(text[mark.start : mark.end], mark.number)
        at = mark.end
    if at < end:
        yield Stretch(text[at:end], 0)


def windows(marks: Sequence[Citation], length: int) -> list[tuple[int, int]]:
    """Windows around the cited sentences, joined where they meet; the head of the text when nothing is cited."""
    out: list[tuple[int, int]] = []
    for mark in marks:
        start, end = max(mark.start - AROUND, 0), min(mark.end + AROUND, length)
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out or [(0, AROUND * 2)]
