"""The small case of an invented border, and a map of two square countries."""

from __future__ import annotations

from typing import Any

import pytest

from sarhad.records import Case

from .cases import small_case


@pytest.fixture
def case() -> Case:
    """The small case of an invented border."""
    return small_case()


@pytest.fixture
def geometry() -> dict[str, Any]:
    """Two square countries with the border between them."""
    north = [[60, 37], [75, 37], [75, 45], [60, 45], [60, 37]]
    south = [[60, 29], [75, 29], [75, 37], [60, 37], [60, 29]]
    shapes = (("TJ", "Velmark", north), ("AF", "Kestria", south))
    countries = [
        {
            "type": "Feature",
            "properties": {"country": code, "name": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, name, ring in shapes
    ]
    border = {
        "type": "Feature",
        "properties": {"border": "tjk-afg"},
        "geometry": {"type": "LineString", "coordinates": [[66, 37], [75, 37]]},
    }
    return {"type": "FeatureCollection", "bbox": [58, 28, 77, 46], "features": [*countries, border]}
