"""Who says what, and who denies it: the ledger of propositions."""

from __future__ import annotations

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Paragraph, Part, Section, Statement, Strong, Table, Tone
from sarhad.publish.sections.answer import COUNTED
from sarhad.records import LedgerEntry, LedgerSide, Stance, Turn

SHOWN = 10  # propositions before the rest is folded away
NONE = {"asserted": "no assertion", "denied": "no denial", "doubted": "no doubt"}
DOING: dict[Stance, str] = {"asserts": "asserting", "denies": "denying", "doubts": "doubting"}
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
    """How many propositions are contested, which one most widely, and to which no claim speaks."""
    return (*contests(desk, entries), *unheard(desk, entries))


def unheard(desk: Desk, entries: list[LedgerEntry]) -> tuple[Statement, ...]:
    """The propositions that no claim speaks to: nothing monitored, which is not the same as nothing said."""
    texts = [f"“{entry.text.rstrip('.')}”" for entry in entries if not entry.heard]
    return (desk.about_case(f"No claim that was monitored speaks to {words.listed(texts, most=3)}."),) if texts else ()


def contests(desk: Desk, entries: list[LedgerEntry]) -> tuple[Statement, ...]:
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
    """One proposition with its three sides, and who changed sides, citing the claims before and after."""
    flag: tuple[Part, ...] = ("\n", Strong(text="contested")) if entry.contested else ()
    turns = list({turn.speaker: turn for turn in entry.turns}.values())
    told = tuple("\n" + turned(desk, turn) for turn in turns)
    cited = desk.cite_records((claim for turn in turns for claim in turn.claims), most=4)
    return (
        Cell(parts=(entry.text, *flag, *told), citations=cited, tone="flag" if entry.contested else ""),
        side(desk, entry, entry.asserts, "asserted"),
        side(desk, entry, entry.denies, "denied"),
        side(desk, entry, entry.doubts, "doubted"),
    )


def turned(desk: Desk, turn: Turn) -> str:
    """Who changed sides, and when."""
    name, when = words.capital(desk.index.actor(turn.speaker)), dates.in_words(turn.on[:7])
    return f"{name} changed sides: {DOING[turn.before]} before, {DOING[turn.after]} in {when}"


def side(desk: Desk, entry: LedgerEntry, held: LedgerSide, manner: str) -> Cell:
    """Who stands on one side, with how many origins, how graded, since when."""
    if not held.claims:
        return Cell(parts=(silence(held, manner),), tone="quiet")
    count = desk.count(
        words.counted(len(held.origins), "origin"), f"{words.capital(manner)}: {entry.text}", held.claims, COUNTED
    )
    names = words.listed(list(dict.fromkeys(speakers(desk, held))), most=3)
    who = f"{words.capital(names)}\n" if names else ""
    silent = f"\n{silence(held, manner)}" if held.silent_since else ""
    detail = f", {held.grade}\n{who}{span(held)}{silent}"
    tone: Tone = "denial" if manner == "denied" else ""
    return Cell(parts=(count, detail), citations=desk.cite_records(held.claims, most=3), tone=tone)


def silence(held: LedgerSide, manner: str) -> str:
    """A side that is not heard, and since when: nothing monitored is not the same as nothing said."""
    since = f" since {dates.in_words(held.silent_since)}" if held.silent_since else ""
    return f"{'no report' if held.claims else NONE[manner]} monitored{since}"


def speakers(desk: Desk, held: LedgerSide) -> list[str]:
    """Who speaks on a side, as sentences name them: actors, publishers in their own voice, words for the unnamed."""
    known = [desk.index.speaker(desk.index.claims[claim]) for claim in held.claims if claim in desk.index.claims]
    return known or [desk.index.actor(speaker) for speaker in held.speakers if speaker]


def span(held: LedgerSide) -> str:
    """The months of the first and the last date of a side."""
    first, last = dates.in_words(held.first[:7]), dates.in_words(held.last[:7])
    return first if first == last else f"{first} – {last}"
