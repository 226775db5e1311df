"""Verb forms are made, not listed."""

from __future__ import annotations

import pytest

from sarhad.errors import SarhadError
from sarhad.world.folding import skeleton
from sarhad.world.grammar import load_grammar


@pytest.mark.parametrize(
    ("code", "form", "lemma", "negative"),
    [
        ("fa", "گفت", "گفت", False),
        ("fa", "می‌گویند", "گفت", False),
        ("fa", "نمی‌گوییم", "گفت", True),
        ("fa", "نگفته", "گفت", True),
        ("fa", "نیفزود", "افزود", True),
        ("fa", "داده‌اند", "داد", False),
        ("fa", "ندارند", "داشت", True),
        ("fa", "نیستند", "است", True),
        ("tg", "мегӯянд", "гуфт", False),
        ("tg", "намегӯяд", "гуфт", True),
        ("tg", "гуфтаанд", "гуфт", False),
        ("tg", "накардааст", "кард", True),
        ("tg", "меафзояд", "афзуд", False),
        ("tg", "надорад", "дошт", True),
    ],
)
def test_forms(code: str, form: str, lemma: str, negative: bool) -> None:
    verb = load_grammar(code).forms[skeleton(form)]
    assert (verb.lemma, verb.negative) == (skeleton(lemma), negative)


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SarhadError, match="fa"):
        load_grammar("en")
