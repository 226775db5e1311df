"""Records → Series: deaths and incidents, engagement, trust and gap, threat modes, each value with its rows.

Two steps, so that a value can be worked out again by hand: `count_records` says what counts for which indicator, when,
on which side and under which origin; `measure_counted` adds that up by windows of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sarhad.indicators.counting import count_all, count_coded
from sarhad.indicators.engagement import measure_engagement
from sarhad.indicators.modes import measure_modes
from sarhad.indicators.toll import count_tolls, measure_tolls
from sarhad.indicators.view import View
from sarhad.indicators.windows import WINDOWS, span, windows_of
from sarhad.records import Claim, CodedEvent, Counted, Document, Event, Incident, Observation, Origin, Place, Relation
from sarhad.registry import find
from sarhad.world import Region
from sarhad.world.states import find_state

__all__ = ["WINDOWS", "count_records", "measure_all", "measure_coded", "measure_counted"]


def count_records(
    region: Region,
    documents: Sequence[Document],
    claims: Sequence[Claim],
    events: Sequence[Event],
    relations: Sequence[Relation],
    origins: Sequence[Origin],
    incidents: Sequence[Incident] = (),
    places: Mapping[str, Place] | None = None,
) -> tuple[Counted, ...]:
    """What counts for which indicator: the rows that all values are worked out from.

    `places` are those that events may lie in, the pack's when none are given.
    """
    view = View(region, documents, origins, incidents, places)
    return (*count_all(view, claims, events, relations), *count_tolls(view, events))


def measure_counted(
    region: Region, documents: Sequence[Document], counted: Sequence[Counted], window: str = ""
) -> tuple[Observation, ...]:
    """Every indicator of the region, sorted by indicator, unit and period; absence is a value of its own.

    `window` is one of `WINDOWS`; deaths and incidents come with "month". Without one: what the briefing shows, modes by
    quarter, engagement, trust and gap by year.
    """
    dates = [d.published.value for d in documents if d.published.value]
    rows = [*_windows(region, counted, dates, window)] if window else [*_shown(region, counted, dates)]
    return tuple(sorted(rows, key=lambda o: (o.indicator, o.unit, o.period)))


def _shown(region: Region, counted: Sequence[Counted], dates: Sequence[str]) -> Iterator[Observation]:
    quarters, years = span(dates, "quarter"), span(dates, "year")
    yield from measure_modes(region.id, counted, "quarter", quarters, watched(dates, "quarter"))
    yield from measure_engagement(region.engagement, counted, "year", years, watched(dates, "year"))


def _windows(region: Region, counted: Sequence[Counted], dates: Sequence[str], window: str) -> Iterator[Observation]:
    find(WINDOWS, window, "window")
    periods, seen = span(dates, window), watched(dates, window)
    yield from measure_modes(region.id, counted, window, periods, seen, shares=True)
    yield from measure_engagement(region.engagement, counted, window, periods, seen)
    if window == "month":
        states = (find_state("iso2", country) for country in region.countries)
        units = [*(s.iso3 for s in states if s), *(b.id for b in region.borders)]
        yield from measure_tolls(units, counted, periods, seen)


def watched(dates: Sequence[str], window: str) -> frozenset[str]:
    """The windows in which any report is dated."""
    return frozenset(w for date in set(dates) for w in windows_of(date, window))


def measure_coded(region: Region, events: Iterable[CodedEvent], family: str, window: str) -> tuple[Observation, ...]:
    """Engagement by the events of a published dataset, in a series of its own ("engagement:gdelt")."""
    counted = count_coded(View(region, (), ()), events, family)
    periods = span([c.date for c in counted], window)
    return tuple(measure_engagement(region.engagement, counted, window, periods, frozenset(periods), family))


def measure_all(
    region: Region,
    documents: Sequence[Document],
    claims: Sequence[Claim],
    events: Sequence[Event],
    relations: Sequence[Relation],
    origins: Sequence[Origin],
    incidents: Sequence[Incident] = (),
    window: str = "",
) -> tuple[Observation, ...]:
    """Both steps at once."""
    counted = count_records(region, documents, claims, events, relations, origins, incidents)
    return measure_counted(region, documents, counted, window)
