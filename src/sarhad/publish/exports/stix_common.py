"""What all STIX objects of Sarhad have in common: ids, moments, the property extensions that travel in the bundle."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sarhad.publish.exports.address import uri
from sarhad.publish.index import Index
from sarhad.records import Case, Derived, Document

Object = dict[str, Any]
NAMESPACE = uuid.UUID("6d1c3a54-2d1f-5c0e-9a5c-5ec7a2f0b6d1")  # Sarhad's own, so that its ids meet nobody else's
FIXED = "2026-01-01T00:00:00.000Z"  # when the objects that never change came to be


def identifier(kind: str, *parts: str) -> str:
    """A STIX id that depends on nothing but its parts.

    >>> identifier("note", "claim-1") == identifier("note", "claim-1")
    True
    """
    return f"{kind}--{uuid.uuid5(NAMESPACE, chr(31).join((kind, *parts)))}"


SARHAD = identifier("identity", "sarhad")
ABOUT: Mapping[str, str] = {  # the extensions, by what they are of
    "claim": "A claim in a report: source, stance, hedge, Admiralty grade, and where its sentence stands.",
    "event": "An event in a report: PLOVER type, parties, date and place as exactly as told, deaths, its sentence.",
    "commitment": "A measure that a report tells of: programme, phase, status, due date, its sentence.",
}
EXTENSIONS = {name: identifier("extension-definition", f"sarhad-{name}") for name in ABOUT}


def sdo(kind: str, key: Sequence[str], when: str, **given: object) -> Object:
    """A STIX object with what all have in common; what is empty is left out."""
    head = {"type": kind, "spec_version": "2.1", "id": identifier(kind, *key), "created": when, "modified": when}
    return (
        head
        | {"created_by_ref": SARHAD}
        | {name: value for name, value in given.items() if value not in ("", [], None)}
    )


def definition(name: str) -> Object:
    """The definition of one of the extensions."""
    return sdo(
        "extension-definition",
        (f"sarhad-{name}",),
        FIXED,
        name=f"Sarhad {name}",
        description=ABOUT[name],
        schema="docs/exports.md",
        version="1.0.0",
        extension_types=["property-extension"],
    )


def extension(name: str, fields: Mapping[str, object]) -> Object:
    """Fields that STIX has no word for, as the extension called `name`; empty ones are left out."""
    held = {key: value for key, value in fields.items() if value not in ("", None, [], ())}
    return {EXTENSIONS[name]: {"extension_type": "property-extension"} | held}


def stands(index: Index, told: Derived) -> Object:
    """Where the sentence of a record stands. The checksum is of the sentence, not of what the address holds."""
    span = told.evidence[0]
    return {
        "origin": index.origin(told),
        "document": told.document,
        "start": span.start,
        "end": span.end,
        "sha256": span.sha256,
        "digest": index.documents[told.document].digest,
        "made_by": told.made_by,
    }


def outlet(index: Index, told: Derived) -> str:
    """The id of the outlet that published a record's report; its name where the catalogue lacks it."""
    document = index.documents[told.document]
    return document.source or index.publisher(document)


def quoted(index: Index, told: Derived) -> str:
    """The sentence that a record stands in, on one line."""
    span = told.evidence[0]
    return " ".join(index.documents[told.document].text[span.start : span.end].split())


def citation(index: Index, told: Derived) -> Object:
    """Where a record stands: publisher, address, and the quoted sentence."""
    document = index.documents[told.document]
    url = uri(document.url)
    found = {"source_name": index.publisher(document), "description": quoted(index, told), "external_id": told.id}
    return found | {"url": url} if url else found


def moment(document: Document, case: Case, date: str = "") -> str:
    """A moment as STIX writes it, to the millisecond; of a date its first instant."""
    text = date or document.fetched or case.as_of
    parts = text if len(text) > 10 else "-".join([*text.split("-"), "01", "01"][:3])
    when = datetime.fromisoformat(parts)
    utc = when.astimezone(UTC) if when.tzinfo else when
    return utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond // 1000:03d}Z"
