"""Forecasts and their scores as tables for the terminal, JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from sarhad.forecasting.issuing import Drawn, fan_months
from sarhad.publish import Table
from sarhad.records import Outlook, Persistence, ScoreLine

HORIZONS = (1, 3, 6, 12, 24, 36)  # months ahead that a table of forecasts shows


def forecast_table(drawn: Drawn) -> Table:
    """For each unit some months ahead: median, bounds of 90 %, mean, probability of any death."""
    rows: list[dict[str, Any]] = []
    for row, samples in zip(drawn.rows, drawn.samples, strict=True):
        months = fan_months(drawn.months, samples)
        for ahead in HORIZONS:
            if ahead <= len(months):
                named = {"unit": drawn.panel.units[row], "name": drawn.panel.names[row], "ahead": ahead}
                rows.append(named | msgspec.to_builtins(months[ahead - 1]))
    shown = ("name", "month", "ahead", "low", "middle", "high", "mean", "any")
    return Table(name="forecast", shown=shown, rows=tuple(rows))


def scorecard_table(outlook: Outlook) -> Table:
    """A row for each model and measure, beside the baseline."""
    shown = ("target", "model", "measure", "n", "pending", "ours", "baseline", "theirs", "low", "high")
    return Table(name="scorecard", shown=shown, rows=_rows(outlook.scorecard))


def compared_table(lines: Iterable[ScoreLine]) -> Table:
    """Models beside the baseline, with the interval of the difference."""
    shown = ("model", "measure", "n", "ours", "baseline", "theirs", "low", "high")
    return Table(name="compared", shown=shown, rows=_rows(lines))


def misses_table(outlook: Outlook) -> Table:
    """Forecasts whose truth lay outside their 90 % interval, newest first."""
    shown = ("month", "name", "truth", "low", "high", "model", "issued")
    return Table(name="misses", shown=shown, rows=_rows(outlook.misses))


def persistence_table(found: Iterable[Persistence]) -> Table:
    """A row for each unit: the answer with its probability, what speaks for and against, the nearest past cases."""
    shown = ("name", "answer", "probability", "low", "high", "likelihood", "none", "onset")
    return Table(name="persistence", shown=shown, rows=_rows(found))


def _rows(records: Iterable[msgspec.Struct]) -> tuple[dict[str, Any], ...]:
    return tuple(dict(msgspec.to_builtins(record)) for record in records)
