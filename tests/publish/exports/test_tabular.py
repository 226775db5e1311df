"""Tables as CSV and Parquet, opened by Polars."""

from __future__ import annotations

import csv
import io

import msgspec
import polars as pl
import pytest

from sarhad.errors import SarhadError
from sarhad.publish import TABLES, exported, make_table
from sarhad.publish.exports import Wanted, tabular
from sarhad.publish.exports.tabular import parquet
from sarhad.records import Case

from .happened import HOSTILE, eventful_case, hostile_case

FILLED = ("claims", "events", "commitments", "actors", "places", "ledger", "sources", "structural", "series")


def opened(content: bytes, form: str = "parquet") -> pl.DataFrame:
    if form == "csv":
        return pl.read_csv(io.BytesIO(content), infer_schema_length=None)
    return pl.read_parquet(io.BytesIO(content))


@pytest.mark.parametrize("table", FILLED)
def test_both_forms_hold_the_rows_of_the_table(case: Case, table: str) -> None:
    rows = make_table(case, table).rows
    columns = list(dict.fromkeys(key for row in rows for key in row))
    for form in ("csv", "parquet"):
        found = opened(tabular(case, form, table), form)
        assert (found.height, found.columns) == (len(rows), columns)


def test_numbers_are_numbers_and_ids_and_dates_are_text() -> None:
    found = opened(tabular(eventful_case(), "parquet", "events"))
    types = {name: found.schema[name] for name in ("id", "when", "deaths_best", "recipient", "date", "evidence")}
    assert types == {
        "id": pl.String,
        "when": pl.String,
        "deaths_best": pl.Int64,
        "recipient": pl.String,
        "date": pl.String,
        "evidence": pl.String,
    }
    series = opened(tabular(eventful_case(), "parquet", "series"))
    assert series.schema["value"] == pl.Float64 and series.schema["n"] == pl.Int64
    assert series["value"].null_count() == 3, "an absence is no number"


def test_text_of_digits_alone_stays_text() -> None:
    found = opened(parquet([{"id": "007", "n": 1, "yes": True}, {"id": "8", "n": None, "yes": False}],
                           {"id": "VARCHAR", "n": "BIGINT", "yes": "BOOLEAN"}))  # fmt: skip
    assert found.rows() == [("007", 1, True), ("8", None, False)]
    case = msgspec.structs.replace(eventful_case(), places={})
    ids = tuple(msgspec.structs.replace(e, id=str(1000 + n)) for n, e in enumerate(case.events))
    assert opened(tabular(msgspec.structs.replace(case, events=ids), "parquet", "events")).schema["id"] == pl.String


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("columns", ["sarhad", "ged", "acled"])
def test_the_same_case_gives_the_same_bytes(form: str, columns: str) -> None:
    made = [tabular(eventful_case(), form, "events", columns) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize("columns", ["sarhad", "ged", "acled"])
def test_every_row_carries_the_strictest_marking(columns: str) -> None:
    case = eventful_case()
    found = opened(tabular(case, "parquet", "events", columns, tlp="TLP:GREEN"))
    assert set(found["tlp"]) == {"TLP:GREEN"}
    strict = msgspec.structs.replace(case.documents[0], tlp="TLP:AMBER")
    secret = msgspec.structs.replace(case, documents=(strict, *case.documents[1:]))
    wanted = Wanted(form="csv", table="events", columns=columns)
    assert set(opened(exported(secret, wanted, "TLP:CLEAR"), "csv")["tlp"]) == {"TLP:AMBER"}


def test_hostile_words_are_data() -> None:
    case = hostile_case()
    found = opened(tabular(case, "parquet", "events"))
    assert found["words"].to_list() == [HOSTILE], "Parquet keeps each character"
    assert found["sentence"].to_list() == [" ".join(HOSTILE.split())]
    (row,) = csv.DictReader(io.StringIO(tabular(case, "csv", "events").decode(), newline=""))
    assert row["words"] == "'" + HOSTILE, "in CSV an apostrophe keeps it from being a formula"
    assert not [v for v in row.values() if v[:1] in "=+-@" and v]
    assert opened(tabular(case, "csv", "events"), "csv").height == 1


def test_an_empty_cell_of_text_is_no_number(case: Case) -> None:
    found = opened(tabular(case, "parquet", "claims"))
    assert found["said"].to_list().count("") == len(case.claims) - 1


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_no_row_is_an_error(case: Case, form: str) -> None:
    with pytest.raises(SarhadError, match="no row of claims is left to export: nowhere — loosen"):
        tabular(case, form, "claims", find_text="nowhere")


def test_what_is_unknown_names_what_is_known(case: Case) -> None:
    with pytest.raises(SarhadError, match="unknown form: 'xls'"):
        tabular(case, "xls", "claims")
    with pytest.raises(SarhadError, match="unknown set of columns: 'gde' — did you mean ged"):
        tabular(case, "csv", "events", "gde")
    with pytest.raises(SarhadError, match="unknown table: 'event' — did you mean events"):
        tabular(case, "csv", "event")
    with pytest.raises(SarhadError, match="ged names the columns of events alone: claims"):
        tabular(case, "csv", "claims", "ged")


def test_every_table_can_be_asked_for(case: Case) -> None:
    for table in TABLES:
        if make_table(case, table).rows:
            assert opened(tabular(case, "parquet", table)).height
