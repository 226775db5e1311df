"""A fan chart: what was counted month by month, what is forecast as bands, and what then happened."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sarhad.panel import month_name
from sarhad.publish import dates
from sarhad.publish.pictures.axis import (
    Bend,
    Box,
    Columns,
    Scale,
    count_scale,
    count_ticks,
    month_axis,
    plain,
    value_axis,
)
from sarhad.publish.pictures.svg import circle, fill, label, line, path, picture, rect, stroke, tag

WIDTH, HEIGHT = 760.0, 292.0
PLOT = Box(52.0, 32.0, WIDTH - 60.0, 196.0)
BENDS: dict[Bend, str] = {math.sqrt: "square-root axis", math.log1p: "axis of log(1 + n)"}


class Step(NamedTuple):
    """The forecast of one month: its 5, 25, 50, 75 and 95 % quantiles, and the count when it is known."""

    low: float
    lower: float
    middle: float
    upper: float
    high: float
    truth: float | None = None

    @property
    def missed(self) -> bool:
        """Whether what happened lies outside the 90 % band."""
        return self.truth is not None and not self.low <= self.truth <= self.high


class Fan(NamedTuple):
    """History and forecast of one unit; the last month of the history is the last that the forecast knew.

    A month of the history is None where nothing was monitored. `last` is that month's number.
    """

    last: int
    history: tuple[float | None, ...]
    steps: tuple[Step, ...]
    counted: str = "deaths a month"
    issued: str = ""  # "as issued on 3 May 2025 by … from …"

    @property
    def first(self) -> int:
        """The number of the history's first month."""
        return self.last - len(self.history) + 1

    def shortened(self, months: int) -> Fan:
        """The same with only the newest months of its history."""
        return self._replace(history=self.history[-months:])

    def highest(self) -> list[float]:
        """What the axis must have room for."""
        ahead = [max(step.high, step.truth or 0.0) for step in self.steps]
        return [value for value in self.history if value is not None] + ahead


def fan_chart(name: str, title: str, fan: Fan, bend: Bend = math.sqrt) -> str:
    """The whole picture of one unit."""
    scale = count_scale(fan.highest(), bend)
    months = Columns(fan.first, len(fan.history) + len(fan.steps))
    return picture(
        name,
        title,
        describe(fan),
        WIDTH,
        HEIGHT,
        *legend(fan),
        *value_axis(PLOT, scale, count_ticks(scale, PLOT.height)),
        *month_axis(PLOT, months),
        *draw_fan(PLOT, scale, months, fan),
        last_month(PLOT, months, fan.last),
        last_month_name(PLOT, months, fan.last),
        label(0, HEIGHT - 4, foot(fan, bend), 10.5, "muted"),
    )


def foot(fan: Fan, bend: Bend) -> str:
    """What the axis counts and how it is bent; when, by what and from what the forecast was issued."""
    return f"{fan.counted[:1].upper()}{fan.counted[1:]}, {BENDS[bend]}. {fan.issued}".strip()


def draw_fan(box: Box, scale: Scale, months: Columns, fan: Fan, size: float = 3.2) -> Iterator[str]:
    """Bands, median, history and dots, in the order in which they cover one another."""
    ahead = [(months.at(box, fan.last + i), step) for i, step in enumerate(fan.steps, 1)]
    yield ribbon(box, scale, [(x, step.low, step.high) for x, step in ahead], months.column(box), 0.18)
    yield ribbon(box, scale, [(x, step.lower, step.upper) for x, step in ahead], months.column(box), 0.34)
    yield from past(box, scale, months, fan)
    yield curve([(x, scale.at(box, step.middle)) for x, step in ahead], "accent", 2.0)
    for x, step in ahead:
        if step.truth is not None:
            yield dot(x, scale.at(box, step.truth), step.missed, size)


def ribbon(box: Box, scale: Scale, edges: Sequence[tuple[float, float, float]], column: float, opacity: float) -> str:
    """The area between two quantiles; a forecast of one month is as wide as its column."""
    if len(edges) == 1:
        ((x, low, high),) = edges
        edges = [(x - column / 2, low, high), (x + column / 2, low, high)]
    above = [(x, scale.at(box, high)) for x, _, high in edges]
    below = [(x, scale.at(box, low)) for x, low, _ in reversed(edges)]
    return tag("path", {"d": path([*above, *below], closed=True), **fill("accent"), "fill-opacity": opacity})


def past(box: Box, scale: Scale, months: Columns, fan: Fan) -> Iterator[str]:
    """The history as a line; it breaks where nothing was monitored, and the gap is tinted."""
    run: list[tuple[float, float]] = []
    column = months.column(box)
    for month, value in enumerate(fan.history, fan.first):
        x = months.at(box, month)
        if value is None:
            yield curve(run, "ink", 1.2)
            yield rect(x - column / 2, box.y, column, box.height, {**fill("rule"), "fill-opacity": 0.35})
            run = []
        else:
            run.append((x, scale.at(box, value)))
    yield curve(run, "ink", 1.2)


def curve(points: Sequence[tuple[float, float]], colour: str, width: float) -> str:
    """A line through points; a single point is a dot, none is nothing."""
    if len(points) == 1:
        return circle(*points[0], width, fill(colour))
    return tag("path", {"d": path(points), **stroke(colour, width, stroke_linejoin="round")}) if points else ""


def dot(x: float, y: float, missed: bool, size: float = 3.2) -> str:
    """What then happened: a filled dot inside the 90 % band, a diamond of another colour outside of it."""
    edge = {"stroke": "#ffffff", "stroke-width": size / 3.2}
    if not missed:
        return circle(x, y, size, {**fill("ink"), **edge, "class": "f-ink e-paper"})
    far = size * 1.7
    shape = path([(x, y - far), (x + far, y), (x, y + far), (x - far, y)], closed=True)
    return tag("path", {"d": shape, **fill("counter"), **edge, "class": "f-counter e-paper"})


def last_month(box: Box, months: Columns, last: int) -> str:
    """The line after which nothing was known."""
    x = months.at(box, last) + months.column(box) / 2
    return line(x, box.y - 6, x, box.bottom, "muted", 1.0, stroke_dasharray="2 3")


def last_month_name(box: Box, months: Columns, last: int) -> str:
    """Which month that is."""
    x = months.at(box, last) + months.column(box) / 2
    return label(x - 5, box.y - 1, f"data to {dates.short_period(month_name(last))}", 10.5, "muted", text_anchor="end")


def legend(fan: Fan) -> Iterator[str]:
    """What the marks mean; the dots are explained only where some are drawn."""
    y = 10.0
    yield curve([(0, y), (18, y)], "ink", 1.2)
    yield label(24, y + 4, "Counted", 11.5)
    yield curve([(90, y), (108, y)], "accent", 2.0)
    yield label(114, y + 4, "Median", 11.5)
    for x, opacity, text in ((176, 0.46, "50 % band"), (268, 0.18, "90 % band")):
        yield rect(x, y - 6, 18, 12, {**fill("accent"), "fill-opacity": opacity})
        yield label(x + 24, y + 4, text, 11.5)
    if any(step.truth is not None for step in fan.steps):
        yield dot(369, y, missed=False)
        yield label(380, y + 4, "What then happened", 11.5)
        yield dot(517, y, missed=True)
        yield label(528, y + 4, "… outside the 90 % band", 11.5)


def describe(fan: Fan, months: Sequence[int] = ()) -> str:
    """The picture in words: the newest counts, then months ahead (all, or those given) and what happened in each."""
    chosen = [i for i in months or range(1, len(fan.steps) + 1) if i <= len(fan.steps)]
    told = [f"{dates.short_period(month_name(fan.last + i))}: {step_words(fan.steps[i - 1])}" for i in chosen]
    return f"{recent(fan)} Forecast of {fan.counted}, {'; '.join(told)}." if told else recent(fan)


def recent(fan: Fan) -> str:
    """The history's newest twelve months in one sentence."""
    year = fan.history[-12:]
    known = [value for value in year if value is not None]
    span = f"{len(year)} months to {dates.in_words(month_name(fan.last))}"
    if not known:
        return f"Nothing was monitored in the {span}."
    missing = f", {len(year) - len(known)} of them not monitored" if len(known) < len(year) else ""
    return (
        f"In the {span}{missing}: {plain(sum(known))} in all, from {plain(min(known))} to {plain(max(known))} a month."
    )


def step_words(step: Step) -> str:
    """One month ahead in words."""
    truth = "" if step.truth is None else f", counted {plain(step.truth)}{' (outside)' if step.missed else ''}"
    return f"median {plain(step.middle)}, 90 % between {plain(step.low)} and {plain(step.high)}{truth}"
