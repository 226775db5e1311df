"""The rows of the index: those of claims, events and documents while the lake is streamed, then all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sarhad import pipeline
from sarhad.ground import find_contradiction
from sarhad.ground.ledger import claim_day
from sarhad.indexing.derive import Beside
from sarhad.publish import make_table
from sarhad.publish.index import Index
from sarhad.records import (
    Assessment,
    Case,
    Claim,
    Contradiction,
    Dataset,
    Document,
    Event,
    Forecast,
    LedgerEntry,
    LedgerSide,
    Observation,
    Place,
    Record,
    Score,
)
from sarhad.store import Lake
from sarhad.store.desk import RESOURCES, DeskWriter, rows
from sarhad.store.desk.resources import ident_of
from sarhad.world import Region

MOST_NAMED = 500  # ids that a row of the ledger names
STREAMED = ("documents", "claims", "events", "coded-events")  # written while the lake is read
KEPT: Mapping[str, type[Record]] = {
    "assessments": Assessment,
    "observations": Observation,
    "forecasts": Forecast,
    "scores": Score,
    "datasets": Dataset,
}


def fields_of(record: msgspec.Struct) -> dict[str, Any]:
    """The fields of a record by name, to make a row of."""
    return {name: getattr(record, name) for name in record.__struct_fields__}


# ---------------------------------------------------------------- what was found in documents


def write_found(lake: Lake, out: DeskWriter, case: Case, region: Region, sources: str) -> Iterator[Contradiction]:
    """Write the rows of documents, claims and events, and hand over the headlines that contradict their texts."""
    index = Index(case)
    claims, events = Beside(lake.stream(Claim)), Beside(lake.stream(Event))
    for whole in lake.stream(Document):
        document = msgspec.structs.replace(whole, source=index.documents[whole.id].source)
        said, done = [regrouped(c, index) for c in claims.of(document.id)], events.of(document.id)
        for claim in said:
            out.add("claims", claim_row(claim, document, index))
        for event in done:
            out.add("events", event_row(event, document, case.places))
        out.add("documents", document_row(document, len(said), len(done), index), (document.text,))
        kit = pipeline.kit_of(region, document.language, sources)
        found = find_contradiction(document, said, kit.lexicon) if kit else None
        if found:
            yield found


def regrouped(claim: Claim, index: Index) -> Claim:
    """The claim with the proposition and the side that grouping and merging gave it."""
    own = index.claims[claim.id]
    return msgspec.structs.replace(claim, proposition=own.proposition, stance=own.stance)


def claim_row(claim: Claim, document: Document, index: Index) -> rows.ClaimRow:
    """A claim as the desk lists it."""
    known = index.case.actors.get(claim.source_actor) or index.case.sources.get(claim.source_actor)
    return rows.ClaimRow(
        **fields_of(claim),
        date=claim_day(claim, document),
        speaker=known.name if known else claim.source_text,
        says=claim.content_text,
        grade=index.grade(claim),
        publisher=document.publisher,
        outlet=document.source,
        language=document.language,
    )


def event_row(event: Event, document: Document, places: Mapping[str, Place]) -> rows.EventRow:
    """An event as the desk lists it, with the words of its evidence."""
    quoted = event.evidence[0]
    return rows.EventRow(
        **fields_of(event),
        when=event.date.value,
        sentence=" ".join(document.text[quoted.start : quoted.end].split()),
        publisher=document.publisher,
        outlet=document.source,
        language=document.language,
        country=_country(event.place, places),
    )


def document_row(document: Document, claims: int, events: int, index: Index) -> rows.DocumentRow:
    """A document as the desk lists it."""
    own = fields_of(document)
    return rows.DocumentRow(
        **{name: own[name] for name in rows.DocumentRow.__struct_fields__ if name in own},
        date=document.published.value or document.published.earliest,
        grade=index.reliability(document),
        characters=len(document.text),
        claims=claims,
        events=events,
    )


def _country(place: str, places: Mapping[str, Place]) -> str:
    return places[place].country if place in places else ""


# ---------------------------------------------------------------- all others


Kept = Sequence[tuple[str, Record]]


def kept_of(lake: Lake) -> Kept:
    """The rows that the lake keeps as they are listed: judgements, series and forecasts that were written to it."""
    return [(name, row) for name, kind in KEPT.items() for row in lake.stream(kind)]


def all_rest(case: Case, kept: Kept) -> Iterator[tuple[str, Record]]:
    """The rows of all resources that are not written while the lake is read; of one id the last counts."""
    index = Index(case)
    made = ((name, row) for name, listed in LISTED.items() for row in listed(case, index))
    last = {ident_of(RESOURCES[name], row): row for name, row in kept if name == "observations"}
    again = {ident_of(RESOURCES["observations"], o) for o in case.observations}
    for name, row in kept:
        if name != "observations":
            yield name, row
    yield from (("observations", row) for id, row in last.items() if id not in again)
    yield from made


def rest_of(case: Case, kept: Kept) -> dict[str, dict[str, Record]]:
    """The same by resource and id."""
    found: dict[str, dict[str, Record]] = {name: {} for name in RESOURCES if name not in STREAMED}
    for name, row in all_rest(case, kept):
        found[name][ident_of(RESOURCES[name], row)] = row
    return found


def _incidents(case: Case, _index: Index) -> Iterator[Record]:
    for i in case.incidents:
        yield rows.IncidentRow(
            **fields_of(i),
            when=i.date.value or i.date.latest,
            deaths=i.deaths_best,
            told_by=len(i.origins),
            differ_on=", ".join(sorted(i.values)),
            country=_country(i.place, case.places),
        )


def _commitments(case: Case, index: Index) -> Iterator[Record]:
    for row in make_table(case, "commitments").rows:
        more = {"language": index.documents[str(row["document"])].language, "tlp": ""}
        yield msgspec.convert(row | more, rows.CommitmentRow)


def _scenarios(case: Case, index: Index) -> Iterator[Record]:
    for s in case.scenarios:
        yield rows.ScenarioRow(**fields_of(s), **_told(index.documents[s.document]))


def _relations(case: Case, index: Index) -> Iterator[Record]:
    for r in case.relations:
        yield rows.RelationRow(**fields_of(r), **_told(index.documents[r.document]))


def _told(document: Document) -> dict[str, Any]:
    day = document.published.value or document.published.earliest
    return {"date": day, "publisher": document.publisher, "language": document.language}


def _actors(case: Case, _index: Index) -> Iterator[Record]:
    """Those that something was found of, those that wait for review, and the rest of the region pack."""
    listed = make_table(case, "actors").rows
    for row in listed:
        known = case.actors.get(str(row["id"]))
        base = fields_of(known) if known else {"kind": "source" if row["id"] in case.sources else ""}
        yield rows.ActorRow(**base | {k: v for k, v in row.items() if k != "tlp"})
    seen = {row["id"] for row in listed}
    yield from (rows.ActorRow(**fields_of(a)) for a in case.actors.values() if a.id not in seen)


def _places(case: Case, _index: Index) -> Iterator[Record]:
    held = Counter(e.place for e in case.events)
    return (rows.PlaceRow(**fields_of(p), events=held[p.id]) for p in case.places.values())


def _ledger(case: Case, _index: Index) -> Iterator[Record]:
    written = make_table(case, "ledger").rows
    for entry, row in zip(case.ledger, written, strict=True):
        sides = {name: _capped(row[name]) for name in ("asserts", "denies", "doubts")}
        more = {"standing": case.propositions[entry.proposition].standing, **sides}
        yield msgspec.convert(row | _reach(entry) | more, rows.LedgerRow)


def _capped(side: Any) -> dict[str, Any]:
    """A side with its counts; of thousands of ids the first are named, the rest are found by filtering the claims."""
    counts = {f"{name}_total": len(side[name]) for name in ("claims", "origins")}
    return {**side, **counts, **{name: side[name][:MOST_NAMED] for name in ("claims", "origins", "speakers", "names")}}


def _reach(entry: LedgerEntry) -> dict[str, object]:
    """How many claims and origins speak to a proposition, and from when to when."""
    sides: tuple[LedgerSide, ...] = (entry.asserts, entry.denies, entry.doubts)
    return {
        "claims": sum(len(s.claims) for s in sides),
        "origins": len({o for s in sides for o in s.origins}),
        "first": min((s.first for s in sides if s.first), default=""),
        "last": max((s.last for s in sides), default=""),
        "tlp": "",
    }


def _propositions(case: Case, _index: Index) -> Iterator[Record]:
    spoken = Counter(c.proposition for c in case.claims)
    return (rows.PropositionRow(**fields_of(p), claims=spoken[p.id]) for p in case.propositions.values())


def _sources(case: Case, _index: Index) -> Iterator[Record]:
    return (msgspec.convert(row | {"tlp": ""}, rows.SourceRow) for row in make_table(case, "sources").rows)


def _refusals(case: Case, _index: Index) -> Iterator[Record]:
    for page in case.refused:
        own = fields_of(page)
        yield rows.RefusalRow(**{n: own[n] for n in rows.RefusalRow.__struct_fields__ if n in own})


def _corrections(case: Case, _index: Index) -> Iterator[Record]:
    states = {str(r["id"]): str(r["state"]) for r in make_table(case, "corrections").rows}
    return (rows.CorrectionRow(**fields_of(c), state=states[c.id]) for c in case.corrections)


def _contradictions(case: Case, _index: Index) -> Iterator[Record]:
    return (rows.ContradictionRow(**fields_of(c)) for c in case.contradictions)


LISTED: Mapping[str, Callable[[Case, Index], Iterator[Record]]] = {
    "incidents": _incidents,
    "commitments": _commitments,
    "threads": lambda case, _index: iter(case.threads),
    "scenarios": _scenarios,
    "relations": _relations,
    "actors": _actors,
    "places": _places,
    "ledger": _ledger,
    "propositions": _propositions,
    "sources": _sources,
    "refusals": _refusals,
    "corrections": _corrections,
    "contradictions": _contradictions,
    "assessments": lambda case, _index: iter((case.assessment,)),
    "observations": lambda case, _index: iter(case.observations),
    "counted": lambda case, _index: iter(case.counted),
    "gaps": lambda case, _index: iter(case.gaps),
    "shifts": lambda case, _index: iter((case.shift,) if case.shift else ()),
    "origins": lambda case, _index: iter(case.origins),
    "runs": lambda case, _index: iter(case.runs),
}
