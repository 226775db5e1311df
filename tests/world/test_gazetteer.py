"""Names in running text: longest match, word borders, letter case, inflection."""

from __future__ import annotations

import pytest

from sarhad.world import Gazetteer, Name

EN = Gazetteer(
    [
        Name("Assad", "assad", "person", "alias", "actor"),
        Name("Ambas", "ambas", "armed-group", "alias", "actor"),
        Name("UN", "un", "organisation", "alias", "actor"),
        Name("Islamic Movement of Uzbekistan", "imu", "armed-group", "alias", "actor"),
        Name("Uzbekistan", "uzbekistan", "state", "alias", "actor"),
        Name("Uzbekistan", "country-uz", "country", "alias", "place"),
    ],
    "en",
)
RU = Gazetteer([Name("Таджикистан", "tajikistan", "state", "alias", "actor")], "ru")
TG = Gazetteer([Name("Тоҷикистон", "tajikistan", "state", "alias", "actor")], "tg")


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The ambassador and Assad", ["assad"]),
        ("The ambassador of Ambas", ["ambas"]),
        ("an unwell man at the UN", ["un"]),
        ("the un of old", []),
        ("assad in small letters", []),
        ("the Islamic Movement of Uzbekistan and Uzbekistan", ["imu", "uzbekistan"]),
        ("the Islamic movement, of Uzbekistan", ["uzbekistan"]),
        ("Uzbekistan's", ["uzbekistan"]),
        ("", []),
    ],
)
def test_english(text: str, targets: list[str]) -> None:
    assert [h.names[0].target for h in EN.find(text)] == targets


def test_actor_and_place_that_share_a_name_come_together() -> None:
    (hit,) = EN.find("in Uzbekistan")
    assert {(n.space, n.target) for n in hit.names} == {("actor", "uzbekistan"), ("place", "country-uz")}


@pytest.mark.parametrize("form", ["Таджикистан", "Таджикистана", "Таджикистану", "Таджикистаном", "Таджикистане"])
def test_russian_cases(form: str) -> None:
    (hit,) = RU.find(f"О {form} говорят.")
    assert (hit.start, hit.end) == (2, 2 + len(form))


@pytest.mark.parametrize("form", ["Тоҷикистон", "Тоҷикистонро", "Тоҷикистони", "Тоҷикистону"])
def test_tajik_endings(form: str) -> None:
    assert [h.names[0].target for h in TG.find(f"{form} гуфт.")] == ["tajikistan"]


def test_offsets_count_from_the_whole_text() -> None:
    text = "Assad left. Assad came back."
    assert [(h.start, h.end) for h in EN.find(text, 12)] == [(12, 17)]
