"""Facets: how many rows of a resource have each value of a field, under a filter."""

from __future__ import annotations

from collections.abc import Sequence

from sarhad.registry import find
from sarhad.store.desk.cubes import Counted, counted
from sarhad.store.desk.desk import Desk
from sarhad.store.desk.layout import CODED
from sarhad.store.desk.query import Query
from sarhad.store.desk.resources import RESOURCES, resource_named
from sarhad.store.desk.rows import Facet, Facets, FacetValue
from sarhad.store.mapping import quoted

MOST = 20  # values of a field when nothing else is asked
MONTH, PARTY = "month", "party"


def fields(name: str) -> tuple[str, ...]:
    """The fields of a resource that facets are made of: its own, the month, and the parties of its events."""
    resource = RESOURCES[name]
    return (*resource.facets, *([PARTY] if resource.parties else []), *([MONTH] if resource.date else []))


def offered(name: str) -> tuple[str, ...]:
    """The facets that are counted when none is named: all, but for resources of which there may be millions."""
    return ("type", "quad", "country", "dataset", PARTY, MONTH) if name == CODED else fields(name)


def facets(desk: Desk, name: str, query: Query, wanted: Sequence[str] = (), most: int = MOST) -> Facets:
    """The commonest values of each field wanted (all that the resource offers, when none is named)."""
    resource_named(name)
    known = fields(name)
    for field in wanted:
        find(dict.fromkeys(known), field, f"facet of {name}")
    made = [_facet(desk, name, field, query, most) for field in wanted or offered(name)]
    return Facets(resource=name, snapshot=desk.version, total=desk.total(name, query), facets=made)


def _facet(desk: Desk, name: str, field: str, query: Query, most: int) -> Facet:
    parties = RESOURCES[name].parties
    where = counted(name, query, {MONTH: (), PARTY: parties}.get(field, (field,)))
    condition = desk.condition(name, query)
    times = len(parties) if field == PARTY else 1
    sql = f"{_counted(name, field, condition.sql, where)} LIMIT {int(most) + 1}"
    found = desk.remember(sql, condition.values * times)
    values = [FacetValue(value=_written(value), n=n) for value, n in found[:most]]
    return Facet(field=field, values=values, more=len(found) > most)


def _counted(name: str, field: str, condition: str, where: Counted) -> str:
    source, n = f"FROM {where.table} WHERE {condition}", f"{where.rows} AS n"
    if field == MONTH:
        months = f"SELECT year(_first) * 12 + month(_first) - 1 AS v, {n} {source} AND _first IS NOT NULL"
        return f"SELECT printf('%04d-%02d', v // 12, v % 12 + 1), n FROM ({months} GROUP BY 1) ORDER BY v DESC"
    if field == PARTY:
        each = (f"SELECT {quoted(own)} AS v, {n} {source} GROUP BY 1" for own in RESOURCES[name].parties)
        return f"SELECT v, sum(n)::BIGINT AS n FROM ({' UNION ALL '.join(each)}) WHERE v <> '' GROUP BY 1 {_ORDER}"
    column = quoted(field)
    if RESOURCES[name].columns[field].endswith("[]"):
        inner = f"SELECT unnest({column}) AS v {source}"
        return f"SELECT v, count(*) AS n FROM ({inner}) WHERE v IS NOT NULL GROUP BY 1 {_ORDER}"
    return f"SELECT {column} AS v, {n} {source} AND {column} IS NOT NULL GROUP BY 1 {_ORDER}"


_ORDER = "ORDER BY n DESC, v"


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
