"""Structural or transient by the scored model: answers, exact reasons, past cases, and what it will not answer."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from sarhad.errors import SarhadError
from sarhad.judge import assess_persistence, with_probability
from sarhad.judge.logit import fit_logit
from sarhad.judge.persistence import learn
from sarhad.panel import Panel, make_panel
from sarhad.records import Assessment, Persistence
from sarhad.world.likelihood import likelihood

MONTHS = 180
NAMES = [f"u{i:02d}" for i in range(36)]


@pytest.fixture(scope="module")
def panel() -> Panel:
    """A third always at war, a third quiet but for a stray month, a third with wars of two years now and then."""
    rng = np.random.default_rng(5)
    rate = np.zeros((36, MONTHS))
    rate[:12] = 20
    rate[12:24] = 0.01
    for i in range(24, 36):
        for start in range(i % 7 * 5, MONTHS, 70):
            rate[i, start : start + 26] = 4
    return make_panel("deaths", NAMES, "2005-01", rng.poisson(rate), vintage="made")


@pytest.fixture(scope="module")
def found(panel: Panel) -> dict[str, Persistence]:
    return {a.unit: a for a in assess_persistence(panel)}


def test_lasting_war_is_structural(found: dict[str, Persistence]) -> None:
    answer = found["u00"]
    assert answer.answer == "structural" and answer.probability is not None and answer.probability > 0.9
    assert answer.likelihood == likelihood(answer.probability)
    assert answer.none is not None and answer.none < 0.05 and answer.onset is not None and answer.onset > 0.9


def test_the_interval_holds_the_probability(found: dict[str, Persistence]) -> None:
    for a in found.values():
        assert a.probability is not None and a.low is not None and a.high is not None
        assert a.low <= a.probability <= a.high


def test_where_deaths_are_rare_the_answer_is_not_transient(found: dict[str, Persistence]) -> None:
    answer = found["u12"]
    assert answer.answer == "not enough evidence" and answer.confidence == "low"
    assert answer.absence.endswith("deaths do not measure this threat, incidents may.") and answer.onset is not None


def test_the_reasons_add_up_to_the_answer(found: dict[str, Persistence]) -> None:
    for a in found.values():
        assert a.average is not None and a.probability is not None
        log_odds = a.average + sum(s.part for s in a.speaks)
        assert a.probability == pytest.approx(np.clip(1 / (1 + np.exp(-log_odds)), 0.002, 0.998), abs=1e-6)


def test_the_reasons_tell_the_numbers(panel: Panel, found: dict[str, Persistence]) -> None:
    deaths = panel.values[0]
    told = " ".join(s.text for s in found["u00"].speaks)
    assert "12 of the last 12 months and 60 of the last 60 had a death" in told
    assert f"{deaths[-12:].sum():,.0f} in the last 12" in told


def test_past_cases_tell_what_became_of_them(panel: Panel, found: dict[str, Persistence]) -> None:
    cases = found["u00"].cases
    assert len({c.unit for c in cases}) == len(cases) == 5
    for c in cases:
        row = panel.index(c.unit)
        after = panel.after(c.month, 24)[row]
        assert len(after) == 24 and c.reached == int((after >= 1).sum()) and c.lasted == (c.reached >= 18)
        assert c.active == 12


def test_nothing_later_than_the_origin_is_learned(panel: Panel) -> None:
    planted = np.array(panel.values)
    planted[:, 150:] = 5000
    later = make_panel("deaths", NAMES, "2005-01", planted, vintage="made")
    origin = "2017-06"  # month 150
    assert assess_persistence(panel.until(origin), ["u30"]) == assess_persistence(later.until(origin), ["u30"])


def test_labels_are_complete(panel: Panel) -> None:
    learned = learn(panel, 1)
    assert learned.at.max() + 24 == MONTHS - 1
    assert np.isfinite(learned.reached[learned.unit, learned.at]).all()


def test_few_lasting_units_leave_confidence_low(panel: Panel) -> None:
    few = make_panel("deaths", NAMES[8:24], "2005-01", panel.values[8:24])
    (answer,) = assess_persistence(few, ["u08"])
    assert answer.answer == "structural" and answer.confidence == "low" and "in only" in answer.because


def test_incidents_are_counted_beside(panel: Panel) -> None:
    events = {"incidents": np.minimum(panel.values, 3.0)}
    (answer,) = assess_persistence(panel, ["u01"], counts=events)
    assert answer.incidents == int(events["incidents"][1, -12:].sum())
    assert any("incidents in the last 3 months" in s.text for s in answer.speaks)


def test_a_higher_threshold_is_harder(panel: Panel) -> None:
    low, high = (assess_persistence(panel, ["u00"], theta)[0] for theta in (1, 20))
    assert low.probability is not None and high.probability is not None and low.probability > high.probability


def test_without_enough_outcomes_there_is_no_probability() -> None:
    (answer, *_) = assess_persistence(make_panel("deaths", ["A", "B"], "2015-01", np.zeros((2, 80))))
    assert answer.probability is None and answer.answer == "not enough evidence" and not answer.speaks


@pytest.mark.parametrize(
    ("units", "theta", "months", "problem"),
    [(["ZZZ"], 1, MONTHS, "unknown unit"), ([], 0, MONTHS, "threshold"), ([], 1, 40, "too short")],
)
def test_bad_questions_are_refused(panel: Panel, units: list[str], theta: float, months: int, problem: str) -> None:
    cut = panel.until(panel.first + months - 1)
    with pytest.raises(SarhadError, match=problem):
        assess_persistence(cut, units, theta)


def test_one_assessment_keeps_the_claims_beside_the_number(found: dict[str, Persistence]) -> None:
    reports = Assessment(
        id="a", question="q", unit="u00", answer="contested", basis="reports alone", as_of="2019-12-31",
        claims_for=("c1",), claims_against=("c2",), reasons=("Two origins.",),
    )  # fmt: skip
    both = with_probability(reports, found["u00"])
    assert both.answer == "structural" and both.probability == found["u00"].probability
    assert (both.claims_for, both.claims_against) == (("c1",), ("c2",)) and both.reasons[-1] == "Two origins."
    rare = with_probability(reports, found["u12"])
    assert rare.answer == "contested" and rare.probability is None and found["u12"].absence in rare.reasons
    assert f"Any death within 12 months: {100 * (found['u12'].onset or 0):.0f} %." in rare.reasons
    bare = msgspec.structs.replace(found["u12"], probability=None)
    assert with_probability(reports, bare).probability is None


def test_copies_of_a_unit_do_not_narrow_the_interval() -> None:
    rng = np.random.default_rng(6)
    x = rng.normal(size=(60, 2))
    y = x[:, 0] + rng.normal(size=60) > 0
    unit = np.arange(60)
    once = fit_logit(x, y, np.ones(60), unit, 1.0)
    four = fit_logit(np.tile(x, (4, 1)), np.tile(y, 4), np.ones(240), np.tile(unit, 4), 4.0)
    assert once is not None and four is not None
    assert np.allclose(once.spread(x[:5]), four.spread(x[:5]), rtol=0.01)


def test_one_outcome_fits_nothing() -> None:
    x, unit = np.zeros((9, 1)), np.arange(9)
    assert fit_logit(x, np.ones(9, dtype=bool), np.ones(9), unit, 1.0) is None
