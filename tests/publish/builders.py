"""Short-hands for records of an invented region: every state, body, outlet and event here is made up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sarhad.records import (
    Actor,
    Border,
    Claim,
    Commitment,
    DateEstimate,
    Document,
    Event,
    Grade,
    Place,
    Programme,
    Proposition,
    Scenario,
    Sentence,
    Source,
    Span,
)

MADE_BY = "extract 0.1"


def day(iso: str) -> DateEstimate:
    """A stated date."""
    precision = {4: "year", 7: "month", 10: "day"}[len(iso)]
    return DateEstimate(value=iso, precision=precision, how="stated", earliest=iso, latest=iso)  # type: ignore[arg-type]


def document(name: str, sentences: Sequence[str], **fields: object) -> Document:
    """A document whose text is its sentences, the first one a title."""
    text, spans = "", []
    for i, sentence in enumerate(sentences):
        gap = "" if i == 0 else "\n\n" if i == 1 else " "
        start = len(text) + len(gap)
        text += gap + sentence
        spans.append(Sentence(start=start, end=len(text), kind="title" if i == 0 else "body"))
    defaults: dict[str, object] = {
        "id": f"doc-{name}",
        "page": f"page-{name}",
        "url": f"https://{name}.example/item",
        "title": sentences[0],
        "language": "en",
    }
    return Document(text=text, sentences=tuple(spans), **(defaults | fields))  # type: ignore[arg-type]


def span(doc: Document, words: str) -> Span:
    """Where words stand in a document."""
    start = doc.text.index(words)
    digest = hashlib.sha256(words.encode()).hexdigest()
    return Span(document=doc.id, start=start, end=start + len(words), sha256=digest)


def claim(name: str, doc: Document, words: str, **fields: object) -> Claim:
    """A claim whose content are these words of the document."""
    found = span(doc, words)
    defaults: dict[str, object] = {"source": (), "cue": (), "kind": "official"}
    return Claim(
        id=f"claim-{name}",
        document=doc.id,
        evidence=(found,),
        made_by=MADE_BY,
        content=((found.start, found.end),),
        content_text=words,
        **(defaults | fields),  # type: ignore[arg-type]
    )


def event(name: str, doc: Document, words: str, **fields: object) -> Event:
    """An event coded from these words."""
    defaults: dict[str, object] = {"type": "ASSAULT", "quad": "material-conflict"}
    evidence = (span(doc, words),)
    return Event(id=f"event-{name}", document=doc.id, evidence=evidence, made_by=MADE_BY, **(defaults | fields))  # type: ignore[arg-type]


def commitment(name: str, doc: Document, words: str, **fields: object) -> Commitment:
    """A commitment reported in these words."""
    evidence = (span(doc, words),)
    return Commitment(id=f"commitment-{name}", document=doc.id, evidence=evidence, made_by=MADE_BY, **fields)  # type: ignore[arg-type]


def scenario(name: str, doc: Document, words: str, antecedent: str, consequent: str, hedge: str) -> Scenario:
    """A conditional in these words."""
    one, two = span(doc, antecedent), span(doc, consequent)
    return Scenario(
        id=f"scenario-{name}",
        document=doc.id,
        evidence=(span(doc, words),),
        made_by=MADE_BY,
        antecedent=((one.start, one.end),),
        consequent=((two.start, two.end),),
        antecedent_text=antecedent,
        consequent_text=consequent,
        hedge=hedge,
    )


def source(name: str, title: str, grade: str, reason: str) -> Source:
    """A graded source."""
    grades = (Grade(grade=grade, since="2024-01-01", by="desk", reason=reason),) if grade != "F" else ()  # type: ignore[arg-type]
    return Source(id=name, name=title, kind="media", grades=grades)


ACTORS = {
    actor.id: actor
    for actor in (
        Actor(id="velmark", name="Velmark", kind="state", country="TJ"),
        Actor(id="kestria", name="Kestria", kind="state", country="AF"),
        Actor(id="kestria-authorities", name="Kestrian Authorities Council", kind="government", country="AF"),
        Actor(id="velmark-border-service", name="Velmark Border Service", kind="service", country="TJ"),
        Actor(id="grey-column", name="Grey Column", kind="armed-group"),
        Actor(id="northern-pact", name="Northern Pact Organization", kind="organisation"),
        Actor(id="pact-secretariat", name="Pact Secretariat", kind="office"),
        Actor(id="monitors", name="Joint Monitoring Mission", kind="institution"),
    )
}
PLACES = {
    place.id: place
    for place in (
        Place(id="ruvan", name="Ruvan", kind="city", country="TJ", lat=37.49, lon=71.55),
        Place(id="dost-crossing", name="Dost crossing", kind="crossing", country="TJ", lat=37.2, lon=68.75),
        Place(id="high-valley", name="High Valley", kind="admin1", country="AF", lat=36.9, lon=71.0),
        Place(id="kestria-land", name="Kestria", kind="country", country="AF", lat=34.0, lon=66.0),
        Place(id="far-city", name="Far City", kind="city", country="RU", lat=55.75, lon=37.6),
    )
}
BORDERS = (
    Border(id="tjk-afg", title="Velmark–Kestria border", between=("TJ", "AF")),
    Border(id="uzb-afg", title="Sulmar–Kestria border", between=("UZ", "AF")),
)
PROGRAMMES = (Programme(id="border-programme", name="Programme for the southern border", holder="northern-pact"),)
PROPOSITIONS = {
    p.id: p
    for p in (
        Proposition(id="lasting", text="The threat from Kestria is lasting.", weighs="structural"),
        Proposition(id="contained", text="The authorities contain the armed groups.", weighs="transient"),
        Proposition(id="crossing", text="Fighters of the Grey Column cross the border.", weighs="structural"),
    )
}
SOURCES = {
    s.id: s
    for s in (
        source("herald", "Velmark Herald", "B", "its reports were borne out over several years"),
        source("vestnik", "Вестник Границы", "C", "relays officials, rarely checks them"),
        source("marz", "روزنامهٔ مرز", "C", "close to one party"),
        source("sado", "Садои Марз", "B", "own correspondents on the spot"),
        source("blog", "Border Blog", "F", ""),
    )
}
