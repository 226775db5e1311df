"""Independent origins: documents that copy one another count once, and so do many reports of one statement.

Copies are found by MinHash over word shingles; a statement is one speaker on one side of one proposition within a week.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from sarhad.records import Claim, Document, Origin, make_id
from sarhad.world.dates import first_day
from sarhad.world.folding import TOKEN, fold

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE = 4  # words
SIMILAR = 0.5  # Jaccard similarity of shingles from which two texts are one
WINDOW = 7  # days between reports of one statement
_SPEAKERS = frozenset({"official", "party", "institution"})


def find_origins(documents: Sequence[Document], claims: Sequence[Claim]) -> tuple[Origin, ...]:
    """Every claim belongs to exactly one origin, every document to one text origin; sorted by id."""
    clusters = _clusters(documents)
    days = {d.id: d.published.value or d.published.earliest for d in documents}
    text = {key: _text_origin(members, days) for key, members in _members(clusters).items()}
    spoken = list(_statements(claims, days))
    in_statement = {c for o in spoken for c in o.claims}
    rest: dict[str, list[str]] = {}
    for claim in claims:
        if claim.id not in in_statement and claim.document in clusters:
            rest.setdefault(clusters[claim.document], []).append(claim.id)
    rows = [_with_claims(o, rest.get(key, [])) for key, o in text.items()]
    return tuple(sorted([*rows, *spoken], key=lambda o: o.id))


def _with_claims(origin: Origin, claims: list[str]) -> Origin:
    return Origin(
        id=origin.id, kind=origin.kind, documents=origin.documents, claims=tuple(sorted(claims)), first=origin.first
    )


def _members(clusters: dict[str, str]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for document, key in clusters.items():
        table.setdefault(key, []).append(document)
    return table


def _text_origin(members: list[str], days: dict[str, str]) -> Origin:
    documents = tuple(sorted(members))
    first = min((days[d] for d in documents if days[d]), default="")
    return Origin(id=make_id("origin", "text", *documents), kind="text", documents=documents, first=first)


def _statements(claims: Sequence[Claim], days: dict[str, str]) -> Iterator[Origin]:
    """One speaker on one side of one proposition, reports less than a week apart, is one statement."""
    spoken = [c for c in claims if c.kind in _SPEAKERS and c.source_actor and c.proposition]
    for (actor, proposition, stance), group in groupby(sorted(spoken, key=_side), key=_side):
        rows = sorted(group, key=lambda c: (_day(c, days) or date.min, c.id))
        for run in _runs(rows, days):
            documents = tuple(sorted({c.document for c in run}))
            ids = tuple(sorted(c.id for c in run))
            first = min((d for d in (c.said or days.get(c.document, "") for c in run) if d), default="")
            key = make_id("origin", actor, proposition, stance, *ids)
            yield Origin(id=key, kind="statement", documents=documents, claims=ids, speaker=actor, first=first)


def _side(claim: Claim) -> tuple[str, str, str]:
    return claim.source_actor, claim.proposition, claim.stance


def _runs(rows: list[Claim], days: dict[str, str]) -> Iterator[list[Claim]]:
    run: list[Claim] = []
    for claim in rows:
        if run and not _same_week(run[-1], claim, days):
            yield run
            run = []
        run.append(claim)
    if run:
        yield run


def _same_week(a: Claim, b: Claim, days: dict[str, str]) -> bool:
    if a.document == b.document:
        return True
    first, second = _day(a, days), _day(b, days)
    return first is not None and second is not None and abs((second - first).days) <= WINDOW


def _day(claim: Claim, days: dict[str, str]) -> date | None:
    value = claim.said or days.get(claim.document, "")
    return first_day(value) if value else None


def _clusters(documents: Sequence[Document]) -> dict[str, str]:
    """Document id → id of the first document of its cluster of copies."""
    from datasketch import MinHashLSH  # slow to import, and only reading needs it

    index = MinHashLSH(threshold=SIMILAR, num_perm=128)
    lead: dict[str, str] = {}
    sketches: dict[str, MinHash] = {}
    for document in sorted(documents, key=lambda d: d.id):
        sketch = _sketch(document)
        near = sorted(lead[str(k)] for k in index.query(sketch) if sketches[str(k)].jaccard(sketch) >= SIMILAR)
        lead[document.id] = near[0] if near else document.id
        index.insert(document.id, sketch)
        sketches[document.id] = sketch
    return lead


def _sketch(document: Document) -> MinHash:
    words = [w for s in document.sentences if s.kind == "body" for w in _words(document, s.start, s.end)]
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 1))}
    from datasketch import MinHash

    sketch = MinHash(num_perm=128, seed=1)
    sketch.update_batch([s.encode() for s in sorted(shingles)])
    return sketch


def _words(document: Document, start: int, end: int) -> list[str]:
    return TOKEN.findall(fold(document.text[start:end]))
