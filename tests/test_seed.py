"""The article that Sarhad grew from, against its key. Both are read from the shared folder; none of it stands here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import sarhad
from sarhad.acquire import gather
from sarhad.pipeline import annotate_page
from sarhad.records import Annotation, Offsets
from sarhad.settings import Settings
from sarhad.world import load_region

NAME = "000_75e030f5c150ffb0"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def article(shared: Path) -> Path:
    path = shared / "seeds" / f"{NAME}.txt"
    if not path.is_file():
        pytest.skip(f"the article is not at {path}")
    return path


@pytest.fixture(scope="module")
def key(article: Path) -> Row:
    return dict(json.loads(article.with_suffix(".gold.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def text(article: Path) -> str:
    return article.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(text: str) -> Annotation:
    return sarhad.annotate(text)


def chars(spans: Iterable[Offsets]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def overlap(one: Iterable[Offsets], other: Iterable[Offsets]) -> float:
    """Intersection over union of the characters."""
    a, b = chars(one), chars(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def pair(row: Row) -> Offsets:
    return int(row["start"]), int(row["end"])


def contents(row: Row) -> list[Offsets]:
    return [pair(row[k]) for k in ("content", "content_more") if k in row]


def claim_matches(row: Row, found: Annotation) -> bool:
    """Source exact (the key marks one by its head noun, so it may lie within ours), cue exact, content alike."""
    source, cue = pair(row["source"]), pair(row["cue"])
    return any(
        any((s <= source[0] and source[1] <= e and len(row["source"]["text"].split()) == 1) or (s, e) == source
            for s, e in c.source)
        and tuple(c.cue) == (cue,)
        and overlap(c.content, contents(row)) >= 0.9
        for c in found.claims
    )  # fmt: skip


def test_at_least_seven_of_the_eight_claims(key: Row, found: Annotation) -> None:
    missed = [row["id"] for row in key["claims"] if not claim_matches(row, found)]
    assert len(key["claims"]) == 8
    assert len(missed) <= 1, missed


def test_sources_cues_and_sides_of_the_claims_that_have_a_proposition(key: Row, found: Annotation) -> None:
    by_cue = {c.cue[0]: c for c in found.claims if c.cue}
    rows = [(row, by_cue.get(pair(row["cue"]))) for row in key["claims"]]
    right = [c is not None and (c.proposition, c.stance) == (r["proposition"], r["polarity"]) for r, c in rows]
    assert sum(right) >= 7, [r["id"] for (r, _c), ok in zip(rows, right, strict=True) if not ok]


def test_the_speakers_that_the_key_names(key: Row, found: Annotation) -> None:
    by_cue = {c.cue[0]: c for c in found.claims if c.cue}
    named = [(row, by_cue.get(pair(row["cue"]))) for row in key["claims"] if row.get("source_actor")]
    assert named
    assert [(r["id"], c and c.source_actor) for r, c in named if c is None or c.source_actor != r["source_actor"]] == []


def test_dates_said(key: Row, found: Annotation) -> None:
    by_cue = {c.cue[0]: c.said for c in found.claims if c.cue}
    stated = {row["id"]: row["said"] for row in key["claims"] if row.get("said")}
    assert stated == {row["id"]: by_cue.get(pair(row["cue"])) for row in key["claims"] if row["id"] in stated}


def test_nearly_all_actor_mentions_exactly(key: Row, found: Annotation) -> None:
    ours = {(m.start, m.end, m.actor) for m in found.mentions}
    missed = [row for row in key["mentions"] if (*pair(row), row["actor"]) not in ours]
    assert len(key["mentions"]) == 46
    assert len(missed) <= 0.05 * 46, missed


def test_place_mentions(key: Row, text: str, found: Annotation) -> None:
    ours = {(m.start, m.end) for m in found.mentions if m.place}
    theirs = {pair(m) for place in key["places"] for m in place["mentions"]}
    whole = {(start, end) for start, end in theirs if not text[end].isalpha()}  # the key has some inside longer words
    assert len(whole) >= 0.85 * len(theirs)
    assert whole <= ours


def test_both_commitments(key: Row, found: Annotation) -> None:
    for row in key["commitments"]:
        best = max(
            found.commitments, key=lambda c: overlap([(s.start, s.end) for s in c.evidence], [pair(row["evidence"])])
        )
        assert overlap([(s.start, s.end) for s in best.evidence], [pair(row["evidence"])]) >= 0.8, row["id"]
        assert best.holder == row["holder"]
        assert row.get("phase") in (None, best.phase)
        assert row.get("reported_by") in (None, best.reported_by)


def test_the_scenario(key: Row, found: Annotation) -> None:
    (row,) = key["scenarios"]
    assert any(
        overlap(s.antecedent, [pair(row["if"])]) >= 0.9
        and overlap(s.consequent, [pair(row["then"])]) >= 0.9
        and s.hedge == row["hedge"]
        for s in found.scenarios
    )


def test_both_relations(key: Row, found: Annotation) -> None:
    for row in key["relations"]:
        assert any(
            r.kind == row["kind"]
            and list(r.between) == row["between"]
            and r.direction == row.get("direction", "")
            and r.hedged == row.get("hedged", False)
            and overlap([(s.start, s.end) for s in r.evidence], [pair(row["evidence"])]) >= 0.8
            for r in found.relations
        ), row["id"]


def test_no_record_touches_the_boilerplate(key: Row, text: str, found: Annotation) -> None:
    taken = chars(found.sentences) | chars((m.start, m.end) for m in found.mentions)
    for row in (*found.claims, *found.events, *found.commitments, *found.scenarios, *found.relations):
        taken |= chars((s.start, s.end) for s in row.evidence)
    for line in key["document"]["boilerplate"]:
        start = text.index(line)
        assert not taken & set(range(start, start + len(line))), line


def test_the_date_is_an_estimate_with_bounds(article: Path, found: Annotation) -> None:
    published = found.published
    assert published.how == "inferred"
    assert published.earliest >= "2024-07"
    assert "2025-03" <= published.value[:7] <= "2025-09"
    assert published.latest
    (page,) = gather([str(article)], Settings())
    assert annotate_page(page, load_region("csto-afghanistan"), Settings()).published == published
