"""A run of reading in miniature, as a program of its own that can kill itself: WORKSPACE [POINT]."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import duckdb

from sarhad.records import Run
from sarhad.settings import Settings
from sarhad.store import Lake, Staging, open_lake
from sarhad.store.connect import ENGINE
from sarhad.store.spool import Spool

from .making import extracted, origin, page, run

ENGINE["allow_unsigned_extensions"] = "true"  # as in conftest.py
BATCHES, SIZE = 6, 4


def die(*_: object, **__: object) -> None:
    """End as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(function):  # type: ignore[no-untyped-def]
    """The function, and then the end."""

    def both(*given: object, **named: object) -> None:
        function(*given, **named)
        die()

    return both


def after(times: int, function):  # type: ignore[no-untyped-def]
    """The function, until it was called so often; then the end."""
    calls = iter(range(times))
    return lambda *given, **named: function(*given, **named) if next(calls, None) is not None else die()


class Con:
    """A connection that dies before or after it commits."""

    def __init__(self, con: duckdb.DuckDBPyConnection, late: bool) -> None:
        self.con, self.late = con, late

    def __getattr__(self, name: str) -> object:
        return getattr(self.con, name)

    def cursor(self) -> Con:
        return Con(self.con.cursor(), self.late)

    def __enter__(self) -> Con:
        return self

    def __exit__(self, *_: object) -> None:
        self.con.close()

    def commit(self) -> None:
        if self.late:
            self.con.commit()
        die()


def arm(point: str) -> None:
    """Set the point at which to die."""
    if point == "before-put":
        Staging.put = after(2, Staging.put)
    elif point == "while-put":
        Path.replace = after(3, Path.replace)  # the first is the run's own
    elif point == "while-spooling":
        Spool.add = then_die(Spool.add)
    elif point == "while-inserting":
        Spool._insert = after(3, Spool._insert)
    elif point in ("before-commit", "after-commit"):
        made = Lake.__init__

        def init(self: Lake, con: duckdb.DuckDBPyConnection, *given: object, **named: object) -> None:
            made(self, Con(con, point == "after-commit"), *given, **named)

        Lake.__init__ = init
    elif point == "while-clearing":
        Path.unlink = then_die(Path.unlink)


def read(workspace: Path) -> None:
    """Put all batches into the journal, commit, clear."""
    with Staging(workspace) as journal:
        with open_lake(workspace, Settings()) as lake:
            current = journal.resume(lake)
            known = lake.known_pages([page(n).id for n in range(BATCHES * SIZE)])
        if current is None:
            if known:
                return
            current = run(f"run-{os.getpid()}")
            journal.begin(current)
        fill(journal)
        with open_lake(workspace, Settings()) as lake:
            commit(lake, journal, current)
        journal.clear()


def fill(journal: Staging) -> None:
    """Put what is not there yet."""
    for first in range(0, BATCHES * SIZE, SIZE):
        missing = [n for n in range(first, first + SIZE) if not journal.has(page(n).id)]
        if missing:
            journal.put([extracted(n) for n in missing], [page(n) for n in missing])


def commit(lake: Lake, journal: Staging, current: Run) -> None:
    """Commit the journal."""
    lake.commit(current, journal.extracted(), journal.pages(), [origin("o-1", "doc-00001")])


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[2] != "-":
        arm(sys.argv[2])
    print("ready", flush=True)
    read(Path(sys.argv[1]))
