"""A conic projection for regions of middle latitude: areas keep their size, outlines their familiar shape."""

from __future__ import annotations

import math
from typing import NamedTuple

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # west, south, east, north


class Albers(NamedTuple):
    """An equal-area conic, centred on a box of degrees."""

    n: float
    c: float
    rho0: float
    lon0: float

    def __call__(self, lon: float, lat: float) -> Point:
        """Degrees to the plane, y downwards."""
        rho = math.sqrt(max(self.c - 2 * self.n * math.sin(math.radians(lat)), 0.0)) / self.n
        theta = self.n * math.radians(lon - self.lon0)
        return rho * math.sin(theta), rho * math.cos(theta) - self.rho0


def albers(box: Box) -> Albers:
    """The projection for a box, its standard parallels a sixth from either edge.

    >>> project = albers((60.0, 30.0, 76.0, 42.0))
    >>> x, y = project(68.0, 36.0)
    >>> round(x, 6)
    0.0
    """
    west, south, east, north = box
    first, second = (math.radians(south + (north - south) * share) for share in (1 / 6, 5 / 6))
    n = (math.sin(first) + math.sin(second)) / 2
    c = math.cos(first) ** 2 + 2 * n * math.sin(first)
    middle = math.radians((south + north) / 2)
    return Albers(n, c, math.sqrt(c - 2 * n * math.sin(middle)) / n, (west + east) / 2)


class Screen(NamedTuple):
    """A projection fitted into a width; `height` follows from the box."""

    project: Albers
    scale: float
    left: float
    top: float
    width: float
    height: float

    def __call__(self, lon: float, lat: float) -> Point:
        """Degrees to the picture."""
        x, y = self.project(lon, lat)
        return (x - self.left) * self.scale, (y - self.top) * self.scale


def fit(box: Box, width: float) -> Screen:
    """The screen for a box: as wide as asked, cut so that no edge of the data shows."""
    west, south, east, north = box
    project = albers(box)
    left = max(project(west, lat)[0] for lat in (south, north))
    right = min(project(east, lat)[0] for lat in (south, north))
    top = max(project(lon, north)[1] for lon in (west, (west + east) / 2, east))
    bottom = min(project(lon, south)[1] for lon in (west, (west + east) / 2, east))
    scale = width / (right - left)
    return Screen(project, scale, left, top, width, (bottom - top) * scale)


def inside(box: Box, lon: float, lat: float) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def clip(ring: list[Point], box: Box) -> list[Point]:
    """The part of a ring inside a box (Sutherland–Hodgman).

    >>> clip([(0, 0), (4, 0), (4, 4), (0, 4)], (1, 1, 2, 2))
    [(1.0, 2), (1.0, 1), (2.0, 1), (2.0, 2)]
    """
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        ring = half(ring, axis, limit, sign)
    return ring


def half(ring: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The part of a ring on one side of a meridian or parallel."""
    kept: list[Point] = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        within, was = (point[axis] - limit) * sign >= 0, (before[axis] - limit) * sign >= 0
        if within != was:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if within:
            kept.append(point)
    return kept


def within(ring: list[Point], x: float, y: float) -> bool:
    """Whether a point lies inside a ring (even–odd rule).

    >>> within([(0, 0), (2, 0), (2, 2), (0, 2)], 1, 1)
    True
    """
    hit = False
    for (ax, ay), (bx, by) in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            hit = not hit
    return hit


def centre(ring: list[Point]) -> tuple[float, float, float]:
    """The centroid of a ring and its area.

    >>> centre([(0, 0), (2, 0), (2, 2), (0, 2)])
    (1.0, 1.0, 4.0)
    """
    pairs = list(zip(ring, [*ring[1:], *ring[:1]], strict=True))
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    area = sum(crosses) / 2
    if abs(area) < 1e-9:
        return 0.0, 0.0, 0.0
    x = sum((a[0] + b[0]) * c for (a, b), c in zip(pairs, crosses, strict=True)) / (6 * area)
    y = sum((a[1] + b[1]) * c for (a, b), c in zip(pairs, crosses, strict=True)) / (6 * area)
    return x, y, abs(area)
