"""The table of the world's place names: keys, look-up, containment, and how it is made."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sarhad.errors import SarhadError
from sarhad.world import toponym_table, toponyms
from sarhad.world.toponyms import Toponym, division, find_toponyms, key_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.S.", "us"),
        ("The Gambia", "gambia"),
        ("Côte d’Ivoire", "cote divoire"),
        ("St. Petersburg", "saint petersburg"),
        ("Bosnia & Herzegovina", "bosnia and herzegovina"),
        ("Ўзбекистон", key_of("Ӯзбекистон")),
        ("Йемен", "йемен"),
        ("فيض‌آباد", key_of("فیض آباد")),
        ("", ""),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize("name", ["Dushanbe", "Душанбе", "دوشنبه"])
def test_a_capital_in_several_scripts(name: str) -> None:
    assert any(t.country == "TJ" and t.kind == "city" for t in find_toponyms(key_of(name)))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Afghanistan", "country"), ("Asia", "continent"), ("Central Asia", "region"),
     ("Red Sea", "sea"), ("Sicily", "island"), ("Texas", "admin1"), ("Dallas County", "admin2"),
     ("Middle East", "region"), ("Soviet Union", "region")],
)  # fmt: skip
def test_more_than_cities(name: str, kind: str) -> None:
    assert kind in {t.kind for t in find_toponyms(key_of(name))}


def test_nobody_knows_it() -> None:
    assert find_toponyms(key_of("Nowhereville-upon-Nothing")) == ()
    assert find_toponyms("") == ()


def test_containment() -> None:
    texas, us = division("US.TX"), find_toponyms("united states")[0]
    paris = {t.code: t for t in find_toponyms("paris") if t.kind == "city"}
    assert texas is not None and texas.iso == "US-TX"
    assert texas.holds(paris["US.TX"]) and us.holds(paris["US.TX"]) and us.holds(texas)
    assert not texas.holds(next(t for code, t in paris.items() if code.startswith("FR")))
    assert not paris["US.TX"].holds(texas)


def test_a_region_holds_its_countries() -> None:
    region = next(t for t in find_toponyms(key_of("Central Asia")) if t.kind == "region")
    assert region.holds(find_toponyms("tajikistan")[0])
    assert not region.holds(find_toponyms("france")[0])


def test_the_table_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = toponym_table._row("1", "city", "Xville", "XX", "XX.01", "", 1.5, 2.5, 1000, 2, "")
    monkeypatch.setattr(toponym_table, "_places", lambda: iter([(row, [("Xville", "name"), ("Икс", "alias")])]))
    path = tmp_path / "table.sqlite"
    toponym_table.write_table(path)
    con = sqlite3.connect(path)
    assert con.execute("SELECT key, role FROM name ORDER BY key").fetchall() == [("xville", "name"), ("икс", "alias")]
    assert [p.name for p in tmp_path.iterdir()] == ["table.sqlite"]


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SARHAD_CACHE", str(tmp_path / "own"))
    assert toponyms.cache_folder() == tmp_path / "own"
    monkeypatch.delenv("SARHAD_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert toponyms.cache_folder() == tmp_path / "sarhad"


def test_nowhere_to_write() -> None:
    with pytest.raises(SarhadError, match="SARHAD_CACHE"):
        toponym_table.refuse(Path("nowhere"))


def test_a_toponym_knows_its_first_division() -> None:
    base = {"id": 1, "geonames": 1, "kind": "admin2", "name": "x", "country": "AF", "iso": "", "lat": 0.0, "lon": 0.0}
    t = Toponym(**base, code="AF.01.1109", population=0, fame=1, type="")  # type: ignore[arg-type]
    assert t.admin1 == "AF.01"
