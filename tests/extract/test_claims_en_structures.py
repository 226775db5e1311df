"""English claims: the structures that attribute, one sentence or two for each, and those that look alike and do not."""

from __future__ import annotations

import pytest
from tests.conftest import Read
from tests.extract.test_claims_en import spans

# sentence → (source, cue, content) of each claim; fragments parted by " | "
FOUND = {
    "several words": (
        "The president has made it clear that no troops will be sent.",
        [("The president", "made it clear", "no troops will be sent")],
    ),
    "of the opinion": (
        "The ministry is of the opinion that the treaty has lapsed.",
        [("The ministry", "is of the opinion", "the treaty has lapsed")],
    ),
    "refusal to believe": (
        "Shepherds refuse to believe that the wolf came from the reserve.",
        [("Shepherds", "refuse to believe", "the wolf came from the reserve")],
    ),
    "verb with particle": (
        "The envoy spoke out against the new visa rules.",
        [("The envoy", "spoke out against", "the new visa rules")],
    ),
    "called on somebody": (
        "The council called on both sides to withdraw their patrols.",
        [("The council", "called on", "to withdraw their patrols")],
    ),
    "preposition that is no part of the cue": (
        "Witnesses spoke of gunfire and of people running.",
        [("Witnesses", "spoke", "gunfire and of people running")],
    ),
    "number": (
        "The mission puts the dead at 30.",
        [("The mission", "puts", "the dead at 30")],
    ),
    "nothing found": (
        "The inquiry found no evidence of torture.",
        [("The inquiry", "found", "no evidence of torture")],
    ),
    "denial of what others claim": (
        "The court threw out claims that the ballots were forged.",
        [
            ("The court", "threw out", "claims that the ballots were forged"),
            ("", "claims", "the ballots were forged"),
        ],
    ),
    "raised passive": (
        "The bridge is reported to have collapsed.",
        [("", "reported", "The bridge | to have collapsed")],
    ),
    "passive with a participle": (
        "Forty people are feared dead after the mudslide.",
        [("", "feared", "Forty people | dead after the mudslide")],
    ),
    "told by": (
        "Deputies were told by the minister that the money had run out.",
        [("the minister", "told", "the money had run out")],
    ),
    "impersonal in the middle": (
        "The road, it was announced, would be closed.",
        [("", "announced", "The road | would be closed")],
    ),
    "it emerged": (
        "It later emerged that the shipment had been weighed twice.",
        [("", "emerged", "the shipment had been weighed twice")],
    ),
    "aside with more behind it": (
        "The strike, its leaders vow, will go on until the wages are paid.",
        [("its leaders", "vow", "The strike | will go on until the wages are paid")],
    ),
    "as somebody says": (
        "As the chairman pointed out, only two of the nine crossings have scanners.",
        [("the chairman", "pointed out", "only two of the nine crossings have scanners")],
    ),
    "participle behind": (
        "The flood was worse than that of last year, the mayor said, adding that two bridges were gone.",
        [
            ("the mayor", "said", "The flood was worse than that of last year"),
            ("the mayor", "adding", "two bridges were gone"),
        ],
    ),
    "participle before": (
        "Insisting that the road was safe, the governor drove it himself.",
        [("the governor", "Insisting", "the road was safe")],
    ),
    "quotation and participle": (
        "“We need more time,” the negotiator said, arguing that the draft is vague.",
        [
            ("the negotiator", "said", "“We need more time,”"),
            ("the negotiator", "arguing", "the draft is vague"),
        ],
    ),
    "one clause beside another": (
        "While the administration says the post was never abandoned, villagers maintain that its windows were dark.",
        [
            ("the administration", "says", "the post was never abandoned"),
            ("villagers", "maintain", "its windows were dark"),
        ],
    ),
    "semicolon": (
        "The ministry said the road was open; drivers said it was not.",
        [("The ministry", "said", "the road was open"), ("drivers", "said", "it was not")],
    ),
    "reporter's own source": (
        "The road will close, the paper said, citing two officials.",
        [
            ("the paper", "said", "The road will close"),
            ("two officials", "citing", "The road will close"),
        ],
    ),
    "summed up by a noun": (
        "The flood took two bridges, a figure that the mayor disputes.",
        [("the mayor", "disputes", "a figure")],
    ),
    "all that was said": (
        "“No comment,” was all the director would say.",
        [("the director", "say", "“No comment,”")],
    ),
    "her words": (
        "In her words, “the paperwork has become the border”.",
        [("her", "In | words", "“the paperwork has become the border”")],
    ),
    "own account": (
        "By the smugglers' own account, the barrier was never closed.",
        [("the smugglers", "By | account", "the barrier was never closed")],
    ),
    "hearsay": (
        "By all accounts, the guards knew the timetable.",
        [("", "By all accounts", "the guards knew the timetable")],
    ),
    "word spread": (
        "Word spread that the governor had been replaced.",
        [("", "Word", "the governor had been replaced")],
    ),
    "the line is": (
        "Tehran's official line is that the border is quiet.",
        [("Tehran", "line", "the border is quiet")],
    ),
    "rumours of": (
        "Rumours of a mobilisation emptied the bazaar.",
        [("", "Rumours", "a mobilisation")],
    ),
    "orders to": (
        "Orders from the headquarters to pull back came too late.",
        [("the headquarters", "Orders", "to pull back")],
    ),
    "adjective": (
        "Several deputies are sceptical that the law will be passed.",
        [("Several deputies", "sceptical", "the law will be passed")],
    ),
    "speaker with an aside": (
        "The head of the water department, who took office in May, said that the canal was dry.",
        [("The head of the water department, who took office in May,", "said", "the canal was dry")],
    ),
    "setting outside the speaker": (
        "“The canal is dry for the third year,” said the chairman, Rahim Safar, at a meeting in Khol.",
        [("the chairman, Rahim Safar,", "said", "“The canal is dry for the third year,”")],
    ),
    "headline, colon": ("Border guards: No militants crossed", [("Border guards", ":", "No militants crossed")]),
    "headline, speaker last": (
        "Harvest down by a third in the cotton belt: ministry",
        [("ministry", ":", "Harvest down by a third in the cotton belt")],
    ),
    "headline, verb and speaker": ("Truce dead, says envoy", [("envoy", "says", "Truce dead")]),
    "headline, speaker and verb": (
        "4,000 displaced by floods, UN says",
        [("UN", "says", "4,000 displaced by floods")],
    ),
    "speech goes on": (
        "“The canal is dry,” said the engineer. “It has been dry for a year.”",
        [("the engineer", "said", "“The canal is dry,” | “It has been dry for a year.”")],
    ),
    "speech begun before": (
        "“We waited for three days. Then the snow came,” the driver said.",
        [("the driver", "said", "“We waited for three days. Then the snow came,”")],
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_structure_gives_its_claims(name: str, read: Read) -> None:
    sentence, expected = FOUND[name]
    found = [spans(sentence, c) for c in read(sentence).claims if c.kind != "author"]
    assert found == expected


SILENT = {
    "would not say": "The spokeswoman declined to say whether the visit would go ahead.",
    "neither": "Neither the ministry nor the garrison would confirm that shots had been fired.",
    "yet to confirm": "The ministry has yet to confirm that a drone was lost.",
    "asked for only": "The police chief refused to comment.",
    "asked": "The envoy, asked about the convoy, shrugged.",
    "plan": "According to plan, the last watchtower was pulled down.",
    "grounds": "Citing security concerns, the ministry closed the road.",
    "goods": "The market commission ordered two hundred tonnes of flour.",
    "claim of money": "Herders whose animals died may claim compensation until June.",
    "a loan": "The bank denied the cooperative a second loan.",
    "a name": "The exhibition opens in the old caravanserai next week; admission is free.",
}


@pytest.mark.parametrize("name", SILENT)
def test_what_only_looks_like_it_gives_none(name: str, read: Read) -> None:
    assert [c.cue_text for c in read(SILENT[name]).claims if c.kind != "author"] == []
