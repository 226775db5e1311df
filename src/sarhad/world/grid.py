"""Positions on the earth: distance, the cells of PRIO-GRID, and how exactly a place is known."""

from __future__ import annotations

import math

import msgspec

from sarhad.records import Place
from sarhad.world.states import find_state

EARTH_KM = 6371.0088  # mean radius, IUGG
COLUMNS = 720  # PRIO-GRID: cells of half a degree, 720 a row, 360 rows
PRECISION = {  # UCDP GED's where_prec by the kind of a place
    "city": 1,
    "village": 1,
    "crossing": 1,
    "base": 1,
    "site": 2,
    "district": 3,
    "admin2": 3,
    "admin1": 4,
    "country": 6,
    "continent": 6,
    "former": 6,
    "sea": 7,
    "strait": 7,
}


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres along the great circle between two (latitude, longitude), by the haversine formula.

    >>> round(distance_km((34.53, 69.17), (38.54, 68.78)))  # Kabul, Dushanbe
    447
    """
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def prio_grid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: rows from the south pole, columns from 180° west, counted from 1.

    gid = floor((lat + 90) · 2) · 720 + floor((lon + 180) · 2) + 1
    (Tollefsen, Strand and Buhaug 2012, Journal of Peace Research 49(2): 363-374).

    >>> prio_grid(10.51, 2.29)
    145085
    """
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), COLUMNS - 1)
    return row * COLUMNS + column + 1


def precision_of(kind: str) -> int:
    """How exactly a kind of place says where: the codes of UCDP GED's `where_prec`.

    1 the place itself · 2 within about 25 km of a known point · 3 second-order division · 4 first-order division ·
    5 a line (river, border, road) or an area that is no division · 6 country · 7 international waters or airspace.
    (Sundberg and Melander 2013, Journal of Peace Research 50(4): 523-532, and the GED codebook.)

    >>> precision_of("city"), precision_of("river"), precision_of("country")
    (1, 5, 6)
    """
    return PRECISION.get(kind, 5)


def locate(place: Place) -> Place:
    """The record with what follows from its kind, country and point: precision, Gleditsch-Ward code, PRIO-GRID cell.

    >>> p = locate(Place(id="x", name="X", kind="city", country="AF", lat=34.53, lon=69.17))
    >>> p.precision, p.gw, p.prio_grid
    (1, 700, 179779)
    """
    state = find_state("iso2", place.country) if place.country else None
    cell = prio_grid(place.lat, place.lon) if place.lat is not None and place.lon is not None else None
    return msgspec.structs.replace(
        place,
        precision=place.precision or precision_of(place.kind),
        gw=place.gw or (int(state.gw[0]) if state and state.gw else None),
        prio_grid=place.prio_grid or cell,
    )
