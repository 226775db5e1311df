"""Entities beyond the region pack: sentences of our own, with what they name."""

from __future__ import annotations

import pytest

from sarhad.errors import SarhadError
from sarhad.extract.entities import find_entities

O, L, P, N, T = "Organisation", "Location", "Person", "Nationality", "Temporal"  # noqa: E741

# language, sentence, entities that must be found
FOUND = [
    ("en", "The Iraqi security forces reached the city of Mosul.", {("The Iraqi security forces", O), ("Iraqi", N)}),
    ("en", "The Iraqi security forces reached the city of Mosul.", {("the city of Mosul", L), ("Mosul", L)}),
    ("en", "We met in northern Iraq on 3 May 2016.", {("We", O), ("northern Iraq", L), ("Iraq", L), ("3 May 2016", T)}),
    ("en", "Troops left Palmyra, Syria.", {("Troops", O), ("Palmyra, Syria", L), ("Syria", L)}),
    ("en", "The United States backs the coalition.", {("The United States", O), ("the coalition", O)}),
    ("en", "Villagers fled the camp.", {("Villagers", O), ("the camp", L)}),
    ("en", "The Free River Union (FRU) met. Later the FRU left.", {("FRU", O)}),
    ("en", "A Kurdish doctor spoke.", {("Kurdish", N), ("A Kurdish doctor", P)}),
    ("en", "They wrote to the Government of Iraq.", {("the Government of Iraq", O), ("Iraq", L)}),
    ("en", "A gang leader in Mosul fled. Mosul was calm.", {("Mosul", L)}),
    ("en", "Governor Daniel Davis spoke. Davis said that he agreed.", {("Davis", P), ("he", P)}),
    ("ru", "Правительство Грузии отвергло доклад.", {("Правительство Грузии", O), ("Грузии", L)}),
    ("ru", "Об этом пишет газета «Северный край».", {("газета «Северный край»", O)}),
    ("ru", "Они перешли реку Нарву.", {("реку Нарву", L)}),
    ("ru", "Он работает в министерстве финансов.", {("министерстве финансов", O)}),
    ("ru", "Евросоюз ввёл пошлины.", {("Евросоюз", O)}),
    ("ru", "Украинское правительство молчит.", {("Украинское правительство", O)}),
    ("fa", "وزارت بهداشت در تهران است.", {("وزارت بهداشت", O), ("تهران", L)}),
    ("fa", "از شیراز تا اصفهان رفتند.", {("شیراز", L), ("اصفهان", L)}),
    ("fa", "در میدان انقلاب بودند.", {("میدان انقلاب", L)}),
]


@pytest.mark.parametrize(("language", "sentence", "expected"), FOUND)
def test_found(language: str, sentence: str, expected: set[tuple[str, str]]) -> None:
    found = {(sentence[a:b], kind) for a, b, kind in find_entities(sentence, language)}
    assert expected <= found, found


NOT_FOUND = [
    ("en", "It is late and nothing has happened.", ""),
    ("en", "A political settlement is near.", ""),
    ("ru", "Это очень хорошо.", ""),
    ("fa", "امروز کار خوب است.", ""),
    ("ru", "Об этом сообщают СМИ.", "СМИ"),
]


@pytest.mark.parametrize(("language", "sentence", "words"), NOT_FOUND)
def test_not_found(language: str, sentence: str, words: str) -> None:
    found = [sentence[a:b] for a, b, _ in find_entities(sentence, language)]
    assert words not in found if words else found == []


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
def test_nothing_in_nothing(language: str) -> None:
    assert find_entities("", language) == find_entities(" \n\n", language) == []


def test_offsets_hold_over_lines() -> None:
    text = "They left.\n\nThen Baghdad fell.\n"
    assert (17, 24, L) in find_entities(text, "en") and text[17:24] == "Baghdad"


def test_a_language_without_entities_is_refused() -> None:
    with pytest.raises(SarhadError, match="language with entities"):
        find_entities("Salom", "uz")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Вазорати корҳои дохилии Тоҷикистон дар Хуҷанд машқ гузаронд.",
            [("Вазорати корҳои дохилии Тоҷикистон", "Organisation"), ("Хуҷанд", "Location")],
        ),
        ("Намояндагони СММ шаҳри Кобулро тарк карданд.", [("СММ", "Organisation"), ("Кобул", "Location")]),
        ("Дар бозор мардум ҷамъ омаданд.", []),
        ("Раиси вилоят аз Рашт омад.", [("Рашт", "Location")]),
    ],
)
def test_tajik(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[a:b], kind) for a, b, kind in find_entities(text, "tg")] == expected


def test_tajik_quality() -> None:
    from tests.quality.entities_tg import score

    assert score(lambda t: find_entities(t, "tg"))[2] >= 0.9
