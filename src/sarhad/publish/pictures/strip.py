"""The structural strip: the probability at each origin, unit by unit, and below it what then came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from sarhad.panel import month_name
from sarhad.publish import dates
from sarhad.publish.pictures.axis import Box, Columns, Scale, band, fitted, month_axis, percent, value_axis
from sarhad.publish.pictures.svg import circle, fill, label, line, path, picture, rect, stroke, tag

WIDTH, ROW, HEAD, FOOT = 760.0, 108.0, 24.0, 30.0
PLOT_X, PLOT_WIDTH, PLOT_HEIGHT = 178.0, WIDTH - 186.0, 66.0
SHARE = Scale(1.0)
EDGE = 3  # months beside the first and the last origin
TRANSIENT, STRUCTURAL = 0.2, 0.8
Came = Literal["yes", "no", "pending"]
TOLD: dict[Came, str] = {"yes": "structural", "no": "not structural", "pending": "not yet known"}


class Said(NamedTuple):
    """The probability given at one origin (the number of its month), and what came about."""

    month: int
    probability: float
    came: Came
    low: float | None = None
    high: float | None = None

    @property
    def missed(self) -> bool:
        """Whether the answer shown, structural or transient, turned out wrong."""
        wrong_yes = self.probability >= STRUCTURAL and self.came == "no"
        return wrong_yes or (self.probability <= TRANSIENT and self.came == "yes")


class Strip(NamedTuple):
    """One unit and its origins, oldest first."""

    title: str
    said: tuple[Said, ...]

    @property
    def missed(self) -> int:
        """How many answers turned out wrong."""
        return sum(said.missed for said in self.said)


def strip_chart(name: str, title: str, strips: Sequence[Strip], event: str) -> str:
    """The whole picture: a row for each unit on one month axis. `event` is what the probability is of."""
    found = [said.month for strip in strips for said in strip.said]
    months = Columns(min(found) - EDGE, max(found) - min(found) + 1 + 2 * EDGE)
    rows = [row for i, strip in enumerate(strips) for row in draw_row(row_box(i), months, strip)]
    height = HEAD + ROW * len(strips) + FOOT
    axis = month_axis(row_box(len(strips) - 1)._replace(height=PLOT_HEIGHT + 22), months)
    return picture(
        name,
        title,
        description(strips, event),
        WIDTH,
        height,
        *legend(),
        *rows,
        *axis,
    )


def row_box(index: int) -> Box:
    """Where a unit's plot lies."""
    return Box(PLOT_X, HEAD + ROW * index + 12, PLOT_WIDTH, PLOT_HEIGHT)


def draw_row(box: Box, months: Columns, strip: Strip) -> Iterator[str]:
    """One unit: its name, the axis with both thresholds, the line, and the squares below."""
    yield label(0, box.y + 14, strip.title, fitted(strip.title, 13, PLOT_X - 44), font_weight=600)
    yield label(0, box.y + 32, record(strip), 11, "counter" if strip.missed else "muted")
    yield band(box, SHARE, STRUCTURAL, 1.0, "counter", 0.08)
    yield band(box, SHARE, 0.0, TRANSIENT, "accent", 0.08)
    yield from value_axis(box, SHARE, (0.0, TRANSIENT, STRUCTURAL, 1.0), percent)
    for said in strip.said:
        if said.low is not None and said.high is not None:
            x = months.at(box, said.month)
            yield line(x, SHARE.at(box, said.low), x, SHARE.at(box, said.high), "muted", 1.2)
    points = [(months.at(box, said.month), SHARE.at(box, said.probability)) for said in strip.said]
    yield tag("path", {"d": path(points), **stroke("ink", 1.4, stroke_linejoin="round")})
    side = min(11.0, spacing(points) - 1.5)
    for (x, y), said in zip(points, strip.said, strict=True):
        yield outcome(x, box.bottom + 13, side, said.came)
        yield circle(x, y, 2.2, fill("ink"))
        if said.missed:
            yield circle(x, y, 6.2, stroke("counter", 1.8))


def spacing(points: Sequence[tuple[float, float]]) -> float:
    """The smallest distance between two origins."""
    return min((b[0] - a[0] for a, b in pairwise(points)), default=12.5)


def outcome(x: float, y: float, side: float, came: Came) -> str:
    """What came about: a filled square for structural, an open one for not, a dashed one for not yet known."""
    if came == "yes":
        return rect(x - side / 2, y - side / 2, side, side, fill("ink"))
    dashes = {"stroke_dasharray": "2 2"} if came == "pending" else {}
    return rect(x - side / 2, y - side / 2, side, side, stroke("muted", 1.0, **dashes))


def record(strip: Strip) -> str:
    """How many answers were wrong, of those that can be judged."""
    judged = [said for said in strip.said if said.came != "pending"]
    given = [s for s in judged if s.probability >= STRUCTURAL or s.probability <= TRANSIENT]
    if not given:
        return "no answer to judge yet"
    return f"{strip.missed or 'none'} of {len(given)} answers wrong"


def legend() -> Iterator[str]:
    """What the marks mean."""
    y = 11.0
    yield circle(PLOT_X + 5, y, 2.2, fill("ink"))
    yield label(PLOT_X + 14, y + 4, "probability given", 11.5)
    yield circle(PLOT_X + 127, y, 6.2, stroke("counter", 1.8))
    yield label(PLOT_X + 139, y + 4, "wrong answer", 11.5)
    places: tuple[tuple[float, Came], ...] = ((238, "yes"), (324, "no"), (433, "pending"))
    for x, came in places:
        yield outcome(PLOT_X + x, y, 10, came)
        yield label(PLOT_X + x + 11, y + 4, TOLD[came], 11.5)


def description(strips: Sequence[Strip], event: str) -> str:
    """Each unit's probabilities and outcomes in words."""
    return f"Probability of {event}. " + " ".join(f"{strip.title}, {record(strip)}: {told(strip)}." for strip in strips)


def told(strip: Strip) -> str:
    """One unit's origins in words, those in a row with the same outcome together."""
    runs = groupby(strip.said, key=lambda said: (said.came, said.missed))
    return "; ".join(run_words(list(run)) for _, run in runs)


def run_words(run: list[Said]) -> str:
    """Origins in a row that had one outcome."""
    months = list(dict.fromkeys(dates.short_period(month_name(said.month)) for said in (run[0], run[-1])))
    given = sorted(said.probability for said in run)
    shares = list(dict.fromkeys(map(percent, (given[0], given[-1]))))
    wrong = " (wrong)" if run[0].missed else ""
    return f"{' to '.join(months)} {' to '.join(shares)}, {TOLD[run[0].came]}{wrong}"
