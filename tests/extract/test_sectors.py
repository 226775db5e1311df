"""PLOVER's sectors of an event's parties: by the region pack, and by the words that stand with a name."""

from __future__ import annotations

import pytest
from tests.conftest import Read

CASES = [  # language, sentence, the actor's sector, the recipient's
    ("en", "Tajik border guards killed three Taliban fighters.", "MIL", "MIL"),
    ("en", "Russian police detained ten Tajik citizens in Yekaterinburg.", "COP", "CVL"),
    ("en", "Pakistan deported 600 Afghans.", "GOV", "CVL"),
    ("en", "A Russian court suspended the ban on the Taliban.", "JUD", "GOV"),
    ("en", "ISIS attacked Afghan civilians.", "REB", "CVL"),
    ("en", "Police detained 20 ISIS suspects.", "COP", "REB"),
    ("en", "The CSTO promised aid to Tajikistan.", "IGO", "GOV"),
    ("en", "The Tajik ambassador met Taliban officials in Kabul.", "GOV", "GOV"),
    ("en", "Protesters attacked the Iranian embassy.", "OPP", "GOV"),
    ("en", "Smugglers from Afghanistan killed two Tajik officers.", "CRM", "MIL"),
    ("en", "The Uzbek parliament condemned Russia.", "LEG", "GOV"),
    ("en", "Chinese workers were killed by militants from Afghanistan.", "REB", "CVL"),
    ("en", "Tajikistan and Kyrgyzstan signed a treaty.", "GOV", "GOV"),
    ("ru", "Таджикские пограничники убили трёх контрабандистов из Афганистана.", "MIL", "CRM"),
    ("ru", "Полиция России задержала десять граждан Таджикистана.", "COP", "CVL"),
    ("ru", "Верховный суд России приостановил запрет на деятельность талибов.", "JUD", "GOV"),
    ("ru", "Боевики ИГИЛ напали на мирных жителей Афганистана.", "REB", "CVL"),
    ("fa", "مرزبانان تاجیکستان به طالبان حمله کردند.", "MIL", "GOV"),
    ("fa", "داعش به غیرنظامیان افغان حمله کرد.", "REB", "CVL"),
    ("tg", "Марзбонони тоҷик ба қочоқбарони афғон ҳамла карданд.", "MIL", "CRM"),
]


@pytest.mark.parametrize(("language", "sentence", "actor", "recipient"), CASES)
def test_sectors(language: str, sentence: str, actor: str, recipient: str, read: Read) -> None:
    event = read(sentence, language=language).events[0]
    assert (event.actor_sector, event.recipient_sector) == (actor, recipient)
