"""The lake: everything that was read and derived, append-only, as of any moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import duckdb
from duckdb import DuckDBPyConnection

from sarhad.errors import SarhadError
from sarhad.records import Correction, Extracted, Origin, Page, Record, Run
from sarhad.settings import Settings
from sarhad.store import connect
from sarhad.store.corrections import CORRECTABLE, check_correction
from sarhad.store.dump import write_dump
from sarhad.store.filters import column_path, starting, where_clause
from sarhad.store.mapping import to_record
from sarhad.store.relations import corrected_rows, table_at
from sarhad.store.schema import ALIAS, TABLES, table_of
from sarhad.store.snapshots import Snapshot, pick_snapshot
from sarhad.store.spool import Spool

R = TypeVar("R", bound=Record)
FETCH = 2_000  # rows taken from the engine at a time
CREATION = 1  # the first snapshot with tables; 0 is DuckLake's own empty one


class Lake:
    """An open lake; use it in a `with` statement. Reading is safe from several threads at once."""

    def __init__(
        self, con: DuckDBPyConnection, workspace: Path, settings: Settings, *, version: int | None, read_only: bool
    ) -> None:
        self._con, self._workspace, self._settings = con, workspace, settings
        self._version, self._read_only = version, read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the lake; others can write then."""
        self._con.close()

    def at(self, as_of: str) -> Lake:
        """The same lake as it was at a date (end of that day, UTC) or time; read-only, and open while this one is.

        Raises SarhadError when that is before the lake was made.
        """
        version = pick_snapshot(self.snapshots(), as_of).id
        return Lake(self._con.cursor(), self._workspace, self._settings, version=version, read_only=True)

    # ------------------------------------------------------------ writing

    def commit(
        self,
        run: Run,
        staged: Iterable[Extracted] = (),
        pages: Iterable[Page] = (),
        origins: Iterable[Origin] = (),
        others: Iterable[Record] = (),
    ) -> dict[str, int]:
        """Write everything of one run as one snapshot, and return how many rows each table gained.

        All streams are read once and never held in memory. Records that are in the lake already are left out; all are
        stamped with the run's id. A run that was committed before changes nothing. `others` takes any other kinds of
        record that are kept (assessments, observations, forecasts, scores, loaded events).
        """
        self._check_writable()
        if self.committed(run.id):
            return {}
        with Spool(self._workspace / connect.SPOOL) as spool:
            spool.add(chain([run], pages, _flatten(staged), origins, others))
            with connect.transaction(self._con.cursor()) as con:
                added = spool.insert(con, run.id)
                con.execute(f"CALL {ALIAS}.set_commit_message(?, ?)", [f"sarhad {run.version}".strip(), run.id])
        return added

    def correct(self, first: Correction, *others: Correction) -> None:
        """Note an analyst's correction, with those that follow from it, as one snapshot; every later reading applies
        them. Nothing is overwritten.

        Raises SarhadError for an unknown table, record or field, and for a value that does not fit the field.
        """
        self._check_writable()
        for correction in (first, *others):
            check_correction(correction)
            if correction.table in CORRECTABLE:
                self.find(correction.table, correction.record, whole=True)
        with Spool(self._workspace / connect.SPOOL) as spool:
            spool.add([first, *others])
            with connect.transaction(self._con.cursor()) as con:
                spool.insert(con, "")
                con.execute(f"CALL {ALIAS}.set_commit_message(?, ?)", [first.who, first.id])

    def clean(self) -> None:
        """Remove files of commits that were killed; they are harmless, only space. Waits a day where others write."""
        self._check_writable()
        shared = self._settings.catalog.startswith(connect.POSTGRES)
        which = "older_than => now() - INTERVAL 1 DAY" if shared else "cleanup_all => true"
        self._con.cursor().execute(f"CALL ducklake_delete_orphaned_files('{ALIAS}', {which})")

    # ------------------------------------------------------------ reading

    def read(
        self, record: type[R], /, *, corrected: bool = True, limit: int | None = None, **where: object
    ) -> tuple[R, ...]:
        """Records of one kind in a stable order, corrected, filtered by field (`kind="media"`, `said=between(…)`).

        Raises SarhadError for a kind that is not kept and for an unknown field.
        """
        return tuple(self.stream(record, corrected=corrected, limit=limit, **where))

    def stream(
        self, record: type[R], /, *, corrected: bool = True, limit: int | None = None, **where: object
    ) -> Iterator[R]:
        """As `read`, one record after another, for what does not fit in memory at once."""
        name = table_of(record)
        condition, values = where_clause(record, where)
        order = ", ".join(TABLES[name].order)
        most = f" LIMIT {int(limit)}" if limit is not None else ""
        rows = self._rows(name, corrected)
        with self._asked(f"SELECT * FROM ({rows}) AS x WHERE {condition} ORDER BY {order}{most}", values) as cursor:
            names = [column[0] for column in cursor.description or ()]
            while batch := cursor.fetchmany(FETCH):
                for row in batch:
                    yield to_record(record, names, row)

    def tally(self, record: type[Record], /, *by: str, **where: object) -> dict[tuple[object, ...], int]:
        """How many records there are for each combination of the fields named, corrected and filtered as in `read`."""
        condition, values = where_clause(record, where)
        listed = ", ".join(column_path(record, name) for name in by) or "''"
        rows = self._rows(table_of(record), True)
        found = self._ask(f"SELECT count(*), {listed} FROM ({rows}) AS x WHERE {condition} GROUP BY ALL", values)
        return {row[1:]: row[0] for row in sorted(found, key=str)}

    def find(self, table: str, record: str, *, whole: bool = False) -> Record:
        """The raw record of a table with an id, or, when it need not be `whole`, the one whose id begins so.

        Raises SarhadError when there is none, or more than one.
        """
        kind = CORRECTABLE[table].record
        found = self.read(kind, corrected=False, limit=1, id=record)
        if not found and not whole:
            found = self.read(kind, corrected=False, limit=2, id=starting(record))
        if len(found) == 1:
            return found[0]
        remedy = f"take an id that `sarhad {table}s` lists" if not found else "give more of its characters"
        raise SarhadError(f"no such {table}" if not found else f"more than one {table}", repr(record), remedy)

    def origins(self) -> tuple[Origin, ...]:
        """The origins in force: those of the latest run that wrote any."""
        return self.read(Origin)

    def committed(self, run: str) -> bool:
        """Whether this run's records are in the lake."""
        return bool(self._ask(f'SELECT 1 FROM {table_at("run", self._version)} WHERE "id" = ? LIMIT 1', [run]))

    def known_pages(self, keys: Collection[str]) -> set[str]:
        """Those of the given page ids or checksums under which a page was read before; refused pages do not count."""
        page = table_at("page", self._version)
        given = 'SELECT "key" FROM (SELECT unnest(?::VARCHAR[]) AS "key") WHERE "key" <> \'\''
        had = f'SELECT unnest(["id", "checksum"]) FROM {page} WHERE "refused" = \'\''
        found = self._ask(f'SELECT DISTINCT "key" FROM ({given}) WHERE "key" IN ({had})', [list(keys)])
        return {row[0] for row in found}

    def counts(self) -> dict[str, int]:
        """How many records of each kind count at present: hidden and replaced ones left out."""
        touched = self._touched()
        rows = {name: corrected_rows(name, self._version, touched.get(name, ())) for name in TABLES}
        each = (f"SELECT '{name}', count(*) FROM ({query})" for name, query in rows.items())
        return {row[0]: row[1] for row in self._ask(" UNION ALL ".join(each))}

    def snapshots(self) -> tuple[Snapshot, ...]:
        """All states of the lake, oldest first, up to the one that this lake shows."""
        found = self._ask(
            "SELECT snapshot_id, strftime(snapshot_time, '%Y-%m-%dT%H:%M:%S.%f+00:00'), coalesce(author, ''), "
            f"coalesce(commit_message, '') FROM {ALIAS}.snapshots() "
            "WHERE snapshot_id >= ? AND (?::BIGINT IS NULL OR snapshot_id <= ?) ORDER BY 1",
            [CREATION, self._version, self._version],
        )
        return tuple(Snapshot(id=i, time=t, author=a, message=m) for i, t, a, m in found)

    def dump(self, path: Path) -> None:
        """Write what counts at present as sorted JSON lines without runs and times: equal lakes give equal files.

        Corrections stand in it as records of their own and are not applied; the log of runs is left out.
        """
        write_dump(
            path, ((name, self.stream(TABLES[name].record, corrected=False)) for name in TABLES if name != "run")
        )

    # ------------------------------------------------------------ inside

    def _rows(self, name: str, corrected: bool) -> str:
        touched = self._touched().get(name, ()) if corrected and name in CORRECTABLE else ()
        return corrected_rows(name, self._version, touched)

    def _touched(self) -> dict[str, list[str]]:
        source = table_at("correction", self._version)
        return dict(self._ask(f'SELECT "table", list(DISTINCT "field") FROM {source} GROUP BY 1'))

    def _ask(self, query: str, values: Collection[object] = ()) -> list[tuple[Any, ...]]:
        with self._asked(query, values) as cursor:
            return cursor.fetchall()

    @contextmanager
    def _asked(self, query: str, values: Collection[object]) -> Iterator[DuckDBPyConnection]:
        with self._con.cursor() as cursor:
            try:
                yield cursor.execute(query, list(values))
            except duckdb.Error as error:
                where = connect.catalog_name(self._workspace, self._settings)
                remedy = "check the filter's value, or restore the lake from a copy if its files are damaged"
                raise SarhadError(f"the lake cannot answer ({str(error).splitlines()[0]})", where, remedy) from error

    def _check_writable(self) -> None:
        if self._read_only:
            raise SarhadError(
                "this lake is open for reading only", str(self._workspace), "open it without a date to write"
            )


def _flatten(staged: Iterable[Extracted]) -> Iterator[Record]:
    for one in staged:
        yield one.document
        yield from chain(one.mentions, one.claims, one.events, one.commitments, one.scenarios, one.relations)
