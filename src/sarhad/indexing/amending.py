"""Taking corrections into an index that is open: what they touch is worked out anew, everything else stays.

The documents of the records corrected are read again; from what is held of all others the ledger, incidents and series
follow as they do when an index is made, and the rows that came out differently are replaced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from sarhad import pipeline
from sarhad.ground import find_contradiction
from sarhad.indexing.build import Held, world_of
from sarhad.indexing.derive import Light, World, bare_event, case_of, set_by_hand, take_document
from sarhad.indexing.listing import claim_row, document_row, event_row, regrouped, rest_of
from sarhad.publish.compose import marking
from sarhad.publish.index import Index
from sarhad.records import (
    Case,
    Claim,
    Commitment,
    Contradiction,
    Correction,
    Document,
    Event,
    Record,
    Relation,
    Run,
    Scenario,
)
from sarhad.settings import Settings
from sarhad.store import Lake, one_of
from sarhad.store.desk import Desk
from sarhad.store.desk.patching import Patch

KINDS: dict[str, type[Record]] = {
    "claim": Claim, "event": Event, "commitment": Commitment, "scenario": Scenario, "relation": Relation
}  # fmt: skip
ABROAD = frozenset({"source", "proposition"})  # corrected as knowledge, not as records of a document


def amend_index(lake: Lake, desk: Desk, held: Held, settings: Settings) -> Held | None:
    """Bring an open index up to date with the lake; None where more than corrections has come since."""
    corrections = lake.read(Correction)
    known = {c.id for c in held.light.corrections}
    fresh = [c for c in corrections if c.id not in known]
    touched = touched_documents(lake, fresh)
    if lake.read(Run) != held.light.runs or touched is None or len(known) + len(fresh) != len(corrections):
        return None
    world = world_of(settings)
    light = retaken(lake, held.light._replace(corrections=corrections), world, touched)
    light = reread(lake, light, {c.table for c in fresh})
    case = case_of(light, world, None)
    patch = Patch()
    found = put_documents(lake, patch, case, held, world, touched)
    case = msgspec.structs.replace(case, contradictions=found)
    put_graded(lake, patch, case, held.case, touched)
    rows = rest_of(case, held.kept)
    put_rest(patch, rows, held.rows)
    state = msgspec.structs.replace(
        desk.state,
        snapshot=lake.snapshots()[-1].id,
        as_of=case.as_of,
        tlp=marking(case, "TLP:CLEAR"),
        revision=desk.state.revision + 1,
    )
    patch.apply(desk, state)
    return Held(light, case, held.kept, rows)


def touched_documents(lake: Lake, fresh: Collection[Correction]) -> list[str] | None:
    """The documents whose records were corrected; None where something else was."""
    found: dict[str, None] = {}
    for table in {c.table for c in fresh} - ABROAD:
        ids = [c.record for c in fresh if c.table == table]
        if table == "document":
            found |= dict.fromkeys(ids)
        elif table in KINDS:
            rows = lake.read(KINDS[table], corrected=False, id=one_of(ids))
            found |= dict.fromkeys(str(getattr(row, "document", "")) for row in rows)
        else:
            return None
    return list(found)


def retaken(lake: Lake, light: Light, world: World, touched: list[str]) -> Light:
    """What is held, with the documents touched read again."""
    if not touched:
        return light
    light = light._replace(
        documents=dict(light.documents), claims=dict(light.claims),
        framed=dict(light.framed), events=dict(light.events),
    )  # fmt: skip
    by_hand = set_by_hand(light.corrections)
    for id in touched:
        light.documents.pop(id, None)
    for document in lake.read(Document, id=one_of(touched)):
        take_document(light, world, document, lake.read(Claim, document=document.id), by_hand)
        light.events[document.id] = [bare_event(e) for e in lake.read(Event, document=document.id)]
    return light._replace(documents=dict(sorted(light.documents.items())))


def reread(lake: Lake, light: Light, tables: Collection[str]) -> Light:
    """What is held, with the few records of other kinds read again where any was corrected."""
    if "commitment" in tables:
        light = light._replace(commitments=lake.read(Commitment))
    if "scenario" in tables:
        light = light._replace(scenarios=lake.read(Scenario))
    if "relation" in tables:
        light = light._replace(relations=lake.read(Relation))
    return light


# ---------------------------------------------------------------- rows


def put_documents(
    lake: Lake, patch: Patch, case: Case, held: Held, world: World, touched: list[str]
) -> tuple[Contradiction, ...]:
    """The rows of the documents touched, and all contradictions of headlines."""
    index = Index(case)
    for id in touched:
        patch.remove("documents", [id])
        patch.remove("claims", [c.id for c in held.light.claims.get(id, ())])
        patch.remove("events", [e.id for e in held.light.events.get(id, ())])
    fresh = tuple(_put(lake, patch, index, world, touched))
    return (*(c for c in held.case.contradictions if c.document not in touched), *fresh)


def _put(lake: Lake, patch: Patch, index: Index, world: World, touched: list[str]) -> Iterator[Contradiction]:
    for whole in lake.read(Document, id=one_of(touched)) if touched else ():
        document = msgspec.structs.replace(whole, source=index.documents[whole.id].source)
        claims = [regrouped(c, index) for c in lake.read(Claim, document=document.id)]
        events = lake.read(Event, document=document.id)
        for claim in claims:
            patch.put("claims", claim.id, claim_row(claim, document, index))
        for event in events:
            patch.put("events", event.id, event_row(event, document, index.case.places))
        patch.put("documents", document.id, document_row(document, len(claims), len(events), index), (document.text,))
        kit = pipeline.kit_of(world.region, document.language, world.sources)
        found = find_contradiction(document, claims, kit.lexicon) if kit else None
        if found:
            yield found


def put_graded(lake: Lake, patch: Patch, case: Case, before: Case, touched: Collection[str]) -> None:
    """The rows of claims elsewhere whose proposition, side or grade is another now, and of documents regraded."""
    new, old = Index(case), Index(before)
    changed = {
        c.document for c in case.claims if c.document not in touched and _standing(c.id, new) != _standing(c.id, old)
    } | {d.id for d in case.documents if d.id not in touched and new.reliability(d) != old.reliability(d)}
    if not changed:
        return
    for whole in lake.read(Document, id=one_of(sorted(changed))):
        document = msgspec.structs.replace(whole, source=new.documents[whole.id].source)
        claims = lake.read(Claim, document=document.id)
        for claim in claims:
            patch.put("claims", claim.id, claim_row(regrouped(claim, new), document, new))
        events = sum(e.document == document.id for e in case.events)
        patch.put("documents", document.id, document_row(document, len(claims), events, new), (document.text,))


def _standing(claim: str, index: Index) -> tuple[str, str, str] | None:
    own = index.claims.get(claim)
    return (own.proposition, own.stance, index.grade(own)) if own else None


def put_rest(patch: Patch, rows: dict[str, dict[str, Record]], before: dict[str, dict[str, Record]]) -> None:
    """The rows of all other resources that came out differently."""
    for name, own in rows.items():
        for id, row in own.items():
            if before[name].get(id) != row:
                patch.put(name, id, row)
        patch.remove(name, before[name].keys() - own.keys())
