"""Offsets: trimming, joining, quoting with a checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sarhad.records import Document, Offsets, Span

_EDGE = " \t\r\n,;:"


def quote(document: Document, start: int, end: int) -> Span:
    """The span with the SHA-256 of its text: evidence that can be checked later."""
    digest = hashlib.sha256(document.text[start:end].encode()).hexdigest()
    return Span(document=document.id, start=start, end=end, sha256=digest)


def trim(text: str, start: int, end: int, edge: str = _EDGE) -> Offsets:
    """The span without white space and the punctuation of `edge` at its ends.

    >>> trim("a, b ,", 1, 6)
    (3, 4)
    """
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return start, end


def text_of(text: str, fragments: Iterable[Offsets]) -> str:
    """The fragments' text, joined with an ellipsis where something lies between."""
    return " … ".join(" ".join(text[s:e].split()) for s, e in fragments)


def cut_out(whole: Offsets, holes: Iterable[Offsets]) -> list[Offsets]:
    """What is left of a span without the holes.

    >>> cut_out((0, 10), [(3, 5)])
    [(0, 3), (5, 10)]
    """
    rest, at = [], whole[0]
    for start, end in sorted(holes):
        if start > at:
            rest.append((at, min(start, whole[1])))
        at = max(at, end)
    if at < whole[1]:
        rest.append((at, whole[1]))
    return rest


def inside(inner: Offsets, outer: Offsets) -> bool:
    """Whether one span lies within another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
