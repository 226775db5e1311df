"""A table as columns of text: from CSV (plain, gzip, zip) or Parquet, with the line or row of each value."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import msgspec

from sarhad.acquire.coded.lines import Lines, open_bytes, read_rows
from sarhad.errors import SarhadError

PARQUET = b"PAR1"


class Columns(msgspec.Struct, frozen=True):
    """Columns of a table by name, all as text (empty: no value), and where each row stands in the file."""

    path: Path
    names: tuple[str, ...]  # of all columns, those that were not asked for too
    values: dict[str, list[str]]
    lines: Sequence[int]
    counted: str  # "line" of a text file, "row" of a Parquet file

    def where(self, row: int) -> str:
        """The place of a row, for messages: file and line."""
        return f"{self.path.name}, {self.counted} {self.lines[row]}"


def heading(path: Path) -> tuple[str, ...]:
    """The names of a table's columns; SarhadError when there is no such file, or it is empty or no table."""
    if not path.is_file():
        raise SarhadError("no such file", str(path), "check the path")
    if not path.stat().st_size:
        raise SarhadError("the file is empty", str(path), "give a table with a heading, as CSV or Parquet")
    if is_parquet(path):
        return tuple(str(row[0]) for row in _query(path, "DESCRIBE SELECT * FROM read_parquet(?)"))
    with open_bytes(path) as (_, stream, _size):
        return tuple(name.strip() for name in Lines(stream).heading(","))


def is_parquet(path: Path) -> bool:
    """Whether a file is Parquet, by its first bytes."""
    with path.open("rb") as stream:
        return stream.read(len(PARQUET)) == PARQUET


def read_columns(path: Path, names: tuple[str, ...], wanted: Sequence[str]) -> Columns:
    """The wanted columns of a table whose heading is `names`; SarhadError for a row with the wrong number of cells."""
    if is_parquet(path):
        listed = ", ".join(
            f"coalesce(CAST(\"{name.replace(chr(34), chr(34) * 2)}\" AS VARCHAR), '')" for name in wanted
        )
        rows = _query(path, f"SELECT {listed} FROM read_parquet(?)")
        columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in wanted]
        return Columns(path, names, dict(zip(wanted, columns, strict=True)), range(1, len(rows) + 1), "row")
    at = [names.index(name) for name in wanted]
    found: list[list[str]] = [[] for _ in wanted]
    lines: list[int] = []
    with open_bytes(path) as (_, stream, _size):
        text = Lines(stream)
        text.heading(",")
        for line, cells in read_rows(text, ",", True, len(names)):
            if cells is None:
                remedy = f"give it {len(names)} cells, as the heading has"
                raise SarhadError("a row has the wrong number of cells", f"{path.name}, line {line}", remedy)
            lines.append(line)
            for column, position in zip(found, at, strict=True):
                column.append(cells[position].strip())
    return Columns(path, names, dict(zip(wanted, found, strict=True)), lines, "line")


def _query(path: Path, query: str) -> list[tuple[str, ...]]:
    try:
        with duckdb.connect() as con:
            return con.execute(query, [str(path)]).fetchall()
    except duckdb.Error as error:
        problem = f"the table cannot be read ({str(error).splitlines()[0]})"
        raise SarhadError(problem, str(path), "write the file again") from error
