"""Words, quotations and verb groups of Persian and Tajik sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sarhad.extract.tokens_fa import groups, read_words
from sarhad.world.folding import skeleton
from sarhad.world.grammar import load_grammar


@pytest.mark.parametrize(
    ("code", "text", "forms"),
    [
        ("fa", "گروه های مسلح می گویند", ["گروه‌های", "مسلح", "می‌گویند"]),
        ("fa", "کارشناسان معتقدند", ["کارشناسان", "معتقد", "اند"]),
        ("fa", "گفت‌وگو پایان یافت", ["گفت‌وگو", "پایان", "یافت"]),
        ("tg", "бар ин назаранд", ["бар", "ин", "назар", "анд"]),
        ("tg", "3-юми ҳут", ["3-юми", "ҳут"]),
    ],
)
def test_words(code: str, text: str, forms: list[str]) -> None:
    assert [w.form for w in read_words(text, load_grammar(code))] == [skeleton(f) for f in forms]


GROUPS = [
    ("fa", "وی نگفته است", ("گفت", True, False, True)),
    ("fa", "گفته می‌شود", ("گفت", False, True, True)),
    ("fa", "رد شده‌اند", ("شد", False, False, True)),
    ("fa", "خواهد گفت", ("گفت", False, False, True)),
    ("fa", "خرید و فروش", None),
    ("fa", "گفت و گو", None),
    ("tg", "гуфта шудааст", ("гуфт", False, True, True)),
    ("tg", "нагуфтаанд", ("гуфт", True, False, True)),
    ("tg", "гуфта,", ("гуфт", False, False, False)),
    ("tg", "дар нишаст", None),
]


@pytest.mark.parametrize(("code", "text", "expected"), GROUPS)
def test_a_verb_group(code: str, text: str, expected: tuple[str, bool, bool, bool] | None) -> None:
    grammar = load_grammar(code)
    found = groups(read_words(text, grammar), grammar)
    assert [(g.lemma, g.negative, g.passive, g.finite) for g in found] == ([expected] if expected else [])


def test_quotations_are_marked_even_without_an_end() -> None:
    words = read_words("گفت: «راه باز است", load_grammar("fa"))
    assert [w.quoted for w in words] == [False, False, True, True, True, True]


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_words_lie_in_the_text_in_order(text: str) -> None:
    for code in ("fa", "tg"):
        words = read_words(text, load_grammar(code))
        ends = [0, *(w.end for w in words)]
        assert all(before <= w.start < w.end <= len(text) for before, w in zip(ends, words, strict=False))
