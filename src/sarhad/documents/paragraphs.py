"""Paragraphs of a text: which newlines part them, and which are mere line wrapping."""

from __future__ import annotations

import re
from itertools import pairwise

from sarhad.records import Offsets

WRAP = 60  # a shorter line that does not end a sentence stands for itself
_HARD = 120  # text with a longer line is not wrapped by hand: each of its newlines parts
_BLANK = re.compile(r"\n[ \t\u00a0\u200b-\u200f]*(?:\n[ \t\u00a0\u200b-\u200f]*)+")
_BULLET = re.compile(r"\s*(?:[-–—•*▪●·]\s+|\(?\d{1,2}[.)]\s+|#{1,6}\s)")
_SPACE = " \t\n\r\u00a0\u200b\u200c\u200d\u200e\u200f\ufeff\u2028\u2029\x0b\x0c\x1c\x1d\x1e\x1f\x85"
STOPS = (".", "!", "?", "؟", "…", "۔", "。")
_CLOSERS = "»”\"’')]"


def find_paragraphs(text: str, wrapped: bool) -> list[Offsets]:
    """Where each paragraph stands, outer space left out, in order.

    With `wrapped` a single newline parts only after a short line that stands as a heading, before a bullet, and in
    text whose lines are too long to be wrapped by hand; without it every line is a paragraph.

    >>> text = "A heading\\nA sentence that is wrapped at some column, as e-mails are wont to be,\\ngoes on."
    >>> [text[s:e] for s, e in find_paragraphs(text, wrapped=True)][0]
    'A heading'
    """
    pieces: list[Offsets] = []
    for start, end in _blocks(text):
        lines = _lines(text, start, end)
        pieces += _join_wrapped(text, lines) if wrapped else lines
    return [trimmed for piece in pieces if (trimmed := trim(text, *piece))]


def trim(text: str, start: int, end: int) -> Offsets | None:
    """The stretch without outer space and invisible marks; None when nothing is left.

    >>> trim("  a b ", 0, 6)
    (2, 5)
    """
    while start < end and (text[start] in _SPACE or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _SPACE or text[end - 1].isspace()):
        end -= 1
    return (start, end) if end > start else None


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, closing quotes and brackets aside.

    >>> ends_sentence("«Мы едем!»"), ends_sentence("Northern Borders")
    (True, False)
    """
    return line.rstrip(_SPACE + _CLOSERS).endswith(STOPS)


def _blocks(text: str) -> list[Offsets]:
    """Stretches between empty lines."""
    cuts = [0, *(edge for match in _BLANK.finditer(text) for edge in match.span()), len(text)]
    return [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True) if end > start]


def _lines(text: str, start: int, end: int) -> list[Offsets]:
    cuts = [start - 1, *(match.start() + start for match in re.finditer("\n", text[start:end])), end]
    return [(left + 1, right) for left, right in pairwise(cuts)]


def _join_wrapped(text: str, lines: list[Offsets]) -> list[Offsets]:
    if any(end - start > _HARD for start, end in lines):
        return lines
    joined: list[Offsets] = []
    for position, (start, end) in enumerate(lines):
        first = position == 0
        if not first and not _parts(text[slice(*lines[position - 1])], text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _parts(line: str, following: str) -> bool:
    """Whether the newline between two lines parts paragraphs."""
    if _BULLET.match(following):
        return True
    after = following.strip(_SPACE)
    stands = len(line.strip(_SPACE)) < WRAP and not ends_sentence(line) and not line.rstrip().endswith((",", "،", "-"))
    return stands and bool(after) and not after[0].islower() and (after[0].isupper() or len(after) >= WRAP)
