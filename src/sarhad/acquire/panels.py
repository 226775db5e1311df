"""A table of deaths by unit and month (or of events) as a `Panel`, checked: whoever works on it meets no gap.

The roles of columns are found by their names (`FORMS`). What a month without a row means differs by publisher and is
said there: in VIEWS' tables a country has no rows before and after it existed (0), in event tables a month without an
event has none (0); everywhere else a missing row is an error, since no value is not 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from sarhad.acquire.coded.lines import checksum
from sarhad.acquire.columns import Columns, heading, read_columns
from sarhad.errors import SarhadError
from sarhad.panel import Panel, make_panel, month_name, month_number
from sarhad.registry import find
from sarhad.world.countries import land_borders
from sarhad.world.states import find_state, state_named

Numbers = NDArray[np.int64]


class Form(msgspec.Struct, frozen=True):
    """One form of table: which columns hold unit, name, month and value, and what a month without a row means."""

    title: str
    unit: tuple[str, ...]
    month: tuple[str, ...]
    value: tuple[str, ...]
    absent: Literal["error", "outside", "zero"]  # 0 before a unit's first row and after its last; 0 everywhere
    name: tuple[str, ...] = ()
    country: Literal["", "unit", "name"] = ""  # which of them names a country (ISO 3166-1 alpha-3, or by name)
    once: tuple[str, ...] = ()  # the column that tells rows apart, where several of one unit and month are added up
    counts: tuple[tuple[str, str], ...] = ()  # what else is counted → its column; "*" are the rows themselves


FORMS: Mapping[str, Form] = {
    "views": Form(
        "VIEWS, country-month", ("country_id",), ("month_id", "year_month"),
        ("ged_sb", "ged_sb_best_sum_nokgi", "ged_ns", "ged_os"), "outside", ("country", "name"), "name",
    ),
    "country-month": Form(
        "deaths by country and month", ("country_iso3", "iso3", "isoab"), ("year_month", "month", "month_id"),
        ("ucdp_fatalities_best", "best", "deaths", "value"), "error", (), "unit", (),
        (("incidents", "ucdp_event_count"), ("state-based", "ucdp_state_based_events"),
         ("non-state", "ucdp_non_state_events"), ("one-sided", "ucdp_one_sided_events")),
    ),
    "events": Form(
        "UCDP GED, events by dyad", ("dyad_new_id", "dyad_id"), ("date_end",), ("best",), "zero", ("dyad_name",), "",
        ("id",), (("incidents", "*"),),
    ),
    "unit-month": Form(
        "values by unit and month", ("unit",), ("month", "year_month", "period", "month_id"),
        ("value", "deaths", "count"), "error", ("name",),
    ),
}  # fmt: skip
WORDS = {  # column → what it counts
    "ged_sb": "deaths in state-based conflict",
    "ged_sb_best_sum_nokgi": "deaths in state-based conflict",
    "ged_ns": "deaths in non-state conflict",
    "ged_os": "deaths in one-sided violence",
    "ucdp_fatalities_best": "deaths in organized violence",
    "best": "deaths in organized violence",
    "deaths": "deaths",
}
ALIASES: Mapping[str, tuple[str, ...]] = {  # what may be asked for in words → the columns that hold it
    "deaths": ("deaths", "ged_sb", "ucdp_fatalities_best", "best", "value"),
    "all": ("ucdp_fatalities_best", "best", "deaths", "value"),
    "state-based": ("ged_sb", "ged_sb_best_sum_nokgi"),
    "non-state": ("ged_ns",),
    "one-sided": ("ged_os",),
}
_MONTH = re.compile(r"(\d{4}-\d{2})(-\d{2}.*)?")


def read_panel(path: Path, target: str = "", unit: str = "", until: str = "") -> Panel:
    """The table as a panel. `target` is a column or a word of `ALIASES` (else the form's own), `unit` a column.

    With `until`, a month, the panel holds what the table knew at its end: later months are cut off, and units that had
    no row by then (a dyad that did not exist yet) are not in it. All rows are checked all the same.

    VIEWS' country names and ISO codes get their land neighbours. The vintage is the file's name and the beginning of
    its SHA-256. SarhadError, with file and line: no such column, no number, negative or not whole, no month, a month
    twice, a gap, a country that there is not.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "deaths.csv")
    ...     _ = path.write_text("country_iso3,year_month,deaths\\nTJK,2020-01,0\\nTJK,2020-02,3\\n")
    ...     read_panel(path).values.tolist()
    [[0.0, 3.0]]
    """
    return read_table(path, target, unit, until).panel


class Table(NamedTuple):
    """A panel with what else the table counts (incidents, those of each kind): the same units and months."""

    panel: Panel
    counts: dict[str, NDArray[np.float64]]


def read_table(path: Path, target: str = "", unit: str = "", until: str = "") -> Table:
    """As `read_panel`, with the counts of incidents where the table has them."""
    names = heading(path)
    form = _form(path, names, unit)
    column = _target(path, names, form, target)
    roles = _roles(names, form, unit) | {"value": column}
    extra = {name: of for name, of in form.counts if of == "*" or of in names}
    wanted = dict.fromkeys(filter(None, [*roles.values(), *(of for of in extra.values() if of != "*")]))
    table = read_columns(path, names, list(wanted))
    if not len(table.lines):
        raise SarhadError("the table has a heading and no rows", str(path), "give a table with rows")
    units, row_unit = _units(table, roles["unit"])
    named = _names(table, roles["name"], units, row_unit)
    states = _states(table, form, units, named, row_unit)
    months, values = _months(table, roles["month"]), _values(table, roles)
    _check_once(table, roles["once"])
    grid = _grid(table, form, units, row_unit, months)
    width = _known(path, grid.first, grid.there.shape[1], until)
    kept = np.flatnonzero(grid.there[:, :width].sum(axis=1)).tolist()
    panel = make_panel(
        WORDS.get(column, column),
        [units[row] for row in kept],
        month_name(grid.first),
        grid.fill(values)[kept, :width],
        names=[named.get(units[row], units[row]) for row in kept],
        borders=_borders({units[row]: states[units[row]] for row in kept if units[row] in states}),
        vintage=f"{path.name} {checksum(path)[:12]}",
    )
    counted = {
        n: np.ones(len(values)) if of == "*" else _values(table, roles | {"value": of}) for n, of in extra.items()
    }
    return Table(panel, {name: grid.fill(found)[kept, :width] for name, found in counted.items()})


def _known(path: Path, first: int, width: int, until: str) -> int:
    """How many months were known at the end of a month; SarhadError for one outside the data."""
    if not until:
        return width
    known = month_number(until) - first + 1
    if not 0 < known <= width:
        span = f"{month_name(first)} to {month_name(first + width - 1)}"
        raise SarhadError(f"the data cover {span}", f"{path.name}, {until}", "choose a month within them")
    return known


def _borders(states: Mapping[str, str]) -> dict[str, list[str]]:
    """Unit → the units whose country borders on its own."""
    code = {state: unit for unit, state in states.items()}
    land = land_borders()
    return {unit: [code[s] for s in land.get(state, ()) if s in code] for unit, state in states.items()}


# ---------------------------------------------------------------- columns and their roles


def _form(path: Path, names: tuple[str, ...], unit: str) -> Form:
    """The form of a table by its columns; a unit column that no form knows has units that are no countries."""
    if unit and unit not in names:
        raise SarhadError("the table has no such column", f"{path.name}, {unit}", f"it has: {', '.join(names[:20])}")
    for form in FORMS.values():
        known = _first((unit,), form.unit) or not form.country if unit else _first(names, form.unit)
        if known and _first(names, form.month):
            return form
    wanted = "; ".join(f"{f.unit[0]}, {f.month[0]}, {f.value[0]} ({f.title})" for f in FORMS.values())
    problem = f"no columns of unit and month are known among {', '.join(names[:12]) or 'none'}"
    raise SarhadError(problem, str(path), f"name them as one of: {wanted}")


def _roles(names: tuple[str, ...], form: Form, unit: str) -> dict[str, str]:
    """Role → column; empty where the table has none."""
    own = {"unit": unit} if unit else {"unit": _first(names, form.unit)}
    name = "" if unit and unit not in form.unit else _first(names, form.name)
    return own | {"name": name, "month": _first(names, form.month), "once": _first(names, form.once)}


def _target(path: Path, names: tuple[str, ...], form: Form, target: str) -> str:
    """The column of the values; SarhadError naming the columns that can be asked for."""
    if target in names:
        return target
    found = _first(names, find(ALIASES, target, "target")) if target in ALIASES else ""
    if found or not target:
        found = found or _first(names, form.value)
    if not found:
        problem = "the table has no such target" if target else "no column of values is known"
        remedy = f"name a column of counts with --target: {', '.join(names[:20])}"
        raise SarhadError(problem, f"{path.name}, {target or 'heading'}", remedy)
    return found


def _first(names: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    return next((name for name in wanted if name in names), "")


# ---------------------------------------------------------------- cells


def _units(table: Columns, column: str) -> tuple[list[str], Numbers]:
    """The units in order (numbers by size), and for each row the number of its unit."""
    cells = np.array(table.values[column], dtype=str)
    if (empty := np.flatnonzero(cells == "")).size:
        raise SarhadError("a row names no unit", table.where(int(empty[0])), f"fill in {column}")
    found, row = np.unique(cells, return_inverse=True)
    named = [str(u) for u in found]
    order = sorted(range(len(named)), key=lambda i: _by_size(named[i]))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return [named[i] for i in order], place[row]


def _by_size(unit: str) -> tuple[int, str]:
    return (int(unit), "") if unit.isascii() and unit.isdigit() else (0, unit)


def _names(table: Columns, column: str, units: list[str], row_unit: Numbers) -> dict[str, str]:
    """Unit → its name, that of its last row; ISO codes get the country's."""
    if column:
        return {units[u]: name for u, name in zip(row_unit.tolist(), table.values[column], strict=True)}
    states = {unit: find_state("iso3", unit) for unit in units}
    return {unit: state.name for unit, state in states.items() if state}


def _states(
    table: Columns, form: Form, units: list[str], named: dict[str, str], row_unit: Numbers
) -> dict[str, str]:  # fmt: skip
    """Unit → ISO 3166-1 alpha-3, where units are countries; SarhadError for a country that there is not."""
    if not form.country or (form.country == "name" and not named):
        return {}
    found = {}
    for number, unit in enumerate(units):
        given = unit if form.country == "unit" else named[unit]
        state = find_state("iso3", unit) if form.country == "unit" else state_named(given)
        if state is None:
            row = int(np.flatnonzero(row_unit == number)[0])
            remedy = "write ISO 3166-1 alpha-3 codes, such as TJK" if form.country == "unit" else "correct its name"
            raise SarhadError(f"unknown country {given!r}", table.where(row), remedy)
        found[unit] = state.iso3
    return found


def _months(table: Columns, column: str) -> Numbers:
    """The number of each row's month; VIEWS' month_id counts from January 1980 = 1."""
    read = _views_month if column == "month_id" else _iso_month
    cells, row = np.unique(np.array(table.values[column], dtype=str), return_inverse=True)
    numbers = [read(str(cell)) for cell in cells]
    if None in numbers:
        at = int(np.flatnonzero(row == numbers.index(None))[0])
        given = table.values[column][at] or "empty"
        form = "a number, 1 = January 1980" if read is _views_month else "YYYY-MM or a date"
        raise SarhadError(f"{column} is no month: {given!r}", table.where(at), f"write it as {form}")
    return np.array(numbers, dtype=np.int64)[row]


def _views_month(cell: str) -> int | None:
    return 1980 * 12 + int(cell) - 1 if cell.isascii() and cell.isdigit() and int(cell) > 0 else None


def _iso_month(cell: str) -> int | None:
    found = _MONTH.fullmatch(cell)
    return month_number(found[1]) if found and "01" <= found[1][5:] <= "12" else None


def _values(table: Columns, roles: Mapping[str, str]) -> NDArray[np.float64]:
    """The counts; SarhadError naming the first row that holds no count."""
    column, cells = roles["value"], table.values[roles["value"]]
    try:
        values = np.array(cells, dtype=str).astype(np.float64)
    except ValueError:
        values = np.array([_number(cell) for cell in cells])
    for problem, wrong, remedy in CHECKS:
        if (rows := np.flatnonzero(wrong(values))).size:
            at = int(rows[0])
            place = f"{table.where(at)} ({table.values[roles['unit']][at]}, {table.values[roles['month']][at]})"
            raise SarhadError(f"{column} is {problem}: {cells[at] or 'empty'}", place, remedy)
    return values


CHECKS: tuple[tuple[str, Callable[[NDArray[np.float64]], NDArray[np.bool_]], str], ...] = (
    ("no number", lambda v: ~np.isfinite(v), "write a whole number; leave no value out, 0 is a value"),
    ("negative", lambda v: v < 0, "correct it; a count is 0 or more"),
    ("not whole", lambda v: v != np.floor(v), "give counts of deaths, not rates, shares or logarithms"),
)


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")


def _check_once(table: Columns, column: str) -> None:
    """SarhadError when an event stands in the table twice: its deaths would be counted twice."""
    if not column:
        return
    _, first, counts = np.unique(np.array(table.values[column], dtype=str), return_index=True, return_counts=True)
    if (twice := np.flatnonzero(counts > 1)).size:
        at = int(first[twice[0]])
        problem = f"{column} {table.values[column][at]} stands in the table {counts[twice[0]]} times"
        raise SarhadError(problem, table.where(at), "keep each event once")


# ---------------------------------------------------------------- the grid


class Grid(NamedTuple):
    """Where the rows of a table lie on the grid of units and months."""

    first: int
    cell: Numbers
    there: NDArray[np.bool_]  # which units and months have a row of their own

    def fill(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values of rows on the grid, added up; 0 where there is no row."""
        filled = np.bincount(self.cell, weights=values, minlength=self.there.size)
        return np.asarray(filled, dtype=np.float64).reshape(self.there.shape)


def _grid(table: Columns, form: Form, units: list[str], row_unit: Numbers, months: Numbers) -> Grid:
    """The grid; SarhadError for a month twice, and for a gap."""
    first, width = int(months.min()), int(months.max() - months.min()) + 1
    cell = row_unit * width + months - first
    rows = np.bincount(cell, minlength=len(units) * width)
    if form.absent != "zero" and rows.max() > 1:
        same = np.flatnonzero(cell == int(np.flatnonzero(rows > 1)[0]))[:2]
        unit, month = units[row_unit[same[0]]], month_name(int(months[same[0]]))
        problem = f"{unit} has {month} twice, in {table.counted}s {table.lines[same[0]]} and {table.lines[same[1]]}"
        raise SarhadError(problem, table.where(int(same[1])), "keep one row for each unit and month")
    there = rows.reshape(len(units), width) > 0
    _check_gaps(table, form, units, first, there)
    return Grid(first, cell, there)


def _check_gaps(table: Columns, form: Form, units: list[str], first: int, there: NDArray[np.bool_]) -> None:
    """SarhadError for the first month without a row, unless the form says that such a month is 0."""
    if form.absent == "zero":
        return
    if form.absent == "outside":
        before, after = np.logical_or.accumulate(there, axis=1), np.logical_or.accumulate(there[:, ::-1], axis=1)
        missing = before & after[:, ::-1] & ~there
    else:
        missing = ~there
    if missing.any():
        unit, month = (int(i) for i in np.argwhere(missing)[0])
        where = f"{table.path.name}, {units[unit]} {month_name(first + month)}"
        n = f" ({int(missing.sum())} such months in all)" if missing.sum() > 1 else ""
        remedy = "add the row; where nothing was counted because nothing happened, write 0"
        raise SarhadError(f"there is no row for a month{n}", where, remedy)
