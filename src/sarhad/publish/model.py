"""What a briefing is made of: sections of statements, tables and figures, each tied to quoted sentences and rows.

Two rules hold for all of it. A statement about the world carries at least one citation: the number of a quoted
sentence. A statement about the case itself ("four events have no place") carries at least the rows it counted or
the method it follows (`basis`). `check.check` refuses a briefing that breaks either.
"""

from __future__ import annotations

from typing import Literal

import msgspec

METHOD = "method"  # the basis of statements that follow from the method notes rather than from rows


class Piece(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag=str.lower):
    """What all parts of a briefing share: immutable, and in JSON named by its kind."""


class Quote(Piece, frozen=True, kw_only=True):
    """Words of a source, as they stand there, with their language."""

    text: str
    language: str = ""


class Count(Piece, frozen=True, kw_only=True):
    """Words that open into rows: "14 independent origins" leads to those 14."""

    text: str
    rows: str  # id of a RowSet


class Strong(Piece, frozen=True, kw_only=True):
    """Words that a reader's eye should find first."""

    text: str


Tone = Literal["", "number", "denial", "quiet", "flag"]
Part = str | Quote | Count | Strong


class Statement(Piece, frozen=True, kw_only=True):
    """One sentence, with the numbers of the quoted sentences it rests on, or the rows or method behind it."""

    parts: tuple[Part, ...]
    about: Literal["world", "case"] = "world"
    citations: tuple[int, ...] = ()
    basis: str = ""  # id of a RowSet, or METHOD


class Paragraph(Piece, frozen=True, kw_only=True):
    """Statements set one after the other."""

    statements: tuple[Statement, ...]


class Points(Piece, frozen=True, kw_only=True):
    """Statements set as a list under a small heading."""

    heading: str
    statements: tuple[Statement, ...]


class Verdict(Piece, frozen=True, kw_only=True):
    """The question and the word that answers it."""

    question: str
    answer: str
    gloss: str  # what the word means here


class Card(Piece, frozen=True, kw_only=True):
    """One claim: who said it, when, in which words, where, and how far it can be relied on."""

    speaker: str
    role: str
    date: str
    grade: str
    grade_words: str
    publisher: str
    quote: Quote
    gloss: str  # the proposition it counts towards
    citations: tuple[int, ...]
    copies: Count | None = None


class Versus(Piece, frozen=True, kw_only=True):
    """Claims for and against, side by side; `more` open all rows of a side."""

    left: str
    right: str
    left_cards: tuple[Card, ...]
    right_cards: tuple[Card, ...]
    left_more: Statement
    right_more: Statement


class Cell(Piece, frozen=True, kw_only=True):
    """One cell of a table."""

    parts: tuple[Part, ...] = ()
    citations: tuple[int, ...] = ()
    tone: Tone = ""
    link: str = ""  # an original's address


class Table(Piece, frozen=True, kw_only=True):
    """A table whose first column names the row; rows after the first `shown` are folded away."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: int = 1_000
    more: str = ""  # what the folded rows are, "28 further propositions"
    row_ids: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()  # shares of the width, for paper


class Figure(Piece, frozen=True, kw_only=True):
    """A picture drawn as SVG, with its text alternative."""

    id: str
    title: str
    description: str
    svg: str
    caption: Statement
    credit: str = ""


class Note(Piece, frozen=True, kw_only=True):
    """A method note: a term and what it means."""

    term: str
    text: str


class Notes(Piece, frozen=True, kw_only=True):
    """The method notes."""

    notes: tuple[Note, ...]


Block = Paragraph | Points | Verdict | Versus | Table | Figure | Notes


class Section(Piece, frozen=True, kw_only=True):
    """One numbered part of the briefing."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


class Citation(Piece, frozen=True, kw_only=True):
    """A quoted sentence: `quote` is exactly `text[start:end]` of the document."""

    number: int
    document: str
    start: int
    end: int
    quote: str
    publisher: str
    date: str
    url: str
    language: str


class Sheet(Piece, frozen=True, kw_only=True):
    """A document as its reader sees it: provenance in words, and the text its citations point into."""

    number: int
    document: str
    title: str
    publisher: str
    grade: str
    grade_reason: str
    date: str
    date_note: str
    url: str
    language: str
    digest: bool
    tlp: str
    text: str


class Row(Piece, frozen=True, kw_only=True):
    """A record behind a number."""

    id: str
    kind: str
    date: str
    who: str
    what: str
    language: str = ""
    citations: tuple[int, ...] = ()
    sheet: int = 0  # the document it stands in, 0 for none


class RowSet(Piece, frozen=True, kw_only=True):
    """The rows that one number was computed from, and how."""

    id: str
    title: str
    formula: str
    rows: tuple[Row, ...]


class Briefing(Piece, frozen=True, kw_only=True):
    """A whole briefing, ready to be set as HTML, PDF or Markdown.

    Citations up to number `in_text` stand in the sections; later ones only in the rows behind the numbers.
    """

    title: str
    region: str
    as_of: str
    as_of_words: str
    tlp: str
    edition: str  # versions and run
    verdict: Verdict
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    in_text: int
    sheets: tuple[Sheet, ...]
    row_sets: tuple[RowSet, ...]
