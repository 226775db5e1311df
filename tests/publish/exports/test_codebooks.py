"""What happened under the columns of UCDP GED and ACLED, read back by Polars and by `sarhad load`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import msgspec
import polars as pl
import pytest
from tests.robust.command import sarhad

from sarhad.errors import SarhadError
from sarhad.publish.exports import tabular
from sarhad.publish.exports.acled import EVENT_TYPES, SUB_EVENTS
from sarhad.records import LANGUAGES, Actor, Case, Place
from sarhad.world import load_lexicon

from .happened import GREY, GUARDS, RED, eventful_case, told

# the heading of GEDEvent_v25_1.csv
GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,"
    "side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,"
    "where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,"
    "country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low,gwnoa,gwnob"
)
# the heading of ACLED's export since March 2023
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,"
    "admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,"
    "timestamp"
)


def opened(case: Case, columns: str, form: str = "parquet") -> pl.DataFrame:
    content = io.BytesIO(tabular(case, form, "events", columns))
    return pl.read_parquet(content) if form == "parquet" else pl.read_csv(content, infer_schema_length=None)


def by_id(found: pl.DataFrame, key: str) -> dict[str, dict[str, object]]:
    return {row[key]: row for row in found.to_dicts()}


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize(("columns", "heading"), [("ged", GED), ("acled", ACLED)])
def test_all_columns_are_there_in_the_order_of_the_publisher(form: str, columns: str, heading: str) -> None:
    wanted = heading.split(",")
    found = opened(eventful_case(), columns, form)
    assert found.columns[: len(wanted)] == wanted
    own = ["plover_type", "plover_mode", "sarhad_events", "sentences", "urls", "tlp", "left_out"]
    assert found.columns[len(wanted) :] == own


def test_types_are_those_of_the_codebook_even_where_a_column_is_empty() -> None:
    ged, acled = opened(eventful_case(), "ged").schema, opened(eventful_case(), "acled").schema
    whole = ("year", "type_of_violence", "dyad_new_id", "priogrid_gid", "country_id", "date_prec", "deaths_a", "best")
    assert {ged[name] for name in whole} == {pl.Int64}
    assert {ged[name] for name in ("latitude", "longitude")} == {pl.Float64} and ged["active_year"] == pl.Boolean
    assert {ged[name] for name in ("id", "relid", "date_start", "gwnoa", "region")} == {pl.String}
    assert {acled[name] for name in ("year", "time_precision", "iso", "fatalities", "timestamp")} == {pl.Int64}
    assert {acled[name] for name in ("event_id_cnty", "event_date", "interaction", "tags")} == {pl.String}


# ---------------------------------------------------------------- UCDP GED


def test_a_raid_told_of_twice_is_one_row() -> None:
    row = by_id(opened(eventful_case(), "ged"), "id")["incident-raid"]
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (1, "Grey Column", "Velmark Border Service")
    assert (row["best"], row["number_of_sources"], row["date_prec"]) == (2, 2, 1)
    assert (row["date_start"], row["date_end"], row["year"]) == ("2025-05-12", "2025-05-12", 2025)
    assert (row["country"], row["country_id"], row["gwnoa"], row["gwnob"]) == ("Tajikistan", 702, "", "702")
    assert row["geom_wkt"] == "POINT (71.55 37.49)" and row["source_office"] == "روزنامهٔ مرز;Velmark Herald"
    assert json.loads(str(row["sarhad_events"])) == ["event-raid", "event-raid-too"]


def test_type_of_violence_is_by_what_the_parties_are() -> None:
    rows = by_id(opened(eventful_case(), "ged"), "id")
    kinds = {key: row["type_of_violence"] for key, row in rows.items()}
    assert kinds == {"event-feud": 2, "incident-raid": 1, "event-some-year": 1, "event-villagers": 3}
    assert (rows["event-villagers"]["side_b"], rows["event-villagers"]["date_prec"]) == ("Civilians", 4)
    assert (rows["event-feud"]["date_prec"], rows["event-some-year"]["date_prec"]) == (2, 5)


def test_what_is_no_event_of_theirs_is_left_out_and_counted() -> None:
    """GED: nobody named who did it, nobody dead, a march. ACLED: nobody named, known to the year alone."""
    assert set(opened(eventful_case(), "ged")["left_out"]) == {3}
    assert set(opened(eventful_case(), "acled")["left_out"]) == {2}


def test_filters_choose_events_and_their_happenings() -> None:
    content = tabular(eventful_case(), "parquet", "events", "ged", where=["id=event-raid-too"])
    assert pl.read_parquet(io.BytesIO(content))["id"].to_list() == ["incident-raid"]


@pytest.mark.parametrize("columns", ["ged", "acled"])
def test_nothing_in_their_terms_is_an_error(case: Case, columns: str) -> None:
    with pytest.raises(SarhadError, match=r"nothing that was chosen is an event in the terms of .*: 2 happenings"):
        tabular(case, "csv", "events", columns)


# ---------------------------------------------------------------- ACLED


def test_sub_events_are_by_mode_and_parties() -> None:
    rows = by_id(opened(eventful_case(), "acled"), "event_id_cnty")
    assert {key: row["sub_event_type"] for key, row in rows.items()} == {
        "incident-raid": "Armed clash",
        "event-unharmed": "Armed clash",
        "event-feud": "Remote explosive/landmine/IED",
        "event-villagers": "Attack",
        "event-march": "Peaceful protest",
    }
    assert rows["event-march"]["disorder_type"] == "Demonstrations"
    assert rows["event-villagers"]["civilian_targeting"] == "Civilian targeting"
    assert rows["event-unharmed"]["fatalities"] is None, "not told is not 0"


def test_dates_are_as_exact_as_they_are_known() -> None:
    rows = by_id(opened(eventful_case(), "acled"), "event_id_cnty")
    found = {key: (row["event_date"], row["time_precision"]) for key, row in rows.items()}
    assert found["incident-raid"] == ("2025-05-12", 1)
    assert found["event-feud"] == ("2025-05-06", 2), "the middle of 3 to 8 May"
    assert found["event-villagers"] == ("2025-05-16", 3), "the middle of the month"


def test_state_forces_are_those_of_the_country() -> None:
    case = eventful_case()
    abroad = told("abroad", 1, actor="kestria", recipient=GUARDS)
    row = opened(msgspec.structs.replace(case, events=(abroad,), incidents=()), "acled").to_dicts()[0]
    assert (row["inter1"], row["inter2"]) == ("External/Other forces", "State forces")
    assert (row["interaction"], row["iso"]) == ("State forces-External/Other forces", 762)


def test_every_sub_event_has_its_type_and_every_mode_is_one() -> None:
    assert set(SUB_EVENTS.values()) <= set(EVENT_TYPES)
    known = {
        (kind, mode) for code in LANGUAGES for kind, modes in load_lexicon(code).event_modes.items() for mode in modes
    }
    assert set(SUB_EVENTS) <= known


@pytest.mark.parametrize(
    ("mode", "recipient", "sub"),
    [
        ("abduct", "CVL", "Abduction/forced disappearance"),
        ("massacre", "CVL", "Attack"),
        ("beat", "MIL", "Armed clash"),
        ("unconventional", "CVL", ""),
    ],
)
def test_a_mode_or_its_target_names_the_sub_event(mode: str, recipient: str, sub: str) -> None:
    case = eventful_case()
    one = told("one", 1, mode=mode, actor=GREY, recipient="kestria", recipient_sector=recipient)
    two = told("two", 1, actor=GREY, recipient=GUARDS)
    found = opened(msgspec.structs.replace(case, events=(one, two), incidents=()), "acled")
    assert [row["sub_event_type"] for row in found.to_dicts() if row["event_id_cnty"] == "event-one"] == [sub] * bool(
        sub
    )


def test_an_arrest_is_no_targeting_of_civilians() -> None:
    arrest = told("arrest", None, type="COERCE", quad="material-conflict", mode="arrest", actor="velmark",
                  recipient="kestria", recipient_sector="CVL")  # fmt: skip
    case = msgspec.structs.replace(eventful_case(), events=(arrest,), incidents=())
    row = opened(case, "acled").to_dicts()[0]
    assert (row["sub_event_type"], row["civilian_targeting"], row["inter2"]) == ("Arrests", "", "Civilians")


# ---------------------------------------------------------------- and back


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("load") / "work"
    assert sarhad("init", work).code == 0
    return work


def loaded(workspace: Path, dataset: str, name: str, content: bytes) -> dict[str, dict[str, object]]:
    path = workspace.parent / name
    path.write_bytes(content)
    done = sarhad("load", dataset, path, "-w", workspace)
    assert done.code == 0, done.err
    lines = sarhad("events", "--dataset", dataset, "-w", workspace, "--json").out.splitlines()
    return {row["row"]: row for row in map(json.loads, lines)}


def test_ged_loads_as_ucdp(workspace: Path) -> None:
    content = tabular(eventful_case(), "csv", "events", "ged")
    rows = loaded(workspace, "ucdp", "GEDEvent_v25_1.csv", content)
    assert set(rows) == {"incident-raid", "event-feud", "event-villagers", "event-some-year"}
    raid = rows["incident-raid"]
    assert (raid["type"], raid["kind"], raid["deaths_best"]) == ("ASSAULT", "state-based conflict", 2)
    assert (raid["actor_name"], raid["recipient_name"], raid["country"]) == (
        "Grey Column",
        "Velmark Border Service",
        "TJK",
    )
    assert (raid["lat"], raid["lon"], raid["place_name"]) == (37.49, 71.55, "Ruvan")
    month = rows["event-villagers"]["date"]
    assert isinstance(month, dict) and (month["value"], month["precision"]) == ("2025-05", "month")
    assert (
        rows["event-villagers"]["kind"] == "one-sided violence" and rows["event-feud"]["kind"] == "non-state conflict"
    )


def test_acled_loads_as_acled(workspace: Path) -> None:
    content = tabular(eventful_case(), "csv", "events", "acled")
    rows = loaded(workspace, "acled", "acled.csv", content)
    assert {key: (row["type"], row["mode"]) for key, row in rows.items()} == {
        "incident-raid": ("ASSAULT", ""),
        "event-unharmed": ("ASSAULT", ""),
        "event-feud": ("ASSAULT", "explosives"),
        "event-villagers": ("ASSAULT", ""),
        "event-march": ("PROTEST", "demo"),
    }
    raid = rows["incident-raid"]
    assert (raid["deaths_best"], raid["country"], raid["lat"]) == (2, "TJK", 37.49)
    assert rows["event-unharmed"]["deaths_best"] is None


def test_sides_that_cannot_be_told_make_no_row() -> None:
    """A criminal gang is no armed group of a conflict, and an organisation of states no army."""
    case = eventful_case()
    pact = told("pact", 2, actor="northern-pact", recipient=RED)
    gang = told("gang", 2, actor=GREY, actor_sector="CRM", recipient=GUARDS)
    known = told("known", 2, actor=GREY, recipient=GUARDS)
    events = msgspec.structs.replace(case, events=(pact, gang, known), incidents=())
    assert opened(events, "ged")["id"].to_list() == ["event-known"]
    assert opened(events, "acled")["event_id_cnty"].to_list() == ["event-known"]


def test_a_country_is_no_place_to_acled() -> None:
    case = eventful_case()
    land = Place(id="kestria-land", name="Kestria", kind="country", country="AF", lat=34.0, lon=66.0, precision=6)
    somewhere = told("somewhere", 2, actor=GREY, recipient="kestria", place="kestria-land")
    sparse = msgspec.structs.replace(case, events=(somewhere,), incidents=(), places={"kestria-land": land})
    assert opened(sparse, "ged")["where_prec"].to_list() == [6]
    assert opened(sparse, "acled")["geo_precision"].to_list() == [None]


def test_an_actor_goes_by_the_pack_where_the_report_tells_nothing() -> None:
    case = eventful_case()
    workers = Actor(id="workers", name="Workers", kind="group", sector="CVL")
    killed = told("killed", 3, recipient="workers")
    found = msgspec.structs.replace(case, events=(killed,), incidents=(), actors=case.actors | {"workers": workers})
    row = opened(found, "ged").to_dicts()[0]
    assert (row["type_of_violence"], row["side_a"], row["dyad_name"]) == (3, "", "")
