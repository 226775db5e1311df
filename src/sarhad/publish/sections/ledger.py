"""Who says what, and who denies it: the ledger of propositions."""

from __future__ import annotations

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Paragraph, Part, Section, Statement, Strong, Table, Tone
from sarhad.publish.sections.answer import COUNTED
from sarhad.records import LedgerEntry, LedgerSide

SHOWN = 10  # propositions before the rest is folded away
COLUMNS = ("Proposition", "Asserted by", "Denied by", "Doubted by")


def section(desk: Desk) -> Section:
    """The third section."""
    entries = ordered(desk)
    heading = "Who says what, and who denies it"
    if not entries:
        nothing = desk.about_case("No claim of this case belongs to a proposition of the ledger.")
        return Section(id="ledger", heading=heading, blocks=(Paragraph(statements=(nothing,)),))
    blocks: list[Block] = [Paragraph(statements=overview(desk, entries)), table(desk, entries)]
    return Section(id="ledger", heading=heading, blocks=tuple(blocks))


def ordered(desk: Desk) -> list[LedgerEntry]:
    """Contested propositions first, then those with the most origins."""
    return sorted(desk.case.ledger, key=lambda e: (not e.contested, -weight(e), e.proposition))


def weight(entry: LedgerEntry) -> int:
    """All independent origins of a proposition."""
    return sum(len(side.origins) for side in (entry.asserts, entry.denies, entry.doubts))


def overview(desk: Desk, entries: list[LedgerEntry]) -> tuple[Statement, ...]:
    """How many propositions are contested, and which one most widely."""
    contested = [entry for entry in entries if entry.contested]
    total = words.counted(len(entries), "proposition")
    if not contested:
        claims = [claim for entry in entries for claim in entry.asserts.claims]
        parts = (f"None of the {total} is denied or doubted by an independent origin.",)
        return (desk.about_case(*parts, basis=desk.rows("Claims in the ledger", claims, COUNTED)),)
    claims = [claim for entry in contested for claim in (*entry.denies.claims, *entry.doubts.claims)]
    count = desk.count(words.capital(words.number(len(contested))), "Denials and doubts", claims, COUNTED)
    are = words.verb(len(contested), "is", "are")
    first = contested[0]
    widest = Statement(
        parts=(f"The most widely contested is “{first.text.rstrip('.')}”.",),
        citations=desk.cite_records((*first.asserts.claims[:1], *first.denies.claims[:1], *first.doubts.claims[:1])),
    )
    return (desk.about_case(count, f" of the {total} {are} contested."), widest)


def table(desk: Desk, entries: list[LedgerEntry]) -> Table:
    """The ledger as a table."""
    rest = len(entries) - SHOWN
    return Table(
        id="ledger-table",
        caption="The ledger: propositions with their independent origins, grades, and first and last dates",
        columns=COLUMNS,
        rows=tuple(row(desk, entry) for entry in entries),
        shown=SHOWN,
        more=words.counted(rest, "further proposition") if rest > 0 else "",
        widths=(1.35, 1.5, 1.25, 0.95),
    )


def row(desk: Desk, entry: LedgerEntry) -> tuple[Cell, ...]:
    """One proposition with its three sides."""
    flag: tuple[Part, ...] = ("\n", Strong(text="contested")) if entry.contested else ()
    return (
        Cell(parts=(entry.text, *flag), tone="flag" if entry.contested else ""),
        side(desk, entry, entry.asserts, "asserted"),
        side(desk, entry, entry.denies, "denied"),
        side(desk, entry, entry.doubts, "doubted"),
    )


def side(desk: Desk, entry: LedgerEntry, held: LedgerSide, manner: str) -> Cell:
    """Who stands on one side, with how many origins, how graded, since when."""
    if not held.claims:
        return Cell(parts=(f"not {manner} by anyone here",), tone="quiet")
    count = desk.count(
        words.counted(len(held.origins), "origin"), f"{words.capital(manner)}: {entry.text}", held.claims, COUNTED
    )
    names = words.listed(list(dict.fromkeys(speakers(desk, held))), most=3)
    who = f"{words.capital(names)}\n" if names else ""
    detail = f", {held.grade}\n{who}{span(held)}"
    tone: Tone = "denial" if manner == "denied" else ""
    return Cell(parts=(count, detail), citations=desk.cite_records(held.claims, most=3), tone=tone)


def speakers(desk: Desk, held: LedgerSide) -> list[str]:
    """Who speaks on a side, as sentences name them: actors, publishers in their own voice, words for the unnamed."""
    known = [desk.index.speaker(desk.index.claims[claim]) for claim in held.claims if claim in desk.index.claims]
    return known or [desk.index.actor(speaker) for speaker in held.speakers if speaker]


def span(held: LedgerSide) -> str:
    """The months of the first and the last date of a side."""
    first, last = dates.in_words(held.first[:7]), dates.in_words(held.last[:7])
    return first if first == last else f"{first} – {last}"
