"""Scores against cases worked out by hand, against an independent library, and against what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scoringrules as reference
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sarhad import scoring
from sarhad.errors import SarhadError

COUNTS = arrays(np.float64, (5, 7), elements=st.integers(0, 2_000).map(float))
TRUTHS = arrays(np.float64, (5,), elements=st.integers(0, 2_000).map(float))
SHARES = arrays(np.float64, (30,), elements=st.floats(0, 1))
OUTCOMES = arrays(np.float64, (30,), elements=st.integers(0, 1).map(float))


def test_crps_of_two_draws_by_hand() -> None:
    # draws 0 and 4, truth 1: mean distance (1 + 3) / 2 = 2; mean distance of pairs (0 + 4 + 4 + 0) / 4 = 2; 2 − 1 = 1
    assert scoring.crps([0.0, 4.0], 1.0) == 1.0


def test_crps_of_a_point_is_the_absolute_error() -> None:
    assert scoring.crps(np.full((3, 10), 5.0), [5, 0, 9]).tolist() == [0, 5, 4]


@given(COUNTS, TRUTHS)
@settings(max_examples=60, deadline=None)
def test_crps_equals_the_librarys(samples: np.ndarray, truth: np.ndarray) -> None:
    assert np.allclose(scoring.crps(samples, truth), reference.crps_ensemble(truth, samples, estimator="nrg"))


@given(COUNTS, TRUTHS)
@settings(max_examples=60, deadline=None)
def test_crps_is_never_negative_never_above_the_mean_error_and_blind_to_order(
    samples: np.ndarray, truth: np.ndarray
) -> None:
    found = scoring.crps(samples, truth)
    assert (found >= -1e-9).all()
    assert (found <= np.abs(samples - truth[:, None]).mean(axis=1) + 1e-9).all()
    assert np.allclose(found, scoring.crps(samples[:, ::-1], truth))


def test_crps_takes_any_leading_shape() -> None:
    samples = np.random.default_rng(1).poisson(3, (4, 12, 50))
    truth = np.random.default_rng(2).poisson(3, (4, 12))
    found = scoring.crps(samples, truth)
    assert found.shape == (4, 12)
    assert found[2, 5] == pytest.approx(float(scoring.crps(samples[2, 5], truth[2, 5])))


def test_the_true_distribution_scores_better_than_others() -> None:
    rng = np.random.default_rng(3)
    truth = rng.poisson(4, 4_000)
    for name, score in scoring.SAMPLE_SCORES.items():
        own, other = (score(rng.poisson(mean, (4_000, 200)), truth).mean() for mean in (4, 7))
        assert own < other, name


def test_log1p_crps_refuses_what_is_no_count() -> None:
    with pytest.raises(SarhadError, match="cannot be negative"):
        scoring.log1p_crps([-1.0, 2.0], 1.0)


@pytest.mark.parametrize(
    ("truth", "inside"),
    [(0, [0]), (1, [1, 2]), (5, [3, 4, 5]), (10, [6, 10]), (25, [11, 25]), (50, [26, 50]), (100, [51, 100]),
     (250, [101, 250]), (500, [251, 500]), (1_000, [501, 1_000]), (1_001, [1_001, 99_999])],
)  # fmt: skip
def test_the_bins_of_ignorance_are_those_of_the_challenge(truth: int, inside: list[int]) -> None:
    for draw in inside:
        assert scoring.ignorance(np.full(9, draw), truth) == pytest.approx(-math.log2(10 / 20))
        assert scoring.ignorance(np.full(9, 3_000 if draw < 1_000 else 0), truth) == pytest.approx(-math.log2(1 / 20))


@given(COUNTS, TRUTHS)
@settings(max_examples=60, deadline=None)
def test_interval_score_equals_the_librarys(samples: np.ndarray, truth: np.ndarray) -> None:
    low, high = np.quantile(samples, [0.05, 0.95], axis=1)
    expected = reference.interval_score(truth, low, high, 0.1)
    assert np.allclose(scoring.interval_score(samples, truth), expected)


def test_interval_score_by_hand() -> None:
    # draws 0…100: the central 90 % is 5…95. Inside costs the width; 3 above the bound costs 20 times 3 more
    draws = np.arange(101)
    assert scoring.interval_score(draws, 50) == pytest.approx(90)
    assert scoring.interval_score(draws, 98) == pytest.approx(90 + 60)
    assert scoring.covered([draws, draws], [95, 96]).tolist() == [True, False]


def test_pit_is_flat_for_counts_that_are_forecast_rightly() -> None:
    rng = np.random.default_rng(4)
    found = scoring.pit(rng.poisson(0.4, (20_000, 50)), rng.poisson(0.4, 20_000), rng)
    share = np.histogram(found, bins=10, range=(0, 1))[0] / len(found)
    assert np.abs(share - 0.1).max() < 0.01


@given(SHARES, OUTCOMES)
@settings(max_examples=60, deadline=None)
def test_brier_and_log_score_equal_the_librarys(probability: np.ndarray, outcome: np.ndarray) -> None:
    inside = np.clip(probability, 1e-6, 1 - 1e-6)
    assert np.allclose(scoring.brier(inside, outcome), reference.brier_score(outcome, inside))
    assert np.allclose(scoring.log_score(inside, outcome), reference.log_score(outcome, inside))


def test_certainty_that_was_wrong_is_infinitely_bad_by_the_log_score() -> None:
    assert scoring.log_score([0.0, 1.0], [1, 1]).tolist() == [math.inf, 0.0]


@given(SHARES, OUTCOMES)
@settings(max_examples=100, deadline=None)
def test_the_parts_of_brier_sum_up(probability: np.ndarray, outcome: np.ndarray) -> None:
    parts = scoring.decompose_brier(probability, outcome)
    whole = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert whole == pytest.approx(parts.brier)
    assert parts.brier == pytest.approx(float(((probability - outcome) ** 2).mean()))


@given(arrays(np.float64, (30,), elements=st.sampled_from([0.05, 0.35, 0.95])), OUTCOMES)
@settings(max_examples=60, deadline=None)
def test_nothing_is_left_within_bins_of_one_value(probability: np.ndarray, outcome: np.ndarray) -> None:
    assert scoring.decompose_brier(probability, outcome).within == pytest.approx(0, abs=1e-12)


def test_the_base_rate_is_calibrated_and_resolves_nothing() -> None:
    outcome = np.array([1, 0, 0, 0] * 5)
    parts = scoring.decompose_brier(np.full(20, 0.25), outcome)
    assert (parts.reliability, parts.resolution) == (0, 0)
    assert scoring.calibration_error(np.full(20, 0.25), outcome) == 0


def test_calibration_error_by_hand() -> None:
    # bin .8–.9: three cases said .85, two happened: |.85 − .667| · 3/5; bin .1–.2: two said .1, none happened: .1 · 2/5
    found = scoring.calibration_error([0.85, 0.85, 0.85, 0.1, 0.1], [1, 1, 0, 0, 0])
    assert found == pytest.approx((0.85 - 2 / 3) * 3 / 5 + 0.1 * 2 / 5)


def test_reliability_table_counts_each_case_once_and_holds_its_frequency() -> None:
    rng = np.random.default_rng(5)
    probability = rng.random(500)
    rows = scoring.reliability_table(probability, rng.random(500) < probability)
    assert sum(row.n for row in rows) == 500
    assert [row.first for row in rows] == sorted(row.first for row in rows)
    assert all(row.low < row.frequency < row.high for row in rows if 0 < row.frequency < 1)
    assert scoring.reliability_table([1.0], [1])[0].first == 0.9


@pytest.mark.parametrize(
    ("probability", "outcome", "problem"),
    [([1.2], [1], "no probability"), ([float("nan")], [1], "no probability"), ([0.5], [2], "no probability"),
     ([0.5, 0.5], [1], "do not fit"), ([], [], "do not fit")],
)  # fmt: skip
def test_what_is_no_probability_is_refused(probability: list[float], outcome: list[int], problem: str) -> None:
    with pytest.raises(SarhadError, match=problem):
        scoring.brier(probability, outcome)


@pytest.mark.parametrize("shape", [(3, 0), (4, 5), ()])
def test_samples_that_do_not_fit_the_truth_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(SarhadError, match="do not fit"):
        scoring.crps(np.zeros(shape), np.zeros(3))


def test_countries_are_drawn_whole() -> None:
    # one country alone carries the difference: drawn by cases the interval would be narrow, by countries it is not
    ours, theirs = np.zeros(300), np.zeros(300)
    ours[:100] = -1.0
    clusters = np.repeat(["A", "B", "C"], 100)
    found = scoring.compare(ours, theirs, clusters, np.random.default_rng(6))
    assert found.mean == pytest.approx(-1 / 3)
    assert (found.low, found.high, found.n, found.clusters) == (-1.0, 0.0, 300, 3)


def test_the_same_seed_gives_the_same_interval_and_sides_mirror() -> None:
    rng = np.random.default_rng(7)
    a, b, who = rng.random((20, 12)), rng.random((20, 12)), np.repeat(np.arange(20), 12).reshape(20, 12)
    one, again = (scoring.compare(a, b, who, np.random.default_rng(8)) for _ in range(2))
    mirrored = scoring.compare(b, a, who, np.random.default_rng(8))
    assert one == again
    assert (mirrored.low, mirrored.high) == (pytest.approx(-one.high), pytest.approx(-one.low))


def test_scores_without_their_clusters_are_refused() -> None:
    with pytest.raises(SarhadError, match="do not fit"):
        scoring.compare([1.0], [2.0], ["A", "B"], np.random.default_rng(1))
