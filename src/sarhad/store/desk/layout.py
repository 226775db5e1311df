"""The index as a file: one table for each resource, and the terms by which texts are found.

It is derived from one state of the lake and can be deleted at any time. Beside the fields of a row each table has
`_id` (what it is addressed by), `_key` (its order), `_first` and `_last` (the days it covers), `_text` (in small
letters, for `find`), `_n` (the row's number in the table of terms) and `_row`, the whole row as JSON.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

import msgspec
from duckdb import DuckDBPyConnection

from sarhad.records import Record
from sarhad.settings import Settings
from sarhad.store.desk.resources import RESOURCES, Resource, ident_of, texts_of
from sarhad.store.mapping import literal, quoted
from sarhad.version import __version__
from sarhad.world.dates import first_day, last_day
from sarhad.world.searching import text_terms

FORMAT = 2  # of what stands beside the rows
DESK = "desk"  # what the file is called inside the lake's engine
OWN: Mapping[str, str] = {
    "_id": "VARCHAR",
    "_key": "VARCHAR",
    "_first": "DATE",
    "_last": "DATE",
    "_text": "VARCHAR",
    "_n": "INTEGER",
    "_row": "VARCHAR",
}
LEAST_OBJECT = 1 << 20
CODED = "coded-events"  # made by SQL alone: there may be millions
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class State(Record, frozen=True, kw_only=True):
    """What an index was made from: the state of the lake, its marking, and when."""

    snapshot: int
    as_of: str
    tlp: str
    region: str
    title: str
    built: str = ""
    made_with: str = ""  # the program's columns and the workspace's settings
    revision: int = 0  # counts the corrections taken in since


def made_with(settings: Settings) -> str:
    """Names what an index is made with, beside the lake; one made otherwise is made anew."""
    shape = {name: resource.columns for name, resource in RESOURCES.items()}
    told = msgspec.json.encode((__version__, FORMAT, OWN, shape, settings))
    return hashlib.blake2b(told, digest_size=8).hexdigest()


def line_of(resource: Resource, row: Record, number: int) -> dict[str, object]:
    """A row as the index keeps it."""
    when = str(getattr(row, resource.date)) if resource.date else ""
    first, last = days_of(when)
    own = {
        "_id": ident_of(resource, row),
        "_key": resource.key(row) if resource.key else when,
        "_first": first,
        "_last": last,
        "_text": folded_text(row),
        "_n": number,
        "_row": msgspec.json.encode(row).decode(),
    }
    return {name: msgspec.to_builtins(getattr(row, name)) for name in resource.columns} | own


def terms_of(resource: Resource, row: Record, more: Iterable[str] = ()) -> list[str]:
    """The terms by which a search finds a row."""
    language = str(getattr(row, "language", ""))
    found: set[str] = set()
    for text in (*texts_of(resource, row), *more):
        found |= text_terms(text, language)
    return sorted(found)


def days_of(when: str) -> tuple[str | None, str | None]:
    """The first and the last day of an ISO date, month, year or time; none where it is no date.

    >>> days_of("2024-02"), days_of("2024-07-15T10:00:00Z"), days_of("")
    (('2024-02-01', '2024-02-29'), ('2024-07-15', '2024-07-15'), (None, None))
    """
    found = _DAY.match(when)
    try:
        return (first_day(found[0]).isoformat(), last_day(found[0]).isoformat()) if found else (None, None)
    except ValueError:
        return None, None


def folded_text(row: Record) -> str:
    """The words of a row in small letters: its texts and lists of texts."""
    values = (getattr(row, name) for name in row.__struct_fields__)
    texts = (" ".join(map(str, v)) if isinstance(v, tuple) and v and isinstance(v[0], str) else v for v in values)
    return " ".join(dict.fromkeys(t for t in texts if isinstance(t, str) and t)).casefold()


def table(name: str, schema: str = "") -> str:
    """A table as SQL writes it.

    >>> table("coded-events", "desk")
    'desk."coded-events"'
    """
    return f"{schema}.{quoted(name)}" if schema else quoted(name)


def create_tables(con: DuckDBPyConnection, schema: str) -> None:
    """The empty tables of an index; that of published datasets is made by `coded.py`."""
    for name, resource in RESOURCES.items():
        if name != CODED:
            body = ", ".join(f"{quoted(c)} {kind}" for c, kind in {**resource.columns, **OWN}.items())
            con.execute(f"CREATE TABLE {table(name, schema)} ({body})")
    con.execute(f"CREATE TABLE {schema}.terms (resource VARCHAR, term VARCHAR, n INTEGER)")
    con.execute(f"CREATE TABLE {schema}.spellings (word VARCHAR, others VARCHAR[])")
    con.execute(f"CREATE TABLE {schema}.names (field VARCHAR, value VARCHAR, folded VARCHAR, terms VARCHAR[])")
    con.execute(f"CREATE TABLE {schema}.state (json VARCHAR)")


def lines_source(path: str, kinds: Mapping[str, str], longest: int) -> str:
    """A file of lines as a table of typed columns."""
    types = ", ".join(f"{quoted(column)}: {literal(kind)}" for column, kind in kinds.items())
    size = max(longest, LEAST_OBJECT) + 1
    return f"read_json({literal(path)}, format='newline_delimited', columns={{{types}}}, maximum_object_size={size})"


def insert_lines(con: DuckDBPyConnection, schema: str, name: str, path: str, longest: int) -> None:
    """Insert a file of rows in their order."""
    kinds = {**RESOURCES[name].columns, **OWN}
    listed = ", ".join(map(quoted, kinds))
    source = lines_source(path, kinds, longest)
    con.execute(f"INSERT INTO {table(name, schema)} SELECT {listed} FROM {source} ORDER BY _key, _id")


def insert_terms(con: DuckDBPyConnection, schema: str, name: str, path: str, longest: int) -> None:
    """Insert a file of terms: `{"n": 1, "t": ["word", …]}`."""
    source = lines_source(path, {"n": "INTEGER", "t": "VARCHAR[]"}, longest)
    con.execute(
        f"INSERT INTO {schema}.terms SELECT {literal(name)}, unnest(t) AS term, n FROM {source} ORDER BY term, n"
    )


def note_state(con: DuckDBPyConnection, schema: str, state: State) -> None:
    """Note what the index was made from."""
    con.execute(f"DELETE FROM {schema}.state")
    con.execute(f"INSERT INTO {schema}.state VALUES (?)", [msgspec.json.encode(state).decode()])
