"""Who "Kabul" and "the Afghan government" mean on a day: names that stand for whoever governs a state at the time.

Extraction gives such a mention the state as its actor and the type `government`; here the day decides: for mentions
that of the report, for events and claims their own where the text gives one. Where no day is known, or a span of days
lies on both sides of a change, the state stays.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sarhad.records import Claim, DateEstimate, Document, Event, Mention, Offsets
from sarhad.world import Region
from sarhad.world.dates import estimate

GOVERNMENT = "government"  # the type of such a mention


def date_mentions(mentions: Sequence[Mention], document: Document, region: Region) -> tuple[Mention, ...]:
    """The mentions, those of governments with who governed on the report's day."""
    if not region.governed:
        return tuple(mentions)
    return tuple(
        msgspec.structs.replace(m, actor=_at(m.actor, document.published, region)) if m.type == GOVERNMENT else m
        for m in mentions
    )


def date_events(
    events: Sequence[Event], mentions: Sequence[Mention], document: Document, region: Region
) -> list[Event]:
    """The events with the governments of their own days; `mentions` as extraction gave them."""
    return [_dated(e, mentions, document, region) for e in events] if region.governed else list(events)


def _dated(event: Event, mentions: Sequence[Mention], document: Document, region: Region) -> Event:
    span = (event.evidence[0].start, event.evidence[0].end)
    date = event.date if event.date.earliest else document.published
    parties = {event.actor, event.recipient, *event.actors, *event.recipients}
    governed = {p for p in parties if _named_as_government(p, mentions, span, region)}
    if not governed:
        return event
    new = {p: _at(p, date, region) for p in governed}
    return msgspec.structs.replace(
        event,
        actor=new.get(event.actor, event.actor),
        recipient=new.get(event.recipient, event.recipient),
        actors=tuple(new.get(a, a) for a in event.actors),
        recipients=tuple(new.get(a, a) for a in event.recipients),
    )


def _named_as_government(actor: str, mentions: Sequence[Mention], span: Offsets, region: Region) -> bool:
    """Whether the sentence names a state only by its government, never by its own name or people."""
    if actor not in region.governed:
        return False
    types = {m.type for m in mentions if span[0] <= m.start < span[1] and m.actor == actor}
    return types == {GOVERNMENT}


def date_claims(
    claims: Sequence[Claim], mentions: Sequence[Mention], document: Document, region: Region
) -> list[Claim]:
    """The claims whose text says when they were made with the government of that day as their speaker."""
    if not region.governed:
        return list(claims)
    return [_said(c, mentions, document, region) for c in claims]


def _said(claim: Claim, mentions: Sequence[Mention], document: Document, region: Region) -> Claim:
    own = [m for m in mentions for s, e in claim.source if s <= m.start and m.end <= e and m.actor]
    if not claim.said or not own or own[0].type != GOVERNMENT:
        return claim
    state = own[0].actor
    if claim.source_actor != _at(state, document.published, region):
        return claim
    return msgspec.structs.replace(claim, source_actor=_at(state, estimate(claim.said, "said"), region))


def _at(state: str, date: DateEstimate, region: Region) -> str:
    """Who governed on all days that the date leaves open."""
    first, last = date.earliest or date.value, date.latest or date.value
    return region.governing(state, first, last) if len(first) == len(last) == 10 else state
