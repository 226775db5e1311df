"""The catalogue of sources: names and addresses lead to the entry, grades have a history with reasons."""

from __future__ import annotations

from collections import Counter

import pytest

from sarhad.world import load_catalogue
from sarhad.world.folding import fold


@pytest.mark.parametrize(
    ("publisher", "url", "source"),
    [
        ("Khovar", "", "khovar"),
        ("khovar", "", "khovar"),
        ("", "https://www.khovar.tj/2025/01/x", "khovar"),
        ("", "https://eng.khovar.tj/2025/01/x", "khovar"),
        ("An unknown sheet", "https://khovar.tj/x", "khovar"),
        ("TASS", "", "tass"),
    ],
)
def test_names_and_addresses_resolve(publisher: str, url: str, source: str) -> None:
    found = load_catalogue().find(publisher, url)
    assert found is not None
    assert found.id == source


@pytest.mark.parametrize(
    ("publisher", "url"),
    [("", ""), ("The Selbrin Ledger", "https://example.org/a"), ("", "https://notkhovar.tj/a"), ("", "file.txt")],
)
def test_an_unknown_outlet_is_none(publisher: str, url: str) -> None:
    assert load_catalogue().find(publisher, url) is None


def test_every_source_is_found_by_its_own_name_and_addresses() -> None:
    catalogue = load_catalogue()
    wrong = [s.id for s in catalogue.sources.values() if catalogue.find(s.name) != s]
    wrong += [s.id for s in catalogue.sources.values() for u in s.urls if catalogue.find("", f"https://{u}/x") != s]
    assert wrong == []


def test_no_name_or_address_belongs_to_two() -> None:
    sources = load_catalogue().sources.values()
    names = Counter(n for s in sources for n in {fold(x) for x in (s.name, s.id, *s.publisher_names)})
    domains = Counter(u for s in sources for u in set(s.urls))
    assert [n for n, times in names.items() if times > 1] == []
    assert [u for u, times in domains.items() if times > 1] == []


def test_every_source_has_a_grade_with_who_when_and_why() -> None:
    for source in load_catalogue().sources.values():
        assert source.grades, source.id
        for grade in source.grades:
            assert grade.grade in "ABCDEF"
            assert grade.by and grade.since and grade.reason, source.id
        assert source.grade == source.grades[-1].grade


def test_relays_lead_to_sources() -> None:
    sources = load_catalogue().sources
    assert [(s.id, r) for s in sources.values() for r in s.relays if r not in sources] == []
