"""Small multiples: history and forecast of every unit on one and the same axis, so that they can be compared."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sarhad.publish.pictures.axis import Box, Columns, Scale, count_scale, count_ticks, fitted, month_axis, value_axis
from sarhad.publish.pictures.fan import Fan, describe, draw_fan, foot, last_month, legend
from sarhad.publish.pictures.svg import label, picture, rect, stroke

WIDTH, ROW, GAP, LEFT, ACROSS = 760.0, 158.0, 22.0, 44.0, 3
HEAD, UNDER, FOOT = 24.0, 40.0, 20.0  # the legend; a unit's two lines; the axis note
PANEL = (WIDTH - LEFT - GAP * (ACROSS - 1)) / ACROSS


class Small(NamedTuple):
    """One unit: its fan, or why there is none; `note` is a line about it, such as its probability."""

    title: str
    fan: Fan | None
    note: str = ""
    absence: str = ""


def multiples(name: str, title: str, units: Sequence[Small]) -> str:
    """The whole picture: up to three units a row, the value axis at the left of each row."""
    fans = [unit.fan for unit in units if unit.fan]
    scale = count_scale([value for fan in fans for value in fan.highest()], math.log1p)
    rows = -(-len(units) // ACROSS)
    return picture(
        name,
        title,
        description(units),
        WIDTH,
        HEAD + ROW * rows + FOOT,
        *(legend(fans[0]) if fans else ()),
        *(mark for i, unit in enumerate(units) for mark in draw_unit(place(i), scale, unit, first=i % ACROSS == 0)),
        label(0, HEAD + ROW * rows + FOOT - 4, foot(fans[0], math.log1p) if fans else "", 10.5, "muted"),
    )


def place(index: int) -> Box:
    """Where a unit's plot lies."""
    x, y = LEFT + (index % ACROSS) * (PANEL + GAP), HEAD + (index // ACROSS) * ROW
    return Box(x, y + UNDER, PANEL, ROW - UNDER - 30)


def draw_unit(box: Box, scale: Scale, unit: Small, first: bool) -> Iterator[str]:
    """One unit: two lines, then its fan, or why there is none."""
    yield label(box.x, box.y - 22, unit.title, fitted(unit.title, 12.5, box.width), font_weight=600)
    yield label(box.x, box.y - 7, unit.note, fitted(unit.note, 11, box.width), "muted")
    if unit.fan is None:
        yield rect(box.x, box.y, box.width, box.height, stroke("coast", 1.0, stroke_dasharray="3 3"))
        yield label(box.x + box.width / 2, box.y + box.height / 2, unit.absence, 11, "muted", text_anchor="middle")
        return
    months = Columns(unit.fan.first, len(unit.fan.history) + len(unit.fan.steps))
    yield from value_axis(box, scale, count_ticks(scale, box.height, 18), named=first)
    yield from month_axis(box, months)
    yield from draw_fan(box, scale, months, unit.fan, size=2.2)
    yield last_month(box, months, unit.fan.last)


def description(units: Sequence[Small]) -> str:
    """Every unit in words, with the first month ahead and the last of a year."""
    told = (
        f"{unit.title}: {describe(unit.fan, (1, 12)) if unit.fan else unit.absence + '.'} {unit.note}" for unit in units
    )
    return " ".join(" ".join(text.split()) for text in told)
