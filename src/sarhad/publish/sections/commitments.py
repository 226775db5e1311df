"""Commitments: announced measures and what became of them, as reported."""

from __future__ import annotations

from collections import Counter

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Paragraph, Part, Quote, Section, Statement, Table, Tone
from sarhad.records import Commitment

SHOWN = 15
COLUMNS = ("Programme", "Phase", "Measure", "Status", "Date", "Reported by")


def section(desk: Desk) -> Section:
    """The sixth section."""
    found = ordered(desk)
    if not found:
        nothing = desk.about_case("No announced measure was found in the documents of this case.")
        return Section(id="commitments", heading="Commitments", blocks=(Paragraph(statements=(nothing,)),))
    blocks: list[Block] = [Paragraph(statements=(overview(desk, found),)), table(desk, found)]
    return Section(id="commitments", heading="Commitments", blocks=tuple(blocks))


def programme(desk: Desk, commitment: Commitment) -> str:
    """The programme's name."""
    names = {p.id: p.name for p in desk.case.programmes}
    return words.capital(names.get(commitment.programme, commitment.programme))


def ordered(desk: Desk) -> list[Commitment]:
    """By programme, the one with most reports first, newest report first within it."""
    sizes = Counter(c.programme for c in desk.case.commitments)
    newest = [c for c in desk.index.newest(desk.case.commitments) if isinstance(c, Commitment)]
    return sorted(newest, key=lambda c: (-sizes[c.programme], c.programme))


def overview(desk: Desk, found: list[Commitment]) -> Statement:
    """How many reports on how many programmes, and the statuses they give."""
    statuses = Counter(words.STATUS[c.status] for c in found)
    programmes = len({c.programme for c in found})
    ids = [c.id for c in found]
    reports = desk.count(
        words.capital(words.counted(len(found), "report")), "Reports on commitments", ids, "rows of the table"
    )
    told = [f"{words.number(n)} {status}" for status, n in statuses.most_common()]
    tell = words.verb(len(found), "tells", "tell")
    parts = (reports, f" {tell} of {words.counted(programmes, 'programme')}; by status, {words.listed(told)}.")
    return Statement(parts=parts, citations=desk.cite_records(ids))


def table(desk: Desk, found: list[Commitment]) -> Table:
    """The status history as a table."""
    rest = len(found) - SHOWN
    return Table(
        id="commitments-table",
        caption="Announced measures with the status each report gives them",
        columns=COLUMNS,
        rows=tuple(row(desk, c) for c in found),
        shown=SHOWN,
        more=words.counted(rest, "further report") if rest > 0 else "",
        widths=(1.6, 0.5, 1.6, 0.85, 1.2, 1.35),
    )


def row(desk: Desk, c: Commitment) -> tuple[Cell, ...]:
    """One report of one measure."""
    index = desk.index
    document = index.documents[c.document]
    speaker = index.label(c.reported_by) if c.reported_by else index.publisher(document)
    extra = ", ".join(text for text in (index.place(c.place) if c.place else "", c.money, due(c)) if text)
    measure: tuple[Part, ...] = (Quote(text=c.measure, language=document.language),) if c.measure else ("not stated",)
    late: Tone = "denial" if c.status in ("delayed", "dropped") else ""
    return (
        Cell(parts=(programme(desk, c),), citations=desk.cite(c.evidence, most=2)),
        Cell(parts=(str(c.phase) if c.phase is not None else "—",), tone="" if c.phase is not None else "quiet"),
        Cell(parts=(*measure, *((f" ({extra})",) if extra else ())), tone="" if c.measure else "quiet"),
        Cell(parts=(words.capital(words.STATUS[c.status]),), tone=late),
        Cell(parts=(dates.estimate(index.when(c)),)),
        Cell(parts=(speaker,)),
    )


def due(c: Commitment) -> str:
    """The due date in words."""
    return f"due {dates.in_words(c.due)}" if c.due else ""
