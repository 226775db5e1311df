"""GeoJSON (RFC 7946): events where they happened, as exactly as the text says; those without a point are counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sarhad.errors import SarhadError
from sarhad.publish.index import Index
from sarhad.records import Case, Claim, Event, Place

COARSE = frozenset({"country", "admin1", "district", "region", "river", "border"})  # its point stands for all of it


def geojson(case: Case, _claims: Sequence[Claim], tlp: str) -> bytes:
    """A FeatureCollection with one point for each event that has a place with coordinates.

    `without_place` counts the others; `stands_for` says when the point is the middle of a stretch of land. SarhadError
    when no event has a point: an empty map would pass for an answer.
    """
    index = Index(case)
    placed = [(event, case.places.get(event.place)) for event in case.events]
    features = [feature(index, event, place, tlp) for event, place in placed if has_point(place)]
    if not features:
        raise SarhadError("no event has a place with coordinates", f"{len(placed)} events of {case.region}",
                          "loosen the filters (--find, --where), or export csv, which needs no places")  # fmt: skip
    made = {
        "type": "FeatureCollection",
        "name": case.title,
        "tlp": tlp,
        "as_of": case.as_of,
        "without_place": len(placed) - len(features),
        "features": features,
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def sentence(index: Index, event: Event) -> str:
    """The sentence that an event was coded from, on one line."""
    span = event.evidence[0]
    return " ".join(index.documents[event.document].text[span.start : span.end].split())


def has_point(place: Place | None) -> bool:
    """Whether a place is known with its coordinates."""
    return place is not None and place.lat is not None and place.lon is not None


def feature(index: Index, event: Event, place: Place | None, tlp: str) -> dict[str, Any]:
    """One event as a feature under the marking; its id is Sarhad's own."""
    document = index.documents[event.document]
    at = place or Place(id="", name="", kind="")
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [at.lon, at.lat]},
        "properties": {
            "type": event.type,
            "mode": event.mode,
            "quad": event.quad,
            "date": event.date.value,
            "date_precision": event.date.precision,
            "actor": event.actor,
            "recipient": event.recipient,
            "deaths_low": event.deaths_low,
            "deaths_best": event.deaths_best,
            "deaths_high": event.deaths_high,
            "place": at.id,
            "place_name": at.name,
            "place_kind": at.kind,
            "stands_for": "the whole of it" if at.kind in COARSE else "the place",
            "country": at.country,
            "sentence": sentence(index, event),
            "publisher": index.publisher(document),
            "url": document.url,
            "document": event.document,
            "tlp": tlp,  # in each: programs for maps drop what stands beside the features
        },
    }
