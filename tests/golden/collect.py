"""The invented reports through the whole path, as plain data on which two runs and two machines agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from sarhad import pipeline
from sarhad.records import Case, Claim, Derived, Document, LedgerSide, Mention, Observation, Offsets, Origin
from sarhad.settings import load_settings
from sarhad.store import open_lake

HERE = Path(__file__).parent
REGION, REPORTS, EXPECTED = HERE / "regions" / "verania", HERE / "reports", HERE / "expected"
Plain = dict[str, Any]
# What differs from run to run, is a hash of the rest, or stands elsewhere in the file.
LEFT_OUT = {"id", "document", "run", "made_by", "evidence", "source", "cue", "content", "antecedent", "consequent"}
TABLES = ("claims", "events", "commitments", "scenarios", "relations")


def make_case(workspace: Path) -> Case:
    """Read the reports into a new lake and take the case out of it."""
    settings = pipeline.init(workspace, str(REGION))
    pipeline.read(workspace, [str(REPORTS)], settings)
    return pipeline.build_case(workspace, settings)


def read_mentions(workspace: Path) -> tuple[Mention, ...]:
    """The mentions in the lake, which a case leaves out."""
    with open_lake(workspace, load_settings(workspace), read_only=True) as lake:
        return tuple(lake.read(Mention))


def collect(case: Case, mentions: tuple[Mention, ...]) -> dict[str, Plain]:
    """File name of the expectation → what it holds: one for each report, and one for the case as a whole."""
    files = {key_of(d): _report(d, case) | _mentions(d, mentions) for d in case.documents}
    return dict(sorted(files.items())) | {"case": _case(case)}


def key_of(document: Document) -> str:
    """A name for a report that does not depend on the machine: its invented address, or its file's name."""
    if document.url.startswith("https://example.org/"):
        return document.url.removeprefix("https://example.org/").replace("/", "_")
    return document.url.rsplit("/", 1)[-1].replace("!", "_")


def _report(document: Document, case: Case) -> Plain:
    rows: Plain = {
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "language": document.language,
        "published": _plain(document.published),
        "sentences": [[s.kind, document.text[s.start : s.end]] for s in document.sentences],
    }
    for name in TABLES:
        own = [r for r in getattr(case, name) if r.document == document.id]
        rows[name] = [_record(r, document) for r in sorted(own, key=_place)]
    return rows


def _mentions(document: Document, mentions: tuple[Mention, ...]) -> Plain:
    own = sorted((m for m in mentions if m.document == document.id), key=lambda m: m.start)
    return {"mentions": [[document.text[m.start : m.end], m.type, m.actor, m.place] for m in own]}


def _place(record: Derived) -> tuple[int, int, str]:
    return record.evidence[0].start, record.evidence[0].end, record.id


def _record(record: Derived, document: Document) -> Plain:
    """The fields that say something, and the words of the spans as they stand in the text."""
    plain = {k: v for k, v in _plain(record).items() if k not in LEFT_OUT and v not in ("", [], None)}
    plain["evidence"] = [document.text[s.start : s.end] for s in record.evidence]
    for name in ("source", "cue", "content", "antecedent", "consequent"):
        if hasattr(record, name):
            plain[name] = [document.text[start:end] for start, end in _spans(record, name)]
            plain.pop(f"{name}_text", None)
    return plain


def _spans(record: Derived, name: str) -> tuple[Offsets, ...]:
    spans: tuple[Offsets, ...] = getattr(record, name)
    return spans


def _plain(record: msgspec.Struct) -> Plain:
    return dict(msgspec.to_builtins(record))


# ---------------------------------------------------------------- the case as a whole


def _case(case: Case) -> Plain:
    name = {c.id: label for c, label in _labels(case)}
    reports = {d.id: key_of(d) for d in case.documents}
    origins = {o.id: _origin_label(o, reports) for o in case.origins}
    return {
        "refused": sorted([Path(p.name).name, p.refused, p.remedy] for p in case.refused),
        "origins": sorted((_origin(o, reports, name) for o in case.origins), key=str),
        "ledger": [
            {"proposition": e.proposition, "contested": e.contested}
            | {s: _side(getattr(e, s), name, origins) for s in ("asserts", "denies", "doubts")}
            for e in case.ledger
        ],
        "observations": [_observation(o) for o in case.observations if o.n or o.absence],
        "assessment": {
            "answer": case.assessment.answer,
            "confidence": case.assessment.confidence,
            "probability": case.assessment.probability,
            "for": sorted(name[c] for c in case.assessment.claims_for),
            "against": sorted(name[c] for c in case.assessment.claims_against),
            "origins": [case.assessment.origins_for, case.assessment.origins_against],
            "reasons": list(case.assessment.reasons),
        },
    }


def _labels(case: Case) -> Iterator[tuple[Claim, str]]:
    reports = {d.id: key_of(d) for d in case.documents}
    for claim in case.claims:
        yield claim, f"{reports[claim.document]}: {claim.content_text}"


def _origin_label(origin: Origin, reports: dict[str, str]) -> str:
    return f"{origin.kind} {origin.speaker} in {', '.join(sorted(reports[d] for d in origin.documents))}"


def _origin(origin: Origin, reports: dict[str, str], name: dict[str, str]) -> Plain:
    return {
        "kind": origin.kind,
        "speaker": origin.speaker,
        "first": origin.first,
        "reports": sorted(reports[d] for d in origin.documents),
        "claims": sorted(name[c] for c in origin.claims),
    }


def _side(side: LedgerSide, name: dict[str, str], origins: dict[str, str]) -> Plain:
    return {
        "claims": sorted(name[c] for c in side.claims),
        "origins": sorted(origins[o] for o in side.origins),
        "speakers": sorted(side.speakers),
        "days": [side.first, side.last],
        "grade": side.grade,
    }


def _observation(row: Observation) -> list[Any]:
    return [row.indicator, row.unit, row.period, row.value, row.n, row.absence]
