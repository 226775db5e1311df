"""Scenarios: the conditionals that sources put forward, with their hedges."""

from __future__ import annotations

from sarhad.publish import dates
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Paragraph, Quote, Section, Table
from sarhad.records import Scenario

SHOWN = 10


def section(desk: Desk) -> Section:
    """The eighth section."""
    found = [s for s in desk.index.newest(desk.case.scenarios) if isinstance(s, Scenario)]
    if not found:
        nothing = desk.about_case(
            "No scenario was found: no document says what would follow if something else came about."
        )
        return Section(id="scenarios", heading="Scenarios", blocks=(Paragraph(statements=(nothing,)),))
    rest = len(found) - SHOWN
    told = "These are the sources’ conditionals, in their own words; none is added, and none is given a probability."
    behind = desk.rows("Scenarios", [s.id for s in found], "conditionals found in the documents")
    table = Table(
        id="scenarios-table",
        caption="If one thing comes about, then another: as sources put it",
        columns=("If", "then", "Hedge", "Source"),
        rows=tuple(row(desk, s) for s in found),
        shown=SHOWN,
        more=f"{rest} further scenario{'s' if rest > 1 else ''}" if rest > 0 else "",
        widths=(1.8, 1.8, 0.7, 1.1),
    )
    blocks: list[Block] = [Paragraph(statements=(desk.about_case(told, basis=behind),)), table]
    return Section(id="scenarios", heading="Scenarios", blocks=tuple(blocks))


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
