"""Propositions formed from claims: who belongs together, who stays alone, and what an analyst set."""

from __future__ import annotations

import msgspec
import pytest
from tests.making import claim, document

from sarhad.ground.grouping import Grouped, group_claims
from sarhad.pipeline import kit_of
from sarhad.records import Claim, Document
from sarhad.world import Gazetteer, Region

OPEN = "the bridge at Termez over the Amu Darya is open to traders"
SAME = "traders can use the bridge at Termez over the Amu Darya, which is open"
SHUT = "the bridge at Termez is closed to traders"
RUSSIAN = "мост в Термезе закрыт для торговцев"
OTHER = "the bridge at Ishkashim is open to traders"


def group(region: Region, *texts: str, language: str = "en", **fields: str) -> Grouped:
    """Each text as a claim of a document of its own."""

    def gazetteer(code: str) -> Gazetteer | None:
        kit = kit_of(region, code)
        return kit.gazetteer if kit else None

    documents, claims = [], []
    for number, text in enumerate(texts):
        code = "ru" if text[0] > "\u0400" else language
        documents.append(msgspec.structs.replace(document(f"d{number}"), language=code))
        claims.append(claim(f"claim-{number}", f"d{number}", content_text=text, act="say"))
    if fields:
        claims[-1] = msgspec.structs.replace(claims[-1], **fields)
    return group_claims(claims, documents, region, gazetteer)


def sides(found: Grouped) -> list[str]:
    return [c.stance for c in found.claims]


def test_two_documents_make_a_proposition_in_the_words_of_one(region: Region) -> None:
    found = group(region, OPEN, SAME)
    (proposition,) = found.propositions.values()
    assert not proposition.standing
    assert proposition.text in {f"“{OPEN}”", f"“{SAME}”"}
    assert {c.proposition for c in found.claims} == {proposition.id}
    assert sides(found) == ["asserts", "asserts"]


def test_the_contrary_belongs_to_it_on_the_other_side_in_any_language(region: Region) -> None:
    found = group(region, OPEN, SHUT, RUSSIAN)
    assert len(found.propositions) == 1
    first, second, third = sides(found)
    assert second == third != first
    assert {first, second} == {"asserts", "denies"}


def test_a_denial_turns_the_side(region: Region) -> None:
    found = group(region, SHUT, SHUT, act="deny")
    assert sides(found) == ["asserts", "denies"]


@pytest.mark.parametrize("other", [OTHER, "traders at Termez sold fruit", "is the bridge at Termez open to traders?"])
def test_another_matter_stays_alone(other: str, region: Region) -> None:
    assert group(region, OPEN, other).propositions == {}


def test_other_numbers_are_another_matter(region: Region) -> None:
    texts = (
        "about 20,000 foreign fighters are in Afghanistan now",
        "about 2,000 foreign fighters are in Afghanistan now",
    )
    assert group(region, *texts).propositions == {}


def test_one_document_makes_none(region: Region) -> None:
    documents = [document("d0")]
    claims = [claim(f"claim-{n}", "d0", content_text=OPEN, act="say") for n in range(2)]
    assert group_claims(claims, documents, region, lambda code: kit_of(region, code).gazetteer).propositions == {}  # type: ignore[union-attr]


def test_ids_do_not_depend_on_the_order(region: Region) -> None:
    def gazetteer(code: str) -> Gazetteer | None:
        kit = kit_of(region, code)
        return kit.gazetteer if kit else None

    documents = [document(f"d{n}", f"2025-05-0{n + 1}") for n in range(3)]
    claims = [claim(f"claim-{n}", f"d{n}", content_text=t, act="say") for n, t in enumerate((OPEN, SAME, SHUT))]
    one, two = (group_claims(rows, documents, region, gazetteer) for rows in (claims, claims[::-1]))
    assert one.propositions == two.propositions
    assert one.claims == two.claims[::-1]


def _inside(texts: dict[str, str], region: Region) -> list[str]:
    """The wordings of the groups of contents that stand within whole texts."""
    documents = [document(f"d{n}", text=t) for n, t in enumerate(texts.values())]
    claims = [
        claim(f"claim-{n}", f"d{n}", content=((t.index(c), t.index(c) + len(c)),), content_text=c, act="say")
        for n, (c, t) in enumerate(texts.items())
    ]
    found = group_claims(claims, documents, region, lambda c: kit_of(region, c).gazetteer)  # type: ignore[union-attr]
    return [p.text for p in found.propositions.values()]


def test_a_proposition_is_worded_by_a_claim_that_reads_from_the_beginning_of_a_clause(region: Region) -> None:
    cut = {OPEN: f"Merchants of {OPEN}.", SAME: f"The report on how {SAME}."}
    assert _inside(cut, region) == [], "no claim that would read well"
    assert _inside({OPEN: f"Merchants of {OPEN}.", SAME: f"The mayor said that {SAME}."}, region) == [f"“{SAME}”"]
    assert _inside({OPEN: f"The mayor: {OPEN}.", SAME: f"A report on how {SAME}."}, region) == [f"“{OPEN}”"]


def _moved(region: Region, to: str) -> tuple[list[Claim], list[Document]]:
    documents = [document(f"d{n}") for n in range(3)]
    claims = [claim(f"claim-{n}", f"d{n}", content_text=t, act="say") for n, t in enumerate((OPEN, SAME, OTHER))]
    claims[2] = msgspec.structs.replace(claims[2], proposition=to, stance="denies")
    return claims, documents


def test_an_analyst_moves_a_claim_into_a_group_by_the_id_of_the_group(region: Region) -> None:
    (name,) = group(region, OPEN, SAME).propositions
    claims, documents = _moved(region, name)
    found = group_claims(claims, documents, region, lambda c: kit_of(region, c).gazetteer, {"claim-2"})  # type: ignore[union-attr]
    assert {c.proposition for c in found.claims} == {name}
    assert sides(found) == ["asserts", "asserts", "denies"]


def test_an_analyst_splits_by_a_name_not_known_yet(region: Region) -> None:
    claims, documents = _moved(region, "proposition-other-bridge")
    found = group_claims(claims, documents, region, lambda c: kit_of(region, c).gazetteer, {"claim-2"})  # type: ignore[union-attr]
    assert found.propositions["proposition-other-bridge"].text == f"“{OTHER}”"
    assert len(found.propositions) == 2


def test_a_claim_taken_out_stays_out(region: Region) -> None:
    documents = [document(f"d{n}") for n in range(2)]
    claims = [claim(f"claim-{n}", f"d{n}", content_text=OPEN, act="say") for n in range(2)]
    found = group_claims(claims, documents, region, lambda c: kit_of(region, c).gazetteer, {"claim-1"})  # type: ignore[union-attr]
    assert found.propositions == {}


def test_a_side_that_an_analyst_set_stays(region: Region) -> None:
    assert sides(group(region, OPEN, SAME, stance="doubts")) == ["asserts", "doubts"]
