"""Files of published datasets as records: each cell where it belongs, each bad row with its line, nothing dropped."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from sarhad.acquire.coded import LOADERS, Batch, open_dataset
from sarhad.acquire.coded.gdelt import HEADER
from sarhad.errors import SarhadError
from sarhad.records import CodedEvent, Dataset

GED = "id,type_of_violence,conflict_name,side_a,side_b,where_prec,where_coordinates,adm_1,latitude,longitude,country,"
GED += "country_id,date_prec,date_start,date_end,best,high,low\n"
ROW = "{id},1,X: Government,Government of Tajikistan,Group Y,2,Khorog town,GBAO,37.49,71.55,Tajikistan,702,{prec},"
ROW += "{start} 00:00:00.000,{end} 00:00:00.000,{best},4,1\n"
ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,iso,country,admin1,location,"
)
ACLED += "latitude,longitude,geo_precision,fatalities\n"


def ged(id: object = 1, prec: object = 1, start: str = "2024-07-15", end: str = "2024-07-15", best: object = 3) -> str:
    return ROW.format(id=id, prec=prec, start=start, end=end, best=best)


def read(name: str, path: Path, version: str = "") -> tuple[Dataset, list[Batch]]:
    with open_dataset(LOADERS[name], path, version) as opened:
        return opened.dataset, list(opened.batches)


def events(name: str, path: Path) -> list[CodedEvent]:
    return [event for batch in read(name, path)[1] for event in batch.events]


def problems(name: str, path: Path) -> list[str]:
    return [problem for batch in read(name, path)[1] for problem in batch.problems]


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# ---------------------------------------------------------------- UCDP


def test_a_row_of_ged(tmp_path: Path) -> None:
    path = put(tmp_path / "GEDEvent_v25_1.csv", GED + ged(59553, best=3))
    dataset, batches = read("ucdp", path)
    (event,) = batches[0].events
    assert (dataset.name, dataset.version, dataset.series) == ("ucdp-ged", "25.1", ("ucdp-ged",))
    assert (event.type, event.quad, event.kind) == ("ASSAULT", "material-conflict", "state-based conflict")
    assert (event.actor_name, event.recipient_name) == ("Government of Tajikistan", "Group Y")
    assert (event.country, event.admin1, event.place_name) == ("TJK", "GBAO", "Khorog town")
    assert (event.lat, event.lon, event.place_precision) == (37.49, 71.55, 2)
    assert (event.deaths_low, event.deaths_best, event.deaths_high) == (1, 3, 4)
    assert (event.row, event.line, event.document) == ("59553", 2, dataset.id)
    assert event.made_by.startswith("load.ucdp/") and event.evidence == ()


@pytest.mark.parametrize(
    ("prec", "start", "end", "value", "precision"),
    [
        (1, "2024-07-15", "2024-07-15", "2024-07-15", "day"),
        (2, "2024-07-15", "2024-07-18", "2024-07-15", "range"),
        (4, "2024-07-01", "2024-07-31", "2024-07", "month"),
        (5, "2024-01-01", "2024-06-30", "2024-01-01", "range"),
    ],
)
def test_dates_keep_their_precision(
    prec: int, start: str, end: str, value: str, precision: str, tmp_path: Path
) -> None:
    (event,) = events("ucdp", put(tmp_path / "GEDEvent_v25_1.csv", GED + ged(1, prec, start, end)))
    assert (event.date.value, event.date.precision) == (value, precision)
    assert (event.date.earliest, event.date.latest) == (start, end)


def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = [
        ged(1),
        ged(2, best="many"),
        ged(3, start="2024-13-01"),
        ged(""),
        "5,1,short\n",
        ged(6, start="2024-07-20"),  # ends before it starts
        ged(7, prec=9),
        ged(1),  # its id again
        ged(9),
    ]
    path = put(tmp_path / "GEDEvent_v25_1.csv", GED + "".join(rows))
    assert [e.row for e in events("ucdp", path)] == ["1", "9"]
    told = problems("ucdp", path)
    assert [p.split(":")[0] for p in told] == [f"line {n}" for n in range(3, 10)]
    for words in ("best is 'many'", "date_start is '2024-13-01", "id is empty", "18 columns", "date_end", "date_prec"):
        assert any(words in p for p in told), words


def test_an_open_quotation_mark_costs_one_line(tmp_path: Path) -> None:
    broken = ged(2).replace("X: Government", '"X: Government')
    path = put(tmp_path / "GEDEvent_v25_1.csv", GED + ged(1) + broken + "".join(ged(n) for n in range(3, 9)))
    assert [e.row for e in events("ucdp", path)] == ["1", *map(str, range(3, 9))]
    assert [p.split(":")[0] for p in problems("ucdp", path)] == ["line 3"]


def test_cells_over_several_lines_keep_the_count(tmp_path: Path) -> None:
    spread = ged(1).replace("X: Government", '"X:\nGovernment"')
    path = put(tmp_path / "GEDEvent_v25_1.csv", GED + spread + ged(2, best="x"))
    assert [e.words for e in events("ucdp", path)] == ["X: Government"]
    assert problems("ucdp", path)[0].startswith("line 4: best")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "GEDEvent_v25_1.csv"
    path.write_bytes((GED + ged(1)).encode() + ged(2).replace("Group Y", "Gruppe \xfc").encode("latin-1"))
    assert [e.row for e in events("ucdp", path)] == ["1"]
    assert "valid text" in problems("ucdp", path)[0]


@pytest.mark.parametrize("ending", ["zip", "gz"])
def test_packed_files_are_read_as_they_come(ending: str, tmp_path: Path) -> None:
    text = GED + ged(1)
    path = tmp_path / ("ged251-csv.zip" if ending == "zip" else "GEDEvent_v25_1.csv.gz")
    if ending == "zip":
        with zipfile.ZipFile(path, "w") as box:
            box.writestr("ged251-csv/GEDEvent_v25_1.csv", text)
    else:
        path.write_bytes(gzip.compress(text.encode()))
    dataset, batches = read("ucdp", path)
    assert dataset.version == "25.1" and len(batches[0].events) == 1


def test_a_damaged_zip_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "ged251-csv.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("GEDEvent_v25_1.csv", GED + "".join(ged(n) for n in range(500)))
    whole = bytearray(path.read_bytes())
    whole[300:340] = b"\0" * 40
    path.write_bytes(whole)
    with pytest.raises(SarhadError, match="damaged"):
        read("ucdp", path)


def test_a_file_of_something_else_names_what_it_lacks(tmp_path: Path) -> None:
    path = put(tmp_path / "GEDEvent_v25_1.csv", "id,name\n1,x\n")
    with pytest.raises(SarhadError, match="lacks type_of_violence") as error:
        read("ucdp", path)
    assert "as published" in error.value.remedy and "\n" not in str(error.value)


def test_a_name_that_does_not_tell_the_release(tmp_path: Path) -> None:
    path = put(tmp_path / "events.csv", GED + ged(1))
    with pytest.raises(SarhadError, match="does not say which release"):
        read("ucdp", path)
    assert read("ucdp", path, "25.1")[0].version == "25.1"
    assert read("ucdp", path, "25.0.7")[0].name == "ucdp-candidate"


def test_candidate_events_belong_to_the_months_of_their_release(tmp_path: Path) -> None:
    rows = ged(1, start="2026-02-27", end="2026-03-02", prec=2) + ged(2, start="2025-12-30", end="2025-12-31", prec=2)
    found = events("ucdp", put(tmp_path / "GEDEvent_v26_01_26_06.csv", GED + rows))
    assert [e.series for e in found] == ["ucdp-candidate/2026-03", "ucdp-candidate/2026-01"]


# ---------------------------------------------------------------- ACLED


def acled(id: str, sub: str, kind: str = "Battles", date: str = "2025-03-04", prec: int = 1) -> str:
    place = "762,Tajikistan,GBAO,Khorog,37.5,71.6,1"
    return f'{id},{date},2025,{prec},{kind},{sub},Police Forces of X,"Group A, B",{place},2\n'


def test_sub_event_types_are_coded_in_plover(tmp_path: Path) -> None:
    rows = [
        acled("TJK1", "Armed clash"),
        acled("TJK2", "Peaceful protest", "Protests"),
        acled("TJK3", "Arrests", "Strategic developments"),
        acled("TJK4", "Agreement", "Strategic developments", "04 March 2025"),
        acled("TJK5", "Other", "Strategic developments"),
        acled("TJK6", "Dancing"),
        acled("TJK7", "Shelling/artillery/missile attack", prec=3),
    ]
    path = put(tmp_path / "export.csv", ACLED + "".join(rows))
    found = events("acled", path)
    assert [(e.row, e.type) for e in found] == [
        ("TJK1", "ASSAULT"), ("TJK2", "PROTEST"), ("TJK3", "COERCE"), ("TJK4", "AGREE"), ("TJK7", "ASSAULT"),
    ]  # fmt: skip
    assert found[0].recipient_name == "Group A, B" and found[0].country == "TJK" and found[0].deaths_best == 2
    assert found[0].deaths_low is None and found[3].date.value == "2025-03-04"
    assert (found[4].date.value, found[4].date.latest) == ("2025-03", "2025-03-31")
    _, batches = read("acled", path)
    assert batches[0].left_out == 1 and "sub_event_type is 'Dancing'" in batches[0].problems[0]


# ---------------------------------------------------------------- GDELT


def gdelt(**cells: str) -> str:
    base = {"GLOBALEVENTID": "1", "SQLDATE": "20240715", "EventRootCode": "19", "EventCode": "190"}
    row = base | {"Actor1Code": "TJKMIL", "Actor1Name": "TAJIKISTAN", "ActionGeo_CountryCode": "TI"} | cells
    return "\t".join(row.get(name, "") for name in HEADER) + "\n"


@pytest.mark.parametrize(
    ("root", "code", "type_"),
    [
        ("02", "020", "REQUEST"), ("04", "042", "CONSULT"), ("08", "081", "CONCEDE"), ("08", "0871", "RETREAT"),
        ("09", "090", "ACCUSE"), ("15", "152", "MOBILIZE"), ("20", "202", "ASSAULT"),
    ],
)  # fmt: skip
def test_cameo_roots_are_plover_types(root: str, code: str, type_: str, tmp_path: Path) -> None:
    path = put(tmp_path / "20240715101500.export.CSV", gdelt(EventRootCode=root, EventCode=code))
    (event,) = events("gdelt", path)
    assert (event.type, event.kind, event.country) == (type_, f"CAMEO {code}", "TJK")
    assert event.actor_name == "TJKMIL" and event.version == "20240715101500"


def test_public_statements_are_left_out_and_counted(tmp_path: Path) -> None:
    text = gdelt(EventRootCode="01", EventCode="010") + gdelt(GLOBALEVENTID="2") + gdelt(GLOBALEVENTID="x") + "a\tb\n"
    _, (batch,) = read("gdelt", put(tmp_path / "20240715101500.export.CSV", text))
    assert (batch.rows, len(batch.events), batch.left_out, len(batch.problems)) == (4, 1, 1, 2)


def test_a_file_without_a_line_of_61_columns(tmp_path: Path) -> None:
    with pytest.raises(SarhadError, match="no line has 61 columns"):
        read("gdelt", put(tmp_path / "x.csv", "a,b\n" * 50))


# ---------------------------------------------------------------- VIEWS


def test_country_months_are_observations(tmp_path: Path) -> None:
    text = (
        "country_id,month_id,isoab,gwcode,main_mean,main_dich\n1,457,TJK,702,0.25,0.01\n57,458,,,1.5,\n2,x,AFG,,1,1\n"
    )
    dataset, (batch,) = read("views", put(tmp_path / "fatalities003_2025_09_t01_cm.csv", text))
    assert dataset.version == "fatalities003_2025_09_t01"
    found = [(o.unit, o.period, o.indicator, o.value) for o in batch.observations]
    assert found == [
        ("TJK", "2018-01", "views:main_mean", 0.25),
        ("TJK", "2018-01", "views:main_dich", 0.01),
        ("views:57", "2018-02", "views:main_mean", 1.5),
    ]
    assert batch.observations[0].rows == (f"{dataset.id}:2",) and "line 4: month_id is 'x'" in batch.problems[0]


def test_a_table_without_a_value_is_no_views_file(tmp_path: Path) -> None:
    with pytest.raises(SarhadError, match="lacks ged_sb/ged_ns/ged_os"):
        read("views", put(tmp_path / "x.csv", "country_id,month_id\n1,457\n"))
