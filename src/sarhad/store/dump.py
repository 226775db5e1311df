"""A plain picture of the lake, to compare two of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from sarhad.records import Record

OF_THE_MOMENT = ("run", "fetched", "started", "finished", "when", "issued", "scored")  # differ between equal lakes


def dump_line(table: str, record: Record) -> str:
    """One record as a line of JSON, without the fields that say when it was written and by which run.

    >>> from sarhad.records import Correction
    >>> dump_line("correction", Correction(id="c", table="claim", record="r", field="act", value="1", who="A", when="x",
    ...     why="y"))
    '{"table":"claim","field":"act","id":"c","record":"r","value":"1","who":"A","why":"y"}'
    """
    content = {key: value for key, value in msgspec.structs.asdict(record).items() if key not in OF_THE_MOMENT}
    return msgspec.json.encode({"table": table, **dict(sorted(content.items()))}).decode()


def write_dump(path: Path, tables: Iterable[tuple[str, Iterable[Record]]]) -> None:
    """Write all tables, one after another, each with its lines sorted."""
    with path.open("w", encoding="utf-8") as out:
        for name, records in tables:
            out.writelines(line + "\n" for line in sorted(dump_line(name, record) for record in records))
