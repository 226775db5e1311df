"""Scenarios put to past deaths by month: readings, episodes and counts small enough to do by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sarhad.judge.episodes import ANTECEDENTS, CONSEQUENTS, Case, outcomes
from sarhad.judge.scenarios import answer_scenarios, countries_of, read_scenario
from sarhad.panel import Panel, make_panel
from sarhad.records import Scenario
from sarhad.world import Region

WHERE = {"taliban": ("AFG",), "tajikistan": ("TJK",), "central-asia": ("*",), "kabul": ("AFG",)}


def scenario(signs: str, then: str, **fields: Any) -> Scenario:
    base: dict[str, Any] = {"id": "scenario-1", "document": "doc-1", "evidence": (), "made_by": "test"}
    halves: dict[str, Any] = {"antecedent": ((0, 1),), "consequent": ((2, 3),)}
    kinds: dict[str, Any] = {"signs": tuple(signs.split()), "then_signs": tuple(then.split())}
    return Scenario(**{**base, **halves, **kinds, "actors": ("taliban",), **fields})


def world(spells: int, bad: int, follow: int) -> Panel:
    """Countries c0, c1… with one neighbour each: quiet a year, then a spell of 12 months (not contained) or of one.

    The first `bad` are not contained; of these the first `follow` have a death next door five months later.
    """
    values = np.zeros((2 * spells, 48))
    for i in range(spells):
        values[i, 12 : 24 if i < bad else 13] = 30
        values[spells + i, 28] = i < follow
    units = [f"c{i}" for i in range(spells)] + [f"n{i}" for i in range(spells)]
    borders = {f"c{i}": [f"n{i}"] for i in range(spells)}
    return make_panel("deaths", units, "2000-01", values, borders=borders, vintage="made")


def test_the_question_of_the_article_is_counted_by_hand() -> None:
    (found,) = answer_scenarios(
        [scenario("group contain", "crisis start", negated=True, then_places=("central-asia",))],
        world(30, 12, 4),
        WHERE,
    )
    assert (found.answer, found.n, found.episodes, found.followed) == ("answered", 12, 12, 4)
    assert found.probability == pytest.approx(5 / 14)
    assert found.low is not None and found.high is not None
    assert found.low == pytest.approx(0.166, abs=0.002) and found.high == pytest.approx(0.573, abs=0.002)
    assert found.likelihood == "unlikely"
    assert (found.base_n, found.base_followed, found.base_rate) == (18, 0, pytest.approx(1 / 20))
    assert found.told_apart == "above"
    assert found.cases[0].month == "2001-12" and sum(c.followed for c in found.cases) == 4
    assert found.cases[0].what == "deaths began in n0 (2002-05)"
    assert (
        found.question
        == "Where serious violence was not contained, how often did deaths begin next door within 12 months?"
    )


def test_too_few_cases_is_an_answer_without_a_number() -> None:
    (found,) = answer_scenarios([scenario("group contain", "violence spread", negated=True)], world(30, 9, 4), WHERE)
    assert (found.answer, found.episodes, found.probability) == ("too few cases", 9, None)
    assert found.why == "9 independent episodes, fewer than 10" and len(found.cases) == 9


def test_later_months_change_nothing() -> None:
    panel = world(30, 12, 4)
    values = panel.values.copy()
    values[:, 37:] = 1000
    later = make_panel("deaths", panel.units, "2000-01", values, borders={}, vintage="made")
    asked = [scenario("violence rise", "violence rise"), scenario("group contain", "crisis lasting")]
    whole = answer_scenarios(asked, later, WHERE, as_of="2003-01")
    assert whole == answer_scenarios(asked, later.until("2003-01"), WHERE)
    assert whole[0].as_of == "2003-01"


def test_a_case_whose_months_are_not_all_there_is_left_out() -> None:
    panel = world(3, 3, 3)
    cases = ANTECEDENTS["not contained"].held(panel.values)
    assert cases == [Case(0, 23), Case(1, 23), Case(2, 23)]
    assert len(outcomes(panel, cases, CONSEQUENTS["onset next door"])) == 3
    assert not outcomes(panel.until("2002-11"), cases, CONSEQUENTS["onset next door"])


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        (scenario("group contain", "crisis start", negated=True, then_places=("central-asia",)), "not contained",
         "onset next door"),
        (scenario("group contain", "violence", negated=True, then_actors=("tajikistan",)), "not contained",
         "onset in a named neighbour"),
        (scenario("group contain", "calm"), "contained", "calm"),
        (scenario("violence end", "crisis lasting", negated=True), "not contained", "lasting"),
        (scenario("violence rise", "violence rise"), "escalation", "escalation"),
        (scenario("violence", "violence spread"), "onset", "onset next door"),
        (scenario("withdraw violence", "violence start"), "", "escalation"),
        (scenario("politics", "calm"), "", "calm"),
        (scenario("group", "violence"), "", "escalation"),
        (scenario("violence rise", "violence not"), "escalation", ""),
        (scenario("violence rise", "politics"), "escalation", ""),
    ],
)  # fmt: skip
def test_readings(asked: Scenario, one: str, other: str) -> None:
    first, then, unit = read_scenario(asked, WHERE)
    assert (first.rule, then.rule, unit) == (one, other, "AFG")
    assert all(reading.rule or reading.why for reading in (first, then))


def test_what_cannot_be_read_says_why() -> None:
    (found,) = answer_scenarios([scenario("politics", "")], world(2, 1, 1), WHERE)
    assert found.answer == "no testable reading" and found.probability is None and not found.question
    assert found.why.startswith("deaths by month do not show the condition: votes, money, or who withdraws; ")


def test_a_named_neighbour_counts_pairs_but_weighs_episodes() -> None:
    panel = world(12, 12, 6)
    borders = {f"c{i}": [f"n{i}", f"n{(i + 1) % 12}"] for i in range(12)}
    both = make_panel("deaths", panel.units, "2000-01", panel.values, borders=borders)
    asked = scenario("group contain", "violence", negated=True, then_actors=("tajikistan",))
    (found,) = answer_scenarios([asked], both, WHERE)
    assert (found.n, found.episodes, found.followed) == (24, 12, 12)
    assert found.probability == pytest.approx(7 / 14)


def test_countries_of_the_pack(region: Region) -> None:
    table = countries_of(region.actors, region.places)
    assert table["taliban"] == ("AFG",) and table["central-asia"] == ("*",)
    assert "TJK" in table["csto"] and "isis" not in table
