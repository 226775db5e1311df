"""Publication dates: as the page or its container gives them, or as a dateline in the text states them."""

from __future__ import annotations

import calendar
import functools
import re
from datetime import date
from email.utils import parsedate_to_datetime

from sarhad.records import LANGUAGES, DateEstimate, DateOrigin, Precision
from sarhad.world.folding import fold
from sarhad.world.lexicon import load_lexicon

_ISO = re.compile(r"\s*(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T\s].*)?\Z", re.DOTALL)
_COMPACT = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:\d{4,6})?(?:[Z+\-].*)?\Z")
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")
_YEARS = range(1900, 2101)


def parse_date(raw: str, how: DateOrigin = "metadata") -> DateEstimate:
    """A date as containers and pages write it: ISO cut to any length, RFC 822, or with a month's name.

    Unknown when it cannot be read; `because` keeps the words either way.

    >>> parse_date("2024-07").precision, parse_date("Mon, 15 Jul 2024 10:00:00 +0500").value
    ('month', '2024-07-15')
    """
    words = " ".join(raw.split())[:100]
    numbers = _iso(words) or _mail_date(words) or _in_words(fold(words))
    return make_date(numbers, how, words) if numbers else DateEstimate(because=words)


def make_date(numbers: tuple[int, ...], how: DateOrigin, because: str) -> DateEstimate:
    """The estimate for (year), (year, month) or (year, month, day); unknown where there is no such day.

    >>> made = make_date((2024, 2), "stated", "February 2024")
    >>> made.value, made.earliest, made.latest
    ('2024-02', '2024-02-01', '2024-02-29')
    """
    try:
        first = date(numbers[0], *(*numbers[1:], 1, 1)[:2])
    except ValueError:
        return DateEstimate(because=because)
    if first.year not in _YEARS:
        return DateEstimate(because=because)
    last = (first.year, numbers[1] if len(numbers) > 1 else 12)
    latest = first if len(numbers) == 3 else date(*last, calendar.monthrange(*last)[1])
    return DateEstimate(
        value=first.isoformat()[: (4, 7, 10)[len(numbers) - 1]],
        precision=_PRECISIONS[len(numbers) - 1],
        how=how,
        earliest=first.isoformat(),
        latest=latest.isoformat(),
        because=because,
    )


def find_dateline(line: str) -> DateEstimate:
    """The date that a line opens with ("Dushanbe, 24 September 2013 –") or consists of; unknown where it has none.

    >>> find_dateline("Душанбе, 24 сентября 2013 г. — Министр сказал").value
    '2013-09-24'
    >>> find_dateline("On 24 September 2013 the ministers met").value
    ''
    """
    found = _dateline().match(fold(line[:200]))
    if not found:
        return DateEstimate()
    numbers = _in_words(found["date"])
    if not numbers or (len(numbers) < 3 and found.end() < len(line)):
        return DateEstimate()
    return make_date(numbers, "stated", line[found.start("words") : found.end("date")])


def is_dateline(line: str) -> bool:
    """Whether a line says no more than when (and where) it was published."""
    found = _dateline().match(fold(line[:200]))
    return bool(found and found.end() >= len(line.rstrip(" .")))


def _iso(words: str) -> tuple[int, ...] | None:
    found = _ISO.match(words) or _COMPACT.match(words)
    return tuple(int(part) for part in found.groups() if part) if found else None


def _mail_date(words: str) -> tuple[int, ...] | None:
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.year, moment.month, moment.day


@functools.cache
def _months() -> dict[str, int]:
    """The months' names in all our languages, folded."""
    named = ((fold(name), int(n)) for code in LANGUAGES for name, n in load_lexicon(code).words["months"].items())
    return dict(named) | {"май": 5, "июль": 7, "июнь": 6}


@functools.cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """How a date is written, with named parts, over folded text."""
    month = rf"(?P<month>{'|'.join(sorted(map(re.escape, _months()), key=len, reverse=True))})\b\.?"
    day, year = r"(?<!\d)(?P<day>\d{1,2})(?!\d)", r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)"
    of = r"(?:соли\s+|сали\s+|سال\s+|of\s+)?"
    return tuple(
        re.compile(shape)
        for shape in (
            rf"{year}-(?P<number>\d{{1,2}})-{day}",
            rf"{day}\.(?P<number>\d{{1,2}})\.{year}",
            rf"{year}/(?P<number>\d{{1,2}})/{day}",
            rf"{day}(?:st|nd|rd|th|-уми|-юми|-ум)?\.?\s+(?:of\s+)?{month},?\s+{of}{year}",
            rf"\b{month}\s+{day}(?:st|nd|rd|th)?,?\s+{year}",
            rf"\b{month},?\s+{of}{year}",
        )
    )


def _in_words(folded: str) -> tuple[int, ...] | None:
    for shape in _shapes():
        if found := shape.search(folded):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else _months()[parts["month"]]
            return (int(parts["year"]), month, int(parts["day"])) if parts.get("day") else (int(parts["year"]), month)
    return None


@functools.cache
def _dateline() -> re.Pattern[str]:
    """Place or label, date, agency, then a dash, a stop or the end of the line."""
    nameless = "|".join(re.sub(r"\(\?P<\w+>", "(?:", shape.pattern) for shape in _shapes())
    weekday = r"(?:[^\W\d]{3,12},\s*)?"
    label = (
        r"(?:(?:published|posted|updated|date|last updated)(?:\s+on)?\s*:?|дата(?:\s+публикации)?\s*:|опубликовано\s*:?"
        r"|تاریخ(?:\s+(?:انتشار|نشر))?\s*:|санаи?(?:\s+нашр)?\s*:)\s*"
    )
    place = r"(?:[^\W\d][^\d\n,.،:;!?]{1,40}[,.،]\s*){1,2}"
    time = r"(?:\s*(?:г\.|года|год|соли|с\.))?(?:[,\s|-]*(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?)?"
    agency = r"(?:[,.\s]*[(/][^()/\n]{2,40}[)/])?"
    return re.compile(
        rf"\s*(?P<words>(?:{label}|{place})?{weekday}(?P<date>{nameless})){time}{agency}\s*(?:[-:.]\s|[-:.]?\s*\Z|/)"
    )
