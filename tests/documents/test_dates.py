from __future__ import annotations

import pytest

from sarhad.documents.dates import find_dateline, is_dateline, parse_date


@pytest.mark.parametrize(
    ("raw", "value", "precision"),
    [
        ("2024", "2024", "year"),
        ("2024-07", "2024-07", "month"),
        ("2024-07-15", "2024-07-15", "day"),
        ("2024-07-15T10:00:00+04:30", "2024-07-15", "day"),
        ("Mon, 15 Jul 2024 23:30:00 +0500", "2024-07-15", "day"),
        ("D:20240715101010+05'00'".replace("'", ""), "2024-07-15", "day"),
        ("15 июля 2024 г.", "2024-07-15", "day"),
        ("July 15, 2024", "2024-07-15", "day"),
        ("۱۵ سپتامبر ۲۰۲۴", "2024-09-15", "day"),
        ("15 сентябри соли 2024", "2024-09-15", "day"),
        ("15.07.2024", "2024-07-15", "day"),
        ("2024-13-45", "", "unknown"),
        ("yesterday", "", "unknown"),
        ("Mon, 15 Jul 99999999999999999999 10:00:00 +0500", "", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_dates_as_containers_write_them(raw: str, value: str, precision: str) -> None:
    estimate = parse_date(raw)
    assert (estimate.value, estimate.precision) == (value, precision)
    assert estimate.how == ("metadata" if value else "unknown")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Dushanbe, 24 September 2013 – The ministers met.", "2013-09-24"),
        ("DUSHANBE, September 24, 2013 (TASS) — The ministers", "2013-09-24"),
        ("Душанбе, 24 сентября 2013 г. — Министры", "2013-09-24"),
        ("Душанбе, 24 сентября 2013", "2013-09-24"),
        ("Душанбе, 24 сентябри соли 2013 – Вазирон", "2013-09-24"),
        ("دوشنبه، ۲۴ سپتامبر ۲۰۱۳ – وزیران", "2013-09-24"),
        ("Published: 15 July 2024, 10:30", "2024-07-15"),
        ("Дата публикации: 15.07.2024", "2024-07-15"),
        ("July 2024", "2024-07"),
        ("On 24 September 2013 the ministers met.", ""),
        ("In September 2013, the ministers met.", ""),
        ("Dushanbe hosted talks; 24 September 2013 was the day.", ""),
        ("KABUL, Sept. 24 — The Taliban", ""),
    ],
)
def test_datelines(line: str, value: str) -> None:
    estimate = find_dateline(line)
    assert estimate.value == value
    assert not value or (estimate.how == "stated" and estimate.because in line and estimate.because)


def test_lines_that_only_tell_the_date() -> None:
    assert is_dateline("Душанбе, 24 сентября 2013") and is_dateline("15 July 2024")
    assert not is_dateline("Dushanbe, 24 September 2013 – The ministers met.")
