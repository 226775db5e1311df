"""What followed, at any unit and time, where the history looked like this one: a forest finds the like histories.

Extremely randomised trees (Geurts, Ernst & Wehenkel 2006) part all past unit-months by the figures of `features` and by
how many months ahead is asked, so that what followed is alike within a leaf. The months of a leaf are the analogues:
their outcomes, taken together over all trees, are the forecast (quantile regression forests: Meinshausen 2006), each
scaled from the analogue's level to the unit's own.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesRegressor

from sarhad.panel import Panel, Values
from sarhad.predict.baselines import Samples
from sarhad.predict.features import NUMBER, features, level
from sarhad.predict.models.recent import recent

Numbers = NDArray[np.int64]
TREES, LEAF, SPLIT = 60, 30, 0.3  # trees; least unit-months of a leaf; share of the figures tried at a split
QUIET = 6  # of the unit-months with years of peace, in the unit and around it, one in six is learned from, for all six
LEARNED = 36  # months of history that a unit-month needs before it is learned from, where there are so many
OFFSET = 5.0  # deaths added to both levels before scaling, so that small levels scale little
FEWEST = 2 * LEAF  # unit-months; with fewer nothing is learned


class Forest(msgspec.Struct, frozen=True):
    """A fitted forest and the unit-months it learned from: made once for a panel, it draws for any of its units."""

    inputs: NDArray[np.float32]  # figures of each unit at the panel's last month
    levels: Values  # of each unit at the last month
    trees: ExtraTreesRegressor
    outcome: Values  # of each unit-month: what followed
    scale: Values  # its level then
    order: Numbers  # for each tree, unit-months by leaf
    leaves: Numbers  # for each tree, the leaves in that order
    weight: Values  # for each tree, the weights in that order, added up


def fit(panel: Panel, steps: int, rng: np.random.Generator) -> Forest | None:
    """The forest of a panel, for months 1…`steps` ahead; None when there is too little to learn from."""
    figures, levels = features(panel), level(panel.values)
    unit, month, ahead, weight = _examples(panel, figures, steps, rng)
    if len(unit) < FEWEST:
        return None
    inputs = np.column_stack([figures[unit, month], ahead]).astype(np.float32)
    outcome = panel.values[unit, month + ahead]
    trees = ExtraTreesRegressor(
        TREES, min_samples_leaf=LEAF, max_features=SPLIT, random_state=int(rng.integers(2**31 - 1))
    ).fit(inputs, np.column_stack([np.log1p(outcome), 2.0 * (outcome > 0)]), sample_weight=weight)
    order, leaves, added = _by_leaf(trees.apply(inputs).T, weight)
    return Forest(figures[:, -1], levels[:, -1], trees, outcome, levels[unit, month], order, leaves, added)


def draw(forest: Forest, rows: Numbers, steps: int, draws: int, rng: np.random.Generator) -> Samples:
    """Samples (rows, steps, draws) for some units of the forest's panel, by their row."""
    samples = np.empty((len(rows), steps, draws))
    own_level = forest.levels[rows][:, None] + OFFSET
    for step in range(steps):
        found = _analogues(forest, rows, step + 1, draws, rng)
        samples[:, step] = np.round(forest.outcome[found] * own_level / (forest.scale[found] + OFFSET))
    return samples


def analogues(panel: Panel, steps: int, draws: int, rng: np.random.Generator) -> Samples:
    """Outcomes of like histories of all units, scaled to the own level; where there are too few, the own last months.

    >>> from sarhad.panel import make_panel
    >>> p = make_panel("deaths", ["A", "B"], "2010-01", np.repeat([[0], [7]], 120, axis=1))
    >>> analogues(p, 2, 50, np.random.default_rng(1)).shape
    (2, 2, 50)
    """
    forest = fit(panel, steps, rng)
    if forest is None:
        return recent(panel, steps, draws, rng)
    return draw(forest, np.arange(len(panel.units)), steps, draws, rng)


def _examples(
    panel: Panel, figures: NDArray[np.float32], steps: int, rng: np.random.Generator
) -> tuple[Numbers, Numbers, Numbers, Values]:
    """Unit-months to learn from whose outcome is known: unit, month, how many months ahead the outcome lies, weight."""
    width = panel.values.shape[1]
    calm = (figures[..., NUMBER["active 60"]] == 0) & (figures[..., NUMBER["log of neighbours' mean 60"]] == 0)
    kept = ~calm | (rng.random(calm.shape) < 1 / QUIET)
    ahead = rng.integers(1, steps + 1, calm.shape)
    month = np.arange(width)
    known = (month + ahead < width) & (month >= min(LEARNED, width // 3))
    unit, at = np.nonzero(kept & known)
    return unit, at, ahead[unit, at], np.where(calm[unit, at], float(QUIET), 1.0)


def _by_leaf(leaves: Numbers, weight: Values) -> tuple[Numbers, Numbers, Values]:
    """For each tree the unit-months sorted by leaf, their leaves, and their weights added up from 0."""
    order = np.argsort(leaves, axis=1, kind="stable")
    added = np.pad(np.cumsum(weight[order], axis=1), ((0, 0), (1, 0)))
    return order, np.take_along_axis(leaves, order, axis=1), added


def _analogues(forest: Forest, rows: Numbers, ahead: int, count: int, rng: np.random.Generator) -> Numbers:
    """Unit-months (rows, `count`) from the leaves that the units fall into, as many from each tree."""
    asked = np.column_stack([forest.inputs[rows], np.full(len(rows), ahead)]).astype(np.float32)
    each = -(-count // TREES)
    found = np.empty((len(rows), TREES, each), dtype=np.int64)
    for tree, leaf in enumerate(forest.trees.apply(asked).T):
        added = forest.weight[tree]
        low = added[np.searchsorted(forest.leaves[tree], leaf)][:, None]
        high = added[np.searchsorted(forest.leaves[tree], leaf, side="right")][:, None]
        point = low + (high - low) * (np.arange(each) + rng.random((len(rows), each))) / each
        place = np.searchsorted(added, point, side="right") - 1
        found[:, tree] = forest.order[tree][np.minimum(place, len(forest.outcome) - 1)]
    return rng.permutation(found.reshape(len(rows), -1), axis=1)[:, :count]
