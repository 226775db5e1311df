"""What all indicators need of a case: dates of records, their origins, and the party an actor belongs to."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from sarhad.records import Claim, Document, Event, Incident, Origin, Place
from sarhad.world import Region

Dated = Literal["text", "report"]


class Told(NamedTuple):
    """One report's coding of what happened: the event, who did it, and to whom."""

    event: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


class Happening(NamedTuple):
    """Something that happened, told by one event or several: when and where it was, and what it counts under.

    Reports may differ on the parties; it counts once for each that any of them names.
    """

    origin: str
    told: tuple[Told, ...]
    type: str
    good: bool
    place: str
    date: str
    dated: Dated
    deaths: tuple[int | None, int | None, int | None] = (None, None, None)  # low, best, high


class View:
    """Look-ups over one case; built once for all indicators."""

    def __init__(
        self,
        region: Region,
        documents: Sequence[Document],
        origins: Sequence[Origin],
        incidents: Sequence[Incident] = (),
        places: Mapping[str, Place] | None = None,
    ) -> None:
        self.region = region
        self.places = region.places if places is None else places
        self.incidents = incidents
        self.documents = {d.id: d for d in documents}
        self.claim_origin = {c: o.id for o in origins for c in o.claims}
        self.text_origin = {d: o.id for o in origins if o.kind == "text" for d in o.documents}
        self.party_of = functools.cache(self._party_of)
        self.sides_of = functools.cache(self._sides_of)
        self._members = {b: region.members_of(b) for b in region.actors if f"{b}-members" in region.actors}

    def origin_of(self, claim: Claim) -> str:
        """The independent origin that a claim counts for."""
        return self.claim_origin.get(claim.id, claim.document)

    def origin_of_document(self, document: str) -> str:
        """The cluster of copies that a document belongs to."""
        return self.text_origin.get(document, document)

    def day_of(self, claim: Claim) -> tuple[str, Dated]:
        """ISO date of the claim as far as known, and whether the text tells it; empty when not even bounds are."""
        return (claim.said, "text") if claim.said else (self.documents[claim.document].published.value, "report")

    def day_of_event(self, event: Event) -> tuple[str, Dated]:
        """ISO date of the event as far as known; that of its report where the text gives none."""
        published = self.documents[event.document].published.value if event.document in self.documents else ""
        return (event.date.value, "text") if event.date.value else (published, "report")

    def happenings(self, events: Sequence[Event]) -> Iterator[Happening]:
        """What happened, each once: incidents, then events that belong to none, under the origin of their report."""
        known = {e.id: e for e in events}
        joined: set[str] = set()
        for incident in self.incidents:
            rows = [known[e] for e in incident.events if e in known]
            if rows:
                joined |= {e.id for e in rows}
                yield self._joined(incident, rows)
        yield from (self._single(e) for e in events if e.id not in joined)

    def _joined(self, incident: Incident, rows: Sequence[Event]) -> Happening:
        stated = bool(incident.date.value)
        return Happening(
            origin=incident.id,
            told=tuple(map(tell, rows)),
            type=incident.type,
            good=incident.quad.endswith("cooperation"),
            place=incident.place,
            date=incident.date.value or incident.date.latest,
            dated="text" if stated else "report",
            deaths=(incident.deaths_low, incident.deaths_best, incident.deaths_high),
        )

    def _single(self, event: Event) -> Happening:
        date, dated = self.day_of_event(event)
        return Happening(
            origin=self.origin_of_document(event.document),
            told=(tell(event),),
            type=event.type,
            good=event.quad.endswith("cooperation"),
            place=event.place,
            date=date,
            dated=dated,
            deaths=(event.deaths_low, event.deaths_best, event.deaths_high),
        )

    def _party_of(self, actor: str) -> str:
        """The state, organisation or group that an office, service or government acts for."""
        seen: set[str] = set()
        while actor in self.region.actors and actor not in seen:
            seen.add(actor)
            parent = self.region.actors[actor].parent
            if not parent or self.region.actors[actor].kind in {"state", "organisation", "armed-group", "group"}:
                return actor
            actor = parent
        return actor

    def _sides_of(self, actor: str) -> frozenset[str]:
        """The parties an act of the actor counts for: its own, and the group of members it belongs to."""
        party = self.party_of(actor)
        return frozenset({party} | {f"{b}-members" for b, members in self._members.items() if party in members})


def tell(event: Event) -> Told:
    """An event's parties, all of them where they are several."""
    return Told(event.id, event.actors or _one(event.actor), event.recipients or _one(event.recipient))


def _one(actor: str) -> tuple[str, ...]:
    return (actor,) if actor else ()
