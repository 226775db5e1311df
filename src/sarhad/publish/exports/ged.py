"""Happenings under the names and in the order of the columns of the UCDP Georeferenced Event Dataset, version 25.1.

Names, order and types are those of UCDP's files and of its API (https://ucdpapi.pcr.uu.se). What a report does not say
stays empty: the conflict and dyad numbers are UCDP's own, and no report says which side its dead were of.
"""

from __future__ import annotations

from collections.abc import Mapping

from sarhad.publish.exports.happenings import (
    NUMBER,
    TAIL,
    TEXT,
    TRUTH,
    WHOLE,
    Happening,
    Party,
    lasts,
    named_admin1,
    publishers,
    state_of,
    tail,
)
from sarhad.publish.index import Index
from sarhad.publish.tables import Row

COLUMNS: Mapping[str, str] = {
    "id": TEXT,  # a whole number at UCDP; here Sarhad's id, which meets none of UCDP's
    "relid": TEXT,
    "year": WHOLE,
    "active_year": TRUTH,
    "code_status": TEXT,
    "type_of_violence": WHOLE,
    "conflict_dset_id": TEXT,
    "conflict_new_id": WHOLE,
    "conflict_name": TEXT,
    "dyad_dset_id": TEXT,
    "dyad_new_id": WHOLE,
    "dyad_name": TEXT,
    "side_a_dset_id": TEXT,
    "side_a_new_id": WHOLE,
    "side_a": TEXT,
    "side_b_dset_id": TEXT,
    "side_b_new_id": WHOLE,
    "side_b": TEXT,
    "number_of_sources": WHOLE,
    "source_article": TEXT,
    "source_office": TEXT,
    "source_date": TEXT,
    "source_headline": TEXT,
    "source_original": TEXT,
    "where_prec": WHOLE,
    "where_coordinates": TEXT,
    "where_description": TEXT,
    "adm_1": TEXT,
    "adm_2": TEXT,
    "latitude": NUMBER,
    "longitude": NUMBER,
    "geom_wkt": TEXT,
    "priogrid_gid": WHOLE,
    "country": TEXT,
    "country_id": WHOLE,
    "region": TEXT,
    "event_clarity": WHOLE,
    "date_prec": WHOLE,
    "date_start": TEXT,
    "date_end": TEXT,
    "deaths_a": WHOLE,
    "deaths_b": WHOLE,
    "deaths_civilians": WHOLE,
    "deaths_unknown": WHOLE,
    "best": WHOLE,
    "high": WHOLE,
    "low": WHOLE,
    "gwnoa": TEXT,
    "gwnob": TEXT,
    **TAIL,
}
DATE_PREC = ((1, 1), (6, 2), (7, 3), (31, 4))  # up to so many days → date_prec; 5 for more


def violence(told: Happening) -> int | None:
    """UCDP's type of violence by what the parties are; None when that cannot be told.

    3: civilians are the target, of whoever is no civilian · 1: a state and another state or an armed group · 2: two
    armed groups.
    """
    sides = {told.actor.side, told.recipient.side}
    if told.recipient.side == "civilians":
        return None if told.actor.side == "civilians" else 3
    if sides - {"state", "armed"}:
        return None
    return 1 if "state" in sides else 2


def ged_row(index: Index, told: Happening) -> Row | None:
    """One happening; None for what is none in GED's terms: nobody reported dead, no day, or no type of violence."""
    deaths = max(filter(None, (told.what.deaths_low, told.what.deaths_best, told.what.deaths_high)), default=0)
    kind = violence(told)
    if told.what.type != "ASSAULT" or not deaths or not told.days or kind is None:
        return None
    found = _known(told, kind) | _sources(index, told) | _where(index, told) | tail(index, told)
    return {name: found.get(name) for name in COLUMNS}


def _known(told: Happening, kind: int) -> Row:
    """What, who and when."""
    first, last = told.days or (None, None)
    b = "Civilians" if kind == 3 else told.recipient.name
    long = lasts((first, last)) if first and last else 0
    return {
        "id": told.what.id,
        "relid": told.what.id,
        "year": first.year if first else None,
        "type_of_violence": kind,
        "dyad_name": f"{told.actor.name} - {b}" if told.actor.name else "",
        "side_a": told.actor.name,
        "side_b": b,
        "date_prec": next((step for most, step in DATE_PREC if long <= most), 5),
        "date_start": str(first),
        "date_end": str(last),
        "best": told.what.deaths_best,
        "high": told.what.deaths_high,
        "low": told.what.deaths_low,
        "gwnoa": _number(told.actor),
        "gwnob": _number(told.recipient),
    }


def _number(party: Party) -> str:
    """The Gleditsch-Ward number of a side that is a state."""
    return party.state.gw[0] if party.state and party.state.gw else ""


def _sources(index: Index, told: Happening) -> Row:
    """The reports; `number_of_sources` counts independent origins."""
    dated = [(index.publisher(d), d.published.value, d.title or d.url) for d in told.documents]
    return {
        "number_of_sources": len(told.what.origins) or len(told.documents),
        "source_article": "; ".join(", ".join(filter(None, each)) for each in dated),
        "source_office": ";".join(publishers(index, told)),
        "source_date": ";".join(date for _, date, _ in dated),
        "source_headline": ";".join(d.title for d in told.documents),
    }


def _where(index: Index, told: Happening) -> Row:
    """The place, with UCDP's own steps of precision."""
    place, state = told.place, state_of(told.place)
    point = place.lat is not None and place.lon is not None
    return {
        "where_prec": place.precision,
        "where_coordinates": place.name,
        "adm_1": named_admin1(index, place),
        "adm_2": place.name if place.kind == "district" else "",
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if point else "",
        "priogrid_gid": place.prio_grid,
        "country": state.name if state else "",
        "country_id": int(state.gw[0]) if state and state.gw else place.gw,
    }
