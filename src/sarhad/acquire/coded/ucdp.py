"""UCDP: the Georeferenced Event Dataset (yearly) and the Candidate Events Dataset (monthly and for several months)."""

from __future__ import annotations

import re

from sarhad.acquire.coded.base import Loader, Made, Release, Terms, event, short
from sarhad.acquire.coded.cells import CellError, Row, count, day, degrees, estimate, required, text
from sarhad.errors import SarhadError
from sarhad.records import Precision
from sarhad.world.states import find_state, state_named

MADE_BY = "load.ucdp/1"
KINDS = {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"}
PRECISION: dict[str, Precision] = {"1": "day", "2": "range", "3": "range", "4": "month", "5": "range"}
_GED = re.compile(r"(?:gedevent_v|ged)(\d\d)_?(\d)(?!\d|_\d)", re.I)  # GEDEvent_v25_1.csv, ged251-csv.zip
_CANDIDATE = re.compile(r"gedevent_v(\d\d)_0_(\d{1,2})(?!\d)", re.I)  # GEDEvent_v25_0_9.csv: September 2025
_SEVERAL = re.compile(r"gedevent_v(\d\d)_(\d\d)_(\d\d)_(\d\d)(?!\d)", re.I)  # GEDEvent_v26_01_26_06.csv: six months


def release(file: str, table: str, _checksum: str) -> Release:
    """Dataset, version and months covered, by the name that UCDP gave the file.

    >>> release("ged251-csv.zip", "GEDEvent_v25_1.csv", "").version
    '25.1'
    >>> release("x", "GEDEvent_v25_01_25_03.csv", "").series
    ('ucdp-candidate/2025-01', 'ucdp-candidate/2025-02', 'ucdp-candidate/2025-03')
    """
    for name in (table, file):
        if found := _SEVERAL.search(name):
            year, first, later, last = found.groups()
            months = _months(int(year), int(first), int(later), int(last))
            return _candidate(".".join(found.groups()), months, name)
        if found := _CANDIDATE.search(name):
            year, month = int(found[1]), int(found[2])
            return _candidate(f"{year}.0.{month}", _months(year, month, year, month), name)
        if found := _GED.search(name):
            version = f"{found[1]}.{found[2]}"
            return Release(dataset="ucdp-ged", version=version, rank=version, series=("ucdp-ged",))
    remedy = "keep UCDP's own name, such as GEDEvent_v25_1.csv, or name it with --release 25.1"
    raise SarhadError("the name of the file does not say which release it is", file, remedy)


def _months(year: int, first: int, later: int, last: int) -> list[str]:
    start, end = year * 12 + first - 1, later * 12 + last - 1
    return [f"20{m // 12:02}-{m % 12 + 1:02}" for m in range(start, end + 1)]


def _candidate(version: str, months: list[str], name: str) -> Release:
    if not months or not all("01" <= m[5:] <= "12" for m in months):
        raise SarhadError("the name of the file names no months", name, "keep UCDP's own name of the file")
    series = tuple(f"ucdp-candidate/{m}" for m in months)
    return Release(dataset="ucdp-candidate", version=version, rank=months[-1], series=series)


def make(row: Row, line: int, release: Release) -> Made:
    """One event: violence of all three kinds is ASSAULT, side A the actor, side B the recipient."""
    start, end = day(row, "date_start"), day(row, "date_end")
    if end < start:
        raise CellError("date_end", end, f"on or after date_start ({start})")
    kind = required(row, "type_of_violence")
    if kind not in KINDS:
        raise CellError("type_of_violence", kind, "1, 2 or 3")
    precision = text(row, "date_prec") or ("1" if start == end else "5")
    if precision not in PRECISION:
        raise CellError("date_prec", precision, "1 to 5")
    return event(
        release,
        line,
        required(row, "id"),
        series=_series(release, end),
        type="ASSAULT",
        date=estimate(start, end, PRECISION[precision], f"date_prec {precision}"),
        made_by=MADE_BY,
        fields=_fields(row, KINDS[kind]),
    )


def _fields(row: Row, kind: str) -> dict[str, object]:
    state = find_state("gw", text(row, "country_id")) or state_named(text(row, "country"))
    precision = count(row, "where_prec")
    return {
        "kind": kind,
        "actor_name": short(text(row, "side_a")),
        "recipient_name": short(text(row, "side_b")),
        "country": state.iso3 if state else "",
        "admin1": short(text(row, "adm_1")),
        "place_name": short(text(row, "where_coordinates") or text(row, "adm_2")),
        "lat": degrees(row, "latitude", 90),
        "lon": degrees(row, "longitude", 180),
        "place_precision": precision,
        "deaths_low": count(row, "low"),
        "deaths_best": count(row, "best"),
        "deaths_high": count(row, "high"),
        "words": short(text(row, "conflict_name")),
    }


def _series(release: Release, end: str) -> str:
    """GED as a whole; of candidate releases the month, so that a later release replaces the months it covers."""
    if len(release.series) == 1:
        return release.series[0]
    month = f"{release.dataset}/{end[:7]}"
    return min(max(month, release.series[0]), release.series[-1])


UCDP = Loader(
    name="ucdp",
    terms=Terms(
        title="UCDP Georeferenced Event Dataset and UCDP Candidate Events Dataset",
        publisher="Uppsala Conflict Data Program, Uppsala University",
        licence="CC BY 4.0",
        citation="Sundberg & Melander (2013), Introducing the UCDP Georeferenced Event Dataset, Journal of Peace "
        "Research 50(4); Davies, Pettersson & Öberg (2025), Organized violence 1989–2024, Journal of Peace Research; "
        "for candidate events Hegre, Croicu, Eck & Högbladh (2020), Introducing the UCDP Candidate Events Dataset, "
        "Research & Politics",
        url="https://ucdp.uu.se/downloads/",
    ),
    columns=(
        "id", "type_of_violence", "side_a", "side_b", "latitude", "longitude", "country", "date_start", "date_end",
        "best", "high", "low",
    ),
    release=release,
    make=make,
    optional=("country_id", "where_prec", "where_coordinates", "adm_1", "adm_2", "date_prec", "conflict_name"),
)  # fmt: skip
