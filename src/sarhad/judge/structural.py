"""Structural or transient, from reports alone: the claims for and against, weighed in independent origins by grade.

Where deaths are loaded a scored model gives a probability; reports alone never do. The rule is stated in full, so that
a reader can redo it by hand: an origin counts by the reliability of its best outlet; an answer needs at least five
origins and twice the other side's weight; otherwise the question stands contested.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from sarhad.records import Answer, Assessment, Claim, LedgerEntry, Proposition, Reliability, make_id

MADE_BY = "judge.structural/1"
WEIGHT: dict[Reliability, float] = {"A": 1.0, "B": 1.0, "C": 0.75, "D": 0.5, "E": 0.25, "F": 0.25}
ENOUGH = 5
RATIO = 2.0


def assess_structural(
    unit: str,
    question: str,
    as_of: str,
    claims: Sequence[Claim],
    ledger: Sequence[LedgerEntry],
    propositions: Mapping[str, Proposition],
    origin_of: Mapping[str, str],
    grade_of: Mapping[str, Reliability],
) -> Assessment:
    """The answer with its evidence. `origin_of` maps claims to origins, `grade_of` documents to reliability."""
    sides = _sides(claims, propositions)
    weights = {side: _weight(rows, origin_of, grade_of) for side, rows in sides.items()}
    n = {side: len({origin_of.get(c.id, c.id) for c in rows}) for side, rows in sides.items()}
    answer = _answer(weights["structural"], weights["transient"], n["structural"] + n["transient"])
    return Assessment(
        id=make_id("assessment", unit, question, as_of, MADE_BY),
        question=question,
        unit=unit,
        answer=answer,
        basis="reports alone",
        as_of=as_of,
        claims_for=tuple(c.id for c in sides["structural"]),
        claims_against=tuple(c.id for c in sides["transient"]),
        origins_for=n["structural"],
        origins_against=n["transient"],
        confidence=_confidence(sides, n, grade_of, answer),
        reasons=_reasons(weights, n, ledger, propositions),
        made_by=MADE_BY,
    )


def _sides(claims: Sequence[Claim], propositions: Mapping[str, Proposition]) -> dict[str, list[Claim]]:
    rows: dict[str, list[Claim]] = {"structural": [], "transient": []}
    for claim in claims:
        side = _side(claim, propositions)
        if side:
            rows[side].append(claim)
    return rows


def _side(claim: Claim, propositions: Mapping[str, Proposition]) -> str:
    """The answer that a claim speaks for; a doubt or a claim on another matter speaks for none."""
    known = propositions.get(claim.proposition)
    if known is None or not known.weighs or claim.stance not in {"asserts", "denies"}:
        return ""
    if claim.stance == "asserts":
        return known.weighs
    return "transient" if known.weighs == "structural" else "structural"


def _weight(claims: Sequence[Claim], origin_of: Mapping[str, str], grade_of: Mapping[str, Reliability]) -> float:
    best: dict[str, float] = {}
    for claim in claims:
        origin = origin_of.get(claim.id, claim.id)
        best[origin] = max(best.get(origin, 0.0), WEIGHT[grade_of.get(claim.document, "F")])
    return sum(best.values())


def _answer(structural: float, transient: float, n: int) -> Answer:
    if n < ENOUGH:
        return "not enough evidence"
    if structural >= RATIO * transient:
        return "structural"
    return "transient" if transient >= RATIO * structural else "contested"


def _confidence(
    sides: Mapping[str, Sequence[Claim]], n: Mapping[str, int], grade_of: Mapping[str, Reliability], answer: Answer
) -> Literal["low", "moderate", "high"]:
    """About the evidence, not the answer: reports alone are never more than moderate."""
    good = {c.document for rows in sides.values() for c in rows if grade_of.get(c.document, "F") in "ABC"}
    enough = len(good) >= 2 * ENOUGH and sum(n.values()) >= 2 * ENOUGH
    return "moderate" if enough and answer in {"structural", "transient"} else "low"


def _reasons(
    weights: Mapping[str, float],
    n: Mapping[str, int],
    ledger: Sequence[LedgerEntry],
    propositions: Mapping[str, Proposition],
) -> tuple[str, ...]:
    rows = [
        f"{n['structural']} independent origins speak for a structural threat (weight {weights['structural']:.2f}), "
        f"{n['transient']} against (weight {weights['transient']:.2f})."
    ]
    for entry in ledger:
        known = propositions.get(entry.proposition)
        if known and known.weighs and entry.heard:
            rows.append(
                f"“{entry.text}” is asserted by {len(entry.asserts.origins)} and denied by "
                f"{len(entry.denies.origins)} independent origins."
            )
    return tuple(rows)
