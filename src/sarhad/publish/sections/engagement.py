"""Engagement against trust: a chart of both with their intervals, and the newest values with their rows."""

from __future__ import annotations

from collections import Counter

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Count, Figure, Paragraph, Part, Points, Section, Statement, Strong, Table
from sarhad.publish.pictures.chart import Panel, Value, chart
from sarhad.records import GapJudgement, Observation

PANELS = 4
PERIODS = 8  # of a panel: the newest
INDICATORS = ("engagement", "trust", "gap")
FORMULA = {
    "engagement": "(cooperation − conflict) / (cooperation + conflict + 2), over events by independent origin",
    "trust": "(confidence − concern) / (confidence + concern + 2), over claims by independent origin",
    "gap": "engagement − trust",
}
TITLE = "Engagement and trust by period, with 90 % intervals"


def section(desk: Desk) -> Section:
    """The fourth section."""
    pairs = by_unit(desk)
    heading = "Engagement against trust"
    if not pairs:
        nothing = desk.about_case("Engagement and trust were not computed for this case.")
        return Section(id="engagement", heading=heading, blocks=(Paragraph(statements=(nothing,)),))
    shown = [unit for unit in pairs if values(pairs[unit])][:PANELS]
    told = judged(desk)
    blocks: list[Block] = [Points(heading="Closer in deeds than in trust?", statements=told)] if told else []
    blocks.append(Points(heading="Newest values", statements=newest(desk, pairs)))
    if shown:
        blocks.append(figure(desk, {unit: pairs[unit] for unit in shown}))
    values_table = table(desk, pairs)
    blocks += [values_table] if values_table.rows else []
    return Section(id="engagement", heading=heading, blocks=tuple(blocks))


def judged(desk: Desk) -> tuple[Statement, ...]:
    """The answer for each pair that has one, how strong the evidence is, then the pairs of which nothing is said."""
    known = [j for j in desk.case.gaps if j.probability is not None]
    found = [(j, statements) for j in known if (statements := answer(desk, j))]
    sure = (strength(desk, [j for j, _ in found]),) if found else ()
    lacking = [j for j in desk.case.gaps if j.probability is None]
    return (*(s for _, statements in found for s in statements), *sure, *unanswered(desk, lacking))


def answer(desk: Desk, j: GapJudgement) -> tuple[Statement, ...]:
    """The answer for a pair, and whether the gap grows; none where no sentence can be cited."""
    citations = desk.cite_records((*j.speaks_above, *j.speaks_below))
    if not citations or j.probability is None:
        return ()
    deeds = j.probability >= 0.5
    chance = j.probability if deeds else 1 - j.probability
    towards = "deeds than in trust" if deeds else "trust than in deeds"
    parts: tuple[Part, ...] = (
        f"{desk.index.unit(j.unit)}, {span(j)}: closer in {towards} is ",
        Strong(text=words.likelihood(chance)),
        f" (P\u202f=\u202f{chance:.2f}; gap {words.signed(j.value or 0)}, {words.interval(j.low, j.high)}; ",
        *weighed(desk, j),
        f"); {MEANING[j.answer]}.",
    )
    return (Statement(parts=parts, citations=citations), *trend(desk, j, citations))


MEANING = {
    "above": "the interval lies above 0",
    "below": "the interval lies below 0",
    "not told apart": "deeds and trust are not told apart",
}


def span(j: GapJudgement) -> str:
    """The months judged, in words."""
    return f"{dates.in_words(j.first)} to {dates.in_words(j.last)}"


def weighed(desk: Desk, j: GapJudgement) -> tuple[Part, ...]:
    """The origins on either side, each count opening into its rows."""
    pair = f"{desk.index.unit(j.unit)}, {span(j)}"
    above, below = j.cooperation + j.concern, j.conflict + j.confidence
    return (
        desk.count(words.counted(above, "origin"), f"For a gap above 0: {pair}", j.speaks_above, FORMULA["gap"]),
        " for, ",
        desk.count(f"{words.number(below)}", f"Against it: {pair}", j.speaks_below, FORMULA["gap"]),
        " against",
    )


def trend(desk: Desk, j: GapJudgement, citations: tuple[int, ...]) -> tuple[Statement, ...]:
    """Whether the gap is larger than in the twelve months before; nothing where those had too few origins."""
    if j.trend_probability is None or j.before is None:
        return ()
    larger = j.trend_probability >= 0.5
    chance = j.trend_probability if larger else 1 - j.trend_probability
    way = "more towards deeds" if larger else "more towards trust"
    parts: tuple[Part, ...] = (
        f"{desk.index.unit(j.unit)}: a gap {way} than in the twelve months before ({words.signed(j.before)}) is ",
        Strong(text=words.likelihood(chance)),
        f" (P\u202f=\u202f{chance:.2f}).",
    )
    return (Statement(parts=parts, citations=citations),)


def strength(desk: Desk, found: list[GapJudgement]) -> Statement:
    """How strong the evidence is; never in one sentence with a likelihood."""
    told = "; ".join(f"{j.strength} for {desk.index.unit(j.unit)}" for j in found)
    records = [row for j in found for row in (*j.speaks_above, *j.speaks_below)]
    behind = desk.rows("Rows that the answers on the gap weigh", records, FORMULA["gap"])
    return desk.about_case(f"Confidence in this evidence is {told}.", basis=behind)


def unanswered(desk: Desk, lacking: list[GapJudgement]) -> tuple[Statement, ...]:
    """The pairs with too few origins in the window, with what there is."""
    if not lacking:
        return ()
    named = words.listed([desk.index.unit(j.unit) for j in lacking], most=12)
    records = [row for j in lacking for row in (*j.speaks_above, *j.speaks_below)]
    behind = desk.rows(f"Not enough for an answer, {span(lacking[0])}", records, FORMULA["gap"])
    told = f"Not enough evidence, {span(lacking[0])}, for {named}: fewer than five origins of deeds or of words."
    return (desk.about_case(told, basis=behind),)


def by_unit(desk: Desk) -> dict[str, list[Observation]]:
    """The observations of each ordered pair, the best documented pair first; one length of period only."""
    rows = [o for o in desk.case.observations if o.indicator in INDICATORS]
    lengths = Counter(len(o.period) + ("Q" in o.period) for o in rows)
    usual = max(lengths, key=lambda size: (lengths[size], size)) if lengths else 0
    units: dict[str, list[Observation]] = {}
    for o in sorted(rows, key=lambda o: (o.period, o.indicator)):
        if len(o.period) + ("Q" in o.period) == usual:
            units.setdefault(o.unit, []).append(o)
    return dict(sorted(units.items(), key=lambda item: (-sum(o.n for o in values(item[1])), item[0])))


def values(rows: list[Observation]) -> list[Observation]:
    """Those observations that have a value."""
    return [o for o in rows if o.value is not None and not o.absence]


def latest(rows: list[Observation]) -> dict[str, Observation]:
    """For each indicator its newest observation, absent or not."""
    return {o.indicator: o for o in rows}


def newest(desk: Desk, pairs: dict[str, list[Observation]]) -> tuple[Statement, ...]:
    """Where each pair stands now, then the pairs of which nothing can be said."""
    told = {unit: sentence(desk, unit, rows) for unit, rows in pairs.items()}
    silent = [unit for unit, found in told.items() if found is None]
    return (*(found for found in told.values() if found is not None), *unheard(desk, pairs, silent))


def unheard(desk: Desk, pairs: dict[str, list[Observation]], silent: list[str]) -> tuple[Statement, ...]:
    """The pairs without a value in any period; "not enough evidence" is said as such."""
    if not silent:
        return ()
    rows = [o for unit in silent for o in pairs[unit]]
    why = words.listed(list(dict.fromkeys(o.absence for o in rows if o.absence))) or "not enough evidence"
    behind = desk.rows("Pairs without a value: rows read", [row for o in rows for row in o.rows], FORMULA["gap"])
    named = words.listed([desk.index.unit(unit) for unit in silent], most=12)
    return (desk.about_case(f"No value in any period for {named}: {why}.", basis=behind),)


def sentence(desk: Desk, unit: str, rows: list[Observation]) -> Statement | None:
    """The newest values of a pair; none when it has no value that rests on a sentence."""
    known = latest(values(rows))
    pair = desk.index.unit(unit)
    citations = desk.cite_records([row for o in known.values() for row in o.rows])
    if not citations:
        return None
    told = [known[name] for name in INDICATORS if name in known]
    shared = told[0].period if len({o.period for o in told}) == 1 else ""
    lead = f"{pair}, {dates.in_words(shared)}: " if shared else f"{pair}: "
    clauses = [part for o in told for part in (", ", *clause(desk, pair, o, dated=not shared))][1:]
    missing = [name for name in INDICATORS[:2] if name not in known]
    lacking = f"; {words.listed(missing)}: not enough evidence" if missing else ""
    return Statement(parts=(lead, *clauses, f"{lacking}."), citations=citations)


def clause(desk: Desk, pair: str, o: Observation, dated: bool) -> tuple[Part, ...]:
    """One indicator with its interval and count, and its period where the others have another."""
    bounds = words.interval(o.low, o.high)
    when = f" in {dates.in_words(o.period)}" if dated else ""
    return (
        f"{o.indicator} {words.signed(o.value or 0)}{when} ({bounds}{', ' if bounds else ''}",
        opened(desk, pair, o),
        ")",
    )


def opened(desk: Desk, pair: str, o: Observation) -> Count:
    """The count of an observation, opening into its rows."""
    title = f"{words.capital(o.indicator)}, {pair}, {dates.in_words(o.period)}"
    return desk.count(f"n\u00a0=\u00a0{o.n}", title, o.rows, FORMULA[o.indicator])


def value(o: Observation) -> Value:
    """An observation as the chart draws it."""
    kept = None if o.absence else o.value
    return Value(value=kept, low=o.low, high=o.high, n=o.n, absence=o.absence)


def figure(desk: Desk, pairs: dict[str, list[Observation]]) -> Figure:
    """The chart, with what it shows in words for those who do not see it."""
    periods = dates.axis([o.period for rows in pairs.values() for o in rows])[-PERIODS:]
    panels = [
        Panel(
            title=desk.index.unit(unit),
            engagement={o.period: value(o) for o in rows if o.indicator == "engagement"},
            trust={o.period: value(o) for o in rows if o.indicator == "trust"},
        )
        for unit, rows in pairs.items()
    ]
    records = [row for rows in pairs.values() for o in values(rows) if o.period in periods for row in o.rows]
    caption = desk.count("all rows of the chart", TITLE, records, f"{FORMULA['engagement']}; {FORMULA['trust']}")
    lead = "Between −1, all conflict or concern, and +1, all cooperation or confidence; bars are 90\u202f% intervals; "
    description = alternative(desk, pairs)
    return Figure(
        id="engagement-chart",
        title=TITLE,
        description=description,
        svg=chart("engagement-chart", TITLE, description, panels, periods),
        caption=desk.about_case(lead, caption, "."),
    )


def alternative(desk: Desk, pairs: dict[str, list[Observation]]) -> str:
    """The newest values of the chart as text."""
    told = []
    for unit, rows in pairs.items():
        known = latest([o for o in values(rows) if o.indicator != "gap"])
        found = [f"{o.indicator} {words.signed(o.value or 0)} ({dates.in_words(o.period)})" for o in known.values()]
        told.append(f"{desk.index.unit(unit)}: {', '.join(found)}.")
    return " ".join(told)


def table(desk: Desk, pairs: dict[str, list[Observation]]) -> Table:
    """Every value behind the chart, newest first; periods in which nothing was counted for a pair are left out."""
    there = {(unit, o.period) for unit in pairs for o in pairs[unit] if o.n or o.rows}
    keys = sorted(there, key=lambda key: key[1], reverse=True)
    order = list(pairs)
    keys.sort(key=lambda key: order.index(key[0]))
    rows = tuple(line(desk, unit, period, pairs[unit]) for unit, period in keys)
    return Table(
        id="engagement-table",
        caption="Engagement, trust and the gap between them, by pair and period, where anything was counted",
        columns=("Pair and period", "Engagement", "Trust", "Gap"),
        rows=rows,
        shown=6,
        more=words.counted(len(rows) - 6, "further period") if len(rows) > 6 else "",
        widths=(1.6, 1.4, 1.4, 1.4),
    )


def line(desk: Desk, unit: str, period: str, rows: list[Observation]) -> tuple[Cell, ...]:
    """One pair in one period."""
    found = {o.indicator: o for o in rows if o.period == period}
    pair = desk.index.unit(unit)
    return (
        Cell(parts=(f"{pair}, {dates.short_period(period)}",)),
        *(cell(desk, pair, found.get(i)) for i in INDICATORS),
    )


def cell(desk: Desk, pair: str, o: Observation | None) -> Cell:
    """A value with its interval and count, or why there is none."""
    if o is None or o.value is None or o.absence:
        why = o.absence if o and o.absence else "not enough evidence"
        if o and o.rows:
            return Cell(parts=(f"{why} (", opened(desk, pair, o), ")"), tone="quiet")
        return Cell(parts=(why,), tone="quiet")
    bounds = "" if o.low is None or o.high is None else f" [{words.signed(o.low)}, {words.signed(o.high)}]"
    return Cell(parts=(f"{words.signed(o.value)}{bounds}, ", opened(desk, pair, o)), tone="number")
