"""What past deaths by month are asked about: antecedents as independent episodes, and what followed each.

An antecedent is a rule over the months up to one month; it gives the cases in which it held and those in which it
did not, one for each country and spell, so that a long war is not counted over and over. A consequent looks at the
months after that one alone. A case whose following months are not all in the data is left out, never "did not follow".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sarhad.panel import Panel, Values, month_name
from sarhad.world.states import find_state, state_named

Mask = NDArray[np.bool_]
YEAR = 12
MANY = 25.0  # deaths: in a month of serious violence, in three of an escalation
FACTOR = 2.0  # an escalation is at least twice the level before
HALF = 6  # of the 12 months from a spell's beginning: not contained
CALM = 6  # months without a death
LASTING = 18  # of 24 months with deaths: structural (METHODS §8)


class Case(NamedTuple):
    """A unit's row, and the last month (column) known when the antecedent was settled."""

    row: int
    at: int


class Antecedent(NamedTuple):
    """A rule, short and in full; the cases in which it held and did not, and whether it holds at the last month."""

    short: str
    words: str
    otherwise: str
    held: Callable[[Values], list[Case]]
    not_held: Callable[[Values], list[Case]]
    now: Callable[[Values, int], bool]


class Outcome(NamedTuple):
    """What followed one case: in how many of the units it could follow in, and in words."""

    followed: int
    possible: int
    what: str


class Consequent(NamedTuple):
    """A rule, short and in full, the months it looks at, and what followed a case; None where it could not follow."""

    short: str
    words: str
    horizon: int
    outcome: Callable[[Panel, Case], Outcome | None]


# ---------------------------------------------------------------- masks over units and months


def trailing(values: Values, months: int) -> Values:
    """Sums over each month and those before it; what lies before the data counts as nothing.

    >>> trailing(np.array([[1.0, 2, 3]]), 2).tolist()
    [[1.0, 3.0, 5.0]]
    """
    total = np.cumsum(values, axis=1, dtype=np.float64)
    total[:, months:] -= total[:, :-months].copy()
    return total


def escalating(values: Values) -> Mask:
    """At least 25 deaths in three months, a month's mean at least twice that of the 12 months before them.

    >>> quiet = [0.0] * 12
    >>> escalating(np.array([[*quiet, 5, 10, 10]]))[0, -1], escalating(np.array([[*[5.0] * 12, 9, 9, 9]]))[0, -1]
    (np.True_, np.False_)
    """
    recent, longer = trailing(values, 3), trailing(values, 15)
    found = (recent >= MANY) & (recent / 3 >= FACTOR * (longer - recent) / YEAR)
    found[:, :14] = False  # the year before is not all in the data
    return found


def beginning(values: Values) -> Mask:
    """The first month with a death after 12 months without any."""
    active = values > 0
    return np.asarray(active & (trailing(values, YEAR + 1) - values == 0) & _after(values, YEAR))


def calm(values: Values) -> Mask:
    """The sixth month without a death, a month of at least 25 in the two years before."""
    quiet = (trailing(values, CALM) == 0) & (trailing(values, CALM + 1) > 0)
    serious = trailing((values >= MANY).astype(np.float64), CALM + 2 * YEAR) > 0
    return np.asarray(quiet & serious & _after(values, CALM))


def _after(values: Values, months: int) -> Mask:
    """Months with as many before them in the data."""
    return np.broadcast_to(np.arange(values.shape[1]) >= months, values.shape)


# ---------------------------------------------------------------- antecedents


def _starts(mask: Mask) -> list[Case]:
    """The first month of each spell: none of the 12 months before has the mark, and all of these are in the data."""
    marked = trailing(mask.astype(np.float64), YEAR + 1) - mask == 0
    return [Case(int(r), int(t)) for r, t in np.argwhere(mask & marked & _after(mask.astype(np.float64), YEAR))]


def _years_without(mask: Mask) -> list[Case]:
    """Each country's years (back from the last month) in which no month has the mark."""
    none = trailing(mask.astype(np.float64), YEAR) == 0
    ends = range(mask.shape[1] - 1, 2 * YEAR - 1, -YEAR)
    return [Case(row, at) for at in ends for row in np.flatnonzero(none[:, at]).tolist()]


def _spells(values: Values, contained: bool) -> list[Case]:
    """Spells of serious violence, settled a year from their beginning: contained, or not."""
    serious = values >= MANY
    months = trailing(serious.astype(np.float64), YEAR)
    ends = [Case(c.row, c.at + YEAR - 1) for c in _starts(serious)]
    return [c for c in ends if c.at < values.shape[1] and (months[c.row, c.at] < HALF) == contained]


def _serious_months(values: Values, row: int) -> int:
    return int((values[row, -YEAR:] >= MANY).sum())


def _marked(short: str, words: str, otherwise: str, mask: Callable[[Values], Mask]) -> Antecedent:
    return Antecedent(
        short,
        words,
        otherwise,
        lambda values: _starts(mask(values)),
        lambda values: _years_without(mask(values)),
        lambda values, row: bool(mask(values)[row, -3:].any()),
    )


_NOT_CONTAINED = (
    "serious violence was not contained: of the 12 months from its beginning (a month of 25 deaths after 12 "
    "without one), 6 or more reached 25 deaths"
)
_CONTAINED = (
    "serious violence was contained: of the 12 months from its beginning (a month of 25 deaths after 12 without "
    "one), fewer than 6 reached 25 deaths"
)
ANTECEDENTS: dict[str, Antecedent] = {
    "not contained": Antecedent(
        "serious violence was not contained",
        _NOT_CONTAINED,
        _CONTAINED,
        lambda values: _spells(values, contained=False),
        lambda values: _spells(values, contained=True),
        lambda values, row: _serious_months(values, row) >= HALF,
    ),
    "contained": Antecedent(
        "serious violence was contained",
        _CONTAINED,
        _NOT_CONTAINED,
        lambda values: _spells(values, contained=True),
        lambda values: _spells(values, contained=False),
        lambda values, row: 0 < _serious_months(values, row) < HALF,
    ),
    "escalation": _marked(
        "violence escalated",
        "violence escalated: 25 or more deaths in three months, a month’s mean at least twice that of the 12 months "
        "before",
        "country-years without such an escalation",
        escalating,
    ),
    "onset": _marked(
        "deaths began",
        "deaths began after 12 months or more without any",
        "country-years in which deaths did not begin",
        beginning,
    ),
    "calm": _marked(
        "deaths stopped",
        "deaths stopped: six months without any, after a month of 25 or more within the two years before",
        "country-years in which deaths did not stop",
        calm,
    ),
}


# ---------------------------------------------------------------- consequents


def quiet_neighbours(panel: Panel, case: Case) -> list[int]:
    """Neighbours without a death in the 12 months up to the case's month."""
    before = panel.values[:, max(0, case.at - YEAR + 1) : case.at + 1]
    return [n for n in panel.neighbours[case.row] if not before[n].any()]


def _neighbour_onset(panel: Panel, case: Case) -> Outcome | None:
    """Deaths begin in at least one quiet neighbour."""
    began = list(_began(panel, case))
    return Outcome(int(bool(began)), 1, _told(began, "nothing began next door")) if _possible(panel, case) else None


def _each_neighbour_onset(panel: Panel, case: Case) -> Outcome | None:
    """Deaths begin in a quiet neighbour, each counted by itself."""
    began, possible = list(_began(panel, case)), _possible(panel, case)
    return Outcome(len(began), possible, _told(began, "nothing began next door")) if possible else None


def _possible(panel: Panel, case: Case) -> int:
    return len(quiet_neighbours(panel, case))


def _began(panel: Panel, case: Case) -> Iterator[str]:
    for n in quiet_neighbours(panel, case):
        after = np.flatnonzero(panel.values[n, case.at + 1 : case.at + 1 + YEAR])
        if after.size:
            yield f"{name_of(panel, n)} ({month_name(panel.first + case.at + 1 + int(after[0]))})"


def name_of(panel: Panel, row: int) -> str:
    """A unit's name: the panel's own, or that of its ISO code where the panel has codes alone."""
    state = find_state("iso3", panel.names[row])
    return state.name if state else panel.names[row]


def row_of(panel: Panel, iso3: str) -> int | None:
    """The row of a country by its ISO code, or by a name that stands for it; None where the panel has neither."""
    if iso3 in panel.units:
        return panel.units.index(iso3)
    named = (row for row, name in enumerate(panel.names) if (s := state_named(name)) and s.iso3 == iso3)
    return next(named, None)


def _told(began: list[str], otherwise: str) -> str:
    return f"deaths began in {', '.join(began)}" if began else otherwise


def _own(panel: Panel, case: Case, months: int) -> Values:
    return panel.values[case.row, case.at + 1 : case.at + 1 + months]


def _own_escalation(panel: Panel, case: Case) -> Outcome | None:
    before = float(panel.values[case.row, case.at - YEAR + 1 : case.at + 1].sum())
    after = float(_own(panel, case, YEAR).sum())
    return Outcome(int(after >= MANY and after >= FACTOR * before), 1, f"{after:,.0f} deaths, {before:,.0f} before")


def _own_onset(panel: Panel, case: Case) -> Outcome | None:
    if panel.values[case.row, case.at - YEAR + 1 : case.at + 1].any():
        return None
    after = float(_own(panel, case, YEAR).sum())
    return Outcome(int(after > 0), 1, f"{after:,.0f} deaths")


def _own_lasting(panel: Panel, case: Case) -> Outcome | None:
    months = int((_own(panel, case, 2 * YEAR) >= 1).sum())
    return Outcome(int(months >= LASTING), 1, f"deaths in {months} of 24 months")


def _own_calm(panel: Panel, case: Case) -> Outcome | None:
    after = float(_own(panel, case, YEAR).sum())
    return Outcome(int(after == 0), 1, f"{after:,.0f} deaths")


CONSEQUENTS: dict[str, Consequent] = {
    "onset next door": Consequent(
        "did deaths begin next door within 12 months",
        "deaths began within 12 months in at least one neighbour that had been without any for 12",
        YEAR,
        _neighbour_onset,
    ),
    "onset in a named neighbour": Consequent(
        "did deaths begin in a given neighbour within 12 months",
        "deaths began within 12 months in a given neighbour that had been without any for 12",
        YEAR,
        _each_neighbour_onset,
    ),
    "escalation": Consequent(
        "did violence escalate within 12 months",
        "the next 12 months brought 25 or more deaths, and at least twice those of the 12 before",
        YEAR,
        _own_escalation,
    ),
    "onset": Consequent(
        "did deaths begin within 12 months",
        "deaths began within 12 months where there had been none for 12",
        YEAR,
        _own_onset,
    ),
    "lasting": Consequent(
        "did deaths go on in 18 of the next 24 months",
        "18 or more of the next 24 months had deaths",
        2 * YEAR,
        _own_lasting,
    ),
    "calm": Consequent(
        "did the next 12 months pass without deaths", "the next 12 months had no deaths", YEAR, _own_calm
    ),
}


def outcomes(panel: Panel, cases: list[Case], consequent: Consequent) -> list[tuple[Case, Outcome]]:
    """What followed each case in which it could follow, and whose following months are all in the data."""
    complete = [c for c in cases if c.at + consequent.horizon < panel.values.shape[1]]
    found = [(c, consequent.outcome(panel, c)) for c in complete]
    return [(c, o) for c, o in found if o is not None]
