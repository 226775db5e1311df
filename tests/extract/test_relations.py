"""How two parties stand to each other: kind, pair, direction, hedge."""

from __future__ import annotations

import pytest
from tests.conftest import Read

FOUND = [
    ("en", "Relations between Russia and the Taliban have expanded lately.", "engagement", "russia", "rising", False),
    ("en", "Apparently, ties between Russia and the Taliban have deepened.", "engagement", "russia", "rising", True),
    ("en", "Relations between Russia and the Taliban have worsened.", "engagement", "russia", "falling", False),
    ("en", "There is no trust between Russia and the Taliban.", "mistrust", "russia", "", False),
    ("en", "Mistrust between Russia and the Taliban is growing.", "mistrust", "russia", "rising", False),
    ("ru", "Отношения между Россией и талибами улучшились.", "engagement", "russia", "rising", False),
]


@pytest.mark.parametrize(("code", "sentence", "kind", "party", "direction", "hedged"), FOUND)
def test_found(code: str, sentence: str, kind: str, party: str, direction: str, hedged: bool, read: Read) -> None:
    (found,) = read(sentence, language=code).relations
    assert (found.kind, found.between, found.direction, found.hedged) == (kind, (party, "taliban"), direction, hedged)


def test_member_states_are_those_of_the_organisation_named_last(read: Read) -> None:
    first = "The CSTO met in Moscow."
    second = "Relations between member states of the organization and the Taliban have expanded."
    (found,) = read(first, second).relations
    assert found.between == ("csto-members", "taliban")


def test_a_sentence_that_points_back_takes_the_last_pair(read: Read) -> None:
    first = "Relations between Russia and the Taliban have expanded."
    found = read(first, "These contacts are not a sign of trust.").relations
    assert [(r.kind, r.between) for r in found] == [
        ("engagement", ("russia", "taliban")),
        ("mistrust", ("russia", "taliban")),
    ]


def test_one_party_is_no_relation(read: Read) -> None:
    assert not read("Relations with the Taliban have expanded.").relations


def test_a_second_clause_with_a_party_of_its_own(read: Read) -> None:
    found = read("Relations between Russia and the Taliban have worsened, but trade with China is growing.").relations
    assert ("russia", "taliban") not in [r.between for r in found if r.direction == "rising"]


def test_a_second_clause_that_points_back(read: Read) -> None:
    found = read(
        "Relations between Russia and the Taliban have improved, but these contacts are not a sign of trust."
    ).relations
    assert [(r.kind, r.between) for r in found] == [
        ("engagement", ("russia", "taliban")),
        ("mistrust", ("russia", "taliban")),
    ]
