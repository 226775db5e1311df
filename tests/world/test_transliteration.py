"""Latin letters by published systems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarhad.world.transliteration import has_other_script, transliterate


@pytest.mark.parametrize(
    ("language", "text", "latin"),
    [
        ("ru", "Елизово", "Yelizovo"),
        ("ru", "Чапаевск", "Chapayevsk"),
        ("ru", "Грозный", "Groznyy"),
        ("ru", "Юрьев", "Yur’yev"),
        ("ru", "ОДКБ", "ODKB"),
        ("tg", "Душанбе", "Dushanbe"),
        ("tg", "Ғозималик", "Ghozimalik"),
        ("tg", "Ҷумҳурӣ", "Jumhurí"),
        ("", "Хоруғ", "Khorugh"),
        ("fa", "ایران", "īrān"),
        ("fa", "طالبان", "ţālbān"),
        ("fa", "بدخشان", "bdkhshān"),
        ("fa", "گفته‌اند", "gfteh-and"),
        ("fa", "آسیا، ۲۰۲۴", "āsyā, 2024"),
        ("", "Kabul 2024", "Kabul 2024"),
    ],
)
def test_words(language: str, text: str, latin: str) -> None:
    assert transliterate(text, language) == latin


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Lo", "Nd"), max_codepoint=0x52F)))
def test_latin_text_stays_and_nothing_of_the_known_alphabets_is_left(text: str) -> None:
    if not has_other_script(text):
        assert transliterate(text) == text
    assert not set("абвгҳқяАЯ") & set(transliterate(text))
