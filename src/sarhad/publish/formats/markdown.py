"""The briefing as plain Markdown: quoted sentences and the rows behind numbers stand in footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sarhad.publish import words
from sarhad.publish.formats.excerpt import rows_told
from sarhad.publish.formats.html import CONTROL, quoted
from sarhad.publish.model import (
    Block,
    Briefing,
    Card,
    Cell,
    Citation,
    Count,
    Figure,
    Notes,
    Paragraph,
    Part,
    Points,
    Quote,
    RowSet,
    Section,
    Statement,
    Strong,
    Table,
    Verdict,
    Versus,
)

SPECIAL = re.compile(r"([\\`*_{}\[\]#|~])")
MOST = 16  # documents named behind one number


def markdown(briefing: Briefing) -> bytes:
    """The briefing as Markdown in UTF-8, with footnotes as GitHub and Pandoc read them."""
    return ("\n\n".join(paragraphs(briefing)) + "\n").translate(CONTROL).encode()


def paragraphs(briefing: Briefing) -> Iterator[str]:
    """The document, paragraph by paragraph."""
    verdict = briefing.verdict
    edition = f" · {plain(briefing.edition)}" if briefing.edition else ""
    yield f"# {plain(briefing.title)}"
    yield f"**{plain(briefing.tlp)}** · As of {plain(briefing.as_of_words)}{edition}"
    yield f"{plain(verdict.question)} **{words.capital(plain(verdict.answer))}.** {plain(verdict.gloss)}"
    for section in briefing.sections:
        yield from section_paragraphs(section)
    yield "\n".join(footnote(citation) for citation in briefing.citations[: briefing.in_text])
    yield "\n".join(row_note(rows) for rows in briefing.row_sets)


def plain(text: str) -> str:
    """A text on one line in which nothing is read as Markdown or HTML.

    >>> plain("a * b <script>")
    'a \\\\* b &lt;script&gt;'
    """
    return SPECIAL.sub(r"\\\1", escaped(" ".join(text.splitlines())))


def section_paragraphs(section: Section) -> Iterator[str]:
    """One section."""
    yield f"## {plain(section.heading)}"
    for block in section.blocks:
        yield from block_paragraphs(block)


def block_paragraphs(block: Block) -> Iterator[str]:
    """One block."""
    match block:
        case Paragraph():
            yield " ".join(map(statement, block.statements))
        case Points():
            yield f"### {plain(block.heading)}"
            yield "\n".join(f"- {statement(s)}" for s in block.statements)
        case Versus():
            yield from side(block.left, block.left_cards, block.left_more)
            yield from side(block.right, block.right_cards, block.right_more)
        case Table():
            yield f"*{plain(block.caption)}*"
            yield table(block)
        case Figure():
            told = (plain(block.description), statement(block.caption), plain(block.credit))
            yield " ".join((f"*{plain(block.title)}.*", *filter(None, told)))
        case Notes():
            yield "\n".join(f"- **{plain(note.term)}.** {plain(note.text)}" for note in block.notes)
        case Verdict():
            yield plain(block.answer)


def statement(value: Statement) -> str:
    """A sentence with its footnotes; a basis without a number in the text is a footnote too."""
    told = parts(value.parts) + notes(value.citations)
    counted = any(isinstance(part, Count) for part in value.parts)
    return (
        told if counted or value.about == "world" or not value.basis.startswith("rows") else f"{told}[^{value.basis}]"
    )


def parts(items: tuple[Part, ...]) -> str:
    """Parts of a sentence or a cell."""
    return "".join(map(part_text, items))


def part_text(part: Part) -> str:
    """One part; a line break in a cell becomes a semicolon."""
    match part:
        case Quote():
            return words.isolated(plain(quoted(part.text, part.language)))
        case Count():
            return f"{plain(part.text)}[^{part.rows}]"
        case Strong():
            return f"**{plain(part.text)}**"
        case _:
            return words.isolated("; ".join(map(plain, part.split("\n"))))


def escaped(text: str) -> str:
    """A text whose mark-up characters of HTML are written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def notes(numbers: tuple[int, ...]) -> str:
    """References to footnotes."""
    return "".join(f"[^{number}]" for number in numbers)


def side(title: str, cards: tuple[Card, ...], more: Statement) -> Iterator[str]:
    """The claims of one side."""
    yield f"### {plain(title)}"
    if cards:
        yield "\n".join(map(card, cards))
    yield statement(more)


def card(value: Card) -> str:
    """One claim as a list item."""
    quote = part_text(value.quote)
    gloss = f" ({plain(value.gloss)})" if value.gloss else ""
    copies = f", {part_text(value.copies)}" if value.copies else ""
    where = f"{words.isolated(plain(value.publisher))}, {plain(value.date)}, {value.grade}{copies}"
    speaker = f"**{words.isolated(plain(value.speaker))}** ({plain(value.role)})"
    return f"- {speaker}: {quote}{notes(value.citations)}{gloss} — {where}"


def table(value: Table) -> str:
    """A table with all its rows."""
    lines = [value.columns, tuple("---" for _ in value.columns)]
    rows = [tuple(map(cell, row)) for row in value.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in [*lines, *rows])


def cell(value: Cell) -> str:
    """One cell."""
    told = parts(value.parts)
    link = f"<{value.link}>" if value.link and not set(value.link) & set("<>|") else told
    return link + notes(value.citations)


def footnote(citation: Citation) -> str:
    """A quoted sentence."""
    address = words.web_address(citation.url)
    link = f" <{address}>" if address and not set(address) & set("<>") else ""
    quote = words.isolated(plain(quoted(" ".join(citation.quote.split()), citation.language)))
    return f"[^{citation.number}]: {quote} {words.isolated(plain(citation.publisher))}, {plain(citation.date)}.{link}"


def row_note(rows: RowSet) -> str:
    """The rows behind a number, as the documents they stand in."""
    sheets, told = rows_told(rows, MOST)
    shown = ", ".join(f"D{number}" for number in sheets[:MOST]) or words.isolated(plain(told)) or "no rows"
    rest = f" and {len(sheets) - MOST} more" if len(sheets) > MOST else ""
    size = f"{len(rows.rows)} row{'' if len(rows.rows) == 1 else 's'}"
    return f"[^{rows.id}]: {words.isolated(plain(rows.title))} ({size}; {plain(rows.formula)}): {shown}{rest}."
