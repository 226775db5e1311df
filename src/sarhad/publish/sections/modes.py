"""Threat modes: how the composition of reported threats moves from period to period."""

from __future__ import annotations

from collections import Counter

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Count, Figure, Paragraph, Section, Statement, Table
from sarhad.publish.pictures.composition import composition
from sarhad.records import Observation

PREFIX = "mode:"
PERIODS = 12  # bars that still can be read
FORMULA = "independent origins of claims and events which speak of this mode in the period"
TITLE = "Threat modes by period, as shares of all origins that name one"


def section(desk: Desk) -> Section:
    """The fifth section."""
    unit, rows = main_unit(desk)
    heading = "Threat modes"
    if not rows:
        nothing = desk.about_case("Threat modes were not counted for this case.")
        return Section(id="modes", heading=heading, blocks=(Paragraph(statements=(nothing,)),))
    blocks: list[Block] = [Paragraph(statements=sentences(desk, unit, rows))]
    if any(o.value for o in rows):
        blocks.append(figure(desk, rows))
    blocks.append(table(desk, rows))
    return Section(id="modes", heading=heading, blocks=tuple(blocks))


def main_unit(desk: Desk) -> tuple[str, list[Observation]]:
    """The region's own counts, else those of the unit with the most origins; the last periods, of one length."""
    found = [o for o in desk.case.observations if o.indicator.startswith(PREFIX)]
    totals: Counter[str] = Counter()
    for o in found:
        totals[o.unit] += round(o.value or 0) + 1
    if not totals:
        return "", []
    best = desk.case.region if desk.case.region in totals else min(totals, key=lambda unit: (-totals[unit], unit))
    rows = [o for o in found if o.unit == best]
    lengths = Counter(len(o.period) for o in rows)
    usual = max(lengths, key=lambda size: (lengths[size], size))
    last = set(dates.axis([o.period for o in rows if len(o.period) == usual])[-PERIODS:])
    return best, sorted((o for o in rows if o.period in last), key=lambda o: (o.period, words.mode_rank(name(o))))


def name(o: Observation) -> str:
    """The mode an observation counts."""
    return o.indicator.removeprefix(PREFIX)


def sentences(desk: Desk, unit: str, rows: list[Observation]) -> tuple[Statement, ...]:
    """The newest period with counts: its modes in order, and the foremost of the period before."""
    counted = [o for o in rows if o.value]
    if not counted:
        why = next((o.absence for o in rows if o.absence), "not enough evidence")
        return (desk.about_case(f"No threat mode is counted in any period: {why}."),)
    periods = sorted({o.period for o in counted})
    return tuple(
        s for period in periods[-1:-3:-1] for s in period_sentence(desk, [o for o in counted if o.period == period])
    )


def period_sentence(desk: Desk, rows: list[Observation]) -> tuple[Statement, ...]:
    """The modes of one period with their counts."""
    ranked = sorted(rows, key=lambda o: (-(o.value or 0), words.mode_rank(name(o))))[:3]
    citations = desk.cite_records([row for o in ranked for row in o.rows])
    if not citations:
        return ()
    period = dates.in_words(rows[0].period)
    lead = f"In {'the ' if 'quarter' in period else ''}{period} the modes most often named were "
    between = [*(", " for _ in ranked[2:]), " and "] if len(ranked) > 1 else []
    parts = [
        p
        for o, gap in zip(ranked, ["", *between], strict=True)
        for p in (f"{gap}{words.mode(name(o))} (", opened(desk, o, "origin"), ")")
    ]
    if len(ranked) == 1:
        lead = lead.replace("modes most often named were", "one mode named was")
    return (Statement(parts=(lead, *parts, "."), citations=citations),)


def opened(desk: Desk, o: Observation, noun: str = "") -> Count:
    """The count of a mode in a period, opening into its rows."""
    n = round(o.value or 0)
    title = f"{words.capital(words.mode(name(o)))}, {dates.short_period(o.period)}"
    return desk.count(words.counted(n, noun) if noun else str(n), title, o.rows, FORMULA)


def figure(desk: Desk, rows: list[Observation]) -> Figure:
    """The stacked bars."""
    periods = dates.axis([o.period for o in rows])
    modes = [(m, words.capital(words.mode(m))) for m in sorted({name(o) for o in rows if o.value}, key=words.mode_rank)]
    counts = {(o.period, name(o)): round(o.value or 0) for o in rows if o.value}
    absences = {o.period: o.absence for o in rows if o.absence}
    records = [row for o in rows for row in o.rows]
    opening = desk.count("all rows of the chart", TITLE, records, FORMULA)
    text = alternative(periods, modes, counts)
    lead = "Each bar is one period, cut by the share of each mode, with the count of origins in it; "
    return Figure(
        id="modes-chart",
        title=TITLE,
        description=text,
        svg=composition("modes-chart", TITLE, text, periods, modes, counts, absences),
        caption=desk.about_case(lead, opening, "."),
    )


def alternative(periods: list[str], modes: list[tuple[str, str]], counts: dict[tuple[str, str], int]) -> str:
    """The counts of the chart as text."""
    told = []
    for period in periods:
        found = [f"{label.lower()} {counts[period, m]}" for m, label in modes if (period, m) in counts]
        told.append(f"{dates.short_period(period)}: {', '.join(found) or 'none counted'}.")
    return " ".join(told)


def table(desk: Desk, rows: list[Observation]) -> Table:
    """Counts by mode and period, newest period first; each opens into its rows."""
    periods = dates.axis([o.period for o in rows])[-6:][::-1]
    modes = sorted({name(o) for o in rows}, key=words.mode_rank)
    found = {(name(o), o.period): o for o in rows}
    return Table(
        id="modes-table",
        caption="Independent origins by threat mode and period, newest period first",
        columns=("Threat mode", *map(dates.short_period, periods)),
        rows=tuple(
            (Cell(parts=(words.capital(words.mode(m)),)), *(cell(desk, found.get((m, p))) for p in periods))
            for m in modes
        ),
        widths=(2.6, *(1.0 for _ in periods)),
    )


def cell(desk: Desk, o: Observation | None) -> Cell:
    """One count; an absence is a word, never a zero."""
    if o is None or o.value is None or o.absence:
        return Cell(parts=(o.absence if o and o.absence else "none named",), tone="quiet")
    return (
        Cell(parts=(opened(desk, o),), tone="number") if o.rows else Cell(parts=(str(round(o.value)),), tone="number")
    )
