"""Commitments: announced measures and what became of them, as reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Paragraph, Part, Quote, Section, Statement, Table, Tone
from sarhad.publish.threads import history
from sarhad.records import Commitment, CommitmentThread

SHOWN = 15
TIMELINES = 8
KINDS = {"list": "list of equipment", "delivery": "deliveries", "building": "building", "training": "training"}
COLUMNS = ("Programme", "Phase", "Measure", "Status", "Date", "Reported by")


def section(desk: Desk) -> Section:
    """The sixth section."""
    found = ordered(desk)
    if not found:
        nothing = desk.about_case("No announced measure was found in the documents of this case.")
        return Section(id="commitments", heading="Commitments", blocks=(Paragraph(statements=(nothing,)),))
    blocks: list[Block] = [Paragraph(statements=(overview(desk, found),))]
    blocks += [timeline(desk, desk.case.threads)] if desk.case.threads else []
    blocks.append(table(desk, found))
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


def timeline(desk: Desk, threads: Sequence[CommitmentThread]) -> Table:
    """One line for each measure: the statuses it went through, each cited; those with a history first."""
    ordered_threads = sorted(threads, key=lambda t: (-len(t.changes), -len(t.origins), t.id))
    rest = len(threads) - TIMELINES
    return Table(
        id="commitments-timeline",
        caption="What became of each measure, as reported (“?”: other reports of that time contradict it)",
        columns=("Measure", "History", "Under the condition", "Independent reports"),
        rows=tuple(timeline_row(desk, t) for t in ordered_threads),
        shown=TIMELINES,
        more=words.counted(rest, "further measure") if rest > 0 else "",
        widths=(1.7, 2.6, 1.4, 0.8),
    )


def timeline_row(desk: Desk, thread: CommitmentThread) -> tuple[Cell, ...]:
    """One measure over all reports."""
    names = {p.id: p.name for p in desk.case.programmes}
    what = words.capital(names.get(thread.programme, thread.programme))
    which = [f"phase {thread.phase}" if thread.phase is not None else "", KINDS.get(thread.kind, "")]
    evidence = [span for change in thread.changes for span in change.evidence[:1]]
    conditions = list(dict.fromkeys((c.commitments[0], text) for c in thread.changes for text in c.conditions))
    late: Tone = "denial" if thread.contested or thread.status in ("delayed", "dropped") else ""
    return (
        Cell(parts=(", ".join([what, *filter(None, which)]),)),
        Cell(parts=(history(thread),), citations=desk.cite(evidence, most=4), tone=late),
        condition_cell(desk, conditions),
        Cell(
            parts=(desk.count(str(len(thread.origins)), "Reports of this measure", list(reports(thread)), "reports"),)
        ),
    )


def reports(thread: CommitmentThread) -> tuple[str, ...]:
    """The records of a thread."""
    return tuple(c for change in thread.changes for c in change.commitments)


def condition_cell(desk: Desk, conditions: Sequence[tuple[str, str]]) -> Cell:
    """The first condition in the report's words."""
    if not conditions:
        return Cell(parts=("none stated",), tone="quiet")
    record, text = conditions[0]
    language = desk.index.documents[desk.index.derived[record].document].language
    return Cell(parts=(Quote(text=text, language=language),))


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
    status = words.STATUS[c.status]
    extra = ", ".join(text for text in (index.place(c.place) if c.place else "", c.money, due(c)) if text)
    measure: tuple[Part, ...] = (Quote(text=c.measure, language=document.language),) if c.measure else ("not stated",)
    late: Tone = "denial" if c.status in ("delayed", "dropped") else ""
    return (
        Cell(parts=(programme(desk, c),), citations=desk.cite(c.evidence, most=2)),
        Cell(parts=(str(c.phase) if c.phase is not None else "—",), tone="" if c.phase is not None else "quiet"),
        Cell(parts=(*measure, *((f" ({extra})",) if extra else ())), tone="" if c.measure else "quiet"),
        Cell(parts=(words.capital(f"not {status}" if c.denied else status),), tone=late),
        Cell(parts=(dates.estimate(index.when(c)),)),
        Cell(parts=(speaker,)),
    )


def due(c: Commitment) -> str:
    """The due date in words."""
    return f"due {dates.in_words(c.due)}" if c.due else ""
