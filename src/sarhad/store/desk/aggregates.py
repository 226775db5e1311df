"""Counts for pictures: over time, on the map, between actors. Sums come from here; rows never travel whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from sarhad.errors import SarhadError
from sarhad.records import Record
from sarhad.registry import find
from sarhad.store.desk.desk import Desk
from sarhad.store.desk.facets import fields
from sarhad.store.desk.layout import CODED, table
from sarhad.store.desk.query import Condition, Query, joined
from sarhad.store.desk.resources import RESOURCES, resource_named
from sarhad.store.mapping import quoted

Per = Literal["day", "week", "month", "quarter", "year"]
PERIODS: Mapping[str, str] = {
    "day": "strftime({}, '%Y-%m-%d')",
    "week": "strftime({}, '%Y-%m-%d')",
    "month": "strftime({}, '%Y-%m')",
    "quarter": "printf('%d-Q%d', year({0}), quarter({0}))",
    "year": "strftime({}, '%Y')",
}
MOST_CELLS = 5_000
HALF = 720  # cells of half a degree round the globe
EVENTS = ("events", "incidents", CODED)


class Bucket(Record, frozen=True, kw_only=True):
    """How many rows fall into a period, of one value of the field that they are parted by (empty for none)."""

    period: str
    by: str
    n: int
    deaths: int | None = None  # where the rows count deaths: the sum of those given


class Timeline(Record, frozen=True, kw_only=True):
    """Counts over time; `undated` rows fall into no period."""

    resource: str
    snapshot: str
    per: str
    by: str
    undated: int
    buckets: list[Bucket]


class Spot(Record, frozen=True, kw_only=True):
    """Events at one place of the gazetteer, or in one cell of a grid (`place` is empty, `size` its degrees).

    `kind` and `precision` say how well the place is known: a province's point stands for all of it.
    """

    lat: float
    lon: float
    n: int
    place: str = ""
    name: str = ""
    kind: str = ""
    country: str = ""
    size: float = 0.0
    precision: int | None = None  # worst place precision of published rows, in their own steps
    deaths: int | None = None
    quads: dict[str, int] = msgspec.field(default_factory=dict)
    first: str = ""
    last: str = ""
    period: str = ""


class Map(Record, frozen=True, kw_only=True):
    """Events on the map; `without` have no place that has a point."""

    resource: str
    snapshot: str
    total: int
    without: int
    spots: list[Spot]
    more: bool = False


class Box(Record, frozen=True, kw_only=True):
    """A stretch of the map in degrees."""

    west: float
    south: float
    east: float
    north: float


# ---------------------------------------------------------------- over time


def timeline(desk: Desk, name: str, query: Query, per: str = "month", by: str = "") -> Timeline:
    """Counts of a resource per day, week (its Monday), month, quarter or year of its first day, parted by a field."""
    resource = resource_named(name)
    if not resource.date:
        raise SarhadError(f"{name} have no date", per, "take claims, events, incidents or coded-events")
    shape = find(PERIODS, per, "period")
    if by:
        find(dict.fromkeys(f for f in fields(name) if f not in ("month", "party")), by, f"facet of {name}")
    condition = desk.condition(name, query)
    start = f"date_trunc('{per}', _first)"
    each = f"SELECT *, {_value(name, by)} AS v FROM {table(name)} WHERE {condition.sql} AND _first IS NOT NULL"
    inner = f"SELECT {start} AS d, v, count(*) AS n, {_deaths(name)} AS k FROM ({each}) GROUP BY 1, 2"
    found = desk.remember(f"SELECT {shape.format('d')}, v, n, k FROM ({inner}) ORDER BY d, v", condition.values)
    undated = joined([condition, Condition(sql="_first IS NULL")])
    return Timeline(
        resource=name,
        snapshot=desk.version,
        per=per,
        by=by,
        undated=desk.count(name, undated),
        buckets=[Bucket(period=p, by=_text(v), n=n, deaths=k) for p, v, n, k in found],
    )


def _value(name: str, by: str) -> str:
    if not by:
        return "''"
    return f"unnest({quoted(by)})" if RESOURCES[name].columns[by].endswith("[]") else quoted(by)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _deaths(name: str) -> str:
    return "sum(deaths_best)::BIGINT" if "deaths_best" in RESOURCES[name].columns else "NULL::BIGINT"


# ---------------------------------------------------------------- on the map


def on_map(desk: Desk, name: str, query: Query, zoom: int = 4, box: Box | None = None, per: str = "") -> Map:
    """Events by place, those of published datasets by cells of a grid that grows finer with the zoom.

    With `per` (month, quarter or year) each spot is parted into periods, for a time brush.
    """
    if name not in EVENTS:
        find(dict.fromkeys(EVENTS), name, "resource with places")
    condition = desk.condition(name, query)
    period = PERIODS[per].format(f"date_trunc('{per}', min(e._first))") if per else "''"
    parted = f", date_trunc('{per}', e._first)" if per else ""
    asked = _cells if name == CODED else _spots
    spots = asked(desk, name, condition, zoom, box, period, parted)
    placed = "_cell IS NOT NULL" if name == CODED else f"place IN (SELECT _id FROM places WHERE {_POINT})"
    total = desk.count(name, condition)
    return Map(
        resource=name,
        snapshot=desk.version,
        total=total,
        without=total - desk.count(name, joined([condition, Condition(sql=placed)])),
        spots=spots[:MOST_CELLS],
        more=len(spots) > MOST_CELLS,
    )


_POINT = "lat IS NOT NULL AND lon IS NOT NULL"
_QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
_COUNTS = ", ".join(f"count(*) FILTER (e.quad = '{quad}')" for quad in _QUADS)
_SPAN = "min(e._first)::VARCHAR, max(e._last)::VARCHAR"


def _spots(
    desk: Desk, name: str, condition: Condition, _zoom: int, box: Box | None, period: str, parted: str
) -> list[Spot]:
    inside = _inside(box, "p.lat", "p.lon")
    query = (
        f"SELECT p.lat, p.lon, p._id, p.name, p.kind, p.country, count(*) AS n, {_deaths(name)}, {_SPAN}, {period}, "
        f"{_COUNTS} FROM (SELECT * FROM {table(name)} WHERE {condition.sql}) AS e JOIN places AS p ON e.place = p._id "
        f"WHERE p.lat IS NOT NULL AND p.lon IS NOT NULL AND {inside.sql} "
        f"GROUP BY p.lat, p.lon, p._id, p.name, p.kind, p.country{parted} "
        f"ORDER BY n DESC, p._id LIMIT {MOST_CELLS + 1}"
    )
    found = desk.remember(query, (*condition.values, *inside.values))
    return [
        Spot(
            lat=lat, lon=lon, place=place, name=named, kind=kind, country=country, n=n, deaths=deaths,
            first=first or "", last=last or "", period=when or "", quads=_quads(quads),
        )
        for lat, lon, place, named, kind, country, n, deaths, first, last, when, *quads in found
    ]  # fmt: skip


def _cells(
    desk: Desk, name: str, condition: Condition, zoom: int, box: Box | None, period: str, parted: str
) -> list[Spot]:
    """Half-degree cells joined into larger ones at low zoom; parts of one where the zoom is high and a box is given."""
    size = cell_size(zoom)
    inside = _inside(box, "lat", "lon")
    source = f"(SELECT * FROM {table(name)} WHERE {condition.sql} AND _cell IS NOT NULL AND {inside.sql}) AS e"
    row, column = _grid(size)
    query = (
        f"SELECT {row} AS r, {column} AS c, count(*) AS n, {_deaths(name)}, max(e.place_precision), {_SPAN}, {period}, "
        f"{_COUNTS} FROM {source} GROUP BY r, c{parted} ORDER BY n DESC, r, c LIMIT {MOST_CELLS + 1}"
    )
    found = desk.remember(query, (*condition.values, *inside.values))
    return [
        Spot(
            lat=r * size - 90 + size / 2, lon=c * size - 180 + size / 2, size=size, n=n, deaths=deaths,
            precision=precision, first=first or "", last=last or "", period=when or "", quads=_quads(quads),
        )
        for r, c, n, deaths, precision, first, last, when, *quads in found
    ]  # fmt: skip


def cell_size(zoom: int) -> float:
    """Degrees of a cell's side at a zoom of a web map: some forty cells across a screen.

    >>> cell_size(0), cell_size(4), cell_size(9)
    (8.0, 1.0, 0.0625)
    """
    return float(2.0 ** min(3, max(-5, round(4 - zoom * 0.8 - 0.8)))) if zoom else 8.0


def _grid(size: float) -> tuple[str, str]:
    if size >= 0.5:
        step = int(size * 2)
        return f"(_cell // {HALF}) // {step}", f"(_cell % {HALF}) // {step}"
    return f"floor((lat + 90) / {size})::INTEGER", f"floor((lon + 180) / {size})::INTEGER"


def _inside(box: Box | None, lat: str, lon: str) -> Condition:
    if box is None:
        return Condition(sql="true")
    across = "AND" if box.west <= box.east else "OR"  # a box over the date line
    sql = f"{lat} BETWEEN ? AND ? AND ({lon} >= ? {across} {lon} <= ?)"
    return Condition(sql=sql, values=(box.south, box.north, box.west, box.east))


def _quads(counts: list[int]) -> dict[str, int]:
    return {quad: n for quad, n in zip(_QUADS, counts, strict=True) if n}
