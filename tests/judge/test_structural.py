"""The answer from reports alone: weights by outlet, origins counted once, a threshold below which nothing is said."""

from __future__ import annotations

import pytest
from tests import making

from sarhad.judge import assess_structural
from sarhad.records import Assessment, Claim, Proposition, Reliability

PROPOSITIONS = {
    "lasting": Proposition(id="lasting", text="It lasts.", weighs="structural"),
    "contained": Proposition(id="contained", text="It is contained.", weighs="transient"),
    "other": Proposition(id="other", text="The road is long."),
}


def judge(
    claims: list[Claim], origin_of: dict[str, str] | None = None, grade_of: dict[str, Reliability] | None = None
) -> Assessment:
    return assess_structural("unit", "Q?", "2025-06-01", claims, [], PROPOSITIONS, origin_of or {}, grade_of or {})


def make(count: int, proposition: str, stance: str, prefix: str) -> list[Claim]:
    return [
        making.claim(f"{prefix}{i}", f"doc-{prefix}{i}", proposition=proposition, stance=stance) for i in range(count)
    ]


@pytest.mark.parametrize(
    ("structural", "transient", "answer"),
    [
        (5, 0, "structural"),
        (0, 5, "transient"),
        (4, 2, "structural"),
        (2, 4, "transient"),
        (3, 2, "contested"),
        (3, 3, "contested"),
        (4, 0, "not enough evidence"),
        (2, 2, "not enough evidence"),
        (0, 0, "not enough evidence"),
    ],
)
def test_twice_the_weight_and_five_origins(structural: int, transient: int, answer: str) -> None:
    found = judge([*make(structural, "lasting", "asserts", "s"), *make(transient, "contained", "asserts", "t")])
    assert found.answer == answer
    assert (found.origins_for, found.origins_against) == (structural, transient)


@pytest.mark.parametrize(
    ("proposition", "stance", "side"),
    [
        ("lasting", "asserts", "for"),
        ("lasting", "denies", "against"),
        ("contained", "asserts", "against"),
        ("contained", "denies", "for"),
        ("lasting", "doubts", ""),
        ("lasting", "", ""),
        ("other", "asserts", ""),
        ("", "asserts", ""),
    ],
)
def test_side_of_a_claim(proposition: str, stance: str, side: str) -> None:
    found = judge(make(1, proposition, stance, "c"))
    assert (found.claims_for, found.claims_against) == (
        ("c0",) if side == "for" else (),
        ("c0",) if side == "against" else (),
    )


def test_copies_count_once() -> None:
    claims = make(6, "lasting", "asserts", "s")
    found = judge(claims, {c.id: "one" for c in claims})
    assert (found.answer, found.origins_for) == ("not enough evidence", 1)


def test_good_outlets_outweigh_a_greater_number_of_unknown_ones() -> None:
    claims = [*make(3, "lasting", "asserts", "s"), *make(6, "contained", "asserts", "t")]
    assert judge(claims).answer == "transient"
    graded: dict[str, Reliability] = {f"doc-s{i}": "B" for i in range(3)}
    assert judge(claims, grade_of=graded).answer == "structural"  # 3 × 1 against 6 × 0.25


def test_an_origin_weighs_by_its_best_outlet() -> None:
    claims = make(2, "lasting", "asserts", "s")
    found = judge(claims, {"s0": "one", "s1": "one"}, {"doc-s0": "F", "doc-s1": "C"})
    assert "weight 0.75" in found.reasons[0]


def test_reports_alone_never_give_a_probability() -> None:
    found = judge(make(12, "lasting", "asserts", "s"), grade_of={f"doc-s{i}": "B" for i in range(12)})
    assert (found.probability, found.low, found.high, found.basis) == (None, None, None, "reports alone")


@pytest.mark.parametrize(("count", "grade", "confidence"), [(12, "B", "moderate"), (12, "F", "low"), (6, "B", "low")])
def test_confidence_is_about_the_evidence(count: int, grade: Reliability, confidence: str) -> None:
    claims = make(count, "lasting", "asserts", "s")
    assert judge(claims, grade_of={f"doc-s{i}": grade for i in range(count)}).confidence == confidence


def test_the_same_evidence_gives_the_same_record() -> None:
    claims = make(5, "lasting", "asserts", "s")
    assert judge(claims) == judge(claims)
