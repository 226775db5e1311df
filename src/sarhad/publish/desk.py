"""Where a briefing is written: numbers quoted sentences as they are first cited, and keeps the rows behind numbers."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sarhad.errors import SarhadError
from sarhad.publish import dates, rows
from sarhad.publish.index import Index
from sarhad.publish.model import METHOD, Citation, Count, Part, Quote, Row, RowSet, Statement
from sarhad.records import Case, Claim, Document, Offsets, Span

LONGEST = 700  # a "sentence" over this is a badly split list: the evidence alone is quoted


class Desk:
    """The case, its index, and the citations and row sets that the sections have asked for so far."""

    def __init__(self, case: Case, geometry: dict[str, Any] | None = None) -> None:
        self.case, self.geometry = case, geometry
        self.index = Index(case)
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._sets: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
        self._kept: dict[str, Row] = {}

    def cite(self, spans: Iterable[Span], most: int = 3) -> tuple[int, ...]:
        """The numbers of the sentences that hold these spans, at most `most` of them.

        Fails with SarhadError when a span's document is not in the case or its text has changed since.
        """
        places = {
            (span.document, *offsets): None for span in spans for offsets in sentences_at(self._document(span), span)
        }
        return tuple(self._numbers.setdefault(place, len(self._numbers) + 1) for place in list(places)[:most])

    def cite_records(self, records: Iterable[str], most: int = 3) -> tuple[int, ...]:
        """One sentence for each of the first records that have any, different origins first."""
        numbers: dict[int, None] = {}
        for record in self._spread(records):
            if len(numbers) >= most:
                break
            numbers.update(dict.fromkeys(self.cite(self.index.evidence(record), most=1)))
        return tuple(sorted(numbers))

    def _spread(self, records: Iterable[str]) -> list[str]:
        """Records with evidence: one of each origin before a second of any."""
        seen: set[str] = set()
        first: list[str] = []
        again: list[str] = []
        for record in records:
            derived = self.index.derived.get(record)
            origin = self.index.origin(derived) if derived else record
            if self.index.evidence(record):
                (again if origin in seen else first).append(record)
            seen.add(origin)
        return first + again

    def _document(self, span: Span) -> Document:
        """The document a span quotes."""
        document = self.index.documents.get(span.document)
        if document is None:
            raise SarhadError("a citation leads to no document", span.document, "add the document to the case again")
        quoted = document.text[span.start : span.end]
        if span.sha256 and hashlib.sha256(quoted.encode()).hexdigest() != span.sha256:
            raise SarhadError("a cited text has changed", f"{document.url} [{span.start}:{span.end}]", "read it again")
        return document

    def rows(self, title: str, records: Iterable[str], formula: str) -> str:
        """The id of the set of rows behind a number; the same rows under the same title are one set."""
        key = (title, tuple(dict.fromkeys(records)))
        return self._sets.setdefault(key, (f"rows-{len(self._sets) + 1}", formula))[0]

    def keep(self, made: Iterable[Row]) -> tuple[str, ...]:
        """Rows that stand in no document, such as months of a dataset or past cases; gives the ids to count them by."""
        found = {row.id: row for row in made}
        self._kept.update(found)
        return tuple(found)

    def count(self, text: str, title: str, records: Iterable[str], formula: str) -> Count:
        """Words that open into the rows they were counted from."""
        return Count(text=text, rows=self.rows(title, records, formula))

    def about_case(self, *parts: Part, basis: str = METHOD) -> Statement:
        """A statement about the case itself; the rows of its first count are its basis."""
        counts = [part.rows for part in parts if isinstance(part, Count)]
        return Statement(parts=parts, about="case", basis=counts[0] if counts else basis)

    def quote(self, claim: Claim) -> Quote:
        """A claim's content in its own words; the quoted sentence where the content was not marked."""
        document = self.index.documents[claim.document]
        text = claim.content_text or " … ".join(document.text[start:end] for start, end in claim.content)
        fallback = document.text[claim.evidence[0].start : claim.evidence[0].end] if claim.evidence else ""
        return Quote(text=" ".join((text or fallback).split()).rstrip(" ,;"), language=document.language)

    @property
    def cited(self) -> int:
        """How many sentences were cited so far."""
        return len(self._numbers)

    def citations(self) -> tuple[Citation, ...]:
        """Every cited sentence, in order of first use."""
        return tuple(self._citation(number, *place) for place, number in self._numbers.items())

    def _citation(self, number: int, document_id: str, start: int, end: int) -> Citation:
        document = self.index.documents[document_id]
        return Citation(
            number=number,
            document=document_id,
            start=start,
            end=end,
            quote=document.text[start:end],
            publisher=self.index.publisher(document),
            date=dates.estimate(document.published),
            url=document.url,
            language=document.language,
        )

    def row_sets(self) -> tuple[RowSet, ...]:
        """The rows behind every number, each with the sentence it rests on."""
        made = dict(self._kept)
        for _, records in self._sets:
            for record in records:
                if record not in made:
                    made[record] = rows.row(self.index, record, self.cite(self.index.evidence(record), most=1))
        return tuple(
            RowSet(id=set_id, title=title, formula=formula, rows=tuple(made[record] for record in records))
            for (title, records), (set_id, formula) in self._sets.items()
        )


def sentences_at(document: Document, span: Span) -> Sequence[Offsets]:
    """The sentences of a document that a span touches, at most two; the span itself outside all sentences.

    Sentences rather than fragments are quoted, so that a reader sees what was said and not only what was coded; a
    title is quoted only where the span touches nothing else.
    """
    starts = [sentence.start for sentence in document.sentences]
    first = max(bisect_right(starts, span.start) - 1, 0)
    near = document.sentences[first : first + 4]
    touched = [s for s in near if s.start < span.end and s.end > span.start and s.end - s.start <= LONGEST]
    body = [s for s in touched if s.kind == "body"] or touched
    return [(s.start, s.end) for s in body[:2]] or [(span.start, span.end)]


Side = Literal["asserts", "denies", "doubts"]
