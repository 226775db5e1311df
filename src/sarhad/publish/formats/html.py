"""The briefing as one HTML file: it loads nothing, runs without scripts, and prints."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sarhad.publish import words
from sarhad.publish.formats.excerpt import stretches
from sarhad.publish.model import Briefing, Citation, Row

TEMPLATES = Path(__file__).parent.parent / "templates"
CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "�")
MARKS = {"en": ("“", "”"), "": ("“", "”")}  # all other languages here set « »


@cache
def environment() -> Environment:
    """The template engine: everything is escaped, an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(bdi=bdi, quoted=quoted, web=words.web_address, host=words.hostname, language=language)
    made.tests.update(rtl=lambda code: code == "fa")
    return made


def html(briefing: Briefing) -> bytes:
    """The briefing as an HTML page in UTF-8.

    Styles and the one small script are allowed by their hashes; a content security policy forbids everything else.
    """
    style = (TEMPLATES / "briefing.css").read_text(encoding="utf-8").replace("TLP-MARKING", marking(briefing.tlp))
    script = (TEMPLATES / "briefing.js").read_text(encoding="utf-8")
    page = (
        environment()
        .get_template("briefing.html.j2")
        .render(
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
            island=Markup(island(briefing)),
            alone=True,
            **_context(briefing),
        )
    )
    return page.translate(CONTROL).encode()


def body(briefing: Briefing) -> Markup:
    """The briefing without the page around it, for a page that has styles and a script of its own."""
    text = environment().get_template("briefing_body.html.j2").render(alone=False, **_context(briefing))
    return Markup(text.translate(CONTROL))


def _context(briefing: Briefing) -> dict[str, Any]:
    by_document = citations_of(briefing)
    return {
        "b": briefing,
        "cited": {c.number: c for c in briefing.citations},
        "sheets": [(sheet, stretches(sheet.text, by_document.get(sheet.document, []))) for sheet in briefing.sheets],
        "notes": briefing.citations[: briefing.in_text],
    }


def policy(style: str, script: str) -> str:
    """The content security policy of the page."""
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """The hash by which a policy allows an inline style or script."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def marking(tlp: str) -> str:
    """A TLP marking that is safe inside a style sheet."""
    return re.sub(r"[^A-Z:+]", "", tlp.upper())


def quoted(text: str, code: str) -> str:
    """A text in the quotation marks of its language."""
    opening, closing = MARKS.get(code, ("«", "»"))
    return f"{opening}{text}{closing}"


def bdi(text: str) -> Markup:
    """A text as markup, its right-to-left runs set apart."""
    return Markup(words.RTL.sub(r"<bdi>\g<0></bdi>", str(escape(text))))


def language(code: str) -> str:
    """A language in words."""
    return words.LANGUAGE.get(code, code)


def citations_of(briefing: Briefing) -> dict[str, list[Citation]]:
    """Citations by document."""
    found: dict[str, list[Citation]] = {}
    for citation in briefing.citations:
        found.setdefault(citation.document, []).append(citation)
    return found


def island(briefing: Briefing) -> str:
    """The rows behind every number as JSON that no text can break out of."""
    rows = {row.id: row_data(row) for rows in briefing.row_sets for row in rows.rows}
    sets = {
        rows.id: {"title": rows.title, "formula": rows.formula, "rows": [row.id for row in rows.rows]}
        for rows in briefing.row_sets
    }
    text = json.dumps({"as_of": briefing.as_of, "sets": sets, "rows": rows}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def row_data(row: Row) -> dict[str, Any]:
    """A row as it stands in the JSON."""
    return {"kind": row.kind, "date": row.date, "who": row.who, "what": row.what, "citations": row.citations}
