"""The ledger: sides, origins, and both Admiralty grades."""

from __future__ import annotations

import pytest
from tests import making

from sarhad.ground import make_ledger, merge_propositions, part_corrected, source_grade
from sarhad.ground.ledger import credibility
from sarhad.records import Claim, Origin, Proposition, Turn

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
    ("DDE", "", 3),  # nobody of A–C among them: plausible, not confirmed
    ("DC", "", 3),  # the best of them is confirmed by nobody of A–C
    ("DCC", "", 2),
    ("EF", "", 3),
    ("E", "F", 3),  # an F is never better
    ("BB", "F", 3),  # but denied it is
    ("D", "D", 4),
    ("D", "CD", 4),
    ("D", "CC", 5),
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


def test_a_standing_proposition_that_nobody_speaks_to_says_so_since_when() -> None:
    documents = [making.document("d1", "2024-03-01"), making.document("d2", "2025-05-01")]
    (entry,) = make_ledger({"p": Proposition(id="p", text="P.")}, [], documents, [], {})
    assert not entry.heard and not entry.contested
    assert {side.silent_since for side in (entry.asserts, entry.denies, entry.doubts)} == {"2024-03"}
    assert make_ledger({"p": Proposition(id="p", text="P.", standing=False)}, [], documents, [], {}) == ()


def test_silence_is_declared_per_side() -> None:
    documents = [making.document("d0", "2023-01-01")]
    documents += [making.document(f"d{n}", day) for n, day in enumerate(("2024-10-31", "2025-02-01", "2025-05-01"), 1)]
    claims = [
        making.claim("c1", "d1", proposition="p", stance="asserts"),
        making.claim("c2", "d2", proposition="p", stance="denies"),
    ]
    (entry,) = make_ledger({"p": Proposition(id="p", text="P.")}, claims, documents, [], {})
    assert entry.asserts.silent_since == "2024-10", "last heard more than six months before the newest report"
    assert entry.denies.silent_since == "", "heard three months before it"
    assert entry.doubts.silent_since == "2024-10", "never heard, since the proposition itself was"


def test_who_changed_sides_and_when() -> None:
    days = {"d1": "2024-01-01", "d2": "2024-06-01", "d3": "2025-01-01", "d4": "2025-01-01"}
    documents = [making.document(name, day) for name, day in days.items()]

    def said(name: str, document: str, stance: str, **fields: object) -> Claim:
        base = {"proposition": "p", "stance": stance, "source_actor": "csto", "kind": "institution"}
        return making.claim(name, document, **(base | fields))

    claims = [
        said("c1", "d1", "asserts"),
        said("c2", "d2", "asserts"),
        said("c3", "d3", "denies"),
        said("c3b", "d4", "denies"),
        said("c4", "d1", "asserts", source_actor="khovar", kind="media"),  # a medium quotes whoever speaks
        said("c5", "d3", "denies", source_actor="khovar", kind="media"),
        said("c5a", "d1", "asserts", source_actor="khovar", kind="media"),
        said("c5b", "d3", "denies", source_actor="khovar", kind="media"),
        *(said(f"c6{n}", "d3", "asserts", source_actor="taliban") for n in "ab"),  # both on one day: no order
        *(said(f"c7{n}", "d4", "denies", source_actor="taliban") for n in "ab"),
        *(said(f"c8{n}", "d1", "asserts", source_actor="un", said="2024") for n in "ab"),  # 2024, 2024-06: no order
        *(said(f"c9{n}", "d2", "doubts", source_actor="un") for n in "ab"),
    ]
    (entry,) = make_ledger({"p": Proposition(id="p", text="P.")}, claims, documents, [], {})
    turn = Turn(speaker="csto", before="asserts", after="denies", on="2025-01-01", claims=("c2", "c3"))
    assert entry.turns == (turn,)


def test_a_change_of_side_rests_on_two_independent_origins_of_each() -> None:
    """One wrong reading, or one statement that two outlets carry, does not make a speaker change sides."""
    documents = [making.document(f"d{n}", f"2024-0{n}-01") for n in range(1, 6)]
    base = {"proposition": "p", "source_actor": "csto", "kind": "institution"}
    stances = ["asserts", "asserts", "denies", "denies", "asserts"]
    claims = [making.claim(f"c{n}", f"d{n}", stance=s, **base) for n, s in enumerate(stances, 1)]
    carried = Origin(id="o", kind="statement", documents=("d3", "d4"), claims=("c3", "c4"))

    def turns(origins: list[Origin], rows: list[Claim]) -> list[tuple[str, str]]:
        (entry,) = make_ledger({"p": Proposition(id="p", text="P.")}, rows, documents, origins, {})
        return [(t.after, t.on) for t in entry.turns]

    assert turns([], claims[:3]) == [], "a single denial"
    assert turns([carried], claims) == [], "one denial in two reports"
    assert turns([], claims) == [("denies", "2024-03-01"), ("asserts", "2024-05-01")]


def test_one_side_alone_is_not_contested() -> None:
    claims = [making.claim("c1", "d1", proposition="p", stance="asserts")]
    (entry,) = make_ledger({"p": Proposition(id="p", text="P.")}, claims, [making.document("d1")], [], {})
    assert not entry.contested
    assert (entry.asserts.grade, entry.denies.grade) == ("F6", "F6")


def test_an_outlet_that_the_catalogue_lacks_cannot_be_judged() -> None:
    assert source_grade(making.document("d1", source="nowhere"), {}) == "F"


def test_a_corrected_claim_leaves_a_statement_that_it_no_longer_belongs_to() -> None:
    said = {"proposition": "p", "stance": "asserts", "source_actor": "csto"}
    claims = [making.claim(f"c{n}", f"d{n}", **said) for n in (1, 2)] + [
        making.claim("c3", "d3", **(said | {"source_actor": "un"})),
        making.claim("c4", "d4", **(said | {"stance": "denies"})),
    ]
    origins = [making.origin("o", "c1", "c2", "c3", "c4", kind="statement", documents=("d1", "d2", "d3", "d4"))]
    kept, alone = part_corrected(origins, claims, {"c2", "c3"})
    assert (kept.id, kept.claims) == ("o", ("c1", "c2", "c4")), "c2 still stands with c1; c4 was grouped, not corrected"
    assert (alone.claims, alone.speaker) == (("c3",), "un")
    assert part_corrected(origins, claims, set()) == tuple(origins)
    text = [making.origin("o", "c1", "c3")]
    assert part_corrected(text, claims, {"c3"}) == tuple(text), "copies of one text stay one origin"


def test_merged_propositions_lead_to_the_last_of_the_chain() -> None:
    claims = [making.claim(f"c{p}", "d1", proposition=p) for p in "abcx"]
    merged = merge_propositions(claims, {"a": "b", "b": "c", "x": "x"})
    assert [c.proposition for c in merged] == ["c", "c", "c", "x"]
