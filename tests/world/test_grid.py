"""Distances, PRIO-GRID cells and precision codes, by hand."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sarhad.records import Place
from sarhad.world import load_region
from sarhad.world.grid import distance_km, locate, precision_of, prio_grid


def test_a_quarter_of_the_girth() -> None:
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10_007.5, abs=1)
    assert distance_km((90, 10), (-90, 50)) == pytest.approx(20_015.1, abs=1)
    assert distance_km((12.5, -7.0), (12.5, -7.0)) == 0


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-90, -180, 1),  # the first cell is that of the south-western corner
        (-90, -179.5, 2),
        (-89.5, -180, 721),  # a row has 720
        (10.51, 2.29, 201 * 720 + 364 + 1),
        (90, 180, 360 * 720),  # the edges belong to the last row and column
    ],
)
def test_cells(lat: float, lon: float, cell: int) -> None:
    assert prio_grid(lat, lon) == cell


def test_cells_are_those_of_the_conflict_data(shared: Path) -> None:
    file = shared / "data" / "conflict" / "ucdp_ged251_events_sample_1989_2024.parquet"
    columns = {row[0] for row in duckdb.sql(f"DESCRIBE FROM '{file}'").fetchall()} if file.is_file() else set()
    if not {"latitude", "longitude", "priogrid_gid"} <= columns:
        pytest.skip("the sample of events has no cells")
    rows = duckdb.sql(f"SELECT latitude, longitude, priogrid_gid FROM '{file}' LIMIT 2000").fetchall()
    assert [prio_grid(lat, lon) for lat, lon, _ in rows] == [gid for *_, gid in rows]


def test_precision_is_always_known() -> None:
    assert [precision_of(k) for k in ("city", "admin2", "admin1", "border", "country", "sea")] == [1, 3, 4, 5, 6, 7]
    assert precision_of("a kind nobody thought of") == 5


def test_a_place_without_a_point_has_no_cell() -> None:
    place = locate(Place(id="x", name="X", kind="crossing", country="TJ"))
    assert (place.precision, place.gw, place.prio_grid) == (1, 702, None)


def test_every_place_of_a_pack_tells_its_precision() -> None:
    places = load_region("csto-afghanistan").places.values()
    assert all(p.precision for p in places)
    assert all(p.prio_grid for p in places if p.lat is not None)
    assert all(p.gw for p in places if p.country)
