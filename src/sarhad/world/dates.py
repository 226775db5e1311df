"""Dates as written in the four languages, found with offsets and precision; nothing is invented."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterator
from datetime import date, timedelta

from sarhad.records import DateEstimate, Precision, Record
from sarhad.world.folding import fold
from sarhad.world.lexicon import Lexicon, load_lexicon


class FoundDate(Record, frozen=True):
    """A date expression at `start`–`end` of the text, as ISO cut to its precision."""

    start: int
    end: int
    value: str
    precision: Precision


def find_dates(text: str, lexicon: Lexicon) -> Iterator[FoundDate]:
    """Explicit dates with a year, left to right.

    >>> [d.value for d in find_dates("A UN report in July 2024 and a visit on 3 May 2025", load_lexicon("en"))]
    ['2024-07', '2025-05-03']
    """
    for match in _pattern(lexicon.code).finditer(fold(text)):
        value = _iso(match, lexicon)
        if value:
            yield FoundDate(start=match.start(), end=match.end(), value=value, precision=precision_of(value))


@functools.cache
def _pattern(code: str) -> re.Pattern[str]:
    months = "|".join(sorted((fold(m) for m in load_lexicon(code).words["months"]), key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?<!\w)(?:(?P<iso>{year}-\d\d(?:-\d\d)?)"
        rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|-уми|-юми|-и|ми)?\s+(?:of\s+)?(?P<m1>{months})\.?,?\s+(?:соли\s+|سال\s+)?(?P<y1>{year})"
        rf"|(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<y2>{year})"
        rf"|(?P<m3>{months})\.?,?\s+(?:of\s+|соли\s+|سال\s+)?(?P<y3>{year})"
        rf"|(?P<y4>{year}))(?!\w)"
    )


def _iso(match: re.Match[str], lexicon: Lexicon) -> str:
    if match["iso"]:
        return _valid(match["iso"])
    if match["y4"]:
        return match["y4"]
    table = {fold(k): v for k, v in lexicon.words["months"].items()}
    for number in ("1", "2", "3"):
        if match["y" + number]:
            month, year = table[match["m" + number]], match["y" + number]
            day = int(match["d" + number]) if number != "3" else 0
            valid = 0 < day <= calendar.monthrange(int(year), month)[1]
            return f"{year}-{month:02d}" + (f"-{day:02d}" if valid else "")
    return ""


def _valid(value: str) -> str:
    """The date, or nothing when the calendar has no such day or month ("2024-25" is a range, no date)."""
    try:
        last_day(value)
    except ValueError:
        return ""
    return value


def precision_of(value: str) -> Precision:
    """The precision of an ISO date cut short.

    >>> precision_of("2024-07")
    'month'
    """
    table: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
    return table.get(len(value), "unknown")


def first_day(value: str) -> date:
    """The earliest day of an ISO date cut short.

    >>> first_day("2024-07")
    datetime.date(2024, 7, 1)
    """
    parts = [int(p) for p in value.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(value: str) -> date:
    """The latest day of an ISO date cut short.

    >>> last_day("2024-02")
    datetime.date(2024, 2, 29)
    """
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return date(*parts)


def add_months(day: date, months: int) -> date:
    """The day some months on, held inside the month it lands in.

    >>> add_months(date(2021, 8, 31), 6)
    datetime.date(2022, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def estimate(value: str, because: str, how: str = "stated") -> DateEstimate:
    """A DateEstimate of an ISO date with its own bounds."""
    return DateEstimate(
        value=value,
        precision=precision_of(value),
        how="stated" if how == "stated" else "metadata",
        earliest=first_day(value).isoformat(),
        latest=last_day(value).isoformat(),
        because=because,
    )


def middle(earliest: date, latest: date) -> date:
    """The day half way."""
    return earliest + timedelta(days=(latest - earliest).days // 2)
