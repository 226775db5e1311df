"""One announced measure over all reports: its status history, copies once, contradictory statuses side by side.

A thread is a programme with the phase and the kind of measure that reports speak of. Reports are put in order of the
day that the status holds for; a report that repeats the status before adds its evidence to it, another one begins a
change. Two statuses contradict each other when different origins give them for nearly the same time and both cannot
hold: a status and its denial, or a measure that is dropped or late and one that is under way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from sarhad.records import Commitment, CommitmentThread, Document, Origin, StatusChange, make_id
from sarhad.world.dates import first_day
from sarhad.world.folding import fold

MADE_BY = "ground.threads/1"
NEAR = 45  # days within which two reports speak of the same time
UNDER_WAY = frozenset({"begun", "phase-done", "finished"})
HELD_UP = frozenset({"delayed", "dropped"})
Key = tuple[str, int | None, str]


def make_threads(
    commitments: Iterable[Commitment], documents: Sequence[Document], origins: Sequence[Origin]
) -> tuple[CommitmentThread, ...]:
    """The threads, those with most origins first."""
    origin_of = {d: o.id for o in origins if o.kind == "text" for d in o.documents}
    published = {d.id: d for d in documents}
    groups: dict[Key, list[Commitment]] = {}
    for c in commitments:
        groups.setdefault((fold(c.programme), c.phase, c.kind), []).append(c)
    threads = [_thread(rows, published, origin_of) for rows in groups.values()]
    return tuple(sorted(threads, key=lambda t: (-len(t.origins), t.programme, t.phase or 0, t.kind)))


def _thread(
    rows: Sequence[Commitment], documents: Mapping[str, Document], origin_of: Mapping[str, str]
) -> CommitmentThread:
    ordered = sorted(rows, key=lambda c: (_day(c, documents), c.id))
    changes: list[list[Commitment]] = []
    for c in ordered:
        if changes and _same(changes[-1][0], c):
            changes[-1].append(c)
        else:
            changes.append([c])
    made = _with_contradictions([_change(group, documents, origin_of) for group in changes])
    first, standing = ordered[0], _standing(made)
    return CommitmentThread(
        id=make_id("thread", fold(first.programme), first.phase, first.kind),
        programme=first.programme,
        phase=first.phase,
        kind=first.kind,
        holder=next((c.holder for c in ordered if c.holder), ""),
        measure=first.measure,
        status=standing.status,
        contested=bool(standing.against),
        changes=tuple(made),
        origins=tuple(dict.fromkeys(o for change in made for o in change.origins)),
        due=next((c.due for c in reversed(ordered) if c.due), ""),
        made_by=MADE_BY,
    )


def _same(one: Commitment, other: Commitment) -> bool:
    return (one.status, one.denied) == (other.status, other.denied)


def _day(c: Commitment, documents: Mapping[str, Document]) -> str:
    """The day a report's status holds for: as the text says, else the day of the report; undated ones last."""
    own, given = c.date, documents[c.document].published if c.document in documents else c.date
    return own.earliest or own.value or given.earliest or given.value or "9999"


def _change(
    rows: Sequence[Commitment], documents: Mapping[str, Document], origin_of: Mapping[str, str]
) -> StatusChange:
    first = rows[0]
    own = {c.id: origin_of.get(c.document, c.document) for c in rows}
    shown = {own[c.id]: c for c in reversed(rows)}  # the first report of each origin
    given = documents[first.document].published if first.document in documents else first.date
    return StatusChange(
        status=first.status,
        date=first.date if first.date.value or first.date.earliest else given,
        denied=first.denied,
        commitments=tuple(c.id for c in rows),
        documents=tuple(dict.fromkeys(c.document for c in rows)),
        origins=tuple(dict.fromkeys(own.values())),
        reported_by=tuple(dict.fromkeys(c.reported_by for c in rows if c.reported_by)),
        conditions=tuple(dict.fromkeys(c.condition_text for c in rows if c.condition_text)),
        evidence=tuple(span for c in reversed(shown.values()) for span in c.evidence),
    )


# ---------------------------------------------------------------- what does not go together


def _with_contradictions(changes: Sequence[StatusChange]) -> list[StatusChange]:
    rows = []
    for change in changes:
        against = (o.status for o in changes if o is not change and _contradict(change, o))
        rows.append(msgspec.structs.replace(change, against=tuple(dict.fromkeys(against))))
    return rows


def _contradict(one: StatusChange, other: StatusChange) -> bool:
    if set(one.origins) <= set(other.origins) or set(other.origins) <= set(one.origins):
        return False
    return _at_one_time(one, other) and (_denies(one, other) or _excludes(one, other) or _excludes(other, one))


def _denies(one: StatusChange, other: StatusChange) -> bool:
    return one.status == other.status and one.denied != other.denied


def _excludes(one: StatusChange, other: StatusChange) -> bool:
    return one.status in HELD_UP and other.status in UNDER_WAY and not (one.denied or other.denied)


def _at_one_time(one: StatusChange, other: StatusChange) -> bool:
    days = [_first(change) for change in (one, other)]
    return None not in days and abs((days[0] - days[1]).days) <= NEAR  # type: ignore[operator]


def _first(change: StatusChange) -> date | None:
    value = change.date.earliest or change.date.value
    return first_day(value) if value else None


def _standing(changes: Sequence[StatusChange]) -> StatusChange:
    """The status last reported; a plan told again does not take back what was reported as reached."""
    reached = [c for c in changes if c.status not in {"announced", "reported"} and not c.denied]
    return reached[-1] if reached else changes[-1]
