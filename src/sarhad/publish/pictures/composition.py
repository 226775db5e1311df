"""Stacked bars: the share of each threat mode in a period, with the number of origins written into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sarhad.publish import dates
from sarhad.publish.pictures.svg import label, line, picture, rect, stroke

WIDTH, HEIGHT = 760.0, 330.0
PLOT = (0.0, 26.0, 500.0, 262.0)  # x, y, width, height
LEGEND_X = 524.0
TONES = {  # fill, and whether ink on it is dark
    "armed-attack": ("#8a351d", False),
    "cross-border-raid": ("#d08b6d", True),
    "recruitment": ("#1f4e79", False),
    "safe-haven": ("#4f7ba3", False),
    "online-radicalisation": ("#abc4d9", True),
    "trafficking": ("#6d6b43", False),
    "financing": ("#cdc8a3", True),
}
OTHER = ("#8b8f92", True)


class Bar(NamedTuple):
    """Where a period's bar lies."""

    x: float
    width: float


def composition(
    name: str,
    title: str,
    description: str,
    periods: list[str],
    modes: list[tuple[str, str]],
    counts: dict[tuple[str, str], int],
    absences: dict[str, str],
    change: str = "",
) -> str:
    """The whole picture: a bar for every period of the axis, a legend in the order of the stack.

    A line stands before the period `change`, with which the composition is judged to have changed.
    """
    step = PLOT[2] / len(periods)
    wide = min(step * 0.82, 62.0)
    drawn: list[str] = []
    for i, period in enumerate(periods):
        bar = Bar(PLOT[0] + (i + 0.5) * step - wide / 2, wide)
        drawn.extend(draw_bar(bar, period, modes, counts, absences.get(period, "")))
        drawn.extend(period_label(bar, period))
        drawn.extend(change_line(PLOT[0] + i * step) if period == change else ())
    return picture(name, title, description, WIDTH, HEIGHT, *drawn, baseline(), *legend(modes, change))


def change_line(x: float) -> Iterator[str]:
    """Where the composition changed, most probably."""
    yield line(x, PLOT[1] - 6, x, PLOT[1] + PLOT[3] + 6, "ink", 1.4, stroke_dasharray="5 3")


def baseline() -> str:
    """The line that the bars stand on."""
    return line(PLOT[0], PLOT[1] + PLOT[3], PLOT[0] + PLOT[2], PLOT[1] + PLOT[3], "muted", 0.8)


def period_label(bar: Bar, period: str) -> Iterator[str]:
    """The period under its bar: quarter or month above, year below."""
    middle, y = bar.x + bar.width / 2, PLOT[1] + PLOT[3]
    first, _, second = dates.short_period(period).partition(" ")
    yield label(middle, y + 17, first, 11.5, "ink", text_anchor="middle")
    yield label(middle, y + 31, second, 10.5, "muted", text_anchor="middle") if second else ""


def draw_bar(
    bar: Bar, period: str, modes: list[tuple[str, str]], counts: dict[tuple[str, str], int], absence: str
) -> Iterator[str]:
    """The segments of one period from the top down; a dashed outline where there is nothing to show."""
    total = sum(counts.get((period, mode), 0) for mode, _ in modes)
    if not total:
        yield from hollow(bar, absence or "none named")
        return
    middle, y = bar.x + bar.width / 2, PLOT[1]
    yield label(middle, y - 8, f"n = {total}", 10.5, "muted", text_anchor="middle")
    for mode, _ in modes:
        count = counts.get((period, mode), 0)
        height = PLOT[3] * count / total
        if count:
            yield segment(bar, y, height, mode)
            yield number(middle, y + height / 2, count, mode) if height >= 13 else ""
        y += height


def segment(bar: Bar, y: float, height: float, mode: str) -> str:
    """One mode's share."""
    tone = TONES.get(mode, OTHER)[0]
    edge = {"stroke": "#ffffff", "stroke-width": 1.2, "class": "e-paper"}
    return rect(bar.x, y, bar.width, height, {"fill": tone, **edge})


def number(x: float, y: float, count: int, mode: str) -> str:
    """A count inside its segment."""
    dark = TONES.get(mode, OTHER)[1]
    return label(x, y + 4, str(count), 11.5, "ink", text_anchor="middle").replace(
        'fill="#1c2630" class="f-ink"', f'fill="{"#1c2630" if dark else "#ffffff"}"'
    )


def hollow(bar: Bar, why: str) -> Iterator[str]:
    """A period with nothing to show, and why."""
    yield rect(bar.x, PLOT[1], bar.width, PLOT[3], stroke("coast", 1.0, stroke_dasharray="3 3"))
    x, y = bar.x + bar.width / 2 + 4, PLOT[1] + PLOT[3] / 2
    turned = f"rotate(-90 {x:.1f} {y:.1f})"
    yield label(x, y, why, 11, "muted", text_anchor="middle", transform=turned)


def legend(modes: list[tuple[str, str]], change: str = "") -> Iterator[str]:
    """Modes in the order in which they are stacked; then what the line means."""
    for i, (mode, text) in enumerate(modes):
        y = PLOT[1] + 10 + i * 26
        yield rect(LEGEND_X, y - 10, 13, 13, {"fill": TONES.get(mode, OTHER)[0]})
        yield label(LEGEND_X + 21, y + 1, text, 12.5)
    if change:
        y = PLOT[1] + 10 + len(modes) * 26
        yield line(LEGEND_X + 6.5, y - 14, LEGEND_X + 6.5, y + 6, "ink", 1.4, stroke_dasharray="5 3")
        yield label(LEGEND_X + 21, y + 1, f"Most probable change, {dates.short_period(change)}", 12.5)
