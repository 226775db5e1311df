"""Changing an index in place: the rows that a correction touches are replaced, all of them or none."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec
from duckdb import DuckDBPyConnection

from sarhad.records import Record
from sarhad.store import connect
from sarhad.store.desk import layout
from sarhad.store.desk.desk import Desk
from sarhad.store.desk.layout import OWN, State, lines_source, table
from sarhad.store.desk.resources import RESOURCES
from sarhad.store.mapping import quoted


class Patch:
    """Rows to replace and rows to remove, by resource and id."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, tuple[Record, tuple[str, ...]]]] = {}
        self._gone: dict[str, set[str]] = {}

    def put(self, name: str, id: str, row: Record, more: Iterable[str] = ()) -> None:
        """Have this row in place of the one of this id, or beside the others."""
        self._rows.setdefault(name, {})[id] = (row, tuple(more))

    def remove(self, name: str, ids: Collection[str]) -> None:
        """Have none of these rows."""
        if ids:
            self._gone.setdefault(name, set()).update(ids)

    @property
    def size(self) -> int:
        """How many rows are touched."""
        return sum(map(len, self._rows.values())) + sum(map(len, self._gone.values()))

    def apply(self, desk: Desk, state: State) -> None:
        """Change the index, and note the new state; readers see either all of it or nothing."""
        with tempfile.TemporaryDirectory(dir=desk.path.parent, prefix="patch-") as folder, desk.writing() as con:
            with connect.transaction(con):
                for name in sorted({*self._rows, *self._gone}):
                    self._replace(con, name, Path(folder) / f"{name}.ndjson")
                layout.note_state(con, "main", state)
            desk.changed(state)

    def _replace(self, con: DuckDBPyConnection, name: str, path: Path) -> None:
        rows = self._rows.get(name, {})
        ids = [*rows, *self._gone.get(name, ())]
        con.execute(f"DELETE FROM {table(name)} WHERE _id IN (SELECT unnest(?::VARCHAR[]))", [ids])
        if rows:
            self._insert(con, name, rows, path)

    def _insert(
        self, con: DuckDBPyConnection, name: str, rows: Mapping[str, tuple[Record, tuple[str, ...]]], path: Path
    ) -> None:
        resource = RESOURCES[name]
        found = con.execute(f"SELECT coalesce(max(n), 0) FROM terms WHERE resource = '{name}'").fetchone()
        first = (found[0] if found else 0) + 1
        lines, terms = [], []
        for number, (row, more) in enumerate(rows.values(), first):
            lines.append(msgspec.json.encode(layout.line_of(resource, row, number)))
            terms += [(number, term) for term in layout.terms_of(resource, row, more)]
        path.write_bytes(b"\n".join(lines) + b"\n")
        kinds = {**resource.columns, **OWN}
        listed = ", ".join(map(quoted, kinds))
        source = lines_source(str(path), kinds, max(map(len, lines)))
        con.execute(f"INSERT INTO {table(name)} ({listed}) SELECT {listed} FROM {source}")
        con.execute(
            f"INSERT INTO terms SELECT '{name}', t.term, t.n FROM "
            """(SELECT unnest(from_json(?, '[{"n":"INTEGER","term":"VARCHAR"}]'), recursive := true)) AS t""",
            [msgspec.json.encode([{"n": n, "term": term} for n, term in terms]).decode()],
        )
