"""Cutting a text at its cited sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sarhad.publish.formats.excerpt import WHOLE, stretches
from sarhad.publish.model import Citation


def citation(number: int, start: int, end: int) -> Citation:
    """A citation at a place."""
    return Citation(
        number=number, document="d", start=start, end=end, quote="", publisher="", date="", url="", language=""
    )


@given(st.text(min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5))
def test_nothing_is_lost_and_every_mark_is_there(text: str, places: list[tuple[int, int]]) -> None:
    inside = [(start, min(start + length, len(text))) for start, length in places if start < len(text)]
    marks = [citation(i, start, end) for i, (start, end) in enumerate(inside, 1)]
    cut = stretches(text, marks)
    assert "".join(part.text for part in cut) == text
    assert sorted(part.number for part in cut if part.number) == [mark.number for mark in marks]


def test_a_long_text_is_shown_around_its_citations() -> None:
    text = "x" * (WHOLE * 2)
    cut = stretches(text, [citation(1, 9_000, 9_050), citation(2, 9_100, 9_150), citation(3, 20_000, 20_010)])
    assert [part.number for part in cut if part.number] == [1, 2, 3]
    assert sum(len(part.text) for part in cut) < 4_500
    assert [part.cut for part in cut].count(True) == 3
