"""The ledger: sides, origins, and both Admiralty grades."""

from __future__ import annotations

import pytest
from tests import making

from sarhad.ground import make_ledger, source_grade
from sarhad.ground.ledger import credibility
from sarhad.records import Proposition

# own origins, origins against, credibility (METHODS §2)
TABLE = [
    ("BCC", "", 1),
    ("AB", "", 2),
    ("CC", "", 2),
    ("B", "", 3),
    ("D", "", 3),
    ("DDD", "", 3),
    ("BCC", "D", 3),
    ("B", "C", 3),
    ("C", "C", 4),
    ("C", "B", 4),
    ("C", "BC", 4),
    ("C", "BB", 5),
    ("D", "AAA", 5),
    ("", "", 6),
    ("", "BB", 6),
    ("F", "", 6),
    ("FFF", "B", 6),
]


@pytest.mark.parametrize(("own", "against", "expected"), TABLE)
def test_credibility(own: str, against: str, expected: int) -> None:
    assert credibility(list(own), list(against)) == expected  # type: ignore[arg-type]


def test_sides_count_origins_and_take_the_best_outlet() -> None:
    documents = [
        making.document("d1", "2025-05-03", source="good"),
        making.document("d2", "2025-05-01", source="poor"),
        making.document("d3", "2025-05-09", source="good"),
    ]
    sources = {"good": making.source("good", "B"), "poor": making.source("poor", "D")}
    claims = [
        making.claim("c1", "d1", proposition="p", stance="asserts", source_actor="csto"),
        making.claim("c2", "d2", proposition="p", stance="asserts", source_actor="csto"),
        making.claim("c3", "d3", proposition="p", stance="denies", source_actor="taliban"),
        making.claim("c4", "d3", proposition="p", stance="doubts", source_text="an expert"),
        making.claim("c5", "d3"),
    ]
    origins = [making.origin("o1", "c1", "c2"), making.origin("o2", "c3"), making.origin("o3", "c4")]
    (entry,) = make_ledger({"p": Proposition(id="p", text="P.")}, claims, documents, origins, sources)
    assert (entry.asserts.claims, entry.asserts.origins, entry.asserts.speakers) == (("c1", "c2"), ("o1",), ("csto",))
    assert (entry.asserts.first, entry.asserts.last) == ("2025-05-01", "2025-05-03")
    assert (entry.asserts.grade, entry.denies.grade, entry.doubts.grade) == ("B4", "B4", "B4")
    assert entry.doubts.speakers == ("an expert",)
    assert entry.contested


def test_a_proposition_that_nobody_speaks_to_has_no_entry() -> None:
    assert make_ledger({"p": Proposition(id="p", text="P.")}, [], [], [], {}) == ()


def test_one_side_alone_is_not_contested() -> None:
    claims = [making.claim("c1", "d1", proposition="p", stance="asserts")]
    (entry,) = make_ledger({"p": Proposition(id="p", text="P.")}, claims, [making.document("d1")], [], {})
    assert not entry.contested
    assert (entry.asserts.grade, entry.denies.grade) == ("F6", "F6")


def test_an_outlet_that_the_catalogue_lacks_cannot_be_judged() -> None:
    assert source_grade(making.document("d1", source="nowhere"), {}) == "F"
