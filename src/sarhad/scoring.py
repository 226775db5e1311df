"""Proper scores of forecasts, what they are made of, and whether one model beats another: pure arithmetic on arrays.

Two kinds of forecast are scored. *Samples* have shape (…, draws), in the unit of what is counted (deaths a month), and
are scored against a truth of shape (…); the result has shape (…), one score for each case. *Probabilities* of an event
have shape (cases,), and their outcomes are 0 or 1. Smaller is better everywhere. Nothing here reads a file, fits
a model or rounds; a random generator is handed in where one is needed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

from sarhad.errors import SarhadError

Scores = NDArray[np.float64]
BIN_EDGES = (0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5)  # 0, 1–2, 3–5, 6–10 … 501–1000, > 1000
CENTRAL = 0.9  # the share of the interval that is scored and shown
REPEATS = 2_000  # of a bootstrap


# ---------------------------------------------------------------- samples


def crps(samples: ArrayLike, truth: ArrayLike) -> Scores:
    """Continuous ranked probability score of each case: how far the samples lie from the truth, less their own spread.

    CRPS = mean |x − y| − ½ mean |x − x′| over all draws and pairs of draws (Gneiting & Raftery 2007, eq. 21), computed
    from the sorted draws; in the unit of the samples. With one draw it is the absolute error.

    >>> crps([[0, 2], [5, 5]], [1, 7]).tolist()
    [0.5, 2.0]
    """
    x, y = _paired(samples, truth)
    ordered = np.sort(x, axis=-1)
    draws = x.shape[-1]
    weight = (2 * np.arange(1, draws + 1) - draws - 1) / draws**2
    distance = np.abs(x - y[..., None]).mean(axis=-1)
    return np.asarray(distance - ordered @ weight, dtype=np.float64)


def log1p_crps(samples: ArrayLike, truth: ArrayLike) -> Scores:
    """CRPS of log(1 + x) against log(1 + y): what a large war weighs less in; no unit.

    Scores on a transformed scale are proper too (Bosse et al. 2023). SarhadError for negative values.

    >>> round(float(log1p_crps([0, 0], 1)), 3)
    0.693
    """
    x, y = _paired(samples, truth)
    if x.min() < 0 or y.min() < 0:
        raise SarhadError("a count cannot be negative", "log1p-CRPS", "give samples and truth of 0 or more")
    return crps(np.log1p(x), np.log1p(y))


def ignorance(samples: ArrayLike, truth: ArrayLike) -> Scores:
    """Bits of surprise of each case: −log2 of the share of draws in the bin in which the truth lies.

    Bins 0, 1–2, 3–5, 6–10, 11–25, 26–50, 51–100, 101–250, 251–500, 501–1000 and more; one draw is added to each bin, so
    that no bin is impossible (VIEWS prediction challenge; Hegre et al. 2024, arXiv 2407.11045).

    >>> ignorance(np.zeros(1000), 0).round(4).tolist(), ignorance(np.zeros(1000), 1).round(2).tolist()
    (0.0143, 9.98)
    """
    x, y = _paired(samples, truth)
    edges = np.array(BIN_EDGES)
    there = np.searchsorted(edges, x) == np.searchsorted(edges, y)[..., None]
    share = (there.sum(axis=-1) + 1) / (x.shape[-1] + len(edges) + 1)
    return np.asarray(-np.log2(share), dtype=np.float64)


def interval_score(samples: ArrayLike, truth: ArrayLike, share: float = CENTRAL) -> Scores:
    """Interval score of the central `share` of the samples: its width, and 2/α for each unit by which it is missed.

    With α = 1 − share and the quantiles l, u at α/2 and 1 − α/2 (linear between draws):
    (u − l) + 2/α · (l − y)₊ + 2/α · (y − u)₊ (Gneiting & Raftery 2007, eq. 43); in the unit of the samples. Its mean
    over cases is the MIS.

    >>> interval_score([[0, 10], [0, 10]], [5, 10], share=0.8).tolist()
    [8.0, 18.0]
    """
    x, y = _paired(samples, truth)
    alpha = 1 - share
    low, high = np.quantile(x, [alpha / 2, 1 - alpha / 2], axis=-1)
    missed = np.maximum(low - y, 0) + np.maximum(y - high, 0)
    return np.asarray(high - low + 2 / alpha * missed, dtype=np.float64)


SAMPLE_SCORES = {"CRPS": crps, "log1p-CRPS": log1p_crps, "IGN": ignorance, "MIS": interval_score}


def covered(samples: ArrayLike, truth: ArrayLike, share: float = CENTRAL) -> NDArray[np.bool_]:
    """Whether each truth lies within the central `share` of its samples, bounds included.

    >>> covered([[0, 10], [0, 10]], [5, 10], share=0.8).tolist()
    [True, False]
    """
    x, y = _paired(samples, truth)
    low, high = np.quantile(x, [(1 - share) / 2, (1 + share) / 2], axis=-1)
    return np.asarray((low <= y) & (y <= high))


def pit(samples: ArrayLike, truth: ArrayLike, rng: np.random.Generator) -> Scores:
    """Where each truth falls among its samples, 0 to 1, ties broken by chance: flat over many cases when calibrated.

    (draws below + u · (draws equal + 1)) / (draws + 1), u uniform (randomised PIT of counts: Czado, Gneiting & Held
    2009).

    >>> bool(0.8 <= pit(np.arange(9), 8.5, np.random.default_rng(1)) <= 1)
    True
    """
    x, y = _paired(samples, truth)
    below, equal = (x < y[..., None]).sum(axis=-1), (x == y[..., None]).sum(axis=-1)
    return np.asarray((below + rng.random(y.shape) * (equal + 1)) / (x.shape[-1] + 1), dtype=np.float64)


def _paired(samples: ArrayLike, truth: ArrayLike) -> tuple[Scores, Scores]:
    """Both as numbers of shapes that fit; SarhadError when they do not, or when there is no draw."""
    x, y = np.asarray(samples, dtype=np.float64), np.asarray(truth, dtype=np.float64)
    if x.ndim == 0 or not x.size or x.shape[:-1] != y.shape:
        shapes = f"samples {x.shape}, truth {y.shape}"
        raise SarhadError(
            "samples and truth do not fit", shapes, "give samples of shape (…, draws), truth of shape (…)"
        )
    return x, y


# ---------------------------------------------------------------- probabilities


def brier(probability: ArrayLike, outcome: ArrayLike) -> Scores:
    """Brier score of each case, (p − o)²: 0 is perfect, ¼ is what "one half" always gets (Brier 1950).

    >>> brier([0.9, 0.2], [1, 1]).round(2).tolist()
    [0.01, 0.64]
    """
    p, o = _binary(probability, outcome)
    return np.asarray((p - o) ** 2, dtype=np.float64)


def log_score(probability: ArrayLike, outcome: ArrayLike) -> Scores:
    """Log score of each case in nats: −ln of the probability that was given to what happened; infinite for 0.

    >>> log_score([0.9, 0.2], [1, 0]).round(3).tolist()
    [0.105, 0.223]
    """
    p, o = _binary(probability, outcome)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(np.where(o == 1, p, 1 - p)), dtype=np.float64)


class Decomposition(NamedTuple):
    """What a mean Brier score is made of: `brier` = `reliability` − `resolution` + `uncertainty` + `within`.

    `within` is what forecasts of one bin differ among each other; it is 0 where each bin holds one forecast value.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    within: float


def decompose_brier(probability: ArrayLike, outcome: ArrayLike, bins: int = 10) -> Decomposition:
    """The mean Brier score in parts (Murphy 1973; with the part within bins, Stephenson, Coelho & Jolliffe 2008).

    Reliability Σ n (p̄ − ō)² / N: how far stated probabilities are from what happened (smaller is better); resolution
    Σ n (ō − o̅)² / N: how well cases are told apart (larger is better); uncertainty o̅ (1 − o̅): how hard they are.

    >>> d = decompose_brier([0.25, 0.25, 0.25, 0.25, 1, 1], [1, 0, 0, 0, 1, 0])
    >>> [round(part, 4) for part in d]
    [0.2917, 0.0833, 0.0139, 0.2222, 0.0]
    """
    p, o = _binary(probability, outcome)
    rows = _by_bin(p, o, bins)
    n, forecast, frequency = (np.array([row[i] for row in rows]) for i in (2, 3, 4))
    mean, score = float(o.mean()), float(brier(p, o).mean())
    reliability = float((n * (forecast - frequency) ** 2).sum() / len(p))
    resolution = float((n * (frequency - mean) ** 2).sum() / len(p))
    uncertainty = mean * (1 - mean)
    return Decomposition(score, reliability, resolution, uncertainty, score - reliability + resolution - uncertainty)


def calibration_error(probability: ArrayLike, outcome: ArrayLike, bins: int = 10) -> float:
    """Expected calibration error: the mean distance of stated probability and frequency over equal bins, by cases.

    Σ n |p̄ − ō| / N. It depends on the bins and is not proper: a constant forecast of the base rate has none.

    >>> calibration_error([0.25, 0.25, 0.25, 0.25, 1, 1], [1, 0, 0, 0, 1, 0])
    0.16666666666666666
    """
    p, o = _binary(probability, outcome)
    return float(sum(n * abs(forecast - frequency) for _, _, n, forecast, frequency in _by_bin(p, o, bins)) / len(p))


class Reliability(NamedTuple):
    """One bin of a reliability table: what was said, how often it happened, and the 90 % interval of that frequency."""

    first: float  # bounds of the bin
    last: float
    n: int
    forecast: float
    frequency: float
    low: float
    high: float


def reliability_table(probability: ArrayLike, outcome: ArrayLike, bins: int = 10) -> tuple[Reliability, ...]:
    """For each bin of stated probabilities that has cases: mean statement, frequency, count, interval.

    The interval is the central 90 % of a Beta posterior with a flat prior; it takes cases for independent, so that it
    is too narrow where several cases come from one country.

    >>> [(row.n, row.forecast, row.frequency) for row in reliability_table([0.1, 0.1, 0.9], [0, 1, 1])]
    [(2, 0.1, 0.5), (1, 0.9, 1.0)]
    """
    tail = (1 - CENTRAL) / 2
    rows = []
    for first, last, n, forecast, frequency in _by_bin(*_binary(probability, outcome), bins):
        good = frequency * n
        low, high = betaincinv(good + 1, n - good + 1, [tail, 1 - tail])
        rows.append(Reliability(first, last, n, forecast, frequency, float(low), float(high)))
    return tuple(rows)


def _by_bin(p: Scores, o: Scores, bins: int) -> list[tuple[float, float, int, float, float]]:
    """For each bin with cases: its bounds, the count, the mean probability, the frequency."""
    row = np.minimum((p * bins).astype(int), bins - 1)
    found = []
    for number in np.unique(row):
        chosen = row == number
        found.append(
            (number / bins, (number + 1) / bins, int(chosen.sum()), float(p[chosen].mean()), float(o[chosen].mean()))
        )
    return found


def _binary(probability: ArrayLike, outcome: ArrayLike) -> tuple[Scores, Scores]:
    """Both as numbers, checked: probabilities between 0 and 1, outcomes 0 or 1, as many of one as of the other."""
    p, o = np.asarray(probability, dtype=np.float64), np.asarray(outcome, dtype=np.float64)
    if p.shape != o.shape or not p.size:
        shapes = f"{p.shape} and {o.shape}"
        raise SarhadError("probabilities and outcomes do not fit", shapes, "give one outcome for each probability")
    if not (((p >= 0) & (p <= 1)).all() and np.isin(o, (0, 1)).all()):
        raise SarhadError(
            "this is no probability or no outcome", "scores", "probabilities lie in 0…1, outcomes are 0 or 1"
        )
    return p, o


# ---------------------------------------------------------------- one model beside another


class Difference(NamedTuple):
    """The mean of one model's score less the other's over the same cases, with its interval; below 0 the first wins."""

    mean: float
    low: float
    high: float
    n: int  # cases
    clusters: int  # countries


def compare(
    ours: ArrayLike,
    theirs: ArrayLike,
    clusters: ArrayLike,
    rng: np.random.Generator,
    share: float = 0.95,
    repeats: int = REPEATS,
) -> Difference:
    """Paired bootstrap by clusters: whole countries are drawn with replacement, as months of one are not independent.

    `ours`, `theirs` and `clusters` have one entry for each case (any shape, the same for all); the interval is that of
    the percentiles of the mean difference. With a single cluster it says nothing and is the mean itself.

    >>> d = compare([1, 1, 2, 2], [2, 2, 2, 3], ["A", "A", "B", "B"], np.random.default_rng(1))
    >>> d.mean, d.low, d.high, d.n, d.clusters
    (-0.75, -1.0, -0.5, 4, 2)
    """
    difference = np.asarray(ours, dtype=np.float64).ravel() - np.asarray(theirs, dtype=np.float64).ravel()
    names, member = np.unique(np.asarray(clusters).ravel(), return_inverse=True)
    if not difference.size or len(member) != len(difference):
        sizes = f"{len(difference)} differences, {len(member)} clusters"
        raise SarhadError("scores and clusters do not fit", sizes, "give both scores and a cluster for each case")
    size, total = np.bincount(member), np.bincount(member, weights=difference)
    drawn = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=repeats)
    low, high = np.quantile((drawn @ total) / (drawn @ size), [(1 - share) / 2, (1 + share) / 2])
    return Difference(float(difference.mean()), float(low), float(high), len(difference), len(names))
