"""Folding keeps every offset; terms match whole words only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sarhad.world.folding import compile_terms, fold, stem


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_folding_never_changes_the_length_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كابل", "کابل"),
        ("می‌شود", "می شود"),
        ("ёлка", "елка"),
        ("۲۰۲۴", "2024"),
        ("٢٠٢٤", "2024"),
        ("Taliban’s", "taliban's"),
    ],
)
def test_variants_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (("un",), "the un met", True),
        (("un",), "unable", False),
        (("terroris*",), "counter-terrorism", True),
        (("safe haven*",), "safe-havens", True),
        (("safe haven*",), "safe  havens", True),
        (("саммит*",), "саммита", True),
        ((), "anything", False),
    ],
)
def test_terms(terms: tuple[str, ...], text: str, found: bool) -> None:
    assert bool(compile_terms(terms).search(fold(text))) is found


def test_stems_only_where_the_language_has_them() -> None:
    assert stem("таджикистана", "ru") == stem("таджикистан", "ru")
    assert stem("тоҷикистонро", "tg") == stem("точикистонро", "tg")
    assert stem("تاجیکستان", "fa") == "تاجیکستان"
