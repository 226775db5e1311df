"""Spill-over, scored as it would have been issued: deaths begin in a quiet country within 12 months.

    python -m tests.quality.spillover [--first 2004] [--last 2023]

Each December of these years every country with a land border and without a death for 12 months gets a probability,
from a model fitted on months whose following year was complete by then. Beside it: the base rate known then, and a
table by quiet length and escalation next door. Brier score (lower is better) over all and over those with an
escalation next door; the difference to the base rate with a 95 % interval (countries resampled whole, 1,000 times,
fixed seed).
Data: UCDP GED 25.1, deaths of all types by country and month (`SARHAD_SHARED`, not part of the project).
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sarhad.acquire.panels import read_panel
from sarhad.judge.spillover import CLASSES, Rows, chances, fit, rows_at_risk, training_columns
from sarhad.judge.world import whole_world
from sarhad.panel import Panel

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SARHAD_SHARED", str(ROOT.parent / "shared")))
FILE = SHARED / "data" / "conflict" / "ucdp_ged251_country_month_1989-01_2024-12.parquet"
Probabilities = NDArray[np.float64]


class Issued(NamedTuple):
    """What was issued over all years: countries at risk with what then happened, and each model's probabilities."""

    rows: Rows
    given: Mapping[str, Probabilities]


def load(file: Path = FILE) -> Panel:
    """Deaths of all types; a country without a row had no event in a dataset that covers the world."""
    return whole_world(read_panel(file))


def table(train: Rows, rows: Rows) -> Probabilities:
    """The share in the training rows of the same class of quiet length and the same escalation next door."""
    keys, wanted = _strata(train), _strata(rows)
    share = {k: (train.y[keys == k].sum() + 1) / ((keys == k).sum() + 2) for k in np.unique(wanted)}
    return np.array([share[k] for k in wanted])


def _strata(rows: Rows) -> NDArray[np.int64]:
    quiet = np.digitize(np.exp(rows.x[:, 1]) - 1 + 0.5, CLASSES)
    return np.asarray(quiet * 2 + (rows.x[:, 0] > 0), dtype=np.int64)


def issue(panel: Panel, years: Sequence[int]) -> Issued:
    """The probabilities of each year from what was known at its end."""
    parts: list[Rows] = []
    given: dict[str, list[Probabilities]] = {"base rate": [], "table": [], "logit": []}
    for year in years:
        known = panel.until(f"{year}-12")
        train = rows_at_risk(known, training_columns(known))
        asked = rows_at_risk(panel, [known.values.shape[1] - 1])
        model = fit(train)
        if model is None:
            continue
        parts.append(asked)
        given["base rate"].append(np.full(len(asked.y), train.y.mean()))
        given["table"].append(table(train, asked))
        given["logit"].append(chances(model, asked.x)[0])
    rows = Rows(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    return Issued(rows, {name: np.concatenate(p) for name, p in given.items()})


def brier(p: Probabilities, y: NDArray[np.bool_]) -> float:
    """Mean squared difference.

    >>> brier(np.array([0.5, 1.0]), np.array([True, True]))
    0.125
    """
    return float(((p - y) ** 2).mean())


def interval(one: Probabilities, other: Probabilities, rows: Rows) -> tuple[float, float]:
    """The 95 % interval of the difference of two Brier scores, countries resampled whole."""
    gap = (one - rows.y) ** 2 - (other - rows.y) ** 2
    units = np.unique(rows.unit)
    sums = np.array([[gap[rows.unit == u].sum(), (rows.unit == u).sum()] for u in units])
    rng = np.random.default_rng(7)
    drawn = sums[rng.integers(0, len(units), (1000, len(units)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], [0.025, 0.975])
    return float(low), float(high)


def ece(p: Probabilities, y: NDArray[np.bool_]) -> float:
    """Mean distance of tenths of the probability scale from what happened in them, weighted by their size."""
    tenth = np.minimum((p * 10).astype(int), 9)
    return float(sum(abs(p[tenth == t].mean() - y[tenth == t].mean()) * (tenth == t).mean() for t in np.unique(tenth)))


def parts(found: Issued) -> dict[str, NDArray[np.bool_]]:
    """All that was issued, and those with an escalation next door."""
    return {"all": np.ones(len(found.rows.y), bool), "escalation next door": found.rows.x[:, 0] > 0}


def gains(found: Issued) -> dict[str, float]:
    """How far the logit's Brier score is below the base rate's, by part."""
    given, y = found.given, found.rows.y
    return {
        name: brier(given["base rate"][keep], y[keep]) - brier(given["logit"][keep], y[keep])
        for name, keep in parts(found).items()
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=2004)
    parser.add_argument("--last", type=int, default=2023)
    options = parser.parse_args()
    if not FILE.is_file():
        print(f"the conflict data are not at {FILE}: set SARHAD_SHARED to the folder that has data/conflict")
        return
    found = issue(load(), range(options.first, options.last + 1))
    for name, keep in parts(found).items():
        rows = found.rows.only(keep)
        print(f"{name}: n = {len(rows.y)} ({len(np.unique(rows.unit))} countries), began in {rows.y.mean():.3f}")
        for model, p in found.given.items():
            low, high = interval(p[keep], found.given["base rate"][keep], rows)
            score, off = brier(p[keep], rows.y), brier(p[keep], rows.y) - brier(found.given["base rate"][keep], rows.y)
            told = f"{off:+.4f} [{low:+.4f}, {high:+.4f}]" if model != "base rate" else ""
            print(f"  {model:10} Brier {score:.4f}  ECE {ece(p[keep], rows.y):.3f}  {told}")


if __name__ == "__main__":
    main()
