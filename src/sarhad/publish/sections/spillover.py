"""Spill-over: for each border, how likely deaths are to begin in a quiet country after an escalation next door."""

from __future__ import annotations

from collections.abc import Sequence

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Count, Points, Row, Statement, Table
from sarhad.publish.pictures.axis import percent, plain
from sarhad.publish.sections.conditionals import bounds, likely
from sarhad.records import SpillOver

SHOWN = 8
FORMULA = (
    "a logit over quarters of all countries without a death for 12 months: escalation next door, months of quiet, "
    "months with deaths in ten years, the worst neighbour’s deaths; the rows are past escalations next door to a "
    "country as long quiet"
)


def blocks(desk: Desk, found: Sequence[SpillOver]) -> list[Block]:
    """What may begin where it is quiet, then every border in a table; nothing without answers."""
    if not found:
        return []
    ranked = sorted(found, key=lambda s: (-(s.now or s.probability or 0.0), s.unit_name, s.source_name))
    told = [sentence(desk, s) for s in ranked if s.probability is not None]
    statements = (*told[:SHOWN], *active(desk, ranked), made(desk, ranked[0]))
    return [Points(heading="Across the borders", statements=statements), table(desk, ranked)]


def sentence(desk: Desk, s: SpillOver) -> Statement:
    """One border: as things are, and should it escalate."""
    given = s.probability or 0.0
    lead = f"{words.capital(s.source_name)} is escalating: " if s.escalating else f"Should {s.source_name} escalate, "
    event = f"deaths beginning in {s.unit_name} within {s.horizon} months"
    now = "" if s.escalating or s.now is None else f"; as things are, {percent(s.now)}"
    told = f", {percent(given)}{bounds(s.low, s.high)}{now}; "
    return desk.about_case(lead, *likely(event, given), told, *cases(desk, s), ".")


def cases(desk: Desk, s: SpillOver) -> tuple[str | Count, ...]:
    """How often it happened before."""
    return ("after ", opened(desk, s), f", they began in {words.tally(s.followed)}")


def opened(desk: Desk, s: SpillOver) -> Count:
    """The past cases, opening into them."""
    return Count(text=words.counted(s.n, "past escalation"), rows=behind(desk, s))


def behind(desk: Desk, s: SpillOver) -> str:
    """Past cases as rows."""
    made = (
        Row(id=f"{s.id}/{c.unit}/{c.month}", kind="case", date=dates.short_period(c.month), who=c.name, what=c.what)
        for c in s.cases
    )
    title = f"Deaths beginning in {s.unit_name} after an escalation in {s.source_name}"
    return desk.rows(title, desk.keep(made), f"{FORMULA}. {source(s)}")


def source(s: SpillOver) -> str:
    """The data and what worked on it."""
    return f"{s.data_vintage}, to {dates.in_words(s.as_of)}; {s.made_by}"


def active(desk: Desk, ranked: Sequence[SpillOver]) -> tuple[Statement, ...]:
    """Where deaths cannot begin, because there are some."""
    names = list(dict.fromkeys(s.unit_name for s in ranked if s.answer == "already active"))
    if not names:
        return ()
    rows = behind(desk, next(s for s in ranked if s.answer == "already active"))
    have = words.verb(len(names), "has", "have")
    told = f"{words.listed(names, most=8)} {have} had deaths in the last 12 months, so none can begin there."
    return (desk.about_case(told, basis=rows),)


def made(desk: Desk, s: SpillOver) -> Statement:
    """From which data, by what."""
    return desk.about_case(f"Worked out from {source(s)}.", basis=behind(desk, s))


def table(desk: Desk, ranked: Sequence[SpillOver]) -> Table:
    """Every border in both directions."""
    rest = len(ranked) - SHOWN
    return Table(
        id="spillover-table",
        caption="Probability that deaths begin within 12 months where there have been none for 12",
        columns=("From → to", "Deaths next door, 12 months", "Quiet for", "As things are", "After an escalation"),
        rows=tuple(line(desk, s) for s in ranked),
        shown=SHOWN,
        more=words.counted(rest, "further border") if rest > 0 else "",
        widths=(1.9, 1.0, 0.9, 1.0, 1.9),
    )


def line(desk: Desk, s: SpillOver) -> tuple[Cell, ...]:
    """One border in one direction."""
    quiet = Cell(parts=(words.counted(s.quiet_months, "month"),))
    first = (Cell(parts=(f"{s.source_name} → {s.unit_name}",)), Cell(parts=(plain(s.neighbour_deaths),), tone="number"))
    if s.answer == "already active":
        return (
            *first,
            Cell(parts=("not quiet",), tone="quiet"),
            Cell(parts=("—",)),
            Cell(parts=("cannot begin",), tone="quiet"),
        )
    now = Cell(parts=("—" if s.now is None else percent(s.now),), tone="number")
    if s.probability is None:
        return (*first, quiet, now, Cell(parts=("too few cases (", opened(desk, s), ")"), tone="quiet"))
    told = f"{percent(s.probability)}{bounds(s.low, s.high)}, ".replace("interval ", "")
    return (
        *first,
        quiet,
        now,
        Cell(parts=(told, Count(text=f"n\u00a0=\u00a0{s.n}", rows=behind(desk, s))), tone="number"),
    )
