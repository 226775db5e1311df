"""Same event, one record: coded events of all reports and languages that tell of one happening are joined.

Two events may be one when they have the same PLOVER type and nothing in them excludes it: days that cannot both hold,
places far from one another of which neither holds the other. Evidence that they are one is added up (`WEIGHTS`) from
the day, the place, the parties and the number killed; from `ENOUGH` on they are joined. Groups are joined only where no
pair excludes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sarhad.records import Actor, DateEstimate, Event, Incident, Origin, Place, make_id
from sarhad.world.dates import first_day
from sarhad.world.grid import distance_km

ENOUGH = 2.5
WEIGHTS = {
    "same day": 2.0,
    "next day": 1.0,
    "told within days": 1.5,
    "days overlap": 1.0,
    "same place": 2.0,
    "place within the other": 1.0,
    "place near by": 0.5,
    "shared party": 1.0,
    "same number killed": 1.0,
    "number killed far apart": -2.0,
}
BEFORE_REPORT = 3  # days before a report in which what it does not date is taken to have happened
WIDE = frozenset({"admin1", "admin2", "region", "river", "country", "border", "island", "sea", "strait"})
FRESH = 2  # days within which reports that do not date it tell of it
LONG = 45  # days; a span longer than this is no evidence that two are one
NEAR_KM = 75.0  # a district and a village of it may stand for one place; farther apart they cannot


class Told(NamedTuple):
    """What of an event is compared: its days, its place and what that lies in, the states and groups of its parties."""

    event: Event
    first: date
    last: date
    exact: bool
    place: str
    within: frozenset[str]
    point: tuple[float, float] | None
    wide: bool  # a province, a region, a river: its point says little
    parties: frozenset[str]


def find_incidents(
    events: Sequence[Event],
    origins: Sequence[Origin],
    actors: Mapping[str, Actor],
    places: Mapping[str, Place],
) -> tuple[Incident, ...]:
    """Every event belongs to exactly one incident; oldest first. The order of the events changes nothing."""
    told = sorted((t for e in events if (t := tell(e, actors, places))), key=lambda t: (t.first, t.event.id))
    dated = {t.event.id for t in told}
    groups = [[t.event for t in group] for group in _grouped(told)]
    groups += [[e] for e in events if e.id not in dated]
    origin_of = {d: o.id for o in origins if o.kind == "text" for d in o.documents}
    rows = [_incident(group, origin_of) for group in groups]
    return tuple(sorted(rows, key=lambda i: (i.date.earliest or i.date.latest, i.id)))


# ---------------------------------------------------------------- what is compared


def tell(event: Event, actors: Mapping[str, Actor], places: Mapping[str, Place]) -> Told | None:
    """The comparable side of an event; None where nothing says when it was."""
    when = event.date
    if not when.latest:
        return None
    last = date.fromisoformat(when.latest)
    first = date.fromisoformat(when.earliest) if when.earliest else min(first_day(when.value or when.latest), last)
    first = first if when.earliest else first - timedelta(BEFORE_REPORT)
    parties = frozenset(root_of(p, actors) for p in (event.actor, event.recipient) if p)
    within, exact = _within(event.place, places), bool(when.earliest) and first == last
    place = places.get(event.place)
    wide = place is not None and place.kind in WIDE
    return Told(event, first, last, exact, event.place, within, _point(place), wide, parties)


def _point(place: Place | None) -> tuple[float, float] | None:
    return (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None


def root_of(actor: str, actors: Mapping[str, Actor]) -> str:
    """The state or group that a body belongs to: its topmost parent, else the state of its country."""
    known, seen = actors.get(actor), {actor}
    while known and known.parent in actors and known.parent not in seen:
        seen.add(known.parent)
        known = actors[known.parent]
    if known is None or known.kind in {"state", "armed-group"} or not known.country:
        return known.id if known else actor
    states = (a.id for a in actors.values() if a.kind == "state" and a.country == known.country)
    return next(states, known.id)


def _within(place: str, places: Mapping[str, Place]) -> frozenset[str]:
    """The larger places that a place lies in: its province and its country."""
    known = places.get(place)
    if known is None:
        return frozenset()
    larger = (
        {p.id for p in places.values() if p.kind == "country" and p.country == known.country}
        if known.country
        else set()
    )
    divisions = (
        {p.id for p in places.values() if p.kind == "admin1" and p.admin1 == known.admin1} if known.admin1 else set()
    )
    return frozenset({*larger, *divisions, known.admin1} - {"", place})


# ---------------------------------------------------------------- are two one?


def evidence(a: Told, b: Told) -> float | None:
    """The weight of evidence that two are one; None where something excludes it."""
    days, place = _days(a, b), _place(a, b)
    if days is None or place is None or a.event.type != b.event.type:
        return None
    shared = len(a.parties & b.parties) * WEIGHTS["shared party"]
    if a.parties and b.parties and not a.parties & b.parties and place < WEIGHTS["same place"]:
        shared = -WEIGHTS["shared party"]
    return days + place + shared + _killed(a.event.deaths_best, b.event.deaths_best)


def _days(a: Told, b: Told) -> float | None:
    gap = max((max(a.first, b.first) - min(a.last, b.last)).days, 0)
    if a.exact and b.exact:
        return WEIGHTS["same day"] if gap == 0 else WEIGHTS["next day"] if gap == 1 else None
    if gap > 0:
        return None
    if abs((a.last - b.last).days) <= FRESH and not (a.event.date.earliest and b.event.date.earliest):
        return WEIGHTS["told within days"]
    return WEIGHTS["days overlap"] if max((t.last - t.first).days for t in (a, b)) <= LONG else 0.0


def _place(a: Told, b: Told) -> float | None:
    if not a.place or not b.place:
        return 0.0
    if a.place == b.place:
        return WEIGHTS["same place"]
    if a.place in b.within or b.place in a.within:
        return WEIGHTS["place within the other"]
    if a.wide or b.wide or a.point is None or b.point is None:
        return 0.0
    return WEIGHTS["place near by"] if distance_km(a.point, b.point) <= NEAR_KM else None


def _killed(a: int | None, b: int | None) -> float:
    if a is None or b is None:
        return 0.0
    if a == b:
        return WEIGHTS["same number killed"]
    return WEIGHTS["number killed far apart"] if abs(a - b) > 3 and max(a, b) > 2 * min(a, b) else 0.0


def _grouped(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Groups, the strongest pairs first; two groups become one only where no pair of theirs excludes it."""
    group_of = {t.event.id: [t] for t in told}
    for _weight, a, b in sorted(_pairs(told), key=lambda p: (-p[0], p[1].event.id, p[2].event.id)):
        one, other = group_of[a.event.id], group_of[b.event.id]
        if one is not other and all(evidence(x, y) is not None for x in one for y in other):
            one.extend(other)
            group_of |= {t.event.id: one for t in other}
    yield from {id(g): g for g in group_of.values()}.values()


def _pairs(told: Sequence[Told]) -> Iterator[tuple[float, Told, Told]]:
    """Pairs with enough evidence, by type, over a window that moves with the days."""
    by_type: dict[str, list[Told]] = defaultdict(list)
    for b in told:
        row = by_type[b.event.type]
        row[:] = [a for a in row if a.last >= b.first - timedelta(1)]
        for a in row:
            weight = evidence(a, b)
            if weight is not None and weight >= ENOUGH:
                yield weight, a, b
        row.append(b)


# ---------------------------------------------------------------- the joined record


def _incident(events: Iterable[Event], origin_of: Mapping[str, str]) -> Incident:
    rows = sorted(events, key=lambda e: e.id)
    fields: dict[str, Callable[[Event], object]] = {
        "mode": lambda e: e.mode,
        "actor": lambda e: e.actor,
        "recipient": lambda e: e.recipient,
        "place": lambda e: e.place,
        "deaths": lambda e: e.deaths_best,
        "date": lambda e: e.date.value if e.date.earliest else "",
    }
    given = {name: _given(rows, read, origin_of) for name, read in fields.items()}
    best = {name: next(iter(values), "") for name, values in given.items()}
    counts = [int(v) for v in given["deaths"]]
    return Incident(
        id=make_id("incident", *(e.id for e in rows)),
        type=rows[0].type,
        quad=rows[0].quad,
        mode=best["mode"],
        actor=best["actor"],
        recipient=best["recipient"]
        if best["recipient"] != best["actor"]
        else _other(given["recipient"], best["actor"]),
        place=best["place"],
        date=_date(rows, best["date"]),
        deaths_low=min([*counts, *(e.deaths_low for e in rows if e.deaths_low is not None)], default=None),
        deaths_best=int(best["deaths"]) if counts else None,
        deaths_high=max([*counts, *(e.deaths_high for e in rows if e.deaths_high is not None)], default=None),
        events=tuple(e.id for e in rows),
        documents=tuple(sorted({e.document for e in rows})),
        origins=tuple(sorted({origin_of.get(e.document, e.document) for e in rows})),
        values={name: values for name, values in given.items() if len(values) > 1},
    )


def _given(
    rows: Sequence[Event], read: Callable[[Event], object], origin_of: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Value → the events that give it, those of most independent origins first; "not given" is no value."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in rows:
        value = read(event)
        if value not in (None, ""):
            found[str(value)].append(event)
    support = Counter({v: len({origin_of.get(e.document, e.document) for e in es}) for v, es in found.items()})
    return {v: tuple(e.id for e in found[v]) for v in sorted(found, key=lambda v: (-support[v], v))}


def _other(values: Mapping[str, tuple[str, ...]], actor: str) -> str:
    return next((v for v in values if v != actor), "")


def _date(rows: Sequence[Event], value: str) -> DateEstimate:
    """The best-supported date as its event has it; else the report that bounds it most."""
    dated = [e.date for e in rows if value and e.date.value == value and e.date.earliest]
    return dated[0] if dated else min((e.date for e in rows), key=lambda d: d.latest or "9999")
