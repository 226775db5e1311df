"""The backtest: what is scored, what it refuses, and that models do not disturb one another."""

from __future__ import annotations

import numpy as np
import pytest

from sarhad.errors import SarhadError
from sarhad.panel import Panel, make_panel
from sarhad.predict.backtest import forecast, gather, october_origins, run_backtest
from sarhad.predict.models import MODELS
from sarhad.scoring import crps

PANEL = make_panel("deaths", ["A", "B"], "2018-01", np.random.default_rng(5).poisson(4, (2, 48)))


def test_the_months_scored_are_those_after_the_skipped() -> None:
    run = run_backtest(PANEL, {"zero": MODELS["zero"]}, ["2019-10"], steps=14, skipped=2, draws=5)
    assert np.array_equal(run[0].scores["CRPS"], PANEL.values[:, 24:36])  # January to December 2020


def test_models_see_nothing_later_than_the_origin() -> None:
    seen: list[Panel] = []

    def spy(panel: Panel, steps: int, draws: int, rng: np.random.Generator) -> np.ndarray:
        seen.append(panel)
        return np.zeros((2, steps, draws))

    run_backtest(PANEL, {"spy": spy}, october_origins(2019, 2020), draws=3)
    assert [p.values.shape[1] for p in seen] == [10, 22]


def test_figures_do_not_depend_on_the_other_models() -> None:
    chosen = {"conflictology12": MODELS["conflictology12"]}
    alone = run_backtest(PANEL, chosen, ["2019-10"], draws=20)
    beside = run_backtest(PANEL, {"last": MODELS["last"], **chosen}, ["2018-10", "2019-10"], draws=20)
    assert np.array_equal(gather(alone, "conflictology12", "CRPS")[0], gather(beside, "conflictology12", "CRPS")[1])


def test_a_forecast_is_that_of_the_backtest() -> None:
    samples = forecast(PANEL, MODELS["last"], "last", "2019-10", 14, 20, seed=1)[:, 2:]
    run = run_backtest(PANEL, {"last": MODELS["last"]}, ["2019-10"], draws=20, seed=1)
    assert np.array_equal(run[0].scores["CRPS"], crps(samples, PANEL.after("2019-10", 14)[:, 2:]))


def test_progress_names_origin_and_model() -> None:
    told: list[tuple[str, str]] = []
    run_backtest(
        PANEL, {"zero": MODELS["zero"]}, ["2018-10", "2019-10"], draws=2, progress=lambda o, m: told.append((o, m))
    )
    assert told == [("2018-10", "zero"), ("2019-10", "zero")]


@pytest.mark.parametrize(
    ("origins", "steps", "skipped", "problem"),
    [
        (["2021-10"], 14, 2, "the data end in 2021-12"),
        (["2025-10"], 14, 2, "the data cover"),
        ([], 14, 2, "nothing to score"),
        (["2018-10"], 2, 2, "nothing to score"),
        (["2018-10"], 37, 2, "nothing to forecast"),
    ],
)
def test_what_cannot_be_scored_is_refused(origins: list[str], steps: int, skipped: int, problem: str) -> None:
    with pytest.raises(SarhadError, match=problem) as refused:
        run_backtest(PANEL, {"zero": MODELS["zero"]}, origins, steps=steps, skipped=skipped, draws=2)
    assert refused.value.remedy
