"""Mentions: borders, letter case, inflection, demonyms, acronyms in brackets, capitals as governments or as places."""

from __future__ import annotations

import pytest
from tests.conftest import Read

# language, sentence, (text, actor, place) of each mention
FOUND = [
    ("en", "The ambassador met Assad.", []),
    ("en", "The unable man met the UN.", [("UN", "un", "")]),
    ("en", "It is a un-named post.", []),
    (
        "en",
        "The Collective Security Treaty Organization (CSTO) met.",
        [("Collective Security Treaty Organization (CSTO)", "csto", "")],
    ),
    (
        "en",
        "The Islamic Movement of Uzbekistan is not in Uzbekistan.",
        [("Islamic Movement of Uzbekistan", "imu", ""), ("Uzbekistan", "uzbekistan", "country-uz")],
    ),
    (
        "en",
        "Tajiks praise Tajikistan's guards.",
        [("Tajiks", "tajikistan", ""), ("Tajikistan", "tajikistan", "country-tj")],
    ),
    ("en", "They met in Kabul.", [("Kabul", "", "kabul")]),
    ("en", "Dushanbe refused.", [("Dushanbe", "tajikistan", "dushanbe")]),
    ("en", "Khorog lies high.", [("Khorog", "", "khorog")]),
    ("en", "Moscow accused Kabul of silence.", [("Moscow", "russia", "moscow"), ("Kabul", "taliban", "kabul")]),
    ("en", "A blast near Moscow was heard.", [("Moscow", "", "moscow")]),
    ("en", "The road from Dushanbe to Khorog is shut.", [("Dushanbe", "", "dushanbe"), ("Khorog", "", "khorog")]),
    ("en", "Talks with Tashkent stalled.", [("Tashkent", "uzbekistan", "tashkent")]),
    ("ru", "Москва предупредила Ташкент.", [("Москва", "russia", "moscow"), ("Ташкент", "uzbekistan", "tashkent")]),
    ("ru", "Взрыв произошёл близ Кабула.", [("Кабула", "", "kabul")]),
    ("fa", "مسکو هشدار داد.", [("مسکو", "russia", "moscow")]),
    ("tg", "Дар Душанбе вохӯрданд.", [("Душанбе", "", "dushanbe")]),
    ("ru", "Делегация Узбекистана ждёт.", [("Узбекистана", "uzbekistan", "country-uz")]),
    ("ru", "Переговоры с талибами идут.", [("талибами", "taliban", "")]),
    ("ru", "Они живут в Москве.", [("Москве", "", "moscow")]),
    ("ru", "Это не террорист.", []),
    ("fa", "طالبان آمدند.", [("طالبان", "taliban", "")]),
    ("fa", "در مسکو هستند.", [("مسکو", "", "moscow")]),
    ("tg", "Тоҷикистонро диданд.", [("Тоҷикистонро", "tajikistan", "country-tj")]),
]


@pytest.mark.parametrize(("code", "sentence", "expected"), FOUND)
def test_found(code: str, sentence: str, expected: list[tuple[str, str, str]], read: Read) -> None:
    found = read(sentence, language=code).mentions
    assert [(m.text, m.actor, m.place) for m in found] == expected
    assert all(sentence[m.start : m.end] == m.text for m in found)


def test_a_demonym_is_marked_as_one(read: Read) -> None:
    (found,) = read("Tajik guards slept.").mentions
    assert (found.actor, found.type) == ("tajikistan", "demonym")


def test_an_acronym_of_another_body_is_a_mention_of_its_own(read: Read) -> None:
    found = read("The United Nations (CSTO) met.").mentions
    assert [m.actor for m in found] == ["un", "csto"]


def test_a_document_in_a_language_without_a_lexicon_has_no_records(kits: dict[str, object]) -> None:
    from tests.conftest import make_document

    from sarhad.extract import extract_documents

    document = make_document("Kabul sagte nichts.", language="de")
    (found,) = extract_documents([document], lambda _code: None)
    assert found.document == document
    assert not (found.mentions or found.claims or found.events)
