"""Times as reports tell them, in four languages, with the bounds that the words leave."""

from __future__ import annotations

from datetime import date

import pytest

from sarhad.world import load_lexicon
from sarhad.world.times import estimate_time, find_times

TOLD = date(2025, 5, 1)  # a Thursday

FOUND = [
    ("en", "was attacked on 3 May 2024", "2024-05-03", "2024-05-03", "stated"),
    ("en", "was attacked today", "2025-05-01", "2025-05-01", "inferred"),
    ("en", "was attacked yesterday", "2025-04-30", "2025-04-30", "inferred"),
    ("en", "was attacked on Monday", "2025-04-28", "2025-04-28", "inferred"),
    ("en", "was attacked on Thursday", "2025-05-01", "2025-05-01", "inferred"),
    ("en", "was attacked last Thursday", "2025-04-24", "2025-04-24", "inferred"),
    ("en", "was attacked three days ago", "2025-04-28", "2025-04-28", "inferred"),
    ("en", "was attacked two weeks ago", "2025-04-14", "2025-04-20", "inferred"),
    ("en", "was attacked last month", "2025-04-01", "2025-04-30", "inferred"),
    ("en", "was attacked last year", "2024-01-01", "2024-12-31", "inferred"),
    ("en", "was attacked earlier this year", "2025-01-01", "2025-05-01", "inferred"),
    ("en", "was attacked on 24 December", "2024-12-24", "2024-12-24", "inferred"),
    ("en", "was attacked on April 7", "2025-04-07", "2025-04-07", "inferred"),
    ("en", "was attacked in December", "2024-12-01", "2024-12-31", "inferred"),
    ("en", "was attacked in late July 2024", "2024-07-22", "2024-07-31", "stated"),
    ("en", "was attacked in November 2024", "2024-11-01", "2024-11-30", "stated"),
    ("en", "was attacked in the summer of 2021", "2021-06-01", "2021-08-31", "stated"),
    ("en", "was attacked over the past three months", "2025-02-01", "2025-05-01", "inferred"),
    ("ru", "атаковали вчера", "2025-04-30", "2025-04-30", "inferred"),
    ("ru", "атаковали во вторник", "2025-04-29", "2025-04-29", "inferred"),
    ("ru", "атаковали 24 декабря", "2024-12-24", "2024-12-24", "inferred"),
    ("ru", "атаковали в прошлом году", "2024-01-01", "2024-12-31", "inferred"),
    ("ru", "атаковали три дня назад", "2025-04-28", "2025-04-28", "inferred"),
    ("ru", "атаковали в начале 2024 года", "2024-01-01", "2024-05-01", "stated"),
    ("ru", "атаковали летом 2021 года", "2021-06-01", "2021-08-31", "stated"),
    ("fa", "دیروز حمله کردند", "2025-04-30", "2025-04-30", "inferred"),
    ("fa", "روز دوشنبه حمله کردند", "2025-04-28", "2025-04-28", "inferred"),
    ("fa", "در ۱۵ دلو ۱۴۰۳ حمله کردند", "2025-02-03", "2025-02-03", "stated"),
    ("fa", "در بهمن ۱۴۰۳ حمله کردند", "2025-01-20", "2025-02-18", "stated"),
    ("fa", "در سال ۱۴۰۰ حمله کردند", "2021-03-21", "2022-03-20", "stated"),
    ("fa", "در ۱۲ حمل حمله کردند", "2025-04-01", "2025-04-01", "inferred"),
    ("fa", "سه روز پیش حمله کردند", "2025-04-28", "2025-04-28", "inferred"),
    ("fa", "سال گذشته حمله کردند", "2024-01-01", "2024-12-31", "inferred"),
    ("tg", "дирӯз ҳамла карданд", "2025-04-30", "2025-04-30", "inferred"),
    ("tg", "рӯзи сешанбе ҳамла карданд", "2025-04-29", "2025-04-29", "inferred"),
    ("tg", "24 декабр ҳамла карданд", "2024-12-24", "2024-12-24", "inferred"),
    ("tg", "соли гузашта ҳамла карданд", "2024-01-01", "2024-12-31", "inferred"),
    ("tg", "се рӯз пеш ҳамла карданд", "2025-04-28", "2025-04-28", "inferred"),
]


@pytest.mark.parametrize(("code", "text", "earliest", "latest", "how"), FOUND)
def test_bounds(code: str, text: str, earliest: str, latest: str, how: str) -> None:
    found = next(find_times(text, load_lexicon(code), TOLD))
    assert (found.earliest.isoformat(), found.latest.isoformat(), found.how) == (earliest, latest, how)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "was attacked yesterday"),
        ("en", "was attacked on 24 December"),
        ("ru", "во вторник"),
        ("fa", "دیروز"),
        ("tg", "дирӯз"),
    ],
)
def test_without_the_reports_day_nothing_is_counted_from_it(code: str, text: str) -> None:
    assert list(find_times(text, load_lexicon(code), None)) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "the mayor may meet them"),
        ("en", "12 marching bands"),
        ("ru", "в марте 31 человек"),
        ("en", "on 31 February"),
    ],
)
def test_what_looks_like_a_day(code: str, text: str) -> None:
    assert all(f.earliest != f.latest for f in find_times(text, load_lexicon(code), TOLD))


def test_an_estimate_keeps_precision_and_words() -> None:
    text = "The post was attacked last month."
    found = estimate_time(next(find_times(text, load_lexicon("en"), TOLD)), text)
    assert (found.value, found.precision, found.how, found.because) == ("2025-04", "month", "inferred", "last month")


def test_a_span_that_is_no_calendar_unit_is_a_range() -> None:
    text = "in late July 2024"
    found = estimate_time(next(find_times(text, load_lexicon("en"), None)), text)
    assert (found.precision, found.earliest, found.latest) == ("range", "2024-07-22", "2024-07-31")
