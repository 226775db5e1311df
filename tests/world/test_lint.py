"""The linter of region packs: each kind of mistake is told with its file, its entry and a remedy, all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.robust.command import sarhad

from sarhad.world.lint import check_pack

VERANIA = ROOT / "tests" / "golden" / "regions" / "verania"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    shutil.copytree(VERANIA, folder)
    return folder


def change(pack: Path, name: str, old: str, new: str) -> None:
    path = pack / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(pack: Path, name: str, text: str) -> None:
    path = pack / name
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + "\n" + text, encoding="utf-8")


def told(pack: Path) -> list[str]:
    return [str(problem) for problem in check_pack(str(pack))]


ACTOR = """
[[actor]]
id = "new-one"
name = "New one"
kind = "organisation"
{more}
references = ["ref-atlas"]
aliases.en = ["{alias}"]
"""


@pytest.mark.parametrize(
    ("more", "alias", "words"),
    [
        ("", "Verania", "actors.toml:new-one: 'Verania' (en) is also a name of verania"),
        ('parent = "nobody"', "New Body", "actors.toml:new-one: parent names 'nobody', which is not there"),
        ("", "May", "warning: actors.toml:new-one: 'May' (en) is a common word too"),
        ("", "New Body", "warning: actors.toml:new-one: no name in ru"),
    ],
)
def test_actors(more: str, alias: str, words: str, pack: Path) -> None:
    append(pack, "actors.toml", ACTOR.format(more=more, alias=alias))
    assert any(line.startswith(words) for line in told(pack)), told(pack)


PLACE = """
[[place]]
id = "far-town"
name = "Far Town"
kind = "city"
country = "XV"
{point}
references = ["{reference}"]
aliases = {{ en = ["Far Town"], ru = ["Фартаун"], fa = ["فارتاون"], tg = ["Фартаун"] }}
"""


@pytest.mark.parametrize(
    ("point", "reference", "words"),
    [
        ("lat = 91.0\nlon = 10.0", "ref-atlas", "places.toml:far-town: no such point"),
        ("lat = 10.0", "ref-atlas", "places.toml:far-town: lat or lon alone"),
        ("", "ref-gone", "places.toml:far-town: names the unknown reference ref-gone"),
    ],
)
def test_places(point: str, reference: str, words: str, pack: Path) -> None:
    append(pack, "places.toml", PLACE.format(point=point, reference=reference))
    assert any(line.startswith(words) for line in told(pack)), told(pack)


def test_a_point_outside_its_country() -> None:
    folder = ROOT / "src" / "sarhad" / "world" / "regions" / "south-caucasus"
    assert not [line for line in told(folder) if "is not in" in line]


def test_an_exchanged_point_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "south-caucasus"
    shutil.copytree(ROOT / "src" / "sarhad" / "world" / "regions" / "south-caucasus", folder)
    change(folder, "places.toml", "lat = 40.17765\nlon = 44.5126", "lat = 44.5126\nlon = 40.17765")
    assert [line for line in told(folder) if "is not in AM" in line and "exchanged" in line]


PROGRAMME = """
[[programme]]
id = "new-plan"
name = "New plan"
holder = "{holder}"
references = ["ref-atlas"]
milestones = [ {{ date = "{date}", status = "{status}", text = "x", references = ["ref-atlas"] }} ]
"""


@pytest.mark.parametrize(
    ("holder", "date", "status", "words"),
    [
        ("nobody", "2024", "agreed", "holder names 'nobody'"),
        ("verania", "May 2024", "agreed", "'May 2024' is no date"),
        ("verania", "2024-05", "done", "unknown status 'done' — use one of: agreed, announced"),
        ("verania", "2024-05", "agreed", "warning: programmes.toml:new-plan: no measures"),
    ],
)
def test_programmes(holder: str, date: str, status: str, words: str, pack: Path) -> None:
    append(pack, "programmes.toml", PROGRAMME.format(holder=holder, date=date, status=status))
    assert any(words in line for line in told(pack)), told(pack)


def test_propositions(pack: Path) -> None:
    text = '[[proposition]]\nid = "p"\ntext = "P."\nabout = ["nobody"]\nneeds = [["no-such-list", "@ghost", "ferry"]]\n'
    append(pack, "propositions.toml", text)
    append(pack, "terms.toml", '[en]\nferry = ["ferr*"]\n')
    lines = [line for line in told(pack) if ":p: " in line]
    for words in (
        "about names 'nobody'",
        "no term list 'no-such-list'",
        "no actor 'ghost'",
        "'ferry' is missing in ru",
    ):
        assert any(words in line for line in lines), (words, lines)


def test_the_head(pack: Path) -> None:
    append(pack, "region.toml", "")
    text = (pack / "region.toml").read_text(encoding="utf-8")
    head = "\n".join(line for line in text.splitlines() if not line.startswith("bbox"))
    (pack / "region.toml").write_text("bbox = [10.0, 5.0, 1.0, 9.0]\n" + head, encoding="utf-8")
    assert any(line.startswith("region.toml:bbox: it is no box") for line in told(pack))


def test_a_pack_that_does_not_load_is_one_problem(pack: Path, tmp_path: Path) -> None:
    change(pack, "actors.toml", "[[actor]]", "[[actor")
    assert len(told(pack)) == 1 and "does not parse" in told(pack)[0]
    (pack / "region.toml").write_text("id = 'x'\n", encoding="utf-8")
    assert len(told(pack)) == 1 and "a field is missing" in told(pack)[0]


def test_the_command(pack: Path) -> None:
    done = sarhad("lint", "csto-afghanistan")
    assert done.code == 0 and "csto-afghanistan: 0 errors" in done.out
    append(pack, "actors.toml", ACTOR.format(more='parent = "nobody"', alias="New Body"))
    done = sarhad("lint", pack)
    assert done.code == 1 and "1 errors" in done.out and "actors.toml:new-one: parent names 'nobody'" in done.err
    unknown = sarhad("lint", "nowhere")
    assert unknown.code == 1 and "unknown region" in unknown.err


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([("2004-01-26", "2021-08-15"), ("2021-08-14", "")], "the periods from 2004-01-26 and from 2021-08-14 overlap"),
        ([("2004-01-26", ""), ("2021-08-15", "")], "overlap"),
        ([("2021-08-15", "2004-01-26")], "it ends (2004-01-26) before it begins"),
        ([("long ago", "")], "'long ago' is no date"),
    ],
)
def test_governments_follow_each_other(pack: Path, rows: list[tuple[str, str]], problem: str) -> None:
    append(pack, "actors.toml", "\n".join(government(*row) for row in rows))
    assert any(problem in line and line.startswith("actors.toml:government of") for line in told(pack))


def test_a_government_names_a_reference_and_actors_of_the_pack(pack: Path) -> None:
    append(
        pack, "actors.toml", government("2004-01-26", "").replace("ref-atlas", "ref-none").replace("verania", "nobody")
    )
    assert any("names the unknown reference ref-none" in line for line in told(pack))
    assert any("'nobody', which is not there" in line for line in told(pack))


def government(since: str, until: str) -> str:
    return f"""
[[government]]
of = "verania"
actor = "verania"
since = "{since}"
until = "{until}"
references = ["ref-atlas"]
"""


def test_a_membership_ends_after_it_begins_and_its_reference_is_there(pack: Path) -> None:
    more = 'members = [{ actor = "verania", from = "2012-01-01", to = "2002-01-01", reference = "ref-none" }]'
    append(pack, "actors.toml", ACTOR.format(alias="Newest One", more=more))
    assert any("before it begins" in line and "new-one: verania" in line for line in told(pack))
    assert any("names the unknown reference ref-none" in line for line in told(pack))
