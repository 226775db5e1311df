"""Dates with a year, in four languages, with precision and offsets; nothing is invented."""

from __future__ import annotations

import pytest

from sarhad.world import load_lexicon
from sarhad.world.dates import add_months, estimate, find_dates, first_day, last_day, middle

FOUND = [
    ("en", "on 3 May 2025", "3 May 2025", "2025-05-03", "day"),
    ("en", "on May 3, 2025", "May 3, 2025", "2025-05-03", "day"),
    ("en", "on the 21st of June 2025", "21st of June 2025", "2025-06-21", "day"),
    ("en", "in July 2024", "July 2024", "2024-07", "month"),
    ("en", "in 2024,", "2024", "2024", "year"),
    ("en", "dated 2024-07-15.", "2024-07-15", "2024-07-15", "day"),
    ("ru", "24 сентября 2013 года", "24 сентября 2013", "2013-09-24", "day"),
    ("ru", "в июле 2024 года", "июле 2024", "2024-07", "month"),
    ("fa", "در ۱۵ جولای ۲۰۲۴", "۱۵ جولای ۲۰۲۴", "2024-07-15", "day"),
    ("fa", "در ژوئیه ۲۰۲۴", "ژوئیه ۲۰۲۴", "2024-07", "month"),
    ("fa", "در سال ۲۰۲۴", "۲۰۲۴", "2024", "year"),
    ("tg", "8 сентябри соли 2025", "8 сентябри соли 2025", "2025-09-08", "day"),
    ("tg", "моҳи июли соли 2024", "июли соли 2024", "2024-07", "month"),
]


@pytest.mark.parametrize(("code", "text", "words", "value", "precision"), FOUND)
def test_found_with_precision(code: str, text: str, words: str, value: str, precision: str) -> None:
    (found,) = find_dates(text, load_lexicon(code))
    assert (text[found.start : found.end], found.value, found.precision) == (words, value, precision)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "on 3 May"),
        ("en", "may 10 people"),
        ("en", "12025 men"),
        ("en", "room 20244"),
        ("ru", "24 сентября"),
        ("fa", "۱۵ جولای"),
        ("tg", "8 сентябр"),
        ("en", "the year 1850"),
    ],
)
def test_without_a_year_there_is_no_date(code: str, text: str) -> None:
    assert list(find_dates(text, load_lexicon(code))) == []


def test_a_day_that_is_not_in_the_calendar_leaves_its_month() -> None:
    (found,) = find_dates("on 31 February 2025", load_lexicon("en"))
    assert (found.value, found.precision) == ("2025-02", "month")


@pytest.mark.parametrize("value", ["2025-13-45", "2024-00", "2025-02-30"])
def test_an_impossible_iso_date_is_none(value: str) -> None:
    assert all(first_day(d.value) for d in find_dates(f"item {value}.", load_lexicon("en")))


def test_several_left_to_right() -> None:
    text = "A report in July 2024, a visit on 3 May 2025 and an accord of 1997"
    assert [d.value for d in find_dates(text, load_lexicon("en"))] == ["2024-07", "2025-05-03", "1997"]


def test_bounds_of_a_date_cut_short() -> None:
    found = estimate("2024-02", "February 2024")
    assert (found.earliest, found.latest, found.precision, found.how) == ("2024-02-01", "2024-02-29", "month", "stated")
    assert last_day("2023").isoformat() == "2023-12-31"


def test_months_do_not_leave_the_month_they_land_in() -> None:
    assert add_months(first_day("2024-01-31"), 1).isoformat() == "2024-02-29"
    assert add_months(first_day("2024-03-31"), -13).isoformat() == "2023-02-28"
    assert middle(first_day("2024-01-01"), first_day("2024-01-03")).isoformat() == "2024-01-02"
