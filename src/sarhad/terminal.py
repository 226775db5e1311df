"""How records look on a terminal: a layout for each table, and text that can do a terminal no harm."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table as View
from rich.text import Text

from sarhad.publish import Table

if TYPE_CHECKING:
    from sarhad.amend import Change

Row = Mapping[str, Any]
Write = Callable[[Row], str]
JOINERS = "\u200c\u200d"  # not printable by Unicode's book, but Persian is misspelt without them
NAMED = 4  # speakers of a side that are named
MADE = re.compile(r"[a-z]+-[0-9a-f]{16}")  # an id that `make_id` made
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


def show(
    table: Table, limit: int, to: Console, *, ids: bool = False, layout: Sequence[Column] = ()
) -> str:  # fmt: skip
    """Print a table, at most `limit` rows of it (0: all), and return what there is to say below it.

    With `ids` each row begins with the front of its record's id, by which `sarhad correct` takes it. `layout` are
    columns for a table that has no layout here.
    """
    columns, rows, note = (layout, table.rows, "") if layout else _laid_out(table)
    columns = [Column("id", _short, 19), *columns] if ids else columns
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


def changed(change: Change) -> str:
    """A correction or grade as made, in one line."""
    made = change.correction
    old, new = (_as_text(msgspec.json.decode(value)) for value in (change.before, made.value))
    return f"{made.record} {made.field}: {old} → {new} (by {made.who}, {made.id})"


def _as_text(value: object) -> str:
    """A value of a correction: texts as they are, a grade by its letter and date, the rest as JSON."""
    if isinstance(value, dict) and "grade" in value:
        return f"{value['grade']} since {value['since']}" if value["since"] else str(value["grade"])
    if isinstance(value, str):
        return value or "(empty)"
    return msgspec.json.encode(value).decode()


def _laid_out(table: Table) -> tuple[Sequence[Column], Sequence[Row], str]:
    if table.name == "series":
        return _known(table)
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
        since = f" since {side['silent_since']}" if side["silent_since"] else ""
        if not side["claims"]:
            return f"none monitored{since}"
        dates = "–".join(dict.fromkeys(filter(None, (side["first"], side["last"]))))
        count, names = len(side["origins"]), side["names"]
        rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        head = f"{count} origin{'s' * (count != 1)}, {side['grade']}"
        silent = f"no report monitored{since}" if since else ""
        return "\n".join(filter(None, (head, dates, ", ".join(names[:NAMED]) + rest, silent)))

    return write


def _proposition(row: Row) -> str:
    flag = "contested" if row["contested"] else ""
    return "\n".join(filter(None, (str(row["text"]), flag, *row["changed_sides"])))


def _phase(row: Row) -> str:
    return str(row["status"]) if row["phase"] is None else f"{row['status']}\nphase {row['phase']}"


def _graded(row: Row) -> str:
    before = " ".join(row["before"][-2:])
    return f"{row['grade']}\nwas {before}" if before else str(row["grade"])


def _corrected(row: Row) -> str:
    return _as_text(row["value"])


def _short(row: Row) -> str:
    return _front(row.get("id"))


def _front(record: object) -> str:
    """The front of an id, enough to name a record by; ids that are words stay whole, nothing stays nothing."""
    text = str(record or "")
    return text[:-8] if MADE.fullmatch(text) else text


def _spanned(name: str) -> Write:
    return lambda row: str(row[name]).replace("/", "\n")


def _pair(row: Row) -> str:
    return str(row["unit"]).replace("→", "\n→ ").replace("↔", "\n↔ ")


def _counts(row: Row) -> str:
    return ": ".join(str(row[name]) for name in ("counts_as", "speaker", "text") if row[name])


def _bounds(row: Row) -> str:
    return "" if row["low"] is None else f"{row['low']:.3g} to {row['high']:.3g}"


LAYOUTS: dict[str, list[Column]] = {
    "coded": [
        Column("when", _field("when"), 10),
        Column("what", _kind, 9),
        Column("between", lambda row: f"{row['actor_name'] or '?'} → {row['recipient_name'] or '?'}"),
        Column("where", lambda row: f"{row['place_name']}\n{row['country']}".strip(), 18),
        Column("dataset · row", lambda row: f"{row['dataset']}\n{row['row']}", 14),
    ],
    "claims": [
        Column("date", _field("date"), 10),
        Column("speaker · cue", _speaker, 22),
        Column("says", _field("says")),
        Column("bears on", _bears_on, 20),
        Column("grade", _field("grade"), 5),
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
        Column("proposition", _proposition),
        Column("asserted", _side("asserts")),
        Column("denied", _side("denies")),
        Column("doubted", _side("doubts"), 15),
    ],
    "sources": [
        Column("source", _field("source"), 20),
        Column("grade", _graded, 9),
        Column("since", _field("since"), 10),
        Column("by", _field("by"), 10),
        Column("reason", _field("reason")),
        Column("docs", _field("documents"), 5),
        Column("last", _field("last"), 10),
    ],
    "corrections": [
        Column("when", lambda row: str(row["when"])[:16].replace("T", "\n"), 10),
        Column("who", _field("who"), 12),
        Column("record · field", lambda row: f"{_front(row['record'])}\n· {row['field']}", 19),
        Column("value", _corrected),
        Column("why", _field("why")),
        Column("id · state", lambda row: f"{_short(row)}\n· {row['state']}", 19),
    ],
    "structural": [
        Column("side", _field("side"), 7),
        Column("date", lambda row: str(row["date"])[:10], 10),
        Column("speaker", _field("speaker"), 24),
        Column("claim", _field("text")),
        Column("publisher", _field("publisher"), 18),
    ],
    "gap": [
        Column("side", _field("side"), 6),
        Column("pair", _pair, 16),
        Column("date", _spanned("date"), 10),
        Column("answer or evidence", _counts),
    ],
    "modes": [
        Column("side", _field("side"), 7),
        Column("quarter or mode", _field("name"), 20),
        Column("answer or evidence", _field("text")),
    ],
    "series": [
        Column("period", _spanned("period"), 8),
        Column("indicator", _field("indicator"), 20),
        Column("unit", _pair),
        Column("value", lambda row: f"{row['value']:.3g}", 6),
        Column("bounds", _bounds, 14),
        Column("n", _field("n"), 4),
    ],
    "counted": [
        Column("date", _field("date"), 10),
        Column("indicator", _field("indicator"), 14),
        Column("unit", _pair),
        Column("side", _field("side"), 12),
        Column("record · under", lambda row: f"{_front(row['record'])}\n· {_front(row['origin'])}", 20),
    ],
}
BY_TIME = frozenset({"claims", "events", "commitments", "corrections", "series", "counted"})


def _known(table: Table) -> tuple[Sequence[Column], Sequence[Row], str]:
    """Values by unit and period; those that are declared absent are counted, not shown."""
    rows = sorted((r for r in table.rows if r["value"] is not None), key=lambda r: (r["period"], r["indicator"]))
    without = len(table.rows) - len(rows)
    return LAYOUTS["series"], rows, f" ({without} more without evidence or not monitored)" if without else ""
