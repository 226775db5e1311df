"""How often a shift of threat modes is told, in simulated quarters where there is one and where there is none.

    python -m tests.quality.shift [--cases 1000]

Beside it the plain test of the textbook: χ² of the summed counts before and after the middle, at 5 %, which takes every
origin for independent and is even told where the change would be.
"""

from __future__ import annotations

import argparse

import numpy as np
from scipy.stats import chi2_contingency
from tests.judge.test_modes import BOUND, CALM, LATER, Array, simulate

from sarhad.judge.shift import fit_change

MODEST = np.array([0.20, 0.10, 0.03, 0.12, 0.40, 0.10, 0.05])
SETS: dict[str, dict[str, object]] = {
    "no shift, 8 quarters, origins 6 → 18": {"quarters": 8, "origins": 6, "grows": 3.0},
    "no shift, 16 quarters, origins 15 → 45": {"quarters": 16, "origins": 15, "grows": 3.0},
    "no shift, 16 quarters of 6, later ones copied three times": {"quarters": 16, "origins": 6, "copies": 3},
    "large shift, 8 quarters of 15": {"quarters": 8, "origins": 15, "later": LATER},
    "large shift, 16 quarters of 15": {"quarters": 16, "origins": 15, "later": LATER},
    "modest shift, 16 quarters of 15": {"quarters": 16, "origins": 15, "later": MODEST},
}
RHO = (0.0, 0.02, 0.1, 0.3)


def plain(counts: Array) -> bool:
    """Whether the χ² test tells a change at the middle."""
    half = len(counts) // 2
    table = np.array([counts[:half].sum(axis=0), counts[half:].sum(axis=0)])
    table = table[:, table.sum(axis=0) > 0]
    return bool(min(table.shape) > 1 and table.sum(axis=1).all() and chi2_contingency(table).pvalue < 0.05)


def told(how: dict[str, object], rho: float, cases: int, seed: int) -> tuple[float, float]:
    """The shares of cases in which Sarhad and the plain test tell a shift."""
    draw, ours, theirs = np.random.default_rng(seed), 0, 0
    for _ in range(cases):
        counts = simulate(draw, rho=rho, **how)  # type: ignore[arg-type]
        fit = fit_change(counts)
        ours += fit is not None and fit.log_factor >= BOUND
        theirs += plain(counts)
    return ours / cases, theirs / cases


def main() -> None:
    """Print the table: for each set and each correlation of a quarter's origins, Sarhad and the plain test."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    cases = parser.parse_args().cases
    print(f"{cases} cases a cell; shares before {CALM.tolist()}; Sarhad / χ²; columns: correlation {RHO}")
    for seed, (name, how) in enumerate(SETS.items(), start=21):
        cells = (told(how, rho, cases, seed) for rho in RHO)
        print(f"{name}: " + "  ".join(f"{ours:.3f} / {theirs:.3f}" for ours, theirs in cells), flush=True)


if __name__ == "__main__":
    main()
