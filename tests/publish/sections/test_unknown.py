"""What is not known: a headline that its own text contradicts is quoted with the sentence that says otherwise."""

from __future__ import annotations

import msgspec

from sarhad.publish.check import pieces, plain
from sarhad.publish.desk import Desk
from sarhad.publish.model import Points
from sarhad.publish.sections import unknown
from sarhad.records import Case, Contradiction

from ..cases import HERALD


def test_a_headline_against_its_text_is_quoted_with_both_sentences(case: Case) -> None:
    title, first = HERALD.sentences[0], HERALD.sentences[1]
    against = Contradiction(document=HERALD.id, kind="side", headline=HERALD.title, sentence=(first.start, first.end))
    desk = Desk(msgspec.structs.replace(case, contradictions=(against,)))
    (points,) = (p for p in pieces(unknown.section(desk)) if isinstance(p, Points))
    told = [s for s in points.statements if s.about == "world"]
    assert [HERALD.title in "".join(map(plain, s.parts)) for s in told] == [True]
    quoted = {(c.start, c.end) for c in desk.citations() if c.number in told[0].citations}
    spans = {(title.start, title.end)} if title.kind == "title" else set()
    assert quoted == {(first.start, first.end)} | spans


def test_without_one_nothing_is_said_of_headlines(case: Case) -> None:
    assert unknown.headlines(Desk(case)) == ()
