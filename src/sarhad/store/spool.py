"""Writing in bulk: records stream to one JSON-lines file for each table, and from there into the lake at once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec
from duckdb import DuckDBPyConnection

from sarhad.errors import SarhadError
from sarhad.records import Record
from sarhad.store.mapping import literal, quoted
from sarhad.store.relations import table_at
from sarhad.store.schema import TABLES, table_of

LEAST_OBJECT = 1 << 20  # the engine's line buffer, in bytes; grows with the longest line
BUFFER = 1 << 18
NEXT_SEQ = '(SELECT coalesce(max("seq"), 0) + 1 FROM {})'


def to_line(record: Record) -> bytes:
    """A record as one line of JSON; SarhadError when it holds what JSON cannot: a number that is not finite, half
    characters."""
    remedy = "mend the step that made it; numbers must be finite and texts valid Unicode"
    where = f"{type(record).__name__} {getattr(record, 'id', '')}"
    try:
        line = msgspec.json.encode(record)
        intact = b"null" not in line or msgspec.json.decode(line, type=type(record)) == record
    except (UnicodeEncodeError, msgspec.ValidationError) as error:
        raise SarhadError("a record cannot be kept without loss", where, remedy) from error
    if not intact:
        raise SarhadError("a record cannot be kept without loss", where, remedy)
    return line + b"\n"


def without_omitted(record: Record, name: str) -> Record:
    """The record with the fields emptied that the lake does not keep, such as a page's bytes."""
    empty = dict.fromkeys(TABLES[name].omit, b"")
    return msgspec.structs.replace(record, **empty) if empty else record


def remove_leftovers(parent: Path) -> None:
    """Remove the files of processes that were killed while they wrote."""
    for folder in parent.glob("write-*"):
        if not process_alive(int(folder.name.split("-")[1])):
            shutil.rmtree(folder, ignore_errors=True)


def process_alive(process: int) -> bool:
    """Whether a process of this number is running."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Spool:
    """Files of lines waiting to be inserted, one for each table that has any; gone when it is left."""

    def __init__(self, parent: Path) -> None:
        parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(parent)
        self.folder = Path(tempfile.mkdtemp(prefix=f"write-{os.getpid()}-", dir=parent))
        self._files: dict[str, BinaryIO] = {}
        self._longest: dict[str, int] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name: str) -> Path:
        """The file of one table."""
        return self.folder / f"{name}.ndjson"

    def add(self, items: Iterable[Record]) -> None:
        """Append records, of any mixture of kinds."""
        for record in items:
            name = table_of(type(record))
            if name not in self._files:
                self._files[name] = self._open.enter_context(self.path(name).open("wb", BUFFER))
            line = to_line(without_omitted(record, name))
            self._longest[name] = max(self._longest.get(name, LEAST_OBJECT), len(line))
            self._files[name].write(line)

    def insert(self, con: DuckDBPyConnection, run: str) -> dict[str, int]:
        """Insert everything that is not there yet, stamped with the run; returns how many rows each table gained."""
        self._open.close()
        return {name: self._insert(con, name, run) for name in TABLES if name in self._files}

    def _insert(self, con: DuckDBPyConnection, name: str, run: str) -> int:
        values: list[object] = [run] if '"run"' in map(quoted, TABLES[name].columns) else []
        row = con.execute(insert_statement(name, self.path(name), self._longest[name]), values).fetchone()
        return int(row[0]) if row else 0


def insert_statement(name: str, path: Path, longest: int) -> str:
    """The statement that inserts a file of lines: rows whose key is there already are left out, of twins one stays."""
    table, target = TABLES[name], table_at(name, None)
    stamped = {"run": "?", "seq": NEXT_SEQ.format(target)}
    listed = ", ".join(map(quoted, table.columns))
    values = ", ".join(f"{stamped[c]} AS {quoted(c)}" if c in stamped else quoted(c) for c in table.columns)
    types = ", ".join(f"{quoted(column)}: {literal(kind)}" for column, kind in table.columns.items())
    lines = (
        f"read_json({literal(str(path))}, format='newline_delimited', columns={{{types}}}, "
        f"maximum_object_size={int(longest) + 1})"
    )
    known = " AND ".join(f"t.{quoted(column)} = s.{quoted(column)}" for column in table.key)
    twins = ", ".join(f"s.{quoted(column)}" for column in table.key)
    return (
        f"INSERT INTO {target} ({listed}) SELECT {listed} FROM "
        f"(SELECT {values}, row_number() OVER () AS _line FROM {lines}) AS s "
        f"WHERE NOT EXISTS (SELECT 1 FROM {target} AS t WHERE {known}) "
        f"QUALIFY row_number() OVER (PARTITION BY {twins} ORDER BY _line) = 1"
    )
