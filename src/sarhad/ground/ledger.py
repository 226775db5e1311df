"""The ledger: per proposition who asserts, denies and doubts it, in independent origins, with both Admiralty grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sarhad.records import Claim, Document, LedgerEntry, LedgerSide, Origin, Proposition, Reliability, Source, Stance

GOOD = frozenset("ABC")
_ORDER = "ABCDEF"


def make_ledger(
    propositions: Mapping[str, Proposition],
    claims: Sequence[Claim],
    documents: Sequence[Document],
    origins: Sequence[Origin],
    sources: Mapping[str, Source],
) -> tuple[LedgerEntry, ...]:
    """One entry for each proposition that any claim speaks to, most origins first."""
    by_id = {d.id: d for d in documents}
    origin_of = {c: o.id for o in origins for c in o.claims}
    rows = []
    for proposition in propositions.values():
        own = [c for c in claims if c.proposition == proposition.id]
        if own:
            sides = {s: _side([c for c in own if c.stance == s], by_id, origin_of, sources) for s in _STANCES}
            rows.append(_entry(proposition, sides))
    return tuple(sorted(rows, key=lambda e: (-len(e.asserts.origins) - len(e.denies.origins), e.proposition)))


_STANCES: tuple[Stance, ...] = ("asserts", "denies", "doubts")


class _Side:
    """A side before its credibility is known: that takes the other side."""

    def __init__(self, side: LedgerSide, grades: list[Reliability]) -> None:
        self.side, self.grades = side, grades


def _side(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    origin_of: Mapping[str, str],
    sources: Mapping[str, Source],
) -> _Side:
    best: dict[str, Reliability] = {}
    for claim in claims:
        origin, grade = origin_of.get(claim.id, claim.id), source_grade(documents[claim.document], sources)
        best[origin] = min(best.get(origin, "F"), grade, key=_ORDER.index)
    days = sorted(d for d in (claim_day(c, documents[c.document]) for c in claims) if d)
    side = LedgerSide(
        claims=tuple(c.id for c in claims),
        origins=tuple(sorted(best)),
        speakers=tuple(dict.fromkeys(c.source_actor or c.source_text for c in claims)),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        reliability=min(best.values(), key=_ORDER.index, default="F"),
    )
    return _Side(side, list(best.values()))


def claim_day(claim: Claim, document: Document) -> str:
    """When it was said as far as known: the date in the text, else the report's, else its lower bound."""
    return claim.said or document.published.value or document.published.earliest


def source_grade(document: Document, sources: Mapping[str, Source]) -> Reliability:
    """The reliability in force of the outlet that published; F, "cannot be judged", where the catalogue lacks it."""
    source = sources.get(document.source)
    return source.grade if source else "F"


def _entry(proposition: Proposition, sides: Mapping[Stance, _Side]) -> LedgerEntry:
    asserts, denies, doubts = (sides[s] for s in _STANCES)
    return LedgerEntry(
        proposition=proposition.id,
        text=proposition.text,
        asserts=_judged(asserts, denies.grades),
        denies=_judged(denies, asserts.grades),
        doubts=_judged(doubts, asserts.grades),
    )


def _judged(side: _Side, against: Sequence[Reliability]) -> LedgerSide:
    old = side.side
    return LedgerSide(
        claims=old.claims,
        origins=old.origins,
        speakers=old.speakers,
        first=old.first,
        last=old.last,
        reliability=old.reliability,
        credibility=credibility(side.grades, against),
    )


def credibility(own: Sequence[Reliability], against: Sequence[Reliability]) -> int:
    """Admiralty credibility 1–6 of a side from the grades of its independent origins and of those against it.

    1 confirmed by two or more further origins of grade A–C and denied by none, 2 by one, 3 not contradicted by an equal
    or better source, 4 denied by one, 5 denied by several better ones, 6 cannot be judged.

    >>> credibility(["B", "C", "C"], []), credibility(["C"], ["B", "B"]), credibility([], [])
    (1, 5, 6)
    """
    if not own or all(g == "F" for g in own):
        return 6
    best = _ORDER.index(min(own, key=_ORDER.index))
    better = sum(_ORDER.index(g) < best for g in against)
    equal = sum(_ORDER.index(g) == best for g in against)
    if better >= 2:
        return 5
    if better or equal:
        return 4
    good = sum(g in GOOD for g in own)
    return 3 if against or good < 2 else 1 if good >= 3 else 2
