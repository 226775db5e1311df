"""Pictures: well-formed SVG that shows what is there and says what is not."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import sarhad.world
from sarhad.publish.pictures.chart import Panel, Value, chart
from sarhad.publish.pictures.composition import composition
from sarhad.publish.pictures.map import Spot, draw, extent
from sarhad.publish.pictures.projection import albers, fit
from sarhad.publish.pictures.svg import label, picture

SVG = "{http://www.w3.org/2000/svg}"
REAL = Path(sarhad.world.__file__).parent / "regions" / "csto-afghanistan" / "borders.geojson"


def texts(svg: str) -> list[str]:
    """All lines of text in a picture."""
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_hostile_text_stays_text() -> None:
    svg = picture("p", "a < b", "c & d", 10, 10, label(0, 0, "<script>\x00</script>"))
    assert texts(svg) == ["<script></script>"]


def test_a_missing_value_is_a_cross_and_breaks_the_line() -> None:
    there = Value(value=0.5, low=0.2, high=0.7, n=9, absence="")
    gone = Value(value=None, low=None, high=None, n=1, absence="not enough evidence")
    panel = Panel(title="A → B", engagement={"2024-Q1": there, "2024-Q2": gone, "2024-Q3": there}, trust={})
    svg = chart("c", "t", "d", [panel], ["2024-Q1", "2024-Q2", "2024-Q3"])
    circles = list(ET.fromstring(svg).iter(f"{SVG}circle"))
    crosses = [node for node in ET.fromstring(svg).iter(f"{SVG}path") if "l5.2 5.2" in node.get("d", "")]
    assert len(circles) == 3  # two values and the legend
    assert len(crosses) == 5  # one of engagement, three of trust, and the legend
    assert "Q3 2024" in texts(svg)


def test_shares_fill_the_bar_and_absences_are_named() -> None:
    counts = {("2024-Q1", "armed-attack"): 3, ("2024-Q1", "financing"): 1}
    modes = [("armed-attack", "Armed attack"), ("financing", "Financing")]
    svg = composition("c", "t", "d", ["2024-Q1", "2024-Q2"], modes, counts, {"2024-Q2": "not monitored"})
    heights = [float(node.get("height", 0)) for node in ET.fromstring(svg).iter(f"{SVG}rect")]
    assert heights[0] == 3 * heights[1]
    assert {"n = 4", "3", "1", "not monitored"} <= set(texts(svg))


def test_projection_keeps_areas() -> None:
    project = albers((44.0, 24.0, 92.0, 56.0))

    def area(lat: float) -> float:
        x0, y0 = project(68.0, lat)
        return abs(project(68.1, lat)[0] - x0) * abs(project(68.0, lat + 0.1)[1] - y0)

    north, south = area(50.0), area(30.0)
    assert abs(north / south - 0.6428 / 0.8660) < 0.01  # as the cosines of the latitudes


def test_north_is_up_and_west_is_left() -> None:
    screen = fit((60.0, 30.0, 76.0, 42.0), 700)
    assert screen(62, 36)[0] < screen(74, 36)[0]
    assert screen(68, 40)[1] < screen(68, 32)[1]


def test_map_draws_points_areas_and_countries_apart(geometry: dict[str, Any]) -> None:
    spots = [Spot("Ruvan", 71.5, 37.5, 4, area=False), Spot("High Valley", 66.0, 35.0, 2, area=True)]
    frame = extent(geometry, {"tjk-afg"}, spots)
    svg = draw("m", "t", "d", geometry, frame, {"tjk-afg"}, "AF", spots, {"AF": 3})
    assert {"Ruvan 4", "High Valley 2", "3 to the country only", "KESTRIA"} <= set(texts(svg))
    dashed = [node for node in ET.fromstring(svg).iter(f"{SVG}circle") if node.get("stroke-dasharray")]
    assert len(dashed) == 2  # the area and the legend


def test_places_far_off_do_not_stretch_the_map(geometry: dict[str, Any]) -> None:
    far = [Spot("Far", 37.6, 55.7, 1, area=False)]
    assert extent(geometry, {"tjk-afg"}, far) == extent(geometry, {"tjk-afg"}, [])


def test_the_regions_outlines_have_every_border_of_afghanistan() -> None:
    data = json.loads(REAL.read_text(encoding="utf-8"))
    assert REAL.stat().st_size < 300_000
    borders = {f["properties"]["border"] for f in data["features"] if "border" in f["properties"]}
    countries = {f["properties"]["country"] for f in data["features"] if "country" in f["properties"]}
    assert borders == {"tjk-afg", "uzb-afg", "tkm-afg", "irn-afg", "pak-afg", "chn-afg"}
    assert countries == {"AF", "TJ", "UZ", "TM", "KZ", "KG", "IR", "PK", "CN", "RU", "IN"}
    for feature in data["features"]:
        if "border" in feature["properties"]:
            assert feature["geometry"]["type"] == "LineString"
            assert all(59 < x < 76 and 29 < y < 39 for x, y in feature["geometry"]["coordinates"])
