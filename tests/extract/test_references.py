"""Mentions that point back, acronyms that the text defines, bodies that no pack knows, and names that are not kept."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from sarhad.extract.references import abbreviates

# language, sentences, (text, actor) of mentions that must be among those found
BACK = [
    ("en", ["The Islamic Movement of Uzbekistan fled.", "The group struck a post."], ("The group", "imu")),
    ("en", ["The Taliban met the CSTO.", "The movement denied it."], ("The movement", "taliban")),
    ("en", ["The Taliban met the CSTO.", "The organisation promised help."], ("The organisation", "csto")),
    ("ru", ["ИГИЛ напало на пост.", "Эта группировка грозит соседям."], ("Эта группировка", "isis")),
    ("ru", ["В Москве прошла встреча ОДКБ.", "Эта организация обещала помощь."], ("Эта организация", "csto")),
    ("fa", ["داعش حمله کرد.", "این گروه تهدید کرد."], ("این گروه", "isis")),
    ("tg", ["ДИИШ ҳамла кард.", "Ин гурӯҳ таҳдид мекунад."], ("Ин гурӯҳ", "isis")),
]


@pytest.mark.parametrize(("code", "sentences", "expected"), BACK)
def test_words_point_back(code: str, sentences: list[str], expected: tuple[str, str], read: Read) -> None:
    found = read(*sentences, language=code)
    assert expected in [(m.text, m.actor) for m in found.mentions]
    assert all(found.document.text[m.start : m.end] == m.text for m in found.mentions)


NOBODY = [
    ("en", ["The group struck a post."]),
    ("en", ["The IMU fled.", "The group of seven met in Rome."]),
    ("en", ["The IMU fled.", "The group Red Dawn met."]),
    ("en", ["The CSTO met.", "The group left."]),
    ("ru", ["ИГИЛ напало на пост.", "Группировка «Красная заря» молчит."]),
]


@pytest.mark.parametrize(("code", "sentences"), NOBODY)
def test_words_that_point_to_nobody(code: str, sentences: list[str], read: Read) -> None:
    words = {m.text.lower() for m in read(*sentences, language=code).mentions if m.actor}
    assert not words & {"the group", "группировка"}


def test_a_name_far_above_is_not_meant(read: Read) -> None:
    filler = ["Nothing happened on that day in the valley."] * 40
    assert "The group" not in [m.text for m in read("The IMU fled.", *filler, "The group came back.").mentions]


def test_an_acronym_defined_in_the_text_names_the_body_from_there_on(read: Read) -> None:
    found = read("JA came.", "Jamaat Ansarullah (JA) attacked a post.", "Then JA fled.").mentions
    assert [(m.text, m.actor) for m in found] == [
        ("Jamaat Ansarullah (JA)", "jamaat-ansarullah"),
        ("JA", "jamaat-ansarullah"),
    ]


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("JA", "Jamaat Ansarullah", True),
        ("JAU", "Jamaat Ansarullah", False),
        ("SCO", "Shanghai Cooperation Organisation", True),
        ("left", "Liberation Front", False),
        ("МВД", "Министерство внутренних дел", True),
        ("T", "Taliban", False),
    ],
)
def test_what_abbreviates_a_name(acronym: str, name: str, expected: bool) -> None:
    assert abbreviates(acronym, name) is expected


UNKNOWN = [
    ("en", "The Taliban said that the Red Valley Liberation Front attacked a convoy.", "Red Valley Liberation Front"),
    ("en", "Russia accused the Northern Light Network of smuggling.", "Northern Light Network"),
    ("en", "Officials said the Mansuri network moved weapons to Kunduz.", "Mansuri network"),
    ("ru", "Талибы заявили, что движение «Красная долина» напало на пост.", "движение «Красная долина»"),
]


@pytest.mark.parametrize(("code", "sentence", "name"), UNKNOWN)
def test_a_body_that_no_pack_knows_is_proposed(code: str, sentence: str, name: str, read: Read) -> None:
    found = [m for m in read(sentence, language=code).mentions if m.type == "unknown-organisation"]
    assert [(m.text, m.actor, m.place) for m in found] == [(name, "", "")]


def test_nothing_is_proposed_where_nothing_is_told(read: Read) -> None:
    assert read("The Red Valley Liberation Front is old.").mentions == ()


@pytest.mark.parametrize("words", ["a German company", "the Air Force", "Tajik forces", "a TV network", "the army"])
def test_what_is_only_described_is_not_proposed(words: str, read: Read) -> None:
    found = read(f"The Taliban said that {words} attacked a convoy.").mentions
    assert "unknown-organisation" not in {m.type for m in found}


def test_a_known_body_is_not_proposed(read: Read) -> None:
    found = read("The Taliban said that the Islamic Movement of Uzbekistan attacked a convoy.").mentions
    assert [m.type for m in found] == ["government", "armed-group"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Rustam Nazarov said that the Taliban attacked Sadriddin Karimov in Kunduz."),
        ("en", "General Rustam Nazarov accused the Taliban of an attack."),
        ("ru", "Рустам Назаров заявил, что талибы напали на Садриддина Каримова."),
        ("fa", "رستم نظروف گفت که طالبان حمله کردند."),
        ("tg", "Рустам Назаров гуфт, ки Толибон ҳамла карданд."),
    ],
)
def test_private_names_are_not_mentions(code: str, sentence: str, read: Read) -> None:
    found = read(sentence, language=code).mentions
    assert all(m.type != "person" for m in found)
    assert not any(name in m.text for m in found for name in ("Rustam", "Karimov", "Рустам", "Каримов", "رستم"))
