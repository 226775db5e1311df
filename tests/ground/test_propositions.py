"""Which proposition a text speaks to, and on which side."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from sarhad.ground.propositions import Setting, match_proposition
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
    # "and" between a word of the contrary and a word for it: two clauses
    ("en", "the frontier is secure and nothing will threaten anyone from Afghanistan", SOIL, "denies"),
    ("ru", "рубежи безопасны и ничто не угрожает никому из Афганистана", SOIL, "denies"),
    ("fa", "سرحد امن است و هیچ چیزی از افغانستان کسی را تهدید نمی‌کند", SOIL, "denies"),
    ("tg", "сарҳад амн аст ва ҳеҷ чиз аз Афғонистон касеро таҳдид намекунад", SOIL, "denies"),
    ("ru", "угроза из Афганистана преувеличена и управляема", STRUCTURAL, "denies"),
    # neglect, loss of control, havens
    ("en", "Taliban guards shirk their duty and militants pass as they please", CONTAIN, "denies"),
    ("ru", "талибы уклоняются от обязанностей, и боевики проходят", CONTAIN, "denies"),
    ("fa", "ولایت از کنترل طالبان خارج است و جنگجویان می‌گذرند", CONTAIN, "denies"),
    ("tg", "Толибон назорати водиро аз даст додаанд, ҷангҷӯён мегузаранд", CONTAIN, "denies"),
    ("en", "the Taliban retook the valley and drove out the foreign fighters", CONTAIN, "asserts"),
    ("ru", "талибы изгнали иностранных боевиков", CONTAIN, "asserts"),
    ("en", "Afghanistan has become a refuge for extremists", SOIL, "asserts"),
    # lasting or passing
    ("en", "the danger will not go away", STRUCTURAL, "asserts"),
    ("fa", "خطر قابل مدیریت است", STRUCTURAL, "denies"),
    # only a topic, or one word for two of the things it has to name
    ("en", "officials and militants were mentioned", "", ""),
    ("en", "Arvland struck the Taliban off its list of terrorist organisations", "", ""),
    ("en", "the Taliban are recognised for the sake of cooperation", "", ""),
]


@pytest.mark.parametrize(("language", "text", "proposition", "stance"), SIDES)
def test_side(language: str, text: str, proposition: str, stance: str, region: Region) -> None:
    assert match_proposition(text, region, load_lexicon(language)) == (proposition, stance)


def test_who_is_charged_does_not_bring_the_charge_unless_admitting_it(region: Region) -> None:
    words, text = load_lexicon("en"), "militants gather on Afghan soil"
    side = {
        act: match_proposition(text, region, words, Setting(speaker="taliban", act=act))
        for act in ("say", "deny", "confirm")
    }
    assert side == {"say": ("", ""), "deny": (SOIL, "asserts"), "confirm": (SOIL, "asserts")}, "denying turns later"
    assert match_proposition(text, region, words, Setting(speaker="tajikistan")) == (SOIL, "asserts")
    assert match_proposition("no threat leaves the country", region, words, Setting(speaker="taliban"))[1] == "denies"


@pytest.mark.parametrize("text", ["attack", "the attack on the camp", "a joint investigation"])
def test_a_noun_or_two_take_no_side(text: str, region: Region) -> None:
    assert match_proposition(text, region, load_lexicon("en"), Setting(speaker="taliban")) == ("", "")


def test_what_a_report_relays_counts_for_its_speaker_alone(read: Read) -> None:
    found = read("Khovar reported that Russia said that the Taliban are unable to contain terrorist groups.")
    sides = {(c.source_actor, c.proposition, c.stance) for c in found.claims}
    assert ("russia", CONTAIN, "denies") in sides
    assert not {s for who, s, _ in sides if who == "khovar"} - {""}


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


def test_a_plan_that_a_report_tells_of_is_its_own_report(read: Read) -> None:
    found = read("Khovar reported that Russia agreed to draw up an interstate programme for the border.").claims
    sides = {(c.source_actor, c.stance) for c in found if c.proposition == PROGRAMME}
    assert sides == {("khovar", "asserts")}


TOLD = [
    ("en", "The envoy was quoted as denying that Afghan soil is a source of threat."),
    ("en", "A spokesman also gave a pledge: no one may threaten the neighbours from Afghan soil, he promised."),
    ("ru", "О том, что территория Афганистана – источник угрозы, сообщали и соседи."),
]


@pytest.mark.parametrize(("language", "sentence"), TOLD)
def test_what_somebody_is_said_to_have_said_is_no_claim_of_the_author(language: str, sentence: str, read: Read) -> None:
    assert not [c for c in read(sentence, language=language).claims if c.kind == "author"]


def test_a_conditional_is_no_claim_of_the_author(read: Read) -> None:
    assert not read("If the Taliban stay, the threat may be structural.").claims
