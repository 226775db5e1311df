"""Who speaks, and what kind of source it is."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from sarhad.world import Region

SPEAKERS = [
    ("The CSTO's spokesman said that the road is open.", "csto", "official"),
    ("The Taliban said that the road is open.", "taliban", "party"),
    ("ISIS said that the road is open.", "isis", "party"),
    ("A UN report said that the road is open.", "un", "institution"),
    ("Khovar said that the road is open.", "khovar", "media"),
    ("Analysts said that the road is open.", "", "unnamed"),
    ("Tajik analysts said that the road is open.", "", "unnamed"),
    ("The Tajik foreign ministry said that the road is open.", "tajikistan", "official"),
    ("Tajikistan said that the road is open.", "tajikistan", "official"),
    ("A minister said that the road is open.", "", "official"),
]


@pytest.mark.parametrize(("sentence", "actor", "kind"), SPEAKERS)
def test_speaker(sentence: str, actor: str, kind: str, read: Read) -> None:
    (claim,) = read(sentence).claims
    found = claim.source_actor
    # an office stands for its state: either id is right for a ministry
    assert (found == actor or found.startswith(actor + "-")) if actor else found == ""
    assert claim.kind == kind


def test_a_pronoun_goes_to_the_speaker_before(read: Read) -> None:
    found = read("Tajikistan said that the road is open.", "It added that the bridge is safe.").claims
    assert [c.source_actor for c in found] == ["tajikistan", "tajikistan"]


def test_a_bare_office_goes_to_the_speaker_before(read: Read) -> None:
    first = "The spokesman of the CSTO said that the road is open."
    found = read(first, "The spokesman added that the bridge is safe.").claims
    assert [c.source_actor for c in found] == ["csto", "csto"]


def test_analysts_do_not_take_the_speaker_before(read: Read) -> None:
    found = read("Tajikistan said that the road is open.", "Analysts said that the bridge is safe.").claims
    assert [c.source_actor for c in found] == ["tajikistan", ""]


BACK = [
    (
        "en",
        ["Tajikistan said that the road is open.", "Analysts said that it is safe.", "They added that it is empty."],
        "",
    ),
    ("en", ["Khovar reported that the road is open.", "It added that the bridge is safe."], "khovar"),
    (
        "en",
        [
            "The spokesman of the CSTO said that the road is open.",
            "The Tajik foreign minister said that the bridge is safe.",
            "The spokesman added that the camp is empty.",
        ],
        "csto",
    ),
    (
        "en",
        ["CSTO Secretary General Ivan Example said that work has begun.", "Example added that the bridge is safe."],
        "csto",
    ),
    (
        "en",
        ["He met the foreign minister of Tajikistan, Ivan Example.", "Example said that the bridge is safe."],
        "tajikistan",
    ),
    ("en", ["The Taliban said that the road is open.", "The group added that the bridge is safe."], "taliban"),
    ("ru", ["Пресс-секретарь ОДКБ заявил, что дорога открыта.", "Он отметил, что мост безопасен."], "csto"),
    ("ru", ["Пресс-секретарь ОДКБ заявил, что дорога открыта.", "Добавил, что мост безопасен."], "csto"),
    ("ru", ["МИД Таджикистана сообщил, что дорога открыта.", "В министерстве добавили, что мост цел."], "tajikistan"),
    ("ru", ["ОДКБ заявила, что дорога открыта.", "Эксперт сказал, что мост цел.", "Он отметил, что лагерь пуст."], ""),
    ("fa", ["سخنگوی طالبان گفت که راه باز است.", "او افزود که پل امن است."], "taliban"),
    ("fa", ["وزارت خارجه تاجیکستان گفت که راه باز است.", "این وزارت افزود که پل امن است."], "tajikistan"),
    ("fa", ["سخنگوی طالبان گفت که راه باز است.", "افزود که پل امن است."], "taliban"),
    ("tg", ["Сухангӯи Толибон гуфт, ки роҳ боз аст.", "Ӯ афзуд, ки пул амн аст."], "taliban"),
    (
        "tg",
        ["Вазорати корҳои хориҷии Тоҷикистон гуфт, ки роҳ боз аст.", "Вазорат афзуд, ки пул амн аст."],
        "tajikistan",
    ),
]


@pytest.mark.parametrize(("language", "sentences", "actor"), BACK)
def test_the_last_sentences_source_is_led_back(language: str, sentences: list[str], actor: str, read: Read) -> None:
    claims = read(*sentences, language=language).claims
    assert claims[-1].source_actor == actor
    assert claims[-1].content_text


def test_a_party_is_known_by_the_pack_not_by_a_word(region: Region) -> None:
    parties = {a.id for a in region.actors.values() if a.kind == "armed-group"}
    named = [a for a in region.threat_from if region.actors[a].kind != "state"]
    assert parties and named == ["taliban"]
