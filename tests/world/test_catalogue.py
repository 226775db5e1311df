"""The catalogue of sources: names and addresses lead to the entry, grades have a history with reasons."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from sarhad.errors import SarhadError
from sarhad.records import Correction, Grade, Reliability
from sarhad.world import load_catalogue, with_gradings
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


# ---------------------------------------------------------------- sources of one's own


OWN = """id = "river-post"
name = "The River Post"
kind = "newspaper"
urls = ["riverpost.example"]
[[grades]]
grade = "B"
since = "2026-01-01"
by = "desk"
reason = "own correspondents"
"""


def test_own_sources_win_over_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "river.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "khovar.toml").write_text('id = "khovar"\nfeeds = ["https://khovar.example/rss"]\n', encoding="utf-8")
    (tmp_path / "tass2.toml").write_text('id = "our-tass"\nname = "TASS"\nkind = "agency"\n', encoding="utf-8")
    own, shipped = load_catalogue(str(tmp_path)), load_catalogue()
    found = own.find("", "https://riverpost.example/a")
    assert found is not None and (found.id, found.grade) == ("river-post", "B")
    khovar = own.sources["khovar"]
    assert khovar.feeds == ("https://khovar.example/rss",) and khovar.name == shipped.sources["khovar"].name
    assert own.find("TASS") == own.sources["our-tass"] and own.sources["our-tass"].grade == "F"
    assert len(own.sources) == len(shipped.sources) + 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id = ", "a source cannot be read"),
        ('id = "x"\nname = "X"\n', "a source cannot be read.*kind"),
        ('id = "x"\nname = "X"\nkind = "site"\nfeed = []\n', "unknown field of a source.*did you mean feeds"),
        (
            'id = "x"\nname = "X"\nkind = "site"\nrelays = ["khovr"]\n',
            "unknown source that x relays.*did you mean khovar",
        ),
        (OWN.replace('"B"', '"G"'), "a source cannot be read.*grade"),
    ],
)
def test_an_own_source_with_a_mistake_is_named(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SarhadError, match=problem):
        load_catalogue(str(tmp_path))


# ---------------------------------------------------------------- grades given by an analyst


def grading(n: int, grade: Reliability, since: str, source: str = "khovar") -> Correction:
    given = Grade(grade=grade, since=since, by="desk", reason="for the test")
    value = msgspec.json.encode(given).decode()
    return Correction(
        id=f"c{n}", table="source", record=source, field="grade", value=value, who="desk", when="", why="for the test"
    )


def in_force(day: str, *given: Correction) -> str:
    return with_gradings(load_catalogue().sources, given, day)["khovar"].grade


def test_a_given_grade_holds_from_its_date_on() -> None:
    a, d = grading(1, "A", "2027-01-01"), grading(2, "D", "2027-06-01")
    days = ("2026-12-31", "2027-01-01", "2027-05-31", "2027-06-01")
    assert [in_force(day, a, d) for day in days] == ["C", "A", "A", "D"]
    assert in_force("2027-01-02", grading(1, "A", "2020-01-01")) == "A", "an analyst's wins over the catalogue's"
    assert in_force("2027-01-02", a, grading(2, "E", "2027-01-01")) == "E", "of two for one day the later given"
    assert in_force("2027-01-02", grading(1, "A", "2027-01-01", "tass")) == "C"


def test_the_history_is_kept() -> None:
    sources = with_gradings(load_catalogue().sources, [grading(1, "A", "2027-01-01")], "2027-02-01")
    assert [g.grade for g in sources["khovar"].grades] == ["C", "A"]
    assert with_gradings(load_catalogue().sources, [], "2020-01-01")["khovar"].grade == "C", (
        "older than its first grade"
    )
