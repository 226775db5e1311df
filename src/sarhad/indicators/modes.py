"""Threat modes by window: how many origins speak of each, and its share of all that name one (METHODS §6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sarhad.indicators.engagement import ENOUGH, NOT_ENOUGH, NOT_MONITORED
from sarhad.indicators.windows import windows_of
from sarhad.posterior import central, value_density
from sarhad.records import Counted, Observation
from sarhad.world import THREAT_MODES

PRIOR = 0.5  # of each mode in the Dirichlet prior of the shares
Table = dict[tuple[str, str], dict[str, list[str]]]  # window and mode → origin → its rows


def measure_modes(
    unit: str,
    counted: Sequence[Counted],
    window: str,
    periods: Sequence[str],
    watched: frozenset[str],
    *,
    shares: bool = False,
) -> Iterator[Observation]:
    """One count per mode and window, with `shares` its share too; a window with no dated report is "not monitored"."""
    table: Table = {}
    for row in counted:
        if row.indicator == "mode":
            for period in windows_of(row.date, window):
                table.setdefault((period, row.side), {}).setdefault(row.origin, []).append(row.record)
    for period in periods:
        named = _named(table, period)
        for mode in THREAT_MODES:
            yield _count(unit, period, mode, table.get((period, mode), {}), period in watched)
            if shares:
                yield _share(unit, period, mode, table, named, period in watched)


def _named(table: Table, period: str) -> dict[str, int]:
    """How many modes each origin of a window names."""
    found: dict[str, int] = {}
    for mode in THREAT_MODES:
        for origin in table.get((period, mode), ()):
            found[origin] = found.get(origin, 0) + 1
    return found


def _count(unit: str, period: str, mode: str, origins: dict[str, list[str]], monitored: bool) -> Observation:
    return Observation(
        unit=unit,
        period=period,
        indicator=f"mode:{mode}",
        value=float(len(origins)) if monitored else None,
        n=len(origins),
        absence="" if monitored else NOT_MONITORED,
        rows=tuple(dict.fromkeys(r for rows in origins.values() for r in rows)),
    )


def _share(unit: str, period: str, mode: str, table: Table, named: dict[str, int], monitored: bool) -> Observation:
    """Origins that name the mode, each split evenly among the modes it names, of all that name one; 90 % interval from
    the Dirichlet posterior (½ for each mode beforehand)."""
    origins, n = table.get((period, mode), {}), len(named)
    enough, counts = monitored and n >= ENOUGH, sum(1 / named[origin] for origin in origins)
    low, high = _interval(counts, n) if enough else (None, None)
    return Observation(
        unit=unit,
        period=period,
        indicator=f"mode-share:{mode}",
        value=counts / n if enough else None,
        low=low,
        high=high,
        n=n,
        absence="" if enough else NOT_ENOUGH if monitored else NOT_MONITORED,
        rows=tuple(dict.fromkeys(r for rows in origins.values() for r in rows)),
    )


def _interval(counts: float, n: int) -> tuple[float, float]:
    """The 90 % range of a share: Beta(counts + ½, n − counts + ½ · the other modes)."""
    rest = n - counts + PRIOR * (len(THREAT_MODES) - 1)
    low, high = central(
        value_density(counts + PRIOR - 1, rest - 1)
    )  # the density adds 1 to each, and is of 2·share − 1
    return (low + 1) / 2, (high + 1) / 2
