"""The published datasets' events in the index: copied by SQL from the lake, in the order of their days."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from sarhad.store.desk.layout import CODED, table
from sarhad.store.desk.resources import RESOURCES
from sarhad.store.mapping import columns, quoted

COLUMNS = tuple(name for name in columns(RESOURCES[CODED].row) if name != "tlp")
NAMES = RESOURCES[CODED].texts  # searched by their different values, which are few beside the events
# A cell of half a degree as one number: map tiles are made of these.
CELL = '(floor((c."lat" + 90) * 2) * 720 + floor((c."lon" + 180) * 2))::INTEGER'
WHEN = 'coalesce(nullif(c."date"."value", \'\'), c."date"."latest", \'\')'


def copy_coded(con: DuckDBPyConnection, schema: str, rows: str) -> None:
    """Make the table of coded events from a query of the lake's rows, and list the names in it."""
    own = {
        "when": f'{WHEN} AS "when"',
        "_id": 'c."id" AS _id',
        "_key": "coalesce(_first, DATE '0001-01-01') AS _key",
        "_first": 'coalesce(try_cast(nullif(c."date"."earliest", \'\') AS DATE), '
        'try_cast(nullif(c."date"."latest", \'\') AS DATE)) AS _first',
        "_last": 'try_cast(nullif(c."date"."latest", \'\') AS DATE) AS _last',
        "_n": "NULL::INTEGER AS _n",
        "_text": "NULL::VARCHAR AS _text",
        "_cell": f"{CELL} AS _cell",
    }
    order = ("_first", "_last", "_key", "_id", "_text", "_n", "_cell")
    listed = ", ".join([*(own.get(name) or f"c.{quoted(name)}" for name in COLUMNS), *(own[name] for name in order)])
    con.execute(f"CREATE TABLE {table(CODED, schema)} AS SELECT {listed} FROM ({rows}) AS c ORDER BY _key, _id")


def coded_names(con: DuckDBPyConnection, schema: str) -> list[tuple[str, str]]:
    """The different texts of the coded events by their field."""
    each = (f"SELECT DISTINCT '{name}' AS field, {quoted(name)} AS value FROM {table(CODED, schema)}" for name in NAMES)
    return con.execute(f"SELECT * FROM ({' UNION ALL '.join(each)}) WHERE value <> '' ORDER BY ALL").fetchall()
