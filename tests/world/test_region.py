"""Region packs: they load, no name is two things, every fact names a reference that exists."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

from sarhad.errors import SarhadError
from sarhad.world import Region, load_region, region_names
from sarhad.world.folding import fold
from sarhad.world.region import load_geometry

VERANIA = ROOT / "tests" / "golden" / "regions" / "verania"
PACKS = [*region_names(), str(VERANIA)]


@pytest.fixture(params=PACKS, ids=lambda p: Path(p).name)
def pack(request: pytest.FixtureRequest) -> Region:
    return load_region(request.param)


@pytest.mark.parametrize("language", ["en", "ru", "fa", "tg"])
def test_no_name_stands_for_two_actors(pack: Region, language: str) -> None:
    names = Counter(
        fold(name)
        for actor in pack.actors.values()
        for name in {
            *actor.aliases.get(language, ()),
            *actor.demonyms.get(language, ()),
            *actor.metonyms.get(language, ()),
        }
    )
    assert [n for n, times in names.items() if times > 1 and not _within_one(n, pack, language)] == []


def _within_one(name: str, pack: Region, language: str) -> bool:
    """Whether all that share a folded name are one actor (spellings that folding makes equal)."""
    owners = {
        a.id
        for a in pack.actors.values()
        for table in (a.aliases, a.demonyms, a.metonyms)
        if name in {fold(n) for n in table.get(language, ())}
    }
    return len(owners) == 1


@pytest.mark.parametrize("language", ["en", "ru", "fa", "tg"])
def test_no_name_stands_for_two_places(pack: Region, language: str) -> None:
    owners: dict[str, set[str]] = {}
    for place in pack.places.values():
        for name in place.aliases.get(language, ()):
            owners.setdefault(fold(name), set()).add(place.id)
    assert {n: ids for n, ids in owners.items() if len(ids) > 1} == {}


def test_every_entry_names_a_reference_that_exists(pack: Region) -> None:
    entries: list[Any] = [*pack.actors.values(), *pack.places.values(), *pack.borders, *pack.programmes, *pack.anchors]
    assert [e.id for e in entries if not e.references] == []
    assert [(e.id, r) for e in entries for r in e.references if r not in pack.references] == []
    used = {str(row["reference"]) for b in pack.borders for row in b.lengths}
    assert used <= set(pack.references)


def test_every_link_between_entries_leads_somewhere(pack: Region) -> None:
    actors = pack.actors
    assert [a.id for a in actors.values() if a.parent and a.parent not in actors] == []
    assert [m["actor"] for a in actors.values() for m in a.members if m["actor"] not in actors] == []
    assert {x for pair in pack.engagement for x in pair} <= set(actors)
    assert set(pack.threat_from) <= set(actors)
    assert {x for p in pack.propositions.values() for x in p.about} <= set(actors)
    assert {p.holder for p in pack.programmes} <= set(actors)
    assert {c for b in pack.borders for c in b.crossings} <= set(pack.places)


def test_every_term_list_of_a_proposition_exists(pack: Region) -> None:
    from sarhad.world import load_lexicon

    known = set(load_lexicon("en").terms)
    named = {
        name
        for p in pack.propositions.values()
        for name in (*(n for group in p.needs for n in group), *p.opposed, *p.without)
    }
    assert named <= known


def test_points_of_the_countries_asked_about_lie_within_the_box(pack: Region) -> None:
    west, south, east, north = pack.bbox
    near = [p for p in pack.places.values() if p.country in {c for b in pack.borders for c in b.between}]
    points = [(p.id, p.lat, p.lon) for p in near if p.lat is not None and p.lon is not None and p.country != "CN"]
    assert points
    assert [i for i, lat, lon in points if not (west <= lon <= east and south <= lat <= north)] == []


def test_the_geometry_holds_every_country(pack: Region) -> None:
    geometry = load_geometry(pack)
    assert geometry is not None
    assert {f["properties"].get("country", "") for f in geometry["features"]} >= set(pack.countries)


def test_former_members_are_not_members() -> None:
    assert load_region(str(VERANIA)).members_of("ridge-pact") == {"verania", "tarquesh", "hulmar"}


def test_an_unknown_region_names_the_known_ones() -> None:
    with pytest.raises(SarhadError, match="csto-afghanistan") as error:
        load_region("csto-afganistan")
    assert "did you mean" in error.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('references = ["ref-atlas"]', "references = []", "names no reference"),
        ('references = ["ref-atlas"]', 'references = ["ref-gone"]', "unknown reference ref-gone"),
        ('id = "tarquesh"', 'id = "verania"', "an id occurs twice"),
        ('kind = "state"', "kind = 7", "an entry of the pack is wrong"),
        ("[[actor]]", "[[actor", "does not parse"),
    ],
)
def test_a_broken_pack_says_what_is_wrong(old: str, new: str, problem: str, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(VERANIA, folder)
    path = folder / "actors.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SarhadError, match=problem) as error:
        load_region(str(folder))
    assert error.value.remedy
