"""What follows from a lake, without its words: documents and claims lose theirs, so that all fit in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    Origin,
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


class World(NamedTuple):
    """What is known beforehand: the region pack, the sources, and the folder of the user's own."""

    region: Region
    catalogue: Catalogue
    sources: str


class Light(NamedTuple):
    """What is held of a lake: documents without text, claims without words, and the frames of those that may group."""

    documents: dict[str, Document]
    claims: dict[str, list[Claim]]  # by document
    framed: dict[str, list[Framed]]
    events: dict[str, list[Event]]
    commitments: tuple[Commitment, ...]
    scenarios: tuple[Scenario, ...]
    relations: tuple[Relation, ...]
    proposed: tuple[Mention, ...]
    origins: tuple[Origin, ...]
    refused: tuple[Page, ...]
    runs: tuple[Run, ...]
    corrections: tuple[Correction, ...]


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


def read_light(lake: Lake, world: World) -> Light:
    """All that is held of a lake; one document's text in memory at a time."""
    corrections = lake.read(Correction)
    light = Light(
        documents={},
        claims={},
        framed={},
        events={},
        commitments=lake.read(Commitment),
        scenarios=lake.read(Scenario),
        relations=lake.read(Relation),
        proposed=lake.read(Mention, type=UNKNOWN),
        origins=lake.origins(),
        refused=tuple(p for p in lake.stream(Page) if p.refused),
        runs=lake.read(Run),
        corrections=corrections,
    )
    claims, events = Beside(lake.stream(Claim)), Beside(lake.stream(Event))
    by_hand = set_by_hand(corrections)
    for document in lake.stream(Document):
        take_document(light, world, document, claims.of(document.id), by_hand)
        light.events[document.id] = [bare_event(e) for e in events.of(document.id)]
    return light


def set_by_hand(corrections: Iterable[Correction]) -> set[str]:
    """The claims whose proposition an analyst set."""
    return {c.record for c in corrections if (c.table, c.field) == ("claim", "proposition")}


def take_document(
    light: Light, world: World, whole: Document, claims: Sequence[Claim], by_hand: Collection[str]
) -> None:
    """Take in one document with its claims, anew if it is there."""
    document = pipeline.sourced(whole, world.catalogue)
    names = partial(pipeline.gazetteer_of, world.region)
    framed = {r.claim.id: r for r in frame_claims(claims, document, world.region, names, by_hand)}
    light.documents[document.id] = msgspec.structs.replace(document, text="", sentences=())
    light.claims[document.id] = [_bare(c, framed) for c in claims]
    light.framed[document.id] = [r._replace(claim=_bare(r.claim, framed)) for r in framed.values()]


def _bare(claim: Claim, framed: Mapping[str, Framed]) -> Claim:
    """A claim without its words, unless they may become those of a proposition."""
    worded = claim.id in framed or claim.proposition.startswith(FORMED)
    return msgspec.structs.replace(claim, **BARE, content_text=claim.content_text if worded else "")


def bare_event(event: Event) -> Event:
    """An event without its words."""
    return msgspec.structs.replace(event, **EMPTY, words="", trace="")


def case_of(light: Light, world: World, as_of: str | None) -> Case:
    """The case as `build_case` makes it, but for the words of its records and the contradictions."""
    there = light.documents
    claims = [c for document in there for c in light.claims[document]]
    days = {key: day_of(document) for key, document in there.items()}
    grouped = group_framed(
        claims,
        sorted((r for d in there for r in light.framed[d]), key=lambda r: (days[r.claim.document], r.claim.id)),
        sorted(claims, key=lambda c: (days[c.document], c.id)),
    )
    material = pipeline.Material(
        documents=tuple(there.values()),
        claims=grouped.claims,
        propositions=world.region.propositions | grouped.propositions,
        events=tuple(e for d in there for e in light.events[d]),
        commitments=tuple(_of(light.commitments, there)),
        scenarios=tuple(_of(light.scenarios, there)),
        relations=tuple(_of(light.relations, there)),
        proposed=tuple(_of(light.proposed, there)),
        origins=light.origins,
        refused=light.refused,
        runs=light.runs,
        corrections=light.corrections,
    )
    day = parse_moment(as_of or datetime.now(UTC).isoformat()).date().isoformat()
    sources = with_gradings(world.catalogue.sources, light.corrections, day)
    return pipeline.make_case(world.region, sources, material, as_of)


def _of(records: Iterable[D], documents: Mapping[str, Document]) -> Iterator[D]:
    return (r for r in records if r.document in documents)
