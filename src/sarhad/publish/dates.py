"""Dates in words, no more precise than they are known; and quarters to count by."""

from __future__ import annotations

from sarhad.records import DateEstimate

NAMES = "January February March April May June July August September October November December"
MONTHS = tuple(NAMES.split())
HOW = {"stated": "stated", "metadata": "from the page’s metadata", "inferred": "inferred", "unknown": "origin unknown"}


def in_words(iso: str) -> str:
    """An ISO date, month, quarter or year as English writes it; times of day are left out.

    >>> in_words("2024-07-05"), in_words("2024-07"), in_words("2024-Q3"), in_words("2024"), in_words("")
    ('5\\xa0July 2024', 'July 2024', 'third quarter of 2024', '2024', 'undated')
    """
    if not iso:
        return "undated"
    year, _, rest = iso[:10].partition("-")
    if rest.startswith("Q"):
        return f"{('first', 'second', 'third', 'fourth')[int(rest[1]) - 1]} quarter of {year}"
    month, _, day = rest.partition("-")
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return year
    named = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)}\u00a0{named}" if day.isdigit() else named


def estimate(date: DateEstimate) -> str:
    """A date estimate in words, with its bounds when those are all there is.

    >>> estimate(DateEstimate(precision="range", earliest="2024-07-01", latest="2024-08-15", how="inferred"))
    'between 1\\xa0July 2024 and 15\\xa0August 2024'
    """
    if date.value:
        return in_words(date.value)
    if date.earliest and date.latest:
        return f"between {in_words(date.earliest)} and {in_words(date.latest)}"
    if date.latest:
        return f"before {in_words(date.latest)}"
    return f"after {in_words(date.earliest)}" if date.earliest else "undated"


def certainty(date: DateEstimate) -> str:
    """The precision of a date and how it is known.

    >>> certainty(DateEstimate(value="2024-07", precision="month", how="inferred", because="last July"))
    'to the month, inferred from “last July”'
    """
    if not sort_key(date):
        return "no date found"
    reason = f" from “{date.because}”" if date.how == "inferred" and date.because else ""
    return f"to the {date.precision}, {HOW[date.how]}{reason}" if date.value else f"{HOW[date.how]}{reason}"


def sort_key(date: DateEstimate) -> str:
    """The day a date is sorted by: its own, else the earliest it can be; one with neither is the oldest."""
    return date.value or date.earliest


def quarter(iso: str) -> str:
    """The quarter of an ISO date; empty when it is known to the year only, or not at all.

    >>> quarter("2024-07-05"), quarter("2024-Q3"), quarter("2024")
    ('2024-Q3', '2024-Q3', '')
    """
    if len(iso) >= 7 and iso[5] == "Q":
        return iso[:7]
    return f"{iso[:4]}-Q{(int(iso[5:7]) + 2) // 3}" if len(iso) >= 7 and iso[5:7].isdigit() else ""


def short_period(period: str) -> str:
    """A period as an axis shows it.

    >>> short_period("2024-Q3"), short_period("2024-07"), short_period("2024")
    ('Q3 2024', 'Jul 2024', '2024')
    """
    if "Q" in period:
        return f"{period[5:]} {period[:4]}"
    return f"{MONTHS[int(period[5:7]) - 1][:3]} {period[:4]}" if len(period) >= 7 else period


def step(period: str, by: int) -> str:
    """The period some steps later, at the same precision.

    >>> step("2024-Q4", 1), step("2024-01", -1), step("2024", 1)
    ('2025-Q1', '2023-12', '2025')
    """
    year = int(period[:4])
    if len(period) == 4:
        return f"{year + by:04d}"
    size, digits = (4, 1) if "Q" in period else (12, 2)
    index = year * size + int(period[-digits:]) - 1 + by
    return f"{index // size:04d}-{'Q' if size == 4 else ''}{index % size + 1:0{digits}d}"


def axis(periods: list[str]) -> list[str]:
    """Every period from the first to the last, so that a gap in the data is a gap on the axis."""
    if not periods:
        return []
    first, last = min(periods), max(periods)
    if len(first) != len(last) or ("Q" in first) != ("Q" in last):
        return sorted(set(periods))
    out = [first]
    while out[-1] < last:
        out.append(step(out[-1], 1))
    return out
