"""The map: outlines, emphasised border sections, and events at the places where they were reported."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from sarhad.publish.pictures import projection
from sarhad.publish.pictures.projection import Box, Point, Screen
from sarhad.publish.pictures.svg import circle, fill, label, line, path, picture, rect, stroke, tag

WIDTH, LEGEND = 760.0, 58.0
PAD, REACH = 1.3, 4.0  # degrees: margin of the map; how far from the border sections a place may lie to be drawn
LABELS = 12  # places that are named on the map
SHIFTS = sorted(
    ((dx, dy) for dx in range(-180, 181, 30) for dy in range(-150, 151, 25)),
    key=lambda shift: (math.hypot(*shift), shift),
)


class Spot(NamedTuple):
    """A place with its number of events; `area` when the events lie somewhere within it."""

    name: str
    lon: float
    lat: float
    n: int
    area: bool


class Taken(NamedTuple):
    """A rectangle that a label or a mark covers."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Taken) -> bool:
        """Whether two rectangles overlap."""
        apart = self.x + self.width < other.x or other.x + other.width < self.x
        return not (apart or self.y + self.height < other.y or other.y + other.height < self.y)


def features(geometry: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The features which carry a property: "country" or "border"."""
    return [f for f in geometry.get("features", []) if key in f.get("properties", {})]


def lines(feature: dict[str, Any]) -> list[list[Point]]:
    """The lines of a line feature."""
    shape = feature["geometry"]
    parts = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
    return [[(p[0], p[1]) for p in part] for part in parts]


def rings(feature: dict[str, Any]) -> list[list[Point]]:
    """The rings of a polygon feature, outer and inner alike."""
    shape = feature["geometry"]
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[(p[0], p[1]) for p in ring] for polygon in polygons for ring in polygon]


def extent(geometry: dict[str, Any], borders: set[str], spots: list[Spot]) -> Box:
    """The box of the map: around the border sections asked for and the places near them, else all that there is."""
    drawn = [f for f in features(geometry, "border") if f["properties"]["border"] in borders]
    points = [p for f in drawn for part in lines(f) for p in part]
    whole = tuple(geometry.get("bbox", ())) or bounds(
        [p for f in features(geometry, "country") for r in rings(f) for p in r]
    )
    outer: Box = (whole[0], whole[1], whole[2], whole[3])
    if not points:
        return outer
    near = [(s.lon, s.lat) for s in spots if projection.inside(meet(widen(bounds(points), REACH), outer), s.lon, s.lat)]
    return meet(widen(bounds(points + near), PAD), outer)


def widen(box: Box, by: float) -> Box:
    """A box with a margin in degrees."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def meet(a: Box, b: Box) -> Box:
    """What two boxes share."""
    return (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def bounds(points: list[Point]) -> Box:
    """The box around points."""
    if not points:
        return (-180.0, -60.0, 180.0, 80.0)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def draw(
    name: str,
    title: str,
    description: str,
    geometry: dict[str, Any],
    frame: Box,
    borders: set[str],
    home: str,
    spots: list[Spot],
    countries: dict[str, int],
) -> str:
    """The whole map with its legend; `countries` are events known to the country only, by ISO code.

    `home` is the country that all border sections share; it is drawn a shade darker.
    """
    screen = projection.fit(frame, WIDTH)
    clip_id = f"{name}-clip"
    window = tag("clipPath", {"id": clip_id}, rect(0, 0, screen.width, screen.height, {"rx": 2}))
    taken = [Taken(x - r, y - r, 2 * r, 2 * r) for spot in spots for x, y, r in [disc(screen, spot)]]
    names = list(country_names(screen, geometry, frame, countries, taken))
    inside = tag(
        "g",
        {"clip-path": f"url(#{clip_id})"},
        *outlines(screen, geometry, home),
        *sections(screen, geometry, borders),
        *names,
        *(mark for spot in spots for mark in marks(screen, spot)),
        *place_names(screen, spots, taken),
    )
    edge = rect(0.5, 0.5, screen.width - 1, screen.height - 1, stroke("rule", 1))
    return picture(
        name, title, description, WIDTH, screen.height + LEGEND, window, inside, edge, *legend(screen.height)
    )


def outlines(screen: Screen, geometry: dict[str, Any], home: str) -> Iterator[str]:
    """Countries as land; the one whose borders are the subject a shade darker."""
    for feature in features(geometry, "country"):
        d = "".join(path([screen(*p) for p in ring], closed=True) for ring in rings(feature))
        land = fill("home" if feature["properties"].get("country") == home else "land")
        edge = {"stroke": "#b9bfc0", "stroke-width": 0.8, "stroke-linejoin": "round"}
        yield tag("path", {"d": d, **land, **edge, "class": f"{land['class']} e-coast"})


def sections(screen: Screen, geometry: dict[str, Any], borders: set[str]) -> Iterator[str]:
    """The border sections of the region."""
    for feature in features(geometry, "border"):
        if feature["properties"]["border"] in borders:
            d = "".join(path([screen(*p) for p in part]) for part in lines(feature))
            yield tag("path", {"d": d, **stroke("accent", 2.4, stroke_linejoin="round", stroke_linecap="round")})


def disc(screen: Screen, spot: Spot) -> tuple[float, float, float]:
    """Where a mark lies and how large it is: its area grows with the events."""
    x, y = screen(spot.lon, spot.lat)
    return x, y, 3.0 + 2.4 * math.sqrt(spot.n)


def marks(screen: Screen, spot: Spot) -> Iterator[str]:
    """A filled circle at a point; a wide open ring for an area."""
    x, y, r = disc(screen, spot)
    if spot.area:
        yield circle(
            x, y, r + 4, {**stroke("counter", 1.4, stroke_dasharray="4 3"), "fill": "#a13d22", "fill-opacity": 0.06}
        )
    else:
        yield circle(
            x,
            y,
            r,
            {
                "fill": "#a13d22",
                "fill-opacity": 0.78,
                "stroke": "#ffffff",
                "stroke-width": 1,
                "class": "f-counter e-paper",
            },
        )


def country_names(
    screen: Screen, geometry: dict[str, Any], frame: Box, countries: dict[str, int], taken: list[Taken]
) -> Iterator[str]:
    """Names where a good part of a country shows, off the marks and the border sections."""
    whole = (frame[2] - frame[0]) * (frame[3] - frame[1])
    drawn = [screen(*p) for f in features(geometry, "border") for part in lines(f) for p in part]
    kept = taken + [Taken(x - 3, y - 3, 6, 6) for x, y in drawn]
    for feature in features(geometry, "country"):
        parts = [projection.clip(ring, frame) for ring in rings(feature)]
        part = max(parts, key=lambda ring: projection.centre(ring)[2], default=[])
        if projection.centre(part)[2] > whole * 0.012:
            n = countries.get(feature["properties"].get("country", ""), 0)
            space = name_space(screen, part, feature["properties"].get("name", ""), n, kept)
            if space is not None:
                taken.append(space)
                yield from country_name(space, feature["properties"].get("name", ""), n)


def name_space(screen: Screen, part: list[Point], name: str, n: int, kept: list[Taken]) -> Taken | None:
    """Room for a name near the middle of what shows of a country; none when every place is taken."""
    lon, lat, _ = projection.centre(part)
    x, y = screen(lon, lat)
    outline = [screen(*p) for p in part]
    wide = max(8.4 * len(name), 118.0 if n else 0.0)
    for dx, dy in SHIFTS:
        space = Taken(x + dx - wide / 2, y + dy - 12, wide, 30.0 if n else 16.0)
        clear = fits(screen, space) and not any(space.meets(t) for t in kept)
        if clear and projection.within(outline, x + dx, y + dy):
            return space
    return None


def country_name(space: Taken, name: str, n: int) -> Iterator[str]:
    """One name in capitals, with the events known to the country only."""
    middle, y = space.x + space.width / 2, space.y + 12
    yield label(middle, y, name.upper(), 11, "muted", text_anchor="middle", letter_spacing="0.12em")
    if n:
        yield label(middle, y + 15, f"{n} to the country only", 11, "counter", text_anchor="middle")


def fits(screen: Screen, space: Taken) -> bool:
    """Whether a label lies wholly on the map."""
    return (
        space.x > 4
        and space.y > 2
        and space.x + space.width < screen.width - 4
        and space.y + space.height < screen.height - 2
    )


def place_names(screen: Screen, spots: list[Spot], taken: list[Taken]) -> Iterator[str]:
    """The names of the places with most events, on whichever side there is room."""
    for spot in sorted(spots, key=lambda s: (-s.n, s.name))[:LABELS]:
        x, y, r = disc(screen, spot)
        reach, text = r + (8 if spot.area else 4), f"{spot.name} {spot.n}"
        wide = 6.3 * len(text)
        sides = (
            (x + reach, y - 8, "start"),
            (x - reach - wide, y - 8, "end"),
            (x - wide / 2, y - reach - 15, "middle"),
            (x - wide / 2, y + reach, "middle"),
        )
        for left, top, anchor in sides:
            space = Taken(left, top, wide, 15)
            if fits(screen, space) and not any(space.meets(t) for t in taken):
                taken.append(space)
                at = {"start": left, "end": left + wide, "middle": left + wide / 2}[anchor]
                yield halo(at, top + 12, text, anchor)
                break


def halo(x: float, y: float, text: str, anchor: str) -> str:
    """A name with a pale edge, legible over lines."""
    under = {"stroke": "#ffffff", "stroke-width": 3, "stroke-linejoin": "round", "stroke-opacity": 0.85}
    back = label(x, y, text, 12, "paper", text_anchor=anchor, aria_hidden="true", **under)
    return back.replace('class="f-paper"', 'class="f-paper e-paper"') + label(x, y, text, 12, text_anchor=anchor)


def legend(top: float) -> Iterator[str]:
    """What the marks mean, under the map."""
    y = top + 22
    yield circle(10, y - 4, 6, {"fill": "#a13d22", "fill-opacity": 0.78, "class": "f-counter"})
    yield label(24, y, "Events at a town or crossing; the area grows with their number")
    yield circle(396, y - 4, 7, stroke("counter", 1.4, stroke_dasharray="4 3"))
    yield label(411, y, "Events somewhere in a province, a district, or along a river")
    yield line(2, y + 20, 18, y + 20, "accent", 2.4)
    yield label(24, y + 24, "Border section in question")
    yield label(396, y + 24, "Albers equal-area conic projection", colour="muted")
