"""Corrections in a lake too large to hold: the rows corrected show at once, and what follows from them a little later.

Claims and events of the documents touched are read again, and the log of corrections; the ledger, incidents and series
follow when the index has been made anew, which begins at the same time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from sarhad import pipeline
from sarhad.indexing.amending import touched_documents
from sarhad.indexing.listing import event_row, fields_of
from sarhad.records import Claim, Correction, Document, Event, Run
from sarhad.settings import Settings
from sarhad.store import Lake, one_of
from sarhad.store.desk import Desk, Query, rows
from sarhad.store.desk.patching import Patch
from sarhad.store.desk.query import Condition
from sarhad.world import load_catalogue, load_region

EVERY = 10_000_000


def touch_index(lake: Lake, desk: Desk, settings: Settings) -> bool:
    """Show the corrections that are new since the index was made; False where more than corrections has come."""
    log = lake.read(Correction)
    known = {row.id for row in desk.stream("corrections", Query())}  # type: ignore[attr-defined]
    fresh = [c for c in log if c.id not in known]
    touched = touched_documents(lake, fresh)
    runs = {row.id for row in desk.stream("runs", Query())}  # type: ignore[attr-defined]
    if touched is None or {run.id for run in lake.read(Run)} != runs:
        return False
    if not fresh:
        return True
    patch = Patch()
    for document in touched:
        touch_document(lake, desk, patch, document, settings)
    newest = {(c.table, c.record, c.field): c.id for c in sorted(log, key=lambda c: c.when)}
    for c in log:
        state = "in force" if newest[c.table, c.record, c.field] == c.id else "replaced"
        patch.put("corrections", c.id, rows.CorrectionRow(**fields_of(c), state=state))
    patch.apply(desk, msgspec.structs.replace(desk.state, revision=desk.state.revision + 1))
    return True


def touch_document(lake: Lake, desk: Desk, patch: Patch, id: str, settings: Settings) -> None:
    """The rows of one document, of its claims and of its events; none of them where it is hidden now."""
    mine = Condition(sql='"document" = ?', values=(id,))
    before: dict[str, Sequence[Any]] = {name: desk.all_of(name, mine) for name in ("claims", "events")}
    for name, own in before.items():
        patch.remove(name, [row.id for row in own])
    found = lake.read(Document, id=one_of([id]))
    if not found:
        return patch.remove("documents", [id])
    document = pipeline.sourced(found[0], load_catalogue(settings.sources))
    known = {row.id: row for row in before["claims"]}
    for claim in lake.read(Claim, document=id):
        patch.put("claims", claim.id, touched_claim(claim, known.get(claim.id), document, settings))
    for event in lake.read(Event, document=id):
        patch.put("events", event.id, event_row(event, document, load_region(settings.region).places))
    return None


def touched_claim(claim: Claim, before: rows.ClaimRow | None, document: Document, settings: Settings) -> rows.ClaimRow:
    """The claim as it reads now; its group, where it has one, and its grade are those that it had."""
    region, sources = load_region(settings.region), load_catalogue(settings.sources).sources
    known = region.actors.get(claim.source_actor) or sources.get(claim.source_actor)
    if before is not None and not claim.proposition:
        claim = msgspec.structs.replace(claim, proposition=before.proposition, stance=claim.stance or before.stance)
    return rows.ClaimRow(
        **fields_of(claim),
        date=claim.said or document.published.value or document.published.earliest,
        speaker=known.name if known else claim.source_text,
        says=claim.content_text,
        grade=before.grade if before else "",
        publisher=document.publisher,
        outlet=document.source,
        language=document.language,
    )
