"""Tables of deaths become panels; whatever is wrong in one is named with its line and a remedy."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import numpy as np
import pytest

from sarhad.acquire.panels import read_panel, read_table
from sarhad.errors import SarhadError
from sarhad.panel import month_name

SHARED = Path(os.environ.get("SARHAD_SHARED", "../shared")) / "data" / "conflict"
MONTHS = ["2020-01", "2020-02", "2020-03"]


def table(folder: Path, text: str, name: str = "deaths.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def countries(folder: Path, *rows: str) -> Path:
    return table(folder, "\n".join(["country_iso3,year_month,deaths", *rows, ""]))


def whole(unit: str, values: list[int]) -> list[str]:
    return [f"{unit},{month},{value}" for month, value in zip(MONTHS, values, strict=True)]


def test_country_months_with_their_names_and_neighbours(tmp_path: Path) -> None:
    panel = read_panel(
        countries(tmp_path, *whole("TJK", [0, 2, 0]), *whole("FRA", [0, 0, 1]), *whole("AFG", [9, 8, 7]))
    )
    assert panel.units == ("AFG", "FRA", "TJK")
    assert panel.names == ("Afghanistan", "France", "Tajikistan")
    assert panel.values.tolist() == [[9, 8, 7], [0, 0, 1], [0, 2, 0]]
    assert panel.neighbours == ((2,), (), (0,))
    assert (month_name(panel.first), month_name(panel.last), panel.target) == ("2020-01", "2020-03", "deaths")
    assert panel.vintage.startswith("deaths.csv ") and len(panel.vintage) == len("deaths.csv ") + 12


def test_the_order_of_rows_does_not_matter_but_their_content_is_the_vintage(tmp_path: Path) -> None:
    rows = [*whole("TJK", [0, 2, 0]), *whole("AFG", [9, 8, 7])]
    one, other = read_panel(countries(tmp_path, *rows)), read_panel(countries(tmp_path, *rows[::-1]))
    assert np.array_equal(one.values, other.values) and one.units == other.units
    assert one.vintage != other.vintage


VIEWS = "month_id,country_id,country,ged_sb\n"


def test_views_tables_are_zero_where_a_country_did_not_exist(tmp_path: Path) -> None:
    # month 481 is January 2020; South Sudan's rows begin later, Yugoslavia's end earlier
    panel = read_panel(table(tmp_path, VIEWS + "481,10,Tajikistan,1\n482,10,Tajikistan,0\n483,10,Tajikistan,4\n"
                                               "482,9,South Sudan,5\n483,9,South Sudan,6\n"))  # fmt: skip
    assert panel.units == ("9", "10")  # by size, not by letters
    assert panel.values.tolist() == [[0, 5, 6], [1, 0, 4]]
    assert (month_name(panel.first), panel.target) == ("2020-01", "deaths in state-based conflict")


def test_views_neighbours_come_by_name(tmp_path: Path) -> None:
    rows = "".join(f"481,{n},{name},0\n" for n, name in ((1, "Tajikistan"), (2, "Afghanistan"), (3, "Guyana")))
    assert read_panel(table(tmp_path, VIEWS + rows)).neighbours == ((1,), (0,), ())


EVENTS = "id,dyad_new_id,dyad_name,date_start,date_end,best\n"


def test_events_are_added_up_by_dyad_and_the_month_they_ended_in(tmp_path: Path) -> None:
    panel = read_panel(table(tmp_path, EVENTS + "1,700,A - B,2019-12-30,2020-01-02,3\n"
                                                "2,700,A - B,2020-01-09,2020-01-09,4\n"
                                                "3,99,C - D,2020-03-01,2020-03-01 00:00:00.000,1\n"))  # fmt: skip
    assert panel.units == ("99", "700") and panel.names == ("C - D", "A - B")
    assert panel.values.tolist() == [[0, 0, 1], [7, 0, 0]]


def test_incidents_beside_the_deaths(tmp_path: Path) -> None:
    found = read_table(table(tmp_path, EVENTS + "1,700,A - B,2020-01-02,2020-01-02,3\n"
                                                "2,700,A - B,2020-01-09,2020-01-09,4\n"
                                                "3,99,C - D,2020-02-01,2020-02-01,1\n"))  # fmt: skip
    assert found.panel.values.tolist() == [[0, 1], [7, 0]]
    assert {name: counts.tolist() for name, counts in found.counts.items()} == {"incidents": [[0, 1], [2, 0]]}


def test_what_was_not_known_at_a_month_is_not_there(tmp_path: Path) -> None:
    rows = EVENTS + "1,700,A - B,2020-01-02,2020-01-02,3\n2,99,C - D,2020-03-01,2020-03-01,1\n"
    path = table(tmp_path, rows)
    then = read_panel(path, until="2020-02")
    assert (then.units, then.values.tolist()) == (("700",), [[3, 0]])
    for month in ("2020-04", "2019-12"):
        with pytest.raises(SarhadError, match="the data cover 2020-01 to 2020-03"):
            read_panel(path, until=month)


def test_parquet_reads_as_csv_does(tmp_path: Path) -> None:
    text = countries(tmp_path, *whole("TJK", [0, 2, 0]), *whole("AFG", [9, 8, 7]))
    other = tmp_path / "deaths.parquet"
    duckdb.sql(f"COPY (FROM read_csv('{text}')) TO '{other}'")
    assert np.array_equal(read_panel(text).values, read_panel(other).values)


def test_targets_by_column_and_by_word(tmp_path: Path) -> None:
    path = table(tmp_path, "unit,month,value,incidents\nA,2020-01,3,1\n")
    assert read_panel(path).values.tolist() == [[3]]
    assert read_panel(path, "incidents").values.tolist() == [[1]]
    with pytest.raises(SarhadError, match=r"no such target.*--target: unit, month, value, incidents"):
        read_panel(path, "state-based")


def test_another_column_may_be_the_unit(tmp_path: Path) -> None:
    path = table(tmp_path, "oblast,month,value\nSughd,2020-01,3\nKhatlon,2020-01,1\n")
    assert read_panel(path, unit="oblast").units == ("Khatlon", "Sughd")


@pytest.mark.parametrize(
    ("rows", "problem", "where"),
    [
        ([*whole("TJK", [0, -2, 0])], "deaths is negative: -2", "line 3 (TJK, 2020-02)"),
        (["TJK,2020-01,few"], "deaths is no number: few", "line 2"),
        (["TJK,2020-01,"], "deaths is no number: empty", "line 2"),
        (["TJK,2020-01,nan"], "deaths is no number: nan", "line 2"),
        (["TJK,2020-01,0.37"], "deaths is not whole: 0.37", "line 2"),
        ([*whole("TJK", [0, 2, 0]), "TJK,2020-02,2"], "TJK has 2020-02 twice, in lines 3 and 5", "line 5"),
        (["TJK,2020-01,0", "TJK,2020-03,0", *whole("AFG", [1, 1, 1])], "no row for a month", "TJK 2020-02"),
        (["TJK,2020-01,0", "TJK,2020-03,0"], "no row for a month", "TJK 2020-02"),
        (["TJK,2020-01,0", *whole("AFG", [1, 1, 1])], "2 such months", "TJK 2020-02"),
        (["XXX,2020-01,0"], "unknown country 'XXX'", "line 2"),
        (["Tajikistan,2020-01,0"], "unknown country 'Tajikistan'", "line 2"),
        ([",2020-01,0"], "names no unit", "line 2"),
        (["TJK,2020-13,0"], "year_month is no month: '2020-13'", "line 2"),
        (["TJK,Jan 2020,0"], "year_month is no month: 'Jan 2020'", "line 2"),
        (["TJK,2020-01,0,7"], "wrong number of cells", "line 2"),
        ([], "no rows", "deaths.csv"),
    ],
)
def test_bad_rows_are_named_with_their_line(tmp_path: Path, rows: list[str], problem: str, where: str) -> None:
    with pytest.raises(SarhadError) as raised:
        read_panel(countries(tmp_path, *rows))
    assert problem in raised.value.problem
    assert where in raised.value.where
    assert raised.value.remedy


def test_the_same_events_twice_are_refused(tmp_path: Path) -> None:
    row = "1,700,A - B,2020-01-09,2020-01-09,4\n"
    with pytest.raises(SarhadError, match="id 1 stands in the table 2 times"):
        read_panel(table(tmp_path, EVENTS + row + row))


def test_a_gap_inside_a_countrys_life_is_no_zero_in_views_either(tmp_path: Path) -> None:
    with pytest.raises(SarhadError, match=r"no row for a month.*9 2020-02"):
        read_panel(table(tmp_path, VIEWS + "481,9,South Sudan,5\n483,9,South Sudan,6\n482,10,Tajikistan,0\n"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file is empty"),
        ("a,b\n1,2\n", "no columns of unit and month"),
        ("unit,month\nA,2020-01\n", "no column"),
    ],
)
def test_what_is_no_panel_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SarhadError, match=problem):
        read_panel(table(tmp_path, text))


def test_no_file_and_a_cut_parquet_file(tmp_path: Path) -> None:
    with pytest.raises(SarhadError, match="no such file"):
        read_panel(tmp_path / "none.csv")
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(b"PAR1" + b"\0" * 40)
    with pytest.raises(SarhadError, match="cannot be read"):
        read_panel(cut)


@pytest.mark.parametrize(
    ("name", "units", "months", "deaths"),
    [
        ("views_cm_ged_sb_1990-01_2024-04.parquet", 191, 412, None),
        ("ucdp_ged251_country_month_1989-01_2024-12.parquet", 123, 432, 3_957_143),
        ("ucdp_ged_events_pakistan_1989_2021.parquet", 70, 396, None),
    ],
)
def test_the_published_tables(name: str, units: int, months: int, deaths: int | None) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared data are not here (SARHAD_SHARED)")
    panel = read_panel(SHARED / name)
    assert panel.values.shape == (units, months)
    assert deaths is None or panel.values.sum() == deaths
