"""A change of the composition of threat modes: told where there is one, not where only the number of reports grew."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from sarhad.judge import shift
from sarhad.judge.modes import SHIFT, assess_modes, composition
from sarhad.judge.shift import fit_change
from sarhad.records import Counted, ModeShift
from sarhad.world import THREAT_MODES

Array = NDArray[np.float64]
CALM = np.array([0.40, 0.15, 0.03, 0.12, 0.15, 0.10, 0.05])
LATER = np.array([0.10, 0.05, 0.05, 0.30, 0.40, 0.05, 0.05])
BOUND = math.log(SHIFT / (1 - SHIFT))
SIMULATED = 200


def simulate(
    draw: np.random.Generator,
    quarters: int,
    origins: float,
    rho: float,
    *,
    later: Array = CALM,
    grows: float = 1.0,
    copies: int = 1,
) -> Array:
    """Quarterly counts by mode, origins of a quarter correlated by `rho`.

    From the middle on with shares `later`, `grows` times as many origins, each found `copies` times.
    """
    rows = []
    for quarter in range(quarters):
        late = quarter >= quarters // 2
        theta = later if late else CALM
        theta = draw.dirichlet(theta * (1 / rho - 1)) if rho else theta
        rows.append(draw.multinomial(draw.poisson(origins * (grows if late else 1)), theta) * (copies if late else 1))
    return np.array(rows, dtype=np.float64)


def share_told(seed: int, *, n: int = SIMULATED, **how: object) -> float:
    """The share of simulated cases in which a shift is told."""
    draw = np.random.default_rng(seed)
    fits = [fit_change(simulate(draw, **how)) for _ in range(n)]  # type: ignore[arg-type]
    return sum(f is not None and f.log_factor >= BOUND for f in fits) / n


@pytest.mark.parametrize("rho", [0.0, 0.02, 0.1, 0.3])
@pytest.mark.parametrize(("quarters", "origins"), [(8, 6), (16, 15)])
def test_three_times_the_sources_are_no_shift(quarters: int, origins: float, rho: float) -> None:
    """The same shares throughout, three times the origins in the second half: told in at most 5 % (n = 200, seed 5),
    also where the origins of a quarter are correlated."""
    assert share_told(5, quarters=quarters, origins=origins, rho=rho, grows=3.0) <= 0.05


@pytest.mark.parametrize("rho", [0.0, 0.1])
def test_copies_that_slip_through_are_no_shift(rho: float) -> None:
    """Each origin of the second half found three times, as if no copy had been seen (n = 200, seed 6)."""
    assert share_told(6, quarters=16, origins=6, rho=rho, copies=3) <= 0.05


@pytest.mark.parametrize(
    ("quarters", "origins", "rho", "least"), [(16, 15, 0.0, 0.95), (16, 15, 0.1, 0.6), (8, 15, 0.02, 0.5)]
)
def test_a_real_shift_is_told(quarters: int, origins: float, rho: float, least: float) -> None:
    """From violence to recruitment and havens in the middle of the series (n = 200, seed 7)."""
    assert share_told(7, quarters=quarters, origins=origins, rho=rho, later=LATER) >= least


def test_the_bayes_factor_agrees_with_importance_sampling() -> None:
    """The closed form against draws of the shares, for one place of change: within .6, a factor of 1.8."""
    draw = np.random.default_rng(3)
    for rho in (0.05, 0.3):
        counts = simulate(draw, 10, 10, rho)
        none, change = [], []
        for s in shift.GRID:
            none.append(sampled(counts, float(s), draw))
            change.append(sampled(counts[:5], float(s), draw) + sampled(counts[5:], float(s), draw))
        exact = float(logsumexp(change) - logsumexp(none))
        assert at_one_place(counts, 5) == pytest.approx(exact, abs=0.6)


def sampled(counts: Array, s: float, draw: np.random.Generator, draws: int = 6_000) -> float:
    """log p(counts | s), the shares integrated by importance sampling."""
    sizes, modes = counts.sum(axis=1), counts.shape[1]
    aim = shift.PRIOR + 0.7 * (counts * ((1 + s) / (sizes + s))[:, None]).sum(axis=0)
    theta = np.maximum(draw.dirichlet(aim, draws), 1e-12)
    log = np.log(theta)
    proposed = ((aim - 1) * log).sum(axis=1) + gammaln(aim.sum()) - gammaln(aim).sum()
    prior = ((shift.PRIOR - 1) * log).sum(axis=1) + gammaln(modes * shift.PRIOR) - modes * gammaln(shift.PRIOR)
    told = sum(
        gammaln(s) - gammaln(c.sum() + s) + (gammaln(c + s * theta) - gammaln(s * theta)).sum(axis=1) for c in counts
    )
    return float(logsumexp(told + prior - proposed) - math.log(draws))


def at_one_place(counts: Array, place: int) -> float:
    """The log Bayes factor of a change at one place."""
    fit = fit_change(counts)
    assert fit is not None
    share = fit.weights.sum(axis=0)[list(fit.places).index(place)]
    return fit.log_factor + math.log(share * len(fit.places))


# ---------------------------------------------------------------- the answer


def counted(quarters: list[dict[str, int]], first: int = 2022) -> list[Counted]:
    """Rows of so many origins for each mode, quarter after quarter."""
    return [
        Counted(
            indicator="mode",
            unit="region",
            date=f"{first + q // 4}-{q % 4 * 3 + 1:02d}",
            side=mode,
            origin=f"o{q}-{mode}-{i}",
            record=f"c{q}-{mode}-{i}",
        )
        for q, named in enumerate(quarters)
        for mode, n in named.items()
        for i in range(n)
    ]


def judge(quarters: list[dict[str, int]]) -> ModeShift:
    return assess_modes("region", counted(quarters))


ARMED, WEB = {"armed-attack": 8, "recruitment": 2}, {"armed-attack": 1, "online-radicalisation": 7, "recruitment": 2}


def test_a_shift_with_its_date_and_modes() -> None:
    found = judge([ARMED] * 6 + [WEB] * 5)
    assert (found.answer, found.since) == ("shift", "2023-Q3")
    assert found.since_first <= found.since <= found.since_last
    assert found.probability is not None and found.bayes_factor is not None
    assert found.probability == pytest.approx(found.bayes_factor / (1 + found.bayes_factor))
    told = {c.mode: c.direction for c in found.changes if c.direction}
    assert told == {"armed-attack": "fell", "online-radicalisation": "rose"}
    before = {c.mode: c.before for c in found.changes}
    assert before["armed-attack"] == pytest.approx(0.8, abs=0.1)
    assert sum(before.values()) == pytest.approx(1.0)
    assert found.strength == "moderate" and (found.n, found.quarters) == (110, 11)


def test_steady_shares_are_no_shift_even_when_reports_multiply() -> None:
    tripled = {mode: 3 * n for mode, n in ARMED.items()}
    found = judge([ARMED] * 6 + [tripled] * 6)
    assert found.answer == "no shift" and not any(c.direction for c in found.changes)


def test_one_loud_quarter_is_no_shift() -> None:
    loud = {"cross-border-raid": 60}
    assert judge([ARMED] * 5 + [loud] + [ARMED] * 5).answer != "shift"


@pytest.mark.parametrize("quarters", [[], [ARMED], [ARMED] * 3, [{"financing": 3}] * 6])
def test_too_little_says_nothing(quarters: list[dict[str, int]]) -> None:
    found = judge(quarters)
    assert (found.answer, found.probability, found.changes) == ("not enough evidence", None, ())
    assert found.quarters == len(quarters)


def test_copies_and_several_modes_of_one_origin_count_once() -> None:
    rows = counted([{"financing": 2}])
    again = [*rows, *rows]
    also = Counted(
        indicator="mode", unit="region", date="2022-01", side="trafficking", origin=rows[0].origin, record="x"
    )
    column = list(THREAT_MODES).index
    table = composition([[*again, also]])
    assert table.sum() == pytest.approx(2.0)
    assert table[0, column("financing")] == pytest.approx(1.5)
    assert table[0, column("trafficking")] == pytest.approx(0.5)


def test_quarters_speak_for_and_against() -> None:
    found = judge([ARMED] * 5 + [WEB] * 4 + [ARMED])
    speaks = {f.quarter: f.speaks for f in found.fits}
    assert speaks["2024-Q2"] < 0 < speaks["2024-Q1"]  # the last one goes back to what was before
    assert all(f.rows for f in found.fits)


def test_the_same_rows_in_any_order_give_the_same_answer() -> None:
    rows = counted([ARMED] * 4 + [WEB] * 4)
    assert assess_modes("region", rows) == assess_modes("region", rows[::-1][:0] + sorted(rows, key=lambda c: c.record))
