"""Words that stand for several parties, and several parties of one event."""

from __future__ import annotations

import pytest
from tests.conftest import Read

SEVERAL = [  # language, sentences, the words, whom they stand for
    ("en", ["ISIS fought the Taliban near Kunduz.", "Later these groups met."], "these groups", ("isis", "taliban")),
    ("en", ["Tajik and Kyrgyz officials met.", "The two sides agreed on a ceasefire."], "The two sides",
     ("tajikistan", "kyrgyzstan")),
    ("en", ["Uzbekistan, Afghanistan and Pakistan met.", "The three countries signed a deal."], "The three countries",
     ("uzbekistan", "afghanistan", "pakistan")),
    ("en", ["The president of Uzbekistan spoke.", "Tajikistan said that both countries had signed."], "both countries",
     ("uzbekistan", "tajikistan")),
    ("ru", ["Таджикистан и Киргизия провели переговоры.", "Обе стороны подписали соглашение."], "Обе стороны",
     ("tajikistan", "kyrgyzstan")),
    ("fa", ["طالبان و تاجیکستان گفتگو کردند.", "دو طرف توافق‌نامه امضا کردند."], "دو طرف", ("taliban", "tajikistan")),
    ("tg", ["Тоҷикистон ва Қирғизистон музокира карданд.", "Ҳарду кишвар созишнома имзо карданд."], "Ҳарду кишвар",
     ("tajikistan", "kyrgyzstan")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentences", "words", "actors"), SEVERAL)
def test_they_stand_for_those_named_before(
    language: str, sentences: list[str], words: str, actors: tuple[str, ...], read: Read
) -> None:
    found = {m.text: (m.actor, m.actors) for m in read(*sentences, language=language).mentions if m.actors}
    assert found == {words: ("", actors)}


NOBODY = [
    ["Russia, China, Iran and Pakistan met.", "Both countries signed a deal."],
    ["Tajikistan held a vote.", "The three countries signed a deal."],
    ["Both sides of the river were flooded."],
    ["Tajikistan met the CSTO.", "These groups fled."],
]


@pytest.mark.parametrize("sentences", NOBODY)
def test_nobody_is_put_in_their_place_where_the_number_does_not_fit(sentences: list[str], read: Read) -> None:
    assert not [m for m in read(*sentences).mentions if m.actors]


EVENTS = [  # sentences, (type, actor, recipient, actors, recipients) of the last event
    (["Russia and Belarus condemned the Taliban."], ("ACCUSE", "russia", "taliban", ("russia", "belarus"), ())),
    (["The Taliban attacked Tajikistan and Uzbekistan."],
     ("ASSAULT", "taliban", "tajikistan", (), ("tajikistan", "uzbekistan"))),
    (["Uzbekistan, Kazakhstan and Pakistan signed an agreement."],
     ("SUPPORT", "uzbekistan", "kazakhstan", ("uzbekistan", "kazakhstan", "pakistan"), ())),
    (["Tajikistan and Kyrgyzstan met.", "The two sides signed an agreement."],
     ("SUPPORT", "tajikistan", "kyrgyzstan", (), ())),
    (["Russia condemned the Taliban."], ("ACCUSE", "russia", "taliban", (), ())),
]  # fmt: skip


@pytest.mark.parametrize(("sentences", "expected"), EVENTS)
def test_events_of_several(sentences: list[str], expected: tuple[object, ...], read: Read) -> None:
    event = read(*sentences).events[-1]
    assert (event.type, event.actor, event.recipient, event.actors, event.recipients) == expected
