"""The answer: the question, the word, what it rests on, and the claims for and against side by side."""

from __future__ import annotations

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Card, Paragraph, Points, Section, Statement, Strong, Verdict, Versus
from sarhad.records import Answer, Claim

SHOWN, REASONS = 8, 6  # claims a side; reasons in full
STRUCTURAL, TRANSIENT = "For a structural crisis", "Against it: a transient threat"
COUNTED = "claims grouped by origin: copies of one text, and reports of one statement, count once"
GLOSS: dict[Answer, str] = {
    "structural": "By reports alone: origins that speak for a lasting threat outweigh the others at least two to one.",
    "transient": "By reports alone: origins speaking against a lasting threat outweigh the others at least two to one.",
    "contested": "By reports alone: origins stand on both sides, and neither side outweighs the other two to one.",
    "not enough evidence": "Too few independent origins speak to the question, so no answer is given.",
}

MONTHS = "that at least 18 of the next 24 months reach the threshold of deaths"
SCORED: dict[Answer, str] = {
    "structural": f"By the scored model: a chance of 80\u202f% or more {MONTHS}.",
    "transient": f"By the scored model: a chance of 20\u202f% or less {MONTHS}.",
    "contested": f"By the scored model: a chance between 20 and 80\u202f% {MONTHS}.",
    "not enough evidence": GLOSS["not enough evidence"],
}


def verdict(desk: Desk) -> Verdict:
    """The question, the answer and what the answer means."""
    assessment = desk.case.assessment
    glosses = GLOSS if assessment.probability is None else SCORED
    return Verdict(question=assessment.question, answer=assessment.answer, gloss=glosses[assessment.answer])


def section(desk: Desk) -> Section:
    """The first section of a briefing."""
    blocks: list[Block] = [Paragraph(statements=(*weights(desk), *basis(desk)))]
    reasons = desk.case.assessment.reasons
    if reasons:
        behind = desk.rows("Claims that the answer weighs", all_claims(desk), COUNTED)
        told = (
            reasons if len(reasons) <= REASONS else (*reasons[:REASONS], "the ledger below holds the remaining reasons")
        )
        points = tuple(Statement(parts=(ended(reason),), about="case", basis=behind) for reason in told)
        blocks.append(Points(heading="Why this answer", statements=points))
    blocks.append(versus(desk))
    return Section(id="answer", heading="The answer", blocks=tuple(blocks))


def ended(text: str) -> str:
    """A text as a sentence: a capital first, a full stop last."""
    return words.capital(text.strip()).rstrip(".") + "."


def all_claims(desk: Desk) -> tuple[str, ...]:
    """The claims on both sides."""
    return desk.case.assessment.claims_for + desk.case.assessment.claims_against


def weights(desk: Desk) -> tuple[Statement, ...]:
    """How many independent origins stand on each side."""
    assessment = desk.case.assessment
    claims = [claim.id for claim in strongest(desk, assessment.claims_for) + strongest(desk, assessment.claims_against)]
    if not claims:
        documents = [document.id for document in desk.case.documents]
        read = desk.count(
            words.counted(len(documents), "document"), "Documents read", documents, "documents of this case"
        )
        return (desk.about_case("No claim for or against was found in the ", read, " read."),)
    n, m = assessment.origins_for, assessment.origins_against
    head = words.capital(words.counted(n, "independent origin"))
    pro = desk.count(head, STRUCTURAL, assessment.claims_for, COUNTED)
    con = desk.count(words.counted(m, "origin") if m else "none", TRANSIENT, assessment.claims_against, COUNTED)
    first, second = words.verb(n, "speaks", "speak"), words.verb(m or 1, "speaks", "speak")
    parts = (pro, f" {first} for a structural crisis; ", con, f" {second} against it.")
    return (Statement(parts=parts, citations=desk.cite_records(claims, most=4)),)


def basis(desk: Desk) -> tuple[Statement, ...]:
    """What the answer rests on; a likelihood and the confidence never share a sentence."""
    assessment = desk.case.assessment
    read = [document.id for document in desk.case.documents]
    documents = desk.count(words.counted(len(read), "document"), "Documents read", read, "documents of this case")
    confidence = (f"Confidence in this evidence is {assessment.confidence}.",)
    behind = desk.rows("Claims that the answer weighs", all_claims(desk), COUNTED)
    sure = desk.about_case(*confidence, basis=behind)
    if assessment.probability is None:
        return (desk.about_case(*without_probability(assessment.basis), documents, "."), sure)
    bounds = (
        f" (90\u202f% interval {assessment.low:.2f} to {assessment.high:.2f})" if assessment.low is not None else ""
    )
    chance = Strong(text=words.likelihood(assessment.probability))
    parts = (
        "A structural crisis is ",
        chance,
        f": P\u202f=\u202f{assessment.probability:.2f}{bounds}, by {assessment.basis}, beside ",
    )
    return (desk.about_case(*parts, documents, "."), sure)


def without_probability(rests_on: str) -> tuple[str, ...]:
    """Why no probability is given."""
    if rests_on == "reports alone":
        return ("The answer rests on reports alone, no deaths are loaded, and so no probability is given: it weighs ",)
    return (f"The answer rests on {rests_on}, and no probability is given: it weighs ",)


def strongest(desk: Desk, claims: tuple[str, ...]) -> list[Claim]:
    """The best supported claims of a side, one for each origin."""
    known = [desk.index.claims[claim] for claim in claims if claim in desk.index.claims]
    first: dict[str, Claim] = {}
    for claim in sorted(known, key=desk.index.strength):
        first.setdefault(desk.index.origin(claim), claim)
    return list(first.values())


def versus(desk: Desk) -> Versus:
    """The strongest claims of both sides."""
    pro, con = desk.case.assessment.claims_for, desk.case.assessment.claims_against
    return Versus(
        left=STRUCTURAL,
        right=TRANSIENT,
        left_cards=cards(desk, pro),
        right_cards=cards(desk, con),
        left_more=more(desk, STRUCTURAL, pro),
        right_more=more(desk, TRANSIENT, con),
    )


def cards(desk: Desk, claims: tuple[str, ...]) -> tuple[Card, ...]:
    """Cards of the strongest claims of a side."""
    return tuple(card(desk, claim, claims) for claim in strongest(desk, claims)[:SHOWN])


def card(desk: Desk, claim: Claim, side: tuple[str, ...]) -> Card:
    """One claim with its speaker, date, grade and source."""
    index = desk.index
    document = index.documents[claim.document]
    same = [c for c in side if c in index.claims and index.origin(index.claims[c]) == index.origin(claim)]
    title = f"One origin: {words.capital(index.speaker(claim))}, {dates.estimate(index.said(claim))}"
    grade = index.grade(claim)
    return Card(
        speaker=words.capital(index.speaker(claim)),
        role=words.KIND[claim.kind],
        date=dates.estimate(index.said(claim)),
        grade=grade,
        grade_words=words.grade_words(index.reliability(document), index.credibility(claim)),
        publisher=index.publisher(document),
        quote=desk.quote(claim),
        gloss=gloss(desk, claim),
        citations=desk.cite(claim.evidence, most=2),
        copies=desk.count(f"{len(same)} reports of it", title, same, COUNTED) if len(same) > 1 else None,
    )


def gloss(desk: Desk, claim: Claim) -> str:
    """What the claim counts as, in English whatever its own language."""
    proposition = desk.case.propositions.get(claim.proposition)
    return f"{words.capital(claim.stance)}: {proposition.text}" if proposition and claim.stance else ""


def more(desk: Desk, title: str, claims: tuple[str, ...]) -> Statement:
    """The way to all rows of a side."""
    if not claims:
        return desk.about_case("No claim was found on this side.", basis=desk.rows(title, (), COUNTED))
    shown = min(len(strongest(desk, claims)), SHOWN)
    every = {1: "its row", 2: "both claims"}.get(len(claims), f"all {words.counted(len(claims), 'claim')}")
    rows = desk.count(every, title, claims, COUNTED)
    lead = (
        "The strongest claim is shown; open " if shown == 1 else f"The {words.number(shown)} strongest are shown; open "
    )
    return desk.about_case(lead, rows, ".")
