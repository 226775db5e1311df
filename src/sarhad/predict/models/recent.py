"""The own last three years, recent months more often, with some noise."""

from __future__ import annotations

import numpy as np

from sarhad.panel import Panel
from sarhad.predict.baselines import Samples, draw_months

MONTHS = 36
HALF_LIFE = 12  # months after which a month is drawn half as often
NOISE = 0.3  # standard deviation of the logarithm of what a draw is multiplied by


def recent(panel: Panel, steps: int, draws: int, rng: np.random.Generator) -> Samples:
    """Draws of a unit's own last 36 months, one of a year ago half as often as the last, each times log-normal noise.

    Whole deaths; no death stays no death.

    >>> from sarhad.panel import make_panel
    >>> p = make_panel("deaths", ["A", "B"], "2020-01", np.array([[0, 0], [9, 9]]))
    >>> recent(p, 2, 100, np.random.default_rng(1)).mean(axis=(1, 2)).round().tolist()
    [0.0, 9.0]
    """
    months = panel.values[:, -MONTHS:]
    weights = 0.5 ** (np.arange(months.shape[1])[::-1] / HALF_LIFE)
    samples = draw_months(months, steps, draws, rng, weights / weights.sum())
    return np.asarray(np.round(samples * np.exp(NOISE * rng.standard_normal(samples.shape))))
