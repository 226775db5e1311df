"""Incidents and deaths by month from loaded datasets: by country, border section, dyad and actor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.acquire.coded.test_reading import ACLED, GED, acled, ged
from tests.robust.command import sarhad

from sarhad.errors import SarhadError
from sarhad.loading import load
from sarhad.records import Observation
from sarhad.settings import Settings
from sarhad.store import create_lake, open_lake
from sarhad.store.deaths import monthly_deaths
from sarhad.store.series import monthly_series
from sarhad.world import load_region
from sarhad.world.sections import lines_of, sections_near

S = Settings()
FAR = {"37.49,71.55": "39.65,66.96"}  # Samarkand, 200 km from the border


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    create_lake(tmp_path / "work", S)
    return tmp_path / "work"


def fill(workspace: Path, *rows: str, name: str = "GEDEvent_v25_1.csv", head: str = GED) -> None:
    path = workspace.parent / name
    path.write_text(head + "".join(rows), encoding="utf-8")
    load(workspace, S, "acled" if head == ACLED else "ucdp", path)


def series(workspace: Path, indicator: str, unit: str, **how: Any) -> dict[str, Observation]:
    with open_lake(workspace, S, read_only=True) as lake:
        return {o.period: o for o in monthly_series(lake, **how) if (o.indicator, o.unit) == (indicator, unit)}


def near(points: Any) -> Any:
    return sections_near(lines_of(load_region("csto-afghanistan")), points)


def test_months_without_an_event_are_zero_and_every_value_has_its_rows(workspace: Path) -> None:
    fill(workspace, ged(1, best=3), ged(2, best=5), ged(3, start="2024-09-02", end="2024-09-02", best=1))
    found = series(workspace, "incidents:ucdp", "TJK")
    assert {m: o.value for m, o in found.items()} == {"2024-07": 2, "2024-08": 0, "2024-09": 1}
    assert found["2024-07"].rows == ("coded-ucdp-ged-1", "coded-ucdp-ged-2") and found["2024-08"].rows == ()
    deaths = series(workspace, "deaths:ucdp:all", "TJK")["2024-07"]
    assert (deaths.value, deaths.low, deaths.high, deaths.n) == (8, 2, 8, 2)


def test_dyads_and_actors(workspace: Path) -> None:
    fill(workspace, ged(1), ged(2).replace("Group Y", "IMU"), ged(3).replace("Government of Tajikistan", "IMU"))
    assert series(workspace, "incidents:ucdp", "Group Y↔tajikistan", by="dyad")["2024-07"].value == 1
    assert series(workspace, "incidents:ucdp", "imu↔tajikistan", by="dyad")["2024-07"].rows == ("coded-ucdp-ged-2",)
    assert series(workspace, "incidents:ucdp", "imu", by="actor")["2024-07"].value == 2
    assert series(workspace, "deaths:ucdp:all", "Group Y", by="actor")["2024-07"].value == 6


def test_border_sections_take_events_near_their_line_that_are_known_to_the_district(workspace: Path) -> None:
    far, vague = ged(2).replace("37.49,71.55", FAR["37.49,71.55"]), ged(3).replace(",2,Khorog", ",4,Khorog")
    fill(workspace, ged(1), far, vague)
    how: dict[str, Any] = {
        "by": "border",
        "countries": ["TJK"],
        "near": near,
        "borders": {"tjk-afg": ["TJK", "AFG"], "pak-afg": ["PAK", "AFG"]},
    }
    assert series(workspace, "incidents:ucdp", "tjk-afg", **how)["2024-07"].rows == ("coded-ucdp-ged-1",)
    # the dataset knows neither Pakistan nor Afghanistan: its silence on that border is no zero
    assert series(workspace, "incidents:ucdp", "pak-afg", **how) == {}


def test_acled_counts_attacks_as_incidents_and_its_deaths_apart(workspace: Path) -> None:
    fill(workspace, acled("T1", "Armed clash"), acled("T2", "Peaceful protest", "Protests"), name="a.csv", head=ACLED)
    assert series(workspace, "incidents:acled", "TJK", family="acled")["2025-03"].value == 1
    assert series(workspace, "deaths:acled:all", "TJK", family="acled")["2025-03"].value == 4


def test_an_unknown_kind_of_unit_names_those_there_are(workspace: Path) -> None:
    with pytest.raises(SarhadError, match=r"village.*country"):
        series(workspace, "deaths:ucdp:all", "TJK", by="village")


def test_countries_are_those_of_the_deaths_series(shared: Path, workspace: Path) -> None:
    """All of Pakistan's 6,416 events: the same deaths as `monthly_deaths`, and dyads that add up to them."""
    import duckdb

    path = workspace.parent / "GEDEvent_v22_1.csv"
    source = shared / "data" / "conflict" / "ucdp_ged_events_pakistan_1989_2021.parquet"
    duckdb.sql(f"COPY (FROM '{source}') TO '{path}' (HEADER)")
    load(workspace, S, "ucdp", path)
    with open_lake(workspace, S, read_only=True) as lake:
        wanted = {(o.unit, o.period): o.value for o in monthly_deaths(lake)}
        found = {(o.unit, o.period): o.value for o in monthly_series(lake) if o.indicator.startswith("deaths")}
        dyads = [o for o in monthly_series(lake, by="dyad") if o.indicator == "deaths:ucdp:all"]
    assert found == wanted
    assert len({o.unit for o in dyads}) > 60
    assert sum(o.value or 0 for o in dyads) == sum(v or 0 for v in wanted.values())


def test_the_command_tells_both_series_apart(tmp_path: Path) -> None:
    work = tmp_path / "work"
    sarhad("init", work)
    path = work / "GEDEvent_v25_1.csv"
    path.write_text(GED + ged(1), encoding="utf-8")
    assert sarhad("load", "ucdp", path, "-w", work).code == 0
    done = sarhad("series", "-w", work, "--dataset", "ucdp", "--json", "--where", "unit=tjk-afg")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert {(r["indicator"], r["value"]) for r in rows} == {("incidents:ucdp", 1.0), ("deaths:ucdp:all", 3.0)}
    engagement = sarhad("series", "-w", work, "--dataset", "ucdp", "--window", "year", "--json")
    assert {json.loads(line)["indicator"] for line in engagement.out.splitlines()} <= {"engagement:ucdp"}
    wrong = sarhad("series", "-w", work, "--dataset", "gdelt")
    assert wrong.code == 1 and "sarhad load gdelt FILE" in wrong.err
