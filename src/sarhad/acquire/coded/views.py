"""VIEWS at the country-month level: outcomes (deaths as observed) and forecasts, as observations."""

from __future__ import annotations

import re

from sarhad.acquire.coded.base import Loader, Made, Release, Terms
from sarhad.acquire.coded.cells import CellError, Row, count, number, text
from sarhad.records import Observation
from sarhad.world.states import find_state

VALUES = (  # column → kept as indicator "views:<column>"
    "ged_sb", "ged_ns", "ged_os", "ged_sb_best_sum_nokgi", "ucdp_ged_sb_best_sum", "ucdp_ged_ns_best_sum",
    "ucdp_ged_os_best_sum", "outcome", "main_mean", "main_mean_ln", "main_dich",
)  # fmt: skip
_RUN = re.compile(r"(?:predictors_)?fatalities\d{3}_\d{4}_\d\d(?:_t\d\d)?")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


def release(file: str, _table: str, checksum: str) -> Release:
    """The run that the file's name tells; the latest load counts.

    >>> release("fatalities003_2025_09_t01_cm.csv", "", "").version
    'fatalities003_2025_09_t01'
    """
    found = _RUN.search(file)
    return Release(dataset="views-cm", version=found[0] if found else checksum[:12])


def month_of(row: Row) -> str:
    """The month: `month_id` counts from January 1980 = 1, else `year_month`, else `year` and `month`.

    >>> month_of({"month_id": "457"}), month_of({"year": "2018", "month": "1"})
    ('2018-01', '2018-01')
    """
    identity = count(row, "month_id")
    if identity:
        return f"{1980 + (identity - 1) // 12}-{(identity - 1) % 12 + 1:02}"
    given = text(row, "year_month") or f"{text(row, 'year')}-{text(row, 'month'):0>2}"
    if not _MONTH.fullmatch(given):
        raise CellError("month_id", given.strip("-0"), "a month")
    return given


def unit_of(row: Row) -> str:
    """The country as ISO 3166-1 alpha-3 by `isoab` or `gwcode`; else VIEWS' own number as "views:57"."""
    iso, gw = text(row, "isoab"), text(row, "gwcode").partition(".")[0]
    state = find_state("iso3", iso) if iso else find_state("gw", gw)
    if state:
        return state.iso3
    identity = count(row, "country_id")
    if identity is None:
        raise CellError("country_id", text(row, "country_id"), "a number")
    return f"views:{identity}"


def make(row: Row, line: int, release: Release) -> Made:
    """One observation for each known column that has a value; its row is the line of the file."""
    unit, month = unit_of(row), month_of(row)
    found = ((name, number(row, name)) for name in VALUES if name in row)
    rows = (f"{release.document}:{line}",)
    return tuple(
        Observation(unit=unit, period=month, indicator=f"views:{name}", value=value, n=1, rows=rows)
        for name, value in found
        if value is not None
    )


VIEWS = Loader(
    name="views",
    terms=Terms(
        title="VIEWS, country-month",
        publisher="Violence & Impacts Early-Warning System (Uppsala University and PRIO)",
        licence="see viewsforecasting.org; deaths derive from UCDP GED, CC BY 4.0",
        citation="Hegre et al. (2019), ViEWS: A political violence early-warning system, Journal of Peace Research "
        "56(2); VIEWS prediction challenge: Hegre et al. (2024), arXiv 2407.11045",
        url="https://viewsforecasting.org",
    ),
    columns=("country_id",),
    any_of=(("month_id", "year_month", "year"), VALUES),
    release=release,
    make=make,
    optional=("month", "isoab", "gwcode"),
)
