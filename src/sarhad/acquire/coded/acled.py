"""ACLED: exports of the data tool and answers of the API as CSV, with the columns in use since March 2023."""

from __future__ import annotations

from sarhad.acquire.coded.base import Loader, Made, Release, Terms, event, short
from sarhad.acquire.coded.cells import CellError, Row, count, day, degrees, estimate, required, text, whole_month
from sarhad.records import Precision
from sarhad.world.states import find_state, state_named

MADE_BY = "load.acled/1"
# Sub-event type → PLOVER type and mode, by ACLED's codebook; None: it describes no act of one party towards another.
SUB_EVENTS: dict[str, tuple[str, str] | None] = {
    "government regains territory": ("ASSAULT", ""),
    "non-state actor overtakes territory": ("ASSAULT", ""),
    "armed clash": ("ASSAULT", ""),
    "excessive force against protesters": ("ASSAULT", "crowd-control"),
    "protest with intervention": ("PROTEST", "demo"),
    "peaceful protest": ("PROTEST", "demo"),
    "violent demonstration": ("PROTEST", "riot"),
    "mob violence": ("PROTEST", "riot"),
    "chemical weapon": ("ASSAULT", "unconventional"),
    "air/drone strike": ("ASSAULT", "aerial"),
    "suicide bomb": ("ASSAULT", "suicide-attack"),
    "shelling/artillery/missile attack": ("ASSAULT", "heavy-weapons"),
    "remote explosive/landmine/ied": ("ASSAULT", "explosives"),
    "grenade": ("ASSAULT", "explosives"),
    "sexual violence": ("ASSAULT", "sexual"),
    "attack": ("ASSAULT", ""),
    "abduction/forced disappearance": ("COERCE", "abduct"),
    "agreement": ("AGREE", ""),
    "arrests": ("COERCE", "arrest"),
    "disrupted weapons use": ("COERCE", "seize"),
    "headquarters or base established": ("MOBILIZE", ""),
    "looting/property destruction": ("COERCE", "seize"),
    "non-violent transfer of territory": ("RETREAT", ""),
    "change to group/activity": None,
    "other": None,
}
PRECISION: dict[str, Precision] = {"1": "day", "2": "range", "3": "month"}


def release(_file: str, _table: str, checksum: str) -> Release:
    """An export is a selection of its user's: later ones replace it event by event.

    >>> release("x.csv", "x.csv", "0123456789abcdef").version
    '0123456789ab'
    """
    return Release(dataset="acled", version=checksum[:12])


def make(row: Row, line: int, release: Release) -> Made:
    """One event by its sub-event type; ACLED's fatalities are the best estimate, and its parties have no direction."""
    name = required(row, "sub_event_type")
    if name.casefold() not in SUB_EVENTS:
        raise CellError("sub_event_type", name, "one of ACLED's codebook")
    coding = SUB_EVENTS[name.casefold()]
    if coding is None:
        return None
    at = day(row, "event_date")
    precision = required(row, "time_precision")
    if precision not in PRECISION:
        raise CellError("time_precision", precision, "1, 2 or 3")
    first, last = whole_month(at) if precision == "3" else (at, at)
    number = required(row, "event_id_cnty")
    return event(
        release,
        line,
        number,
        series=f"acled/{number}",
        type=coding[0],
        date=estimate(first, last, PRECISION[precision], f"time_precision {precision}"),
        made_by=MADE_BY,
        fields=_fields(row, coding[1], name),
    )


def _fields(row: Row, mode: str, name: str) -> dict[str, object]:
    state = find_state("numeric", text(row, "iso").lstrip("0")) or state_named(text(row, "country"))
    return {
        "mode": mode,
        "kind": f"{text(row, 'event_type')}: {name}",
        "actor_name": short(text(row, "actor1")),
        "recipient_name": short(text(row, "actor2")),
        "country": state.iso3 if state else "",
        "admin1": short(text(row, "admin1")),
        "place_name": short(text(row, "location")),
        "lat": degrees(row, "latitude", 90),
        "lon": degrees(row, "longitude", 180),
        "place_precision": count(row, "geo_precision"),
        "deaths_best": count(row, "fatalities"),
    }


ACLED = Loader(
    name="acled",
    terms=Terms(
        title="ACLED",
        publisher="Armed Conflict Location & Event Data Project",
        licence="ACLED's terms of use: with your own account, raw data not to be passed on",
        citation="Raleigh, Kishi & Linke (2023), Political instability patterns are obscured by conflict dataset scope "
        "conditions, sources, and coding choices, Humanities and Social Sciences Communications 10; acleddata.com",
        url="https://acleddata.com",
    ),
    columns=(
        "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2", "country",
        "latitude", "longitude", "geo_precision", "fatalities",
    ),
    release=release,
    make=make,
    optional=("iso", "admin1", "location"),
    left_out="ACLED's sub-events 'Change to group/activity' and 'Other' describe no act towards another party",
)  # fmt: skip
