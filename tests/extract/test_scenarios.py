"""Conditionals: antecedent and consequent exactly, in four languages, and what only looks like one."""

from __future__ import annotations

import pytest
from tests.conftest import Read

FOUND = [
    (
        "en",
        "If the Taliban cannot contain the groups, a new wave of crises may begin.",
        "the Taliban cannot contain the groups",
        "a new wave of crises may begin",
        "may",
    ),
    (
        "en",
        "A new wave of crises may begin if the Taliban cannot contain the groups.",
        "the Taliban cannot contain the groups",
        "A new wave of crises may begin",
        "may",
    ),
    (
        "en",
        "Unless the Taliban act (soon, and firmly), the groups could return.",
        "the Taliban act (soon, and firmly)",
        "the groups could return",
        "could",
    ),
    ("en", "Should the Taliban fail, the groups may return.", "the Taliban fail", "the groups may return", "may"),
    (
        "ru",
        "Если талибы не сдержат группировки, Таджикистан может закрыть границу.",
        "талибы не сдержат группировки",
        "Таджикистан может закрыть границу",
        "может",
    ),
    (
        "fa",
        "اگر طالبان گروه‌ها را مهار نکنند، تهدید ممکن است بیشتر شود.",
        "طالبان گروه‌ها را مهار نکنند",
        "تهدید ممکن است بیشتر شود",
        "ممکن است",
    ),
    (
        "tg",
        "Агар Толибон гурӯҳҳоро маҳор накунанд, таҳдид метавонад афзоиш ёбад.",
        "Толибон гурӯҳҳоро маҳор накунанд",
        "таҳдид метавонад афзоиш ёбад",
        "метавонад",
    ),
]


@pytest.mark.parametrize(("code", "sentence", "antecedent", "consequent", "hedge"), FOUND)
def test_found(code: str, sentence: str, antecedent: str, consequent: str, hedge: str, read: Read) -> None:
    (found,) = read(sentence, language=code).scenarios
    assert (found.antecedent_text, found.consequent_text, found.hedge) == (antecedent, consequent, hedge)
    ((start, end),) = found.antecedent
    assert sentence[start:end] == antecedent
    assert found.actors == ("taliban",)


def test_two_in_one_sentence(read: Read) -> None:
    found = read("If the Taliban fall, Russia will act; if they stay, it will wait.").scenarios
    assert [(s.antecedent_text, s.consequent_text) for s in found] == [
        ("the Taliban fall", "Russia will act"),
        ("they stay", "it will wait"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "As if nothing had happened, the Taliban may return.",
        "Even if the Taliban were willing, the groups would stay.",
        "If the border is closed, trade stops.",
        "If the groups had crossed, the guards would have seen them.",
        "Will the groups return if the Taliban fail to act?",
        "A report that should help the Taliban, he said, will follow.",
        "The Taliban may return.",
    ],
)
def test_no_scenario(sentence: str, read: Read) -> None:
    assert not read(sentence).scenarios


def test_fields_of_a_scenario(read: Read) -> None:
    sentence = "If the Taliban do not contain the militants, attacks may spread to Tajikistan within two years."
    (found,) = read(sentence).scenarios
    assert (found.mark, found.negated, found.horizon, found.horizon_months) == ("If", True, "within two years", 24)
    assert (found.actors, found.then_actors, found.then_places) == (("taliban",), ("tajikistan",), ("country-tj",))
    assert {"group", "contain"} <= set(found.signs) and {"violence", "spread"} <= set(found.then_signs)


@pytest.mark.parametrize(
    ("code", "sentence", "antecedent", "negated"),
    [
        ("en", "The Taliban must act; otherwise, the groups may return.", "The Taliban must act", True),
        ("en", "In case of war, the CSTO will help the country.", None, None),
        ("en", "In case of a war, the CSTO will help the country.", "a war", False),
        ("en", "Without a ceasefire, the Taliban will attack again.", "a ceasefire", True),
        ("en", "Without naming the group, he said the army would act.", None, None),
        ("ru", "В случае нападения на Таджикистан ОДКБ поможет ему.", "нападения на Таджикистан", False),
        ("ru", "Талибы должны уйти, иначе начнется война.", "Талибы должны уйти", True),
        ("fa", "مگر آنکه طالبان عمل کنند، جنگ آغاز خواهد شد.", "طالبان عمل کنند", True),
        ("tg", "Толибон бояд раванд, вагарна ҷанг оғоз хоҳад шуд.", "Толибон бояд раванд", True),
    ],
)
def test_other_marks(code: str, sentence: str, antecedent: str | None, negated: bool | None, read: Read) -> None:
    found = [(s.antecedent_text, s.negated) for s in read(sentence, language=code).scenarios]
    assert found == ([(antecedent, negated)] if antecedent else [])


def test_what_a_speaker_says_is_no_part_of_what_follows(read: Read) -> None:
    (found,) = read("Analysts warn that attacks could spread if the Taliban do not act, the ministry said.").scenarios
    assert (found.antecedent_text, found.consequent_text) == ("the Taliban do not act", "attacks could spread")
