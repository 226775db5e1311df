"""Dates as a reader wants them: in the interface's language, Gregorian or, on request, Solar Hijri."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import jdatetime
from babel.dates import format_skeleton

from sarhad.world.dates import first_day, last_day, precision_of

Calendar = Literal["gregorian", "solar-hijri"]
CALENDARS: tuple[Calendar, ...] = ("gregorian", "solar-hijri")
Moments = Callable[[str], str]
SKELETONS = {"day": "yMMMd", "month": "yMMM", "year": "y"}  # CLDR's: each language puts the parts in its own order
SOLAR_MONTHS = {
    "en": ["Hamal", "Sawr", "Jawza", "Saratan", "Asad", "Sunbula", "Mizan", "Aqrab", "Qaws", "Jadi", "Dalw", "Hut"],
    "fa": ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"],
}
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def moments(language: str, calendar: Calendar = "gregorian") -> Moments:
    """A function that writes an ISO date, month, quarter or year, no more precise than it is; "" stays "".

    Solar Hijri months bear their Afghan names; a Gregorian month or year that spans several is written as a range.

    >>> moments("en")("2024-07-05"), moments("ru")("2024-07"), moments("en", "solar-hijri")("2024-07")
    ('Jul 5, 2024', 'июль 2024\\u202fг.', 'Saratan 1403 – Asad 1403')
    """
    write = _solar if calendar == "solar-hijri" else _gregorian

    def written(iso: str) -> str:
        first, last = _ends(iso[:10])
        if precision_of(first) == "unknown":
            return iso
        one, other = write(first, language, False), write(last, language, True)
        return one if one == other else f"{one} – {other}"

    return written


def _ends(iso: str) -> tuple[str, str]:
    """First and last month of a quarter; anything else twice."""
    year, quarter, number = iso.partition("-Q")
    if not quarter:
        return iso, iso
    return f"{year}-{int(number) * 3 - 2:02d}", f"{year}-{int(number) * 3:02d}"


def _gregorian(iso: str, language: str, _end: bool) -> str:
    return str(format_skeleton(SKELETONS[precision_of(iso)], first_day(iso), locale=language))


def _solar(iso: str, language: str, end: bool) -> str:
    there = jdatetime.date.fromgregorian(date=last_day(iso) if end else first_day(iso))
    month = SOLAR_MONTHS["fa" if language == "fa" else "en"][there.month - 1]
    parts = {"day": f"{there.day} {month} {there.year}", "month": f"{month} {there.year}", "year": str(there.year)}
    written = parts[precision_of(iso)]
    return written.translate(PERSIAN_DIGITS) if language == "fa" else written
