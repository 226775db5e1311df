"""Counts for pictures: over time, on the map, between actors. Sums come from here; rows never travel whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from sarhad.errors import SarhadError
from sarhad.records import Record
from sarhad.registry import find
from sarhad.store.desk.cubes import COARSE, HALF, counted
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
    period = PERIODS[per].format(f"date_trunc('{per}', min(_first))") if per else "''"
    parted = f", date_trunc('{per}', _first)" if per else ""
    if name == CODED:
        spots = _joined_cells(_cells(desk, name, query, zoom, box, period, parted), cell_size(zoom))
    else:
        spots = _spots(
            desk,
            name,
            desk.condition(name, query),
            box,
            *(text.replace("_first", "e._first") for text in (period, parted)),
        )
    total = desk.total(name, query)
    return Map(
        resource=name,
        snapshot=desk.version,
        total=total,
        without=total - _placed(desk, name, query),
        spots=spots[:MOST_CELLS],
        more=len(spots) > MOST_CELLS,
    )


def _placed(desk: Desk, name: str, query: Query) -> int:
    """How many events have a point."""
    where, condition = counted(name, query, ["_cell"]), desk.condition(name, query)
    has = "_cell IS NOT NULL" if name == CODED else f"place IN (SELECT _id FROM places WHERE {_POINT})"
    sql = f"SELECT {where.rows} FROM {where.table} WHERE {condition.sql} AND {has}"
    return int(desk.remember(sql, condition.values)[0][0] or 0)


_POINT = "lat IS NOT NULL AND lon IS NOT NULL"
_QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
_COUNTS = ", ".join(f"count(*) FILTER (e.quad = '{quad}')" for quad in _QUADS)
_SPAN = "min(e._first)::VARCHAR, max(e._last)::VARCHAR"


def _spots(desk: Desk, name: str, condition: Condition, box: Box | None, period: str, parted: str) -> list[Spot]:
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
    desk: Desk, name: str, query: Query, zoom: int, box: Box | None, period: str, parted: str
) -> list[tuple[Any, ...]]:
    """Half-degree cells joined into larger ones at low zoom; parts of one where the zoom is high."""
    size = cell_size(zoom)
    exact = box is not None or size < COARSE
    where, condition = counted(name, query, ["lat"] if exact else ["_cell"]), desk.condition(name, query)
    inside, (row, column) = _inside(box, "lat", "lon"), _grid(size)
    sql = (
        f"SELECT {row} AS r, {column} AS c, {period} AS t, quad, {where.rows}, {where.deaths}, {where.precision}, "
        f"min(_first)::VARCHAR, max(_last)::VARCHAR FROM {where.table} "
        f"WHERE {condition.sql} AND _cell IS NOT NULL AND {inside.sql} GROUP BY r, c, quad{parted}"
    )
    return desk.remember(sql, (*condition.values, *inside.values))


def _joined_cells(found: list[tuple[Any, ...]], size: float) -> list[Spot]:
    """One spot for the rows of each cell and period, which come one for each quad class."""
    cells: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for r, c, t, *rest in found:
        cells.setdefault((r, c, t or ""), []).append(tuple(rest))
    spots = [_cell_spot(r, c, t, rows, size) for (r, c, t), rows in cells.items()]
    return sorted(spots, key=lambda spot: (-spot.n, spot.lat, spot.lon, spot.period))


def _cell_spot(r: int, c: int, period: str, rows: list[tuple[Any, ...]], size: float) -> Spot:
    quads, counts, deaths, precisions, firsts, lasts = zip(*rows, strict=True)
    return Spot(
        lat=r * size - 90 + size / 2,
        lon=c * size - 180 + size / 2,
        size=size,
        n=sum(counts),
        quads=dict(zip(quads, counts, strict=True)),
        deaths=sum(d for d in deaths if d is not None) if any(d is not None for d in deaths) else None,
        precision=max((p for p in precisions if p is not None), default=None),
        first=min((f for f in firsts if f), default="")[:7],
        last=max((f for f in lasts if f), default="")[:7],
        period=period,
    )


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
