"""Place names in their texts: which place, how exactly, and when there is none."""

from __future__ import annotations

import pytest

import sarhad
from sarhad.ground.border_places import find_border
from sarhad.ground.places import find_places, rank_places, resolve_place
from sarhad.records import Place

CASES = [  # name, text, country, first division
    ("Paris", "Three people were hurt in Paris, Texas, on Monday.", "US", "US-TX"),
    ("Paris", "French police cordoned off a street in Paris.", "FR", "FR-IDF"),
    ("Georgia", "In Atlanta and the rest of Georgia, as in Alabama and Florida, people voted.", "US", "US-GA"),
    ("Georgia", "Georgia and Armenia reopened the road between Tbilisi and Yerevan.", "GE", ""),
    ("Tripoli", "Militias fought in Tripoli, the Libyan capital.", "LY", None),
    ("Tripoli", "The Lebanese army set up checkpoints in Tripoli and Beirut.", "LB", None),
    ("Córdoba", "In Spain, a market in Córdoba was searched; the Spanish police spoke in Seville.", "ES", None),
    ("Cordoba", "The Argentine province of Santa Fe and the city of Cordoba, Argentina, reported floods.", "AR", None),
    ("Victoria", "Bushfires spread across Victoria and New South Wales, Australia.", "AU", "AU-VIC"),
    ("Hyderabad", "Pakistani police in Karachi and Hyderabad, in Sindh province, arrested five men.", "PK", None),
    ("Hyderabad", "Indian officials met in Hyderabad, Telangana.", "IN", None),
    ("Хороге", "Взрыв прогремел в Хороге, сообщили таджикские пограничники.", "TJ", None),
    ("Кундузе", "В Кундузе, на севере Афганистана, убиты двое.", "AF", None),
    ("قندوز", "انفجار در شهر قندوز در شمال افغانستان", "AF", None),
    ("Хоруғ", "Дар шаҳри Хоруғ таркиш рух дод.", "TJ", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "country", "admin1"), CASES)
def test_the_text_decides(name: str, text: str, country: str, admin1: str | None) -> None:
    place = resolve_place(name, text)
    assert place is not None and place.country == country
    assert admin1 is None or place.admin1 == admin1


def test_what_is_near_decides_where_the_text_is_silent() -> None:
    text = "A bridge fell in San Jose."
    assert resolve_place("San Jose", text, ["Costa Rica"]).country == "CR"  # type: ignore[union-attr]
    oakland = resolve_place("Oakland", "Oakland, California")
    assert oakland is not None
    assert resolve_place("San Jose", text, [oakland]).admin1 == "US-CA"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "kind", "precision"),
    [
        ("Kabul", "city", 1),
        ("Takhar province", "admin1", 4),
        ("northern Texas", "region", 5),
        ("Glasgow airport", "site", 2),
        ("Dallas County", "admin2", 3),
        ("Afghanistan", "country", 6),
        ("Black Sea", "sea", 7),
        ("West Africa", "region", 5),
        ("the Tajik-Afghan border", "border", 5),
    ],
)
def test_precision(name: str, kind: str, precision: int) -> None:
    place = resolve_place(name, f"It was reported from {name}.")
    assert place is not None
    assert (place.kind, place.precision) == (kind, precision)


def test_the_record_carries_the_codes() -> None:
    place = resolve_place("Nairobi", "Doctors in Nairobi, Kenya, are on strike.")
    assert place is not None
    assert (place.country, place.gw, place.geonames) == ("KE", 501, 184745)
    assert place.lat == pytest.approx(-1.28, abs=0.1) and place.lon == pytest.approx(36.82, abs=0.1)
    assert place.prio_grid == 177 * 720 + 433 + 1  # floor((90 − 1.28) · 2) = 177, floor((180 + 36.82) · 2) = 433
    assert place.score and "prior" in " ".join(place.because)


def test_the_pack_comes_first_for_its_countries() -> None:
    place = resolve_place("Ishkashim", "Guards at Ishkashim on the Tajik side saw smoke.")
    assert place is not None and place.id == "ishkashim-region" and place.references


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Xyzzyville", "It happened in Xyzzyville."),
        ("", "It happened."),
        ("West Midlands", "A school in the West Midlands closed."),  # never the Midlands of Zimbabwe
    ],
)
def test_no_pin_is_better_than_a_wrong_one(name: str, text: str) -> None:
    place = resolve_place(name, text)
    assert place is None or place.country == "GB"


def test_a_hamlet_needs_support() -> None:
    assert resolve_place("Us", "Tell us more.") is None or resolve_place("Us", "Tell us more.").country == "US"  # type: ignore[union-attr]
    assert (
        resolve_place("Karo", "A volcano in Indonesia erupted again; people of Karo fled, Indonesian media said.")
        is None
    )


def test_the_reasons_add_up() -> None:
    for sense in rank_places("Tripoli", "Militias fought in Tripoli, Libya."):
        assert sense.score == pytest.approx(sum(value for _, value in sense.parts), abs=0.05)


def test_the_same_twice() -> None:
    text = "Police in Jalalabad, Kyrgyzstan, and Osh."
    assert (
        resolve_place("Jalalabad", text) == resolve_place("Jalalabad", text) == sarhad.resolve_place("Jalalabad", text)
    )


# ---------------------------------------------------------------- borders


@pytest.mark.parametrize(
    "name",
    ["Tajik-Afghan border", "the border between Tajikistan and Afghanistan", "Afghanistan's border with Tajikistan",
     "таджикско-афганская граница", "مرز تاجیکستان و افغانستان",
     "сарҳади Тоҷикистону Афғонистон"],
)  # fmt: skip
def test_one_border_in_many_words(name: str) -> None:
    border = find_border(name)
    assert border is not None and border.id == "tjk-afg"
    assert border.lat == pytest.approx(37.5, abs=1.5) and border.precision == 5


def test_a_border_that_no_pack_draws_has_no_pin() -> None:
    border = find_border("Sudan's border with Chad")
    assert border == Place(id="border-sd-td", name="Sudan's border with Chad", kind="border", precision=5)


@pytest.mark.parametrize("name", ["Tajikistan and Afghanistan", "the border", "the Afghan border", "Borders"])
def test_no_border(name: str) -> None:
    assert find_border(name) is None


# ---------------------------------------------------------------- own spans


def test_people_and_persons_are_no_places() -> None:
    text = "Afghan officials and Michael Jordan spoke. Police said nothing."
    assert find_places(text) == []


def test_spans_of_a_recogniser_are_taken_as_they_stand() -> None:
    text = "Xville and Kenya signed it."
    assert [text[p.start : p.end] for p in find_places(text, [(0, 6), (11, 16)])] == ["Kenya"]


def test_empty_text() -> None:
    assert find_places("") == []


def test_a_pack_s_place_without_a_point_leaves_the_gazetteer_s() -> None:
    place = resolve_place("Sochi", "Diplomats met in Sochi, Russia.")  # the pack knows Sochi, but not where
    assert place is not None and place.lat == pytest.approx(43.6, abs=0.3)
    post = resolve_place("Istiqlol post", "Shots were heard at the Istiqlol post.")
    assert post is None or post.lat is None
