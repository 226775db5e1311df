"""Records made by hand for the stages that take records: documents, claims, origins, sources."""

from __future__ import annotations

from typing import Any

import msgspec

from sarhad.records import Claim, Document, Event, Grade, Origin, Relation, Reliability, Sentence, Source, Span
from sarhad.world import quad_of
from sarhad.world.dates import estimate


def document(name: str, published: str = "2025-05-01", text: str = "", source: str = "") -> Document:
    text = text or f"The text of {name}."
    return Document(
        id=name,
        page=f"page-{name}",
        url=f"https://example.org/{name}",
        text=text,
        sentences=(Sentence(start=0, end=len(text)),),
        language="en",
        source=source,
        published=estimate(published, "given", "metadata"),
    )


def claim(name: str, document: str, **fields: Any) -> Claim:
    base: dict[str, Any] = {"source": (), "cue": (), "content": ((0, 3),), "made_by": "test"}
    return Claim(id=name, document=document, evidence=(span(document),), **(base | fields))


def event(name: str, document: str, kind: str, actor: str, recipient: str, **fields: Any) -> Event:
    base: dict[str, Any] = {"type": kind, "quad": quad_of(kind), "actor": actor, "recipient": recipient}
    return Event(id=name, document=document, evidence=(span(document),), made_by="test", **(base | fields))


def relation(name: str, document: str, kind: Any, between: tuple[str, str], direction: Any = "") -> Relation:
    return Relation(
        id=name,
        document=document,
        evidence=(span(document),),
        made_by="test",
        kind=kind,
        between=between,
        direction=direction,
    )


def origin(name: str, *claims: str, kind: Any = "text", documents: tuple[str, ...] = ()) -> Origin:
    return Origin(id=name, kind=kind, documents=documents, claims=claims)


def source(name: str, grade: Reliability) -> Source:
    given = Grade(grade=grade, since="2025-01-01", by="test", reason="for the test")
    return Source(id=name, name=name, kind="outlet", grades=(given,))


def span(document: str) -> Span:
    return Span(document=document, start=0, end=3, sha256="0" * 64)


def sentences(name: str, *parts: str, published: str = "2025-05-01") -> Document:
    """A document of these sentences."""
    text, rows, at = " ".join(parts), [], 0
    for part in parts:
        rows.append(Sentence(start=at, end=at + len(part)))
        at += len(part) + 1
    return msgspec.structs.replace(document(name, published, text), sentences=tuple(rows))
