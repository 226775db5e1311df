"""What is not known: absences, undated and unplaced records, refused pages, silent sides, sources not graded."""

from __future__ import annotations

from collections.abc import Iterable

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Paragraph, Points, Quote, Section, Statement, Table
from sarhad.records import Contradiction, Observation, Page, Span


def section(desk: Desk) -> Section:
    """The ninth section."""
    gaps = (*absences(desk), *events(desk), *documents(desk), *silent(desk), *ungraded(desk), *without_rows(desk))
    statements = (*gaps, *headlines(desk))
    blocks: list[Block] = [Points(heading="Gaps in the evidence", statements=statements)] if statements else []
    if desk.case.refused:
        blocks += [Paragraph(statements=(refusals(desk),)), refused(desk)]
    if not blocks:
        blocks = [
            Paragraph(statements=(desk.about_case("Every page was read, and every record has its date and place."),))
        ]
    return Section(id="unknown", heading="What is not known", blocks=tuple(blocks))


def gap(desk: Desk, records: Iterable[str], noun: str, title: str, tail: tuple[str, str]) -> tuple[Statement, ...]:
    """A statement on records that lack something, opening into them; nothing when there are none."""
    ids = list(records)
    if not ids:
        return ()
    count = desk.count(words.capital(words.counted(len(ids), noun)), title, ids, "records of this case that lack it")
    return (desk.about_case(count, f" {words.verb(len(ids), *tail)}."),)


def absences(desk: Desk) -> tuple[Statement, ...]:
    """Series with periods that have no value: those with the same gaps and the same reason told together."""
    series: dict[tuple[str, str, str], list[Observation]] = {}
    for o in sorted(desk.case.observations, key=lambda o: (o.period, words.mode_rank(label(o)))):
        if o.absence:
            series.setdefault((o.unit, o.absence, label(o)), []).append(o)
    units: dict[tuple[str, str, tuple[str, ...]], dict[str, list[Observation]]] = {}
    for (unit, why, name), found in series.items():
        units.setdefault((unit, why, tuple(o.period for o in found)), {})[name] = found
    alike: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for (unit, why, periods), names in units.items():
        alike.setdefault((why, periods, tuple(names)), []).append(unit)
    return tuple(
        absence(desk, key, group, [o for u in group for found in units[u, key[0], key[1]].values() for o in found])
        for key, group in sorted(alike.items())
    )


def label(o: Observation) -> str:
    """What a series measures: an indicator, or a threat mode."""
    return o.indicator.removeprefix("mode:")


def absence(
    desk: Desk, gap: tuple[str, tuple[str, ...], tuple[str, ...]], units: list[str], found: list[Observation]
) -> Statement:
    """The units whose series lack the same periods for the same reason."""
    why, periods, names = gap
    told = words.listed([words.mode(name) for name in names], most=4)
    pairs = [desk.index.unit(unit) for unit in units if unit != desk.case.region]
    where = f" of {words.listed(pairs, most=4)}" if pairs else ""
    when = words.listed([dates.short_period(period) for period in periods], most=4)
    title = f"{words.capital(told)}{where}: rows that were not enough"
    behind = desk.rows(title, [row for o in found for row in o.rows], f"declared absence: {why}")
    have = words.verb(len(names) * len(units), "has", "have")
    return desk.about_case(f"{words.capital(told)}{where} {have} no value in {when}: {why}.", basis=behind)


def events(desk: Desk) -> tuple[Statement, ...]:
    """Events without a place or a date."""
    no_place = [e.id for e in desk.case.events if e.place not in desk.case.places]
    no_date = [e.id for e in desk.case.events if not dates.sort_key(e.date)]
    return (
        *gap(desk, no_place, "event", "Events without a place", ("has no place", "have no place")),
        *gap(desk, no_date, "event", "Events without a date", ("has no date of its own", "have no date of their own")),
    )


def documents(desk: Desk) -> tuple[Statement, ...]:
    """Documents whose date is inferred or missing."""
    inferred = [d.id for d in desk.case.documents if d.published.how == "inferred" and dates.sort_key(d.published)]
    undated = [d.id for d in desk.case.documents if not dates.sort_key(d.published)]
    return (
        *gap(
            desk,
            inferred,
            "document",
            "Documents with an inferred date",
            ("has an inferred date", "have inferred dates"),
        ),
        *gap(desk, undated, "document", "Documents without a date", ("is undated", "are undated")),
    )


def silent(desk: Desk) -> tuple[Statement, ...]:
    """Propositions on which one side says nothing."""
    entries = [e for e in desk.case.ledger if e.asserts.claims and not e.denies.claims and not e.doubts.claims]
    if not entries:
        return ()
    claims = [claim for entry in entries for claim in entry.asserts.claims]
    n = len(entries)
    count = desk.count(
        words.capital(words.counted(n, "proposition")), "Asserted, and neither denied nor doubted", claims, "ledger"
    )
    are = words.verb(
        n,
        "is asserted and met by no denial or doubt here; that silence is",
        "are asserted and met by no denial or doubt here; that silence is",
    )
    return (desk.about_case(count, f" {are} not agreement."),)


def ungraded(desk: Desk) -> tuple[Statement, ...]:
    """Documents whose source has no grade."""
    lost = [d.id for d in desk.case.documents if desk.index.reliability(d) == "F"]
    tail = (
        "comes from a source whose reliability cannot be judged (F)",
        "come from sources whose reliability cannot be judged (F)",
    )
    return gap(desk, lost, "document", "Documents from sources graded F", tail)


def without_rows(desk: Desk) -> tuple[Statement, ...]:
    """Values that name no rows and so cannot be worked out again."""
    lost = [o for o in desk.case.observations if o.value and not o.rows and not o.absence]
    if not lost:
        return ()
    named = words.capital(words.counted(len(lost), "value"))
    names = words.verb(len(lost), "names", "name")
    return (desk.about_case(f"{named} of the series {names} no rows and cannot be worked out again."),)


def headlines(desk: Desk) -> tuple[Statement, ...]:
    """Headlines that say otherwise than their own text; which of the two is right is not known."""
    return tuple(headline(desk, found) for found in desk.case.contradictions)


def headline(desk: Desk, found: Contradiction) -> Statement:
    """One headline, and the sentence of the text that says otherwise, both quoted."""
    document = desk.index.documents[found.document]
    start, end = found.sentence
    title = [(s.start, s.end) for s in document.sentences if s.kind == "title"]
    spans = [Span(document=document.id, start=a, end=b, sha256="") for a, b in (*title[:1], (start, end))]
    return Statement(
        parts=(
            "The headline ",
            Quote(text=found.headline, language=document.language),
            f" of {desk.index.publisher(document)} says otherwise than its own text: ",
            Quote(text=" ".join(document.text[start:end].split()), language=document.language),
        ),
        citations=tuple(n for span in spans for n in desk.cite([span], most=1)),
    )


def refusals(desk: Desk) -> Statement:
    """How many pages were refused."""
    ids = [page.id for page in desk.case.refused]
    count = desk.count(
        words.capital(words.counted(len(ids), "page")), "Refused pages", ids, "pages that could not be read"
    )
    were, are = words.verb(len(ids), "was", "were"), words.verb(len(ids), "is", "are")
    return desk.about_case(count, f" {were} refused and {are} not part of this briefing.")


def refused(desk: Desk) -> Table:
    """Refused pages with their reasons."""
    rows = tuple(row(page) for page in sorted(desk.case.refused, key=lambda page: page.id))
    return Table(
        id="refused-table",
        caption="Refused pages, why, and what would help",
        columns=("Page", "Reason", "Remedy"),
        rows=rows,
        shown=8,
        more=words.counted(len(rows) - 8, "further page") if len(rows) > 8 else "",
        widths=(1.6, 1.2, 1.2),
    )


def row(page: Page) -> tuple[Cell, ...]:
    """One refused page."""
    return (Cell(parts=(page.name or page.url,)), Cell(parts=(page.refused,)), Cell(parts=(page.remedy or "—",)))
