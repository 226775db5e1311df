"""The rule of a briefing: nothing is published that does not say what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from sarhad.errors import SarhadError
from sarhad.publish.model import METHOD, Briefing, Card, Count, Piece, Quote, Section, Statement, Strong

REMEDY = "give the record its evidence (read the document again), or correct the record that lacks it"


def check(briefing: Briefing) -> None:
    """Refuse a briefing with an uncited statement, a dangling number, or no documents at all.

    Fails with SarhadError naming the section and the sentence.
    """
    if not briefing.sheets:
        raise SarhadError("a briefing needs documents", briefing.title or "briefing", "read reports first")
    sets = {rows.id for rows in briefing.row_sets}
    for section in briefing.sections:
        for piece in pieces(section):
            check_piece(piece, section, len(briefing.citations), sets)


def check_piece(piece: Piece, section: Section, cited: int, sets: set[str]) -> None:
    """One part of a section."""
    if isinstance(piece, Card):
        refuse(not piece.citations, "a claim has no citation", section, piece.quote.text)
    if isinstance(piece, Statement):
        grounded = piece.citations or (piece.about == "case" and (piece.basis in sets or piece.basis == METHOD))
        refuse(not grounded, "a sentence has no citation", section, text_of(piece))
    if isinstance(piece, Count):
        refuse(piece.rows not in sets, "a number opens into no rows", section, piece.text)
    for number in getattr(piece, "citations", ()):
        refuse(not 1 <= number <= cited, "a citation number has no sentence", section, str(number))


def refuse(broken: bool, problem: str, section: Section, text: str) -> None:
    """Raise when a rule is broken."""
    if broken:
        raise SarhadError(problem, f"section “{section.heading}”: “{text[:120]}”", REMEDY)


def text_of(statement: Statement) -> str:
    """A statement as plain text.

    >>> text_of(Statement(parts=("They said ", Quote(text="yes"), ".")))
    'They said “yes”.'
    """
    return "".join(plain(part) for part in statement.parts)


def plain(part: str | Quote | Count | Strong) -> str:
    """A part of a statement as plain text."""
    if isinstance(part, str):
        return part
    return f"“{part.text}”" if isinstance(part, Quote) else part.text


def pieces(value: object) -> Iterator[Piece]:
    """Every piece inside a piece, itself included, in reading order."""
    if isinstance(value, Piece):
        yield value
        for name in value.__struct_fields__:
            yield from pieces(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from pieces(item)


__all__ = ["check", "pieces", "plain", "text_of"]
