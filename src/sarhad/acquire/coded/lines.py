"""Rows of delimited files with their line numbers, streamed from a plain file, gzip or zip; never all in memory."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, cast

from sarhad.errors import SarhadError

LONGEST_LINE = 1_000_000  # characters; a longer one is cut into several, which are refused
_LONE = re.compile("[\ud800-\udfff]")  # what is left of bytes that are no UTF-8
Quoting = Literal[0, 3]  # csv's QUOTE_MINIMAL and QUOTE_NONE
Found = tuple[int, list[str] | None]  # line, cells; None where the row has the wrong number of them


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def open_bytes(path: Path) -> Iterator[tuple[str, IO[bytes], int]]:
    """The table inside a file: its name, its bytes as a stream, and their number (0: not known beforehand).

    SarhadError when a zip holds no single table, or the file is damaged.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as box:
                member = _table_in(box, path)
                with box.open(member) as stream:
                    yield member.filename, stream, member.file_size
        elif path.suffix.lower() == ".gz":
            with gzip.open(path, "rb") as packed:
                yield path.stem, cast(IO[bytes], packed), 0
        else:
            with path.open("rb") as stream:
                yield path.name, stream, path.stat().st_size
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SarhadError(f"the file is damaged ({error})", str(path), "download it again") from error


def _table_in(box: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    tables = [m for m in box.infolist() if m.filename.lower().endswith((".csv", ".txt", ".tsv"))]
    if len(tables) != 1:
        remedy = "unpack it and give the table"
        raise SarhadError(f"the zip holds {len(tables)} tables, not one", str(path), remedy)
    if tables[0].flag_bits & 1:
        raise SarhadError("the zip is encrypted", str(path), "unpack it and give the table")
    return tables[0]


class Lines:
    """The lines of a stream one by one, with those of the record that is being read kept apart."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
        self.kept: list[str] = []
        self.number = 0
        self.size = 0  # characters so far

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        self.size += len(line)
        self.kept.append(line)
        return line

    def heading(self, delimiter: str) -> list[str]:
        """The cells of the first line."""
        return _alone(next(self, ""), delimiter, 0)


def read_rows(lines: Lines, delimiter: str, quoted: bool, width: int) -> Iterator[Found]:
    """Each row with the line it starts on. A row that is wrong is None; where an open quotation mark swallowed
    several lines, each of them is tried on its own, so that one mark costs one line.

    >>> [cells for _, cells in read_rows(Lines(io.BytesIO(b'a,b\\n"c,d\\ne,f\\n')), ",", True, 2)]
    [['a', 'b'], None, ['e', 'f']]
    """
    quoting: Quoting = 0 if quoted else 3
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)
    while True:
        lines.kept.clear()
        start = lines.number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell longer than the reader takes
            row = []
        if len(row) == width and _is_text(delimiter.join(row)):
            yield start, row
        elif len(lines.kept) > 1:
            yield from _one_by_one(lines.kept, start, delimiter, quoting, width)
        elif row or not lines.kept or lines.kept[0].strip():
            yield start, None


def _is_text(line: str) -> bool:
    return line.isascii() or not _LONE.search(line)


def _one_by_one(kept: Sequence[str], start: int, delimiter: str, quoting: Quoting, width: int) -> Iterator[Found]:
    for number, line in enumerate(tuple(kept), start):
        row = _alone(line, delimiter, quoting)
        yield number, row if len(row) == width and _is_text(line) else None


def _alone(line: str, delimiter: str, quoting: Quoting) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, quoting=quoting), [])
    except csv.Error:
        return []
