"""Spill-over: who is at risk, what counts as begun, and that nothing later is seen."""

from __future__ import annotations

import numpy as np
import pytest

from sarhad.judge.episodes import beginning, calm, escalating
from sarhad.judge.spillover import (
    assess_spillover,
    border_pairs,
    chances,
    features,
    fit,
    quiet_months,
    rows_at_risk,
    training_columns,
)
from sarhad.judge.world import whole_world
from sarhad.panel import Panel, make_panel
from sarhad.world import Region
from sarhad.world.countries import land_borders

MONTHS = 240


@pytest.fixture(scope="module")
def panel() -> Panel:
    """Thirty pairs of neighbours; each second year one escalates, and in two of three cases the other follows."""
    values = np.zeros((60, MONTHS))
    for i in range(30):
        for n, at in enumerate(range(18 + i % 6, MONTHS - 20, 48)):
            values[i, at : at + 3] = 20
            values[30 + i, at + 6] = 2 * ((i + n) % 3 > 0)
    units = [f"a{i}" for i in range(30)] + [f"b{i}" for i in range(30)]
    return make_panel("deaths", units, "2000-01", values, borders={f"a{i}": [f"b{i}"] for i in range(30)})


def test_an_escalation_next_door_counts(panel: Panel) -> None:
    (first,) = assess_spillover(panel, [("a0", "b0", "ab")])
    assert first.answer == "answered" and not first.escalating
    assert first.base_rate is not None and first.probability is not None and first.now is not None
    assert first.low is not None and first.high is not None and first.low < first.probability < first.high
    assert first.probability > max(first.now, first.base_rate)
    assert (first.followed, first.n) == (10, 20)
    assert first.cases[0].what.startswith("a") and " escalated; in b" in first.cases[0].what


def test_where_there_are_deaths_nothing_can_begin(panel: Panel) -> None:
    values = panel.values.copy()
    values[30, -1] = 1
    active = make_panel("deaths", panel.units, "2000-01", values, borders={"a0": ["b0"]})
    (found,) = assess_spillover(active, [("a0", "b0", "ab")])
    assert (found.answer, found.probability, found.quiet_months) == ("already active", None, 0)


def test_few_cases_give_no_number() -> None:
    values = np.zeros((2, 60))
    values[0, 30:33] = 20
    (found,) = assess_spillover(make_panel("deaths", "ab", "2000-01", values, borders={"a": ["b"]}), [("a", "b", "")])
    assert (found.answer, found.probability) == ("too few cases", None)


def test_a_planted_future_changes_nothing(panel: Panel) -> None:
    values = panel.values.copy()
    values[:, 200:] = 500
    planted = make_panel("deaths", panel.units, "2000-01", values, borders={f"a{i}": [f"b{i}"] for i in range(30)})
    assert np.array_equal(features(planted)[:, :200], features(panel)[:, :200])
    pairs = [("a1", "b1", ""), ("b1", "a1", "")]
    assert assess_spillover(planted, pairs, "2016-08") == assess_spillover(panel.until("2016-08"), pairs)


def test_rows_are_quiet_and_their_year_is_complete(panel: Panel) -> None:
    rows = rows_at_risk(panel, training_columns(panel))
    assert max(rows.at) == MONTHS - 13
    assert all(not panel.values[u, t - 11 : t + 1].any() for u, t in zip(rows.unit, rows.at, strict=True))
    assert all(y == panel.values[u, t + 1 : t + 13].any() for u, t, y in zip(rows.unit, rows.at, rows.y, strict=True))


def test_the_logit_gives_back_shares(panel: Panel) -> None:
    rows = rows_at_risk(panel, training_columns(panel))
    model = fit(rows)
    assert model is not None
    p, low, high = chances(model, rows.x)
    assert p.mean() == pytest.approx(rows.y.mean(), abs=0.005)
    assert ((low <= p) & (p <= high)).all()
    assert fit(rows.only(rows.y)) is None


def test_marks_by_hand() -> None:
    row = [0.0] * 13 + [3, 0, 0, 0, 0, 0, 0]
    assert np.flatnonzero(beginning(np.array([row]))[0]).tolist() == [13]
    war = [0.0] * 12 + [10, 20, 30] + [0] * 6
    assert np.flatnonzero(escalating(np.array([war]))[0]).tolist() == [14, 15, 16]
    assert np.flatnonzero(calm(np.array([war]))[0]).tolist() == [20]
    assert quiet_months(np.array([[0.0, 0, 1, 0]])).tolist() == [[1, 2, 0, 1]]


def test_borders_of_the_pack_both_ways(region: Region) -> None:
    pairs = border_pairs(region.borders)
    assert ("AFG", "TJK", "tjk-afg") in pairs and ("TJK", "AFG", "tjk-afg") in pairs
    assert len(pairs) == 2 * len(region.borders)


def test_a_country_that_the_panel_lacks_is_left_out(panel: Panel) -> None:
    assert not assess_spillover(panel, [("AFG", "TJK", "tjk-afg")])


def test_a_table_of_the_world_gets_its_quiet_countries() -> None:
    codes = sorted(land_borders())[:120]
    panel = make_panel("deaths", codes, "2020-01", np.ones((120, 2)), vintage="made")
    whole = whole_world(panel)
    assert len(whole.units) == len(land_borders()) and whole.vintage == "made"
    assert whole.values[:120].all() and not whole.values[120:].any()
    assert whole.units[whole.neighbours[whole.index("AFG")][0]] in land_borders()["AFG"]
