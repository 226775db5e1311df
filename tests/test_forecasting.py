"""Forecasts through the real commands: from what was known, kept with how they are settled, scored later."""

from __future__ import annotations

import json
import os
from pathlib import Path

import duckdb
import numpy as np
import pytest
from tests.robust.command import sarhad

from sarhad.acquire.panels import read_panel
from sarhad.errors import SarhadError
from sarhad.forecasting.deaths import covered_months, lake_panel
from sarhad.forecasting.issuing import BASELINE, Request, draw_forecast, find_unit, forecast_lake, resolvable
from sarhad.forecasting.outlook import outlook_of, scorecard
from sarhad.forecasting.settling import score_lake
from sarhad.forecasting.testing import Protocol, backtest_file
from sarhad.loading import load
from sarhad.panel import make_panel, month_name
from sarhad.predict.models import MODELS
from sarhad.records import Fan, Forecast, Score
from sarhad.scoring import crps
from sarhad.settings import Settings
from sarhad.store import create_lake, open_lake

S = Settings()
SHARED = Path(os.environ.get("SARHAD_SHARED", "../shared")) / "data" / "conflict"
VIEWS = SHARED / "views_cm_ged_sb_1990-01_2024-04.parquet"
COUNTRIES = {"AFG": 300, "PAK": 40, "TJK": 0, "UZB": 0, "IRN": 2, "CHN": 0}
HEAD = "id,type_of_violence,side_a,side_b,latitude,longitude,country,country_id,date_start,date_end,best,high,low\n"
NAMES = {"AFG": ("Afghanistan", 700), "PAK": ("Pakistan", 770), "TJK": ("Tajikistan", 702), "UZB": ("Uzbekistan", 704)}


def months(first: int, last: int) -> list[str]:
    return [f"{year}-{month:02d}" for year in range(first, last + 1) for month in range(1, 13)]


def table(path: Path, planted: int = 0, last: int = 2021) -> Path:
    """Deaths of six countries from 2010 on; `planted` are added to Tajikistan in 2021."""
    rng = np.random.default_rng(5)
    rows = [
        f"{code},{month},{rng.poisson(mean) + (planted if (code, month[:4]) == ('TJK', '2021') else 0)}"
        for code, mean in COUNTRIES.items()
        for month in months(2010, last)
    ]
    path.write_text("\n".join(["country_iso3,year_month,deaths", *rows, ""]), encoding="utf-8")
    return path


# ---------------------------------------------------------------- from a table


def test_the_file_holds_each_unit_month_and_draw(tmp_path: Path) -> None:
    out = tmp_path / "f.parquet"
    done = sarhad("forecast", "--data", table(tmp_path / "d.csv"), "--target", "deaths", "--origin", "2020-10",
                  "--steps", 14, "--draws", 50, "--out", out)  # fmt: skip
    assert (done.code, done.out) == (0, f"{out}\n")
    assert "6 units, 2020-11 to 2021-12, 50 draws" in done.err
    names = [row[:2] for row in duckdb.sql(f"DESCRIBE FROM '{out}'").fetchall()]
    assert names == [("unit", "VARCHAR"), ("month", "VARCHAR"), ("draw", "INTEGER"), ("value", "DOUBLE")]
    query = "count(*), count(DISTINCT (unit, month, draw)), min(month), max(month), min(draw), max(draw), min(value)"
    assert duckdb.sql(f"SELECT {query} FROM '{out}'").fetchone() == (4200, 4200, "2020-11", "2021-12", 0, 49, 0.0)


def test_what_happens_later_changes_no_byte(tmp_path: Path) -> None:
    found = []
    for planted in (0, 9_000):
        data, out = table(tmp_path / f"d{planted}.csv", planted), tmp_path / f"f{planted}.parquet"
        done = sarhad("forecast", "--data", data, "--origin", "2020-12", "--draws", 100, "--out", out)
        assert done.code == 0, done.err
        found.append(out.read_bytes())
    assert found[0] == found[1]


@pytest.mark.parametrize("model", sorted(MODELS))
def test_no_model_sees_beyond_the_origin(tmp_path: Path, model: str) -> None:
    one, other = (table(tmp_path / f"d{n}.csv", n) for n in (0, 9_000))
    asked = Request(origin="2020-12", steps=6, draws=40, model=model)
    drawn = [draw_forecast(read_panel(path, until="2020-12"), asked).samples for path in (one, other)]
    assert np.array_equal(*drawn)


def test_a_units_samples_do_not_depend_on_which_others_are_asked_for(tmp_path: Path) -> None:
    panel = read_panel(table(tmp_path / "d.csv"))
    whole = draw_forecast(panel, Request(draws=30))
    alone = draw_forecast(panel, Request(draws=30, units=("Tajikistan",)))
    assert np.array_equal(alone.samples[0], whole.samples[panel.index("TJK")])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--origin", "2022-01"], "the data cover 2010-01 to 2021-12"),
        (["--origin", "2020"], "this is no month"),
        (["--target", "state-based"], "no such target"),
        (["--model", "conflictology13"], "did you mean conflictology12?"),
        (["--unit", "TJ", "--unit", "KAZ"], "the data have no row of Kazakhstan"),
        (["--unit", "Tajikstan"], "did you mean Tajikistan?"),
        (["--steps", "37"], "steps cannot be 37"),
        (["--draws", "0"], "draws cannot be 0"),
        (["--out", "f.xlsx"], "use one of: .csv, .parquet"),
    ],
)
def test_a_wrong_question_is_told_in_one_line(tmp_path: Path, options: list[str], told: str) -> None:
    done = sarhad("forecast", "--data", table(tmp_path / "d.csv"), "--out", tmp_path / "f.parquet", *options)
    assert done.code == 1 and told in done.err and done.err.count("\n") == 1 and not (tmp_path / "f.parquet").exists()


def test_units_are_found_by_code_and_name_where_the_data_have_other_ids() -> None:
    panel = make_panel("deaths", ["57", "58"], "2020-01", np.zeros((2, 3)), names=["Tajikistan", "Russia"])
    assert [find_unit(panel, unit) for unit in ("57", "Tajikistan", "TJK", "tj", "RUS")] == [0, 0, 0, 0, 1]


def test_a_backtest_scores_each_year_and_all(tmp_path: Path) -> None:
    data = table(tmp_path / "d.csv")
    tested = backtest_file(data, Protocol(first=2020, last=2021, models=("zero",), draws=60, without=("AFG",)))
    zero = next(row for row in tested.means.rows if (row["model"], row["test"]) == ("zero", "2021"))
    lines = [line.split(",") for line in data.read_text(encoding="utf-8").splitlines()]
    truth = [int(count) for _, month, count in lines if month.startswith("2021")]
    assert zero["CRPS"] == pytest.approx(np.mean(truth))  # the absolute error of nothing but zeros
    assert {row["test"] for row in tested.means.rows} == {"mean", "without Afghanistan", "2020", "2021"}
    assert [line.measure for line in tested.compared] == ["CRPS", "log1p-CRPS", "IGN", "MIS"]
    assert tested.compared[0].n == 2 * 6 * 12


def test_a_backtest_without_the_truth_does_not_begin(tmp_path: Path) -> None:
    done = sarhad("backtest", "--data", table(tmp_path / "d.csv"), "--from", 2021, "--to", 2022, "--model", "zero")
    assert done.code == 1 and "the data end in 2021-12" in done.err and not done.out


def test_dyads_go_the_same_way(tmp_path: Path) -> None:
    path = SHARED / "ucdp_ged_events_pakistan_1989_2021.parquet"
    if not path.is_file():
        pytest.skip("the shared data are not here (SARHAD_SHARED)")
    out = tmp_path / "f.csv"
    assert sarhad("forecast", "--data", path, "--origin", "2019-12", "--draws", 20, "--out", out).code == 0
    assert out.read_text(encoding="utf-8").startswith("unit,month,draw,value\n")
    done = sarhad("backtest", "--data", path, "--from", 2020, "--to", 2020, "--model", "last", "--draws", 50, "--json")
    assert {json.loads(line)["n"] for line in done.out.splitlines()} == {70 * 12}
    done = sarhad("assess", "structural", "--data", path, "--unit", "857", "--json")
    assert done.code == 0 and json.loads(done.out)["name"] == "Government of Pakistan - TTP"


# ---------------------------------------------------------------- in the lake


def ged(folder: Path, version: str, last: int, candidate: str = "") -> Path:
    """A release with one event a month in each country; a candidate release of one month has twice the deaths."""
    rows, number = [], 0
    for month in [candidate] if candidate else months(2010, last):
        for code, (name, gw) in NAMES.items():
            number += 1
            best = {"AFG": 50, "PAK": 20, "TJK": 1, "UZB": 0}[code] * (2 if candidate else 1)
            rows.append(f"{month}{number},1,A,B,38,70,{name},{gw},{month}-15,{month}-15,{best},{best},{best}")
    path = folder / f"GEDEvent_v{version.replace('.', '_')}.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    create_lake(tmp_path / "work", S)
    load(tmp_path / "work", S, "ucdp", ged(tmp_path, "24.1", 2023))
    return tmp_path / "work"


ASKED = Request(steps=3, draws=40)


def test_what_is_kept_says_how_and_when_it_is_settled(workspace: Path) -> None:
    run, drawn = forecast_lake(workspace, S, ASKED)
    with open_lake(workspace, S, read_only=True) as lake:
        kept, fans = lake.read(Forecast), lake.read(Fan)
    own = [f for f in kept if not f.baseline]
    assert (len(own), len(kept), len(fans)) == (4 * 3, 2 * 4 * 3, 4)
    one = next(f for f in own if (f.unit, f.month) == ("AFG", "2024-02"))
    assert (one.data_vintage, one.horizon, one.resolves, one.run) == ("ucdp-ged 24.1", 2, "2024-03-31", run.id)
    assert "date_end lies in the month" in one.rule and "UCDP Candidate" in one.resolver and one.issued
    assert one.draws == tuple(drawn.samples[drawn.units.index("AFG"), 1].tolist())
    fan = next(f for f in fans if f.unit == "AFG")
    assert (fan.last, fan.history[-1], len(fan.history), len(fan.months)) == ("2023-12", 50, 120, 3)
    assert fan.months[1].middle == np.median(one.draws) and fan.months[1].truth is None


def test_the_same_again_changes_nothing(workspace: Path) -> None:
    for _ in range(2):
        forecast_lake(workspace, S, ASKED)
    with open_lake(workspace, S, read_only=True) as lake:
        assert len(lake.read(Forecast)) == 24 and len(lake.read(Fan)) == 4


def test_a_forecast_that_nothing_settles_is_refused(workspace: Path) -> None:
    forecast_lake(workspace, S, ASKED)
    with open_lake(workspace, S, read_only=True) as lake:
        one = lake.read(Forecast, limit=1)[0]
    bare = Forecast(**{name: getattr(one, name) for name in one.__struct_fields__} | {"resolver": ""})
    with pytest.raises(SarhadError, match="nothing can settle"):
        resolvable(bare)


def test_pending_until_a_release_covers_the_month_then_scored_then_scored_anew(workspace: Path, tmp_path: Path) -> None:
    forecast_lake(workspace, S, ASKED)
    score_lake(workspace, S)
    assert states(workspace) == {("pending", "")}
    load(workspace, S, "ucdp", ged(tmp_path, "24.0.2", 0, "2024-02"))  # February alone: January stays unknown
    score_lake(workspace, S)
    with open_lake(workspace, S, read_only=True) as lake:
        scores = {(s.unit, s.month, s.measure): s for s in lake.read(Score) if not s.baseline}
        draws = next(f.draws for f in lake.read(Forecast, unit="AFG", month="2024-02", baseline=False))
    assert scores["AFG", "2024-01", "CRPS"].state == "pending" and scores["AFG", "2024-01", "CRPS"].value is None
    found = scores["AFG", "2024-02", "CRPS"]
    assert (found.truth, found.vintage) == (100, "ucdp-candidate 24.0.2")
    assert found.value == pytest.approx(float(crps(draws, 100)))
    load(workspace, S, "ucdp", ged(tmp_path, "25.1", 2024))
    score_lake(workspace, S)
    assert states(workspace) == {("scored", "ucdp-ged 25.1")}
    _, new = score_lake(workspace, S)
    assert new == 0
    fan = next(f for f in outlook_of(workspace, S).fans if f.unit == "AFG")
    assert [month.truth for month in fan.months] == [50, 50, 50]


def states(workspace: Path) -> set[tuple[str, str]]:
    with open_lake(workspace, S, read_only=True) as lake:
        return {(s.state, s.vintage) for s in lake.read(Score)}


def test_months_that_no_release_covers_end_the_data(workspace: Path, tmp_path: Path) -> None:
    load(workspace, S, "ucdp", ged(tmp_path, "24.0.2", 0, "2024-02"))
    with open_lake(workspace, S, read_only=True) as lake:
        assert month_name(max(covered_months(lake))) == "2024-02"
        assert month_name(lake_panel(lake).last) == "2023-12"
        with pytest.raises(SarhadError, match=r"cover 2010-01 to 2023-12.*2024-02"):
            lake_panel(lake, until="2024-02")


def test_the_scorecard_is_paired_with_the_baseline_of_the_same_issue() -> None:
    def score(value: float | None, month: str, series: str = "i", **more: object) -> Score:
        state = "scored" if value is not None else "pending"
        given = {"forecast": f"{month}{series}{more}", "measure": "CRPS", "scored": "", "unit": "AFG", "target": "d"}
        return Score(**given | {"value": value, "truth": value, "state": state, "month": month, "series": series,
                                "model": "ours"} | more)  # fmt: skip

    base = {"model": BASELINE, "baseline": True}
    (line,) = scorecard([score(1, "a"), score(3, "b"), score(9, "c", "j"), score(None, "d"),
                         score(2, "a", **base), score(8, "b", **base), score(0, "e", **base)])  # fmt: skip
    assert (line.n, line.ours, line.theirs, line.pending, line.baseline) == (2, 2, 5, 1, BASELINE)
    assert line.low is None  # one unit cannot be drawn anew


def test_the_commands_in_a_workspace(workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "f.csv"
    done = sarhad("forecast", "-w", workspace, "--steps", 2, "--draws", 20, "--out", out, "--json")
    assert done.code == 0, done.err
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert {row["unit"] for row in rows} == {"AFG", "PAK", "TJK", "UZB"} and out.is_file()
    done = sarhad("score", "-w", workspace, "--json")
    assert done.code == 0 and {json.loads(line)["pending"] for line in done.out.splitlines()} == {8}
    done = sarhad("assess", "structural", "-w", workspace, "--unit", "AFG", "--json")
    assert done.code == 0 and json.loads(done.out)["unit"] == "AFG"
    assert outlook_of(workspace, S).persistence[0].unit == "AFG"


def test_no_deaths_no_forecast(tmp_path: Path) -> None:
    create_lake(tmp_path, S)
    done = sarhad("forecast", "-w", tmp_path)
    assert done.code == 1 and "no deaths are loaded" in done.err and "sarhad load ucdp --fetch" in done.err
    assert "sarhad load ucdp --fetch" in outlook_of(tmp_path, S).absence
