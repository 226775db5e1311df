"""Engagement against trust for ordered pairs of parties, by window of time (METHODS §5).

engagement e = (coop − conf)/(coop + conf + 2) over events by quad class; trust u = (confidence − concern)/(… + 2) over
the first party's claims about the second; gap = e − u. Intervals are the 90 % range of the Beta posteriors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sarhad.indicators.windows import windows_of
from sarhad.posterior import central, difference, value_density
from sarhad.records import Counted, Observation

ENOUGH = 5  # independent origins on a side below which nothing is stated
GOOD = frozenset({"cooperation", "confidence"})
NOT_ENOUGH, NOT_MONITORED = "not enough evidence", "not monitored"


class Tally:
    """Origins for and against, with the rows they came from."""

    def __init__(self) -> None:
        self.good: set[str] = set()
        self.bad: set[str] = set()
        self.records: dict[str, None] = {}

    def add(self, row: Counted) -> None:
        """Count a row: its origin once on its side."""
        (self.good if row.side in GOOD else self.bad).add(row.origin)
        self.records[row.record] = None

    @property
    def n(self) -> int:
        """Independent origins in all."""
        return len(self.good) + len(self.bad)

    @property
    def value(self) -> float:
        """(good − bad)/(good + bad + 2), in (−1, 1)."""
        return (len(self.good) - len(self.bad)) / (self.n + 2)

    def interval(self) -> tuple[float, float]:
        """The 90 % range of the value under the posterior."""
        return central(value_density(len(self.good), len(self.bad)))


Tallies = dict[tuple[str, str, str], Tally]  # by indicator, unit and window
_NONE = Tally()


def measure_engagement(
    pairs: Sequence[tuple[str, str]],
    counted: Sequence[Counted],
    window: str,
    periods: Sequence[str],
    watched: frozenset[str],
    suffix: str = "",
) -> Iterator[Observation]:
    """engagement, trust and gap for each pair and window; `watched` are the windows in which any report is dated.

    With a `suffix` ("gdelt") only the engagement by a dataset of that name, in a series of its own.
    """
    tallies = _tallies(counted, window)
    for unit in (f"{a}→{b}" for a, b in pairs):
        for period in periods:
            monitored = period in watched
            if suffix:
                indicator = f"engagement:{suffix}"
                yield _observation(unit, period, indicator, tallies.get((indicator, unit, period), _NONE), monitored)
            else:
                yield from _pair(unit, period, tallies, monitored)


def _tallies(counted: Sequence[Counted], window: str) -> Tallies:
    found: Tallies = {}
    for row in counted:
        if row.indicator.startswith(("engagement", "trust")):
            for period in windows_of(row.date, window):
                found.setdefault((row.indicator, row.unit, period), Tally()).add(row)
    return found


def _pair(unit: str, period: str, tallies: Tallies, monitored: bool) -> Iterator[Observation]:
    deeds, words = (tallies.get((indicator, unit, period), _NONE) for indicator in ("engagement", "trust"))
    yield _observation(unit, period, "engagement", deeds, monitored)
    yield _observation(unit, period, "trust", words, monitored)
    enough = monitored and deeds.n >= ENOUGH and words.n >= ENOUGH
    low, high = _gap_interval(deeds, words) if enough else (None, None)
    yield Observation(
        unit=unit,
        period=period,
        indicator="gap",
        value=deeds.value - words.value if enough else None,
        low=low,
        high=high,
        n=min(deeds.n, words.n),
        absence=_absence(enough, monitored),
        rows=tuple({**deeds.records, **words.records}),
    )


def _observation(unit: str, period: str, indicator: str, tally: Tally, monitored: bool) -> Observation:
    enough = monitored and tally.n >= ENOUGH
    low, high = tally.interval() if enough else (None, None)
    return Observation(
        unit=unit,
        period=period,
        indicator=indicator,
        value=tally.value if enough else None,
        low=low,
        high=high,
        n=tally.n,
        absence=_absence(enough, monitored),
        rows=tuple(tally.records),
    )


def _absence(enough: bool, monitored: bool) -> str:
    if not monitored:
        return NOT_MONITORED
    return "" if enough else NOT_ENOUGH


def _gap_interval(deeds: Tally, words: Tally) -> tuple[float, float]:
    e, u = (value_density(len(t.good), len(t.bad)) for t in (deeds, words))
    return central(difference(e, u))
