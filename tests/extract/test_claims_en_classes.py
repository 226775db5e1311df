"""English claims over the classes of cues: stances, collocations, charges, orders, verbs read as nouns."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from sarhad.extract.claims_en import find_claims_en
from sarhad.extract.cues_en import cue_forms, may_attribute
from sarhad.extract.parsing import parse_sentences


class Case(NamedTuple):
    """A sentence, and one claim of it as source, cue, content and act."""

    text: str
    source: list[str]
    cue: list[str]
    content: list[str]
    act: str


CASES = (
    Case("He left on the grounds that the vote was unfair.", ["He"], ["on the grounds"],
         ["the vote was unfair"], "claim"),
    Case("Two deputies made the case that the road should be closed.", ["Two deputies"], ["made the case"],
         ["the road should be closed"], "say"),
    Case("Most guides hold the firm opinion that the pass is safe.", ["Most guides"], ["hold the firm opinion"],
         ["the pass is safe"], "believe"),
    Case("He was accused of selling coal.", [], ["accused"], ["He", "of selling coal"], "accuse"),
    Case("Local media report heavy fighting near a mine.", ["Local media"], ["report"],
         ["heavy fighting near a mine"], "say"),
    Case("Drivers were told to wait.", [], ["told"], ["to wait"], "order"),
    Case("Said one elder: “We will stay.”", ["one elder"], ["Said"], ["“We will stay.”"], "say"),
    Case("What worries the guards is that the lamp has failed.", ["the guards"], ["worries"],
         ["the lamp has failed"], "warn"),
    Case("Doubts remain about the number of votes.", [], ["Doubts"], ["the number of votes"], "doubt"),
    Case("As far as the board is concerned, the dispute is over.", ["the board"], ["As far as", "is concerned"],
         ["the dispute is over"], "believe"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_found(case: Case) -> None:
    assert may_attribute(case.text.lower())
    doc = next(iter(parse_sentences([case.text])))
    spans = [(f.source, f.cue, f.content, f.cue_class) for f in find_claims_en(doc)]
    rows = [(*([case.text[s:e] for s, e in part] for part in parts), act) for *parts, act in spans]
    assert (case.source, case.cue, case.content, case.act) in rows


@pytest.mark.parametrize(
    "text",
    [
        "Hardly anyone believes the rate will hold.",
        "The choir sang of the spring.",
        "The order of the wagons was changed twice.",
        "Nothing supports the claim.",
    ],
)
def test_nothing_is_attributed(text: str) -> None:
    assert find_claims_en(next(iter(parse_sentences([text])))) == []


def test_doubled_consonants_are_known() -> None:
    assert {"signalled", "barred", "labelled"} <= cue_forms().keys()
