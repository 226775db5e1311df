"""Parties and places of coded events: the pack's actors and places where the dataset's names are theirs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import msgspec

from sarhad.records import CodedEvent, Place
from sarhad.world import Region
from sarhad.world.folding import fold
from sarhad.world.states import find_state, state_named

NEAR = 0.25  # degrees: a place of the same name further off is another one
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_OF_STATE = re.compile(r"^(?:government|military forces|police forces) of (.+)$", re.I)
_CAMEO = re.compile(r"^([A-Z]{3})(?:GOV|MIL|COP|SPY|LEG|JUD)?(?:[A-Z]{3})*$")


class Namer:
    """Look-ups of one region, each name resolved once."""

    def __init__(self, region: Region) -> None:
        self._states = {a.country: a.id for a in region.actors.values() if a.kind == "state" and a.country}
        self._names = {fold(name): a.id for a in region.actors.values() for name in (a.name, *a.aliases.get("en", ()))}
        self._places: dict[str, list[Place]] = {}
        for place in region.places.values():
            for name in {place.name, *place.aliases.get("en", ())}:
                self._places.setdefault(fold(name), []).append(place)
        self.actor = functools.lru_cache(maxsize=65_536)(self._actor)
        self.candidates = functools.lru_cache(maxsize=65_536)(lambda name: self._places.get(fold(name), ()))

    def _actor(self, name: str) -> str:
        """The pack's actor of a dataset's name, by alias, "Government of X", or CAMEO code; empty for none."""
        bare = _BRACKETS.sub("", name).strip()
        for form in (name, bare, *_BRACKETS.findall(name)):
            if found := self._names.get(fold(form)):
                return found
        if of_state := _OF_STATE.match(bare):
            state = state_named(of_state[1]) or state_named(bare)
            return self._states.get(state.iso2, "") if state else ""
        code = _CAMEO.match(name)
        state = find_state("iso3", code[1]) if code and len(name) in (3, 6) else None
        return self._states.get(state.iso2, "") if state else ""

    def place(self, event: CodedEvent) -> str:
        """The pack's place of the event's name, if it is near the event's coordinates; empty for none."""
        for place in self.candidates(event.place_name) if event.place_name else ():
            if None not in (place.lat, place.lon, event.lat, event.lon) and _near(place, event):
                return place.id
        return ""


def _near(place: Place, event: CodedEvent) -> bool:
    lat, lon = (place.lat or 0.0) - (event.lat or 0.0), (place.lon or 0.0) - (event.lon or 0.0)
    return abs(lat) <= NEAR and abs(lon) <= NEAR


def name_parties(events: Iterable[CodedEvent], namer: Namer) -> list[CodedEvent]:
    """The events with the pack's ids of their parties and places, where it has them."""
    return [_named(event, namer) for event in events]


def _named(event: CodedEvent, namer: Namer) -> CodedEvent:
    actor, recipient, place = namer.actor(event.actor_name), namer.actor(event.recipient_name), namer.place(event)
    if not (actor or recipient or place):
        return event
    return msgspec.structs.replace(event, actor=actor, recipient=recipient, place=place)
