"""Happenings as other datasets count them: each once, however many reports tell of it, with what its parties are."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from sarhad.publish.exports.geojson import sentence
from sarhad.publish.index import Index
from sarhad.publish.tables import Row
from sarhad.records import DateEstimate, Document, Event, Incident, Place
from sarhad.world.states import State, find_state

TEXT, WHOLE, NUMBER, TRUTH = "VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN"  # types of columns, as DuckDB names them
Side = Literal["state", "armed", "civilians", ""]  # empty: it cannot be told
NOWHERE = Place(id="", name="", kind="")
SECTORS: Mapping[str, Side] = {  # by PLOVER's sector; criminals and protesters are none of the three
    **dict.fromkeys(("GOV", "MIL", "COP", "SPY", "JUD", "LEG"), "state"),
    "REB": "armed",
    **dict.fromkeys(("CVL", "REF", "MED", "REL", "EDU", "HLH", "LAB", "BUS", "NGO"), "civilians"),
    **dict.fromkeys(("CRM", "OPP", "IGO"), ""),
}
KINDS: Mapping[str, Side] = {
    **dict.fromkeys(("state", "government", "office", "service"), "state"),
    "armed-group": "armed",
}
TAIL: Mapping[str, str] = {  # Sarhad's own columns, behind those of a codebook
    "plover_type": TEXT,
    "plover_mode": TEXT,
    "sarhad_events": TEXT,
    "sentences": TEXT,
    "urls": TEXT,
    "tlp": TEXT,
    "left_out": WHOLE,
}


class Party(NamedTuple):
    """One side of a happening: its name, what it is, and its state where it is one."""

    name: str
    side: Side
    state: State | None


class Happening(NamedTuple):
    """A happening with the events coded from reports of it, and those reports by date."""

    what: Incident
    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    place: Place
    actor: Party
    recipient: Party
    days: tuple[date, date] | None  # the first and last day it can have been


def happenings(index: Index, chosen: Iterable[Event]) -> list[Happening]:
    """The happenings that any of these events tells of, by date."""
    wanted = {event.id: event for event in chosen}
    known = [i for i in index.case.incidents if wanted.keys() & set(i.events)]
    joined = {event for incident in known for event in incident.events}
    alone = [_alone(index, event) for key, event in wanted.items() if key not in joined]
    made = [_happening(index, each) for each in (*known, *alone)]
    return sorted(made, key=lambda h: (str(h.days[0]) if h.days else "", h.what.id))


def _alone(index: Index, event: Event) -> Incident:
    """An event that is joined with no other."""
    fields = ("id", "type", "quad", "mode", "actor", "recipient", "place", "date",
              "deaths_low", "deaths_best", "deaths_high")  # fmt: skip
    told = {name: getattr(event, name) for name in fields}
    return Incident(**told, events=(event.id,), documents=(event.document,), origins=(index.origin(event),))


def _happening(index: Index, what: Incident) -> Happening:
    events = tuple(e for key in what.events if isinstance(e := index.derived.get(key), Event))
    documents = {e.document: index.documents[e.document] for e in events}
    return Happening(
        what,
        events,
        tuple(sorted(documents.values(), key=lambda d: (d.published.value or d.published.earliest, d.id))),
        index.case.places.get(what.place, NOWHERE),
        _party(index, what.actor, [e.actor_sector for e in events if e.actor == what.actor]),
        _party(index, what.recipient, [e.recipient_sector for e in events if e.recipient == what.recipient]),
        days_of(what.date),
    )


def _party(index: Index, key: str, sectors: Sequence[str]) -> Party:
    """A party by the sector that the report gives it, else by the kind the region pack gives."""
    actor = index.case.actors.get(key)
    sector = next(filter(None, sectors), actor.sector if actor else "")
    side = SECTORS.get(sector) if sector else KINDS.get(actor.kind) if actor else None
    state = find_state("iso2", actor.country) if actor and actor.country and side == "state" else None
    return Party(actor.name if actor else key, side or "", state)


def days_of(when: DateEstimate) -> tuple[date, date] | None:
    """The first and the last day that a date can be; None when one of them is not known.

    >>> days_of(DateEstimate(value="2024-02", precision="month", how="stated"))
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if when.precision != "day" and len(when.earliest) == len(when.latest) == 10:
        return date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    year, month, day = (*(int(part) for part in when.value[:10].split("-") if part.isdigit()), 0, 0, 0)[:3]
    if not year or "Q" in when.value:
        return None
    first, last = month or 1, month or 12
    return date(year, first, day or 1), date(year, last, day or monthrange(year, last)[1])


def lasts(days: tuple[date, date]) -> int:
    """How many days there are from the first to the last.

    >>> lasts((date(2024, 2, 1), date(2024, 2, 1)))
    1
    """
    return (days[1] - days[0]).days + 1


def state_of(place: Place) -> State | None:
    """The state a place lies in."""
    return find_state("iso2", place.country) if place.country else None


def named_admin1(index: Index, place: Place) -> str:
    """The name of the province a place lies in, or is; its code where the case does not hold it."""
    if place.kind == "admin1":
        return place.name
    held = index.case.places.get(place.admin1)
    return held.name if held else place.admin1


def publishers(index: Index, told: Happening) -> list[str]:
    """Who published the reports, each once."""
    return list(dict.fromkeys(index.publisher(document) for document in told.documents))


def read_at(told: Happening) -> int | None:
    """When the newest of the reports was read, in seconds since 1970."""
    moments = [datetime.fromisoformat(d.fetched) for d in told.documents if d.fetched]
    return max((int((m if m.tzinfo else m.replace(tzinfo=UTC)).timestamp()) for m in moments), default=None)


def sentences(index: Index, told: Happening) -> list[str]:
    """The sentences that tell of it, each once."""
    return list(dict.fromkeys(sentence(index, event) for event in told.events))


def tail(index: Index, told: Happening) -> Row:
    """Sarhad's own columns: the PLOVER type, the events joined, their sentences, the addresses of the reports."""
    return {
        "plover_type": told.what.type,
        "plover_mode": told.what.mode,
        "sarhad_events": [event.id for event in told.events],
        "sentences": sentences(index, told),
        "urls": [document.url for document in told.documents if document.url],
    }
