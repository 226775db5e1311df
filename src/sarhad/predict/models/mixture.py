"""Analogues and the own recent months in one forecast: Sarhad's own."""

from __future__ import annotations

import numpy as np

from sarhad.panel import Panel
from sarhad.predict.baselines import Samples
from sarhad.predict.models.analogues import analogues
from sarhad.predict.models.recent import recent

RECENT = 0.2  # chance that a draw is one of the own recent months


def mixture(panel: Panel, steps: int, draws: int, rng: np.random.Generator) -> Samples:
    """Each draw with a chance of 80 % one of `analogues`, else one of `recent`.

    The share was chosen on forecasts for 2006 to 2017 (docs/research.md).

    >>> from sarhad.panel import make_panel
    >>> p = make_panel("deaths", ["A", "B"], "2010-01", np.repeat([[0], [7]], 120, axis=1))
    >>> mixture(p, 36, 20, np.random.default_rng(1)).shape
    (2, 36, 20)
    """
    own = rng.permutation(draws) < round(RECENT * draws)
    samples = analogues(panel, steps, draws, rng)
    samples[..., own] = recent(panel, steps, int(own.sum()), rng)
    return samples
