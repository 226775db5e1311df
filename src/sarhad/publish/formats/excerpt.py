"""A document's text cut at its cited sentences, and the rows behind a number told in a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sarhad.publish.model import Citation, Row, RowSet

WHOLE = 12_000  # characters up to which a text is shown whole
OWN = ("case", "month", "part", "score")  # kinds of rows that stand in no document
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


def rows_told(rows: RowSet, most: int) -> tuple[list[int], str]:
    """The documents that rows stand in; and the first rows that stand in none, such as months of a dataset, in words.

    >>> case = Row(id="a", kind="case", date="Jan 2012", who="Mali", what="deaths began")
    >>> rows_told(RowSet(id="rows-1", title="", formula="", rows=(case, case)), 1)
    ([], 'Mali, Jan 2012: deaths began; and one more')
    """
    sheets = sorted({row.sheet for row in rows.rows if row.sheet})
    apart = [row_told(row) for row in rows.rows if not row.sheet and row.kind in OWN]
    rest = len(apart) - most
    shown = apart[:most] + ([f"and {rest if rest > 1 else 'one'} more"] if rest > 0 else [])
    return sheets, "; ".join(shown)


def row_told(row: Row) -> str:
    """One row in a line."""
    return ": ".join(filter(None, (", ".join(filter(None, (row.who, row.date))), row.what)))
