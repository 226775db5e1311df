"""Region packs: they load, no name is two things, every fact names a reference that exists."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT

from sarhad.errors import SarhadError
from sarhad.world import Region, load_region, region_names
from sarhad.world.lint import check_pack
from sarhad.world.region import load_geometry

VERANIA = ROOT / "tests" / "golden" / "regions" / "verania"
PACKS = [*region_names(), str(VERANIA)]


@pytest.fixture(params=PACKS, ids=lambda p: Path(p).name)
def pack(request: pytest.FixtureRequest) -> Region:
    return load_region(request.param)


def test_no_pack_has_errors(pack: Region) -> None:
    assert [str(p) for p in check_pack(pack.folder) if p.is_error] == []


def test_warnings_are_few_and_known(pack: Region) -> None:
    known = {"darvaz-region", "berd", "gali", "xv-xr"}  # names left out on purpose; a border that is not drawn
    assert {p.key for p in check_pack(pack.folder) if not p.is_error} <= known


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


def test_membership_is_by_date() -> None:
    pack = load_region("csto-afghanistan")
    assert "uzbekistan" in pack.members_of("csto", "2012-06-27")
    assert "uzbekistan" not in pack.members_of("csto", "2012-06-28")
    assert "uzbekistan" not in pack.members_of("csto", "2006-08-15")
    assert "uzbekistan" not in pack.members_of("csto")
