"""Russian events: who does what to whom, by case, voice and noun."""

from __future__ import annotations

import pytest
from tests.conftest import Read

CASES = {
    "whose the noun is": ("Против талибов введены новые санкции ООН.", ("SANCTION", "un", "taliban")),
    "from whom it comes": (
        "Афганистану передана гуманитарная помощь из Казахстана.",
        ("AID", "kazakhstan", "afghanistan"),
    ),
    "condemned, not sentenced": (
        "МИД Таджикистана осудил нападение талибов на пограничников.",
        ("ACCUSE", "tajik-mfa", "taliban"),
    ),
    "over a province": (
        "Пакистанская авиация нанесла удары по провинции Пактика в Афганистане.",
        ("ASSAULT", "pakistan", "afghanistan"),
    ),
    "a visit that ended": (
        "Визит министра иностранных дел Индии в Кабул завершился.",
        ("CONSULT", "india", "afghanistan"),
    ),
    "ready to": ("Россия готова помочь Таджикистану.", ("AGREE", "russia", "tajikistan")),
    "they said that they did": ("Талибы заявили, что убили командира ИГИЛ.", ("ASSAULT", "taliban", "isis")),
    "in a fight with": (
        "В перестрелке с талибами погибли двое таджикских пограничников.",
        ("ASSAULT", "taliban", "tajik-border-troops"),
    ),
    "revenge": ("ИГИЛ обещает отомстить талибам.", ("THREATEN", "isis", "taliban")),
    "a note": ("Таджикистан вручил послу Афганистана ноту протеста.", ("ACCUSE", "tajikistan", "afghanistan")),
    "goods": ("Россия поставила Таджикистану бронетехнику.", ("AID", "russia", "tajikistan")),
    "prolonged": ("Совбез ООН продлил санкции против талибов.", ("SANCTION", "un", "taliban")),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES.keys())
def test_parties(sentence: str, expected: tuple[str, str, str], read: Read) -> None:
    assert [(e.type, e.actor, e.recipient) for e in read(sentence, language="ru").events] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Россия не готова помочь Таджикистану.",
        "Сборная Узбекистана разгромила Иран.",
        "Талибы не атаковали посты Таджикистана.",
    ],
)
def test_no_event(sentence: str, read: Read) -> None:
    assert not read(sentence, language="ru").events
