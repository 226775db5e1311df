"""The briefing's ledger: both sides of every proposition, silence with its month, changes of side with their claims."""

from __future__ import annotations

import msgspec

from sarhad.publish.check import pieces, plain
from sarhad.publish.desk import Desk
from sarhad.publish.model import Table
from sarhad.publish.sections import ledger
from sarhad.records import Case, LedgerEntry, LedgerSide, Turn

from ..cases import CROSSED, DENIED


def cells(case: Case, *entries: LedgerEntry) -> list[str]:
    """The cells of the first row as text."""
    section = ledger.section(Desk(msgspec.structs.replace(case, ledger=entries)))
    (table,) = (p for p in pieces(section) if isinstance(p, Table))
    return ["".join(map(plain, cell.parts)) for cell in table.rows[0]]


def side(claim: str, day: str, silent_since: str = "") -> LedgerSide:
    return LedgerSide(claims=(claim,), origins=("o",), first=day, last=day, silent_since=silent_since)


NEVER = LedgerSide(silent_since="2024-03")


def test_an_empty_side_says_so_with_since_when(case: Case) -> None:
    entry = LedgerEntry(
        proposition="crossing", text="They cross.", asserts=side(CROSSED.id, "2025-05-12"), denies=NEVER, doubts=NEVER
    )
    _, asserted, denied, doubted = cells(case, entry)
    assert "no report" not in asserted
    assert (denied, doubted) == ("no denial monitored since March 2024", "no doubt monitored since March 2024")


def test_a_side_that_has_fallen_silent_and_a_change_of_side(case: Case) -> None:
    turn = Turn(
        speaker="northern-pact", before="denies", after="asserts", on="2025-05-12", claims=(DENIED.id, CROSSED.id)
    )
    entry = LedgerEntry(
        proposition="crossing",
        text="They cross.",
        asserts=side(CROSSED.id, "2025-05-12"),
        denies=side(DENIED.id, "2024-08-01", "2024-08"),
        doubts=NEVER,
        turns=(turn,),
    )
    text, asserted, denied, _ = cells(case, entry)
    assert "contested" in text
    assert "The Northern Pact Organization changed sides: denying before, asserting in May 2025" in text
    assert denied.endswith("no report monitored since August 2024") and "no report" not in asserted


def test_what_no_claim_speaks_to_is_named(case: Case) -> None:
    entry = LedgerEntry(proposition="lasting", text="It lasts.", asserts=NEVER, denies=NEVER, doubts=NEVER)
    _, asserted, *_ = cells(case, entry)
    assert asserted == "no assertion monitored since March 2024"
    told = [plain(part) for s in ledger.overview(Desk(case), [entry]) for part in s.parts]
    assert "No claim that was monitored speaks to “It lasts”." in told
