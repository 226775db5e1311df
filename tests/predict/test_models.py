"""Every model: what it may see, what it must return, and cases that can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sarhad.panel import Panel, make_panel
from sarhad.predict.features import NAMES, NUMBER, features
from sarhad.predict.models import BASELINES, MODELS, OURS
from sarhad.predict.models.analogues import draw, fit

UNITS = ("A", "B", "C", "D", "E", "F")


def waves(months: int = 150, borders: bool = True) -> Panel:
    """Six units: one at peace, one always at war, four in between."""
    rng = np.random.default_rng(3)
    active = rng.random((6, months)) < np.array([0, 1, 0.5, 0.3, 0.1, 0.02])[:, None]
    values = active * rng.poisson(np.array([0, 300, 40, 10, 3, 2])[:, None], (6, months))
    return make_panel("deaths", UNITS, "2005-01", values, borders={"A": ["B", "C"], "D": ["E"]} if borders else None)


def rng() -> np.random.Generator:
    return np.random.default_rng(11)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("steps", [1, 36])
def test_samples_are_whole_counts_of_the_right_shape(name: str, steps: int) -> None:
    samples = MODELS[name](waves(), steps, 40, rng())
    assert samples.shape == (6, steps, 40)
    assert samples.min() >= 0
    assert (samples == np.round(samples)).all()


@pytest.mark.parametrize("name", MODELS)
def test_the_same_generator_gives_the_same_samples(name: str) -> None:
    np.random.seed(1)
    first = MODELS[name](waves(), 4, 30, rng())
    np.random.seed(2)
    assert np.array_equal(first, MODELS[name](waves(), 4, 30, rng()))
    other = MODELS[name](waves(), 4, 30, np.random.default_rng(12))
    assert name == "zero" or not np.array_equal(first, other)


@pytest.mark.parametrize("name", MODELS)
def test_a_value_after_the_origin_changes_nothing(name: str) -> None:
    panel = waves()
    planted = np.array(panel.values)
    planted[:, 120:] = 99_999
    other = make_panel("deaths", UNITS, "2005-01", planted, borders={"A": ["B", "C"], "D": ["E"]})
    known, same = panel.until("2014-12"), other.until("2014-12")
    assert np.array_equal(features(known), features(same))
    assert np.array_equal(MODELS[name](known, 6, 30, rng()), MODELS[name](same, 6, 30, rng()))


def test_a_figure_of_a_month_is_made_of_that_month_and_earlier_ones() -> None:
    panel = waves()
    assert np.array_equal(features(panel)[:, :100], features(panel.until(panel.first + 99)))


def test_figures_by_hand() -> None:
    panel = make_panel("deaths", ["A", "B"], "2020-01", np.array([[0, 30, 0], [4, 0, 8]]), borders={"A": ["B"]})
    last = dict(zip(NAMES, features(panel)[0, -1].tolist(), strict=True))
    assert last["log 1 ago"] == pytest.approx(np.log(31))
    assert last["log of mean 3"] == pytest.approx(np.log(11))
    assert last["active 12"] == pytest.approx(1 / 3)
    assert last["log since a heavy month"] == pytest.approx(np.log(2))
    assert last["log of the run of active months"] == 0
    assert last["log of neighbours' mean 12"] == pytest.approx(np.log(5))
    assert last["heaviest neighbour 12"] == 0


@pytest.mark.parametrize("name", ["recent", "analogues", "mixture"])
def test_dyads_without_neighbours_and_short_histories(name: str) -> None:
    assert MODELS[name](waves(borders=False), 12, 20, rng()).shape == (6, 12, 20)
    assert MODELS[name](waves().until("2005-01"), 12, 20, rng()).shape == (6, 12, 20)
    assert MODELS[name](waves().until("2005-08"), 36, 1, rng()).shape == (6, 36, 1)


def test_peace_stays_and_war_goes_on() -> None:
    samples = MODELS[OURS](waves(), 12, 400, rng())
    assert (samples[0] == 0).mean() > 0.9
    assert 250 < np.median(samples[1]) < 350


def test_one_unit_is_drawn_from_a_forest_fitted_once() -> None:
    generator = rng()
    forest = fit(waves(), 36, generator)
    assert forest is not None
    assert draw(forest, np.array([1]), 36, 1000, generator).shape == (1, 36, 1000)


def test_own_and_neighbours_lends_one_draw_in_ten() -> None:
    panel = make_panel(
        "deaths", ["A", "B", "C"], "2020-01", np.array([[1] * 12, [5] * 12, [7] * 12]), borders={"A": "B"}
    )
    samples = BASELINES["own+neighbours"](panel, 2, 100, rng())
    assert [(samples[row] == value).mean() for row, value in ((0, 5), (1, 1), (2, 7))] == [0.1, 0.1, 1.0]


def test_bootstrap_and_last_by_hand() -> None:
    panel = make_panel("deaths", ["A", "B"], "2020-01", np.array([[0, 0], [0, 100]]))
    assert BASELINES["bootstrap240"](panel, 1, 4000, rng()).mean(axis=2) == pytest.approx(25, rel=0.1)
    assert BASELINES["last"](panel, 1, 4000, rng())[1].mean() == pytest.approx(100, rel=0.02)


def test_every_figure_has_a_number() -> None:
    assert [NAMES[number] for number in NUMBER.values()] == list(NUMBER)


def test_every_model_is_described() -> None:
    text = (Path(__file__).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8")
    assert [name for name in MODELS if f"`{name}`" not in text] == []
