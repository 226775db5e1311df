"""Writing an index: rows stream to files of lines, and from there into a new file of the index at once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import duckdb
import msgspec
from duckdb import DuckDBPyConnection

from sarhad.records import CodedEvent, Record
from sarhad.store.desk import layout
from sarhad.store.desk.coded import coded_names, copy_coded
from sarhad.store.desk.cubes import make_cubes
from sarhad.store.desk.layout import DESK, State
from sarhad.store.desk.resources import RESOURCES
from sarhad.store.lake import Lake
from sarhad.store.mapping import literal, quoted
from sarhad.store.schema import table_of
from sarhad.world.searching import text_terms

BUFFER = 1 << 18
MENTION = ("id", "document", "start", "end", "type", "actor", "place", "text")


class DeskWriter:
    """Takes rows one by one and makes the index of them; what is cut short leaves no file behind."""

    def __init__(self, lake: Lake, path: Path) -> None:
        self._lake, self._path = lake, path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix=f"write-{os.getpid()}-", dir=path.parent))
        self._files: dict[str, BinaryIO] = {}
        self._longest: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, name: str, row: Record, more: Iterable[str] = ()) -> None:
        """Add a row of a resource; `more` are further texts by which a search finds it."""
        number = self._numbers[name] = self._numbers.get(name, 0) + 1
        self._write(name, layout.line_of(RESOURCES[name], row, number))
        terms = layout.terms_of(RESOURCES[name], row, more)
        if terms:
            self._write(f"{name}.terms", {"n": number, "t": terms})

    def _write(self, name: str, line: Mapping[str, object]) -> None:
        if name not in self._files:
            self._files[name] = self._open.enter_context(self._file(name).open("wb", BUFFER))
        encoded = msgspec.json.encode(line)
        self._longest[name] = max(self._longest.get(name, 0), len(encoded))
        self._files[name].write(encoded + b"\n")

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.ndjson"

    def finish(self, state: State, spellings: Mapping[str, tuple[str, ...]]) -> None:
        """Make the index; it is there whole or not at all."""
        self._open.close()
        made = self._folder / "index.duckdb"
        with self._lake._con.cursor() as con:
            con.execute(f"ATTACH {literal(str(made))} AS {DESK}")
            try:
                self._fill(con, state, spellings)
                con.execute(f"CHECKPOINT {DESK}")
            finally:
                with suppress(duckdb.Error):
                    con.execute(f"DETACH {DESK}")
        made.replace(self._path)

    def _fill(self, con: DuckDBPyConnection, state: State, spellings: Mapping[str, tuple[str, ...]]) -> None:
        layout.create_tables(con, DESK)
        for name in RESOURCES:
            if name in self._files:
                layout.insert_lines(con, DESK, name, str(self._file(name)), self._longest[name])
            if f"{name}.terms" in self._files:
                terms = f"{name}.terms"
                layout.insert_terms(con, DESK, name, str(self._file(terms)), self._longest[terms])
        copy_coded(con, DESK, self._lake._rows(table_of(CodedEvent), True))
        make_cubes(con, DESK)
        self._copy_texts(con)
        self._list_names(con)
        listed = [{"word": word, "others": others} for word, others in spellings.items()]
        _insert_json(con, "spellings", '[{"word":"VARCHAR","others":["VARCHAR"]}]', listed)
        layout.note_state(con, DESK, state)

    def _copy_texts(self, con: DuckDBPyConnection) -> None:
        """The texts of the documents and what they name, which only a document's own page asks for."""
        documents, mentions = (self._lake._rows(name, True) for name in ("document", "mention"))
        con.execute(f'CREATE TABLE {DESK}.texts AS SELECT "id", "text", "sentences" FROM ({documents}) ORDER BY "id"')
        listed = ", ".join(map(quoted, MENTION))
        con.execute(f'CREATE TABLE {DESK}.mentions AS SELECT {listed} FROM ({mentions}) ORDER BY "document", "start"')

    def _list_names(self, con: DuckDBPyConnection) -> None:
        named = coded_names(con, DESK)
        for first in range(0, len(named), 10_000):
            rows = [
                {"field": f, "value": v, "folded": v.casefold(), "terms": sorted(text_terms(v))}
                for f, v in named[first : first + 10_000]
            ]
            shape = '[{"field":"VARCHAR","value":"VARCHAR","folded":"VARCHAR","terms":["VARCHAR"]}]'
            _insert_json(con, "names", shape, rows)


def _insert_json(con: DuckDBPyConnection, name: str, shape: str, rows: Sequence[Mapping[str, object]]) -> None:
    """A few thousand rows as one parameter: much quicker than one by one."""
    listed = f"SELECT unnest(from_json(?, {literal(shape)}), recursive := true)"
    con.execute(f"INSERT INTO {DESK}.{name} {listed}", [msgspec.json.encode(rows).decode()])
