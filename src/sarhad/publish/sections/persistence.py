"""Structural or transient by the scored model: a probability for each unit, what speaks for and against, like cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Count, Points, Row, Statement, Strong, Table
from sarhad.publish.pictures.axis import percent, plain
from sarhad.publish.sections.conditionals import bounds, likely
from sarhad.records import PastCase, Persistence
from sarhad.world.likelihood import likelihood

EXPLAINED, SHOWN = 4, 12  # units whose reasons are told, rows of the tables
ONSET = "a death within 12 months"


def blocks(desk: Desk, found: Sequence[Persistence]) -> list[Block]:
    """A sentence for each unit, a table of all, the reasons and the likest cases of the first ones."""
    if not found:
        return []
    ranked = sorted(found, key=lambda p: (p.theta, not measured(p), -(p.probability or 0.0), p.name))
    sentences = (*(s for p in ranked for s in answer(desk, p)), *confidence(desk, ranked), made(desk, ranked[0]))
    told: list[Block] = [Points(heading="Structural or transient", statements=sentences)]
    told += [table(desk, list(alike)) for _, alike in groupby(ranked, key=lambda p: p.event)]
    for p in ranked[:EXPLAINED]:
        if p.speaks:
            told.append(Points(heading=f"Why: {p.name}", statements=tuple(reasons(desk, p))))
    cases = [(p, case) for p in ranked[:EXPLAINED] if measured(p) for case in p.cases]
    return [*told, cases_table(cases)] if cases else told


def measured(p: Persistence) -> bool:
    """Whether deaths measure the threat, so that there is an answer."""
    return p.probability is not None and p.answer != "not enough evidence"


def answer(desk: Desk, p: Persistence) -> Iterator[Statement]:
    """The probability with its word; where deaths do not measure the threat, why, and what stands in their place."""
    if measured(p):
        chance = p.probability or 0.0
        none = "" if p.none is None else f"; no such month at all, {percent(p.none)}"
        figures = Count(text=percent(chance), rows=behind(desk, p))
        tail = f"{bounds(p.low, p.high)}: {p.answer}{none}."
        yield desk.about_case(f"{p.name}: ", *likely(p.event, chance), ", ", figures, tail)
        return
    yield desk.about_case(f"{p.name}: {p.absence.rstrip('.')}; {p.answer}.", basis=behind(desk, p))
    if p.onset is not None:
        seen = "" if p.incidents is None else f"; {words.counted(p.incidents, 'incident')} in the last 12 months"
        figures = Count(text=percent(p.onset), rows=behind(desk, p))
        yield desk.about_case(f"{p.name}: ", *likely(ONSET, p.onset), ", ", figures, f"{seen}.")


def confidence(desk: Desk, found: Sequence[Persistence]) -> Iterator[Statement]:
    """How good the evidence is, in sentences of their own; units of which the same is said stand together."""
    alike: dict[tuple[str, str], list[Persistence]] = {}
    for p in found:
        alike.setdefault((p.confidence, p.because), []).append(p)
    for (sure, because), group in alike.items():
        names = words.listed(list(dict.fromkeys(p.name for p in group)), most=12)
        why = f": {because}" if because else ""
        told = f"Confidence in the evidence on {names} is {sure}{why}."
        yield desk.about_case(told, basis=behind(desk, group[0]))


def made(desk: Desk, p: Persistence) -> Statement:
    """Model, data, and how much it learned from."""
    told = f"Worked out by {source(p)}, from {p.n:,} rows of {p.units:,} units."
    return desk.about_case(told, basis=behind(desk, p))


def source(p: Persistence) -> str:
    """The model and the data."""
    return f"{p.made_by} from {p.data_vintage}, to {dates.in_words(p.as_of)}"


def reasons(desk: Desk, p: Persistence) -> Iterator[Statement]:
    """What in the history raises the probability and what lowers it, the largest part first."""
    for s in p.speaks:
        side = Strong(text="For:" if s.part > 0 else "Against:")
        text = s.text.rpartition(" (")[0] or s.text.rstrip(".")
        yield desk.about_case(side, f" {text} (", Count(text=signed(s.part), rows=behind(desk, p)), ").")


def signed(part: float) -> str:
    """A part of the log-odds with its sign.

    >>> signed(1.94), signed(-0.2)
    ('+1.9', '−0.2')
    """
    return f"{part:+.1f}".replace("-", words.MINUS)


def behind(desk: Desk, p: Persistence) -> str:
    """The parts of the log-odds and the likest earlier cases, with the formula."""
    parts = (
        Row(id=f"{p.id}/{s.group}", kind="part", date=dates.short_period(p.as_of), who=p.name, what=s.text)
        for s in p.speaks
    )
    kept = desk.keep([*parts, *(case_row(p, case) for case in p.cases)])
    average = "" if p.average is None else f" = {p.average:.2f} (average case) + the parts".replace("-", words.MINUS)
    formula = (
        f"P({p.event}) = 1 / (1 + exp(−x)), x{average}; structural from 0.80, transient to 0.20; "
        f"{source(p)}, {p.n:,} rows of {p.units:,} units. The rows are the parts and the likest earlier cases."
    )
    return desk.rows(f"{words.capital(p.event)}: {p.name}", kept, formula)


def case_row(p: Persistence, case: PastCase) -> Row:
    """An earlier case as a row."""
    return Row(
        id=f"{p.id}/{case.unit}/{case.month}",
        kind="case",
        date=dates.short_period(case.month),
        who=case.name,
        what=f"{before(case)}; {became(p, case)}",
    )


def before(case: PastCase) -> str:
    """The year before a case."""
    return f"{case.active} of 12 months, {plain(case.deaths)} deaths"


def became(p: Persistence, case: PastCase) -> str:
    """What became of a case."""
    return f"{'lasted' if case.lasted else 'did not last'}: {case.reached} of the next {p.horizon} months"


def table(desk: Desk, found: Sequence[Persistence]) -> Table:
    """All units of which the same is asked."""
    rest = len(found) - SHOWN
    return Table(
        id=f"persistence-table-{found[0].theta:g}",
        caption=words.capital(found[0].event),
        columns=("Unit", "Probability", "Word", "Answer", "No such month", "A death in 12 months"),
        rows=tuple(line(desk, p) for p in found),
        shown=SHOWN,
        more=words.counted(rest, "further unit") if rest > 0 else "",
        widths=(1.3, 1.5, 1.2, 1.5, 1.0, 1.3),
    )


def line(desk: Desk, p: Persistence) -> tuple[Cell, ...]:
    """One unit; a probability that measures nothing is not shown as an answer."""
    name, none, onset = Cell(parts=(p.name,)), share(p.none), share(p.onset)
    if not measured(p):
        nothing = Cell(parts=("—",), tone="quiet")
        return (name, nothing, nothing, Cell(parts=(p.answer,), tone="quiet"), none, onset)
    chance = p.probability or 0.0
    interval = bounds(p.low, p.high).replace("90\u202f% interval ", "")
    return (
        name,
        Cell(parts=(Count(text=percent(chance), rows=behind(desk, p)), interval), tone="number"),
        Cell(parts=(p.likelihood or likelihood(chance),)),
        Cell(parts=(Strong(text=p.answer),)),
        none,
        onset,
    )


def share(value: float | None) -> Cell:
    """A probability in a cell."""
    return Cell(parts=("—" if value is None else percent(value),), tone="number")


def cases_table(cases: Sequence[tuple[Persistence, PastCase]]) -> Table:
    """The likest earlier cases and what became of them."""
    rest = len(cases) - SHOWN
    return Table(
        id="persistence-cases",
        caption="Earlier cases most like them, and what became of them",
        columns=("Like", "Case", "Known to", "The year before", "What became of it"),
        rows=tuple(case_line(p, case) for p, case in cases),
        shown=SHOWN,
        more=words.counted(rest, "further case") if rest > 0 else "",
        widths=(1.1, 1.2, 0.9, 1.6, 1.9),
    )


def case_line(p: Persistence, case: PastCase) -> tuple[Cell, ...]:
    """One earlier case."""
    return (
        Cell(parts=(p.name,)),
        Cell(parts=(case.name,)),
        Cell(parts=(dates.short_period(case.month),)),
        Cell(parts=(before(case),)),
        Cell(parts=(words.capital(became(p, case)),), tone="" if case.lasted else "quiet"),
    )
