"""Commitments of a briefing: a line for each measure with its history, cited, beside the reports themselves."""

from __future__ import annotations

import msgspec
import pytest

from sarhad.ground.threads import make_threads
from sarhad.publish import FORMATS, compose
from sarhad.publish.check import pieces
from sarhad.publish.model import Briefing, Cell, Quote, Table
from sarhad.publish.tables import make_table
from sarhad.records import Case, Commitment

from .. import builders as b
from ..cases import HERALD


def commitment(name: str, words: str, **fields: object) -> Commitment:
    return b.commitment(name, HERALD, words, programme="border-programme", phase=1, **fields)


@pytest.fixture
def told(case: Case) -> Case:
    """The small case with a second, later report of its measure."""
    sentence = next(HERALD.text[s.start : s.end] for s in HERALD.sentences if s.kind == "body")
    later = commitment(
        "later", sentence, status="delayed", date=b.day("2025-06-20"), measure="southern programme",
        condition_text="once funding is found", condition=((0, 1),),
    )  # fmt: skip
    rows = (*case.commitments, later)
    return msgspec.structs.replace(case, commitments=rows, threads=make_threads(rows, case.documents, case.origins))


def timeline(briefing: Briefing) -> Table:
    section = next(s for s in briefing.sections if s.id == "commitments")
    return next(p for p in pieces(section) if isinstance(p, Table) and p.id == "commitments-timeline")


def test_one_line_for_each_measure(told: Case) -> None:
    (row,) = timeline(compose(told)).rows
    texts = [cell.parts[0] for cell in row if isinstance(cell, Cell)]
    assert str(texts[0]).endswith(", phase 1")
    assert texts[1] == "announced 2025-05 → delayed 2025-06"
    assert isinstance(texts[2], Quote) and texts[2].text == "once funding is found"
    assert row[1].citations and row[1].tone == "denial"


def test_every_format_is_written_with_it(told: Case) -> None:
    briefing = compose(told)
    for name in ("html", "md"):
        assert "announced 2025-05 → delayed 2025-06" in FORMATS[name](briefing).decode()


def test_without_threads_there_is_the_table_alone(case: Case) -> None:
    section = next(s for s in compose(case).sections if s.id == "commitments")
    assert [p.id for p in pieces(section) if isinstance(p, Table)] == ["commitments-table"]


def test_the_terminal_shows_the_history(told: Case) -> None:
    table = make_table(told, "commitments")
    assert "history" in table.shown
    assert {row["history"] for row in table.rows} == {"announced 2025-05 → delayed 2025-06"}
    assert [change["status"] for change in table.rows[0]["changes"]] == ["announced", "delayed"]
