"""Reading the cells of a row: numbers, dates and coordinates, with an error that names the column."""

from __future__ import annotations

import functools
import math
from calendar import monthrange
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime

from sarhad.records import DateEstimate, Precision

Row = Mapping[str, str]
LONGEST = 60  # characters of a bad cell that are shown


class CellError(ValueError):
    """A cell that cannot be read; its text says which and why."""

    def __init__(self, column: str, value: str, wanted: str) -> None:
        shown = value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
        super().__init__(f"{column} is {shown!r}, not {wanted}" if value else f"{column} is empty")


def text(row: Row, column: str) -> str:
    """A cell that may be empty or missing."""
    return (row.get(column) or "").strip()


def required(row: Row, column: str) -> str:
    """A cell that must not be empty.

    >>> required({"id": " 7 "}, "id")
    '7'
    """
    value = text(row, column)
    if not value:
        raise CellError(column, "", "something")
    return value


def count(row: Row, column: str) -> int | None:
    """A whole number from 0 on, also as "3.0"; None when the cell is empty.

    >>> count({"best": "3"}, "best"), count({"best": ""}, "best")
    (3, None)
    """
    value = row.get(column) or ""
    if value.isdigit() and value.isascii():
        return int(value)
    value = value.strip()
    if not value:
        return None
    whole = value.partition(".")
    if value.isascii() and whole[0].isdigit() and whole[2].strip("0") == "":
        return int(whole[0])
    raise CellError(column, value, "a number from 0 on")


def number(row: Row, column: str) -> float | None:
    """A finite number; None when the cell is empty."""
    value = text(row, column)
    if not value:
        return None
    try:
        found = float(value)
    except ValueError as error:
        raise CellError(column, value, "a number") from error
    if not math.isfinite(found):
        raise CellError(column, value, "a finite number")
    return found


def degrees(row: Row, column: str, most: float) -> float | None:
    """A latitude or longitude between −`most` and `most`; None when the cell is empty."""
    with suppress(KeyError, ValueError):
        plain = float(row[column])
        if -most <= plain <= most:
            return plain
    found = number(row, column)
    if found is not None and abs(found) > most:
        raise CellError(column, text(row, column), f"between -{most:g} and {most:g}")
    return found


@functools.lru_cache(maxsize=65_536)
def _iso(value: str) -> str:
    if (len(value) == 10 and value[4] == value[7] == "-") or (len(value) == 8 and value.isdigit()):
        with suppress(ValueError):
            return date.fromisoformat(value).isoformat()
    for form in ("%d %B %Y", "%d-%b-%Y"):
        try:
            return datetime.strptime(value, form).date().isoformat()
        except ValueError:
            continue
    return ""


def day(row: Row, column: str) -> str:
    """A day as ISO 8601, whether written 2024-07-15, with a time behind it, "15 July 2024" or 20240715.

    >>> day({"d": "1990-10-04 00:00:00.000"}, "d"), day({"d": "15 July 2024"}, "d")
    ('1990-10-04', '2024-07-15')
    """
    value = required(row, column)
    found = _iso(value[:10] if value[4:5] == "-" and value[10:11] in (" ", "T") else value)
    if not found:
        raise CellError(column, value, "a date")
    return found


@functools.lru_cache(maxsize=65_536)
def estimate(start: str, end: str, precision: Precision, because: str) -> DateEstimate:
    """A date from the first and last day possible; a month's or year's value is cut to it.

    >>> estimate("2024-07-01", "2024-07-31", "month", "date_prec 4").value
    '2024-07'
    """
    length = {"day": 10, "month": 7, "year": 4}.get(precision, 10)
    return DateEstimate(
        value=start[:length], precision=precision, how="stated", earliest=start, latest=end, because=because
    )


def whole_month(day: str) -> tuple[str, str]:
    """The first and last day of a day's month.

    >>> whole_month("2024-02-10")
    ('2024-02-01', '2024-02-29')
    """
    at = date.fromisoformat(day)
    return day[:8] + "01", day[:8] + str(monthrange(at.year, at.month)[1])
