"""Why a figure is what it is: its formula and the rows it was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sarhad.records import Assessment, Observation, Record
from sarhad.registry import find
from sarhad.store.desk import rows
from sarhad.store.desk.desk import Desk

SOURCES = {"claim": "claims", "event": "events", "relation": "relations", "coded": "coded-events"}
SOURCES |= {"incident": "incidents", "commitment": "commitments", "scenario": "scenarios", "doc": "documents"}
FORMULAS: Mapping[str, str] = {
    "mode": "the number of independent origins that speak of the mode in the quarter, denials left out",
    "engagement": "(cooperation − conflict) / (cooperation + conflict + 2), over independent happenings of the year",
    "trust": "(confidence − concern) / (confidence + concern + 2), over independent origins of the year",
    "gap": "engagement − trust; stated from five independent origins on each side on",
    "incident": "how many independent origins tell of one happening; on what they differ, the best supported counts",
    "ledger": "both Admiralty grades of a side: the reliability of its best outlet, and a credibility from the "
    "independent origins that support and contradict it",
    "assessment": "weights by the reliability of the best outlet of each origin (A, B 1; C ¾; D ½; E, F ¼); an answer "
    "needs five origins and twice the other side's weight",
}


class ReasonRow(Record, frozen=True, kw_only=True):
    """A row behind a figure: what kind, when, who, what, and where it is read."""

    resource: str
    id: str
    side: str = ""
    date: str = ""
    who: str = ""
    what: str = ""
    document: str = ""
    publisher: str = ""


class Reason(Record, frozen=True, kw_only=True):
    """A figure with its formula, its interval, its absence and the rows it was made from."""

    snapshot: str
    kind: str
    id: str
    title: str
    formula: str
    value: str
    n: int
    rows: list[ReasonRow]
    absence: str = ""
    low: float | None = None
    high: float | None = None
    notes: tuple[str, ...] = ()


def reason(desk: Desk, kind: str, id: str) -> Reason:
    """Why a figure is what it is; SarhadError when there is none of this id."""
    return find(KINDS, kind, "kind of figure")(desk, id)


def _observation(desk: Desk, id: str) -> Reason:
    found = desk.one("observations", id)
    o = found if isinstance(found, Observation) else Observation(unit="", period="", indicator="", value=None, n=0)
    return Reason(
        snapshot=desk.version,
        kind="observation",
        id=id,
        title=f"{o.indicator}, {o.unit}, {o.period}",
        formula=FORMULAS.get(o.indicator.partition(":")[0], "see the methods"),
        value="" if o.value is None else f"{o.value:.4g}",
        n=o.n,
        absence=o.absence,
        low=o.low,
        high=o.high,
        rows=list(_rows(desk, {"": o.rows})),
    )


def _assessment(desk: Desk, id: str) -> Reason:
    found = desk.one("assessments", id)
    sides = {side: getattr(found, f"claims_{side}") for side in ("for", "against")}
    return Reason(
        snapshot=desk.version,
        kind="assessment",
        id=id,
        title=str(getattr(found, "question", "")),
        formula=FORMULAS["assessment"],
        value=str(getattr(found, "answer", "")),
        n=sum(int(getattr(found, f"origins_{side}")) for side in sides),
        notes=found.reasons if isinstance(found, Assessment) else (),
        rows=list(_rows(desk, sides)),
    )


def _ledger(desk: Desk, id: str) -> Reason:
    entry = desk.one("ledger", id)
    sides = {name: getattr(entry, name, rows.SideRow()) for name in ("asserts", "denies", "doubts")}
    grades = ", ".join(f"{name} {side.grade}" for name, side in sides.items() if side.claims)
    return Reason(
        snapshot=desk.version,
        kind="ledger",
        id=id,
        title=str(getattr(entry, "text", "")),
        formula=FORMULAS["ledger"],
        value=grades,
        n=int(getattr(entry, "origins", 0)),
        rows=list(_rows(desk, {name: side.claims for name, side in sides.items()})),
    )


def _incident(desk: Desk, id: str) -> Reason:
    i = desk.one("incidents", id)
    return Reason(
        snapshot=desk.version,
        kind="incident",
        id=id,
        title=" ".join(str(getattr(i, name, "")) for name in ("when", "type", "actor", "recipient", "place")).strip(),
        formula=FORMULAS["incident"],
        value=str(getattr(i, "told_by", "")),
        n=int(getattr(i, "told_by", 0)),
        rows=list(_rows(desk, {"": getattr(i, "events", ())})),
    )


KINDS: Mapping[str, Callable[[Desk, str], Reason]] = {
    "observation": _observation,
    "assessment": _assessment,
    "ledger": _ledger,
    "incident": _incident,
}


def _rows(desk: Desk, sides: Mapping[str, tuple[str, ...]]) -> Iterator[ReasonRow]:
    """The rows of some ids, side by side, in the order in which they were counted."""
    for side, ids in sides.items():
        by_kind: dict[str, list[str]] = {}
        for id in ids:
            by_kind.setdefault(SOURCES.get(id.partition("-")[0], ""), []).append(id)
        found = {
            getattr(r, "id", ""): (name, r) for name, own in by_kind.items() if name for r in desk.several(name, own)
        }
        for id in ids:
            name, row = found.get(id, ("", None))
            yield _row(name, id, side, row) if row else ReasonRow(resource="", id=id, side=side)


def _row(name: str, id: str, side: str, row: Record) -> ReasonRow:
    parties = " → ".join(p for p in (getattr(row, "actor", ""), getattr(row, "recipient", "")) if p)
    who = getattr(row, "speaker", "") or parties or " – ".join(getattr(row, "between", ()))
    what = next((str(getattr(row, f)) for f in ("says", "sentence", "title", "kind") if getattr(row, f, "")), "")
    return ReasonRow(
        resource=name,
        id=id,
        side=side,
        date=str(getattr(row, "date", "") if isinstance(getattr(row, "date", ""), str) else getattr(row, "when", "")),
        who=str(who),
        what=what,
        document=str(getattr(row, "document", "")),
        publisher=str(getattr(row, "publisher", "")),
    )
