"""The features of a history: computed by hand, and blind to what comes later."""

from __future__ import annotations

import numpy as np
import pytest

from sarhad.errors import SarhadError
from sarhad.judge.history import COUNTS, GROUPS, ahead, measure_history
from sarhad.panel import make_panel


def test_a_planted_future_changes_no_feature() -> None:
    rng = np.random.default_rng(3)
    deaths = rng.poisson(2, (4, 90)).astype(float)
    events = {name: rng.poisson(1, (4, 90)).astype(float) for name in COUNTS}
    before = measure_history(make_panel("deaths", list("ABCD"), "2000-01", deaths), 1, events)
    planted = deaths.copy()
    planted[:, 60:] = 9999
    later = {name: np.where(np.arange(90) < 60, v, 777.0) for name, v in events.items()}
    after = measure_history(make_panel("deaths", list("ABCD"), "2000-01", planted), 1, later)
    assert np.array_equal(before.x[:, :60], after.x[:, :60])
    assert not np.array_equal(before.x[:, 60:], after.x[:, 60:])


def test_a_cut_panel_gives_the_same_features() -> None:
    panel = make_panel("deaths", ["A"], "2000-01", np.random.default_rng(4).poisson(1, (1, 80)))
    whole, cut = measure_history(panel, 1), measure_history(panel.until("2004-12"), 1)
    assert np.array_equal(whole.x[:, :60], cut.x)


def test_by_hand() -> None:
    deaths = np.zeros((1, 24))
    deaths[0, -3:] = [2, 0, 30]
    events = np.zeros((1, 24))
    events[0, -1] = 4
    found = measure_history(make_panel("deaths", ["A"], "2020-01", deaths), 1, {"incidents": events})
    value = {g: found.x[0, -1, [i for i, name in enumerate(found.groups) if name == g]] for g in GROUPS}
    assert value["activity"][0] == pytest.approx(np.log(2.5 / 1.5))  # 2 of 3 months
    assert value["activity"][2] == pytest.approx(np.log(2.5 / 10.5))  # 2 of 12
    assert value["level"][0] == pytest.approx(np.log1p(32 * 4))  # deaths of three months, for a year
    assert value["incidents"][0] == pytest.approx(np.log1p(4 * 12))
    assert value["deadly months"].tolist() == [1, 1]


def test_months_to_come_that_are_not_known_count_as_unknown() -> None:
    found = ahead(np.array([[True] * 30]), 24)
    assert found[0, :6].tolist() == [24] * 6 and np.isnan(found[0, 6:]).all()


@pytest.mark.parametrize("counts", [{"incidents": np.zeros((1, 5))}, {"raids": np.zeros((1, 24))}])
def test_counts_that_do_not_fit_are_refused(counts: dict[str, np.ndarray]) -> None:
    with pytest.raises(SarhadError, match="do not fit"):
        measure_history(make_panel("deaths", ["A"], "2020-01", np.zeros((1, 24))), 1, counts)
