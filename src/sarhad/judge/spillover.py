"""Spill-over: the probability that deaths begin in a quiet country within 12 months of an escalation next door.

A country is at risk when it has had no death for 12 months. The history of all countries is pooled: one row for each
country at risk and quarter, with how long it has been quiet, how many of the last 120 months had deaths, how many
deaths the worst neighbour had in 12 months, and whether a neighbour is escalating (25 deaths in three months, at least
twice the level of the year before). A logit with a light penalty on these gives the probability; its interval comes
from a covariance clustered by country, for the months of one country are not independent.
`python -m tests.quality.spillover` scores it year by year against the base rate and a table by quiet length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sarhad.judge.episodes import ANTECEDENTS, YEAR, Case, escalating, name_of, row_of, trailing
from sarhad.panel import Panel, Values, month_name
from sarhad.records import Analogue, Border, SpillOver, make_id
from sarhad.world.likelihood import likelihood
from sarhad.world.states import find_state

MADE_BY = "judge.spillover/1"
ENOUGH = 10  # episodes of escalation next door to a country as long quiet
STEP = 3  # months between two training rows of one country
MEMORY = 120  # months that the own history looks back on
CLASSES = (12, 24, 60)  # months of quiet: one to two years, two to five, more
MANY = 25.0
NORMAL = 1.6449  # quantile of the central 90 %
SHOWN = 60
FEATURES = ("escalation next door", "log of quiet months", "months with deaths in ten years", "worst neighbour")
Pair = tuple[str, str, str]  # the country next door, the country at risk (ISO 3166-1 alpha-3), the border's id


class Rows(NamedTuple):
    """Countries at risk at some months: features, whether deaths began within 12 months, row and column of each."""

    x: Values
    y: NDArray[np.bool_]
    unit: NDArray[np.int64]
    at: NDArray[np.int64]

    def only(self, keep: NDArray[np.bool_]) -> Rows:
        """Those marked."""
        return Rows(self.x[keep], self.y[keep], self.unit[keep], self.at[keep])


class Logit(NamedTuple):
    """Coefficients on standardised features, the constant first, with their covariance."""

    middle: Values
    scale: Values
    beta: Values
    covariance: Values


# ---------------------------------------------------------------- rows


def quiet_months(values: Values) -> NDArray[np.int64]:
    """Months without a death up to each month, at most as many as the data have.

    >>> quiet_months(np.array([[1.0, 0, 0, 2]])).tolist()
    [[0, 1, 2, 0]]
    """
    months = np.broadcast_to(np.arange(values.shape[1]), values.shape)
    last = np.maximum.accumulate(np.where(values > 0, months, -1), axis=1)
    return np.asarray(months - last, dtype=np.int64)


def next_door(panel: Panel, values: Values) -> Values:
    """For each country and month the largest value among its neighbours; 0 where it has none."""
    rows = [values[list(n)].max(axis=0) if n else np.zeros(values.shape[1]) for n in panel.neighbours]
    return np.asarray(rows, dtype=np.float64)


def features(panel: Panel) -> Values:
    """The four features of every country and month: shape (units, months, 4); each looks back only."""
    values = panel.values
    recently = (trailing(escalating(values).astype(np.float64), STEP) > 0).astype(np.float64)
    active = trailing((values > 0).astype(np.float64), MEMORY)
    worst = next_door(panel, trailing(values, YEAR))
    return np.stack(
        [next_door(panel, recently), np.log(quiet_months(values) + 1.0), np.log1p(active), np.log1p(worst)], axis=2
    )


def rows_at_risk(panel: Panel, columns: Iterable[int]) -> Rows:
    """Countries with a land border that have been quiet for 12 months, at these months (columns of the panel).

    Where the 12 months after are not all in the data, `y` says nothing: train on columns up to the last less 12.
    """
    found, quiet = features(panel), quiet_months(panel.values)
    bordered = np.array([bool(n) for n in panel.neighbours])
    picked = [(row, at) for at in columns for row in np.flatnonzero((quiet[:, at] >= YEAR) & bordered).tolist()]
    unit, at = (np.array([p[i] for p in picked], dtype=np.int64) for i in (0, 1))
    later = [bool(panel.values[r, a + 1 : a + 1 + YEAR].any()) for r, a in picked]
    return Rows(found[unit, at], np.array(later, dtype=np.bool_), unit, at)


def training_columns(panel: Panel) -> range:
    """Every third month whose following year is all in the data, the last such month included."""
    return range(panel.values.shape[1] - 1 - YEAR, 2 * YEAR - 1, -STEP)


# ---------------------------------------------------------------- the model


def fit(rows: Rows) -> Logit | None:
    """The logit; None where the rows hold only one outcome."""
    from sklearn.linear_model import LogisticRegression  # a second to import: only where a model is fitted

    if rows.y.all() or not rows.y.any():
        return None
    middle, scale = rows.x.mean(axis=0), rows.x.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    x = (rows.x - middle) / scale
    model = LogisticRegression(C=1.0, max_iter=500).fit(x, rows.y)
    beta = np.concatenate([model.intercept_, model.coef_[0]])
    return Logit(middle, scale, beta, _clustered(_with_one(x), rows, beta))


def _clustered(x: Values, rows: Rows, beta: Values) -> Values:
    """The sandwich covariance with the scores of one country added up."""
    p = 1 / (1 + np.exp(-x @ beta))
    penalty = np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    bread = np.linalg.inv((x * (p * (1 - p))[:, None]).T @ x + penalty)
    scores = x * (rows.y - p)[:, None]
    sums = np.zeros((int(rows.unit.max()) + 1, x.shape[1]))
    np.add.at(sums, rows.unit, scores)
    return np.asarray(bread @ (sums.T @ sums) @ bread, dtype=np.float64)


def _with_one(x: Values) -> Values:
    return np.concatenate([np.ones((len(x), 1)), x], axis=1)


def chances(model: Logit, x: Values) -> tuple[Values, Values, Values]:
    """Probability and the bounds of its central 90 % for each row of features."""
    z = _with_one((x - model.middle) / model.scale)
    middle = z @ model.beta
    spread = NORMAL * np.sqrt(np.einsum("ij,jk,ik->i", z, model.covariance, z))
    at = (middle, middle - spread, middle + spread)
    one, two, three = (np.asarray(1 / (1 + np.exp(-v)), dtype=np.float64) for v in at)
    return one, two, three


# ---------------------------------------------------------------- the question for each border


def border_pairs(borders: Iterable[Border]) -> tuple[Pair, ...]:
    """Each border of a region pack both ways round.

    >>> border_pairs([Border(id="tjk-afg", title="", between=("TJ", "AF"))])
    (('TJK', 'AFG', 'tjk-afg'), ('AFG', 'TJK', 'tjk-afg'))
    """
    found = []
    for border in borders:
        codes = [s.iso3 for s in (find_state("iso2", code) for code in border.between) if s]
        if len(codes) == len(border.between):
            found += [(codes[0], codes[1], border.id), (codes[1], codes[0], border.id)]
    return tuple(found)


def assess_spillover(panel: Panel, pairs: Sequence[Pair], as_of: str | None = None) -> tuple[SpillOver, ...]:
    """For each pair the probability for the second country if the first escalates, from the data up to `as_of`.

    A pair of which the panel lacks a country is left out.
    """
    known = panel.until(as_of) if as_of else panel
    rows = rows_at_risk(known, training_columns(known))
    model, found, quiet = fit(rows), features(known)[:, -1], quiet_months(known.values)
    answers = []
    for source, unit, border in pairs:
        a, b = row_of(known, source), row_of(known, unit)
        if a is not None and b is not None:
            answers.append(_assess(known, (a, b, border), rows, model, found[b], quiet))
    return tuple(answers)


def _assess(
    panel: Panel,
    pair: tuple[int, int, str],
    rows: Rows,
    model: Logit | None,
    found: Values,
    quiet: NDArray[np.int64],
) -> SpillOver:
    a, b, border = pair
    months = int(quiet[b, -1])
    cases = _episodes(panel, quiet, _class(months)) if months >= YEAR else []
    answer = "already active" if months < YEAR else "answered" if len(cases) >= ENOUGH and model else "too few cases"
    deaths = float(panel.values[a, -YEAR:].sum())
    return SpillOver(
        id=make_id("spillover", panel.units[a], panel.units[b], panel.vintage, panel.last, MADE_BY),
        source=panel.units[a],
        source_name=name_of(panel, a),
        unit=panel.units[b],
        unit_name=name_of(panel, b),
        border=border,
        answer=answer,  # type: ignore[arg-type]
        escalating=bool(escalating(panel.values[[a], -18:])[0, -STEP:].any()),
        quiet_months=months,
        neighbour_deaths=deaths,
        **(_numbers(model, found, deaths) if answer == "answered" and model else {}),  # type: ignore[arg-type]
        base_rate=_base_rate(rows, _class(months)) if months >= YEAR else None,
        n=len(cases),
        followed=sum(c.followed for c in cases),
        cases=tuple(cases[:SHOWN]),
        as_of=month_name(panel.last),
        data_vintage=panel.vintage,
        made_by=MADE_BY,
    )


def _numbers(model: Logit, now: Values, deaths: float) -> dict[str, float | str]:
    """Probabilities if the country next door escalates, and as things are."""
    if_escalates = now.copy()
    if_escalates[0] = 1.0
    if_escalates[3] = max(now[3], np.log1p(max(deaths, MANY)))
    p, low, high = chances(model, np.stack([if_escalates, now]))
    return {
        "probability": float(p[0]),
        "low": float(low[0]),
        "high": float(high[0]),
        "likelihood": likelihood(float(p[0])),
        "now": float(p[1]),
    }


def _class(months: int) -> int:
    """Which class of quiet length: the largest bound not above it.

    >>> [_class(12), _class(30), _class(400)]
    [12, 24, 60]
    """
    return max(c for c in CLASSES if c <= max(months, CLASSES[0]))


def _base_rate(rows: Rows, quiet_class: int) -> float | None:
    """How often deaths began where no neighbour escalated, among countries as long quiet."""
    classes = np.array([_class(round(float(np.exp(v))) - 1) for v in rows.x[:, 1]])
    same = (classes == quiet_class) & (rows.x[:, 0] == 0)
    return float(rows.y[same].mean()) if same.any() else None


def _episodes(panel: Panel, quiet: NDArray[np.int64], quiet_class: int) -> list[Analogue]:
    """Past escalations, each with every neighbour that was then as long quiet; newest first."""
    last = panel.values.shape[1] - 1 - YEAR
    starts = [c for c in ANTECEDENTS["escalation"].held(panel.values) if c.at <= last]
    return [
        _analogue(panel, case, n)
        for case in sorted(starts, key=lambda c: (-c.at, c.row))
        for n in panel.neighbours[case.row]
        if quiet[n, case.at] >= YEAR and _class(int(quiet[n, case.at])) == quiet_class
    ]


def _analogue(panel: Panel, case: Case, neighbour: int) -> Analogue:
    after = np.flatnonzero(panel.values[neighbour, case.at + 1 : case.at + 1 + YEAR])
    began = f"began in {month_name(panel.first + case.at + 1 + int(after[0]))}" if after.size else "did not begin"
    return Analogue(
        unit=panel.units[neighbour],
        name=name_of(panel, neighbour),
        month=month_name(panel.first + case.at),
        followed=bool(after.size),
        what=f"{name_of(panel, case.row)} escalated; in {name_of(panel, neighbour)} deaths {began}",
    )
