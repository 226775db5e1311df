"""English claims: a table of sentences with the spans that must come out, exactly."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from sarhad.records import Claim

# sentence, source, cue, content (fragments parted by " | ")
FOUND = {
    "saying with that": ("The minister said that the border was calm.", "The minister", "said", "the border was calm"),
    "saying without that": ("He said the group had left.", "He", "said", "the group had left"),
    "belief": ("Analysts believe the threat is growing.", "Analysts", "believe", "the threat is growing"),
    "fear": ("Observers fear that the truce may fail.", "Observers", "fear", "the truce may fail"),
    "showing": ("The report shows that recruitment has risen.", "The report", "shows", "recruitment has risen"),
    "warning": ("The UN warned that attacks are planned.", "The UN", "warned", "attacks are planned"),
    "warning of": ("The UN warned of attacks on the border.", "The UN", "warned", "attacks on the border"),
    "denial of a clause": (
        "The Taliban denied that fighters had crossed the river.",
        "The Taliban",
        "denied",
        "fighters had crossed the river",
    ),
    "denial of a thing": ("Kabul denied the reports.", "Kabul", "denied", "the reports"),
    "doubt": (
        "Russia doubts that the Taliban control the north.",
        "Russia",
        "doubts",
        "the Taliban control the north",
    ),
    "plan": ("Tajikistan plans to build ten posts.", "Tajikistan", "plans", "to build ten posts"),
    "accusation": (
        "Moscow accused Kabul of harbouring fighters.",
        "Moscow",
        "accused",
        "Kabul of harbouring fighters",
    ),
    "assurance with an addressee": (
        "The commander assured reporters that the line is guarded.",
        "The commander",
        "assured",
        "the line is guarded",
    ),
    "impersonal passive": (
        "It was reported that the base had been closed.",
        "",
        "reported",
        "the base had been closed",
    ),
    "according to, before": (
        "According to the ministry, the road is open.",
        "the ministry",
        "According to",
        "the road is open",
    ),
    "according to, behind": (
        "The road is open, according to the ministry.",
        "the ministry",
        "according to",
        "The road is open",
    ),
    "according to, inside": (
        "The road, according to the ministry, is open.",
        "the ministry",
        "according to",
        "The road | is open",
    ),
    "quotation before": (
        '"The border is calm and it will stay calm," the governor said.',
        "the governor",
        "said",
        '"The border is calm and it will stay calm,"',
    ),
    "quotation before, inverted": (
        '"The border is calm and it will stay calm," said the governor.',
        "the governor",
        "said",
        '"The border is calm and it will stay calm,"',
    ),
    "quotation split": (
        "“The border is calm,” the governor said, “and it will stay calm.”",
        "the governor",
        "said",
        "“The border is calm,” | “and it will stay calm.”",
    ),
    "quotation behind a colon": (
        "The governor said: “The border is calm and open to trade.”",
        "The governor",
        "said",
        "“The border is calm and open to trade.”",
    ),
    "content before": ("The border is calm, the governor said.", "the governor", "said", "The border is calm"),
    "content before, inverted": (
        "The border is calm, said the governor of Badakhshan.",
        "the governor of Badakhshan",
        "said",
        "The border is calm",
    ),
    "noun with a possessor": (
        "Tajikistan's warning that fighters are massing alarmed its neighbours.",
        "Tajikistan",
        "warning",
        "fighters are massing",
    ),
    "noun with by": (
        "A statement by the ministry that the road is open was welcomed.",
        "the ministry",
        "statement",
        "the road is open",
    ),
    "two speakers": (
        "The minister and the governor said that the road is open.",
        "The minister and the governor",
        "said",
        "the road is open",
    ),
    "opening participle": (
        "Speaking in Dushanbe, the president said that the belt is needed.",
        "the president",
        "said",
        "the belt is needed",
    ),
    "aside in the source": (
        "The UN report, published in July 2024, says that the groups recruit online.",
        "The UN report, published in July 2024,",
        "says",
        "the groups recruit online",
    ),
    "date beside the source": (
        "A UN report in July 2024 warned that the groups recruit online.",
        "A UN report",
        "warned",
        "the groups recruit online",
    ),
}


def spans(text: str, claim: Claim) -> tuple[str, str, str]:
    source, cue, content = (" | ".join(text[s:e] for s, e in part) for part in (claim.source, claim.cue, claim.content))
    return source, cue, content


@pytest.mark.parametrize("name", FOUND)
def test_source_cue_and_content_are_exact(name: str, read: Read) -> None:
    sentence, *expected = FOUND[name]
    found = [c for c in read(sentence).claims if c.kind != "author"]
    assert [spans(sentence, c) for c in found] == [tuple(expected)]


SEVERAL = {
    "participle in the middle": (
        "Officials claiming that the road is closed gave no proof.",
        [("Officials", "claiming", "the road is closed")],
    ),
    "relative clause": (
        "The men, who said that they came from Kunduz, were armed.",
        [("The men", "said", "they came from Kunduz")],
    ),
    "coordinated cues": (
        "The minister said that the road is open and added that the bridge is safe.",
        [("The minister", "said", "the road is open"), ("The minister", "added", "the bridge is safe")],
    ),
    "saying negated": ("The minister did not say that the threat is structural.", []),
    "nobody says": ("Nobody said that the border is open.", []),
    "passive with an agent": (
        "The report was dismissed by the Taliban as baseless.",
        [("the Taliban", "dismissed", "The report")],
    ),
    "quoted as saying": (
        "Reuters quoted the governor as saying that the road is open.",
        [
            ("Reuters", "quoted", "the governor as saying that the road is open"),
            ("the governor", "saying", "the road is open"),
        ],
    ),
    "insert without a verb before": (
        "The border, the governor said, is calm.",
        [("the governor", "said", "The border | is calm")],
    ),
    "a cue beside another": (
        "The minister said the road is open, but the governor denied it.",
        [("The minister", "said", "the road is open"), ("the governor", "denied", "it")],
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_the_claims_of_a_sentence_that_is_harder(name: str, read: Read) -> None:
    sentence, expected = SEVERAL[name]
    assert [spans(sentence, c) for c in read(sentence).claims if c.kind != "author"] == expected


def test_whom_an_order_goes_to_is_whom_it_is_about(read: Read) -> None:
    (claim,) = read("The president urged the Taliban to close the camps.").claims
    assert claim.about == ("taliban",)


@pytest.mark.parametrize(
    "sentence", ["Snow fell in the pass.", "The road to Khorog is long.", "Three trucks waited at the bridge."]
)
def test_a_sentence_without_attribution_has_no_claim(sentence: str, read: Read) -> None:
    assert not read(sentence).claims
