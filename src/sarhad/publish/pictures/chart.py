"""Engagement and trust over time, one panel for each pair: dots with their 90 % intervals, and crosses for no value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sarhad.publish import dates
from sarhad.publish.pictures.axis import Box, Columns, Scale, fitted, value_axis
from sarhad.publish.pictures.svg import circle, fill, label, line, path, picture, rect, stroke, tag

WIDTH, GAP, HEIGHT = 760.0, 28.0, 212.0
LEFT, TOP, BOTTOM = 34.0, 30.0, 46.0  # room for the axis, the title, the periods
SCALE = Scale(1.0, float, -1.0)
TICKS = {1.0: "+1", 0.5: "", 0.0: "0", -0.5: "", -1.0: "−1"}
OFFSET = 3.5  # the two series stand side by side


class Value(NamedTuple):
    """A value with its interval and count; `value` is None where it is absent."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    absence: str


class Panel(NamedTuple):
    """One pair: values by period."""

    title: str
    engagement: dict[str, Value]
    trust: dict[str, Value]


def chart(name: str, title: str, description: str, panels: list[Panel], periods: list[str]) -> str:
    """The whole chart: a legend and up to two panels a row."""
    columns = 1 if len(panels) == 1 else 2
    width = (WIDTH - GAP * (columns - 1)) / columns
    drawn: list[str] = []
    for i, panel in enumerate(panels):
        x, y = (i % columns) * (width + GAP), 30 + (i // columns) * HEIGHT
        box = Box(x + LEFT, y + TOP, width - LEFT, HEIGHT - TOP - BOTTOM)
        drawn.extend(draw_panel(box, panel, periods))
    height = 30 + HEIGHT * ((len(panels) + columns - 1) // columns)
    return picture(name, title, description, WIDTH, height, *legend(), *drawn)


def legend() -> Iterator[str]:
    """What the marks mean."""
    yield mark("engagement", 8, 9)
    yield label(18, 13, "Engagement: what they do")
    yield mark("trust", 184, 9)
    yield label(194, 13, "Trust: what the first says of the second")
    yield cross(446, 9, "muted")
    yield label(456, 13, "No value: not enough evidence", colour="muted")


def draw_panel(box: Box, panel: Panel, periods: list[str]) -> Iterator[str]:
    """Axis, empty periods, both series."""
    yield label(box.x - LEFT, box.y - 12, panel.title, fitted(panel.title, 13.5, box.width + LEFT), font_weight=600)
    yield from value_axis(box, SCALE, TICKS, lambda value: TICKS[value])
    yield from period_labels(box, periods)
    yield from empty(box, panel, periods)
    for series, values, shift in (("trust", panel.trust, OFFSET), ("engagement", panel.engagement, -OFFSET)):
        yield from draw_series(box, series, values, periods, shift)


def period_labels(box: Box, periods: list[str]) -> Iterator[str]:
    """Periods under the axis, as many as fit."""
    every = max(1, -(-len(periods) * 56 // int(box.width)))
    for i, period in enumerate(periods):
        if (len(periods) - 1 - i) % every == 0:
            x = Columns(0, len(periods)).at(box, i)
            yield label(x, box.bottom + 32, dates.short_period(period), 11, "muted", text_anchor="middle")


def empty(box: Box, panel: Panel, periods: list[str]) -> Iterator[str]:
    """A band where neither series has a value."""
    wide = box.width / len(periods)
    for i, period in enumerate(periods):
        if known(panel.engagement, period) is None and known(panel.trust, period) is None:
            yield rect(box.x + i * wide, box.y, wide, box.height, {**fill("rule"), "fill-opacity": 0.35})


def known(values: dict[str, Value], period: str) -> Value | None:
    """A value that is there."""
    found = values.get(period)
    return found if found is not None and found.value is not None else None


def draw_series(box: Box, series: str, values: dict[str, Value], periods: list[str], shift: float) -> Iterator[str]:
    """One series: a line through neighbouring values, intervals, marks; crosses below where a value is missing."""
    colour = COLOUR[series]
    points = [(Columns(0, len(periods)).at(box, i) + shift, known(values, period)) for i, period in enumerate(periods)]
    for run in runs(points):
        yield tag(
            "path",
            {"d": path([(x, SCALE.at(box, v.value or 0)) for x, v in run]), **stroke(colour, 1.2, stroke_opacity=0.55)},
        )
    for x, found in points:
        if found is None:
            yield cross(x, box.bottom + 11, colour)
            continue
        if found.low is not None and found.high is not None:
            yield line(x, SCALE.at(box, found.low), x, SCALE.at(box, found.high), colour, 1.6, stroke_linecap="round")
        yield mark(series, x, SCALE.at(box, found.value or 0))


COLOUR = {"engagement": "accent", "trust": "counter"}


def runs(points: list[tuple[float, Value | None]]) -> Iterator[list[tuple[float, Value]]]:
    """Stretches of neighbouring values; a gap in the data breaks the line."""
    run: list[tuple[float, Value]] = []
    for x, found in [*points, (0.0, None)]:
        if found is not None:
            run.append((x, found))
        elif run:
            yield run
            run = []


def mark(series: str, x: float, y: float) -> str:
    """A filled circle for engagement, an open square for trust: told apart without colour too."""
    if series == "engagement":
        return circle(x, y, 4.2, fill("accent"))
    square = {**stroke("counter", 1.8), "fill": "#ffffff", "class": "s-counter f-paper"}
    return rect(x - 3.6, y - 3.6, 7.2, 7.2, square)


def cross(x: float, y: float, colour: str) -> str:
    """A small cross: no value."""
    return tag("path", {"d": f"M{x - 2.6:.1f} {y - 2.6:.1f}l5.2 5.2m0 -5.2l-5.2 5.2", **stroke(colour, 1.2)})
