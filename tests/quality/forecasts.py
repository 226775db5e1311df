"""Forecasts of deaths a month, as they would have been issued, scored against what happened.

    python -m tests.quality.forecasts [--data views|all-types|dyads|tuning] [--models zero … mixture] [--draws 1000]

Protocol of the VIEWS prediction challenge: data to October of the year before, forecasts for January to December, that
is steps 3 to 14. `views`: state-based deaths, 191 countries, 2018 to 2023. `tuning`: the same for 2006 to 2017, the
years on which every choice was made. `all-types`: UCDP GED 25.1, all countries with a row there, 2018 to 2024.
`dyads`: the 70 dyads of Pakistan, 2010 to 2021. Lower is better everywhere. The difference of the last model named to
each other one has a 95 % interval (units resampled whole, 2,000 times). Data: `SARHAD_SHARED`, not part of the project.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tests.quality.spillover import SHARED

from sarhad.acquire.panels import read_panel
from sarhad.panel import Panel
from sarhad.predict.backtest import Result, gather, october_origins, run_backtest
from sarhad.predict.models import BASELINES, MODELS, OURS
from sarhad.registry import find
from sarhad.scoring import SAMPLE_SCORES, Scores, compare

FOLDER = SHARED / "data" / "conflict"
COSTLY = ("Ethiopia", "Ukraine")  # most of the CRPS of 2018 to 2023


class Task(NamedTuple):
    """A table of deaths and the years that are forecast."""

    file: str
    first: int
    last: int


TASKS: Mapping[str, Task] = {
    "views": Task("views_cm_ged_sb_1990-01_2024-04.parquet", 2018, 2023),
    "tuning": Task("views_cm_ged_sb_1990-01_2024-04.parquet", 2006, 2017),
    "all-types": Task("ucdp_ged251_country_month_1989-01_2024-12.parquet", 2018, 2024),
    "dyads": Task("ucdp_ged_events_pakistan_1989_2021.parquet", 2010, 2021),
}


class Measured(NamedTuple):
    """All results of a task, and how long each model took."""

    panel: Panel
    results: list[Result]
    seconds: Mapping[str, float]


def measure(task: Task, models: Sequence[str], draws: int = 1000, seed: int = 1) -> Measured:
    """Run the backtest, one model after the other."""
    panel = read_panel(FOLDER / task.file)
    origins, results, seconds = october_origins(task.first, task.last), [], {}
    for name in models:
        start = time.perf_counter()
        results += run_backtest(panel, {name: find(MODELS, name, "model")}, origins, draws=draws, seed=seed)
        seconds[name] = time.perf_counter() - start
    return Measured(panel, results, seconds)


def means(measured: Measured, model: str, keep: NDArray[np.bool_]) -> dict[str, float]:
    """Each score's mean over origins, the units kept, and months."""
    return {score: float(gather(measured.results, model, score)[:, keep].mean()) for score in SAMPLE_SCORES}


def whole(measured: Measured) -> NDArray[np.bool_]:
    return np.ones(len(measured.panel.units), dtype=bool)


def without(measured: Measured, names: Sequence[str] = COSTLY) -> NDArray[np.bool_]:
    return np.array([name not in names for name in measured.panel.names])


def means_table(measured: Measured, models: Sequence[str], keep: NDArray[np.bool_]) -> Iterator[str]:
    n = gather(measured.results, models[0], "CRPS")[:, keep].size
    yield f"{'n = ' + format(n, ','):16}" + "".join(f"{score:>11}" for score in SAMPLE_SCORES) + "    seconds"
    for model in models:
        figures = means(measured, model, keep)
        row = f"{model:16}{figures['CRPS']:11.2f}{figures['log1p-CRPS']:11.4f}{figures['IGN']:11.4f}"
        yield row + f"{figures['MIS']:11.1f}{measured.seconds[model]:11.1f}"


def years_table(measured: Measured, models: Sequence[str], task: Task, score: str, digits: int) -> Iterator[str]:
    yield f"{score:16}" + "".join(f"{year:9}" for year in range(task.first, task.last + 1))
    for model in models:
        years = gather(measured.results, model, score).mean(axis=(1, 2))
        yield f"{model:16}" + "".join(f"{value:9.{digits}f}" for value in years)


def differences_table(measured: Measured, models: Sequence[str], keep: NDArray[np.bool_], ours: str) -> Iterator[str]:
    yield f"{ours} less …, with 95 % interval"
    rng = np.random.default_rng(7)
    for model in models:
        if model != ours:
            parts = [f"{score} {_told(measured, ours, model, score, keep, rng)}" for score in SAMPLE_SCORES]
            yield f"{model:16}" + "  ".join(parts)


def _told(
    measured: Measured, ours: str, model: str, score: str, keep: NDArray[np.bool_], rng: np.random.Generator
) -> str:
    one, other = (_kept(measured, name, score, keep) for name in (ours, model))
    unit = np.broadcast_to(np.arange(one.shape[1])[None, :, None], one.shape)
    found = compare(one, other, unit, rng)
    digits = 1 if score in ("CRPS", "MIS") else 3
    return f"{found.mean:+.{digits}f} [{found.low:+.{digits}f}, {found.high:+.{digits}f}]"


def _kept(measured: Measured, model: str, score: str, keep: NDArray[np.bool_]) -> Scores:
    return gather(measured.results, model, score)[:, keep]


def report(name: str, models: Sequence[str], draws: int, seed: int, ours: str) -> Iterator[str]:
    """All tables of a task."""
    task = TASKS[name]
    measured = measure(task, models, draws, seed)
    kinds = f"{len(measured.panel.units)} units, {task.first} to {task.last}, {draws} draws, seed {seed}"
    yield f"== {name}: {measured.panel.target}, {kinds}"
    parts = {"all units": whole(measured)}
    if not without(measured).all():
        parts["without " + " and ".join(COSTLY)] = without(measured)
    for part, keep in parts.items():
        yield f"-- {part}"
        yield from means_table(measured, models, keep)
        yield from differences_table(measured, models, keep, ours)
    for score, digits in (("CRPS", 2), ("IGN", 3)):
        yield from years_table(measured, models, task, score, digits)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=TASKS, action="append")
    parser.add_argument("--models", nargs="+", default=[*BASELINES, OURS])
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not FOLDER.is_dir():
        print(f"the conflict data are not at {FOLDER}: set SARHAD_SHARED to the folder that has data/conflict")
        return
    for name in options.data or ["views", "all-types", "dyads"]:
        for line in report(name, options.models, options.draws, options.seed, options.models[-1]):
            print(line, flush=True)


if __name__ == "__main__":
    main()
