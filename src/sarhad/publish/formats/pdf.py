"""The briefing as a tagged PDF, set by Typst. Text is handed over as data and never becomes Typst source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import typst

from sarhad.publish import words
from sarhad.publish.formats.excerpt import rows_told
from sarhad.publish.formats.html import CONTROL
from sarhad.publish.model import Briefing, RowSet, Section, Table

HERE = Path(__file__).parent.parent
TEMPLATE, FONTS = HERE / "templates" / "briefing.typ", HERE / "fonts"
MOST = 16  # documents listed for one number
QUOTE = 420  # characters of a quoted sentence that an endnote shows


def pdf(briefing: Briefing) -> bytes:
    """The briefing as PDF/UA-1 bytes; the same briefing makes the same bytes.

    Fonts come with the package, those of the machine are left aside.
    """
    made = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(paper(briefing), ensure_ascii=False).translate(CONTROL)},
        timestamp=0,
        pdf_standards="ua-1",
    )
    return bytes(made)


def paper(briefing: Briefing) -> dict[str, Any]:
    """What the template needs, as plain data."""
    numbers = {sheet.document: sheet.number for sheet in briefing.sheets}
    return {
        "heading": words.isolated(briefing.title),
        "tlp": briefing.tlp,
        "as_of_words": briefing.as_of_words,
        "date": day(briefing.as_of),
        "edition": briefing.edition,
        "question": briefing.verdict.question,
        "answer": words.capital(briefing.verdict.answer),
        "gloss": briefing.verdict.gloss,
        "sections": [apart(msgspec.to_builtins(unfolded(section))) for section in briefing.sections],
        "citations": [
            {
                "number": c.number,
                "quote": c.quote if len(c.quote) <= QUOTE else c.quote[:QUOTE] + " […]",
                "language": c.language,
                "publisher": words.isolated(c.publisher),
                "date": c.date,
                "sheet": numbers[c.document],
            }
            for c in briefing.citations[: briefing.in_text]
        ],
        "row_sets": [row_set(rows) for rows in briefing.row_sets],
    }


def apart(value: Any) -> Any:
    """Plain data with right-to-left names set apart in all texts but quotes, which are set as a whole, and pictures."""
    if isinstance(value, dict):
        whole = value.get("is") == "quote"
        return {key: item if whole or key in ("svg", "link") else apart(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [apart(item) for item in value]
    return words.isolated(value) if isinstance(value, str) else value


def unfolded(section: Section) -> Section:
    """The section with its list of sources whole: on paper nothing leads to folded rows of it."""
    blocks = tuple(
        msgspec.structs.replace(block, shown=len(block.rows)) if isinstance(block, Table) and block.row_ids else block
        for block in section.blocks
    )
    return msgspec.structs.replace(section, blocks=blocks)


def row_set(rows: RowSet) -> dict[str, Any]:
    """A set of rows as the documents they stand in."""
    sheets, told = rows_told(rows, MOST)
    count = f"{len(rows.rows)} row{'' if len(rows.rows) == 1 else 's'}"
    return {
        "id": rows.id,
        "title": words.isolated(rows.title),
        "formula": rows.formula,
        "count": count,
        "sheets": sheets[:MOST],
        "more": max(len(sheets) - MOST, 0),
        "told": words.isolated(told),
    }


def day(iso: str) -> dict[str, int]:
    """A date as Typst takes it; what is missing is the first."""
    numbers = [int(part) for part in iso[:10].split("-") if part.isdigit()]
    year, month, first = (*numbers, 1, 1)[:3] if numbers else (1970, 1, 1)
    return {"year": year, "month": month, "day": first}
