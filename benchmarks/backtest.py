"""Time and memory of the whole backtest, all baselines and Sarhad's model, and of one country's forecast.

    python benchmarks/backtest.py [--draws 1000]

The VIEWS protocol: 191 countries, six October origins, steps 3 to 14. Needs the conflict data (`SARHAD_SHARED`);
without them, 191 made-up countries of the same length.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from pathlib import Path

import numpy as np

from sarhad.acquire.panels import read_panel
from sarhad.panel import Panel, make_panel
from sarhad.predict.backtest import october_origins, run_backtest
from sarhad.predict.models import BASELINES, MODELS, OURS
from sarhad.predict.models.analogues import draw, fit

SHARED = Path(os.environ.get("SARHAD_SHARED", str(Path(__file__).resolve().parents[2] / "shared")))
FILE = SHARED / "data" / "conflict" / "views_cm_ged_sb_1990-01_2024-04.parquet"


def load() -> Panel:
    """The challenge's panel, or made-up deaths of the same shape."""
    if FILE.is_file():
        return read_panel(FILE)
    rng = np.random.default_rng(1)
    level = rng.gamma(0.1, 100, (191, 1))
    values = rng.poisson(level * rng.gamma(0.5, 2, (191, 412))) * (rng.random((191, 412)) < level / (level + 10))
    return make_panel("made-up deaths", [f"unit {n}" for n in range(191)], "1990-01", values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1000)
    draws = parser.parse_args().draws
    start = time.perf_counter()
    panel = load()
    print(f"{panel.target}, {panel.values.shape[0]} units, read in {time.perf_counter() - start:.1f} s")
    total, total_busy = time.perf_counter(), time.process_time()
    for name in (*BASELINES, OURS):
        start, busy = time.perf_counter(), time.process_time()
        run_backtest(panel, {name: MODELS[name]}, october_origins(2018, 2023), draws=draws)
        print(f"{name:16} {time.perf_counter() - start:6.1f} s, processor {time.process_time() - busy:6.1f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    took = f"{time.perf_counter() - total:.1f} s, processor {time.process_time() - total_busy:.1f} s"
    print(f"whole backtest {took}, at most {peak:.2f} GB (bounds: 180 s, 4 GB)")
    time_one(panel, draws)


def time_one(panel: Panel, draws: int) -> None:
    """One country, 36 months: the forest is fitted once for all."""
    rng = np.random.default_rng(1)
    start = time.process_time()
    forest = fit(panel, 36, rng)
    fitted = time.process_time() - start
    start = time.process_time()
    if forest is not None:
        draw(forest, np.array([0]), 36, draws, rng)
    print(f"one country, 36 months: fitted in {fitted:.1f} s, then {time.process_time() - start:.2f} s (bound: 1 s)")


if __name__ == "__main__":
    main()
