"""What follows from a lake, without its words: documents and claims lose theirs, so that all fit in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

import msgspec

from sarhad import pipeline
from sarhad.extract import UNKNOWN
from sarhad.ground.grouping import FORMED, Framed, day_of, frame_claims, group_framed
from sarhad.records import (
    Case,
    Claim,
    Commitment,
    Correction,
    Derived,
    Document,
    Event,
    Mention,
    Page,
    Relation,
    Run,
    Scenario,
)
from sarhad.store import Lake, parse_moment
from sarhad.world import Catalogue, Region, with_gradings

D = TypeVar("D", bound=Derived | Mention)
EMPTY = {"evidence": (), "made_by": "", "run": ""}
BARE = EMPTY | {"source": (), "cue": (), "content": (), "cue_text": "", "hedge_words": ""}


class Light(NamedTuple):
    """Documents without text, claims without words, and the frames of those that may form a group."""

    documents: dict[str, Document]
    claims: list[Claim]
    framed: list[Framed]


class Beside(Generic[D]):
    """Records handed out document by document, while the documents are read in the order of their ids."""

    def __init__(self, records: Iterable[D]) -> None:
        self._groups = groupby(records, key=lambda r: r.document)
        self._key, self._own = "", list[D]()

    def of(self, document: str) -> list[D]:
        """The records of a document; those of documents before it are passed over."""
        while self._key < document:
            key, own = next(self._groups, ("\U0010ffff", iter(())))
            self._key, self._own = key, list(own)
        return self._own if self._key == document else []


def derive(lake: Lake, region: Region, catalogue: Catalogue, as_of: str | None) -> Case:
    """The case of a lake as `build_case` makes it, but for the words of its records and the contradictions."""
    corrections = lake.read(Correction)
    light = read_light(lake, region, catalogue, corrections)
    there = light.documents
    grouped = group_framed(light.claims, *_ordered(light))
    material = pipeline.Material(
        documents=tuple(there.values()),
        claims=grouped.claims,
        propositions=region.propositions | grouped.propositions,
        events=tuple(msgspec.structs.replace(e, **EMPTY, words="", trace="") for e in _of(lake.stream(Event), there)),
        commitments=tuple(_of(lake.stream(Commitment), there)),
        scenarios=tuple(_of(lake.stream(Scenario), there)),
        relations=tuple(_of(lake.stream(Relation), there)),
        proposed=tuple(_of(lake.stream(Mention, type=UNKNOWN), there)),
        origins=lake.origins(),
        refused=tuple(p for p in lake.stream(Page) if p.refused),
        runs=lake.read(Run),
        corrections=corrections,
    )
    day = parse_moment(as_of or datetime.now(UTC).isoformat()).date().isoformat()
    return pipeline.make_case(region, with_gradings(catalogue.sources, corrections, day), material, as_of)


def read_light(lake: Lake, region: Region, catalogue: Catalogue, corrections: Sequence[Correction]) -> Light:
    """Documents with their claims, one document in memory at a time."""
    by_hand = {c.record for c in corrections if (c.table, c.field) == ("claim", "proposition")}
    light, beside = Light({}, [], []), Beside(lake.stream(Claim))
    for whole in lake.stream(Document):
        document, claims = pipeline.sourced(whole, catalogue), beside.of(whole.id)
        names = partial(pipeline.gazetteer_of, region)
        framed = {r.claim.id: r for r in frame_claims(claims, document, region, names, by_hand)}
        light.documents[document.id] = msgspec.structs.replace(document, text="", sentences=())
        light.claims.extend(_bare(c, framed) for c in claims)
        light.framed.extend(r._replace(claim=_bare(r.claim, framed)) for r in framed.values())
    return light


def _bare(claim: Claim, framed: Mapping[str, Framed]) -> Claim:
    """A claim without its words, unless they may become those of a proposition."""
    worded = claim.id in framed or claim.proposition.startswith(FORMED)
    return msgspec.structs.replace(claim, **BARE, content_text=claim.content_text if worded else "")


def _ordered(light: Light) -> tuple[list[Framed], list[Claim]]:
    days = {key: day_of(document) for key, document in light.documents.items()}
    return (
        sorted(light.framed, key=lambda r: (days[r.claim.document], r.claim.id)),
        sorted(light.claims, key=lambda c: (days[c.document], c.id)),
    )


def _of(records: Iterable[D], documents: Mapping[str, Document]) -> Iterator[D]:
    return (r for r in records if r.document in documents)
