"""The judgements on the gap and on threat modes as a reader finds them: cited, a likelihood never with confidence."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sarhad.publish import compose, make_table
from sarhad.publish.check import pieces, text_of
from sarhad.publish.model import Briefing, Figure, Statement
from sarhad.records import Case, GapJudgement, ModeChange, ModeShift, QuarterFit

from ..cases import ATTACK, CROSSED, TALKS

GAP = GapJudgement(
    id="gap-1", unit="velmark→kestria", first="2024-07", last="2025-06", answer="above", cooperation=6, conflict=1,
    confidence=0, concern=7, value=1.3, low=0.8, high=1.6, probability=0.97, trend="not told apart",
    trend_probability=0.3, before=1.4, strength="low", speaks_above=(TALKS.id, CROSSED.id), speaks_below=(ATTACK.id,),
)  # fmt: skip
LACKING = GapJudgement(
    id="gap-2", unit="kestria→velmark", first="2024-07", last="2025-06", answer="not enough evidence", cooperation=1,
    conflict=0, confidence=0, concern=2,
)  # fmt: skip
SHIFT = ModeShift(
    id="shift-1", unit="invented-border", first="2024-Q1", last="2025-Q2", answer="shift", n=64, quarters=6,
    probability=0.985, bayes_factor=66.0, since="2025-Q1", since_first="2024-Q4", since_last="2025-Q1",
    strength="moderate", changes=(
        ModeChange(mode="armed-attack", before=0.7, after=0.2, grew=0.01, direction="fell"),
        ModeChange(mode="recruitment", before=0.1, after=0.5, grew=0.99, direction="rose"),
        ModeChange(mode="financing", before=0.1, after=0.1, grew=0.5),
    ),
    fits=(
        QuarterFit(quarter="2024-Q4", n=9, speaks=-0.4, rows=(CROSSED.id,)),
        QuarterFit(quarter="2025-Q2", n=12, speaks=1.2, rows=(ATTACK.id,)),
    ),
)  # fmt: skip


def told(case: Case, section: str, **fields: Any) -> tuple[Briefing, list[str]]:
    briefing = compose(msgspec.structs.replace(case, **fields))
    found = next(s for s in briefing.sections if s.id == section)
    return briefing, [text_of(p) for p in pieces(found) if isinstance(p, Statement)]


def test_the_answer_on_the_gap_with_its_counts_and_trend(case: Case) -> None:
    _, sentences = told(case, "engagement", gaps=(GAP, LACKING))
    answer = next(s for s in sentences if "deeds than in trust" in s)
    assert "closer in deeds than in trust is almost certain (P\u202f=\u202f0.97; gap +1.30" in answer
    assert "13 origins for, one against" in answer and answer.endswith("the interval lies above 0.")
    trend = next(s for s in sentences if "twelve months before" in s)
    assert "more towards trust than in the twelve months before (+1.40) is likely (P\u202f=\u202f0.70)" in trend
    lacking = next(s for s in sentences if s.startswith("Not enough evidence"))
    assert "fewer than five origins" in lacking


def test_likelihood_and_confidence_stand_apart(case: Case) -> None:
    for section in ("engagement", "modes"):
        _, sentences = told(case, section, gaps=(GAP,), shift=SHIFT)
        sure = [s for s in sentences if "Confidence in this evidence" in s]
        assert len(sure) == 1 and "P\u202f=" not in sure[0] and "certain" not in sure[0]
        assert not any("onfidence in" in s for s in sentences if "P\u202f=" in s)


def test_every_judgement_about_the_world_is_cited(case: Case) -> None:
    briefing, _ = told(case, "modes", gaps=(GAP,), shift=SHIFT)
    parts = [p for s in briefing.sections if s.id in ("engagement", "modes") for p in pieces(s)]
    assert all(p.citations or p.about == "case" for p in parts if isinstance(p, Statement))


def test_a_shift_with_its_date_its_modes_and_what_speaks_either_way(case: Case) -> None:
    briefing, sentences = told(case, "modes", shift=SHIFT)
    text = "\n".join(sentences)
    assert (
        "is almost certain (P\u202f=\u202f0.98, Bayes factor 66, 64 origins in six quarters): the modes have shifted."
        in text
    )
    assert "with the first quarter of 2025, with 90\u202f% between the fourth quarter of 2024" in text
    assert "armed attack fell from 70% to 20% of origins and recruitment rose from 10% to 50% of origins" in text
    assert "The quarter that speaks most for a change is the second quarter of 2025 (12 origins)." in text
    assert "The quarter that speaks most against a change is the fourth quarter of 2024 (nine origins)." in text
    figures = [p for s in briefing.sections if s.id == "modes" for p in pieces(s) if isinstance(p, Figure)]
    assert "Most probable change, Q1 2025" in figures[0].svg


def test_no_shift_names_no_mode_and_draws_no_line(case: Case) -> None:
    calm = msgspec.structs.replace(SHIFT, answer="no shift", probability=0.1, bayes_factor=0.11)
    briefing, sentences = told(case, "modes", shift=calm)
    assert not any("fell from" in s for s in sentences)
    figures = [p for s in briefing.sections if s.id == "modes" for p in pieces(s) if isinstance(p, Figure)]
    assert "Most probable change" not in figures[0].svg


def test_too_little_is_said_as_such(case: Case) -> None:
    thin = ModeShift(id="s", unit="r", first="2025-Q1", last="2025-Q2", answer="not enough evidence", n=6, quarters=2)
    _, sentences = told(case, "modes", shift=thin)
    assert "there is not enough evidence: six origins in two quarters." in sentences[0]


@pytest.mark.parametrize("name", ["gap", "modes"])
def test_tables_hold_answers_and_evidence_with_the_same_fields(case: Case, name: str) -> None:
    table = make_table(msgspec.structs.replace(case, gaps=(GAP, LACKING), shift=SHIFT), name)
    assert len({tuple(row) for row in table.rows}) == 1
    sides = [row["side"] for row in table.rows]
    assert sides == (
        ["answer", "answer", "above", "above", "below"]
        if name == "gap"
        else ["answer", *["mode"] * 3, "for", "against"]
    )
    assert table.rows[0]["likelihood"] == "almost certain"
    assert make_table(msgspec.structs.replace(case, gaps=(GAP,), shift=SHIFT), name, where=["side=answer"]).rows
