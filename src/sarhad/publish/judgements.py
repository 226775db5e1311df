"""The judgements on engagement against trust and on threat modes as rows: the answers, then the evidence either way."""

from __future__ import annotations

from collections.abc import Iterator

from sarhad.publish import rows, words
from sarhad.publish.index import Index
from sarhad.records import Case, Claim, Derived, Event, GapJudgement, ModeShift, Relation
from sarhad.world.likelihood import likelihood

Row = dict[str, object]
GAP_FIELDS = (
    "side", "unit", "date", "counts_as", "speaker", "text", "publisher", "id", "answer", "likelihood", "probability",
    "value", "low", "high", "cooperation", "conflict", "confidence", "concern", "trend", "trend_likelihood",
    "trend_probability", "before", "evidence", "first", "last", "made_by",
)  # fmt: skip
MODE_FIELDS = (
    "side", "name", "text", "n", "answer", "likelihood", "probability", "bayes_factor", "prior", "since", "since_first",
    "since_last", "likeness", "evidence", "before", "after", "grew", "direction", "speaks", "first", "last", "quarters",
    "rows", "id", "made_by",
)  # fmt: skip


def gap_rows(case: Case) -> list[Row]:
    """For each pair the answer; then, pair by pair, what speaks for a gap above 0 and below."""
    index = Index(case)
    answers = [_full(GAP_FIELDS, _gap_answer(judgement)) for judgement in case.gaps]
    return [*answers, *(_full(GAP_FIELDS, row) for judgement in case.gaps for row in _gap_evidence(index, judgement))]


def _full(fields: tuple[str, ...], row: Row) -> Row:
    return {field: row.get(field, "") for field in fields}


def _gap_answer(j: GapJudgement) -> Row:
    told = ("probability", "value", "low", "high", "trend", "trend_probability", "before", "made_by", "id", "answer")
    counts = ("cooperation", "conflict", "confidence", "concern", "unit", "first", "last")
    return {name: getattr(j, name) for name in (*told, *counts)} | {
        "side": "answer",
        "date": f"{j.first}/{j.last}",
        "text": gap_in_words(j),
        "likelihood": word(j.probability),
        "trend_likelihood": word(j.trend_probability),
        "evidence": j.strength,
    }


def word(probability: float | None) -> str:
    """The ICD 203 word for a probability; nothing for none."""
    return "" if probability is None else likelihood(probability)


def gap_in_words(j: GapJudgement) -> str:
    """The answer for a pair in one line, with its counts.

    >>> gap_in_words(GapJudgement(id="g", unit="a→b", first="2025-01", last="2025-12", answer="not enough evidence",
    ...     cooperation=2, conflict=1, confidence=0, concern=3))
    'not enough evidence (deeds: 2 cooperation, 1 conflict; words: 0 confidence, 3 concern)'
    """
    counts = (
        f"deeds: {j.cooperation} cooperation, {j.conflict} conflict; "
        f"words: {j.confidence} confidence, {j.concern} concern"
    )
    if j.probability is None or j.value is None:
        return f"{j.answer} ({counts})"
    bounds = words.interval(j.low, j.high)
    chance = f"above 0: {likelihood(j.probability)} (P = {j.probability:.2f})"
    trend = j.trend if j.trend_probability is None else f"{j.trend} (P = {j.trend_probability:.2f})"
    return f"{j.answer}: gap {words.signed(j.value)}, {bounds}; {chance}; trend {trend} ({counts})"


def _gap_evidence(index: Index, j: GapJudgement) -> Iterator[Row]:
    for side, records in (("above", j.speaks_above), ("below", j.speaks_below)):
        for record in records:
            yield {"side": side, "unit": j.unit, **_told(index, record)}


def _told(index: Index, record: str) -> Row:
    """A record as a row: when, who, what, by whom published."""
    found = rows.row(index, record, ())
    derived = index.derived.get(record)
    publisher = index.publisher(index.documents[derived.document]) if derived else ""
    when = index.when(derived).value if derived else ""
    counts = counts_as(derived) if derived else ""
    told = {"id": record, "date": when, "speaker": found.who, "text": found.what, "publisher": publisher}
    return {**told, "counts_as": counts}


def counts_as(record: Derived) -> str:
    """What a record counts as: cooperation or conflict, confidence or concern."""
    match record:
        case Claim():
            return record.frame
        case Event():
            return record.quad.partition("-")[2]
        case Relation(kind="engagement"):
            return "cooperation" if record.direction == "rising" else "conflict"
        case Relation():
            return "confidence" if record.kind == "trust" else "concern"
    return ""


def mode_rows(case: Case) -> list[Row]:
    """The answer; each mode before and after; then each quarter, for a change or against."""
    if case.shift is None:
        return []
    shift = case.shift
    made = [_shift_answer(shift), *_changes(shift), *_quarters(shift)]
    return [_full(MODE_FIELDS, row) for row in made]


def _shift_answer(s: ModeShift) -> Row:
    names = ("answer", "probability", "bayes_factor", "prior", "since", "since_first", "since_last", "likeness", "n")
    return {name: getattr(s, name) for name in (*names, "first", "last", "quarters", "id", "made_by")} | {
        "side": "answer",
        "name": s.unit,
        "text": shift_in_words(s),
        "likelihood": word(s.probability),
        "evidence": s.strength,
    }


def shift_in_words(s: ModeShift) -> str:
    """The answer on a shift in one line.

    >>> shift_in_words(ModeShift(id="s", unit="r", first="2025-Q1", last="2025-Q2", answer="not enough evidence", n=6,
    ...     quarters=2))
    'not enough evidence (6 origins in 2 quarters)'
    """
    size = f"({s.n} origins in {s.quarters} quarter{'s' * (s.quarters != 1)})"
    if s.probability is None or s.bayes_factor is None:
        return f"{s.answer} {size}"
    chance = f"a change is {likelihood(s.probability)} (P = {s.probability:.2f}, Bayes factor {s.bayes_factor:.2g})"
    if s.answer == "no shift":
        return f"{s.answer}: {chance} {size}"
    return (
        f"{s.answer}: {chance}; most probably since {s.since}, 90 % between {s.since_first} and {s.since_last} {size}"
    )


def _changes(s: ModeShift) -> Iterator[Row]:
    for c in s.changes:
        told = f"{c.before:.0%} before, {c.after:.0%} after; grew with P = {c.grew:.2f}"
        text = f"{words.mode(c.mode)}: {told}{f': {c.direction}' if c.direction else ''}"
        made: Row = {"side": "mode", "name": c.mode, "text": text}
        yield made | {name: getattr(c, name) for name in ("before", "after", "grew", "direction")}


def _quarters(s: ModeShift) -> Iterator[Row]:
    """Quarters by how much they speak, those for a change first."""
    for fit in sorted(s.fits, key=lambda f: -f.speaks):
        side = "" if s.probability is None else "for" if fit.speaks > 0 else "against"
        told = f"{words.counted(fit.n, 'origin')}" + (f", evidence {fit.speaks:+.2f}" if side else "")
        yield {"side": side, "name": fit.quarter, "text": told, "n": fit.n, "speaks": fit.speaks, "rows": fit.rows}
