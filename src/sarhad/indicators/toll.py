"""Deaths and incidents by month as reports tell of them: per country, border section, dyad and actor.

These are the text-coded series ("incidents:text", "deaths:text"); those of published datasets stand apart. An incident
counts in a month when the reports say when it was; those known only by the day of a report may be older news and widen
the bounds instead. A month in which no report that was read is dated is "not monitored", which is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sarhad.indicators.engagement import NOT_MONITORED
from sarhad.indicators.view import Happening, View
from sarhad.records import Counted, Event, Observation, Place
from sarhad.world.sections import lines_of, sections_near
from sarhad.world.states import find_state

INCIDENTS, DEATHS = "incidents:text", "deaths:text"
VIOLENT = "ASSAULT"  # PLOVER: attack, kill, shell, clash, bomb
EXACT = 3  # UCDP's where_prec: a place known to its district at least lies near a border or does not
NOT_STATED = "no number stated"


def count_tolls(view: View, events: Sequence[Event]) -> tuple[Counted, ...]:
    """A row for each event of an incident that counts, and each unit it counts for."""
    near = _sections(view)
    rows = [
        row
        for h in view.happenings(events)
        if h.date and (h.type == VIOLENT or _stated(h))
        for unit in _units(view, h, near)
        for row in _rows(h, unit)
    ]
    return tuple(sorted(rows, key=lambda c: (c.indicator, c.unit, c.date, c.record)))


def _stated(h: Happening) -> bool:
    return any(number is not None for number in h.deaths)


def _rows(h: Happening, unit: str) -> Iterator[Counted]:
    low, best, high = h.deaths
    for indicator in [INCIDENTS] * (h.type == VIOLENT) + [DEATHS]:
        for told in h.told:
            yield Counted(
                indicator=indicator, unit=unit, date=h.date, side="", origin=h.origin, record=told.event, dated=h.dated,
                low=low, best=best, high=high,
            )  # fmt: skip


def _units(view: View, h: Happening, near: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The country and border sections of its place, each party, and the two together."""
    place = view.places.get(h.place)
    if place and (state := find_state("iso2", place.country)):
        yield state.iso3
    yield from near.get(h.place, ())
    parties = [[{view.party_of(a) for a in side} for side in (t.actors, t.recipients)] for t in h.told]
    yield from sorted({party for sides in parties for side in sides for party in side})
    yield from sorted({dyad(a, b) for ones, others in parties for a in ones for b in others if a != b})


def dyad(a: str, b: str) -> str:
    """Two parties whatever their order.

    >>> dyad("taliban", "iskp")
    'iskp↔taliban'
    """
    return "↔".join(sorted((a, b)))


def _sections(view: View) -> dict[str, tuple[str, ...]]:
    """For each place of the pack the border sections that it lies on or near."""
    exact = [p for p in view.places.values() if p.lat is not None and (p.precision or 9) <= EXACT]
    hits = sections_near(lines_of(view.region), [_point(p) for p in exact])
    found = {p.id: set(hit) for p, hit in zip(exact, hits, strict=True)}
    for border in view.region.borders:
        for place in (border.id, *border.crossings):
            found.setdefault(place, set()).add(border.id)
    return {place: tuple(sorted(sections)) for place, sections in found.items()}


def _point(place: Place) -> tuple[float, float]:
    return place.lat or 0.0, place.lon or 0.0


# ---------------------------------------------------------------- values


def measure_tolls(
    region_units: Iterable[str], counted: Sequence[Counted], months: Sequence[str], watched: frozenset[str]
) -> Iterator[Observation]:
    """Both series for each unit and month: those of the region always, others where anything was ever told."""
    table: dict[tuple[str, str, str], dict[str, list[Counted]]] = {}
    for row in counted:
        if row.indicator in (INCIDENTS, DEATHS) and len(row.date) >= 7:
            key = (row.indicator, row.unit, row.date[:7])
            table.setdefault(key, {}).setdefault(row.origin, []).append(row)
    units = sorted({*region_units, *(unit for _, unit, _ in table)})
    for indicator, make in ((INCIDENTS, _incidents), (DEATHS, _deaths)):
        for unit in units:
            for month in months:
                found = table.get((indicator, unit, month), {})
                yield make(unit, month, found, monitored=month in watched)


def _incidents(unit: str, month: str, told: Mapping[str, list[Counted]], *, monitored: bool) -> Observation:
    """How many incidents are dated in the month; up to those, told that month, that may have been then."""
    sure = sum(rows[0].dated == "text" for rows in told.values())
    return Observation(
        unit=unit,
        period=month,
        indicator=INCIDENTS,
        value=float(sure) if monitored else None,
        low=float(sure) if monitored else None,
        high=float(len(told)) if monitored else None,
        n=len(told),
        absence="" if monitored else NOT_MONITORED,
        rows=_ids(told.values()),
    )


def _deaths(unit: str, month: str, told: Mapping[str, list[Counted]], *, monitored: bool) -> Observation:
    """The best estimates of the incidents dated in the month; lowest of those, and highest of all that may belong."""
    heads = [rows[0] for rows in told.values()]
    sure = [c for c in heads if c.dated == "text"]
    stated = [c for c in sure if _best(c) is not None]
    absence = NOT_MONITORED if not monitored else NOT_STATED if sure and not stated else ""
    return Observation(
        unit=unit,
        period=month,
        indicator=DEATHS,
        value=None if absence else float(sum(_best(c) or 0 for c in stated)),
        low=None if absence else float(sum(_first(c.low, c.best, 0) for c in stated)),
        high=None if absence else float(sum(_first(c.high, c.best, c.low, 0) for c in heads)),
        n=len(stated),
        absence=absence,
        rows=_ids(told.values()),
    )


def _best(row: Counted) -> int | None:
    return row.best if row.best is not None else row.low


def _first(*numbers: int | None) -> int:
    return next((n for n in numbers if n is not None), 0)


def _ids(groups: Iterable[Sequence[Counted]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.record for rows in groups for c in rows))
