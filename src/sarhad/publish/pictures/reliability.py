"""A reliability diagram: how often that came about which a probability was given for, and how many cases say so."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sarhad.publish.pictures.axis import Box, Scale, count_scale, percent, plain, value_axis
from sarhad.publish.pictures.svg import circle, fill, label, line, picture, rect, stroke
from sarhad.scoring import Reliability

WIDTH, HEIGHT = 760.0, 478.0
PLOT = Box(52.0, 20.0, 340.0, 340.0)
BARS = Box(52.0, 376.0, 340.0, 64.0)
FACTS_X = 446.0
SHARE = Scale(1.0)
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def off(found: Reliability) -> bool:
    """Whether the interval leaves the diagonal out: what was said is not what came about."""
    return not found.low <= found.forecast <= found.high


def reliability(
    name: str, title: str, bins: tuple[Reliability, ...], facts: tuple[tuple[str, str], ...], event: str
) -> str:
    """The diagram, the counts below it, and the figures that sum it up at its side.

    `facts` are pairs such as ("Brier score", "0.034 (base rate 0.168)"); `event` is what the probabilities are of.
    """
    filled = [found for found in bins if found.n]
    return picture(
        name,
        title,
        description(bins, facts, event),
        WIDTH,
        HEIGHT,
        *value_axis(PLOT, SHARE, TICKS, percent),
        line(PLOT.x, PLOT.bottom, PLOT.right, PLOT.y, "muted", 1.0, stroke_dasharray="4 4"),
        *(mark for found in filled for mark in draw_bin(found)),
        *histogram(filled),
        *side(facts),
        label(PLOT.x, PLOT.y - 9, f"Share in which it came about: {event}", 11, "muted"),
        label(across(0.5), HEIGHT - 4, "Probability given", 11, "muted", text_anchor="middle"),
    )


def across(share: float) -> float:
    """The place of a probability from left to right."""
    return PLOT.x + share * PLOT.width


def draw_bin(found: Reliability) -> Iterator[str]:
    """One bin: its interval, its mean; hollow where the interval leaves the diagonal out."""
    x, y = across(found.forecast), SHARE.at(PLOT, found.frequency)
    colour = "counter" if off(found) else "accent"
    yield line(x, SHARE.at(PLOT, found.low), x, SHARE.at(PLOT, found.high), colour, 1.8, stroke_linecap="round")
    yield circle(x, y, 4.6, hollow() if off(found) else fill(colour))


def hollow() -> dict[str, object]:
    """An open mark."""
    return {**stroke("counter", 1.8), "fill": "#ffffff", "class": "s-counter f-paper"}


def histogram(bins: list[Reliability]) -> Iterator[str]:
    """How many cases each bin holds, on a square-root axis, with the number over each bar."""
    scale = count_scale([float(found.n) for found in bins], math.sqrt)
    for found in bins:
        x, width = across(found.first), (found.last - found.first) * BARS.width
        y = scale.at(BARS, found.n)
        yield rect(x + 1, y, width - 2, BARS.bottom - y, {**fill("accent"), "fill-opacity": 0.4})
        yield label(x + width / 2, y - 4, plain(found.n), 10, "muted", text_anchor="middle")
    yield line(BARS.x, BARS.bottom, BARS.right, BARS.bottom, "muted", 0.8)
    yield from (
        label(across(tick), BARS.bottom + 16, percent(tick), 11, "muted", text_anchor="middle") for tick in TICKS
    )
    yield label(BARS.x - 7, BARS.bottom - 4, "cases", 11, "muted", text_anchor="end")


def side(facts: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """The figures at the side, and what the marks mean."""
    for i, (term, value) in enumerate(facts):
        y = PLOT.y + 12 + i * 40
        yield label(FACTS_X, y, term, 11, "muted")
        yield label(FACTS_X, y + 18, value, 14)
    y = PLOT.bottom - 52
    yield circle(FACTS_X + 5, y, 4.6, fill("accent"))
    yield label(FACTS_X + 18, y + 4, "what was said came about as often", 11.5)
    yield circle(FACTS_X + 5, y + 24, 4.6, hollow())
    yield label(FACTS_X + 18, y + 28, "the 90 % interval leaves the diagonal out", 11.5)
    yield line(FACTS_X - 1, y + 48, FACTS_X + 12, y + 48, "muted", 1.0, stroke_dasharray="4 4")
    yield label(FACTS_X + 18, y + 52, "as often as said", 11.5)


def description(bins: tuple[Reliability, ...], facts: tuple[tuple[str, str], ...], event: str) -> str:
    """Every bin and figure in words."""
    told = [
        f"given {percent(b.first)} to {percent(b.last)}: {plain(b.n)} cases, mean {percent(b.forecast)}, "
        f"came about in {percent(b.frequency)} (90 % interval {percent(b.low)} to {percent(b.high)})"
        for b in bins
        if b.n
    ]
    figures = "; ".join(f"{term} {value}" for term, value in facts)
    return f"Probabilities of {event}: {'; '.join(told) or 'no case'}. {figures}".rstrip(". ") + "."
