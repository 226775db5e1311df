"""Border sections as lines on the earth: which of them a point lies near to."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sarhad.world.grid import EARTH_KM
from sarhad.world.region import Region, read_geometry

NEAR_KM = 50.0
Line = NDArray[np.float64]  # (longitude, latitude) of its points


def lines_of(region: Region) -> Mapping[str, tuple[Line, ...]]:
    """The lines of each border section of the pack; a section without an outline has none.

    >>> from sarhad.world import load_region
    >>> sorted(lines_of(load_region("csto-afghanistan")))[:3]
    ['chn-afg', 'irn-afg', 'pak-afg']
    """
    return _lines(region.folder) if region.folder else {}


def sections_near(
    lines: Mapping[str, Sequence[Line]], points: Sequence[tuple[float, float]], km: float = NEAR_KM
) -> list[tuple[str, ...]]:
    """For each point (latitude, longitude) the sections that it lies within `km` of, in the order of the pack.

    Distances are taken on a plane about each point, which is right to a fraction of a percent at this range.

    >>> from sarhad.world import load_region
    >>> lines = lines_of(load_region("csto-afghanistan"))
    >>> sections_near(lines, [(37.49, 71.55), (34.53, 69.17)])  # Khorog on the Panj, and Kabul
    [('tjk-afg',), ()]
    """
    if not len(points):
        return []
    at = np.asarray(points, dtype=np.float64)
    near = {key: np.any([_near(line, at, km) for line in found], axis=0) for key, found in lines.items() if found}
    return [tuple(key for key, hit in near.items() if hit[i]) for i in range(len(at))]


def _near(line: Line, at: NDArray[np.float64], km: float) -> NDArray[np.bool_]:
    """Whether each point lies within `km` of a line; those far outside its box are not measured."""
    reach = math.degrees(km / EARTH_KM)
    lat, lon = at[:, 0], at[:, 1]
    wide = reach / np.maximum(np.cos(np.radians(lat)), 0.01)
    hit = (lat >= line[:, 1].min() - reach) & (lat <= line[:, 1].max() + reach)
    hit &= (lon >= line[:, 0].min() - wide) & (lon <= line[:, 0].max() + wide)
    hit[hit] = [_distance(line, *point) <= km for point in at[hit]]
    return np.asarray(hit, dtype=np.bool_)


def _distance(line: Line, lat: float, lon: float) -> float:
    """Kilometres from a point to the nearest point of a line."""
    scale = np.array([math.cos(math.radians(lat)), 1.0]) * math.radians(1) * EARTH_KM
    path = (line - np.array([lon, lat])) * scale
    start, step = path[:-1], np.diff(path, axis=0)
    long = np.maximum((step**2).sum(axis=1), 1e-12)
    share = np.clip(-(start * step).sum(axis=1) / long, 0.0, 1.0)
    return float(np.sqrt(((start + share[:, None] * step) ** 2).sum(axis=1)).min())


@functools.lru_cache(maxsize=8)
def _lines(folder: str) -> dict[str, tuple[Line, ...]]:
    shapes: dict[str, list[Line]] = {}
    for feature in (read_geometry(folder) or {}).get("features", ()):
        if key := feature["properties"].get("border"):
            shapes.setdefault(key, []).append(np.array(feature["geometry"]["coordinates"], dtype=np.float64))
    return {key: tuple(found) for key, found in shapes.items()}
