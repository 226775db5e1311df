"""States by the codes that datasets use: ISO 3166, FIPS 10-4, Gleditsch-Ward, and names."""

from __future__ import annotations

import csv
import functools
import re
from importlib import resources

from sarhad.records import Record

_FORMER = re.compile(r"\s*\([^)]*\)$")
NAMES = {  # as UCDP and ACLED write them
    "bosnia-herzegovina": "BIH",
    "congo": "COG",
    "dr congo": "COD",
    "democratic republic of congo": "COD",
    "republic of congo": "COG",
    "kingdom of eswatini": "SWZ",
    "ivory coast": "CIV",
    "macedonia, fyr": "MKD",
    "united states of america": "USA",
    "turkey": "TUR",
    "turkiye": "TUR",
    "türkiye": "TUR",
    "czech republic": "CZE",
    "palestine": "PSE",
    "cape verde": "CPV",
    "timor-leste": "TLS",
    "east timor": "TLS",
    "swaziland": "SWZ",
    "congo, drc": "COD",  # and as the VIEWS prediction challenge writes them
    "cote d'ivoire": "CIV",
    "macedonia": "MKD",
    "marshall is.": "MHL",
    "netherlands": "NLD",
    "solomon is.": "SLB",
    "st. kitts and nevis": "KNA",
    "st. lucia": "LCA",
    "st. vincent and the grenadines": "VCT",
    "the gambia": "GMB",
}


class State(Record, frozen=True, kw_only=True):
    """A state or territory with its codes; an empty code means that there is none."""

    iso3: str
    iso2: str
    numeric: str
    fips: str
    gw: tuple[str, ...]
    name: str


@functools.cache
def states() -> tuple[State, ...]:
    """All states and territories, in the order of their ISO 3166 alpha-3 codes."""
    text = (resources.files("sarhad.world") / "states.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(State(gw=tuple(filter(None, row.pop("gw").split("|"))), **row) for row in rows)


@functools.cache
def _index(code: str) -> dict[str, State]:
    if code == "gw":
        return {gw: state for state in states() for gw in state.gw}
    return {getattr(state, code): state for state in states() if getattr(state, code)}


@functools.lru_cache(maxsize=4096)
def find_state(code: str, value: str) -> State | None:
    """The state whose `code` ("iso3", "iso2", "numeric", "fips" or "gw") has this value; None when there is none.

    >>> find_state("gw", "702").name, find_state("fips", "AJ").name
    ('Tajikistan', 'Azerbaijan')
    """
    return _index(code).get(value)


@functools.lru_cache(maxsize=4096)
def state_named(name: str) -> State | None:
    """The state of a name as datasets write it, a former name in brackets left aside.

    >>> state_named("Russia (Soviet Union)").iso3
    'RUS'
    """
    plain = _FORMER.sub("", name).strip().casefold()
    if plain in NAMES:
        return find_state("iso3", NAMES[plain])
    return next((state for state in states() if state.name.casefold() == plain), None)
