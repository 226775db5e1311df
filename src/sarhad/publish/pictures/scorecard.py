"""The scorecard: each score beside each baseline's, and the difference with its interval on either side of zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sarhad.publish.pictures.axis import Box, fitted
from sarhad.publish.pictures.svg import circle, fill, label, line, path, picture, stroke, tag

WIDTH, HEAD, ROW, FOOT = 760.0, 22.0, 26.0, 44.0
COLUMNS = (("Score", 0.0, "start"), ("Beside", 118.0, "start"), ("n", 330.0, "end"))
NUMBERS = (("Model", 392.0, "end"), ("Baseline", 456.0, "end"))
ROOM = (112.0, 168.0, 60.0, 60.0, 60.0)
PLOT_X, PLOT_WIDTH, VERDICT_X = 480.0, 168.0, 662.0
MOST = 0.5  # a difference of more than half its baseline's score stands at the edge, as an arrow


class Compared(NamedTuple):
    """A score of the model and of a baseline on the same cases, smaller being better.

    `difference` is model − baseline, `low` and `high` its 95 % interval, None where none was computed.
    """

    measure: str
    baseline: str
    n: int
    ours: float
    theirs: float
    low: float | None = None
    high: float | None = None

    @property
    def difference(self) -> float:
        """Model − baseline."""
        return self.ours - self.theirs

    @property
    def verdict(self) -> str:
        """Who is better; neither, where the interval holds zero or is not known."""
        if self.low is None or self.high is None:
            return "no interval"
        return "model better" if self.high < 0 else "baseline better" if self.low > 0 else "not told apart"

    def share(self, value: float) -> float:
        """A difference as a share of the baseline's score."""
        return value / self.theirs if self.theirs else 0.0


def scorecard(name: str, title: str, rows: Sequence[Compared]) -> str:
    """The whole picture: a line for each score and baseline."""
    box = Box(PLOT_X, HEAD, PLOT_WIDTH, ROW * len(rows))
    reach = span(rows)
    return picture(
        name,
        title,
        description(rows),
        WIDTH,
        HEAD + ROW * len(rows) + FOOT,
        *heads(),
        *axis(box, reach),
        *(mark for i, row in enumerate(rows) for mark in draw_row(box, reach, HEAD + ROW * (i + 0.5), row)),
    )


def span(rows: Sequence[Compared]) -> float:
    """How far the axis reaches on both sides, as a share of the baseline's score: 5 % at least."""
    ends = [abs(row.share(end)) for row in rows for end in (row.difference, row.low, row.high) if end is not None]
    largest = min(max(ends, default=0.0), MOST)
    return next(step for step in (0.05, 0.1, 0.2, 0.3, MOST) if step >= largest)


def across(box: Box, reach: float, share: float) -> float:
    """The place of a relative difference from left to right."""
    return box.x + box.width / 2 * (1 + max(-reach, min(reach, share)) / reach)


def heads() -> Iterator[str]:
    """The column heads."""
    for text, x, anchor in (*COLUMNS, *NUMBERS):
        yield label(x, HEAD - 12, text, 11, "muted", text_anchor=anchor)
    yield label(PLOT_X + PLOT_WIDTH / 2, HEAD - 12, "Model − baseline", 11, "muted", text_anchor="middle")
    yield line(0, HEAD - 4, WIDTH, HEAD - 4, "ink", 0.8)


def axis(box: Box, reach: float) -> Iterator[str]:
    """The line of not told apart, the ends, and which side is whose."""
    for share, text in ((-reach, f"−{reach:.0%}"), (0.0, "0"), (reach, f"+{reach:.0%}")):
        x = across(box, reach, share)
        yield line(x, box.y, x, box.bottom + 4, "muted" if share == 0 else "rule", 0.8)
        yield label(x, box.bottom + 17, text, 10.5, "muted", text_anchor="middle")
    yield label(box.x, box.bottom + 33, "← model better", 10.5, "muted")
    yield label(box.right, box.bottom + 33, "baseline better →", 10.5, "muted", text_anchor="end")


def draw_row(box: Box, reach: float, y: float, row: Compared) -> Iterator[str]:
    """One score beside one baseline."""
    texts = (row.measure, row.baseline, f"{row.n:,}", figure(row.ours), figure(row.theirs))
    for text, (_, x, anchor), room in zip(texts, (*COLUMNS, *NUMBERS), ROOM, strict=True):
        yield label(x, y + 4, text, fitted(text, 12, room), text_anchor=anchor)
    colour = {"model better": "accent", "baseline better": "counter"}.get(row.verdict, "muted")
    if row.low is not None and row.high is not None:
        ends = [across(box, reach, row.share(end)) for end in (row.low, row.high)]
        yield line(ends[0], y, ends[1], y, colour, 1.8, stroke_linecap="round")
    yield mark(box, reach, y, row, colour)
    yield label(VERDICT_X, y + 4, row.verdict, 11.5, colour)
    yield line(0, y + ROW / 2, WIDTH, y + ROW / 2, "rule", 0.5)


def mark(box: Box, reach: float, y: float, row: Compared, colour: str) -> str:
    """The difference: filled where the model is better, open otherwise, an arrow where it lies beyond the axis."""
    share = row.share(row.difference)
    x = across(box, reach, share)
    if abs(share) > reach:
        back = 9 if share < 0 else -9
        return tag("path", {"d": path([(x, y), (x + back, y - 4.5), (x + back, y + 4.5)], closed=True), **fill(colour)})
    open_mark = {**stroke(colour, 1.6), "fill": "#ffffff", "class": f"s-{colour} f-paper"}
    return circle(x, y, 4.2, fill(colour) if row.verdict == "model better" else open_mark)


def figure(value: float) -> str:
    """A score with three figures that count.

    >>> figure(46.44), figure(0.0336), figure(1128.1), figure(0.0)
    ('46.4', '0.0336', '1,128', '0')
    """
    if value == 0:
        return "0"
    size = abs(value)
    places = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3 if size >= 0.1 else 4
    return f"{value:,.{places}f}"


def interval(row: Compared) -> str:
    """The difference with its interval.

    >>> interval(Compared("CRPS", "zero", 9, 1.0, 2.0, -1.5, -0.5))
    '−1.00 (−1.50 to −0.500)'
    """
    ends = "" if row.low is None or row.high is None else f" ({figure(row.low)} to {figure(row.high)})"
    return f"{figure(row.difference)}{ends}".replace("-", "−")


def description(rows: Sequence[Compared]) -> str:
    """Every line in words."""
    return "Smaller scores are better. " + " ".join(
        f"{row.measure}: {figure(row.ours)}, {row.baseline} {figure(row.theirs)}, difference {interval(row)}, "
        f"n {row.n:,}, {row.verdict}."
        for row in rows
    )
