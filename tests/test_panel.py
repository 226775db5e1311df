"""The panel: months, cutting, neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from sarhad.errors import SarhadError
from sarhad.panel import make_panel, month_name, month_number

PANEL = make_panel("deaths", ["A", "B", "C"], "2019-11", np.arange(12).reshape(3, 4), borders={"A": ["B", "X"]})


@pytest.mark.parametrize("month", ["2017", "2017-13", "17-01", "abc", "2017-1", "2017/10"])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(SarhadError, match="YYYY-MM"):
        month_number(month)


def test_months_and_numbers_are_one() -> None:
    assert [month_name(month_number("2019-11") + i) for i in range(3)] == ["2019-11", "2019-12", "2020-01"]


def test_nothing_later_than_the_origin_is_left() -> None:
    known = PANEL.until("2019-12")
    assert known.values.tolist() == [[0, 1], [4, 5], [8, 9]]
    assert known.last == month_number("2019-12")
    assert PANEL.after("2019-12", 12).tolist() == [[2, 3], [6, 7], [10, 11]]


def test_borders_count_both_ways_and_unknown_units_are_left_out() -> None:
    assert PANEL.neighbours == ((1,), (0,), ())


def test_an_origin_outside_the_data_names_what_there_is() -> None:
    with pytest.raises(SarhadError, match="2019-11 to 2020-02"):
        PANEL.until("2020-03")


def test_values_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="read-only"):
        PANEL.until("2019-12").values[0, 0] = 5


def test_an_unknown_unit_is_refused() -> None:
    assert PANEL.index("B") == 1
    with pytest.raises(SarhadError, match="unknown unit"):
        PANEL.index("Z")
