"""Threat modes: how the composition of reported threats moves from period to period."""

from __future__ import annotations

from collections import Counter

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Count, Figure, Paragraph, Part, Points, Section, Statement, Strong, Table
from sarhad.publish.pictures.composition import composition
from sarhad.records import ModeShift, Observation, QuarterFit

PREFIX = "mode:"
PERIODS = 12  # bars that still can be read
FORMULA = "independent origins of claims and events which speak of this mode in the period"
SHIFT_FORMULA = "one change of a Dirichlet-multinomial against none, over quarters; an origin is split among its modes"
TITLE = "Threat modes by period, as shares of all origins that name one"


def section(desk: Desk) -> Section:
    """The fifth section."""
    unit, rows = main_unit(desk)
    heading = "Threat modes"
    if not rows:
        nothing = desk.about_case("Threat modes were not counted for this case.")
        return Section(id="modes", heading=heading, blocks=(Paragraph(statements=(nothing,)),))
    shift = desk.case.shift
    blocks: list[Block] = (
        [Points(heading="Has the composition changed?", statements=judged(desk, shift))] if shift else []
    )
    blocks.append(Paragraph(statements=sentences(desk, unit, rows)))
    if any(o.value for o in rows):
        blocks.append(figure(desk, rows))
    blocks.append(table(desk, rows))
    return Section(id="modes", heading=heading, blocks=tuple(blocks))


def judged(desk: Desk, shift: ModeShift) -> tuple[Statement, ...]:
    """Whether the composition has changed, when and how; how strong the evidence is; what speaks either way."""
    records = tuple(row for fit in shift.fits for row in fit.rows)
    citations = desk.cite_records(records)
    if shift.probability is None or shift.bayes_factor is None or not citations:
        behind = desk.rows("Origins that name a threat mode", records, FORMULA)
        told = f"{words.counted(shift.n, 'origin')} in {words.counted(shift.quarters, 'quarter')}"
        return (desk.about_case(f"Whether it has is not said, there is not enough evidence: {told}.", basis=behind),)
    between = f"between the {dates.in_words(shift.first)} and the {dates.in_words(shift.last)}"
    parts: tuple[Part, ...] = (
        f"A change of the composition {between} is ",
        Strong(text=words.likelihood(shift.probability)),
        f" (P\u202f=\u202f{shift.probability:.2f}, Bayes factor {shift.bayes_factor:.2g}, ",
        desk.count(words.counted(shift.n, "origin"), "Origins that name a threat mode", records, SHIFT_FORMULA),
        f" in {words.counted(shift.quarters, 'quarter')}): {MEANING[shift.answer]}.",
    )
    behind = desk.rows("Origins that name a threat mode", records, SHIFT_FORMULA)
    sure = desk.about_case(f"Confidence in this evidence is {shift.strength}.", basis=behind)
    first = Statement(parts=parts, citations=citations)
    return (first, *moved(desk, shift, citations), sure, *either_way(desk, shift))


MEANING = {
    "shift": "the modes have shifted",
    "no shift": "no shift is told",
    "not told apart": "change and no change are not told apart",
}


def moved(desk: Desk, shift: ModeShift, citations: tuple[int, ...]) -> tuple[Statement, ...]:
    """Since when, and which modes rose and fell; only where a shift is told."""
    if shift.answer != "shift":
        return ()
    when = (
        f"It came most probably with the {dates.in_words(shift.since)}, with 90\u202f% between the "
        f"{dates.in_words(shift.since_first)} and the {dates.in_words(shift.since_last)}"
    )
    told = [
        f"{words.mode(c.mode)} {c.direction} from {c.before:.0%} to {c.after:.0%} of origins"
        for c in sorted(shift.changes, key=lambda c: -abs(c.after - c.before))
        if c.direction
    ]
    return (
        Statement(
            parts=(f"{when}: {words.listed(told) if told else 'no single mode stands out'}.",), citations=citations
        ),
    )


def either_way(desk: Desk, shift: ModeShift) -> tuple[Statement, ...]:
    """The quarters that speak most for a change and most against it."""
    ranked = sorted(shift.fits, key=lambda fit: -fit.speaks)
    found = (
        ("for", [f for f in ranked if f.speaks > 0][:3]),
        ("against", [f for f in ranked[::-1] if f.speaks < 0][:3]),
    )
    return tuple(one_way(desk, side, fits) for side, fits in found if fits)


def one_way(desk: Desk, side: str, fits: list[QuarterFit]) -> Statement:
    """The quarters on one side, each with its count."""
    lead = words.verb(
        len(fits), "The quarter that speaks most {} a change is", "The quarters that speak most {} a change are"
    )
    parts: list[Part] = [f"{lead.format(side)} the "]
    for i, fit in enumerate(fits):
        lead = "" if i == 0 else " and the " if i == len(fits) - 1 else ", the "
        title = f"Origins that name a threat mode, {dates.short_period(fit.quarter)}"
        parts += [
            f"{lead}{dates.in_words(fit.quarter)} (",
            desk.count(words.counted(fit.n, "origin"), title, fit.rows, FORMULA),
            ")",
        ]
    return desk.about_case(*parts, ".")


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
        svg=composition("modes-chart", TITLE, text, periods, modes, counts, absences, change_of(desk)),
        caption=desk.about_case(lead, opening, "."),
    )


def change_of(desk: Desk) -> str:
    """The quarter with which a shift came; empty where none is told."""
    shift = desk.case.shift
    return shift.since if shift and shift.answer == "shift" else ""


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
