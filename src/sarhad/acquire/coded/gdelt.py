"""GDELT 2.0 events: tab-separated, 61 columns, no heading, a new file every 15 minutes."""

from __future__ import annotations

import re

from sarhad.acquire.coded.base import Loader, Made, Release, Terms, event, short
from sarhad.acquire.coded.cells import CellError, Row, count, day, degrees, estimate, required, text
from sarhad.world.states import find_state

MADE_BY = "load.gdelt/1"
_STAMP = re.compile(r"\b(20\d{12})\b")
# CAMEO root → PLOVER type; 08 is told apart by its code. 01, public statements, is no PLOVER type.
ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "09": "ACCUSE",
    "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
DE_ESCALATE = "087"  # ceasefire, demobilisation, withdrawal


def _party(number: int) -> list[str]:
    stem = f"Actor{number}"
    codes = ["Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"]
    return [stem + code for code in (*codes, "Type1Code", "Type2Code", "Type3Code")]


def _place(stem: str) -> list[str]:
    parts = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
    return [f"{stem}Geo_{part}" for part in parts]


HEADER = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *_party(1),
    *_party(2),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *_place("Actor1"),
    *_place("Actor2"),
    *_place("Action"),
    *("DATEADDED", "SOURCEURL"),
)


def release(file: str, table: str, checksum: str) -> Release:
    """A file is a release of its own, known by the time in its name.

    >>> release("20240715101500.export.CSV.zip", "x", "").version
    '20240715101500'
    """
    found = _STAMP.search(table) or _STAMP.search(file)
    version = found[1] if found else checksum[:12]
    return Release(dataset="gdelt", version=version, series=(f"gdelt/{version}",))


def make(row: Row, line: int, release: Release) -> Made:
    """One event by its CAMEO code. Parties stand as CAMEO codes: GDELT's names may be those of persons."""
    number, root, code = required(row, "GLOBALEVENTID"), required(row, "EventRootCode"), required(row, "EventCode")
    if not number.isdigit():
        raise CellError("GLOBALEVENTID", number, "a number")
    if root == "01":
        return None
    type_ = ("RETREAT" if code.startswith(DE_ESCALATE) else "CONCEDE") if root == "08" else ROOTS.get(root)
    if type_ is None:
        raise CellError("EventRootCode", root, "a CAMEO root from 01 to 20")
    at = day(row, "SQLDATE")
    return event(
        release,
        line,
        number,
        series=release.series[0],
        type=type_,
        date=estimate(at, at, "day", "SQLDATE"),
        made_by=MADE_BY,
        fields=_fields(row, code),
    )


def _fields(row: Row, code: str) -> dict[str, object]:
    state = find_state("fips", text(row, "ActionGeo_CountryCode"))
    return {
        "kind": f"CAMEO {code}",
        "actor_name": text(row, "Actor1Code"),
        "recipient_name": text(row, "Actor2Code"),
        "country": state.iso3 if state else "",
        "admin1": text(row, "ActionGeo_ADM1Code"),
        "place_name": short(text(row, "ActionGeo_FullName")),
        "lat": degrees(row, "ActionGeo_Lat", 90),
        "lon": degrees(row, "ActionGeo_Long", 180),
        "place_precision": count(row, "ActionGeo_Type"),
        "words": text(row, "SOURCEURL"),
    }


GDELT = Loader(
    name="gdelt",
    terms=Terms(
        title="GDELT 2.0 Event Database",
        publisher="The GDELT Project",
        licence="open for any use, with a citation of the GDELT Project and a link to gdeltproject.org",
        citation="The GDELT Project, https://www.gdeltproject.org; Leetaru & Schrodt (2013), GDELT: Global Data on "
        "Events, Location and Tone, ISA Annual Convention",
        url="https://www.gdeltproject.org",
    ),
    columns=HEADER,
    header=HEADER,
    release=release,
    make=make,
    delimiter="\t",
    quoted=False,
    left_out="public statements (CAMEO 01) are no PLOVER type",
)
