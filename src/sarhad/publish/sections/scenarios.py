"""Scenarios: the conditionals that sources put forward, with their hedges, and what history answers to them."""

from __future__ import annotations

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Paragraph, Quote, Section, Statement, Table
from sarhad.publish.sections import conditionals
from sarhad.records import Scenario

SHOWN = 10


def section(desk: Desk) -> Section:
    """The section on conditionals."""
    found = [s for s in desk.index.newest(desk.case.scenarios) if isinstance(s, Scenario)]
    if not found:
        nothing = desk.about_case(
            "No scenario was found: no document says what would follow if something else came about."
        )
        return Section(id="scenarios", heading="Scenarios", blocks=(Paragraph(statements=(nothing,)),))
    blocks: list[Block] = [Paragraph(statements=lead(desk, found)), as_put(desk, found), *conditionals.blocks(desk)]
    return Section(id="scenarios", heading="Scenarios", blocks=tuple(blocks))


def lead(desk: Desk, found: list[Scenario]) -> tuple[Statement, ...]:
    """Whose conditionals these are, and whether history was asked about them."""
    behind = desk.rows("Scenarios", [s.id for s in found], "conditionals found in the documents")
    told = "These are the sources’ conditionals, in their own words; none is added, and none is given a probability."
    if not desk.case.conditionals:
        return (desk.about_case(told, basis=behind), conditionals.nothing_loaded(desk))
    told = "These are the sources’ conditionals, in their own words; none is added."
    return (desk.about_case(told, basis=behind), conditionals.summary(desk))


def as_put(desk: Desk, found: list[Scenario]) -> Table:
    """The conditionals in the sources' words."""
    rest = len(found) - SHOWN
    return Table(
        id="scenarios-table",
        caption="If one thing comes about, then another: as sources put it",
        columns=("If", "then", "Hedge", "Source"),
        rows=tuple(row(desk, s) for s in found),
        shown=SHOWN,
        more=words.counted(rest, "further scenario") if rest > 0 else "",
        widths=(1.8, 1.8, 0.7, 1.1),
    )


def row(desk: Desk, s: Scenario) -> tuple[Cell, ...]:
    """One conditional."""
    document = desk.index.documents[s.document]
    language = document.language
    hedge = Cell(parts=(Quote(text=s.hedge, language=language),)) if s.hedge else Cell(parts=("none",), tone="quiet")
    return (
        Cell(parts=(Quote(text=s.antecedent_text, language=language),)),
        Cell(parts=(Quote(text=s.consequent_text, language=language),), citations=desk.cite(s.evidence, most=2)),
        hedge,
        Cell(parts=(f"{desk.index.publisher(document)}, {dates.estimate(document.published)}",)),
    )
