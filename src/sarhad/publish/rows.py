"""The records behind a number as rows: what kind, when, who, what."""

from __future__ import annotations

from sarhad.publish import dates, words
from sarhad.publish.index import Index
from sarhad.publish.model import Row
from sarhad.records import Claim, Commitment, Derived, Document, Event, Origin, Page, Relation, Scenario

WIDEST = 180  # characters of a row's text


def row(index: Index, record: str, citations: tuple[int, ...]) -> Row:
    """A record of the case as a row; an id that is not in the case stays visible as just that."""
    if record in index.derived:
        return derived_row(index, index.derived[record], citations)
    if record in index.origins:
        return origin_row(index, index.origins[record], citations)
    if record in index.documents:
        return document_row(index, index.documents[record])
    if record in index.pages:
        return page_row(index.pages[record])
    return Row(id=record, kind="record", date="", who="", what="not in this case")


def derived_row(index: Index, record: Derived, citations: tuple[int, ...]) -> Row:
    """What was found in one document."""
    who, what = told(index, record)
    document = index.documents[record.document]
    foreign = isinstance(record, Claim | Commitment | Scenario)
    return Row(
        id=record.id,
        kind=type(record).__name__.lower(),
        date=dates.estimate(index.when(record)),
        who=words.clipped(who, 80),
        what=words.clipped(what, WIDEST),
        language=document.language if foreign else "",
        citations=citations,
        sheet=index.sheet[document.id],
    )


def told(index: Index, record: Derived) -> tuple[str, str]:
    """Who and what of a record, in a few words."""
    match record:
        case Claim():
            return words.capital(index.speaker(record)), record.content_text or record.cue_text
        case Event():
            return " → ".join(index.label(a) for a in (record.actor, record.recipient) if a), happening(index, record)
        case Commitment():
            return index.label(
                record.holder
            ) if record.holder else "", f"{record.measure or record.programme}: {record.status}"
        case Scenario():
            return "", f"{record.antecedent_text} → {record.consequent_text}"
        case Relation():
            return " – ".join(map(index.label, record.between)), f"{record.kind} {record.direction}".strip()
    return "", ""


def happening(index: Index, event: Event) -> str:
    """An event's coding in a few words."""
    where = f", {index.place(event.place)}" if event.place else ", no place stated"
    return f"{event.type}{where}"


def origin_row(index: Index, origin: Origin, citations: tuple[int, ...]) -> Row:
    """One origin: a speaker's statement, or a text and its copies."""
    documents = words.counted(len(origin.documents), "document")
    return Row(
        id=origin.id,
        kind="origin",
        date=dates.in_words(origin.first),
        who=words.capital(index.actor(origin.speaker)) if origin.speaker else "",
        what=f"one {origin.kind} in {documents}",
        citations=citations,
        sheet=index.sheet.get(origin.documents[0], 0) if origin.documents else 0,
    )


def document_row(index: Index, document: Document) -> Row:
    """One document."""
    return Row(
        id=document.id,
        kind="document",
        date=dates.estimate(document.published),
        who=words.clipped(index.publisher(document), 80),
        what=words.clipped(document.title or document.url, WIDEST),
        language=document.language if document.title else "",
        sheet=index.sheet[document.id],
    )


def page_row(page: Page) -> Row:
    """One page that could not be read."""
    return Row(
        id=page.id,
        kind="refused page",
        date=dates.in_words(page.fetched[:10]),
        who=words.clipped(words.hostname(page.url), 80),
        what=words.clipped(f"{page.name or page.url}: {page.refused}", WIDEST),
    )
