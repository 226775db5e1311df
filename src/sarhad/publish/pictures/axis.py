"""Where values and months stand in a picture: boxes, value axes that say how they are bent, month axes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sarhad.publish.dates import MONTHS
from sarhad.publish.pictures.svg import fill, label, line, rect

Bend = Callable[[float], float]


class Box(NamedTuple):
    """Where a plot lies."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


class Scale(NamedTuple):
    """A value axis: its highest value, how the values between are spread, and its lowest value."""

    top: float
    bend: Bend = float
    bottom: float = 0.0

    def share(self, value: float) -> float:
        """How far up a value stands, from 0 to 1; what lies outside the axis stands at its end.

        >>> Scale(100, math.sqrt).share(25), Scale(1).share(2), Scale(1, float, -1).share(0)
        (0.5, 1.0, 0.5)
        """
        low, high = self.bend(self.bottom), self.bend(self.top)
        return (self.bend(min(max(value, self.bottom), self.top)) - low) / (high - low)

    def at(self, box: Box, value: float) -> float:
        """The height of a value."""
        return box.bottom - self.share(value) * box.height


def count_scale(values: Sequence[float], bend: Bend = math.sqrt) -> Scale:
    """An axis for counts: it ends at a round number at or above all values, and never below 5.

    >>> count_scale([0, 3, 37]).top, count_scale([]).top
    (50.0, 5.0)
    """
    highest = max([5.0, *values])
    size = 10.0 ** math.floor(math.log10(highest))
    return Scale(next(size * step for step in (1, 2, 3, 5, 10) if size * step >= highest), bend)


def count_ticks(scale: Scale, height: float, room: float = 24.0) -> list[float]:
    """Round numbers from 0 to the top, as many as fit with `room` between them; 0 and the top always stand.

    >>> count_ticks(Scale(50.0, math.sqrt), 120)
    [0.0, 2.0, 10.0, 50.0]
    >>> count_ticks(Scale(5000.0, math.log1p), 180)
    [0.0, 10.0, 100.0, 1000.0, 5000.0]
    """
    steps = (1,) if scale.bend is math.log1p and scale.top > 300 else (1, 2, 5)
    powers = range(int(math.log10(scale.top)) + 1)
    kept = [0.0]
    for value in (float(step * 10**power) for power in powers for step in steps):
        clear = (scale.share(value) - scale.share(kept[-1])) * height >= room
        if clear and (1 - scale.share(value)) * height >= room:
            kept.append(value)
    return [*kept, scale.top]


def plain(value: float) -> str:
    """A count as an axis shows it.

    >>> plain(5000.0), plain(0.0)
    ('5,000', '0')
    """
    return f"{value:,.0f}"


def percent(share: float) -> str:
    """A probability as a percentage; what is not quite 0 or 100 never reads as such.

    >>> percent(0.72), percent(0.002), percent(0.999), percent(1.0)
    ('72\\u202f%', '<1\\u202f%', '>99\\u202f%', '100\\u202f%')
    """
    whole = round(share * 100)
    edge = "<1" if whole == 0 and share > 0 else ">99" if whole == 100 and share < 1 else str(whole)
    return f"{edge}\u202f%"


def fitted(text: str, size: float, room: float) -> float:
    """A font size at which a text fits into its room, at most `size`.

    >>> fitted("Tajikistan", 13, 134), round(fitted("Democratic Republic of the Congo", 13, 134), 1)
    (13, 7.9)
    """
    return min(size, room / (0.53 * max(len(text), 1)))


def value_axis(
    box: Box, scale: Scale, ticks: Iterable[float], told: Callable[[float], str] = plain, named: bool = True
) -> Iterator[str]:
    """Lines across the plot with their values at the left; the one at 0 is the strongest."""
    for value in ticks:
        y = scale.at(box, value)
        yield line(box.x, y, box.right, y, "muted" if value == 0 else "rule", 0.8 if value == 0 else 0.6)
        text = told(value) if named else ""
        yield label(box.x - 7, y + 4, text, 11, "muted", text_anchor="end") if text else ""


class Columns(NamedTuple):
    """Columns of one width: the number of the first (of months: year × 12 + month − 1), and how many there are."""

    first: int
    length: int

    def at(self, box: Box, number: float) -> float:
        """The middle of a column."""
        return box.x + (number - self.first + 0.5) / self.length * box.width

    def column(self, box: Box) -> float:
        """The width of a column."""
        return box.width / self.length


def month_axis(box: Box, months: Columns) -> Iterator[str]:
    """Ticks at each January with its year, and quarters by their first month where there is room for them."""
    column = months.column(box)
    every = next((step for step in (1, 2, 5, 10, 20) if step * 12 * column >= 34), 50)
    quarters = column * 3 >= 25
    for month in range(months.first, months.first + months.length):
        x = months.at(box, month) - column / 2
        if month % 12 == 0 and month // 12 % every == 0:
            yield from tick(box, x, str(month // 12), 34 if quarters else 18, room=30)
        if quarters and month % 3 == 0:
            yield from tick(box, x, MONTHS[month % 12][:3], 18, room=24)


def tick(box: Box, x: float, text: str, depth: float, room: float) -> Iterator[str]:
    """A mark under the plot with its text to the right; no text where the axis ends too soon for it."""
    yield line(x, box.bottom, x, box.bottom + depth, "muted" if depth > 18 else "rule", 0.8)
    if box.right - x >= room:
        yield label(x + 4, box.bottom + depth - 4, text, 11, "muted")


def band(box: Box, scale: Scale, low: float, high: float, colour: str, opacity: float) -> str:
    """A stretch of the value axis, tinted from edge to edge."""
    top = scale.at(box, high)
    shape = {**fill(colour), "fill-opacity": opacity}
    return rect(box.x, top, box.width, scale.at(box, low) - top, shape)
