"""Who "Kabul" and "the Afghan government" mean, on both sides of the day the government changed."""

from __future__ import annotations

import pytest

from sarhad.pipeline import read_pages
from sarhad.records import Extracted, Page
from sarhad.settings import Settings
from sarhad.world import load_region


def read(text: str, published: str, language: str = "en") -> Extracted:
    hints = {"language": language} | ({"published": published} if published else {})
    page = Page(id="p", url="x", name="x", fetched="", media_type="text/plain", content=text.encode(), hints=hints)
    found, _ = read_pages([page], load_region("csto-afghanistan"), Settings())
    return found[0]


DAYS = [
    ("2000-01-01", "taliban"),  # the first emirate
    ("2003-05-01", "afghanistan"),  # an interim administration, which is no actor of the pack
    ("2021-08-14", "afghan-republic"),
    ("2021-08-15", "taliban"),
    ("2025-05-14", "taliban"),
    ("", "afghanistan"),  # nobody knows when
]


@pytest.mark.parametrize(("published", "actor"), DAYS)
def test_the_day_decides_who_kabul_is(published: str, actor: str) -> None:
    found = read("Kabul said that it had signed an agreement with Tajikistan.", published)
    assert [c.source_actor for c in found.claims if c.source_text] == [actor]
    assert [(e.actor, e.recipient) for e in found.events] == [(actor, "tajikistan")]
    assert [m.actor for m in found.mentions if m.text == "Kabul"] == [actor]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Afghan government signed an agreement with Tajikistan."),
        ("ru", "Афганское правительство подписало договор с Таджикистаном."),
        ("ru", "Кабул подписал договор с Таджикистаном."),
        ("fa", "حکومت افغانستان با تاجیکستان توافق‌نامه امضا کرد."),
        ("tg", "Ҳукумати Афғонистон бо Тоҷикистон созишнома имзо кард."),
    ],
)
@pytest.mark.parametrize(("published", "actor"), [("2020-05-01", "afghan-republic"), ("2025-05-01", "taliban")])
def test_in_every_language(language: str, text: str, published: str, actor: str) -> None:
    assert [e.actor for e in read(text, published, language).events] == [actor]


def test_the_day_of_the_event_and_of_the_claim_decides_where_the_text_gives_it() -> None:
    found = read("Kabul rejected Tajikistan's claims in May 2019.", "2025-05-14")
    assert [e.actor for e in found.events] == ["afghan-republic"]
    assert [c.source_actor for c in found.claims if c.source_text] == ["afghan-republic"]


def test_the_state_by_its_own_name_stays_the_state() -> None:
    assert [e.actor for e in read("Afghanistan signed an agreement with Tajikistan.", "2025-05-14").events] == [
        "afghanistan"
    ]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Tajikistan signed an agreement in Kabul.", "Kabul"),
        ("en", "Residents of Kabul protested against the Taliban.", "Kabul"),
        ("en", "ISIS attacked Kabul airport.", "Kabul"),
        ("ru", "Жители Кабула вышли на протест.", "Кабула"),
        ("fa", "باشندگان کابل اعتراض کردند.", "کابل"),
        ("tg", "Сокинони Кобул эътироз карданд.", "Кобул"),
    ],
)
def test_a_capital_that_is_the_city_is_no_government(language: str, text: str, name: str) -> None:
    assert [(m.actor, m.place) for m in read(text, "2025-05-14", language).mentions if m.text == name] == [
        ("", "kabul")
    ]
