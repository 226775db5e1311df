"""Facets: how many rows of a resource have each value of a field, under a filter."""

from __future__ import annotations

from collections.abc import Sequence

from sarhad.registry import find
from sarhad.store.desk.desk import Desk
from sarhad.store.desk.layout import table
from sarhad.store.desk.query import Condition, Query
from sarhad.store.desk.resources import RESOURCES, resource_named
from sarhad.store.desk.rows import Facet, Facets, FacetValue
from sarhad.store.mapping import quoted

MOST = 20  # values of a field when nothing else is asked
MONTH, PARTY = "month", "party"


def fields(name: str) -> tuple[str, ...]:
    """The fields of a resource that facets are made of: its own, the month, and the parties of its events."""
    resource = RESOURCES[name]
    return (*resource.facets, *([PARTY] if resource.parties else []), *([MONTH] if resource.date else []))


def facets(desk: Desk, name: str, query: Query, wanted: Sequence[str] = (), most: int = MOST) -> Facets:
    """The commonest values of each field wanted (all that the resource offers, when none is named)."""
    resource_named(name)
    known = fields(name)
    for field in wanted:
        find(dict.fromkeys(known), field, f"facet of {name}")
    condition = desk.condition(name, query)
    made = [_facet(desk, name, field, condition, most) for field in wanted or known]
    return Facets(resource=name, snapshot=desk.version, total=desk.count(name, condition), facets=made)


def _facet(desk: Desk, name: str, field: str, condition: Condition, most: int) -> Facet:
    limit = f"LIMIT {int(most) + 1}"
    found = desk.remember(f"{_counted(name, field, condition.sql)} {limit}", condition.values * _times(name, field))
    values = [FacetValue(value=_written(value), n=n) for value, n in found[:most]]
    return Facet(field=field, values=values, more=len(found) > most)


def _times(name: str, field: str) -> int:
    return len(RESOURCES[name].parties) if field == PARTY else 1


def _counted(name: str, field: str, condition: str) -> str:
    source = f"FROM {table(name)} WHERE {condition}"
    if field == MONTH:
        months = f"SELECT year(_first) * 12 + month(_first) - 1 AS v, count(*) AS n {source} AND _first IS NOT NULL"
        return f"SELECT printf('%04d-%02d', v // 12, v % 12 + 1), n FROM ({months} GROUP BY 1) ORDER BY v DESC"
    if field == PARTY:
        each = (f"SELECT {quoted(own)} AS v, count(*) AS n {source} GROUP BY 1" for own in RESOURCES[name].parties)
        return f"SELECT v, sum(n)::BIGINT AS n FROM ({' UNION ALL '.join(each)}) WHERE v <> '' GROUP BY 1 {_ORDER}"
    column = quoted(field)
    value = f"unnest({column})" if RESOURCES[name].columns[field].endswith("[]") else column
    inner = f"SELECT {value} AS v {source}"
    return f"SELECT v, count(*) AS n FROM ({inner}) WHERE v IS NOT NULL GROUP BY 1 {_ORDER}"


_ORDER = "ORDER BY n DESC, v"


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
