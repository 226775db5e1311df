"""Markdown: the golden briefing of the small case, and safety."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from sarhad.publish import compose
from sarhad.publish.formats.markdown import markdown
from sarhad.records import Case

GOLDEN = Path(__file__).parent.parent / "golden" / "small.md"


def test_the_golden_briefing(case: Case, geometry: dict[str, Any]) -> None:
    """Set SARHAD_GOLDEN=1 to write the golden file anew, and read the difference."""
    made = markdown(compose(case, geometry)).decode()
    if os.environ.get("SARHAD_GOLDEN"):
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_every_footnote_is_defined_once(case: Case, geometry: dict[str, Any]) -> None:
    text = markdown(compose(case, geometry)).decode()
    defined = re.findall(r"^\[\^([\w-]+)\]:", text, re.M)
    assert len(defined) == len(set(defined))
    assert set(re.findall(r"\[\^([\w-]+)\]", text)) <= set(defined)


def test_hostile_texts_make_no_html(case: Case) -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(markdown(compose(case)).decode())
    assert "<script" not in rendered and "<img" not in rendered
    assert "<table>" in rendered
