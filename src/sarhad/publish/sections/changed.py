"""What changed: the newest reports, claims and events, and the last quarter against the one before."""

from __future__ import annotations

from collections.abc import Iterable

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Paragraph, Part, Points, Quote, Section, Statement, Table
from sarhad.publish.sections import modes
from sarhad.records import Claim, Commitment, Derived, Document, Event, Span

NEWEST = 5
BY_ORIGIN = "independent origins of claims and events with this mode, dated in the quarter"


def section(desk: Desk) -> Section:
    """The second section: what a reader of the last edition wants to know first."""
    last = last_quarter(desk)
    blocks: list[Block] = [
        Paragraph(statements=newest_report(desk)),
        points("Newest claims", [claim_sentence(desk, c) for c in newest_claims(desk)]),
        points("Newest events", [event_sentence(desk, e) for e in newest_events(desk)]),
        points("First denials of a proposition", [claim_sentence(desk, c) for c in new_denials(desk, last)]),
        points("Commitments reported", [status_sentence(desk, c) for c in new_statuses(desk, last)]),
        *quarters(desk, last),
    ]
    kept = [block for block in blocks if not isinstance(block, Paragraph | Points) or block.statements]
    return Section(id="changed", heading="What changed", blocks=tuple(kept))


def points(heading: str, statements: Iterable[Statement]) -> Points:
    """A small list."""
    return Points(heading=heading, statements=tuple(statements))


def body(document: Document) -> tuple[Span, ...]:
    """The first body sentence of a document, as evidence that it says something."""
    first = next((s for s in document.sentences if s.kind == "body"), None)
    return (Span(document=document.id, start=first.start, end=first.end, sha256=""),) if first else ()


def newest_report(desk: Desk) -> tuple[Statement, ...]:
    """The newest dated document."""
    document = desk.index.newest_first[0]
    if not dates.sort_key(document.published) or not body(document):
        return ()
    title = words.clipped(document.title, 140)
    named: tuple[Part, ...] = (", ", Quote(text=title, language=document.language)) if title else ()
    publisher, day = desk.index.publisher(document), dates.estimate(document.published)
    parts = (f"The newest report is from {publisher}, dated {day}", *named, ".")
    return (Statement(parts=parts, citations=desk.cite(body(document), most=1)),)


def newest_claims(desk: Desk) -> list[Claim]:
    """The newest claims that are anyone's but the publisher's, one for each origin."""
    first: dict[str, Claim] = {}
    for claim in desk.index.newest(tuple(c for c in desk.case.claims if c.kind != "author" and c.evidence)):
        if isinstance(claim, Claim):
            first.setdefault(desk.index.origin(claim), claim)
        if len(first) == NEWEST:
            break
    return list(first.values())


def newest_events(desk: Desk) -> list[Event]:
    """The newest events that have a date of their own, one for each incident."""
    incident = {e: i.id for i in desk.case.incidents for e in i.events}
    first: dict[str, Event] = {}
    for event in desk.index.newest(tuple(e for e in desk.case.events if dates.sort_key(e.date))):
        if isinstance(event, Event):
            first.setdefault(incident.get(event.id, event.id), event)
        if len(first) == NEWEST:
            break
    return list(first.values())


def claim_sentence(desk: Desk, claim: Claim) -> Statement:
    """Who said or denied what, where it was reported and how it is graded."""
    index = desk.index
    document = index.documents[claim.document]
    manner = words.ACTS[claim.act]
    said, published = dates.estimate(index.said(claim)), index.publisher(document)
    lead = f"{words.capital(index.speaker(claim))} {manner}: "
    where = f" ({said}; {published}, {index.grade(claim)})."
    return Statement(parts=(lead, desk.quote(claim), where), citations=desk.cite(claim.evidence, most=2))


def event_sentence(desk: Desk, event: Event) -> Statement:
    """An event as a sentence that says no more than was coded."""
    return Statement(parts=(event_words(desk, event),), citations=desk.cite(event.evidence, most=2))


def event_words(desk: Desk, event: Event) -> str:
    """Who is reported to have done what to whom, where and when."""
    index = desk.index
    towards, alone = words.PLOVER.get(event.type, (event.type.lower(), event.type.lower()))
    who = words.capital(index.actor(event.actor)) if event.actor else "A party not named"
    did = f"{towards} {index.actor(event.recipient)}" if event.recipient else alone
    where = f"in {index.place(event.place)}" if event.place else "at a place not stated"
    when = dates.estimate(event.date)
    return f"{who} reportedly {did}, {where} ({when}{deaths(event)})."


def deaths(event: Event) -> str:
    """The deaths that were stated, with their range."""
    if event.deaths_best is None:
        return ""
    low, high = event.deaths_low, event.deaths_high
    spread = f", {low} to {high}" if low is not None and high is not None and low != high else ""
    return f"; {words.counted(event.deaths_best, 'death')} reported{spread}"


def last_quarter(desk: Desk) -> str:
    """The last quarter, up to the case's date, in which anything was published."""
    quarters = {dates.quarter(dates.sort_key(document.published)) for document in desk.case.documents}
    known = [q for q in quarters if q and q <= (dates.quarter(desk.case.as_of) or "9")]
    return max(known, default="")


def in_quarter(desk: Desk, record: Derived, quarter: str) -> bool:
    """Whether a record's date lies in a quarter for certain."""
    return bool(quarter) and dates.quarter(desk.index.when(record).value) == quarter


def new_denials(desk: Desk, quarter: str) -> list[Claim]:
    """First denials of a proposition, made in a quarter; those known before it are left out."""
    found = []
    for entry in desk.case.ledger:
        denials = [desk.index.claims[c] for c in entry.denies.claims if c in desk.index.claims]
        ordered = desk.index.newest(tuple(denials))[::-1]
        if ordered and isinstance(ordered[0], Claim) and in_quarter(desk, ordered[0], quarter):
            found.append(ordered[0])
    return found[:NEWEST]


def new_statuses(desk: Desk, quarter: str) -> list[Commitment]:
    """Commitments whose status was reported in a quarter."""
    inside = tuple(c for c in desk.case.commitments if in_quarter(desk, c, quarter) and c.evidence)
    return [c for c in desk.index.newest(inside)[:NEWEST] if isinstance(c, Commitment)]


def status_sentence(desk: Desk, commitment: Commitment) -> Statement:
    """A commitment and the status that a report gives it."""
    index = desk.index
    what = index.case.programmes
    name = next((p.name for p in what if p.id == commitment.programme), commitment.programme)
    phase = f", phase {commitment.phase}" if commitment.phase is not None else ""
    document = index.documents[commitment.document]
    when, status = dates.estimate(index.when(commitment)), words.STATUS[commitment.status]
    text = f"{words.capital(name)}{phase}: {status} ({when}; {index.publisher(document)})."
    return Statement(parts=(text,), citations=desk.cite(commitment.evidence, most=2))


def modes_of(record: Derived) -> tuple[str, ...]:
    """The threat modes that a claim or an event speaks of; a denial names none."""
    told = isinstance(record, Event) or (isinstance(record, Claim) and record.stance != "denies")
    return record.modes if told and isinstance(record, Claim | Event) else ()


def by_mode(desk: Desk, quarter: str) -> dict[str, list[str]]:
    """For each threat mode the rows of a quarter: those of its series, else claims and events that name it."""
    series = [o for o in modes.main_unit(desk)[1] if o.period == quarter and not o.absence]
    if series:
        return {modes.name(o): list(o.rows) for o in series if o.value}
    found: dict[str, list[str]] = {}
    for record in (*desk.case.claims, *desk.case.events):
        if modes_of(record) and in_quarter(desk, record, quarter):
            for mode in modes_of(record):
                found.setdefault(mode, []).append(record.id)
    return found


def origins(desk: Desk, records: list[str]) -> int:
    """How many independent origins records come from."""
    known = (desk.index.derived[record] for record in records if record in desk.index.derived)
    return len({desk.index.origin(record) for record in known})


def quarters(desk: Desk, last: str) -> list[Block]:
    """The last quarter against the one before, by threat mode."""
    if not last:
        return []
    before = dates.step(last, -1)
    now, then = by_mode(desk, last), by_mode(desk, before)
    named = sorted({*now, *then}, key=words.mode_rank)
    if not named:
        return []
    rows = tuple(mode_row(desk, mode, (before, then.get(mode, [])), (last, now.get(mode, []))) for mode in named)
    columns = ("Threat mode", dates.short_period(before), dates.short_period(last), "Change")
    caption = f"Independent origins by threat mode, {dates.in_words(last)} against the {dates.in_words(before)}"
    return [Table(id="quarters", caption=caption, columns=columns, rows=rows, widths=(3, 1, 1, 1))]


def mode_row(desk: Desk, mode: str, *periods: tuple[str, list[str]]) -> tuple[Cell, ...]:
    """One mode with its two counts and their difference."""
    name = words.mode(mode)
    counts = [origins(desk, records) for _, records in periods]
    cells = [
        Cell(
            parts=(desk.count(str(n), f"{words.capital(name)}, {dates.short_period(period)}", records, BY_ORIGIN),),
            tone="number",
        )
        if n
        else Cell(parts=("none found",), tone="quiet")
        for n, (period, records) in zip(counts, periods, strict=True)
    ]
    change = counts[-1] - counts[0]
    sign = f"{'+' if change > 0 else words.MINUS}{abs(change)}" if change else "0"
    cited = desk.cite_records([record for _, records in reversed(periods) for record in records], most=2)
    return (Cell(parts=(words.capital(name),), citations=cited), *cells, Cell(parts=(sign,), tone="number"))
