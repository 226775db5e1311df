"""The records of a case as tables: for the terminal, JSON lines and CSV. One visible dict names them all."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from sarhad.errors import SarhadError
from sarhad.publish import words
from sarhad.publish.compose import marking
from sarhad.publish.index import Index
from sarhad.publish.judgements import gap_rows, mode_rows
from sarhad.publish.threads import history
from sarhad.records import Case, Claim, Correction, Document, LedgerSide, Observation, Record, Turn
from sarhad.registry import find

Row = dict[str, object]


class Table(Record, frozen=True, kw_only=True):
    """Rows with all their fields; `shown` are the columns for the terminal."""

    name: str
    shown: tuple[str, ...]
    rows: tuple[Row, ...]

    def as_json(self) -> str:
        """One JSON object a line."""
        return "".join(msgspec.json.encode(row).decode() + "\n" for row in self.rows)

    def as_csv(self) -> str:
        """CSV with a header; lists and structures as JSON in their cell. A cell never starts a spreadsheet formula."""
        columns = list(dict.fromkeys(key for row in self.rows for key in row)) or list(self.shown)
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: cell(value) for key, value in row.items()} for row in self.rows)
        return text.getvalue()


def make_table(case: Case, name: str, find_text: str = "", where: Sequence[str] = ()) -> Table:
    """The table called `name`, with only the rows that hold `find_text` and meet each FIELD=VALUE of `where`.

    Every row carries the strictest TLP marking of the case's documents.
    """
    shown, rows_of = find(TABLES, name, "table")
    return Table(name=name, shown=shown, rows=kept(rows_of(case), name, marking(case, "TLP:CLEAR"), find_text, where))


def kept(rows: Iterable[Row], name: str, tlp: str, find_text: str = "", where: Sequence[str] = ()) -> tuple[Row, ...]:
    """Those rows of a table that hold a text and meet each FIELD=VALUE, with their marking."""
    wanted = find_text.casefold()
    return tuple(r | {"tlp": tlp} for r in rows if _meets(r, where, name) and wanted in _text(r).casefold())


def series_table(series: Iterable[Observation], tlp: str, find_text: str = "", where: Sequence[str] = ()) -> Table:
    """Observations as the table `series`."""
    return Table(name="series", shown=_SERIES, rows=kept(map(_builtins, series), "series", tlp, find_text, where))


def _text(row: Row) -> str:
    return " ".join(str(v) for v in row.values())


def _meets(row: Row, where: Iterable[str], name: str) -> bool:
    for condition in where:
        field, sign, value = condition.partition("=")
        if not sign or field not in row:
            raise SarhadError(
                f"{name} cannot be filtered so", condition, "use FIELD=VALUE with one of: " + ", ".join(row)
            )
        if not _equals(row[field], value):
            return False
    return True


def _equals(held: object, wanted: str) -> bool:
    """Whether a field has the value wanted, as it stands in JSON; a list has it when one of its items does."""
    if isinstance(held, bool):
        return wanted.lower() == str(held).lower()
    return str(held) == wanted or (isinstance(held, list | tuple) and wanted in held)


def cell(value: object) -> object:
    if isinstance(value, str):
        return "'" + value if value[:1] in {"=", "+", "-", "@"} else value
    if isinstance(value, list | tuple | dict):
        return msgspec.json.encode(value).decode()
    return value


# ---------------------------------------------------------------- the tables


def _builtins(record: msgspec.Struct) -> Row:
    return dict(msgspec.to_builtins(record))


def _documents(case: Case) -> dict[str, Document]:
    return {d.id: d for d in case.documents}


def _said(claim: Claim, document: Document) -> str:
    return claim.said or document.published.value or document.published.earliest


def _claims(case: Case) -> list[Row]:
    index = Index(case)
    rows = [
        {
            "date": _said(c, index.documents[c.document]),
            "speaker": _name(c.source_actor, case) or c.source_text,
            "says": c.content_text,
            "grade": index.grade(c),
            "publisher": index.documents[c.document].publisher,
        }
        | _builtins(c)
        for c in case.claims
    ]
    return sorted(rows, key=lambda r: str(r["date"]))


def _events(case: Case) -> list[Row]:
    documents = _documents(case)
    rows = []
    for event in case.events:
        quoted = event.evidence[0]
        words = documents[event.document].text[quoted.start : quoted.end]
        row = {"when": event.date.value, "sentence": " ".join(words.split())} | _builtins(event)
        rows.append(row | {"publisher": documents[event.document].publisher})
    return sorted(rows, key=lambda r: str(r["when"]))


def _incidents(case: Case) -> list[Row]:
    """What happened, once for each happening: how many independent origins tell of it, and on what they differ."""
    rows: list[Row] = [
        {
            "when": i.date.value or i.date.latest,
            "deaths": i.deaths_best,
            "told_by": len(i.origins),
            "differ_on": ", ".join(sorted(i.values)),
        }
        | _builtins(i)
        for i in case.incidents
    ]
    return sorted(rows, key=lambda r: str(r["when"]))


def _commitments(case: Case) -> list[Row]:
    """Each report of a measure, beside the status history over all reports of that measure."""
    documents = _documents(case)
    thread_of = {c: t for t in case.threads for change in t.changes for c in change.commitments}
    rows = []
    for c in case.commitments:
        row: Row = {"when": c.date.value, "publisher": documents[c.document].publisher} | _builtins(c)
        thread = thread_of.get(c.id)
        told: Row = {"thread": "", "history": "", "changes": []}
        if thread:
            told = {"thread": thread.id, "history": history(thread), "changes": _builtins(thread)["changes"]}
        rows.append(row | told)
    return sorted(rows, key=lambda r: str(r["when"]))


def _actors(case: Case) -> list[Row]:
    said = Counter(c.source_actor for c in case.claims if c.source_actor)
    about = Counter(a for c in case.claims for a in c.about)
    acted = Counter(a for e in case.events for a in (e.actor, e.recipient) if a)
    ids = sorted({*said, *about, *acted}, key=lambda a: (-said[a] - about[a] - acted[a], a))
    return [
        {
            "id": a,
            "name": _name(a, case),
            "claims": said[a],
            "claims_about": about[a],
            "events": acted[a],
            "proposed": 0,
        }
        for a in ids
    ] + _proposed(case)


def _proposed(case: Case) -> list[Row]:
    """Bodies that the region pack lacks, most often named first (`proposed`): an analyst decides on them."""
    named = Counter(m.text for m in case.proposed)
    told = "not in the region pack: proposed for review"
    return [
        {"id": "", "name": f"{name} ({told})", "claims": 0, "claims_about": 0, "events": 0, "proposed": n}
        for name, n in sorted(named.items(), key=lambda kv: (-kv[1], kv[0]))
    ]


def _places(case: Case) -> list[Row]:
    held = Counter(e.place for e in case.events if e.place)
    return [
        {"events": n} | _builtins(case.places[p]) for p, n in sorted(held.items(), key=lambda kv: (-kv[1], kv[0]))
        if p in case.places
    ]  # fmt: skip


def _ledger(case: Case) -> list[Row]:
    return [
        {
            "proposition": e.proposition,
            "text": e.text,
            "asserted_by": _side(e.asserts, case),
            "denied_by": _side(e.denies, case),
            "doubted_by": _side(e.doubts, case),
            "contested": e.contested,
            "changed_sides": [_turn(t, case) for t in {t.speaker: t for t in e.turns}.values()],
            "asserts": _held(e.asserts, case),
            "denies": _held(e.denies, case),
            "doubts": _held(e.doubts, case),
            "turns": _builtins(e)["turns"],
        }
        for e in case.ledger
    ]


def _silence(side: LedgerSide) -> str:
    since = f" since {side.silent_since}" if side.silent_since else ""
    return f"{'no report' if side.claims else 'none'} monitored{since}"


def _side(side: LedgerSide, case: Case) -> str:
    if not side.claims:
        return _silence(side)
    names = ", ".join(_names(side, case)[:4])
    period = "–".join(dict.fromkeys((side.first, side.last)))
    told = f"{words.counted(len(side.origins), 'origin')}, {side.grade}, {period}: {names}"
    return f"{told} ({_silence(side)})" if side.silent_since else told


def _held(side: LedgerSide, case: Case) -> Row:
    return _builtins(side) | {"grade": side.grade, "names": _names(side, case)}


def _names(side: LedgerSide, case: Case) -> list[str]:
    named = (words.short_name(_name(s, case)) or s or "not named" for s in side.speakers)
    return list(dict.fromkeys(named))


def _turn(turn: Turn, case: Case) -> str:
    name = words.short_name(_name(turn.speaker, case)) or turn.speaker
    return f"{name} changed sides on {turn.on}: now {turn.after}"


def _sources(case: Case) -> list[Row]:
    documents = _documents(case)
    read = Counter(d.source for d in case.documents if d.source)
    said = Counter(documents[c.document].source for c in case.claims)
    against = {c.document for c in case.contradictions}
    last = {d.source: d for d in sorted(case.documents, key=lambda d: d.published.value or d.published.earliest)}
    rows = [
        {
            "source": s.id,
            "grade": s.grade,
            "since": s.grades[-1].since if s.grades else "",
            "by": s.grades[-1].by if s.grades else "",
            "reason": s.grades[-1].reason if s.grades else "nobody has graded it",
            "before": [g.grade for g in s.grades[:-1]],
            "documents": read[s.id],
            "claims": said[s.id],
            "headlines_contradicted": [d.id for d in case.documents if d.source == s.id and d.id in against],
            "last": last[s.id].published.value or last[s.id].published.earliest if s.id in last else "",
        }
        | _builtins(s)
        for s in case.sources.values()
    ]
    return sorted(rows, key=lambda r: (-read[str(r["id"])], str(r["id"])))


def _corrections(case: Case) -> list[Row]:
    newest = {(c.table, c.record, c.field): c.id for c in sorted(case.corrections, key=_moment)}
    return [
        {
            "when": c.when,
            "who": c.who,
            "record": c.record,
            "field": c.field,
            "value": msgspec.json.decode(c.value),
            "why": c.why,
            "state": "in force" if newest[c.table, c.record, c.field] == c.id else "replaced",
            "id": c.id,
            "table": c.table,
        }
        for c in sorted(case.corrections, key=_moment)
    ]


def _moment(correction: Correction) -> datetime:
    return datetime.fromisoformat(correction.when)


def _structural(case: Case) -> list[Row]:
    by_id, documents = {c.id: c for c in case.claims}, _documents(case)
    a = case.assessment
    head: Row = {
        "side": "answer",
        "text": a.answer,
        "speaker": a.basis,
        "date": a.as_of,
        "publisher": "",
        "id": a.id,
        "origins_for": a.origins_for,
        "origins_against": a.origins_against,
        "confidence": a.confidence,
        "reasons": a.reasons,
    }
    rows = [head]
    for side, ids in (("for", a.claims_for), ("against", a.claims_against)):
        for claim in (by_id[i] for i in ids):
            document = documents[claim.document]
            rows.append(
                {
                    "side": side,
                    "text": claim.content_text,
                    "speaker": _name(claim.source_actor, case) or claim.source_text,
                    "date": _said(claim, document),
                    "publisher": document.publisher,
                    "id": claim.id,
                }
            )
    return rows


def _series(case: Case) -> list[Row]:
    """Every value of every indicator with its count, its interval and its absence; `rows` are what it came from."""
    return [_builtins(o) for o in case.observations]


def _counted(case: Case) -> list[Row]:
    """What the values of the series are worked out from: each record with its side and the origin it counts under."""
    return [_builtins(c) for c in case.counted]


def _name(key: str, case: Case) -> str:
    known = case.actors.get(key) or case.sources.get(key)
    return known.name if known else ""


_SERIES = ("unit", "period", "indicator", "value", "low", "high", "n", "absence")
TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Case], list[Row]]]] = {
    "claims": (("date", "speaker", "cue_text", "says", "stance", "proposition", "grade", "publisher"), _claims),
    "events": (("when", "type", "actor", "recipient", "place", "sentence"), _events),
    "incidents": (("when", "type", "actor", "recipient", "place", "deaths", "told_by", "differ_on"), _incidents),
    "commitments": (("when", "status", "phase", "measure", "reported_by", "publisher", "history"), _commitments),
    "actors": (("id", "name", "claims", "claims_about", "events"), _actors),
    "places": (("id", "name", "kind", "country", "events"), _places),
    "ledger": (("text", "asserted_by", "denied_by", "contested"), _ledger),
    "sources": (("source", "grade", "since", "by", "reason", "documents", "claims", "last"), _sources),
    "corrections": (("when", "who", "record", "field", "value", "why", "state", "id"), _corrections),
    "structural": (("side", "date", "speaker", "text", "publisher"), _structural),
    "modes": (("side", "name", "text"), mode_rows),
    "gap": (("side", "unit", "date", "speaker", "text", "publisher"), gap_rows),
    "series": (_SERIES, _series),
    "counted": (("indicator", "unit", "date", "side", "origin", "record"), _counted),
}
