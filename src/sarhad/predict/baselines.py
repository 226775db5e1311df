"""Forecasts that take no learning: what every model is measured against.

Each takes a panel cut at the origin, the number of steps, the number of draws and a random generator, and returns
samples of shape (units, steps, draws) for months 1…steps after the panel's last. Those of the VIEWS prediction
challenge (Hegre et al. 2024, arXiv 2407.11045) are the first five.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sarhad.panel import Panel, Values

Samples = NDArray[np.float64]
Model = Callable[[Panel, int, int, np.random.Generator], Samples]
LENT = 0.1  # share of draws from the neighbours, in `own_and_neighbours`


def zero(panel: Panel, steps: int, draws: int, rng: np.random.Generator) -> Samples:
    """No deaths anywhere.

    >>> from sarhad.panel import make_panel
    >>> p = make_panel("deaths", ["A", "B"], "2020-01", np.array([[0, 5], [2, 2]]))
    >>> float(zero(p, 3, 10, np.random.default_rng(1)).max())
    0.0
    """
    return np.zeros((len(panel.units), steps, draws))


def last_month(panel: Panel, steps: int, draws: int, rng: np.random.Generator) -> Samples:
    """The last month again: Poisson draws with its count as mean."""
    mean = panel.values[:, -1][:, None, None]
    return rng.poisson(mean, (len(panel.units), steps, draws)).astype(np.float64)


def conflictology(months: int) -> Model:
    """A model that draws, for every coming month, one of the unit's own last `months` months.

    >>> from sarhad.panel import make_panel
    >>> p = make_panel("deaths", ["A", "B"], "2020-01", np.array([[9, 5, 5], [9, 2, 2]]))
    >>> np.unique(conflictology(2)(p, 3, 10, np.random.default_rng(1))).tolist()
    [2.0, 5.0]
    """

    def forecast(panel: Panel, steps: int, draws: int, rng: np.random.Generator) -> Samples:
        return draw_months(panel.values[:, -months:], steps, draws, rng)

    return forecast


def bootstrap(months: int) -> Model:
    """A model that draws one of the last `months` months of any unit: the same forecast for all."""

    def forecast(panel: Panel, steps: int, draws: int, rng: np.random.Generator) -> Samples:
        return rng.choice(panel.values[:, -months:].ravel(), (len(panel.units), steps, draws))

    return forecast


def own_and_neighbours(panel: Panel, steps: int, draws: int, rng: np.random.Generator) -> Samples:
    """The own last 12 months in nine draws of ten, those of the units it borders on in one; where it borders on none,
    its own in all."""
    recent = panel.values[:, -12:]
    samples = draw_months(recent, steps, draws, rng)
    lent = round(LENT * draws)
    for row, others in enumerate(panel.neighbours):
        if others and lent:
            samples[row, :, :lent] = rng.choice(recent[list(others)].ravel(), (steps, lent))
    return samples


def draw_months(
    values: Values, steps: int, draws: int, rng: np.random.Generator, weights: Values | None = None
) -> Samples:
    """Draws of each unit's months, with replacement; `weights` (one for each month, summing to 1) tell how often."""
    chosen = rng.choice(values.shape[1], (len(values), steps, draws), p=weights)
    return np.asarray(np.take_along_axis(values[:, None, :], chosen, axis=2))
