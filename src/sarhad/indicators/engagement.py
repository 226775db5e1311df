"""Engagement against trust for ordered pairs of parties, per year (METHODS §5).

engagement e = (coop − conf)/(coop + conf + 2) over events by quad class; trust u = (confidence − concern)/(… + 2) over
the first party's claims about the second; gap = e − u. Intervals are the 90 % range of the Beta posteriors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sarhad.indicators.view import View
from sarhad.records import Claim, Event, Observation, Relation

ENOUGH = 5  # independent origins on a side below which nothing is stated
_DRAWS = 4000


class Tally:
    """Origins for and against, with the rows they came from."""

    def __init__(self) -> None:
        self.good: dict[str, str] = {}
        self.bad: dict[str, str] = {}

    @property
    def n(self) -> int:
        """Independent origins in all."""
        return len(self.good) + len(self.bad)

    @property
    def value(self) -> float:
        """(good − bad)/(good + bad + 2), in (−1, 1)."""
        return (len(self.good) - len(self.bad)) / (self.n + 2)

    def posterior(self) -> tuple[int, int]:
        """Parameters of the Beta posterior of the share of good under a flat prior."""
        return len(self.good) + 1, len(self.bad) + 1

    def interval(self) -> tuple[float, float]:
        """The 90 % range of the value under the posterior."""
        from scipy.special import betaincinv  # slow to import, and few pairs have enough to need it

        low, high = (2 * float(betaincinv(*self.posterior(), q)) - 1 for q in (0.05, 0.95))
        return low, high

    def rows(self) -> tuple[str, ...]:
        """Ids of the records counted."""
        return (*self.good.values(), *self.bad.values())


def measure_engagement(
    view: View, claims: Sequence[Claim], events: Sequence[Event], relations: Sequence[Relation]
) -> Iterator[Observation]:
    """engagement, trust and gap for each of the region's pairs and every year with a report."""
    years = sorted({d.published.value[:4] for d in view.documents.values() if d.published.value})
    deeds, words = _deeds(view, events, relations), _words(view, claims, relations)
    for a, b in view.region.engagement:
        for year in years:
            yield from _pair(f"{a}→{b}", year, deeds.get((a, b, year), Tally()), words.get((a, b, year), Tally()))


def _pair(unit: str, year: str, deeds: Tally, words: Tally) -> Iterator[Observation]:
    yield _observation(unit, year, "engagement", deeds)
    yield _observation(unit, year, "trust", words)
    enough = deeds.n >= ENOUGH and words.n >= ENOUGH
    low, high = _gap_interval(deeds, words) if enough else (None, None)
    yield Observation(
        unit=unit,
        period=year,
        indicator="gap",
        value=deeds.value - words.value if enough else None,
        low=low,
        high=high,
        n=min(deeds.n, words.n),
        absence="" if enough else "not enough evidence",
        rows=(*deeds.rows(), *words.rows()),
    )


def _observation(unit: str, year: str, indicator: str, tally: Tally) -> Observation:
    enough = tally.n >= ENOUGH
    low, high = tally.interval() if enough else (None, None)
    return Observation(
        unit=unit,
        period=year,
        indicator=indicator,
        value=tally.value if enough else None,
        low=low,
        high=high,
        n=tally.n,
        absence="" if enough else "not enough evidence",
        rows=tally.rows(),
    )


def _gap_interval(deeds: Tally, words: Tally) -> tuple[float, float]:
    draw = np.random.default_rng(0)
    e, u = (2 * draw.beta(*tally.posterior(), _DRAWS) - 1 for tally in (deeds, words))
    low, high = np.quantile(e - u, [0.05, 0.95])
    return float(low), float(high)


def _deeds(view: View, events: Sequence[Event], relations: Sequence[Relation]) -> dict[tuple[str, str, str], Tally]:
    """Events between two parties count for both directions of acting together, for the actor's alone in conflict."""
    table: dict[tuple[str, str, str], Tally] = {}
    for event in events:
        year = view.day_of_event(event)[:4]
        if not (year and event.actor and event.recipient):
            continue
        good = event.quad.endswith("cooperation")
        for a, b in _directions(view, event.actor, event.recipient, both=good):
            _count(table, (a, b, year), view.happening_of(event), event.id, good=good)
    for relation in relations:
        if relation.kind == "engagement" and relation.direction in {"rising", "falling"}:
            _count_relation(view, table, relation, good=relation.direction == "rising")
    return table


def _words(view: View, claims: Sequence[Claim], relations: Sequence[Relation]) -> dict[tuple[str, str, str], Tally]:
    table: dict[tuple[str, str, str], Tally] = {}
    for claim in claims:
        year = view.day_of(claim)[:4]
        if year and claim.frame and claim.source_actor:
            for about in claim.about:
                for a, b in _directions(view, claim.source_actor, about, both=False):
                    _count(table, (a, b, year), view.origin_of(claim), claim.id, good=claim.frame == "confidence")
    for relation in relations:
        if relation.kind in {"trust", "mistrust"}:
            _count_relation(view, table, relation, good=relation.kind == "trust")
    return table


def _count_relation(view: View, table: dict[tuple[str, str, str], Tally], relation: Relation, *, good: bool) -> None:
    year = view.documents[relation.document].published.value[:4]
    if year:
        for a, b in _directions(view, *relation.between, both=True):
            _count(table, (a, b, year), view.origin_of_document(relation.document), relation.id, good=good)


def _directions(view: View, actor: str, other: str, *, both: bool) -> Iterator[tuple[str, str]]:
    ones, others = view.sides_of(actor), view.sides_of(other)
    for a in ones:
        for b in others:
            if a != b:
                yield a, b
                if both:
                    yield b, a


def _count(
    table: dict[tuple[str, str, str], Tally], key: tuple[str, str, str], origin: str, row: str, *, good: bool
) -> None:
    tally = table.setdefault(key, Tally())
    (tally.good if good else tally.bad).setdefault(origin, row)
