"""The gap between deeds and trust: by hand, by exact sums, and with too little to say anything."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sarhad.judge.gap import assess_gaps
from sarhad.records import Counted, GapJudgement

PAIR = ("a", "b")
INDICATOR = {"cooperation": "engagement", "conflict": "engagement", "confidence": "trust", "concern": "trust"}


def rows(date: str, prefix: str = "", **sides: int) -> list[Counted]:
    """So many origins a side, all dated alike."""
    return [
        Counted(
            indicator=INDICATOR[side],
            unit="a→b",
            date=date,
            side=side,
            origin=f"{prefix}{side}{i}",
            record=f"{prefix}r-{side}{i}",
        )
        for side, n in sides.items()
        for i in range(n)
    ]


def judge(counted: list[Counted], last: str = "2025-12") -> GapJudgement:
    return assess_gaps([PAIR], counted, last)[0]


def exact(good: int, bad: int, sure: int, worried: int) -> float:
    """P(share of cooperation > share of confidence) for two Beta posteriors with whole parameters, as a finite sum.

    P = Σ_{i < good + 1} B(sure + 1 + i, bad + worried + 2) / ((bad + 1 + i) B(1 + i, bad + 1) B(sure + 1, worried + 1))
    """

    def log_beta(x: float, y: float) -> float:
        return math.lgamma(x) + math.lgamma(y) - math.lgamma(x + y)

    a, b, c, d = good + 1, bad + 1, sure + 1, worried + 1
    terms = (log_beta(c + i, d + b) - math.log(b + i) - log_beta(1 + i, b) - log_beta(c, d) for i in range(a))
    return sum(map(math.exp, terms))


def test_by_hand() -> None:
    found = judge(rows("2025-06", cooperation=7, conflict=1, confidence=1, concern=5))
    assert found.value == pytest.approx((7 - 1) / 10 - (1 - 5) / 8)
    assert (found.cooperation, found.conflict, found.confidence, found.concern) == (7, 1, 1, 5)
    assert found.answer == "above"
    assert found.low is not None and found.high is not None and 0 < found.low < found.high < 2
    assert (found.first, found.last) == ("2025-01", "2025-12")


@pytest.mark.parametrize("counts", [(7, 1, 1, 5), (3, 3, 3, 3), (0, 6, 5, 0), (40, 25, 30, 33), (5, 0, 0, 5)])
def test_the_probability_is_the_exact_one(counts: tuple[int, int, int, int]) -> None:
    found = judge(rows("2025-06", **dict(zip(INDICATOR, counts, strict=True))))
    assert found.probability == pytest.approx(exact(*counts), abs=1e-4)


@pytest.mark.parametrize(
    ("counts", "answer"), [((0, 8, 8, 0), "below"), ((4, 4, 4, 4), "not told apart"), ((8, 0, 0, 8), "above")]
)
def test_answers(counts: tuple[int, int, int, int], answer: str) -> None:
    assert judge(rows("2025-06", **dict(zip(INDICATOR, counts, strict=True)))).answer == answer


@pytest.mark.parametrize("side", [{"cooperation": 4, "concern": 9}, {"cooperation": 9, "concern": 4}, {}])
def test_four_origins_on_a_side_are_not_enough(side: dict[str, int]) -> None:
    found = judge(rows("2025-06", **side))
    assert (found.answer, found.value, found.probability, found.trend) == (
        "not enough evidence",
        None,
        None,
        "not enough evidence",
    )
    assert found.cooperation == side.get("cooperation", 0)


def test_copies_count_once_and_other_months_do_not() -> None:
    copies = [*rows("2025-06", cooperation=5, concern=5), *rows("2025-07", cooperation=5, concern=5)]
    outside = rows("2024-12", "old-", cooperation=30, confidence=30)
    year_only = rows("2025", "year-", conflict=9)
    found = judge([*copies, *outside, *year_only])
    assert (found.cooperation, found.concern, found.conflict, found.confidence) == (5, 5, 0, 0)


def test_the_trend_compares_with_the_twelve_months_before() -> None:
    now = rows("2025-06", "now-", cooperation=12, conflict=1, confidence=1, concern=10)
    then = rows("2024-06", "then-", cooperation=2, conflict=9, confidence=9, concern=1)
    up, down = judge([*now, *then]), judge([*then, *now], "2025-12")
    assert up.trend == "rising" and up.trend_probability is not None and up.trend_probability > 0.95
    assert up == down  # the order of rows changes nothing
    assert up.before == pytest.approx((2 - 9) / 13 - (9 - 1) / 12)
    assert judge(now).trend == "not enough evidence"


def test_the_trend_agrees_with_many_draws() -> None:
    now = rows("2025-06", "now-", cooperation=6, conflict=3, confidence=2, concern=5)
    then = rows("2024-06", "then-", cooperation=5, conflict=4, confidence=4, concern=4)
    draw = np.random.default_rng(7)

    def gap(good: int, bad: int, sure: int, worried: int) -> Any:
        return draw.beta(good + 1, bad + 1, 400_000) - draw.beta(sure + 1, worried + 1, 400_000)

    assert judge([*now, *then]).trend_probability == pytest.approx(
        float(np.mean(gap(6, 3, 2, 5) > gap(5, 4, 4, 4))), abs=0.004
    )


def test_rows_stand_on_the_side_they_speak_for() -> None:
    found = judge(rows("2025-06", cooperation=1, conflict=2, confidence=1, concern=2))
    assert found.speaks_above == ("r-cooperation0", "r-concern0", "r-concern1")
    assert found.speaks_below == ("r-conflict0", "r-conflict1", "r-confidence0")


def test_the_five_in_a_hundred_bound_holds_where_deeds_and_trust_are_alike() -> None:
    """With equal true shares and 12 origins a side, "above" is answered in about one case in twenty at most (n = 2,000,
    seed 11); the posterior with a flat prior is close to, not exactly, a test of that size."""
    draw = np.random.default_rng(11)
    wrong = 0
    for _ in range(2_000):
        share = draw.uniform(0.1, 0.9)
        good, sure = draw.binomial(12, share, 2)
        wrong += exact(int(good), 12 - int(good), int(sure), 12 - int(sure)) >= 0.95
    assert wrong / 2_000 < 0.055
