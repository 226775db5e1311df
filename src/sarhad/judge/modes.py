"""Has the composition of threat modes changed, when, and which modes rose or fell (METHODS §6)?

Each independent origin counts as one in its quarter, split evenly among the modes that it names, so that neither
copies nor a growing number of sources make a change: only shares do. The test stands in `judge.shift`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sarhad.judge.shift import Array, Fit, fit_change
from sarhad.records import Counted, ModeChange, ModeShift, QuarterFit, make_id
from sarhad.world import THREAT_MODES

MADE_BY = "judge.modes/1"
ENOUGH, QUARTERS = 20, 4  # origins that name a mode, and quarters with any, below which nothing is said
WELL, LONG = 60, 8  # from here on the evidence is more than thin
SHIFT, CALM = 0.95, 0.20  # probability of a change from which, and up to which, it is answered
TOLD = 0.95  # probability from which a mode is said to have risen or fallen
DRAWS = 4_000


def assess_modes(unit: str, counted: Sequence[Counted]) -> ModeShift:
    """One change against none, over the quarters in which any mode is named.

    "shift" when the posterior probability of a change is 95 % or more (from even odds: a Bayes factor of 19), "no
    shift" at 20 % or less, else "not told apart"; "not enough evidence" under 20 origins, four quarters, or two
    quarters with five origins on either side of any change. Quarters that nobody monitored are not in it.
    """
    rows = by_quarter(counted)
    quarters = sorted(rows)
    counts = composition([rows[q] for q in quarters])
    n, enough = int(counts.sum().round()), counts.sum().round() >= ENOUGH and len(quarters) >= QUARTERS
    fit = fit_change(counts) if enough else None
    base = ModeShift(
        id=make_id("shift", unit, *quarters[:1], *quarters[-1:], n, MADE_BY),
        unit=unit,
        first=quarters[0] if quarters else "",
        last=quarters[-1] if quarters else "",
        answer="not enough evidence",
        n=n,
        quarters=len(quarters),
        fits=tuple(QuarterFit(quarter=q, n=_origins(rows[q]), speaks=0.0, rows=_ids(rows[q])) for q in quarters),
        made_by=MADE_BY,
    )
    return _judged(base, counts, fit) if fit else base


def by_quarter(counted: Sequence[Counted]) -> dict[str, list[Counted]]:
    """The rows that name a mode, by the quarter of their date; what has no month is in none."""
    found: dict[str, list[Counted]] = {}
    for row in counted:
        if row.indicator == "mode" and len(row.date) >= 7:
            quarter = f"{row.date[:4]}-Q{(int(row.date[5:7]) + 2) // 3}"
            found.setdefault(quarter, []).append(row)
    return found


def composition(quarters: Sequence[Sequence[Counted]]) -> Array:
    """Counts of (quarter, mode): each origin one in all, split evenly among the modes that it names.

    >>> named = [("o1", "recruitment"), ("o1", "financing"), ("o2", "financing"), ("o2", "financing")]
    >>> rows = [Counted(indicator="mode", unit="r", date="2025-01", side=m, origin=o, record="c") for o, m in named]
    >>> composition([rows]).tolist()
    [[0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 1.5]]
    """
    modes = {mode: i for i, mode in enumerate(THREAT_MODES)}
    counts = np.zeros((len(quarters), len(modes)))
    for i, rows in enumerate(quarters):
        named: dict[str, set[str]] = {}
        for row in rows:
            named.setdefault(row.origin, set()).add(row.side)
        for found in named.values():
            for mode in found:
                counts[i, modes[mode]] += 1 / len(found)
    return counts


def _judged(base: ModeShift, counts: Array, fit: Fit) -> ModeShift:
    probability = 1 / (1 + math.exp(-fit.log_factor))
    quarters = [f.quarter for f in base.fits]
    places = fit.weights.sum(axis=0)
    first, last = (int(fit.places[np.searchsorted(places.cumsum(), q)]) for q in (0.05, 0.95 - 1e-9))
    return msgspec.structs.replace(
        base,
        answer="shift" if probability >= SHIFT else "no shift" if probability <= CALM else "not told apart",
        probability=probability,
        bayes_factor=math.exp(min(fit.log_factor, 700.0)),
        since=quarters[int(fit.places[places.argmax()])],
        since_first=quarters[first],
        since_last=quarters[last],
        likeness=fit.likeness,
        strength="moderate" if base.n >= WELL and base.quarters >= LONG else "low",
        changes=tuple(_changes(fit, told=probability >= SHIFT)),
        fits=tuple(
            msgspec.structs.replace(f, speaks=speaks)
            for f, speaks in zip(base.fits, _speaks(counts, fit.log_factor), strict=True)
        ),
    )


def _changes(fit: Fit, *, told: bool) -> list[ModeChange]:
    """Shares before and after, averaged over when the change was and how alike origins of a quarter are.

    Which modes rose or fell is said only where the change itself is `told`.
    """
    draw = np.random.default_rng(0)
    picked = draw.choice(fit.weights.size, DRAWS, p=fit.weights.ravel())
    before, after = (_shares(side, picked, draw) for side in (fit.before, fit.after))
    grew = (after > before).mean(axis=0)
    return [
        ModeChange(
            mode=mode, before=float(b), after=float(a), grew=float(g), direction=_direction(float(g)) if told else ""
        )
        for mode, b, a, g in zip(THREAT_MODES, before.mean(axis=0), after.mean(axis=0), grew, strict=True)
    ]


def _shares(side: Array, picked: NDArray[np.intp], draw: np.random.Generator) -> Array:
    made = draw.standard_gamma(side.reshape(-1, side.shape[-1])[picked])
    return np.asarray(made / made.sum(axis=1, keepdims=True), dtype=np.float64)


def _direction(grew: float) -> str:
    return "rose" if grew >= TOLD else "fell" if grew <= 1 - TOLD else ""


def _speaks(counts: Array, whole: float) -> list[float]:
    """How much each quarter adds to the evidence for a change: what is lost of it when the quarter is left out."""
    without = (fit_change(np.delete(counts, i, axis=0)) for i in range(len(counts)))
    return [whole - (fit.log_factor if fit else 0.0) for fit in without]


def _origins(rows: Sequence[Counted]) -> int:
    return len({row.origin for row in rows})


def _ids(rows: Sequence[Counted]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.record for row in rows))
