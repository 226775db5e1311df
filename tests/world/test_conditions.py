"""Words of condition: every language has the same tables, and what marks none is told apart."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from sarhad.errors import SarhadError
from sarhad.records import LANGUAGES
from sarhad.world.conditions import load_conditions


def _keys(code: str) -> set[tuple[str, str]]:
    path = resources.files("sarhad.world") / "languages" / code / "conditions.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {(name, key) for name, rows in table.items() for key in rows}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_tables_are_those_of_english(code: str) -> None:
    assert _keys(code) == _keys("en")


@pytest.mark.parametrize(
    ("code", "text"),
    [("en", "within two years"), ("ru", "в ближайшие два года"), ("fa", "ظرف دو سال"), ("tg", "дар давоми ду сол")],
)
def test_a_horizon_holds_a_number_and_a_unit(code: str, text: str) -> None:
    words = load_conditions(code)
    found = next(m for m in (p.search(text) for p in words.horizons) if m)
    assert words.numbers[found["n"]] * words.units[found["unit"]] == 24


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(SarhadError, match="unknown language"):
        load_conditions("xx")
