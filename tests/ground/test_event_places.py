"""Events at places that the region pack lacks."""

from __future__ import annotations

import pytest

from sarhad import annotate
from sarhad.ground.event_places import known_places
from sarhad.ground.places import place_of, place_surely

CASES = [  # language, text, the place of the only event ("" none)
    ("en", "ISIS militants killed five policemen in Mosul.", "geonames-99072"),
    ("en", "Pakistan and India agreed on a ceasefire in Paris, Texas.", "geonames-4717560"),
    ("en", "Russian forces killed 12 people in Kharkiv, Ukraine.", "geonames-706483"),
    ("en", "Russia accused Ukraine of an attack in Belgorod region.", "geonames-578071"),
    ("en", "Russia expelled two Tajik diplomats over a Geneva-based group.", ""),
    ("en", "The Taliban rejected Pakistan's claims in March.", ""),
    ("en", "Pakistan's army killed nine militants in Reading.", ""),
    ("en", "Tajikistan and Kyrgyzstan exchanged fire on the Tajik-Kyrgyz border.", "border-kg-tj"),
    ("en", "Three soldiers of Armenia were killed on the border between Armenia and Azerbaijan.", "arm-aze"),
    ("en", "The Taliban and the United States signed an agreement in Doha.", "doha"),
    ("ru", "ФСБ задержала в Екатеринбурге двух сторонников ИГИЛ.", "geonames-1486209"),
    ("ru", "Российские силовики задержали трёх граждан Таджикистана в Свердловской области.", "geonames-1490542"),
    ("ru", "Двое пограничников Таджикистана погибли на таджикско-киргизской границе.", "border-kg-tj"),
    ("fa", "داعش در شهر موصل به پولیس حمله کرد.", "geonames-99072"),
    ("fa", "طالبان در حمله به داعش پنج نفر را کشتند.", ""),
    ("tg", "Тоҷикистон ва Русия дар Санкт-Петербург созишнома имзо карданд.", "geonames-498817"),
]


@pytest.mark.parametrize(("language", "text", "place"), CASES)
def test_the_place_of_the_event(language: str, text: str, place: str) -> None:
    (event,) = annotate(text, language=language).events
    assert event.place == place
    assert bool(event.where) == bool(place)


def test_the_words_the_reasons_and_a_mention_are_kept() -> None:
    text = "ISIS militants killed five policemen in Mosul."
    found = annotate(text, language="en")
    (event,) = found.events
    assert [text[a:b] for a, b in event.where] == ["Mosul"] and event.place_because[0].startswith("score ")
    assert [(m.text, m.type) for m in found.mentions if m.place == event.place] == [("Mosul", "city")]


def test_places_of_the_world_stand_beside_those_of_the_pack_with_all_codes() -> None:
    events = annotate("ISIS militants killed five policemen in Mosul.", language="en").events
    mosul = known_places(events, {})["geonames-99072"]
    assert (mosul.name, mosul.country, mosul.precision, mosul.gw) == ("Mosul", "IQ", 1, 645)
    assert mosul.prio_grid and mosul.score and any(b.startswith("prior") for b in mosul.because)


@pytest.mark.parametrize("name", ["Kabul", "Texas", "Black Sea", "Kenya", "the border between Chad and Sudan"])
def test_a_place_is_made_anew_from_its_id(name: str) -> None:
    place = place_surely(name, f"{name}.") or place_surely(name, name)
    assert place is not None
    again = place_of(place.id)
    assert again is not None and (again.id, again.kind, again.lat) == (place.id, place.kind, place.lat)


def test_a_name_of_several_large_places_is_not_placed_without_context() -> None:
    assert place_surely("Hyderabad", "An explosion shook Hyderabad.") is None
    assert place_surely("Hyderabad", "Pakistani police in Karachi and Hyderabad, in Sindh province, met.") is not None
