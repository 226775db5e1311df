"""The records of a case by id, and what they say in words: speakers, dates, publishers, grades."""

from __future__ import annotations

from functools import cached_property

from sarhad.publish import dates, words
from sarhad.records import (
    Case,
    Claim,
    Commitment,
    DateEstimate,
    Derived,
    Document,
    Event,
    LedgerEntry,
    LedgerSide,
    Origin,
    Page,
    Reliability,
    Source,
    Span,
)

UNKNOWN = Source(id="", name="", kind="")


class Index:
    """A case with its records by id. Everything is worked out from the case; nothing is added to it."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.case.documents}

    @cached_property
    def derived(self) -> dict[str, Derived]:
        """Claims, events, commitments, scenarios and relations by id."""
        case = self.case
        groups = (case.claims, case.events, case.commitments, case.scenarios, case.relations)
        return {record.id: record for group in groups for record in group}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.case.claims}

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """Origins by id."""
        return {origin.id: origin for origin in self.case.origins}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Refused pages by id."""
        return {page.id: page for page in self.case.refused}

    @cached_property
    def newest_first(self) -> tuple[Document, ...]:
        """Documents by date, newest first; undated ones last."""
        return tuple(sorted(self.case.documents, key=lambda d: (dates.sort_key(d.published), d.id), reverse=True))

    @cached_property
    def sheet(self) -> dict[str, int]:
        """The number of each document in the list of sources."""
        return {document.id: i for i, document in enumerate(self.newest_first, 1)}

    @cached_property
    def sides(self) -> dict[str, tuple[LedgerEntry, LedgerSide]]:
        """For each claim in the ledger, its entry and the side it stands on."""
        return {
            claim: (entry, side)
            for entry in self.case.ledger
            for side in (entry.doubts, entry.denies, entry.asserts)
            for claim in side.claims
        }

    @cached_property
    def origin_of(self) -> dict[str, str]:
        """The origin of each claim and of each document; a statement's origin wins over its text's."""
        found = {document: origin.id for origin in self.case.origins for document in origin.documents}
        found.update({claim: origin.id for origin in self.case.origins for claim in origin.claims})
        return found

    def origin(self, record: Derived) -> str:
        """What a record counts as once: its origin, or its document when it has none of its own."""
        return self.origin_of.get(record.id) or self.origin_of.get(record.document, record.document)

    def source(self, document: Document) -> Source:
        """The document's entry in the catalogue of sources; an empty one when it is not there."""
        return self.case.sources.get(document.source, UNKNOWN)

    def publisher(self, document: Document) -> str:
        """Who published a document, as far as it is known."""
        named = document.publisher or self.source(document).name or words.hostname(document.url)
        return named or "publisher not named"

    def reliability(self, document: Document) -> Reliability:
        """The grade of a document's source."""
        return self.source(document).grade

    def credibility(self, claim: Claim) -> int:
        """The credibility of a claim: that of its side of the ledger, 6 when it is in none."""
        return self.sides[claim.id][1].credibility if claim.id in self.sides else 6

    def grade(self, claim: Claim) -> str:
        """Both grades of a claim, as "B2"."""
        return f"{self.reliability(self.documents[claim.document])}{self.credibility(claim)}"

    def actor(self, actor: str) -> str:
        """An actor's name as it stands in a sentence, or a source's, or what is left of an unknown id."""
        if actor in self.case.actors:
            return words.with_article(self.case.actors[actor])
        return self.case.sources[actor].name if actor in self.case.sources else actor.replace("-", " ")

    def label(self, actor: str) -> str:
        """An actor's name on its own, as tables and charts show it."""
        known = self.case.actors.get(actor)
        return words.short_name(known.name) if known else words.capital(self.actor(actor))

    def unit(self, unit: str, arrow: str = " → ") -> str:
        """A unit of an indicator in words: one party, or an ordered pair."""
        pair = unit.replace("->", "→").split("→")
        return arrow.join(self.label(part.strip()) for part in pair)

    def place(self, place: str) -> str:
        """A place's name; empty when there is none."""
        return self.case.places[place].name if place in self.case.places else place.replace("-", " ")

    def speaker(self, claim: Claim) -> str:
        """Who is quoted: the grounded actor, the words of an unnamed source, or the publisher."""
        if claim.source_actor:
            return self.actor(claim.source_actor)
        if claim.kind == "author":
            return self.publisher(self.documents[claim.document])
        return f"“{words.clipped(claim.source_text, 60)}”" if claim.source_text else "a source not named"

    def said(self, claim: Claim) -> DateEstimate:
        """When a claim was made: as the text says, else when it was published."""
        if not claim.said:
            return self.documents[claim.document].published
        precision = {4: "year", 7: "month"}.get(len(claim.said), "day")
        return DateEstimate(value=claim.said, precision=precision, how="stated")  # type: ignore[arg-type]

    def when(self, record: Derived) -> DateEstimate:
        """When what a record tells took place or was said; the document's date where the text gives none."""
        if isinstance(record, Claim):
            return self.said(record)
        own = record.date if isinstance(record, Event | Commitment) else DateEstimate()
        return own if dates.sort_key(own) else self.documents[record.document].published

    def newest(self, records: tuple[Derived, ...]) -> list[Derived]:
        """Records by date, newest first."""
        return sorted(records, key=lambda record: (dates.sort_key(self.when(record)), record.id), reverse=True)

    def strength(self, claim: Claim) -> tuple[int, str, int, str]:
        """A key that sorts the best supported claims first: named, credible, reliable."""
        credibility = self.credibility(claim)
        return (credibility, self.reliability(self.documents[claim.document]), claim.kind == "unnamed", claim.id)

    def evidence(self, record: str) -> tuple[Span, ...]:
        """The spans behind a record; for an origin, those of its claims."""
        if record in self.derived:
            return self.derived[record].evidence
        origin = self.origins.get(record)
        return self.evidence(origin.claims[0]) if origin and origin.claims else ()
