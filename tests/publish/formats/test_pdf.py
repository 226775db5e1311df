"""The PDF: what it says, in which letters, its metadata, its determinism."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest

from sarhad.publish import compose
from sarhad.publish.formats.pdf import day, pdf
from sarhad.publish.model import Briefing
from sarhad.records import Case


@pytest.fixture
def briefing(case: Case, geometry: dict[str, Any]) -> Briefing:
    """The briefing of the small case."""
    return compose(case, geometry)


def letters(text: str) -> str:
    """A text without its spaces: line breaks fall anywhere."""
    return "".join(text.split())


def test_it_says_what_the_briefing_says(briefing: Briefing) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf(briefing)))
    text = letters("".join(page.extract_text() for page in reader.pages))
    for words in (
        "Contested",
        "Structural crisis or transient threat?",
        "TLP:CLEAR",
        "ҷангҷӯён қувва мегиранд",
        "ни один боевик не переходил границу",
        "<script>alert('x')</script>",
        "What is not known",
    ):
        assert letters(words) in text, words


def test_persian_is_set_in_persian_letters(briefing: Briefing) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf(briefing)))
    text = "".join(page.extract_text() for page in reader.pages)
    assert any(word in text or word[::-1] in text for word in ("تهدید", "ماندگار"))
    fonts = {str(f["/BaseFont"]) for page in reader.pages for f in page["/Resources"]["/Font"].get_object().values()}  # type: ignore[index]
    assert any("Vazirmatn" in name for name in fonts)
    assert any("SourceSerif4" in name for name in fonts)


def test_metadata_and_tags(briefing: Briefing) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf(briefing)))
    assert reader.metadata is not None
    assert reader.metadata.title == briefing.title
    assert reader.metadata.author == "Sarhad"
    assert str(reader.metadata.creation_date)[:10] == "2025-06-30"
    assert "/StructTreeRoot" in reader.trailer["/Root"]  # type: ignore[operator]


def test_the_same_briefing_makes_the_same_bytes(briefing: Briefing) -> None:
    assert pdf(briefing) == pdf(briefing)


def test_days() -> None:
    assert day("2025-06-30T10:00:00Z") == {"year": 2025, "month": 6, "day": 30}
    assert day("2025-06") == {"year": 2025, "month": 6, "day": 1}
    assert day("") == {"year": 1970, "month": 1, "day": 1}
