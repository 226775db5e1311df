"""A logit on pooled units: a light penalty, older rows weigh less, and an interval clustered by unit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from sarhad.panel import Values

NORMAL = 1.6449  # quantile of the central 90 %
LEAST = 0.002  # no history makes anything more certain than this


class Logit(NamedTuple):
    """Coefficients on standardised features, the constant first, with their covariance.

    Log-odds are a sum, so that what each feature adds to the average case is exact: `parts`.
    """

    middle: Values  # of the training rows: the average case, at which every part is 0
    scale: Values
    beta: Values
    covariance: Values

    def parts(self, x: Values) -> Values:
        """What each feature adds to the log-odds of the average case."""
        return np.asarray((x - self.middle) / self.scale * self.beta[1:], dtype=np.float64)

    def log_odds(self, x: Values) -> Values:
        """One for each row of features."""
        return np.asarray(self.beta[0] + self.parts(x).sum(axis=1), dtype=np.float64)

    def spread(self, x: Values) -> Values:
        """Half the width of the central 90 % of the log-odds."""
        z = _with_one((x - self.middle) / self.scale)
        return np.asarray(NORMAL * np.sqrt(np.einsum("ij,jk,ik->i", z, self.covariance, z)), dtype=np.float64)

    def chances(self, x: Values) -> tuple[Values, Values, Values]:
        """Probability and the bounds of its central 90 % for each row of features."""
        middle, spread = self.log_odds(x), self.spread(x)
        one, low, high = (
            np.clip(expit(v), LEAST, 1 - LEAST) for v in (middle, middle - spread, middle + spread)
        )  # fmt: skip
        return one, low, high


def fit_logit(x: Values, y: NDArray[np.bool_], weight: Values, unit: NDArray[np.int64], penalty: float) -> Logit | None:
    """Least penalised log loss: Σ weight · loss + penalty/2 · Σ β²; None where there is only one outcome.

    The covariance is the sandwich with the scores of one unit added up (its months are not independent): it says how
    far the answer would move with other units to learn from, not whether the future is like the past.

    >>> x = np.array([[0.0], [1.0], [2.0], [3.0]] * 5)
    >>> model = fit_logit(x, x[:, 0] > 1, np.ones(20), np.arange(20), 1.0)
    >>> [round(float(p), 2) for p in model.chances(np.array([[0.0], [3.0]]))[0]]
    [0.06, 0.94]
    """
    if y.all() or not y.any():
        return None
    middle, scale = x.mean(axis=0), x.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    z = (x - middle) / scale
    model = LogisticRegression(C=1 / penalty, max_iter=500, tol=1e-5).fit(z, y, weight)
    beta = np.concatenate([model.intercept_, model.coef_[0]])
    return Logit(middle, scale, beta, _covariance(_with_one(z), y, weight, unit, beta, penalty))


def _covariance(
    x: Values, y: NDArray[np.bool_], weight: Values, unit: NDArray[np.int64], beta: Values, penalty: float
) -> Values:
    p = expit(x @ beta)
    pull = np.diag([0.0] + [penalty] * (x.shape[1] - 1))
    bread = np.linalg.inv((x * (weight * p * (1 - p))[:, None]).T @ x + pull)
    sums = np.zeros((int(unit.max()) + 1, x.shape[1]))
    np.add.at(sums, unit, x * (weight * (y - p))[:, None])
    return np.asarray(bread @ (sums.T @ sums) @ bread, dtype=np.float64)


def _with_one(x: Values) -> Values:
    return np.concatenate([np.ones((len(x), 1)), x], axis=1)
