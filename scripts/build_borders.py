"""Write a region's `borders.geojson` from the TopoJSON of Natural Earth (public domain) in the npm package world-atlas.

How to run, from the repository's root:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_borders.py package/countries-10m.json [REGION…]

The file holds the countries of the region, cut at the map's box, and each border that the region asks about as lines of
its own: the arcs which both neighbours share, so that a border section lies exactly on the two outlines.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True)
class Frame:
    """What the map of a region shows: its box, the countries by their number in the file, the borders asked about."""

    box: Box
    countries: dict[str, str]
    borders: dict[tuple[str, str], str]


FRAMES = {
    "csto-afghanistan": Frame(
        box=(44.0, 24.0, 92.0, 56.0),
        countries={
            "004": "AF", "762": "TJ", "860": "UZ", "795": "TM", "398": "KZ", "417": "KG", "364": "IR", "586": "PK",
            "156": "CN", "643": "RU", "356": "IN",
        },
        borders={
            ("AF", "TJ"): "tjk-afg", ("AF", "UZ"): "uzb-afg", ("AF", "TM"): "tkm-afg", ("AF", "IR"): "irn-afg",
            ("AF", "PK"): "pak-afg", ("AF", "CN"): "chn-afg",
        },
    ),
    "south-caucasus": Frame(
        box=(39.5, 38.0, 51.0, 44.0),
        countries={"051": "AM", "031": "AZ", "268": "GE", "643": "RU", "792": "TR", "364": "IR"},
        borders={
            ("AM", "AZ"): "arm-aze", ("AM", "GE"): "arm-geo", ("AM", "IR"): "arm-irn", ("AM", "TR"): "arm-tur",
            ("AZ", "GE"): "aze-geo", ("AZ", "IR"): "aze-irn", ("GE", "RU"): "geo-rus",
        },
    ),
}  # fmt: skip
FINE, COARSE = 0.00025, 0.004  # smallest triangle kept, in square degrees: the borders, all others
SMALLEST = 0.02  # square degrees; smaller islands are left out
REGIONS = Path(__file__).parent.parent / "src/sarhad/world/regions"


def decode(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a quantised TopoJSON in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def area(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplify(arc: Ring, smallest: float) -> Ring:
    """Visvalingam–Whyatt: drop the point of the smallest triangle until all are large; the ends stay."""
    points = list(arc)
    while len(points) > 2:
        sizes = [area(*points[i - 1 : i + 2]) for i in range(1, len(points) - 1)]
        least = min(sizes)
        if least >= smallest:
            break
        del points[sizes.index(least) + 1]
    return points


def thin(arc: Ring, smallest: float, box: Box) -> Ring:
    """An arc as fine as the map needs it; far outside the box a fiftieth of its points will do."""
    west, south, east, north = box
    near = any(west - 1 < x < east + 1 and south - 1 < y < north + 1 for x, y in arc)
    return simplify(arc, smallest) if near else [*arc[:-1:50], arc[-1]]


def arcs_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Polygons as rings of arc numbers; a negative number is the reversed arc."""
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else list(geometry["arcs"])


def numbers(geometry: dict[str, Any]) -> set[int]:
    """Every arc of a country, direction left aside."""
    return {n if n >= 0 else ~n for polygon in arcs_of(geometry) for ring in polygon for n in ring}


def stitch(ring: list[int], arcs: list[Ring]) -> Ring:
    """One ring of points from its arcs."""
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def clip(ring: Ring, box: Box) -> Ring:
    """Sutherland–Hodgman against the map's box."""
    west, south, east, north = box
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        ring = clip_side(ring, axis, limit, sign)
    return ring


def clip_side(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """The part of a ring on one side of a meridian (axis 0) or parallel (axis 1)."""
    kept: Ring = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        inside, was = (point[axis] - limit) * sign >= 0, (before[axis] - limit) * sign >= 0
        if inside != was:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if inside:
            kept.append(point)
    return kept


def size(ring: Ring) -> float:
    """The area a ring encloses, in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def rounded(points: Ring, places: int = 3) -> list[list[float]]:
    """Coordinates as GeoJSON wants them, repeated points left out."""
    kept: list[list[float]] = []
    for x, y in points:
        point = [round(x, places), round(y, places)]
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def outline(geometry: dict[str, Any], arcs: list[Ring], box: Box) -> list[list[list[list[float]]]]:
    """A country's polygons inside the box; specks are left out."""
    polygons = []
    for polygon in arcs_of(geometry):
        rings = [clip(stitch(ring, arcs), box) for ring in polygon]
        kept = [rounded([*ring, ring[0]]) for ring in rings if len(ring) > 2 and size(ring) > SMALLEST]
        if kept:
            polygons.append(kept)
    return polygons


def join(lines: list[Ring]) -> list[Ring]:
    """Chain arcs that meet end to end into as few lines as possible."""
    pool, chains = [list(line) for line in lines], []
    while pool:
        chain = pool.pop()
        while (index := next((i for i, line in enumerate(pool) if touches(chain, line)), None)) is not None:
            chain = weld(chain, pool.pop(index))
        chains.append(chain)
    return chains


def touches(a: Ring, b: Ring) -> bool:
    """Whether two lines share an end."""
    return bool({a[0], a[-1]} & {b[0], b[-1]})


def weld(a: Ring, b: Ring) -> Ring:
    """Two lines that share an end as one."""
    a = a[::-1] if a[0] in (b[0], b[-1]) and a[-1] not in (b[0], b[-1]) else a
    b = b if a[-1] == b[0] else b[::-1]
    return a + b[1:]


def feature(kind: str, coordinates: Any, properties: dict[str, str]) -> dict[str, Any]:
    """One GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(topology: dict[str, Any], frame: Frame) -> dict[str, Any]:
    """Countries and border sections of the region."""
    codes = frame.countries
    shapes = {codes[g["id"]]: g for g in topology["objects"]["countries"]["geometries"] if g.get("id") in codes}
    used = {code: numbers(shape) for code, shape in shapes.items()}
    asked = {border: used[a] & used[b] for (a, b), border in frame.borders.items()}
    home, wanted = home_arcs(used, frame), set().union(*used.values())
    arcs = [
        thin(arc, FINE if i in home else COARSE, frame.box) if i in wanted else arc
        for i, arc in enumerate(decode(topology))
    ]
    countries = [
        feature("MultiPolygon", outline(shape, arcs, frame.box), {"country": code, "name": shape["properties"]["name"]})
        for code, shape in sorted(shapes.items())
    ]
    borders = [
        feature("LineString", rounded(line), {"border": border})
        for border, found in asked.items()
        for line in join([arcs[n] for n in sorted(found)])
    ]
    credit = "Natural Earth (public domain) through world-atlas 2.0.2"
    return {"type": "FeatureCollection", "bbox": list(frame.box), "credit": credit, "features": countries + borders}


def home_arcs(used: dict[str, set[int]], frame: Frame) -> set[int]:
    """The arcs of the countries that each border asked about has first: they are drawn finest."""
    return set().union(*(used[first] for first, _ in frame.borders))


if __name__ == "__main__":
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for name in sys.argv[2:] or FRAMES:
        result, out = collection(topology, FRAMES[name]), REGIONS / name / "borders.geojson"
        out.write_text(json.dumps(result, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        sys.stdout.write(f"{name}: {out.stat().st_size:,} bytes, {len(result['features'])} features\n")
