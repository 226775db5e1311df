"""Forecasts of the lake against what happened: a score once a release covers the month, "pending" until then."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from sarhad.forecasting.deaths import DEATHS, covered_months
from sarhad.forecasting.times import now
from sarhad.panel import month_name, month_number
from sarhad.records import Forecast, Run, Score, make_id
from sarhad.scoring import CENTRAL, SAMPLE_SCORES
from sarhad.settings import Settings
from sarhad.store import Lake, open_lake
from sarhad.store.deaths import monthly_deaths
from sarhad.version import __version__

BATCH = 500  # forecasts with their draws in memory at once


class Truth(NamedTuple):
    """What was counted, by (target in words, unit, month), and the release that covers each month."""

    counted: Mapping[tuple[str, str, str], float]
    releases: Mapping[str, str]

    def of(self, forecast: Forecast) -> float | None:
        """What came of a forecast; None where no release covers its month."""
        if forecast.month not in self.releases:
            return None
        return self.counted.get((forecast.target, forecast.unit, forecast.month), 0.0)


def score_lake(workspace: Path, settings: Settings) -> tuple[Run, int]:
    """Score all forecasts whose month is covered by now; returns the run and how many scores are new.

    A later release adds scores beside the earlier ones. A month that no release covers stays pending: never 0.
    """
    run = Run(id=make_id("run", now(), secrets.token_hex(4)), command="score", version=__version__, started=now())
    with open_lake(workspace, settings) as lake:
        held = {(s.forecast, s.measure): (s.state, s.vintage) for s in lake.read(Score)}
        truth = read_truth(lake)
        found = [s for s in _scores(lake.stream(Forecast), truth, run.started) if held.get(_key(s)) != _state(s)]
        if found:
            lake.commit(msgspec.structs.replace(run, finished=now(), inputs=len(found), read=len(found)), others=found)
    return run, len(found)


def _key(score: Score) -> tuple[str, str]:
    return score.forecast, score.measure


def _state(score: Score) -> tuple[str, str]:
    return score.state, score.vintage


def read_truth(lake: Lake) -> Truth:
    """What the releases loaded say of each month they cover."""
    months = covered_months(lake)
    counted: dict[tuple[str, str, str], float] = {}
    wanted = {target for (target,) in lake.tally(Forecast, "target")} if months else set()
    for kind, target in DEATHS.items():
        if target.words in wanted:
            for row in monthly_deaths(lake, kind=kind):
                if month_number(row.period) in months:
                    counted[target.words, row.unit, row.period] = row.value or 0.0
    return Truth(counted, {month_name(number): release for number, release in months.items()})


def _scores(forecasts: Iterable[Forecast], truth: Truth, when: str) -> Iterator[Score]:
    rows = iter(forecasts)
    while batch := list(islice(rows, BATCH)):
        for forecast in batch:
            yield from score_forecast(forecast, truth, when)


def score_forecast(forecast: Forecast, truth: Truth, when: str) -> Iterator[Score]:
    """One score for each measure, or as many pending ones."""
    draws, came = np.array(forecast.draws), truth.of(forecast)
    low, high = np.quantile(draws, [(1 - CENTRAL) / 2, (1 + CENTRAL) / 2]).tolist()
    for measure, score in SAMPLE_SCORES.items():
        yield Score(
            forecast=forecast.id,
            measure=measure,
            value=None if came is None else float(score(draws, came)),
            truth=came,
            scored=when if came is not None else "",
            state="pending" if came is None else "scored",
            vintage=truth.releases.get(forecast.month, ""),
            unit=forecast.unit,
            name=forecast.name,
            month=forecast.month,
            target=forecast.target,
            model=forecast.model,
            issued=forecast.issued,
            series=forecast.series,
            baseline=forecast.baseline,
            low=low,
            high=high,
        )
