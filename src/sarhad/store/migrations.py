"""Schema versions: numbered steps that bring an older lake to the newest schema, all in one transaction.

To change the schema: change the record, add a step below under the next number, and renew `tests/store/schema.json`
(its test prints how). A step is a function of the connection; most need only `add_missing_columns`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version as version_of

import duckdb
from duckdb import DuckDBPyConnection

from sarhad.errors import SarhadError
from sarhad.store.connect import transaction
from sarhad.store.mapping import quoted
from sarhad.store.schema import ALIAS, TABLES, VERSION_TABLE, create_statement, create_statements

FIRST = 1
Step = Callable[[DuckDBPyConnection], None]


def add_missing_columns(con: DuckDBPyConnection) -> None:
    """Make tables and columns which a newer record has and the lake lacks; old rows read as the record's default."""
    for name, table in TABLES.items():
        con.execute(create_statement(name))
        there = {row[0] for row in con.execute(f"DESCRIBE {ALIAS}.{quoted(name)}").fetchall()}
        for column, kind in table.columns.items():
            if column not in there:
                con.execute(f"ALTER TABLE {ALIAS}.{quoted(name)} ADD COLUMN {quoted(column)} {kind}")


# Version → the step that leads to it from the version before.
MIGRATIONS: dict[int, Step] = dict.fromkeys((2, 3, 4, 5, 6), add_missing_columns)


def newest(steps: Mapping[int, Step]) -> int:
    """The schema version of this program.

    >>> newest({})
    1
    """
    return max(steps, default=FIRST)


def schema_version(con: DuckDBPyConnection) -> int | None:
    """The schema version of the attached lake; None when it holds no schema yet."""
    try:
        row = con.execute(f"SELECT max(version) FROM {ALIAS}.{VERSION_TABLE}").fetchone()
    except duckdb.CatalogException:
        return None
    return row[0] if row else None


def create_schema(con: DuckDBPyConnection) -> None:
    """Make all tables and note the version, as one transaction."""
    with transaction(con):
        for statement in create_statements():
            con.execute(statement)
        _note(con, newest(MIGRATIONS), "create the lake")


def check_version(found: int, where: str) -> None:
    """SarhadError when the lake was written by a newer program than this one."""
    if found > newest(MIGRATIONS):
        problem = f"the lake has schema {found}, this program knows up to {newest(MIGRATIONS)}"
        raise SarhadError(problem, where, "install a newer sarhad (pip install -U sarhad)")


def migrate(con: DuckDBPyConnection, found: int) -> None:
    """Apply the steps between `found` and the newest version in one transaction; nothing when there are none."""
    due = [number for number in sorted(MIGRATIONS) if number > found]
    if not due:
        return
    with transaction(con):
        for number in due:
            MIGRATIONS[number](con)
        _note(con, due[-1], f"schema {found} to {due[-1]}")


def _note(con: DuckDBPyConnection, version: int, message: str) -> None:
    con.execute(f"INSERT INTO {ALIAS}.{VERSION_TABLE} VALUES (?, ?)", [version, version_of("sarhad")])
    con.execute(f"CALL {ALIAS}.set_commit_message('sarhad', ?)", [message])
