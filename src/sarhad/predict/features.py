"""What the history of a unit and of its neighbours tells, month by month: the inputs that forecasts learn from.

Each figure at a month is made of that month and earlier ones alone. Levels are logarithms, log(1 + deaths), so that a
large war weighs no more than it must; activity is the share of months with any death. Months before the data begin
count as not observed: a window that reaches behind them is shorter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from sarhad.panel import Panel, Values

Features = NDArray[np.float32]
LEVELS = (3, 6, 12, 24, 60, 120)  # months over which means are taken
HEAVY = 25  # deaths a month from which a month is heavy
LONGEST = 360  # months; a death longer ago than this is like none


def window_sum(values: Values, months: int) -> Values:
    """The sum over the last `months` months, at each month.

    >>> window_sum(np.array([[1.0, 2, 3]]), 2).tolist()
    [[1.0, 3.0, 5.0]]
    """
    total = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    width = values.shape[1]
    return np.asarray(total[:, 1:] - total[:, np.maximum(np.arange(1, width + 1) - months, 0)])


def window_mean(values: Values, months: int) -> Values:
    """The mean over the last `months` months, or over those that there are.

    >>> window_mean(np.array([[1.0, 2, 3]]), 2).tolist()
    [[1.0, 1.5, 2.5]]
    """
    return window_sum(values, months) / np.minimum(np.arange(1, values.shape[1] + 1), months)


def window_max(values: Values, months: int) -> Values:
    """The largest of the last `months` months; 0 at least.

    >>> window_max(np.array([[3.0, 2, 1]]), 2).tolist()
    [[3.0, 3.0, 2.0]]
    """
    return np.asarray(sliding_window_view(np.pad(values, ((0, 0), (months - 1, 0))), months, axis=1).max(axis=-1))


def months_since(happened: NDArray[np.bool_]) -> Values:
    """How many months ago something last happened; `LONGEST` when it never did.

    >>> months_since(np.array([[False, True, False]])).tolist()
    [[360.0, 0.0, 1.0]]
    """
    month = np.arange(happened.shape[1])
    last = np.maximum.accumulate(np.where(happened, month, -LONGEST - len(month)), axis=1)
    return np.minimum(month - last, LONGEST).astype(np.float64)


def level(values: Values) -> Values:
    """The level of a unit at each month: the geometric middle of its last 12 and last 3 months, deaths a month.

    The mean of log(1 + deaths) over both windows, halved, taken back from the logarithm.

    >>> level(np.array([[3.0, 3.0]])).round(6).tolist()
    [[3.0, 3.0]]
    """
    logs = np.log1p(values)
    return np.asarray(np.expm1((window_mean(logs, 12) + window_mean(logs, 3)) / 2))


def features(panel: Panel) -> Features:
    """All figures of `NAMES`, shape (units, months, figures).

    >>> from sarhad.panel import make_panel
    >>> features(make_panel("deaths", ["A"], "2020-01", np.array([[0, 4, 0]]))).shape == (1, 3, len(NAMES))
    True
    """
    parts = _own(panel.values) | _near(panel.values, panel.neighbours)
    return np.stack([parts[name] for name in NAMES], axis=-1).astype(np.float32)


def _own(values: Values) -> dict[str, Values]:
    """The figures of a unit's own history."""
    logs, active, heavy = np.log1p(values), (values > 0).astype(np.float64), (values >= HEAVY).astype(np.float64)
    spread = window_mean(logs**2, 12) - window_mean(logs, 12) ** 2
    return {
        **{f"log {lag} ago": _lagged(logs, lag) for lag in (0, 1, 2)},
        **{f"log of mean {k}": np.log1p(window_mean(values, k)) for k in LEVELS},
        **{f"mean of log {k}": window_mean(logs, k) for k in (3, 12, 36)},
        **{f"active {k}": window_mean(active, k) for k in LEVELS},
        "active ever": np.cumsum(active, axis=1) / np.arange(1, values.shape[1] + 1),
        **{f"heavy {k}": window_mean(heavy, k) for k in (12, 60)},
        "log since a death": np.log1p(months_since(values > 0)),
        "log since a heavy month": np.log1p(months_since(values >= HEAVY)),
        "log of the run of active months": np.log1p(months_since(values <= 0)),
        "spread of log 12": np.sqrt(np.maximum(spread, 0)),
        **{f"log of maximum {k}": np.log1p(window_max(values, k)) for k in (12, 60)},
    }


def _near(values: Values, neighbours: Sequence[Sequence[int]]) -> dict[str, Values]:
    """The figures of the units that a unit borders on; 0 where there is none."""
    active, heavy = (values > 0).astype(np.float64), (values >= HEAVY).astype(np.float64)
    total, many = _over(values, neighbours, np.sum), _over(active, neighbours, np.sum)
    return {
        **{f"log of neighbours' mean {k}": np.log1p(window_mean(total, k)) for k in (3, 12, 60)},
        "log of active neighbours 12": np.log1p(window_mean(many, 12)),
        "most active neighbour 12": _over(window_mean(active, 12), neighbours, np.max),
        "heaviest neighbour 12": _over(window_mean(heavy, 12), neighbours, np.max),
    }


def _lagged(values: Values, months: int) -> Values:
    """The values of some months ago; the first value before that."""
    return np.pad(values, ((0, 0), (months, 0)), mode="edge")[:, : values.shape[1]]


def _over(values: Values, neighbours: Sequence[Sequence[int]], how: Callable[..., Values]) -> Values:
    """A unit's neighbours taken together, month by month."""
    found = np.zeros_like(values)
    for row, others in enumerate(neighbours):
        if others:
            found[row] = how(values[list(others)], axis=0)
    return found


NAMES: tuple[str, ...] = tuple({**_own(np.zeros((1, 1))), **_near(np.zeros((1, 1)), ((),))})
NUMBER: Mapping[str, int] = {name: number for number, name in enumerate(NAMES)}
