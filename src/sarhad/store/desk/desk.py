"""The desk: an index of the lake, from which pages and API read. Nothing of it is held in memory."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import msgspec
from duckdb import DuckDBPyConnection

from sarhad.errors import SarhadError
from sarhad.records import Record
from sarhad.store.desk import paging
from sarhad.store.desk.coded import COLUMNS
from sarhad.store.desk.cubes import counted
from sarhad.store.desk.errors import NoSuchRow
from sarhad.store.desk.layout import CODED, State, table
from sarhad.store.desk.query import ALL, Condition, Query, conditions, joined, with_names
from sarhad.store.desk.resources import RESOURCES, Resource, resource_named
from sarhad.store.desk.rows import Rows
from sarhad.store.mapping import quoted, to_record

MEMORY = "600MB"  # what the engine may hold of the index at a time
KEPT = 512  # counts and facets that are remembered for one state of the index
ENGINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": MEMORY,
}


class Desk:
    """An open index; use it in a `with` statement. Reading is safe from several threads at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._con = duckdb.connect(str(path), config={**ENGINE, "temp_directory": str(path.parent / "spill")})
        self._guard = threading.Lock()
        self._remembered: dict[tuple[object, ...], Any] = {}
        self._counted: dict[tuple[object, ...], int] = {}
        self.state = self._read_state()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index."""
        self._con.close()

    def _read_state(self) -> State:
        row = self._con.execute("SELECT json FROM state").fetchone()
        if row is None:
            raise SarhadError("the index is not whole", str(self.path), "delete it: it is made anew")
        return msgspec.json.decode(row[0], type=State)

    @property
    def version(self) -> str:
        """Names the state that is shown: it changes with every run, load and correction."""
        return f"{self.state.snapshot}.{self.state.revision}"

    @functools.cached_property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """For a word that names an actor or place, its names in other languages."""
        return {word: tuple(others) for word, others in self.ask("SELECT word, others FROM spellings")}

    @contextmanager
    def writing(self) -> Iterator[DuckDBPyConnection]:
        """A connection that may change the index."""
        with self._con.cursor() as cursor:
            yield cursor

    def changed(self, state: State) -> None:
        """Note that the index shows another state now; what was remembered of the one before is dropped."""
        with self._guard:
            self.state = state
            self._remembered.clear()
            self._counted.clear()

    # ------------------------------------------------------------ rows

    def rows(self, name: str, query: Query = Query()) -> Rows[Any]:  # noqa: B008 — frozen
        """A page of a resource. SarhadError for an unknown resource or field, and for what is no cursor."""
        resource = resource_named(name)
        place = paging.decode(query.cursor, name) if query.cursor else None
        newest = place.newest if place else bool(resource.date) if query.newest is None else query.newest
        condition = self.condition(name, query)
        total, found = self._found(name, condition, paging.after(place) if place else ALL, newest, query.limit + 1)
        last = found[query.limit - 1] if len(found) > query.limit else None
        return Rows(
            resource=name,
            snapshot=self.version,
            as_of=self.state.as_of,
            total=total,
            next=paging.encode(paging.Place(name, newest, str(last[1]), last[2])) if last else "",
            rows=self._at(name, [row for row, _, _ in found[: query.limit]]),
        )

    def one(self, name: str, id: str) -> Record:
        """One row by its id; SarhadError when there is none."""
        resource_named(name)
        found = self.all_of(name, Condition(sql="_id = ?", values=(id,)))
        if not found:
            raise NoSuchRow(f"no such row of {name}", repr(id), f"take an id that /api/v1/{name} lists")
        return found[0]

    def several(self, name: str, ids: Sequence[str]) -> list[Record]:
        """The rows of these ids, in the resource's order; unknown ids are left out."""
        return self.all_of(name, Condition(sql="_id IN (SELECT unnest(?::VARCHAR[]))", values=(list(ids),)))

    def all_of(self, name: str, condition: Condition) -> list[Record]:
        """All rows under a condition that few meet, in the resource's order, the oldest first."""
        query = f"SELECT {_whole(name)} FROM {table(name)} WHERE {condition.sql} ORDER BY {paging.order(False)}"
        return [self._record(RESOURCES[name], row) for row in self.ask(query, condition.values)]

    def stream(self, name: str, query: Query) -> Iterator[Record]:
        """All rows of a query, one after another, for what is written to a file."""
        resource = resource_named(name)
        order = paging.order(bool(resource.date) if query.newest is None else query.newest)
        condition = self.condition(name, query)
        with self._con.cursor() as cursor:
            select = f"SELECT {_whole(name)} FROM {table(name)} WHERE {condition.sql} ORDER BY {order}"
            found = cursor.execute(select, list(condition.values))
            while batch := found.fetchmany(1_000):
                yield from (self._record(resource, row) for row in batch)

    def condition(self, name: str, query: Query) -> Condition:
        """The rows that a query asks for, as SQL."""
        condition = conditions(name, query, self.spellings)
        return with_names(condition, self._named) if name == CODED else condition

    def _named(self, condition: Condition) -> list[tuple[str, list[str]]]:
        """The names in coded events that meet a condition, by their field."""
        query = f"SELECT field, list(value) FROM names WHERE {condition.sql} GROUP BY 1 ORDER BY 1"
        return [(field, names) for field, names in self.remember(query, condition.values)]

    def total(self, name: str, query: Query) -> int:
        """How many rows a query asks for."""
        where, condition = counted(name, query, ()), self.condition(name, query)
        row = self.remember(f"SELECT {where.rows} FROM {where.table} WHERE {condition.sql}", condition.values)[0]
        return int(row[0] or 0)

    def count(self, name: str, condition: Condition) -> int:
        """How many rows there are under a condition."""
        query = f"SELECT count(*) FROM {table(name)} WHERE {condition.sql}"
        return int(self.remember(query, condition.values)[0][0])

    def _found(
        self, name: str, condition: Condition, behind: Condition, newest: bool, limit: int
    ) -> tuple[int, list[tuple[int, object, str]]]:
        """How many rows meet the condition, and where the first of them behind a cursor stand.

        One scan gives both, unless the count is known already.
        """
        order = f"ORDER BY {paging.order(newest)} LIMIT {int(limit)}"
        key = (self.version, name, condition.sql, msgspec.json.encode(condition.values))
        total = self._counted.get(key)
        if (
            total is None and name == CODED
        ):  # of millions no list is made: the first rows, and the count, each by itself
            total = self._counted[key] = self.count(name, condition)
        if total is not None or condition == ALL:
            both = joined([condition, behind])
            found = self.ask(f"SELECT rowid, _key, _id FROM {table(name)} WHERE {both.sql} {order}", both.values)
            return self.count(name, condition) if total is None else total, found
        if len(self._counted) > 4 * KEPT:
            self._counted.clear()
        hit = f"SELECT rowid AS r, _key, _id FROM {table(name)} WHERE {condition.sql}"
        found = self.ask(
            f"WITH hit AS MATERIALIZED ({hit}) SELECT r, _key, _id, (SELECT count(*) FROM hit) FROM hit "
            f"WHERE {behind.sql} {order}",
            (*condition.values, *behind.values),
        )
        total = found[0][3] if found else self.count(name, condition)
        self._counted[key] = total
        return total, [row[:3] for row in found]

    def _at(self, name: str, places: Sequence[int]) -> list[Record]:
        """The rows at some places of a table, in that order."""
        if not places:
            return []
        listed = ", ".join(str(int(place)) for place in places)
        around = f"rowid BETWEEN {min(places)} AND {max(places)}"  # by which most of the table is passed over
        found = self.ask(f"SELECT rowid, {_whole(name)} FROM {table(name)} WHERE {around} AND rowid IN ({listed})")
        rows = {row[0]: row[1:] for row in found}
        return [self._record(RESOURCES[name], rows[place]) for place in places if place in rows]

    def _record(self, resource: Resource, row: Sequence[Any]) -> Record:
        if len(row) > 1:
            record = to_record(resource.row, COLUMNS, row)
        else:
            record = msgspec.json.decode(row[0], type=resource.row)
        if "tlp" in record.__struct_fields__:
            return msgspec.structs.replace(record, tlp=self.state.tlp)
        return record

    # ------------------------------------------------------------ SQL

    def ask(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The answer to a query of the index."""
        with self._asked(query, values) as cursor:
            return cursor.fetchall()

    def remember(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The same, kept for as long as the state is the same."""
        key = (self.version, query, msgspec.json.encode(values))
        if key not in self._remembered:
            answer = self.ask(query, values)
            with self._guard:
                while len(self._remembered) >= KEPT:
                    self._remembered.pop(next(iter(self._remembered)))
                self._remembered[key] = answer
            return answer
        return self._remembered[key]  # type: ignore[no-any-return]

    @contextmanager
    def _asked(self, query: str, values: Sequence[object]) -> Iterator[DuckDBPyConnection]:
        with self._con.cursor() as cursor:
            try:
                yield cursor.execute(query, list(values))
            except duckdb.Error as error:
                problem = f"the index cannot answer ({str(error).splitlines()[0]})"
                raise SarhadError(problem, str(self.path), "check the filter, or delete the index") from error


def _whole(name: str) -> str:
    """What a row is made from: its JSON, or where there are millions its columns."""
    return ", ".join(map(quoted, COLUMNS)) if name == CODED else "_row"
