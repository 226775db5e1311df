"""Counts of published events by month, made with the index: what most pictures and facets ask need not count millions.

A question is answered from the smallest table that has every field it names, if its dates are whole months; else from
the events themselves. Both give the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from sarhad.store.desk.layout import CODED, table
from sarhad.store.desk.query import Query, day, fields_asked
from sarhad.store.desk.resources import RESOURCES
from sarhad.store.mapping import quoted

HALF = 720  # cells of half a degree round the globe
COARSE = 2  # degrees of a cell in the table for the map
CUBES: Mapping[str, tuple[str, ...]] = {  # name → fields, the smallest first
    "coded_kinds": ("type", "quad", "mode", "country", "dataset", "kind"),
    "coded_pairs": ("actor", "recipient", "quad"),
    "coded_cells": ("_cell", "quad"),
}
_STEP = 2 * COARSE
_CELL = f"((_cell // {HALF}) // {_STEP} * {_STEP}) * {HALF} + (_cell % {HALF}) // {_STEP} * {_STEP}"


class Counted(NamedTuple):
    """Where to count: a table, and how rows and deaths are summed there."""

    table: str
    rows: str = "count(*)"
    deaths: str = "NULL::BIGINT"
    precision: str = "NULL::BIGINT"
    monthly: bool = False  # days in it are the ends of months


def make_cubes(con: DuckDBPyConnection, schema: str) -> None:
    """Make the tables of counts from the coded events of an index."""
    for name, fields in CUBES.items():
        listed = ", ".join(f"{_CELL} AS _cell" if field == "_cell" else quoted(field) for field in fields)
        con.execute(
            f"CREATE TABLE {schema}.{name} AS SELECT date_trunc('month', _first)::DATE AS _first, "
            f"last_day(_last) AS _last, {listed}, count(*) AS w, sum(deaths_best)::BIGINT AS k, "
            f"max(place_precision) AS p FROM {table(CODED, schema)} GROUP BY ALL ORDER BY _first"
        )


def counted(name: str, query: Query, fields: Iterable[str]) -> Counted:
    """Where to count rows of a query by some fields."""
    if name == CODED and not (query.find or query.search) and _months(query):
        asked = {*fields_asked(query), *fields}
        for cube, own in CUBES.items():
            if asked <= set(own):
                return Counted(cube, "sum(w)::BIGINT", "sum(k)::BIGINT", "max(p)", monthly=True)
    kinds = RESOURCES[name].columns
    deaths = "sum(deaths_best)::BIGINT" if "deaths_best" in kinds else "NULL::BIGINT"
    return Counted(table(name), "count(*)", deaths, "max(place_precision)" if name == CODED else "NULL::BIGINT")


def _months(query: Query) -> bool:
    """Whether the dates of a query are the ends of months."""
    begins = not query.since or day(query.since, 0).endswith("-01")
    ends = not query.until or (date.fromisoformat(day(query.until, 1)) + timedelta(1)).day == 1
    return begins and ends
