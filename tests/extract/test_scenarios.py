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
        "The Taliban may return.",
    ],
)
def test_no_scenario(sentence: str, read: Read) -> None:
    assert not read(sentence).scenarios
