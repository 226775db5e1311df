"""Structural or transient, scored: P(at least 18 of the next 24 months reach a number of deaths), for each unit.

All units are pooled: one row for each unit and every third month whose 24 following months are complete. A logit on
the own history (`measure_history`) gives the probability; a row ten years old weighs a quarter of one of today, since
reporting and wars change. Log-odds are a sum, so that the reasons are exact. Where a unit's months rarely reach the
threshold, a low probability says nothing about a threat: the answer is then "not enough evidence", and incidents and
any death within 12 months stand beside it. `python -m tests.quality.structural` scores it at 18 origins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from sarhad.errors import SarhadError
from sarhad.judge.explain import nearest_cases, speaking
from sarhad.judge.history import EVENTS, HORIZON, LASTING, History, ahead, measure_history
from sarhad.judge.logit import Logit, fit_logit
from sarhad.panel import Panel, Values, month_name
from sarhad.records import Answer, Assessment, Persistence, make_id
from sarhad.world.likelihood import likelihood

MADE_BY = "judge.persistence/1"
SOON = 12
STEP = 3  # months between two training rows of a unit
MEMORY = 24  # months of history that a training row needs
HALF_LIFE = 60  # months after which a training row counts half
PENALTY = 1 / 0.03
STRUCTURAL, TRANSIENT = 0.80, 0.20
RARE = 0.2  # share of active months in ten years below which deaths do not measure a threat
ENOUGH, MANY, NARROW = 3, 10, 0.15  # units with each outcome; lasting ones for more than low confidence; width for high


class Chance(NamedTuple):
    """A probability with the bounds of its central 90 %."""

    middle: float
    low: float
    high: float


class Learned(NamedTuple):
    """The three models of one origin with the rows behind them (unit and month of each, columns of the panel)."""

    history: History
    structural: Logit | None
    none: Logit | None
    onset: Logit | None
    unit: NDArray[np.int64]
    at: NDArray[np.int64]
    reached: Values  # months of the 24 after that reached the threshold, by unit and month; nan while incomplete


def assess_persistence(
    panel: Panel, units: Sequence[str] = (), theta: float = 1.0, *, counts: Mapping[str, Values] | None = None
) -> tuple[Persistence, ...]:
    """The answer for each of these units (all, when none is named), from what the panel holds up to its last month.

    `counts` are tables of the panel's shape: "incidents", and by kind "state-based", "non-state", "one-sided"; without
    them deaths alone are used. The same data give the same answer. SarhadError for an unknown unit, a threshold below
    one death, or fewer than four years of data.

    >>> from sarhad.panel import make_panel
    >>> deaths = np.repeat([[4.0], [0], [5], [0], [6], [0], [7], [0]], 96, axis=1)
    >>> found = assess_persistence(make_panel("deaths", list("ABCDEFGH"), "2012-01", deaths), ["A"])[0]
    >>> found.answer, found.likelihood
    ('structural', 'very likely')
    """
    _check(panel, theta)
    rows = [panel.index(unit) for unit in units] or list(range(len(panel.units)))
    learned = learn(panel, theta, counts)
    return tuple(_answer(panel, row, theta, learned, counts or {}) for row in rows)


def learn(panel: Panel, theta: float, counts: Mapping[str, Values] | None = None) -> Learned:
    """Fit the models to what was complete by the panel's last month."""
    history = measure_history(panel, theta, counts)
    active = panel.values >= theta
    reached, soon = ahead(active, HORIZON), ahead(panel.values >= 1, SOON)
    unit, at = _rows(panel, HORIZON)
    structural = _fit(history, unit, at, reached[unit, at] >= LASTING)
    none = _fit(history, unit, at, reached[unit, at] == 0)
    near_unit, near_at = _rows(panel, SOON)
    onset = _fit(history, near_unit, near_at, soon[near_unit, near_at] > 0)
    return Learned(history, structural, none, onset, unit, at, reached)


def with_probability(assessment: Assessment, scored: Persistence) -> Assessment:
    """One assessment: the probability from the scored model alone, the claims for and against beside it as they are.

    Without a probability, or where deaths do not measure the threat, the answer of the reports stands.
    """
    if scored.probability is None:
        return msgspec.structs.replace(assessment, reasons=(*assessment.reasons, *_instead(scored)))
    measured = scored.answer != "not enough evidence"
    return msgspec.structs.replace(
        assessment,
        answer=scored.answer if measured else assessment.answer,
        basis=f"{scored.made_by}, {scored.data_vintage}; the reports beside it" if measured else assessment.basis,
        probability=scored.probability if measured else None,
        low=scored.low if measured else None,
        high=scored.high if measured else None,
        confidence=scored.confidence if measured else assessment.confidence,
        reasons=(*(s.text for s in scored.speaks), *_instead(scored), *assessment.reasons),
    )


def _instead(scored: Persistence) -> Iterator[str]:
    """Why deaths do not measure the threat, and what stands in their place; nothing where they do."""
    if scored.absence:
        yield scored.absence
        if scored.onset is not None:
            yield f"Any death within {SOON} months: {100 * scored.onset:.0f} %."


def _check(panel: Panel, theta: float) -> None:
    if theta < 1:
        raise SarhadError("a threshold is one death a month or more", f"theta {theta:g}", "choose 1 or 25")
    if panel.values.shape[1] < MEMORY + HORIZON:
        span = f"{month_name(panel.first)} to {month_name(panel.last)}"
        raise SarhadError("too short a history to learn from", span, "give at least four years of months")


def _rows(panel: Panel, horizon: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Unit and month of every training row, the newest complete month included."""
    months = np.arange(panel.values.shape[1] - 1 - horizon, MEMORY - 1, -STEP)[::-1]
    if not len(months):
        months = np.array([panel.values.shape[1] - 1 - horizon])
    units = np.arange(len(panel.units))
    return np.repeat(units, len(months)), np.tile(months, len(units))


def _fit(history: History, unit: NDArray[np.int64], at: NDArray[np.int64], y: NDArray[np.bool_]) -> Logit | None:
    """The model; None where fewer than three units have either outcome."""
    if min(len(np.unique(unit[y])), len(np.unique(unit[~y]))) < ENOUGH:
        return None
    weight = 0.5 ** ((history.x.shape[1] - 1 - at) / HALF_LIFE)
    return fit_logit(history.x[unit, at], y, weight, unit, PENALTY)


def _single(model: Logit | None, x: Values) -> float | None:
    """The probability for one row of features, without bounds."""
    return None if model is None else float(model.chances(x[None])[0][0])


def _answer(
    panel: Panel, row: int, theta: float, learned: Learned, counts: Mapping[str, Values]
) -> Persistence:  # fmt: skip
    x = learned.history.x[row, -1]
    model = learned.structural
    found = None if model is None else Chance(*(float(v[0]) for v in model.chances(x[None])))
    recent = panel.values[row, -120:] >= theta
    absence = _absence(recent, theta, found)
    confidence, because = _confidence(found, bool(absence), _lasted(learned), counts)
    incidents = int(counts[EVENTS][row, -SOON:].sum()) if EVENTS in counts else None
    bare = Persistence(
        id=make_id("persistence", panel.units[row], theta, panel.vintage, panel.last, MADE_BY),
        unit=panel.units[row],
        name=panel.names[row],
        theta=theta,
        event=event(theta),
        answer="not enough evidence" if absence or not found else _word(found.middle),
        none=_single(learned.none, x),
        onset=_single(learned.onset, x),
        incidents=incidents,
        confidence=confidence,
        because=because,
        absence=absence,
        n=len(learned.unit),
        units=len(panel.units),
        as_of=month_name(panel.last),
        data_vintage=panel.vintage,
        made_by=MADE_BY,
    )
    if found is None or model is None:
        return bare
    return msgspec.structs.replace(
        bare,
        probability=found.middle,
        low=found.low,
        high=found.high,
        likelihood=likelihood(found.middle),
        average=float(model.beta[0]),
        speaks=speaking(panel, row, theta, learned.history, model, counts),
        cases=nearest_cases(panel, row, theta, learned.history, model, (learned.unit, learned.at), learned.reached),
    )


def event(theta: float) -> str:
    """What the probability is of, in words.

    >>> event(1), event(25)
    ('at least 18 of the next 24 months with a death', 'at least 18 of the next 24 months with 25 deaths or more')
    """
    least = "a death" if theta == 1 else f"{theta:g} deaths or more"
    return f"at least {LASTING} of the next {HORIZON} months with {least}"


def _lasted(learned: Learned) -> int:
    """In how many units violence has lasted at some time."""
    return len(np.unique(learned.unit[learned.reached[learned.unit, learned.at] >= LASTING]))


def _word(probability: float) -> Answer:
    if probability >= STRUCTURAL:
        return "structural"
    return "transient" if probability <= TRANSIENT else "contested"


def _absence(recent: NDArray[np.bool_], theta: float, found: Chance | None) -> str:
    """Why there is no answer; empty where there is one."""
    if found is None:
        return f"Fewer than {ENOUGH} units have lasted, or fewer have not: there is nothing to learn from."
    n, of = int(recent.sum()), len(recent)
    if n >= RARE * of or found.middle > TRANSIENT:
        return ""
    least = "a death" if theta == 1 else f"{theta:g} deaths"
    return f"{n} of the last {of} months had {least}: deaths do not measure this threat, incidents may."


def _confidence(
    found: Chance | None, unmeasured: bool, lasted: int, counts: Mapping[str, Values]
) -> tuple[Literal["low", "moderate", "high"], str]:
    """About the evidence, never about the answer."""
    if found is None or unmeasured:
        return "low", "deaths are too rare to learn from"
    if lasted < MANY:
        return "low", f"violence has lasted in only {lasted} units to learn from"
    width = found.high - found.low
    if EVENTS in counts and width <= NARROW:
        return "high", "deaths and incidents by month, and a narrow interval"
    return "moderate", "deaths alone, no incidents" if EVENTS not in counts else "a wide interval"
