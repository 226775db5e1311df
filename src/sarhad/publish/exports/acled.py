"""Happenings under the names and in the order of ACLED's columns since March 2023.

References: ACLED Codebook (2024) and its guide to the column changes of 2023,
https://acleddata.com/knowledge-base/guide-to-2023-acled-column-changes. What a report does not say stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sarhad.publish.exports.happenings import (
    NUMBER,
    TAIL,
    TEXT,
    WHOLE,
    Happening,
    Party,
    lasts,
    named_admin1,
    publishers,
    read_at,
    sentences,
    state_of,
    tail,
)
from sarhad.publish.index import Index
from sarhad.publish.tables import Row

COLUMNS: Mapping[str, str] = {
    "event_id_cnty": TEXT,
    "event_date": TEXT,
    "year": WHOLE,
    "time_precision": WHOLE,
    "disorder_type": TEXT,
    "event_type": TEXT,
    "sub_event_type": TEXT,
    "actor1": TEXT,
    "assoc_actor_1": TEXT,
    "inter1": TEXT,
    "actor2": TEXT,
    "assoc_actor_2": TEXT,
    "inter2": TEXT,
    "interaction": TEXT,
    "civilian_targeting": TEXT,
    "iso": WHOLE,
    "region": TEXT,
    "country": TEXT,
    "admin1": TEXT,
    "admin2": TEXT,
    "admin3": TEXT,
    "location": TEXT,
    "latitude": NUMBER,
    "longitude": NUMBER,
    "geo_precision": WHOLE,
    "source": TEXT,
    "source_scale": TEXT,
    "notes": TEXT,
    "fatalities": WHOLE,
    "tags": TEXT,
    "timestamp": WHOLE,
    **TAIL,
}
POLITICAL, DEMONSTRATIONS = "Political violence", "Demonstrations"
EVENT_TYPES: Mapping[str, tuple[str, str]] = {  # sub-event type → event type, type of disorder
    "Armed clash": ("Battles", POLITICAL),
    "Attack": ("Violence against civilians", POLITICAL),
    "Sexual violence": ("Violence against civilians", POLITICAL),
    "Abduction/forced disappearance": ("Violence against civilians", POLITICAL),
    "Air/drone strike": ("Explosions/Remote violence", POLITICAL),
    "Suicide bomb": ("Explosions/Remote violence", POLITICAL),
    "Shelling/artillery/missile attack": ("Explosions/Remote violence", POLITICAL),
    "Remote explosive/landmine/IED": ("Explosions/Remote violence", POLITICAL),
    "Peaceful protest": ("Protests", DEMONSTRATIONS),
    "Violent demonstration": ("Riots", DEMONSTRATIONS),
    "Arrests": ("Strategic developments", "Strategic developments"),
}
SUB_EVENTS: Mapping[tuple[str, str], str] = {  # PLOVER's type and mode → sub-event type
    ("ASSAULT", "aerial"): "Air/drone strike",
    ("ASSAULT", "suicide-attack"): "Suicide bomb",
    ("ASSAULT", "heavy-weapons"): "Shelling/artillery/missile attack",
    ("ASSAULT", "explosives"): "Remote explosive/landmine/IED",
    ("ASSAULT", "sexual"): "Sexual violence",
    ("ASSAULT", "abduct"): "Abduction/forced disappearance",
    ("PROTEST", "demo"): "Peaceful protest",
    ("PROTEST", "riot"): "Violent demonstration",
    ("COERCE", "arrest"): "Arrests",
}
UNTOLD = frozenset({"unconventional", "cleansing"})  # modes of ASSAULT that take in several of its sub-events
TIME_PRECISION = ((1, 1), (7, 2), (31, 3))  # up to so many days → time_precision; ACLED dates nothing more loosely
GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}  # by UCDP's where_prec; a country as a whole is no place to ACLED
INTER = {"State forces": 1, "Civilians": 7, "External/Other forces": 8}  # in the order in which pairs name them


def sub_event(told: Happening) -> str:
    """ACLED's sub-event type; empty for what is none of its events, or cannot be told from the parties.

    By PLOVER's mode where it names a weapon or a way; else an attack on civilians, or a clash of two organised sides.
    """
    named = SUB_EVENTS.get((told.what.type, told.what.mode), "")
    if named or told.what.type != "ASSAULT" or told.what.mode in UNTOLD:
        return named
    organised = {told.actor.side, told.recipient.side} <= {"state", "armed"}
    targeted = told.recipient.side == "civilians" and told.actor.side != "civilians"
    return "Attack" if targeted else "Armed clash" if organised else ""


def acled_row(index: Index, told: Happening) -> Row | None:
    """One happening; None for what is none in ACLED's terms, or not known to the month."""
    sub = sub_event(told)
    if not sub or not told.days or lasts(told.days) > TIME_PRECISION[-1][0]:
        return None
    kind, disorder = EVENT_TYPES[sub]
    found = _when(told) | _parties(told, disorder) | _where(index, told) | tail(index, told)
    found |= {
        "event_id_cnty": told.what.id,
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": sub,
        "source": "; ".join(publishers(index, told)),
        "notes": " ".join(sentences(index, told)),
        "fatalities": told.what.deaths_best,
        "timestamp": read_at(told),
    }
    return {name: found.get(name) for name in COLUMNS}


def _when(told: Happening) -> Row:
    """The day; the middle of what is known to a week or a month alone."""
    if not told.days:
        return {}
    long = lasts(told.days)
    day = told.days[0] + timedelta(days=long // 2)
    precision = next(step for most, step in TIME_PRECISION if long <= most)
    return {"event_date": str(day), "year": day.year, "time_precision": precision}


def _parties(told: Happening, disorder: str) -> Row:
    """Who; demonstrators are a kind of party of their own."""
    marching = DEMONSTRATIONS in disorder
    targeted = POLITICAL in disorder and told.recipient.side == "civilians"
    inter = ["" if marching else _inter(party, told) for party in (told.actor, told.recipient)]
    both = "-".join(sorted(inter, key=lambda name: INTER[name])) if all(inter) else ""
    return {
        "actor1": told.actor.name,
        "inter1": inter[0],
        "actor2": told.recipient.name,
        "inter2": inter[1],
        "interaction": both,
        "civilian_targeting": "Civilian targeting" if targeted else "",
    }


def _inter(party: Party, told: Happening) -> str:
    """ACLED's kind of a party. A state abroad is external; of an armed group a report does not say which kind it is."""
    if party.side == "civilians":
        return "Civilians"
    here = state_of(told.place)
    if not party.state or not here:
        return ""
    return "State forces" if party.state == here else "External/Other forces"


def _where(index: Index, told: Happening) -> Row:
    """The place."""
    place, state = told.place, state_of(told.place)
    return {
        "iso": int(state.numeric) if state and state.numeric else None,
        "country": state.name if state else "",
        "admin1": named_admin1(index, place),
        "admin2": place.name if place.kind == "district" else "",
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO_PRECISION.get(place.precision or 0),
    }
