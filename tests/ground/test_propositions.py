"""Which proposition a text speaks to, and on which side."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from sarhad.ground.propositions import match_proposition
from sarhad.world import Region, load_lexicon

SOIL, STRUCTURAL = "afghan-soil-is-source-of-threat", "threat-is-structural"
CONTAIN, RECRUIT = "taliban-contain-the-groups", "groups-recruit-across-borders-online"
PROGRAMME, SHIFT = "border-programme-is-implemented", "mode-shift-to-cyber-radicalisation"

SIDES = [
    ("en", "Afghan soil will not be used against any country", SOIL, "denies"),
    ("en", "Afghan soil would never be a threat to its neighbours", SOIL, "denies"),
    ("en", "Afghan soil is a source of threat", SOIL, "asserts"),
    (
        "en",
        "the threat is not a short-term or tactical crisis, but a deep and structural crisis",
        STRUCTURAL,
        "asserts",
    ),
    ("en", "the threat is structural, not temporary", STRUCTURAL, "asserts"),
    ("en", "the threat from Afghanistan is temporary", STRUCTURAL, "denies"),
    ("en", "the threat is not structural", STRUCTURAL, "denies"),
    ("en", "the threat from Afghanistan is exaggerated", SOIL, "denies"),
    ("en", "the Taliban are preventing terrorist groups from crossing", CONTAIN, "asserts"),
    ("en", "the Taliban are unable to contain terrorist groups", CONTAIN, "denies"),
    ("en", "the Taliban cannot contain terrorist groups", CONTAIN, "denies"),
    ("en", "ISIS recruits Central Asian nationals through Telegram", RECRUIT, "asserts"),
    ("en", "the groups are shifting from raids to online propaganda", SHIFT, "asserts"),
    ("en", "the interstate programme is being implemented", PROGRAMME, "asserts"),
    ("en", "the interstate programme has been delayed", PROGRAMME, "denies"),
    ("en", "the road is open", "", ""),
    ("ru", "угроза носит структурный, а не временный характер", STRUCTURAL, "asserts"),
    ("ru", "угроза не носит долгосрочный характер", STRUCTURAL, "denies"),
    ("ru", "территория Афганистана не будет использована против соседей", SOIL, "denies"),
    ("fa", "تهدید ساختاری است", STRUCTURAL, "asserts"),
    ("fa", "تهدید کوتاه‌مدت است", STRUCTURAL, "denies"),
    ("tg", "таҳдид сохторӣ аст", STRUCTURAL, "asserts"),
    ("tg", "хоки Афғонистон зидди касе истифода нахоҳад шуд", SOIL, "denies"),
    # two words, one negation
    ("fa", "از خاک افغانستان علیه هیچ کشوری استفاده نخواهد شد", SOIL, "denies"),
    ("fa", "خاک افغانستان تهدیدی برای هیچ کشوری نیست", SOIL, "denies"),
    ("fa", "هیچ گروه تروریستی در افغانستان حضور ندارد", SOIL, "denies"),
    ("tg", "хоки Афғонистон зидди ҳеҷ кишваре истифода нахоҳад шуд", SOIL, "denies"),
    ("ru", "территория Афганистана не будет использована ни против одной страны", SOIL, "denies"),
]


@pytest.mark.parametrize(("language", "text", "proposition", "stance"), SIDES)
def test_side(language: str, text: str, proposition: str, stance: str, region: Region) -> None:
    assert match_proposition(text, region, load_lexicon(language)) == (proposition, stance)


CUES = [
    ("The Taliban said that the threat is structural.", "asserts"),
    ("The Taliban denied that the threat is structural.", "denies"),
    ("The Taliban denied that the threat is temporary.", "asserts"),
    ("Russia doubts that the threat is structural.", "doubts"),
    ("Russia doubts that the threat is temporary.", "doubts"),
]


@pytest.mark.parametrize(("sentence", "stance"), CUES)
def test_a_denial_turns_the_side_and_a_doubt_is_neither(sentence: str, stance: str, read: Read) -> None:
    (claim,) = [c for c in read(sentence).claims if c.kind != "author"]
    assert (claim.proposition, claim.stance) == (STRUCTURAL, stance)


def test_the_authors_own_voice_is_a_claim_of_the_publisher(read: Read) -> None:
    (claim,) = read("The threat from Afghanistan is structural.", publisher="Khovar").claims
    assert (claim.kind, claim.source_actor, claim.source, claim.cue) == ("author", "khovar", (), ())
    assert (claim.proposition, claim.stance) == (STRUCTURAL, "asserts")


def test_a_conditional_is_no_claim_of_the_author(read: Read) -> None:
    assert not read("If the Taliban stay, the threat may be structural.").claims
