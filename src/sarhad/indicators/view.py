"""What all indicators need of a case: periods of records, their origins, and the party an actor belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from sarhad.records import Claim, Document, Event, Incident, Origin
from sarhad.world import Region


class View:
    """Look-ups over one case; built once for all indicators."""

    def __init__(
        self,
        region: Region,
        documents: Sequence[Document],
        origins: Sequence[Origin],
        incidents: Sequence[Incident] = (),
    ) -> None:
        self.region = region
        self.documents = {d.id: d for d in documents}
        self.claim_origin = {c: o.id for o in origins for c in o.claims}
        self.incident = {e: i.id for i in incidents for e in i.events}
        self.text_origin = {d: o.id for o in origins if o.kind == "text" for d in o.documents}

    def origin_of(self, claim: Claim) -> str:
        """The independent origin that a claim counts for."""
        return self.claim_origin.get(claim.id, claim.document)

    def origin_of_document(self, document: str) -> str:
        """The cluster of copies that a document belongs to."""
        return self.text_origin.get(document, document)

    def happening_of(self, event: Event) -> str:
        """The incident that an event belongs to, by however many reports; the report's origin where none is known."""
        return self.incident.get(event.id) or self.origin_of_document(event.document)

    def day_of(self, claim: Claim) -> str:
        """ISO date of the claim as far as known; empty when not even bounds are."""
        published = self.documents[claim.document].published
        return claim.said or published.value

    def day_of_event(self, event: Event) -> str:
        """ISO date of the event as far as known."""
        return event.date.value or self.documents[event.document].published.value

    def party_of(self, actor: str) -> str:
        """The state, organisation or group that an office, service or government acts for."""
        seen: set[str] = set()
        while actor in self.region.actors and actor not in seen:
            seen.add(actor)
            parent = self.region.actors[actor].parent
            if not parent or self.region.actors[actor].kind in {"state", "organisation", "armed-group", "group"}:
                return actor
            actor = parent
        return actor

    def sides_of(self, actor: str) -> frozenset[str]:
        """The parties an act of the actor counts for: its own, and the group of members it belongs to."""
        party = self.party_of(actor)
        groups = {f"{b}-members" for b in self.region.actors if party in self.region.members_of(b)}
        return frozenset({party} | (groups & set(self.region.actors)))


def quarter(day: str) -> str:
    """The quarter of an ISO date with at least a month; empty for a bare year.

    >>> quarter("2024-07-03"), quarter("2024")
    ('2024-Q3', '')
    """
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}" if len(day) >= 7 else ""
