"""What a predicate stands for, composed from its own words and what it governs."""

from __future__ import annotations

import pytest

from sarhad import code_event
from sarhad.extract.acts_en import given_act
from sarhad.extract.events_en import code_sentence
from sarhad.extract.parsing import parse_sentences

COMPOSED = {
    "own type": ("Arvland shelled two villages of Belmar.", "ASSAULT"),
    "carried by a light verb": ("Arvland launched an attack on Belmar.", "ASSAULT"),
    "by an adjective": ("Arvland is willing to release the prisoners of Belmar.", "AGREE"),
    "promise of cooperation": ("Arvland promised to send aid to Belmar.", "AGREE"),
    "promise of harm": ("Arvland vowed to attack Belmar.", "THREATEN"),
    "threat": ("Arvland threatened to close the border with Belmar.", "THREATEN"),
    "to come": ("Arvland said it will release the soldiers of Belmar.", "AGREE"),
    "to come, hostile": ("Arvland announced that it will impose sanctions on Belmar.", "THREATEN"),
    "will not": ("Arvland said it will not accept the envoy of Belmar.", "REJECT"),
    "must": ("Arvland said that Belmar must withdraw its troops.", "REQUEST"),
    "demand": ("Arvland demanded that Belmar release the crew.", "REQUEST"),
    "refusal": ("Arvland refused to meet the envoy of Belmar.", "REJECT"),
    "no agreement": ("Arvland and Belmar failed to reach agreement on the dam.", "REJECT"),
    "ending cooperation": ("Arvland suspended aid to Belmar.", "SANCTION"),
    "ending harm": ("Arvland lifted the blockade of Belmar.", "CONCEDE"),
    "ending fire": ("Arvland halted the shelling of Belmar.", "RETREAT"),
    "by its object, goods": ("Arvland sent flour to Belmar.", "AID"),
    "by its object, troops": ("Arvland sent troops to Belmar.", "MOBILIZE"),
    "by its object, envoys": ("Arvland sent an envoy to Belmar.", "CONSULT"),
    "by its subject": ("Thousands of people protested in Belmar.", "PROTEST"),
    "by its subject, one body": ("Arvland protested the decision of Belmar.", "ACCUSE"),
    "signing": ("Arvland and Belmar signed a treaty.", "SUPPORT"),
    "inspectors": ("Arvland dispatched inspectors to Belmar.", "ACCUSE"),
}


@pytest.mark.parametrize("name", COMPOSED)
def test_composed(name: str) -> None:
    sentence, kind = COMPOSED[name]
    act = given_act(next(iter(parse_sentences([sentence]))), (0, 7))
    assert act is not None and act.kind == kind


UNREAL = (
    "Arvland did not attack Belmar.",
    "Arvland may attack Belmar.",
    "Arvland plans to attack Belmar.",
    "If Arvland attacks Belmar, the pact ends.",
    "Arvland warned that bandits may attack Belmar.",
    "No troops were deployed by Arvland.",
)


@pytest.mark.parametrize("sentence", UNREAL)
def test_not_told_as_real(sentence: str) -> None:
    found = [c.type for c in code_sentence(next(iter(parse_sentences([sentence]))))]
    assert found == []


def test_an_inner_act_is_no_event_of_its_own() -> None:
    doc = next(iter(parse_sentences(["Arvland refused to release the prisoners."])))
    assert [c.type for c in code_sentence(doc)] == ["REJECT"]


def test_the_event_between_two_parties_names_its_words() -> None:
    event = code_event("Arvland launched rocket attacks on Belmar.", (0, 7), (35, 41))
    assert event is not None
    assert (event.type, event.mode, event.actor, event.recipient) == ("ASSAULT", "heavy-weapons", "Arvland", "Belmar")
    assert event.trace == "launched rocket"


def test_without_a_happening_there_is_no_event() -> None:
    assert code_event("Arvland borders Belmar in the east.", (0, 7), (16, 22)) is None
