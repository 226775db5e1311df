"""FollowTheMoney (as Aleph and OpenSanctions read it): reports, bodies, events and claims as JSON lines of entities.

Actors are PublicBody, Organization or LegalEntity by their kind, events are Event, reports Article, claims Note on the
one who is quoted. Persons are no entities of Sarhad, and none is exported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sarhad.publish.exports.address import uri
from sarhad.publish.exports.geojson import sentence
from sarhad.publish.index import Index
from sarhad.records import Actor, Case, Claim, Document, Event


class Entity(NamedTuple):
    """An entity: its id, its schema, and lists of values by property."""

    id: str
    schema: str
    properties: dict[str, list[str]]


SCHEMA = {"state": "PublicBody", "government": "PublicBody", "office": "PublicBody", "service": "PublicBody"}
BODIES = {"organisation": "Organization", "armed-group": "Organization", "group": "LegalEntity"}


def ftm(case: Case, claims: Sequence[Claim], tlp: str) -> bytes:
    """One entity a line, references after what they refer to; the marking stands in each entity's `program`."""
    index = Index(case)
    parties = {a for c in claims for a in (c.source_actor, *c.about)}
    parties |= {a for e in case.events for a in (e.actor, e.recipient)}
    documents = sorted({c.document for c in claims} | {e.document for e in case.events})
    rows = [
        *(body(case.actors[a]) for a in sorted(parties) if a in case.actors),
        *(article(index, index.documents[d]) for d in documents),
        *(happening(index, event) for event in case.events),
        *(note(index, claim) for claim in claims),
    ]
    return b"".join(line(row, tlp) for row in rows)


def line(entity: Entity, tlp: str) -> bytes:
    """An entity as a line of JSON; empty values are left out. The marking is the `program` of what is a thing."""
    given = {"program": [tlp]} | entity.properties
    properties = {name: kept for name, values in given.items() if (kept := [v for v in values if v])}
    row = {"id": entity.id, "schema": entity.schema, "properties": properties}
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def ident(*parts: str) -> str:
    """An entity's id: a hash of Sarhad's own.

    >>> ident("actor", "csto") == ident("actor", "csto")
    True
    """
    return "sarhad-" + hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def body(actor: Actor) -> Entity:
    """A state, body or group."""
    named = list(dict.fromkeys(a for names in actor.aliases.values() for a in names if a != actor.name))
    return Entity(
        ident("actor", actor.id),
        SCHEMA.get(actor.kind) or BODIES.get(actor.kind, "LegalEntity"),
        {
            "name": [actor.name],
            "alias": named,
            "country": [actor.country.lower()],
            "wikidataId": [actor.wikidata],
            "keywords": [actor.kind],
        },
    )


def article(index: Index, document: Document) -> Entity:
    """A report; its text is not repeated, its address is."""
    return Entity(
        ident("document", document.id),
        "Article",
        {
            "title": [document.title or document.url],
            "publisher": [index.publisher(document)],
            "sourceUrl": [uri(document.url)],
            "publishedAt": [document.published.value],
            "language": [{"en": "eng", "ru": "rus", "fa": "fas", "tg": "tgk"}.get(document.language, "")],
        },
    )


def happening(index: Index, event: Event) -> Entity:
    """An event between the parties that the pack knows, with its sentence and its report as proof."""
    return Entity(
        ident("event", event.id),
        "Event",
        {
            "name": [" ".join(filter(None, (event.type, event.mode)))],
            "date": [event.date.value],
            "startDate": [event.date.earliest if not event.date.value else ""],
            "endDate": [event.date.latest if not event.date.value else ""],
            "involved": list(_ids(index, (event.actor, event.recipient))),
            "location": [index.place(event.place) if event.place else ""],
            "summary": [sentence(index, event)],
            "proof": [ident("document", event.document)],
            "recordId": [event.id],
            "keywords": [event.quad],
        },
    )


def note(index: Index, claim: Claim) -> Entity:
    """A claim as a note on who is quoted and on whom it speaks of."""
    words = claim.content_text or " ".join(index.documents[claim.document].text[s:e] for s, e in claim.content)
    return Entity(
        ident("claim", claim.id),
        "Note",
        {
            "name": [f"{index.speaker(claim)}: {claim.stance or claim.act or 'says'} [{index.grade(claim)}]"],
            "description": [words],
            "entity": list(_ids(index, (claim.source_actor, *claim.about))),
            "proof": [ident("document", claim.document)],
            "createdAt": [index.said(claim).value],
            "sourceUrl": [uri(index.documents[claim.document].url)],
        },
    )


def _ids(index: Index, actors: Iterable[str]) -> Iterator[str]:
    return (ident("actor", a) for a in dict.fromkeys(actors) if a in index.case.actors)
