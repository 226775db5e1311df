"""Events on a map, opened by GDAL and by Shapely."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pyogrio
import pytest
import shapely
import shapely.geometry

from sarhad.errors import SarhadError
from sarhad.publish import export_claims
from sarhad.records import Case

from .happened import EVENTS, HOSTILE, eventful_case, hostile_case


def test_gdal_reads_points_fields_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "events.geojson"
    path.write_bytes(export_claims(eventful_case(), "geojson", tlp="TLP:GREEN"))
    info = pyogrio.read_info(path)
    assert (info["driver"], info["geometry_type"], info["features"]) == ("GeoJSON", "Point", len(EVENTS) - 1)
    assert info["crs"] == "EPSG:4326"
    west, south, east, north = info["total_bounds"]
    assert (west, south, east, north) == (71.0, 36.9, 71.55, 37.49), "High Valley and Ruvan"
    _, _, geometry, fields = pyogrio.raw.read(path)
    columns = dict(zip(info["fields"], fields, strict=True))
    assert set(columns["tlp"]) == {"TLP:GREEN"}
    best = dict(zip(columns["id"], columns["deaths_best"], strict=True))
    assert best["event-raid"] == 2 and columns["deaths_best"].dtype.kind in "if"
    assert shapely.from_wkb(geometry)[0].coords[0] == (71.55, 37.49), "longitude first"


def test_a_point_of_a_province_stands_for_all_of_it() -> None:
    found = {f["id"]: f for f in json.loads(export_claims(eventful_case(), "geojson"))["features"]}
    assert found["event-villagers"]["properties"]["stands_for"] == "the whole of it"
    assert found["event-raid"]["properties"]["stands_for"] == "the place"
    assert shapely.geometry.shape(found["event-raid"]["geometry"]).is_valid


def test_events_without_a_point_are_counted() -> None:
    made = json.loads(export_claims(eventful_case(), "geojson"))
    assert (made["type"], made["without_place"], made["tlp"]) == ("FeatureCollection", 1, "TLP:CLEAR")


def test_filters_are_those_of_events(case: Case) -> None:
    made = json.loads(export_claims(eventful_case(), "geojson", where=["type=PROTEST"]))
    assert [f["id"] for f in made["features"]] == ["event-march"]
    with pytest.raises(SarhadError, match="events cannot be filtered so: stance=denies"):
        export_claims(case, "geojson", where=["stance=denies"])


def test_a_map_without_a_point_is_an_error(case: Case) -> None:
    bare = msgspec.structs.replace(case, places={})
    with pytest.raises(SarhadError, match=r"no event has a place with coordinates: 2 events .* export csv"):
        export_claims(bare, "geojson")


def test_hostile_words_are_data(tmp_path: Path) -> None:
    made = export_claims(hostile_case(), "geojson")
    (feature,) = json.loads(made)["features"]
    assert feature["properties"]["sentence"] == " ".join(HOSTILE.split())
    (tmp_path / "x.geojson").write_bytes(made)
    assert pyogrio.read_info(tmp_path / "x.geojson")["features"] == 1
