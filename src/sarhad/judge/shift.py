"""Did a composition change once, or not at all? A Dirichlet-multinomial with one change against none (METHODS §6).

Origins of one quarter are not independent: a great event fills a quarter with reports of one kind. So each quarter's
counts n (a share for each origin) are Dirichlet-multinomial about the shares θ of their time, with concentration s:
two origins of one quarter are alike by ρ = 1/(1 + s) beyond θ. The concentration is not chosen but averaged over, so
that quarters which scatter by themselves make no change. Priors: θ before and after Dirichlet(½, …, ½); s in `GRID`,
each alike; the change at any place that leaves enough on both sides, each alike; change or none 1 : 1.

The likelihood of θ given s has no closed form. It is taken as that of a multinomial with each quarter's counts shrunk
to n·(1 + s)/(n + s), which has the right variance, scaled to be exact at the posterior mean of θ:
p(n | s) ≈ Π DM(n_q | s·θ̂) / Π θ̂^n* · B(½ + n*) / B(½). However many sources there are, a quarter counts for 1 + s
independent origins at most.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
GRID = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 512.0])
PRIOR = 0.5  # of each mode in the Dirichlet prior
LEAST_QUARTERS, LEAST_ORIGINS = 2, 5.0  # on either side of a change


class Fit(NamedTuple):
    """What the counts say: evidence for one change against none, and where the change is if there was one."""

    log_factor: float  # natural logarithm of the Bayes factor, change : none
    places: NDArray[np.intp]  # where a change may be: the number of quarters before it
    weights: Array  # posterior of (concentration, place), given a change
    before: Array  # parameters of the Dirichlet posterior of θ: (concentration, place, mode)
    after: Array
    likeness: float  # posterior mean of ρ over both models


def fit_change(counts: Array) -> Fit | None:
    """The evidence in counts of (quarter, mode), quarters in order of time; None where no change could be told.

    >>> calm = np.tile([6.0, 3.0, 1.0], (8, 1))
    >>> bool(fit_change(calm).log_factor < 0), fit_change(calm[:3]) is None
    (True, True)
    >>> bool(fit_change(np.vstack([calm, calm[:, ::-1]])).log_factor > 3)
    True
    """
    places = places_of(counts)
    if not len(places):
        return None
    sizes = counts.sum(axis=1)
    shrunk = counts * ((1 + GRID[:, None]) / (sizes + GRID[:, None]))[:, :, None]
    so_far = np.concatenate([np.zeros((len(GRID), 1, counts.shape[1])), shrunk.cumsum(axis=1)], axis=1)
    whole = so_far[:, -1:]
    before, after = so_far[:, places] + PRIOR, whole - so_far[:, places] + PRIOR
    late = np.arange(len(counts)) >= places[:, None]
    changed = _evidence(counts, before, after, late)
    none = _evidence(counts, whole + PRIOR, None, late[:1])[:, 0]
    weights = _normal(changed)
    both = (weights.sum(axis=1), _normal(none))
    factor = _mean(changed) - _mean(none)
    chance = 1 / (1 + np.exp(-factor))
    likeness = float(((chance * both[0] + (1 - chance) * both[1]) / (1 + GRID)).sum())
    return Fit(float(factor), places, weights, before, after, likeness)


def places_of(counts: Array) -> NDArray[np.intp]:
    """Where a change may be: two quarters and five origins on either side."""
    total = counts.sum(axis=1).cumsum()
    place = np.arange(1, len(counts))
    fair = (place >= LEAST_QUARTERS) & (len(counts) - place >= LEAST_QUARTERS)
    fair &= (total[:-1] >= LEAST_ORIGINS) & (total[-1:] - total[:-1] >= LEAST_ORIGINS)
    return place[fair]


def _evidence(counts: Array, before: Array, after: Array | None, late: NDArray[np.bool_]) -> Array:
    """Logarithm of p(counts | s, place), by concentration and place; without `after`, of no change."""
    theta = before / before.sum(axis=-1, keepdims=True)
    made = _integral(before, theta)
    shares = np.repeat(theta[:, :, None], len(counts), axis=2)
    if after is not None:
        theta = after / after.sum(axis=-1, keepdims=True)
        made = made + _integral(after, theta)
        shares = np.where(late[None, :, :, None], theta[:, :, None], shares)
    return np.asarray(made + _compound(counts, shares).sum(axis=2), dtype=np.float64)


def _integral(posterior: Array, theta: Array) -> Array:
    """log B(posterior) − log B(prior) − Σ n* log θ̂: what averaging over θ costs, beyond the fit at θ̂."""
    from scipy.special import gammaln  # slow to import, and few cases have enough to need it

    size = posterior.shape[-1]
    beta = gammaln(posterior).sum(axis=-1) - gammaln(posterior.sum(axis=-1))
    prior = size * gammaln(PRIOR) - gammaln(size * PRIOR)
    return np.asarray(beta - prior - ((posterior - PRIOR) * np.log(theta)).sum(axis=-1), dtype=np.float64)


def _compound(counts: Array, shares: Array) -> Array:
    """Logarithm of the Dirichlet-multinomial of each quarter, without the part that no parameter changes."""
    from scipy.special import gammaln

    s = GRID[:, None, None]
    own = shares * s[..., None]
    heads = gammaln(counts + own) - gammaln(own)
    return np.asarray(gammaln(s) - gammaln(counts.sum(axis=1) + s) + heads.sum(axis=-1), dtype=np.float64)


def _mean(log: Array) -> float:
    """log of the mean of exp, over everything."""
    top = float(log.max())
    return top + float(np.log(np.exp(log - top).mean()))


def _normal(log: Array) -> Array:
    """exp, scaled to sum to 1 over everything."""
    made = np.exp(log - log.max())
    return np.asarray(made / made.sum(), dtype=np.float64)
