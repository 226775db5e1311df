"""How models would have done in past years: forecasts from what was known then, scored, beside the baselines.

The table's figures are used as they are, so that what was corrected later counts as known; VIEWS' own table keeps the
first release in the months that models learn from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from sarhad.acquire.panels import read_panel
from sarhad.errors import SarhadError
from sarhad.forecasting.issuing import BASELINE, MOST_DRAWS, find_unit
from sarhad.panel import Panel
from sarhad.predict.backtest import Progress, Result, gather, october_origins, run_backtest
from sarhad.predict.models import BASELINES, MODELS, OURS
from sarhad.publish import Table
from sarhad.records import ScoreLine
from sarhad.registry import find
from sarhad.scoring import SAMPLE_SCORES, Scores, compare

SEED = 1  # of the bootstrap


class Protocol(msgspec.Struct, frozen=True, kw_only=True):
    """Which years, by which models. The origin is October of the year before; January to December are scored."""

    first: int
    last: int
    models: tuple[str, ...] = ()  # none: all baselines and our own
    without: tuple[str, ...] = ()  # units left out of a second mean
    target: str = ""
    draws: int = 1_000
    seed: int = 1
    steps: int = 14
    skipped: int = 2  # months between origin and the first one scored


class Tested(msgspec.Struct, frozen=True):
    """A backtest that ran: means for each model and year, and differences to the baseline with intervals."""

    panel: Panel
    means: Table
    compared: tuple[ScoreLine, ...]


def backtest_file(path: Path, asked: Protocol, unit: str = "", progress: Progress | None = None) -> Tested:
    """Every model in every year on a table of deaths; SarhadError before anything runs where truth is missing."""
    if asked.last < asked.first:
        raise SarhadError("there is no year to test", f"--from {asked.first} --to {asked.last}", "name years in order")
    if not 1 <= asked.draws <= MOST_DRAWS:
        raise SarhadError(f"draws cannot be {asked.draws}", "--draws", f"choose 1 to {MOST_DRAWS}")
    models = chosen(asked.models)
    panel = read_panel(path, asked.target, unit)
    left_out = [find_unit(panel, name) for name in asked.without]
    origins = october_origins(asked.first, asked.last)
    results = run_backtest(panel, models, origins, asked.steps, asked.skipped, asked.draws, asked.seed, progress)
    kept = np.setdiff1d(np.arange(len(panel.units)), left_out)
    return Tested(panel, _means(panel, asked, list(models), results, kept), _compared(panel, list(models), results))


def chosen(names: Sequence[str]) -> dict[str, Any]:
    """The models asked for and the baseline; with none asked for all baselines and our own."""
    wanted = [*names, BASELINE] if names else [*BASELINES, OURS]
    return {name: find(MODELS, name, "model") for name in dict.fromkeys(wanted)}


def _means(
    panel: Panel, asked: Protocol, models: Sequence[str], results: Sequence[Result], kept: np.typing.NDArray[np.int64]
) -> Table:  # fmt: skip
    """Rows of means: over all years, the same without some units, then year by year."""
    scores = {m: {s: gather(results, m, s) for s in SAMPLE_SCORES} for m in models}
    everything = np.arange(len(panel.units))
    rows = [_row(m, "mean", scores[m], slice(None), everything) for m in models]
    if len(kept) < len(everything):
        test = "without " + ", ".join(panel.names[row] for row in np.setdiff1d(everything, kept))
        rows += [_row(m, test, scores[m], slice(None), kept) for m in models]
    for number, year in enumerate(range(asked.first, asked.last + 1)):
        rows += [_row(m, str(year), scores[m], slice(number, number + 1), everything) for m in models]
    return Table(name="backtest", shown=("test", "model", "n", *SAMPLE_SCORES), rows=tuple(rows))


def _row(
    model: str, test: str, scores: Mapping[str, Scores], years: slice, units: np.typing.NDArray[np.int64]
) -> dict[str, Any]:  # fmt: skip
    """The means of one model over some origins (first axis) and units (second)."""
    found = {name: values[years][:, units] for name, values in scores.items()}
    n = next(iter(found.values())).size
    return {"test": test, "model": model, "n": n, **{name: float(values.mean()) for name, values in found.items()}}


def _compared(panel: Panel, models: Sequence[str], results: Sequence[Result]) -> tuple[ScoreLine, ...]:
    """Each model beside the baseline on the same cases: the mean difference, its interval by whole units."""
    lines = []
    for model in models:
        for measure in SAMPLE_SCORES:
            ours, theirs = gather(results, model, measure), gather(results, BASELINE, measure)
            if model != BASELINE:
                lines.append(_line(panel, model, measure, ours, theirs))
    return tuple(lines)


def _line(panel: Panel, model: str, measure: str, ours: Scores, theirs: Scores) -> ScoreLine:
    origins, units, months = ours.shape
    who = np.broadcast_to(np.arange(units)[None, :, None], ours.shape)
    found = compare(ours, theirs, who, np.random.default_rng(SEED))
    return ScoreLine(
        target=panel.target,
        model=model,
        baseline=BASELINE,
        measure=measure,
        n=origins * units * months,
        units=units,
        pending=0,
        ours=float(ours.mean()),
        theirs=float(theirs.mean()),
        low=found.low,
        high=found.high,
    )
