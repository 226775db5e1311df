"""Bodies that the region pack lacks stand below the known actors, the one named most often first."""

from __future__ import annotations

import msgspec

from sarhad.publish.tables import make_table
from sarhad.records import Case, Mention


def _mention(text: str, start: int) -> Mention:
    return Mention(
        id=f"m{start}", document="d", start=start, end=start + len(text), type="unknown-organisation", text=text
    )


def test_proposed_bodies_come_last_by_how_often_they_are_named(case: Case) -> None:
    known = make_table(case, "actors").rows
    named = (_mention("Red Front", 0), _mention("Blue Party", 20), _mention("Blue Party", 40))
    rows = make_table(msgspec.structs.replace(case, proposed=named), "actors").rows
    assert rows[: len(known)] == known
    assert [(r["id"], str(r["name"]).split(" (")[0], r["proposed"]) for r in rows[len(known) :]] == [
        ("", "Blue Party", 2),
        ("", "Red Front", 1),
    ]


def test_known_actors_are_not_proposed(case: Case) -> None:
    assert {r["proposed"] for r in make_table(case, "actors").rows} == {0}
