"""Forecasts for months that are past, made from what was known before them, and how they scored.

At each origin the panel is cut (`Panel.until`), every model forecasts from the cut panel alone, and only then the truth
is read. One generator for each model and origin, made from the seed, so that no model's figures depend on which others
ran beside it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np

from sarhad.errors import SarhadError
from sarhad.panel import Panel, month_name, month_number
from sarhad.predict.baselines import Model, Samples
from sarhad.scoring import SAMPLE_SCORES, Scores

Progress = Callable[[str, str], None]  # origin, model: called before each forecast
LONGEST = 36  # steps


class Result(msgspec.Struct, frozen=True):
    """The scores of one model at one origin: score → (units, months scored)."""

    model: str
    origin: str
    scores: Mapping[str, Scores]


def october_origins(first_year: int, last_year: int) -> list[str]:
    """The origins of the VIEWS challenge: October of the year before each forecast year.

    >>> october_origins(2018, 2019)
    ['2017-10', '2018-10']
    """
    return [f"{year - 1}-10" for year in range(first_year, last_year + 1)]


def forecast(panel: Panel, model: Model, name: str, origin: str, steps: int, draws: int, seed: int) -> Samples:
    """Samples (units, steps, draws) of months 1…steps after an origin, from what was known at its end.

    SarhadError for steps outside 1…36 and for an origin outside the data.
    """
    if not (1 <= steps <= LONGEST and draws >= 1):
        raise SarhadError("nothing to forecast", f"{steps} steps, {draws} draws", f"ask for 1 to {LONGEST} steps")
    return model(panel.until(origin), steps, draws, make_generator(seed, name, origin))


def run_backtest(
    panel: Panel,
    models: Mapping[str, Model],
    origins: Sequence[str],
    steps: int = 14,
    skipped: int = 2,
    draws: int = 1000,
    seed: int = 1,
    progress: Progress | None = None,
) -> list[Result]:
    """Each model at each origin, scored on months `skipped` + 1 … `steps` after it (the VIEWS challenge: 3 … 14).

    SarhadError before anything runs when the truth of an origin is not complete.

    >>> from sarhad.panel import make_panel
    >>> from sarhad.predict.models import MODELS
    >>> p = make_panel("deaths", ["A", "B"], "2020-01", np.array([[0, 0, 3, 3], [2, 2, 2, 2]]))
    >>> run = run_backtest(p, {"zero": MODELS["zero"]}, ["2020-02"], steps=2, skipped=0, draws=10)
    >>> run[0].scores["CRPS"].tolist()
    [[3.0, 3.0], [2.0, 2.0]]
    """
    _check(panel, origins, steps, skipped)
    results = []
    for origin in origins:
        for name, model in models.items():
            if progress:
                progress(origin, name)
            samples = forecast(panel, model, name, origin, steps, draws, seed)[:, skipped:]
            truth = panel.after(origin, steps)[:, skipped:]
            results.append(Result(name, origin, {score: of(samples, truth) for score, of in SAMPLE_SCORES.items()}))
    return results


def make_generator(seed: int, model: str, origin: str) -> np.random.Generator:
    """The random generator of a model at an origin."""
    return np.random.default_rng([seed, zlib.crc32(model.encode()), month_number(origin)])


def gather(results: Sequence[Result], model: str, score: str) -> Scores:
    """A model's score at all its origins, shape (origins, units, months)."""
    return np.array([r.scores[score] for r in results if r.model == model])


def _check(panel: Panel, origins: Sequence[str], steps: int, skipped: int) -> None:
    """SarhadError unless every origin has all its later months in the data, and there is something to score."""
    if not origins or not 0 <= skipped < steps:
        raise SarhadError("nothing to score", f"{len(origins)} origins, steps {skipped + 1} to {steps}", "name some")
    for origin in origins:
        if panel.until(origin).last + steps > panel.last:
            problem = f"the data end in {month_name(panel.last)}, before the {steps} months after the origin"
            raise SarhadError(problem, origin, "choose an earlier origin or fewer steps")
