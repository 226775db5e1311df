"""What a unit's past says about its future: the features of the judgement "structural or transient", by group.

Every feature of a month looks back from the end of that month and never ahead. Shares enter as log-odds and counts as
logarithms, so that a logit on them is monotone in each, and the difference between 11 and 12 active months of 12 weighs
more than that between 5 and 6. Reported incidents are optional: a table of deaths alone does, less well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from sarhad.errors import SarhadError
from sarhad.judge.episodes import trailing
from sarhad.panel import Panel, Values

YEAR = 12
HORIZON, LASTING = 24, 18  # structural = at least so many of so many months to come
ACTIVE = (3, 6, 12, 24, 60)  # months over which active months are counted
LEVEL = (3, 12)  # months over which deaths are added up
HALF_LIVES = (8, 24, 72)  # of the means that let older months fade
INCIDENTS = (1, 3, 6, 12, 24, 60)
DEADLY = (5.0, 25.0)  # deaths of a month that counts as deadly
EVENTS = "incidents"
KINDS = ("state-based", "non-state", "one-sided")
COUNTS = (EVENTS, *KINDS)  # counts of incidents that may stand beside the deaths
GROUPS = ("activity", "level", EVENTS, "kind", "deadly months")


class History(NamedTuple):
    """Features of every unit and month, shape (units, months, features), and the group of each feature."""

    x: Values
    groups: tuple[str, ...]


def measure_history(panel: Panel, theta: float, counts: Mapping[str, Values] | None = None) -> History:
    """The features of a panel of deaths at a threshold of deaths a month; `counts` holds tables of its shape.

    >>> from sarhad.panel import make_panel
    >>> measure_history(make_panel("deaths", ["A"], "2020-01", np.ones((1, 30))), 1).x.shape
    (1, 30, 13)
    """
    given = check_counts(panel, counts or {})
    columns = [
        *(("activity", f) for f in _activity((panel.values >= theta).astype(np.float64))),
        *(("level", f) for f in _level(panel.values / theta)),
        *((EVENTS, np.log1p(trailing(given[EVENTS], w) * YEAR / w)) for w in INCIDENTS if EVENTS in given),
        *(("kind", np.log1p(trailing(given[kind], YEAR))) for kind in KINDS if kind in given),
        *(("deadly months", trailing((panel.values >= d).astype(np.float64), YEAR)) for d in DEADLY),
    ]
    return History(np.stack([c for _, c in columns], axis=2), tuple(group for group, _ in columns))


def check_counts(panel: Panel, counts: Mapping[str, Values]) -> dict[str, Values]:
    """The tables, each known by name and of the panel's shape; SarhadError otherwise."""
    for name, values in counts.items():
        if name not in COUNTS or values.shape != panel.values.shape:
            problem = f"counts of {name!r}, shape {values.shape}, do not fit deaths of shape {panel.values.shape}"
            raise SarhadError(problem, "structural or transient", f"give tables of that shape, of {', '.join(COUNTS)}")
    return dict(counts)


def ahead(active: NDArray[np.bool_], months: int) -> Values:
    """How many of the next months are active, at each month; nan where they are not all in the data.

    >>> ahead(np.array([[True, False, True, True]]), 2).tolist()
    [[1.0, 2.0, nan, nan]]
    """
    found = np.full(active.shape, np.nan)
    found[:, :-months] = trailing(active.astype(np.float64), months)[:, months:]
    return found


def fading_mean(values: Values, half_life: float) -> Values:
    """Mean over each month and all before it, a month `half_life` months back counting half.

    >>> fading_mean(np.array([[0.0, 3.0]]), 1).tolist()
    [[0.0, 2.0]]
    """
    keep = 0.5 ** (1 / half_life)
    found, total, weight = np.zeros_like(values), np.zeros(len(values)), 0.0
    for month in range(values.shape[1]):
        total, weight = total * keep + values[:, month], weight * keep + 1
        found[:, month] = total / weight
    return found


def _activity(active: Values) -> list[Values]:
    """Log-odds of the share of active months, over windows and over all that is known."""
    ever = np.cumsum(active, axis=1) / np.arange(1, active.shape[1] + 1)
    windows = [(trailing(active, w), w) for w in ACTIVE]
    return [np.log((n + 0.5) / (w - n + 0.5)) for n, w in windows] + [logit(np.clip(ever, 0.005, 0.995))]


def _level(deaths: Values) -> list[Values]:
    """Logarithms of deaths, in multiples of the threshold."""
    sums = [np.log1p(trailing(deaths, w) * YEAR / w) for w in LEVEL]
    return sums + [fading_mean(np.log1p(deaths), h) for h in HALF_LIVES]
