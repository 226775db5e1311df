"""The cases behind a conditional: each time that the condition held, and whether the outcome followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sarhad.publish.pictures.axis import Box, percent
from sarhad.publish.pictures.strip import Came, outcome
from sarhad.publish.pictures.svg import circle, fill, label, line, picture

WIDTH, SIDE, ACROSS, MOST = 760.0, 15.0, 50, 300
BAR = Box(8.0, 0.0, WIDTH - 16.0, 0.0)
FOLLOWED: dict[Came, str] = {"yes": "followed", "no": "did not follow", "pending": "not yet known"}


class Share(NamedTuple):
    """How often the outcome followed, with its 90 % interval; `otherwise`: how often without the condition."""

    share: float
    low: float
    high: float
    otherwise: float | None = None


def antecedents(name: str, title: str, cases: Sequence[Came], share: Share | None, n: int = 0) -> str:
    """The whole picture: a square for each case, oldest first, and below them the share with its interval.

    Over 300 cases no squares are drawn; `n` is the number of all, where only the newest are given. Without a share
    (too few cases) there is no axis.
    """
    shown = cases if len(cases) <= MOST else ()
    rows = -(-len(shown) // ACROSS)
    top = 8 + rows * SIDE + (40 if rows else 8)
    bar = BAR._replace(y=top + 14)
    return picture(
        name,
        title,
        description(cases, share, n),
        WIDTH,
        top + (64 if share else 0),
        *(square(i, came) for i, came in enumerate(shown)),
        *(legend(cases, 8 + rows * SIDE + 12, n) if rows else ()),
        *(axis(bar, share) if share else ()),
    )


def square(index: int, came: Came) -> str:
    """One case in its place."""
    return outcome(7 + index % ACROSS * SIDE, 14 + index // ACROSS * SIDE, 10, came)


def legend(cases: Sequence[Came], y: float, n: int) -> Iterator[str]:
    """What the squares mean, with their counts; only those that there are."""
    x = 7.0
    for came, told in FOLLOWED.items():
        if some := sum(c == came for c in cases):
            yield outcome(x, y, 10, came)
            yield label(x + 11, y + 4, f"{told} ({some:,})", 11.5)
            x += 150
    if n > len(cases):
        yield label(x, y + 4, f"the newest {len(cases):,} of {n:,} cases", 11.5, "muted")


def axis(bar: Box, share: Share) -> Iterator[str]:
    """From 0 to 100 %: the interval, the share, and how often it follows without the condition."""
    yield line(bar.x, bar.y, bar.right, bar.y, "rule", 1.0)
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        x = bar.x + tick * bar.width
        yield line(x, bar.y - 4, x, bar.y + 4, "muted", 0.8)
        yield label(x, bar.y + 20, percent(tick), 11, "muted", text_anchor="middle")
    low, middle, high = (bar.x + value * bar.width for value in (share.low, share.share, share.high))
    yield line(low, bar.y, high, bar.y, "accent", 3.0, stroke_linecap="round")
    yield circle(middle, bar.y, 5.2, fill("accent"))
    yield label(middle, bar.y - 11, percent(share.share), 12.5, font_weight=600, text_anchor="middle")
    if share.otherwise is not None:
        x = bar.x + share.otherwise * bar.width
        yield line(x, bar.y - 9, x, bar.y + 9, "counter", 2.0)
        yield label(x, bar.y + 36, f"otherwise {percent(share.otherwise)}", 11, "counter", text_anchor="middle")


def description(cases: Sequence[Came], share: Share | None, n: int = 0) -> str:
    """The counts and the share in words."""
    counts = ", ".join(
        f"{told} in {some:,}" for came, told in FOLLOWED.items() if (some := sum(c == came for c in cases))
    )
    newest = f"; of the newest {len(cases):,}" if n > len(cases) else ""
    told = f"The condition held in {max(n, len(cases)):,} cases{newest}: the outcome {counts or 'is not known'}."
    if share is None:
        return f"{told} Too few cases for a share."
    anyway = "" if share.otherwise is None else f"; where the condition did not hold, {percent(share.otherwise)}"
    bounds = f"90 % interval {percent(share.low)} to {percent(share.high)}"
    return f"{told} Share {percent(share.share)}, {bounds}{anyway}."
