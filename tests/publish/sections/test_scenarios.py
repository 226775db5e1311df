"""Scenarios put to history: the share with its cases, too few cases, and what no data can test."""

from __future__ import annotations

import msgspec

from sarhad.publish import FORMATS, compose
from sarhad.publish.check import pieces, text_of
from sarhad.publish.model import Briefing, Figure, Points, Statement, Table
from sarhad.records import Analogue, Case, Conditional

MADE = {"as_of": "2024-12", "data_vintage": "made-up deaths 1", "made_by": "judge.scenarios/1"}
CASES = (
    Analogue(unit="KES", name="Kestria", month="2019-08", followed=False, what="nothing began next door"),
    Analogue(unit="VEL", name="Velmark", month="2012-01", followed=True, what="deaths began in Kestria (2012-06)"),
)


def answered(scenario: str, **fields: object) -> Conditional:
    """A conditional that history answers."""
    defaults: dict[str, object] = {
        "id": f"conditional-{scenario}",
        "scenario": scenario,
        "question": "Where serious violence was not contained, how often did deaths begin next door within 12 months?",
        "antecedent": "a spell of violence that went on",
        "otherwise": "a spell that ended",
        "consequent": "deaths began in a neighbour",
        "answer": "answered",
        "n": 20,
        "episodes": 20,
        "followed": 5,
        "probability": 0.27,
        "low": 0.14,
        "high": 0.42,
        "likelihood": "unlikely",
        "base_n": 40,
        "base_episodes": 40,
        "base_followed": 4,
        "base_rate": 0.12,
        "base_low": 0.05,
        "base_high": 0.21,
        "told_apart": "above",
        "cases": CASES,
    }
    return Conditional(**(MADE | defaults | fields))  # type: ignore[arg-type]


def written(case: Case, *found: Conditional) -> tuple[Briefing, str]:
    """The briefing with these answers, and the statements of its scenarios."""
    briefing = compose(msgspec.structs.replace(case, conditionals=found))
    section = next(s for s in briefing.sections if s.id == "scenarios")
    return briefing, "\n".join(text_of(p) for p in pieces(section) if isinstance(p, Statement))


def part(briefing: Briefing, kind: type, prefix: str) -> list[object]:
    """Parts of the section by kind and id."""
    section = next(s for s in briefing.sections if s.id == "scenarios")
    return [p for p in pieces(section) if isinstance(p, kind) and getattr(p, "id", "").startswith(prefix)]


def test_without_a_dataset_history_is_not_asked(case: Case) -> None:
    _, told = written(case)
    assert "History was not asked: no conflict dataset is loaded (sarhad load ucdp --fetch)." in told
    assert "none is given a probability" in told


def test_an_answer_gives_share_word_interval_and_what_happens_without(case: Case) -> None:
    briefing, told = written(case, answered(case.scenarios[0].id))
    assert (
        "It followed in 5 of 20 cases, 20 independent episodes: "
        "unlikely, 27\u202f% (90\u202f% interval 14\u202f% to 42\u202f%)." in told
    )
    assert (
        "(a spell that ended), it followed in 4 of 40 cases, 12\u202f% (90\u202f% interval 5\u202f% to 21\u202f%); "
        "that is more often" in told
    )
    assert "not that the one brings about the other" in told
    rows = next(r for r in briefing.row_sets if r.title.startswith("Cases: "))
    assert [(row.who, row.date, row.kind) for row in rows.rows] == [
        ("Kestria", "Aug 2019", "case"),
        ("Velmark", "Jan 2012", "case"),
    ]
    assert "made-up deaths 1, to December 2024; judge.scenarios/1" in rows.formula
    assert "(followed + 1) / (cases + 2)" in rows.formula


def test_the_question_is_cited_to_the_words_that_led_to_it(case: Case) -> None:
    briefing, _ = written(case, answered(case.scenarios[0].id))
    section = next(s for s in briefing.sections if s.id == "scenarios")
    points = next(block for block in section.blocks if isinstance(block, Points))
    assert points.heading.startswith("Where serious violence")
    assert points.statements[0].citations


def test_scenarios_that_come_to_one_question_are_one_card(case: Case) -> None:
    one = answered(case.scenarios[0].id)
    briefing, _ = written(case, one, msgspec.structs.replace(one, id="conditional-again"))
    assert len(part(briefing, Figure, "scenario-")) == 1


def test_too_few_cases_is_an_answer_without_a_share(case: Case) -> None:
    few = answered(
        case.scenarios[0].id,
        answer="too few cases",
        why="2 independent episodes, fewer than 10",
        n=2,
        episodes=2,
        probability=None,
        base_rate=None,
    )
    briefing, told = written(case, few)
    assert "Too few cases: history has two cases in which the condition held: 2 independent episodes" in told
    assert "likely" not in told
    figure = part(briefing, Figure, "scenario-")[0]
    assert figure.description.endswith("Too few cases for a share.")  # type: ignore[attr-defined]


def test_what_no_data_can_test_is_listed_with_the_reason(case: Case) -> None:
    mute = Conditional(
        id="conditional-mute", scenario=case.scenarios[0].id, why="deaths by month do not show votes", **MADE
    )
    briefing, told = written(case, mute)
    assert "no scenario here is one that deaths by month can test" in told
    table = part(briefing, Table, "scenarios-untested")[0]
    assert table.rows[0][1].parts == ("Deaths by month do not show votes",)  # type: ignore[attr-defined]
    assert table.rows[0][0].citations  # type: ignore[attr-defined]


def test_every_format_carries_the_cases(case: Case) -> None:
    briefing, _ = written(case, answered(case.scenarios[0].id))
    page, paper, text = (FORMATS[name](briefing) for name in ("html", "pdf", "md"))
    assert b"Past cases, oldest first" in page
    assert b"Kestria, Aug 2019: nothing began next door" in text
    assert paper.startswith(b"%PDF")
