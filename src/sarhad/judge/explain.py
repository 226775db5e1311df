"""Why a probability is what it is: exact parts by group, in words with the numbers, and earlier cases like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sarhad.judge.history import EVENTS, GROUPS, KINDS, LASTING, YEAR, History
from sarhad.judge.logit import Logit
from sarhad.panel import Panel, Values, month_name
from sarhad.records import PastCase, Speaks

CASES = 5
Rows = tuple[NDArray[np.int64], NDArray[np.int64]]


def speaking(
    panel: Panel, row: int, theta: float, history: History, model: Logit, counts: Mapping[str, Values]
) -> tuple[Speaks, ...]:
    """The groups of features by what they add to the log-odds of the average case, the largest first."""
    order = [g for g in GROUPS if g in history.groups]
    parts = _by_group(model.parts(history.x[row, -1][None]), history.groups)[0]
    words = {
        "activity": _activity(panel.values[row] >= theta, theta),
        "level": _level(panel.values[row]),
        EVENTS: _incidents(counts[EVENTS][row]) if EVENTS in counts else "",
        "kind": _kind({k: counts[k][row] for k in KINDS if k in counts}),
        "deadly months": _deadly(panel.values[row]),
    }
    found = [
        Speaks(group=group, part=float(part), text=f"{words[group]} ({'for' if part > 0 else 'against'}, {part:+.1f}).")
        for group, part in zip(order, parts, strict=True)
    ]
    return tuple(sorted(found, key=lambda s: -abs(s.part)))


def nearest_cases(
    panel: Panel, row: int, theta: float, history: History, model: Logit, rows: Rows, reached: Values
) -> tuple[PastCase, ...]:
    """The earlier cases whose groups speak most alike, one for each unit, nearest first.

    Near = small Euclidean distance between what the groups add: two cases are alike when the model says the same
    of them for the same reasons.
    """
    unit, at = rows
    x = history.x[unit, at]
    own = _by_group(model.parts(history.x[row, -1][None]), history.groups)
    distance = ((_by_group(model.parts(x), history.groups) - own) ** 2).sum(axis=1)
    chosen: dict[int, int] = {}
    for i in np.argsort(distance, kind="stable").tolist():
        chosen.setdefault(int(unit[i]), i)
        if len(chosen) == CASES:
            break
    picked = list(chosen.values())
    chance = model.chances(x[picked])[0]
    return tuple(
        _case(panel, int(unit[i]), int(at[i]), theta, float(p), int(reached[unit[i], at[i]]))
        for i, p in zip(picked, chance, strict=True)
    )


def _case(panel: Panel, row: int, at: int, theta: float, probability: float, reached: int) -> PastCase:
    year = panel.values[row, max(0, at + 1 - YEAR) : at + 1]
    return PastCase(
        unit=panel.units[row],
        name=panel.names[row],
        month=month_name(panel.first + at),
        active=int((year >= theta).sum()),
        deaths=float(year.sum()),
        probability=probability,
        reached=reached,
        lasted=reached >= LASTING,
    )


def _by_group(parts: Values, groups: Sequence[str]) -> Values:
    """Parts of features added up by group, in the order of `GROUPS`."""
    named = np.array(groups)
    return np.stack([parts[:, named == g].sum(axis=1) for g in GROUPS if g in groups], axis=1)


def _activity(active: NDArray[np.bool_], theta: float) -> str:
    least = "a death" if theta == 1 else f"{theta:g} deaths or more"
    year, five = int(active[-YEAR:].sum()), active[-60:]
    return f"{year} of the last 12 months and {int(five.sum())} of the last {len(five)} had {least}"


def _level(deaths: Values) -> str:
    last, year = deaths[-3:].sum(), deaths[-YEAR:].sum()
    return f"{last:,.0f} deaths in the last 3 months, {year:,.0f} in the last 12"


def _incidents(events: Values) -> str:
    return f"{events[-3:].sum():,.0f} incidents in the last 3 months, {events[-YEAR:].sum():,.0f} in the last 12"


def _kind(kinds: Mapping[str, Values]) -> str:
    told = [f"{v[-YEAR:].sum():,.0f} {k}" for k, v in kinds.items()]
    return f"Of the incidents of 12 months {', '.join(told)}"


def _deadly(deaths: Values) -> str:
    year = deaths[-YEAR:]
    return f"{int((year >= 5).sum())} of the last 12 months had 5 deaths or more, {int((year >= 25).sum())} had 25"
