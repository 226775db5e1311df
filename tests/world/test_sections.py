"""Which border section a point lies near to."""

from __future__ import annotations

import numpy as np
import pytest

from sarhad.world import Region
from sarhad.world.sections import lines_of, sections_near

LINE = {"east": (np.array([[70.0, 37.0], [72.0, 37.0]]),)}  # two degrees along a parallel


@pytest.mark.parametrize(
    ("point", "km", "near"),
    [
        ((37.0, 71.0), 1.0, True),
        ((37.4, 71.0), 45.0, True),  # 0.4 degrees of latitude are 44.5 km
        ((37.4, 71.0), 44.0, False),
        ((37.0, 72.5), 45.0, True),  # 0.5 degrees of longitude are 44.4 km at 37 north, from the line's end
        ((37.0, 72.5), 44.0, False),
    ],
)
def test_distance_is_to_the_nearest_point_of_the_line(point: tuple[float, float], km: float, near: bool) -> None:
    assert sections_near(LINE, [point], km) == [("east",) if near else ()]


def test_a_point_where_three_countries_meet_lies_on_several_sections(region: Region) -> None:
    found = sections_near(lines_of(region), [(37.03, 74.56)])[0]  # the east end of the Wakhan corridor
    assert {"chn-afg", "pak-afg"} <= set(found)


def test_every_section_of_the_pack_has_a_line(region: Region) -> None:
    assert set(lines_of(region)) == {b.id for b in region.borders}
