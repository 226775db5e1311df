"""Spans → the world: who speaks, on what, when it was published; origins and the ledger over all documents."""

from __future__ import annotations

import msgspec

from sarhad.ground.dating import infer_published
from sarhad.ground.event_places import known_places, place_events
from sarhad.ground.governments import date_claims, date_events, date_mentions
from sarhad.ground.grouping import group_claims
from sarhad.ground.headlines import find_contradiction
from sarhad.ground.incidents import find_incidents
from sarhad.ground.ledger import claim_day, make_ledger, merge_propositions, part_corrected, source_grade
from sarhad.ground.origins import find_origins
from sarhad.ground.propositions import author_claims, ground_propositions
from sarhad.ground.speakers import ground_speakers
from sarhad.records import Claim, DateEstimate, Document, Event, Extracted
from sarhad.world import Catalogue, Lexicon, Region

__all__ = [
    "claim_day",
    "find_contradiction",
    "find_incidents",
    "find_origins",
    "ground_document",
    "group_claims",
    "known_places",
    "make_ledger",
    "merge_propositions",
    "part_corrected",
    "source_grade",
]


def ground_document(found: Extracted, region: Region, catalogue: Catalogue, lexicon: Lexicon | None) -> Extracted:
    """The document with its source and date, its claims with speaker, proposition and stance, its author's voice.

    Without a lexicon (a language that Sarhad does not read) only the source is filled in.
    """
    source = catalogue.find(found.document.publisher, found.document.url)
    document = msgspec.structs.replace(found.document, source=source.id if source else "")
    if lexicon is None:
        return msgspec.structs.replace(found, document=document)
    document = msgspec.structs.replace(document, published=infer_published(document, region, lexicon))
    mentions = date_mentions(found.mentions, document, region)
    claims = ground_speakers(document, found.claims, mentions, region, catalogue, lexicon)
    claims = ground_propositions(document, claims, mentions, region, lexicon)
    own = author_claims(document, claims, mentions, region, lexicon)
    events, placed = place_events(found.events, document, mentions, region, lexicon)
    dated = [_dated(e, document) for e in events]
    return msgspec.structs.replace(
        found,
        document=document,
        mentions=tuple(sorted([*mentions, *placed], key=lambda m: m.start)) if placed else mentions,
        claims=tuple(sorted([*date_claims(claims, found.mentions, document, region), *own], key=_at)),
        events=tuple(date_events(dated, found.mentions, document, region)),
    )


def _at(claim: Claim) -> int:
    return claim.evidence[0].start


def _dated(event: Event, document: Document) -> Event:
    """An event that the text does not date happened no later than the report."""
    if event.date.how != "unknown" or not document.published.value:
        return event
    published = document.published
    date = DateEstimate(
        value=published.value,
        precision=published.precision,
        how="inferred",
        latest=published.latest or published.value,
        because="the report's date",
    )
    return msgspec.structs.replace(event, date=date)
