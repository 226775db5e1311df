"""Engagement, trust and gap against hand-computed values (METHODS §5)."""

from __future__ import annotations

from typing import Any

import pytest
from scipy import stats
from tests import making

from sarhad.indicators import measure_all
from sarhad.records import Claim, Document, Event, Observation, Relation
from sarhad.world import Region

PAIR = "tajikistan→taliban"
DAYS = [f"2025-0{month}-10" for month in range(1, 10)]


def observed(
    region: Region, documents: list[Document], unit: str = PAIR, period: str = "2025", **records: list[Any]
) -> dict[str, Observation]:
    claims: list[Claim] = records.get("claims", [])
    events: list[Event] = records.get("events", [])
    relations: list[Relation] = records.get("relations", [])
    origins = [
        making.origin(f"o-{d.id}", *(c.id for c in claims if c.document == d.id), documents=(d.id,)) for d in documents
    ]
    rows = measure_all(region, documents, claims, events, relations, origins)
    return {o.indicator: o for o in rows if o.unit == unit and o.period == period}


def make_documents(count: int, prefix: str = "d") -> list[Document]:
    return [making.document(f"{prefix}{i}", DAYS[i % len(DAYS)]) for i in range(count)]


def make_events(documents: list[Document], good: int, actor: str = "tajikistan", other: str = "taliban") -> list[Event]:
    kinds = ["AGREE"] * good + ["ASSAULT"] * (len(documents) - good)
    return [making.event(f"e-{d.id}", d.id, kind, actor, other) for d, kind in zip(documents, kinds, strict=True)]


def make_claims(documents: list[Document], good: int) -> list[Claim]:
    frames = ["confidence"] * good + ["concern"] * (len(documents) - good)
    return [
        making.claim(f"c-{d.id}", d.id, source_actor="tajikistan", kind="official", about=("taliban",), frame=f)
        for d, f in zip(documents, frames, strict=True)
    ]


def test_engagement_is_cooperation_less_conflict_over_all_and_two(region: Region) -> None:
    documents = make_documents(6)
    found = observed(region, documents, events=make_events(documents, 4))["engagement"]
    assert found.value == pytest.approx((4 - 2) / (4 + 2 + 2))
    assert found.n == 6
    low, high = stats.beta(5, 3).ppf([0.05, 0.95])
    assert [found.low, found.high] == pytest.approx([2 * low - 1, 2 * high - 1], abs=1e-4)
    assert set(found.rows) == {f"e-d{i}" for i in range(6)}


def test_trust_is_confidence_less_concern(region: Region) -> None:
    documents = make_documents(5)
    found = observed(region, documents, claims=make_claims(documents, 1))["trust"]
    assert found.value == pytest.approx((1 - 4) / 7)
    low, high = stats.beta(2, 5).ppf([0.05, 0.95])
    assert [found.low, found.high] == pytest.approx([2 * low - 1, 2 * high - 1], abs=1e-4)


def test_the_gap_is_engagement_less_trust_with_its_interval(region: Region) -> None:
    deeds, words = make_documents(8, "d"), make_documents(6, "w")
    found = observed(region, [*deeds, *words], events=make_events(deeds, 7), claims=make_claims(words, 1))["gap"]
    assert found.value == pytest.approx((7 - 1) / 10 - (1 - 5) / 8)
    assert found.n == 6
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    assert -2 < found.low < found.value < found.high < 2
    # the 90 % range of the difference of the two posteriors, by many draws of our own
    e, u = stats.beta(8, 2).rvs(200_000, random_state=1), stats.beta(2, 6).rvs(200_000, random_state=2)
    low, high = (float(q) for q in stats.scoreatpercentile(2 * (e - u), [5, 95]))
    assert found.low == pytest.approx(low, abs=0.06)
    assert found.high == pytest.approx(high, abs=0.06)


def test_four_origins_are_not_enough(region: Region) -> None:
    documents = make_documents(4)
    found = observed(region, documents, events=make_events(documents, 4))
    assert {(o.value, o.low, o.high, o.absence) for o in found.values()} == {(None, None, None, "not enough evidence")}
    assert found["engagement"].n == 4


def test_the_gap_needs_both_sides(region: Region) -> None:
    documents = make_documents(6)
    found = observed(region, documents, events=make_events(documents, 6))
    assert found["engagement"].value is not None
    assert (found["gap"].value, found["gap"].absence, found["gap"].n) == (None, "not enough evidence", 0)


def test_copies_count_once(region: Region) -> None:
    documents = make_documents(6)
    claims = make_claims(documents, 6)
    origins = [
        making.origin("o1", *(c.id for c in claims), documents=tuple(d.id for d in documents)),
    ]
    rows = measure_all(region, documents, claims, make_events(documents, 6), [], origins)
    assert {o.n for o in rows if o.unit == PAIR and o.indicator != "gap"} == {1}


def test_acting_together_counts_for_both_directions_and_conflict_for_its_author(region: Region) -> None:
    documents = make_documents(6)
    together = make_events(documents, 6)
    against = make_events(documents, 0)
    assert observed(region, documents, "taliban→tajikistan", events=together)["engagement"].n == 6
    assert observed(region, documents, "taliban→tajikistan", events=against)["engagement"].n == 0


def test_a_member_acts_for_the_members_too(region: Region) -> None:
    documents = make_documents(5)
    found = observed(region, documents, "csto-members→taliban", events=make_events(documents, 5))
    assert found["engagement"].n == 5


def test_relations_count_on_their_side(region: Region) -> None:
    documents = make_documents(6)
    between = ("tajikistan", "taliban")
    relations = [
        *(making.relation(f"r{i}", f"d{i}", "engagement", between, "rising") for i in range(5)),
        making.relation("r5", "d5", "mistrust", between),
    ]
    found = observed(region, documents, relations=relations)
    assert found["engagement"].value == pytest.approx(5 / 7)
    assert found["engagement"].n == 5
    assert (found["trust"].value, found["trust"].n) == (None, 1)


def test_years_are_apart(region: Region) -> None:
    documents = [*make_documents(5), *(making.document(f"x{i}", "2024-05-01") for i in range(2))]
    events = make_events(documents, 7)
    assert observed(region, documents, events=events)["engagement"].n == 5
    assert observed(region, documents, period="2024", events=events)["engagement"].n == 2


def test_the_same_rows_give_the_same_numbers(region: Region) -> None:
    documents = make_documents(8)
    events, claims = make_events(documents, 5), make_claims(documents, 3)
    assert observed(region, documents, events=events, claims=claims) == observed(
        region, documents, events=events, claims=claims
    )
