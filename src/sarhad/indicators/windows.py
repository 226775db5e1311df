"""Windows of time that values are worked out for: month, quarter, year, and the twelve months that end with each."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from sarhad.panel import month_name, month_number
from sarhad.registry import find

TRAILING = 12  # months


def _month(date: str) -> tuple[str, ...]:
    return (date[:7],) if len(date) >= 7 else ()


def _quarter(date: str) -> tuple[str, ...]:
    return (quarter(date),) if len(date) >= 7 else ()


def _year(date: str) -> tuple[str, ...]:
    return (date[:4],) if date else ()


def _trailing(date: str) -> tuple[str, ...]:
    if len(date) < 7:
        return ()
    month = month_number(date[:7])
    return tuple(trailing(end) for end in range(month, month + TRAILING))


WINDOWS: dict[str, Callable[[str], tuple[str, ...]]] = {  # the windows that an ISO date lies in, by their labels
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "12-months": _trailing,
}


@functools.lru_cache(maxsize=65_536)
def windows_of(date: str, window: str) -> tuple[str, ...]:
    """The windows of one kind that a date lies in; none for a date that is less exact than they are.

    >>> windows_of("2025-02-03", "quarter"), windows_of("2025", "month"), windows_of("2025", "year")
    (('2025-Q1',), (), ('2025',))
    >>> windows_of("2025-02", "12-months")[0], len(windows_of("2025-02", "12-months"))
    ('2024-03/2025-02', 12)
    """
    return find(WINDOWS, window, "window")(date)


def quarter(day: str) -> str:
    """The quarter of an ISO date with at least a month; empty for a bare year.

    >>> quarter("2024-07-03"), quarter("2024")
    ('2024-Q3', '')
    """
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}" if len(day) >= 7 else ""


def trailing(end: int) -> str:
    """The label of the twelve months that end with a month, as ISO 8601 writes an interval."""
    return f"{month_name(end - TRAILING + 1)}/{month_name(end)}"


def span(dates: Sequence[str], window: str) -> tuple[str, ...]:
    """Every window from that of the first date to that of the last, without gaps; years only such as have a date.

    >>> span(["2024-11-03", "2025-01"], "month"), span(["2021", "2024-05-01"], "year")
    (('2024-11', '2024-12', '2025-01'), ('2021', '2024'))
    """
    if window == "year":
        return tuple(sorted({d[:4] for d in dates if d}))
    months = sorted(month_number(d[:7]) for d in dates if len(d) >= 7)
    every = range(months[0], months[-1] + 1) if months else ()
    if window == "12-months":
        return tuple(map(trailing, every))
    return tuple(dict.fromkeys(w for m in every for w in windows_of(month_name(m), window)))
