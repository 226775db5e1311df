"""Forecasts as issued: months ahead as quantiles, beside the history before them and what has happened since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sarhad.panel import month_name
from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Count, Figure, Points, Row, Statement, Strong, Table
from sarhad.publish.pictures.axis import percent, plain
from sarhad.publish.pictures.fan import Fan, Step, describe, fan_chart
from sarhad.publish.pictures.multiples import Small, description, multiples
from sarhad.publish.sections.conditionals import likely

SAID, DRAWN, SHOWN = 8, 12, 8  # units in sentences, in the small multiples, rows of the table
YEARS, YEARS_SMALL, BEHIND = 60, 72, 24  # months of history in the fan, in a small multiple, in the rows
QUIET = 0.05  # ICD 203: almost no chance
HORIZONS = (1, 3, 6, 12, 24, 36)  # months ahead that the table shows


class Ahead(NamedTuple):
    """The forecast of one unit as it was issued, in the words of the record; `note` goes beside its small picture."""

    unit: str
    name: str
    fan: Fan
    made: str  # by which model, from which data, when
    resolution: str  # how and by which source each month is settled, and when the last one is
    some: tuple[float, ...] = ()  # for each month, the probability of at least one
    note: str = ""


def blocks(desk: Desk, found: Sequence[Ahead], title: str = "Deaths a month ahead") -> list[Block]:
    """Sentences, the fan of the first unit, all units on one axis, and the quantiles in a table."""
    if not found:
        return []
    loud = [a for a in found if not quiet(a)]
    sentences = (
        *(sentence(desk, a) for a in loud[:SAID]),
        *silent(desk, [a for a in found if quiet(a)]),
        *unsaid(loud),
        issued(desk, found),
    )
    drawn: list[Block] = [Points(heading=title, statements=sentences), fan_figure(desk, found[0])]
    if len(found) > 1:
        drawn.append(small_figure(desk, found[:DRAWN]))
    return [*drawn, table(desk, found)]


def sentence(desk: Desk, a: Ahead) -> Statement:
    """The nearest month and the farthest one; the chance of any where the record has it."""
    steps, noun = a.fan.steps, what(a.fan.counted)
    count = Count(text=plain(steps[0].middle), rows=behind(desk, a))
    when = dates.in_words(month_name(a.fan.last + 1))
    chance: tuple[str | Strong, ...] = ()
    if a.some:
        chance = (*likely(f"any {noun}", a.some[0]), f", {percent(a.some[0])}; ")
    median = "the median is " if a.some else f"the median of {noun} is "
    later = dates.in_words(month_name(a.fan.last + len(steps)))
    farthest = f"; in {later} {plain(steps[-1].middle)}{band(steps[-1])}" if len(steps) > 1 else ""
    return desk.about_case(f"{a.name}: in {when} ", *chance, median, count, f"{band(steps[0])}{farthest}.")


def quiet(a: Ahead) -> bool:
    """Whether there is almost no chance of any in the nearest month, and 0 is all that the band holds."""
    return bool(a.some) and a.some[0] < QUIET and a.fan.steps[0].high == 0


def silent(desk: Desk, found: Sequence[Ahead]) -> tuple[Statement, ...]:
    """The units of which the same is said: almost no chance."""
    if not found:
        return ()
    noun = what(found[0].fan.counted)
    names = words.listed([a.name for a in found], most=12)
    highest = max(a.some[0] for a in found)
    when = dates.in_words(month_name(found[0].fan.last + 1))
    figure = Count(text=f"at most {percent(highest)}", rows=behind(desk, found[0]))
    return (desk.about_case(f"{names}: in {when} ", *likely(f"any {noun}", highest), ", ", figure, "."),)


def what(unit: str) -> str:
    """What is counted, without the month."""
    return unit.replace(" a month", "", 1)


def counted(value: float, unit: str) -> str:
    """A number with what it counts.

    >>> counted(1, "deaths a month in state-based conflict"), counted(92, "deaths a month")
    ('one death in state-based conflict', '92 deaths')
    """
    noun, n = what(unit), round(value)
    return f"{words.number(n)} {noun.replace('deaths', 'death', 1) if n == 1 else noun}"


def band(step: Step) -> str:
    """The 90 % band of a month in brackets."""
    return f" (90\u202f% between {plain(step.low)} and {plain(step.high)})"


def unsaid(found: Sequence[Ahead]) -> tuple[Statement, ...]:
    """How many units are left to the table."""
    rest = len(found) - SAID
    if rest <= 0:
        return ()
    stand = words.verb(rest, "stands", "stand")
    return (
        Statement(
            parts=(f"{words.capital(words.counted(rest, 'further unit'))} {stand} in the table.",),
            about="case",
            basis="method",
        ),
    )


def issued(desk: Desk, found: Sequence[Ahead]) -> Statement:
    """Model, data and issue of the forecasts, and how they are settled."""
    made = words.listed(list(dict.fromkeys(a.made for a in found)), most=3)
    settled = words.listed(list(dict.fromkeys(a.resolution for a in found)), most=3)
    return desk.about_case(f"{words.capital(made)}; {settled}.", basis=behind(desk, found[0]))


def behind(desk: Desk, a: Ahead) -> str:
    """The newest months that the forecast was made from, and how."""
    months = list(enumerate(a.fan.history, a.fan.first))[-BEHIND:]
    kept = desk.keep(month_row(a, month, value) for month, value in reversed(months))
    formula = f"Quantiles of the draws; {a.made}; {a.resolution}. The rows are the newest months known to it."
    return desk.rows(f"Forecast: {a.name}", kept, formula)


def month_row(a: Ahead, month: int, value: float | None) -> Row:
    """One month of the history as a row."""
    told = "not monitored" if value is None else counted(value, a.fan.counted)
    date = dates.short_period(month_name(month))
    return Row(id=f"{a.fan.counted}/{a.unit}/{month_name(month)}", kind="month", date=date, who=a.name, what=told)


def fan_figure(desk: Desk, a: Ahead) -> Figure:
    """The fan of one unit."""
    fan = a.fan.shortened(YEARS)
    title = f"{a.name}: {fan.counted}, counted and forecast"
    lead = "dots are what happened since; " if any(s.truth is not None for s in fan.steps) else ""
    caption = desk.about_case(
        f"Bands hold 50 and 90\u202f% of the draws; {lead}",
        Count(text="how it was made, and from which months", rows=behind(desk, a)),
        ".",
    )
    return Figure(
        id="outlook-fan",
        title=title,
        description=describe(fan),
        svg=fan_chart("outlook-fan", title, fan),
        caption=caption,
    )


def small_figure(desk: Desk, found: Sequence[Ahead]) -> Figure:
    """All units on one axis."""
    title = f"{words.capital(found[0].fan.counted)} of {words.counted(len(found), 'unit')} on one axis"
    units = [Small(title=a.name, fan=a.fan.shortened(YEARS_SMALL), note=a.note) for a in found]
    rows = desk.rows(
        title, dict.fromkeys(row for a in found for row in months_of(desk, a)), f"as in each forecast: {found[0].made}"
    )
    caption = desk.about_case(
        "The axis is logarithmic, of 1 + n, and the same for all; ", Count(text="the months shown last", rows=rows), "."
    )
    return Figure(
        id="outlook-small",
        title=title,
        description=description(units),
        svg=multiples("outlook-small", title, units),
        caption=caption,
    )


def months_of(desk: Desk, a: Ahead) -> tuple[str, ...]:
    """The newest three months of a unit."""
    months = list(enumerate(a.fan.history, a.fan.first))[-3:]
    return desk.keep(month_row(a, month, value) for month, value in months)


def table(desk: Desk, found: Sequence[Ahead]) -> Table:
    """Quantiles by unit and month ahead, and what was counted where it is known."""
    rows = tuple(line(desk, a, ahead) for a in found for ahead in HORIZONS if ahead <= len(a.fan.steps))
    rest = len(rows) - SHOWN
    return Table(
        id="outlook-table",
        caption=f"{words.capital(found[0].fan.counted)}: quantiles of the forecast",
        columns=("Unit and month", "Median", "50 %", "90 %", "Counted"),
        rows=rows,
        shown=SHOWN,
        more=words.counted(rest, "further month") if rest > 0 else "",
        widths=(2.2, 0.8, 1.2, 1.2, 1.0),
    )


def line(desk: Desk, a: Ahead, ahead: int) -> tuple[Cell, ...]:
    """One unit and month."""
    step = a.fan.steps[ahead - 1]
    month = dates.short_period(month_name(a.fan.last + ahead))
    truth = Cell(parts=("pending",), tone="quiet")
    if step.truth is not None:
        truth = Cell(
            parts=(plain(step.truth) + (", outside" if step.missed else ""),),
            tone="denial" if step.missed else "number",
        )
    return (
        Cell(parts=(f"{a.name}, {month}",)),
        Cell(parts=(Count(text=plain(step.middle), rows=behind(desk, a)),), tone="number"),
        Cell(parts=(f"{plain(step.lower)} to {plain(step.upper)}",), tone="number"),
        Cell(parts=(f"{plain(step.low)} to {plain(step.high)}",), tone="number"),
        truth,
    )
