"""Values by unit and month: the one table that judgement, forecasts and their scores work on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sarhad.errors import SarhadError

Values = NDArray[np.float64]


def month_number(month: str) -> int:
    """Months since the year 0 of an ISO month.

    >>> month_number("2017-10") - month_number("2016-12")
    10
    """
    try:
        year, part = int(month[:4]), int(month[5:])
    except ValueError:
        year, part = 0, 0
    if not (len(month) == 7 and month[4] == "-" and 1 <= part <= 12 and year > 0):
        raise SarhadError("this is no month", repr(month), "write it as YYYY-MM, such as 2017-10")
    return year * 12 + part - 1


def month_name(number: int) -> str:
    """The ISO month of a number of `month_number`.

    >>> month_name(month_number("2017-10") + 3)
    '2018-01'
    """
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One value for each unit and month, without gaps; whoever makes one has checked that.

    `values` has shape (units, months), counts such as deaths, read-only. `first` is the first month's number;
    `neighbours` holds for each unit the indices of those it shares a land border with (dyads have none);
    `vintage` says which data these are (file or dataset, with its release or checksum).

    >>> p = make_panel("deaths", ["A", "B"], "2020-01", np.array([[0, 3, 1], [2, 0, 0]]), borders={"A": ["B"]})
    >>> p.until("2020-02").values.tolist(), p.neighbours
    ([[0.0, 3.0], [2.0, 0.0]], ((1,), (0,)))
    """

    target: str  # what is counted, in words: "state-based deaths"
    units: tuple[str, ...]
    names: tuple[str, ...]
    first: int
    values: Values
    neighbours: tuple[tuple[int, ...], ...]
    vintage: str = ""

    @property
    def last(self) -> int:
        """The number of the last month."""
        return self.first + int(self.values.shape[1]) - 1

    def until(self, month: str | int) -> Panel:
        """What was known at the end of a month: everything later is cut off.

        Raises SarhadError for a month outside the data.
        """
        number = month_number(month) if isinstance(month, str) else month
        if not self.first <= number <= self.last:
            span = f"{month_name(self.first)} to {month_name(self.last)}"
            raise SarhadError(f"the data cover {span}", month_name(number), "choose a month within them")
        return msgspec.structs.replace(self, values=_sealed(self.values[:, : number - self.first + 1]))

    def after(self, month: str | int, steps: int) -> Values:
        """What then happened in the `steps` months after a month: shape (units, at most steps)."""
        number = month_number(month) if isinstance(month, str) else month
        start = number - self.first + 1
        return self.values[:, start : start + steps]

    def index(self, unit: str) -> int:
        """The row of a unit by its id or name; SarhadError when there is none."""
        for row, (key, name) in enumerate(zip(self.units, self.names, strict=True)):
            if unit in (key, name):
                return row
        raise SarhadError("unknown unit", repr(unit), f"the data have {', '.join(self.names[:8])} …")


def make_panel(
    target: str,
    units: Sequence[str],
    first: str,
    values: NDArray[np.generic],
    *,
    names: Sequence[str] = (),
    borders: Mapping[str, Sequence[str]] | None = None,
    vintage: str = "",
) -> Panel:
    """A panel from rows of units; `borders` maps a unit to those it borders on, either way round."""
    number = {unit: row for row, unit in enumerate(units)}
    near: list[set[int]] = [set() for _ in units]
    for unit, others in (borders or {}).items():
        for other in others:
            if unit in number and other in number and unit != other:
                near[number[unit]].add(number[other])
                near[number[other]].add(number[unit])
    return Panel(
        target=target,
        units=tuple(units),
        names=tuple(names or units),
        first=month_number(first),
        values=_sealed(np.array(values, dtype=np.float64)),
        neighbours=tuple(tuple(sorted(rows)) for rows in near),
        vintage=vintage,
    )


def _sealed(values: Values) -> Values:
    """The same values, not to be written to."""
    view = values.view()
    view.flags.writeable = False
    return view
