"""Independent origins: documents that copy one another count once, and so do many reports of one statement.

`sketches` says what is compared, `copies` which documents are one text, `credits` which agency they name, and
`statements` which claims are one statement of one speaker.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sarhad.ground.copies import find_copies
from sarhad.ground.credits import find_credits, wire_names
from sarhad.ground.sketches import Reading, Sketches, sketch_documents, span_of
from sarhad.ground.statements import Spoken, find_speaker, find_statements, spoken_of
from sarhad.records import Claim, Document, Mention, Origin, Source, make_id
from sarhad.world import load_catalogue

Texts = list[list[str]]  # the documents of each family


class Gathered:
    """What is kept of the records after one look at each: no texts, so that 100,000 documents fit in memory."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.wires = wire_names(sources)
        self.mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self.names: dict[str, list[tuple[int, str]]] = defaultdict(list)  # where a mention stands, its words
        self.claims: dict[str, str] = {}  # claim → its document
        self.spoken: dict[str, Spoken] = {}
        self.readings: dict[str, Reading] = {}
        self.day: dict[str, str] = {}
        self.credits: dict[str, frozenset[str]] = {}

    def note_mentions(self, mentions: Iterable[Mention]) -> None:
        """Where actors and places are named; an outlet's name is no fact, for each copy names another."""
        for m in mentions:
            key = "" if m.actor in self.sources else m.actor or m.place
            self.mentions[m.document].append((m.start, m.end, sys.intern(key)))
            self.names[m.document].append((m.start, sys.intern(m.text)))

    def note_claims(self, claims: Iterable[Claim]) -> None:
        """Who speaks where, and whose statement each claim may be."""
        for c in claims:
            if c.id in self.claims:
                continue
            self.claims[c.id] = c.document
            named = [text for at, text in self.names.get(c.document, ()) if any(s <= at < e for s, e in c.source)]
            speaker = find_speaker(c, named)
            reading = self.readings.get(c.document) or Reading(self.mentions.get(c.document, ()), [], [])
            self.readings[c.document] = reading
            if speaker is not None:
                reading.sources.extend(c.source)
                reading.contents.append((c.id, c.content))
                self.spoken[c.id] = spoken_of(c, speaker)

    def note_documents(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents again, after a look at their dates and credits."""
        self.names.clear()
        for document in documents:
            self.day[document.id] = document.published.value or document.published.earliest
            self.credits[document.id] = find_credits(document, self.wires)
            if document.id in self.mentions and document.id not in self.readings:
                self.readings[document.id] = Reading(self.mentions[document.id], [], [])
            yield document


def find_origins(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    mentions: Iterable[Mention] = (),
    sources: Mapping[str, Source] | None = None,
) -> tuple[Origin, ...]:
    """Every claim belongs to exactly one origin, every document to one text origin; sorted by id.

    The order in which records come changes nothing. By mentions translations and look-alikes are told; without them
    only capitalised names and numbers are compared. `sources` is the catalogue when none is given.
    """
    gathered = Gathered(load_catalogue().sources if sources is None else sources)
    gathered.note_mentions(mentions)
    gathered.note_claims(claims)
    sketches, contents = sketch_documents(gathered.note_documents(documents), gathered.readings)
    families: dict[int, list[str]] = defaultdict(list)
    for key, root in zip(sketches.ids, find_copies(sketches, gathered.credits), strict=True):
        families[root].append(key)
    spoken = _dated(gathered.spoken.values(), sketches)
    statements = [group for group in find_statements(spoken, contents) if _counts(group)]
    return _origins(gathered, list(families.values()), statements)


def _dated(spoken: Iterable[Spoken], sketches: Sketches) -> list[Spoken]:
    """The claims with the days on which they can have been said: their own date, else their report's."""
    at = {key: n for n, key in enumerate(sketches.ids)}
    rows = [(s, at[s.document]) for s in spoken if s.document in at]
    return [
        s._replace(days=span_of(s.said) if s.said else sketches.days[n], language=sketches.languages[n])
        for s, n in rows
    ]


def _counts(group: Sequence[Spoken]) -> bool:
    """Whether a group is an origin of its own: a side taken by a grounded speaker, or several reports."""
    return any(s.speaker.actor and s.proposition for s in group) or len({s.document for s in group}) > 1


def _origins(gathered: Gathered, families: Texts, statements: Sequence[Sequence[Spoken]]) -> tuple[Origin, ...]:
    said = {s.id for group in statements for s in group}
    family = {d: n for n, members in enumerate(families) for d in members}
    rest: dict[int, list[str]] = defaultdict(list)
    for claim, document in gathered.claims.items():
        if claim not in said and document in family:
            rest[family[document]].append(claim)
    texts = [_text_origin(members, rest.get(n, []), gathered.day) for n, members in enumerate(families)]
    spoken = [_statement_origin(group, gathered.day) for group in statements]
    return tuple(sorted([*texts, *spoken], key=lambda o: o.id))


def _text_origin(members: list[str], claims: list[str], days: Mapping[str, str]) -> Origin:
    documents = tuple(sorted(members))
    first = min((days[d] for d in documents if days[d]), default="")
    key = make_id("origin", "text", *documents)
    return Origin(id=key, kind="text", documents=documents, claims=tuple(sorted(claims)), first=first)


def _statement_origin(group: Sequence[Spoken], days: Mapping[str, str]) -> Origin:
    documents = tuple(sorted({s.document for s in group}))
    ids = tuple(sorted(s.id for s in group))
    first = min((d for d in (s.said or days.get(s.document, "") for s in group) if d), default="")
    actor = min((s.speaker.actor for s in group if s.speaker.actor), default="")
    key = make_id("origin", "statement", actor, *ids)
    return Origin(id=key, kind="statement", documents=documents, claims=ids, speaker=actor, first=first)
