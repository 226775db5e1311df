"""When something happened, as texts tell it: stated dates, dates without a year, days counted from the report's, parts
of months and years, seasons, Solar Hijri dates. Each with the bounds that the words leave; nothing is invented.

What is counted from the day of the report needs that day: without it such words give no date. Solar Hijri dates are
converted by `jdatetime`. Seasons are those of the northern hemisphere, March to May being spring.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import resources
from typing import Any

import jdatetime

from sarhad.records import DateEstimate, DateOrigin, Record
from sarhad.world.dates import add_months, find_dates, last_day, middle, precision_of
from sarhad.world.folding import fold
from sarhad.world.lexicon import Lexicon, load_lexicon

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_HIJRI_YEAR = r"(?P<hyear>1[34]\d\d)"
_PARTS = {"early": (0.0, 1 / 3), "mid": (1 / 3, 2 / 3), "late": (2 / 3, 1.0)}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SLACK = {"day": 0, "week": 3, "month": 15, "year": 183}  # days either side that "n units ago" leaves open
Bounds = tuple[date, date]


class FoundTime(Record, frozen=True):
    """A time expression at `start`–`end` of the text with the first and last day it may mean."""

    start: int
    end: int
    earliest: date
    latest: date
    how: DateOrigin  # "stated", or "inferred" where the report's date was needed


def find_times(text: str, lexicon: Lexicon, told: date | None) -> Iterator[FoundTime]:
    """Time expressions left to right; `told` is the day of the report, None where it is not known to the day.

    >>> found = next(find_times("The post was attacked last Tuesday.", load_lexicon("en"), date(2025, 5, 1)))
    >>> found.earliest.isoformat(), found.how
    ('2025-04-29', 'inferred')
    """
    rows = [*_relative(text, lexicon, told), *_stated(text, lexicon)]
    kept: list[FoundTime] = []
    for found in sorted(rows, key=lambda f: (f.how != "stated", f.start - f.end)):  # "in November 2024" is stated
        if not any(found.start < k.end and k.start < found.end for k in kept):
            kept.append(found)
    yield from sorted(kept, key=lambda f: f.start)


def estimate_time(found: FoundTime, text: str) -> DateEstimate:
    """The estimate of a found time: whole days, months and years keep their precision, other spans are ranges."""
    value, first, last = _cut(found.earliest, found.latest), found.earliest, found.latest
    return DateEstimate(
        value=value or middle(first, last).isoformat()[:7],
        precision=precision_of(value) if value else "range",
        how=found.how,
        earliest=first.isoformat(),
        latest=last.isoformat(),
        because=text[found.start : found.end],
    )


def _cut(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    if first.day == 1 and last == last_day(first.isoformat()[:7]):
        return first.isoformat()[:7]
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return str(first.year) if whole else ""


# ---------------------------------------------------------------- stated


def _stated(text: str, lexicon: Lexicon) -> Iterator[FoundTime]:
    for found in find_dates(text, lexicon):
        parts = [int(p) for p in found.value.split("-")]
        yield FoundTime(found.start, found.end, date(*[*parts, 1, 1][:3]), last_day(found.value), "stated")


# ---------------------------------------------------------------- counted from the report


def _relative(text: str, lexicon: Lexicon, told: date | None) -> Iterator[FoundTime]:
    folded = fold(text)
    for kind, pattern in _patterns(lexicon.code):
        if told is None and kind not in _WITHOUT:
            continue
        for match in pattern.finditer(folded):
            bounds = _RESOLVE[kind](match, _words(lexicon.code), lexicon, told or date.max)
            if bounds:
                how: DateOrigin = "stated" if kind in _WITHOUT else "inferred"
                yield FoundTime(match.start(), match.end(), *bounds, how)


@functools.cache
def _words(code: str) -> dict[str, Any]:
    folder = resources.files("sarhad.world") / "languages" / code
    return tomllib.loads((folder / "times.toml").read_text(encoding="utf-8"))


@functools.cache
def _patterns(code: str) -> list[tuple[str, re.Pattern[str]]]:
    words = _words(code)
    holes = _holes(code)
    rows = [(kind, [re.escape(fold(w)) for w in words[kind]]) for kind in ("before-yesterday", "today", "yesterday")]
    rows += [(kind, [_filled(p, holes) for p in row]) for kind, row in words["patterns"].items()]
    return [(kind, re.compile(rf"(?<!\w)(?:{body})(?!\w)")) for kind, bodies in rows for body in bodies]


def _filled(pattern: str, holes: dict[str, str]) -> str:
    return functools.reduce(lambda p, h: p.replace("{" + h[0] + "}", h[1]), holes.items(), fold(pattern))


def _holes(code: str) -> dict[str, str]:
    words, lexicon = _words(code), load_lexicon(code)
    return {
        "n": rf"(?P<n>\d{{1,3}}|{_any(lexicon.words['numbers'])})",
        "d": r"(?P<d>\d{1,2})",
        "unit": rf"(?P<unit>{_any([u for row in words['units'].values() for u in row])})",
        "weekday": rf"(?P<weekday>{_any(words['weekdays'])})",
        "month": rf"(?P<month>{_any(lexicon.words['months'])})",
        "part": rf"(?P<part>{_any([p for row in words['parts'].values() for p in row])})",
        "season": rf"(?P<season>{_any([s for row in words['seasons'].values() for s in row])})",
        "year": _YEAR,
        "hyear": _HIJRI_YEAR,
        "hijri": rf"(?P<hijri>{_any(words.get('hijri', ['-']))})",
    }


def _any(words: Any) -> str:
    return "|".join(re.escape(w) for w in sorted({fold(w) for w in words}, key=len, reverse=True))


def _key(table: dict[str, list[str]], word: str) -> str:
    return next(key for key, row in table.items() if word in {fold(w) for w in row})


def _value(table: dict[str, int], word: str) -> int:
    return {fold(k): v for k, v in table.items()}[word]


# ---------------------------------------------------------------- what the words mean

_M = re.Match[str]
_W = dict[str, Any]


def _today(_m: _M, _w: _W, _x: Lexicon, told: date) -> Bounds:
    return told, told


def _yesterday(_m: _M, _w: _W, _x: Lexicon, told: date) -> Bounds:
    return told - timedelta(1), told - timedelta(1)


def _before_yesterday(_m: _M, _w: _W, _x: Lexicon, told: date) -> Bounds:
    return told - timedelta(2), told - timedelta(2)


def _weekday(m: _M, w: _W, _x: Lexicon, told: date) -> Bounds:
    """The latest such day up to the report's own."""
    day = told - timedelta((told.weekday() - _value(w["weekdays"], m["weekday"])) % 7)
    return day, day


def _last_weekday(m: _M, w: _W, x: Lexicon, told: date) -> Bounds:
    return _weekday(m, w, x, told - timedelta(1))


def _ago(m: _M, w: _W, x: Lexicon, told: date) -> Bounds:
    unit, n = _key(w["units"], m["unit"]), _number(m, x)
    day = told - timedelta(n * (1 if unit == "day" else 7)) if unit in {"day", "week"} else _months_back(told, n, unit)
    slack = timedelta(_SLACK[unit])
    return day - slack, min(day + slack, told)


def _number(m: _M, x: Lexicon) -> int:
    word = m.groupdict().get("n")
    if not word:
        return 1
    return int(word) if word.isdigit() else _value(x.words["numbers"], word)


def _months_back(told: date, n: int, unit: str) -> date:
    return add_months(told, -n * (12 if unit == "year" else 1))


def _last_unit(m: _M, w: _W, _x: Lexicon, told: date) -> Bounds:
    return _whole(_key(w["units"], m["unit"]), told, back=1)


def _this_unit(m: _M, w: _W, _x: Lexicon, told: date) -> Bounds:
    first, _last = _whole(_key(w["units"], m["unit"]), told, back=0)
    return first, told


def _whole(unit: str, told: date, back: int) -> Bounds:
    """The whole week, month or year, `back` of them before the report's."""
    if unit == "day":
        return told - timedelta(back), told - timedelta(back)
    if unit == "week":
        monday = told - timedelta(told.weekday() + 7 * back)
        return monday, monday + timedelta(6)
    if unit == "month":
        first = add_months(told.replace(day=1), -back)
        return first, last_day(first.isoformat()[:7])
    return date(told.year - back, 1, 1), date(told.year - back, 12, 31)


def _recent(m: _M, w: _W, x: Lexicon, told: date) -> Bounds:
    """Up to the report's day; "recent" without a number is taken as three."""
    unit = _key(w["units"], m["unit"]) if m.groupdict().get("unit") else "day"
    n = _number(m, x) if m.groupdict().get("n") else 3
    first = (
        told - timedelta(n * (1 if unit == "day" else 7)) if unit in {"day", "week"} else _months_back(told, n, unit)
    )
    return first, told


def _day_month(m: _M, _w: _W, x: Lexicon, told: date) -> Bounds | None:
    """The latest such day that is not after the report, which is where "3 May" in a report points."""
    month, day = _value(x.words["months"], m["month"]), int(m["d"])
    days = [d for year in (told.year, told.year - 1) if (d := _day(year, month, day)) and d <= told]
    return (days[0], days[0]) if days else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(m: _M, _w: _W, x: Lexicon, told: date) -> Bounds:
    """The latest such month that began before the report."""
    month = _value(x.words["months"], m["month"])
    first = date(told.year - (month > told.month), month, 1)
    return first, min(last_day(first.isoformat()[:7]), told)


def _last_month_name(m: _M, _w: _W, x: Lexicon, told: date) -> Bounds:
    month = _value(x.words["months"], m["month"])
    first = date(told.year - (month >= told.month), month, 1)
    return first, last_day(first.isoformat()[:7])


def _part_month(m: _M, w: _W, x: Lexicon, told: date) -> Bounds:
    return _share(_month(m, w, x, told), _key(w["parts"], m["part"]))


def _part_month_year(m: _M, w: _W, x: Lexicon, _told: date) -> Bounds:
    first = date(int(m["year"]), _value(x.words["months"], m["month"]), 1)
    return _share((first, last_day(first.isoformat()[:7])), _key(w["parts"], m["part"]))


def _part_year(m: _M, w: _W, _x: Lexicon, _told: date) -> Bounds:
    year = int(m["year"])
    return _share((date(year, 1, 1), date(year, 12, 31)), _key(w["parts"], m["part"]))


def _share(bounds: Bounds, part: str) -> Bounds:
    first, last = bounds
    days = (last - first).days + 1
    low, high = _PARTS[part]
    return first + timedelta(round(days * low)), first + timedelta(max(round(days * high) - 1, 0))


def _season_year(m: _M, w: _W, _x: Lexicon, _told: date) -> Bounds:
    """Three months; the winter of a year may be either end of it, so its bounds hold both."""
    year, name = int(m["year"]), _key(w["seasons"], m["season"])
    if name == "winter":
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, _SEASONS[name], 1)
    return first, last_day(add_months(first, 2).isoformat()[:7])


def _hijri_day(m: _M, w: _W, _x: Lexicon, _told: date) -> Bounds | None:
    return _hijri(int(m["hyear"]), _value(w["hijri"], m["hijri"]), int(m["d"]))


def _hijri_month(m: _M, w: _W, _x: Lexicon, _told: date) -> Bounds | None:
    return _hijri(int(m["hyear"]), _value(w["hijri"], m["hijri"]), 0)


def _hijri_year(m: _M, _w: _W, _x: Lexicon, _told: date) -> Bounds | None:
    first, last = _hijri(int(m["hyear"]), 1, 1), _hijri(int(m["hyear"]), 12, 0)
    return (first[0], last[1]) if first and last else None


def _hijri_day_month(m: _M, w: _W, _x: Lexicon, told: date) -> Bounds | None:
    """Without a year: the latest such day that is not after the report."""
    now = jdatetime.date.fromgregorian(date=told).year
    month, day = _value(w["hijri"], m["hijri"]), int(m["d"])
    found = [b for year in (now, now - 1) if (b := _hijri(year, month, day)) and b[0] <= told]
    return found[0] if found else None


def _hijri(year: int, month: int, day: int) -> Bounds | None:
    """A Solar Hijri day, or the month's first and last when `day` is 0, in the Gregorian calendar."""
    try:
        if day:
            found: date = jdatetime.date(year, month, day).togregorian()
            return found, found
        first: date = jdatetime.date(year, month, 1).togregorian()
        after: date = jdatetime.date(year + month // 12, month % 12 + 1, 1).togregorian()
    except ValueError:
        return None
    return first, after - timedelta(1)


# Kinds that name their year themselves: they need no day of the report.
_WITHOUT = frozenset({"part-month-year", "part-year", "season-year", "hijri-day", "hijri-month", "hijri-year"})
_RESOLVE: dict[str, Callable[[_M, _W, Lexicon, date], Bounds | None]] = {
    "today": _today,
    "yesterday": _yesterday,
    "before-yesterday": _before_yesterday,
    "ago": _ago,
    "last-weekday": _last_weekday,
    "weekday": _weekday,
    "last-unit": _last_unit,
    "this-unit": _this_unit,
    "recent": _recent,
    "day-month": _day_month,
    "last-month-name": _last_month_name,
    "part-month-year": _part_month_year,
    "part-year": _part_year,
    "part-month": _part_month,
    "season-year": _season_year,
    "month": _month,
    "hijri-day": _hijri_day,
    "hijri-month": _hijri_month,
    "hijri-year": _hijri_year,
    "hijri-day-month": _hijri_day_month,
}
