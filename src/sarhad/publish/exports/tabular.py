"""CSV and Parquet: any table as it is, or what happened under the column names of UCDP GED and ACLED.

What a codebook asks for and a report does not say stays empty; nothing is filled in. Sarhad's own columns follow.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import msgspec

from sarhad.errors import SarhadError
from sarhad.publish.compose import marking
from sarhad.publish.exports import acled, ged
from sarhad.publish.exports.happenings import NUMBER, TEXT, TRUTH, WHOLE, Happening, happenings
from sarhad.publish.index import Index
from sarhad.publish.tables import Row, Table, make_table
from sarhad.records import Case, Event
from sarhad.registry import find


class Codebook(NamedTuple):
    """A dataset whose columns are known: its title, its columns with their types, and one row of it (None: no row)."""

    title: str
    columns: Mapping[str, str]
    row: Callable[[Index, Happening], Row | None]


CODEBOOKS: Mapping[str, Codebook] = {
    "ged": Codebook("UCDP GED", ged.COLUMNS, ged.ged_row),
    "acled": Codebook("ACLED", acled.COLUMNS, acled.acled_row),
}
COLUMNS: Mapping[str, str] = {"sarhad": "Sarhad", **{name: book.title for name, book in CODEBOOKS.items()}}
FORMS = ("csv", "parquet")


def tabular(
    case: Case,
    form: str,
    table: str,
    columns: str = "sarhad",
    find_text: str = "",
    where: Sequence[str] = (),
    tlp: str = "TLP:CLEAR",
) -> bytes:
    """A table as CSV or Parquet. SarhadError when no row is left: an empty file would pass for an answer."""
    find(dict.fromkeys(FORMS), form, "form")
    find(COLUMNS, columns, "set of columns")
    if columns != "sarhad" and table != "events":
        raise SarhadError(
            f"{columns} names the columns of events alone", table, "export events, or leave out --columns"
        )
    rows = list(make_table(case, table, find_text, where).rows)
    if not rows:
        raise SarhadError(f"no row of {table} is left to export", " ".join((find_text, *where)).strip() or case.region,
                          "loosen the filters (--find, --where), or read reports first")  # fmt: skip
    if columns in CODEBOOKS:
        rows = coded(case, CODEBOOKS[columns], chosen_events(case, rows))
    marked = [row | {"tlp": marking(case, tlp)} for row in rows]
    types = CODEBOOKS[columns].columns if columns in CODEBOOKS else types_of(marked)
    if form == "csv":
        return Table(name=table, shown=(), rows=tuple(marked)).as_csv().encode()
    return parquet(marked, types)


def chosen_events(case: Case, rows: Iterable[Row]) -> list[Event]:
    """The events of the case that stand in rows of the table of events."""
    wanted = {row["id"] for row in rows}
    return [event for event in case.events if event.id in wanted]


def coded(case: Case, book: Codebook, chosen: Sequence[Event]) -> list[Row]:
    """What happened as rows of a codebook, each happening once; `left_out` counts those that are none in its terms."""
    index = Index(case)
    told = happenings(index, chosen)
    rows = [row for each in told if (row := book.row(index, each)) is not None]
    if not rows:
        remedy = "leave out --columns, which writes every event with Sarhad's own columns; docs/exports.md says why"
        raise SarhadError(f"nothing that was chosen is an event in the terms of {book.title}",
                          f"{len(told)} happenings", remedy)  # fmt: skip
    return [row | {"left_out": len(told) - len(rows)} for row in rows]


def types_of(rows: Sequence[Row]) -> dict[str, str]:
    """A type for each column: numbers where all of its values are, else text; ids and dates are text always."""
    values: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            values.setdefault(name, set()).update({type(value)} if value is not None else ())
    return {name: _type(found) for name, found in values.items()}


def _type(found: set[type]) -> str:
    """The type of a column whose values are of these types.

    >>> _type({int}), _type({int, float}), _type({bool}), _type({str}), _type(set())
    ('BIGINT', 'DOUBLE', 'BOOLEAN', 'VARCHAR', 'VARCHAR')
    """
    if found and found <= {int}:
        return WHOLE
    if found and found <= {int, float}:
        return NUMBER
    return TRUTH if found == {bool} else TEXT


def parquet(rows: Sequence[Row], types: Mapping[str, str]) -> bytes:
    """Rows as Parquet with these columns; lists and structures as JSON in their cell."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        lines = [msgspec.json.encode({name: _plain(row.get(name)) for name in types}) for row in rows]
        source.write_bytes(b"\n".join(lines))
        longest = max(16_777_216, 2 * max(map(len, lines)))
        with duckdb.connect(config={"threads": 1}) as engine:
            made = engine.read_json(str(source), columns=dict(types), format="newline_delimited",
                                    maximum_object_size=longest)  # fmt: skip
            made.write_parquet(str(target), compression="zstd")
        return target.read_bytes()


def _plain(value: object) -> object:
    """A value as a cell holds it."""
    return msgspec.json.encode(value).decode() if isinstance(value, list | tuple | dict) else value
