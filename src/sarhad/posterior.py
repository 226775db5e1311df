"""What counts say about a share: Beta posteriors, their differences and quantiles, by sums on a fine grid.

No draws: the same counts give the same numbers, and plain arithmetic redoes them. With `good` and `bad` independent
origins and a flat prior, the share of good has the posterior Beta(good + 1, bad + 1); a value is 2 · share − 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Density = NDArray[np.float64]
CELLS = 1000  # of a share between 0 and 1


def value_density(good: float, bad: float) -> Density:
    """How probable each of 1,000 values between −1 and 1 is (the middles of equal cells), given the counts.

    >>> d = value_density(4, 1)
    >>> round(float(d.sum()), 6), round(float(d[CELLS // 2 :].sum()), 3)  # P(value > 0) = P(share > ½)
    (1.0, 0.891)
    """
    share = (np.arange(CELLS) + 0.5) / CELLS
    log = good * np.log(share) + bad * np.log1p(-share)
    made = np.exp(log - log.max())
    return np.asarray(made / made.sum(), dtype=np.float64)


def difference(one: Density, other: Density) -> Density:
    """The density of the first less the second, both independent; step and centre are kept, the span is both spans.

    >>> difference(np.array([0.5, 0.5]), np.array([0.0, 1.0])).tolist()
    [0.5, 0.5, 0.0]
    """
    return np.asarray(np.convolve(one, other[::-1]), dtype=np.float64)


def chance_above(density: Density) -> float:
    """The probability of more than 0, the middle of the grid; half of what lies on the middle itself.

    >>> chance_above(np.array([0.25, 0.5, 0.25]))
    0.5
    """
    size = len(density)
    middle = float(density[size // 2]) / 2 if size % 2 else 0.0
    return min(1.0, middle + float(density[(size + 1) // 2 :].sum()))


def central(density: Density, share: float = 0.9) -> tuple[float, float]:
    """The bounds that leave (1 − share) / 2 on either side, in units of the value.

    >>> low, high = central(value_density(2, 2))
    >>> round(low, 2), round(high, 2)
    (-0.62, 0.62)
    """
    edges = np.concatenate([[0.0], np.cumsum(density)])
    step = 2 / CELLS
    low, high = np.interp([(1 - share) / 2, (1 + share) / 2], edges, np.arange(len(edges)))
    half = len(density) / 2
    return float((low - half) * step), float((high - half) * step)
