"""Every value of the bundled case again, from the exported rows alone, in plain Python without any of Sarhad's code."""

from __future__ import annotations

import csv
import functools
import io
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sarhad import pipeline
from sarhad.settings import Settings

Rows = list[dict[str, str]]
GOOD = {"cooperation", "confidence"}
MODES = 7
CELLS = 1000


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Settings]:
    folder = tmp_path_factory.mktemp("recompute") / "work"
    settings = pipeline.init(folder)
    pipeline.read(folder, [str(pipeline.bundled_case())], settings)
    return folder, settings


@pytest.mark.parametrize("window", ["month", "quarter", "year", "12-months"])
def test_every_value_follows_from_the_exported_rows(workspace: tuple[Path, Settings], window: str) -> None:
    folder, settings = workspace
    exported = pipeline.list_series(folder, settings, window, None, counted=True).as_csv()
    shown = pipeline.list_series(folder, settings, window, None).as_csv()
    table = by_window(list(csv.DictReader(io.StringIO(exported))), window)
    with_value = 0
    for row in csv.DictReader(io.StringIO(shown)):
        found = again(row["indicator"], row["unit"], row["period"], table)
        assert row["n"] == str(found["n"]), row
        if row["value"]:
            with_value += 1
            assert float(row["value"]) == pytest.approx(found["value"]), row
            if row["low"]:
                assert float(row["low"]) == pytest.approx(found["low"], abs=1e-6), row
                assert float(row["high"]) == pytest.approx(found["high"], abs=1e-6), row
        elif row["absence"] == "not enough evidence":
            assert found["n"] < 5, row
        else:
            assert row["absence"] in ("not monitored", "no number stated"), row
    assert with_value > 100


def by_window(rows: Rows, window: str) -> dict[tuple[str, str, str], Rows]:
    """The rows by indicator, unit and window."""
    found: dict[tuple[str, str, str], Rows] = defaultdict(list)
    for row in rows:
        for period in windows(row["date"], window):
            found[row["indicator"], row["unit"], period].append(row)
    return found


def windows(date: str, window: str) -> Iterator[str]:
    year, month = date[:4], int(date[5:7]) if len(date) >= 7 else 0
    if window == "year":
        yield year
    elif month and window == "month":
        yield f"{year}-{month:02d}"
    elif month and window == "quarter":
        yield f"{year}-Q{(month - 1) // 3 + 1}"
    elif month:
        for end in range(int(year) * 12 + month - 1, int(year) * 12 + month + 11):
            start = end - 11
            yield f"{start // 12}-{start % 12 + 1:02d}/{end // 12}-{end % 12 + 1:02d}"


def again(indicator: str, unit: str, period: str, table: dict[tuple[str, str, str], Rows]) -> dict[str, Any]:
    """A value by its formula in docs/methods.md."""
    if indicator in ("engagement", "trust"):
        return share(table.get((indicator, unit, period), []))
    if indicator == "gap":
        return gap(*(table.get((name, unit, period), []) for name in ("engagement", "trust")))
    if indicator.startswith("mode"):
        kind, mode = indicator.split(":")
        named: dict[str, set[str]] = defaultdict(set)
        for row in table.get(("mode", unit, period), []):
            named[row["origin"]].add(row["side"])
        return of_mode(kind, mode, named)
    return toll(indicator, table.get((indicator, unit, period), []))


def counts(rows: Rows) -> tuple[int, int]:
    good = {r["origin"] for r in rows if r["side"] in GOOD}
    bad = {r["origin"] for r in rows if r["side"] not in GOOD}
    return len(good), len(bad)


def share(rows: Rows) -> dict[str, Any]:
    good, bad = counts(rows)
    low, high = bounds(density(good, bad))
    return {"n": good + bad, "value": (good - bad) / (good + bad + 2), "low": low, "high": high}


def gap(deeds: Rows, words: Rows) -> dict[str, Any]:
    (good, bad), (sure, worried) = counts(deeds), counts(words)
    n = min(good + bad, sure + worried)
    if n < 5:
        return {"n": n}
    value = (good - bad) / (good + bad + 2) - (sure - worried) / (sure + worried + 2)
    one, other, both = density(good, bad), density(sure, worried), [0.0] * (2 * CELLS - 1)
    for i, p in enumerate(one):
        for j, q in enumerate(other):
            both[i - j + CELLS - 1] += p * q
    low, high = bounds(tuple(both))
    return {"n": n, "value": value, "low": low, "high": high}


@functools.cache
def density(good: float, bad: float) -> tuple[float, ...]:
    """Beta(good + 1, bad + 1) on 1,000 equal cells."""
    middles = [(i + 0.5) / CELLS for i in range(CELLS)]
    log = [good * math.log(p) + bad * math.log(1 - p) for p in middles]
    made = [math.exp(x - max(log)) for x in log]
    return tuple(x / sum(made) for x in made)


@functools.cache
def bounds(cells: tuple[float, ...]) -> tuple[float, float]:
    """The 5 % and 95 % points, straight lines within a cell; the middle of the grid is 0, a cell is 2/1000 wide."""
    return quantile(cells, 0.05), quantile(cells, 0.95)


def quantile(cells: tuple[float, ...], share: float) -> float:
    below = 0.0
    for i, p in enumerate(cells):
        if below + p >= share:
            return (i + (share - below) / p - len(cells) / 2) * 2 / CELLS
        below += p
    return len(cells) / CELLS


def of_mode(kind: str, mode: str, named: dict[str, set[str]]) -> dict[str, Any]:
    holders = [modes for modes in named.values() if mode in modes]
    if kind == "mode":
        return {"n": len(holders), "value": len(holders)}
    n, weight = len(named), sum(1 / len(modes) for modes in holders)
    if n < 5:
        return {"n": n}
    low, high = bounds(density(weight - 0.5, n - weight + 0.5 * (MODES - 1) - 1))
    return {"n": n, "value": weight / n, "low": (low + 1) / 2, "high": (high + 1) / 2}


def toll(indicator: str, rows: Rows) -> dict[str, Any]:
    incidents = {r["origin"]: r for r in reversed(rows)}.values()
    dated = [r for r in incidents if r["dated"] == "text"]
    if indicator == "incidents:text":
        return {"n": len(incidents), "value": len(dated), "low": len(dated), "high": len(incidents)}
    stated = [r for r in dated if r["best"] or r["low"]]
    return {
        "n": len(stated),
        "value": sum(int(r["best"] or r["low"]) for r in stated),
        "low": sum(int(r["low"] or r["best"]) for r in stated),
        "high": sum(int(r["high"] or r["best"] or r["low"] or 0) for r in incidents),
    }
