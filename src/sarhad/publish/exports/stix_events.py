"""Events and commitments in STIX: notes on the parties, with what STIX has no word for in extensions of their own."""

from __future__ import annotations

from collections.abc import Iterator

from sarhad.publish import words
from sarhad.publish.exports.stix_common import (
    Object,
    citation,
    extension,
    identifier,
    moment,
    outlet,
    quoted,
    sdo,
    stands,
)
from sarhad.publish.index import Index
from sarhad.records import Commitment, DateEstimate, Event


def actors(index: Index) -> Iterator[str]:
    """Ids of all who take part in the events and commitments of the case, and of who reported them."""
    for event in index.case.events:
        yield from _involved(index, event)
    for each in index.case.commitments:
        yield from _bound(index, each)


def _involved(index: Index, event: Event) -> list[str]:
    """The parties that the case knows; the outlet where it knows none."""
    parties = (event.actor, event.recipient, *event.actors, *event.recipients)
    return [p for p in dict.fromkeys(parties) if p in index.case.actors] or [outlet(index, event)]


def _bound(index: Index, each: Commitment) -> list[str]:
    """Who holds the commitment and who reported it; the outlet where the case knows neither."""
    programme = next((p.holder for p in index.case.programmes if p.id == each.programme), "")
    parties = dict.fromkeys((each.holder or programme, each.reported_by))
    return [p for p in parties if p in index.case.actors] or [outlet(index, each)]


def happened(index: Index) -> list[Object]:
    """The events and the commitments of the case, each as a note."""
    return [*(event_note(index, e) for e in index.case.events), *(measure(index, c) for c in index.case.commitments)]


def event_note(index: Index, event: Event) -> Object:
    """An event as a note on its parties. No confidence: an event has no grade of its own, only its outlet has."""
    found = {
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "actor": event.actor,
        "recipient": event.recipient,
        "deaths_low": event.deaths_low,
        "deaths_best": event.deaths_best,
        "deaths_high": event.deaths_high,
    }
    return _note(index, event, "event", found | _dated(event.date) | _placed(index, event), _involved(index, event))


def measure(index: Index, each: Commitment) -> Object:
    """A commitment as a note on who holds it and who reported it."""
    found = {
        "commitment": each.id,
        "programme": each.programme,
        "phase": each.phase,
        "measure": each.measure,
        "status": each.status,
        "due": each.due,
        "denied": each.denied,
    }
    return _note(index, each, "commitment", found | _dated(each.date), _bound(index, each))


def _note(index: Index, told: Event | Commitment, name: str, fields: Object, parties: list[str]) -> Object:
    document = index.documents[told.document]
    return sdo(
        "note",
        (told.id,),
        moment(document, index.case),
        abstract=words.capital(name),
        content=quoted(index, told) or "…",
        object_refs=[identifier("identity", party) for party in parties],
        external_references=[citation(index, told)],
        lang=document.language,
        extensions=extension(name, fields | {"reliability": index.reliability(document)} | stands(index, told)),
    )


def _dated(date: DateEstimate) -> Object:
    """A date as far as it is known, and how."""
    return {"date": date.value, "date_precision": date.precision, "earliest": date.earliest, "latest": date.latest}


def _placed(index: Index, event: Event) -> Object:
    """The place with its point; a point of a country or province stands for all of it, as its kind says."""
    place = index.case.places.get(event.place)
    if place is None:
        return {}
    return {"place": place.id, "place_name": place.name, "place_kind": place.kind,
            "latitude": place.lat, "longitude": place.lon}  # fmt: skip
