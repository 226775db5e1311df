"""How records look on a terminal: a layout for each table, and text that can do a terminal no harm."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table as View
from rich.text import Text

from sarhad.publish import Table

Row = Mapping[str, Any]
Write = Callable[[Row], str]
JOINERS = "\u200c\u200d"  # not printable by Unicode's book, but Persian is misspelt without them
LONGEST = 240  # characters of a text; --json gives all of it


class Column(msgspec.Struct, frozen=True):
    """A column: its heading, what it shows of a row, and its width (0: the rest of the line)."""

    title: str
    write: Write
    width: int = 0


def plain(text: str) -> str:
    """One line without control characters, bidirectional overrides or lone half characters.

    >>> plain("a\\x1b[31mb\\nc")
    'a [31mb c'
    """
    return "".join(c if c.isprintable() or c in JOINERS else " " for c in text)


def show(table: Table, limit: int, to: Console) -> str:
    """Print a table, at most `limit` rows of it (0: all), and return what there is to say below it."""
    columns, rows, note = _laid_out(table)
    kept, left = _limited(table, rows, limit)
    view = View(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False, collapse_padding=True)
    for column in columns:
        ratio = None if column.width else 1
        title = "\n".join(textwrap.wrap(column.title, column.width or len(column.title)))
        view.add_column(title, width=column.width or None, ratio=ratio, overflow="fold")
    for row in kept:
        view.add_row(*(Text(_cell(column, row)) for column in columns))
    to.print(view)
    return f"{len(rows)} rows{note}" + (f"; {left}, --limit 0 shows all" if left else "")


def _cell(column: Column, row: Row) -> str:
    lines = [plain(line).strip() for line in column.write(row).split("\n")]
    if not column.width:
        return "\n".join(line if len(line) <= LONGEST else line[: LONGEST - 1] + "…" for line in lines)
    return "\n".join(part for line in lines for part in textwrap.wrap(line, column.width))


def _limited(table: Table, rows: Sequence[Row], limit: int) -> tuple[Sequence[Row], str]:
    """The newest rows of what is in order of time, the first of what is in order of weight; of an assessment the
    answer and as much of either side."""
    if not limit or len(rows) <= limit:
        return rows, ""
    if table.name == "structural":
        half = max(1, (limit - 1) // 2)
        sides = [[row for row in rows if row["side"] == side][:half] for side in ("for", "against")]
        kept = [*(row for row in rows if row["side"] == "answer"), *sides[0], *sides[1]]
        return kept, f"the answer and the first {half} of either side shown"
    if table.name in BY_TIME:
        return rows[-limit:], f"the last {limit} shown"
    return rows[:limit], f"the first {limit} shown"


# ---------------------------------------------------------------- layouts


def _laid_out(table: Table) -> tuple[Sequence[Column], Sequence[Row], str]:
    if table.name in SERIES:
        return _series(table)
    columns = LAYOUTS.get(table.name) or [Column(name, _field(name)) for name in table.shown]
    return columns, table.rows, ""


def _field(name: str) -> Write:
    return lambda row: _value(row.get(name))


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def _speaker(row: Row) -> str:
    return f"{row['speaker']}\n{row['cue_text'] and '· ' + row['cue_text']}".strip()


def _bears_on(row: Row) -> str:
    return f"{row['stance']}\n{row['proposition']}".strip()


def _parties(row: Row) -> str:
    return f"{row['actor'] or '?'} → {row['recipient']}" if row["recipient"] else str(row["actor"])


def _kind(row: Row) -> str:
    deaths = row["deaths_best"] if row["deaths_best"] is not None else row["deaths_low"]
    return f"{row['type']}\n{deaths} dead" if deaths else str(row["type"])


def _side(name: str) -> Write:
    def write(row: Row) -> str:
        side = row[name]
        if not side["origins"]:
            return "no report"
        dates = "–".join(dict.fromkeys(filter(None, (side["first"], side["last"]))))
        count = len(side["origins"])
        _, _, names = str(row[SIDES[name]]).partition(": ")
        more = len(side["speakers"]) - 4
        rest = f" and {more} more" if more > 0 else ""
        head = f"{count} origin{'s' * (count != 1)}, {side['grade']}"
        return "\n".join(filter(None, (head, dates, names + rest)))

    return write


def _proposition(row: Row) -> str:
    return f"{row['text']}\n{'contested' if row['contested'] else ''}".strip()


def _phase(row: Row) -> str:
    return str(row["status"]) if row["phase"] is None else f"{row['status']}\nphase {row['phase']}"


SIDES = {"asserts": "asserted_by", "denies": "denied_by", "doubts": "doubted_by"}
LAYOUTS: dict[str, list[Column]] = {
    "claims": [
        Column("date", _field("date"), 10),
        Column("speaker · cue", _speaker, 22),
        Column("says", _field("says")),
        Column("bears on", _bears_on, 20),
        Column("publisher", _field("publisher"), 17),
    ],
    "events": [
        Column("when", _field("when"), 10),
        Column("what", _kind, 9),
        Column("between", _parties, 24),
        Column("where", _field("place"), 14),
        Column("sentence", _field("sentence")),
    ],
    "commitments": [
        Column("when", _field("when"), 10),
        Column("status", _phase, 10),
        Column("programme", _field("programme"), 20),
        Column("measure", _field("measure")),
        Column("reported by", _field("reported_by"), 14),
        Column("publisher", _field("publisher"), 17),
    ],
    "ledger": [
        Column("proposition", _proposition, 30),
        Column("asserted", _side("asserts")),
        Column("denied", _side("denies"), 26),
        Column("doubted", _side("doubts"), 18),
    ],
    "structural": [
        Column("side", _field("side"), 7),
        Column("date", lambda row: str(row["date"])[:10], 10),
        Column("speaker", _field("speaker"), 24),
        Column("claim", _field("text")),
        Column("publisher", _field("publisher"), 18),
    ],
}
BY_TIME = frozenset({"claims", "events", "commitments", "modes", "gap"})
SERIES = frozenset({"modes", "gap"})


def _series(table: Table) -> tuple[Sequence[Column], Sequence[Row], str]:
    """Indicators side by side, a row for each unit and period; periods in which none has a value are left out."""
    grid: dict[tuple[str, str], dict[str, Any]] = {}
    for row in table.rows:
        key = (str(row["period"]), str(row["unit"]))
        grid.setdefault(key, {"period": key[0], "unit": key[1]})[str(row["indicator"])] = row["value"]
    names = list(dict.fromkeys(str(row["indicator"]) for row in table.rows))
    rows = [grid[key] for key in sorted(grid) if any(grid[key].get(name) is not None for name in names)]
    several = len({row["unit"] for row in rows}) > 1
    columns = [Column("period", _field("period"), 8), *([Column("unit", _field("unit"))] if several else [])]
    columns += [Column(name.removeprefix("mode:"), _number(name), 14) for name in names]
    without = len(grid) - len(rows)
    return columns, rows, f" ({without} more without evidence or not monitored)" if without else ""


def _number(name: str) -> Write:
    return lambda row: "—" if row.get(name) is None else _value(row[name])
