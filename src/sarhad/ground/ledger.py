"""The ledger: per proposition who asserts, denies and doubts it, in independent origins, with both Admiralty grades.

It also says who changed sides, and which side has fallen silent: silence is declared, never shown as zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from sarhad.records import (
    Claim,
    Document,
    LedgerEntry,
    LedgerSide,
    Origin,
    Proposition,
    Reliability,
    Source,
    SourceKind,
    Stance,
    Turn,
    make_id,
)
from sarhad.world.dates import add_months, first_day

GOOD = frozenset("ABC")
QUIET_MONTHS = 6  # a side not heard for so long before the newest report has fallen silent
STANCES: tuple[Stance, ...] = ("asserts", "denies", "doubts")
FIRM = 2  # independent origins that a speaker's side rests on before it counts as one that was left or taken
_ORDER = "ABCDEF"
_OWN_WORDS: frozenset[SourceKind] = frozenset({"official", "party", "institution", "expert"})  # who can change sides


def make_ledger(
    propositions: Mapping[str, Proposition],
    claims: Sequence[Claim],
    documents: Sequence[Document],
    origins: Sequence[Origin],
    sources: Mapping[str, Source],
) -> tuple[LedgerEntry, ...]:
    """One entry for each proposition that any claim speaks to, and for each standing one; most origins first."""
    by_id = {d.id: d for d in documents}
    origin_of = {c: o.id for o in origins for c in o.claims}
    spoken: dict[str, list[Claim]] = {}
    for claim in claims:
        spoken.setdefault(claim.proposition, []).append(claim)
    monitored = _monitored(documents)
    rows = []
    for proposition in propositions.values():
        own = spoken.get(proposition.id, [])
        if own or proposition.standing:
            sides = {s: _side([c for c in own if c.stance == s], by_id, origin_of, sources) for s in STANCES}
            entry = _entry(proposition, sides, find_turns(own, by_id, origin_of))
            rows.append(_with_silence(entry, *monitored))
    return tuple(sorted(rows, key=lambda e: (-len(e.asserts.origins) - len(e.denies.origins), e.proposition)))


class _Side(msgspec.Struct, frozen=True):
    """A side before its credibility is known: that takes the other side."""

    side: LedgerSide
    grades: list[Reliability]


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


def _entry(proposition: Proposition, sides: Mapping[Stance, _Side], turns: tuple[Turn, ...]) -> LedgerEntry:
    asserts, denies, doubts = (sides[s] for s in STANCES)
    return LedgerEntry(
        proposition=proposition.id,
        text=proposition.text,
        asserts=_judged(asserts, denies.grades),
        denies=_judged(denies, asserts.grades),
        doubts=_judged(doubts, asserts.grades),
        turns=turns,
    )


def _judged(side: _Side, against: Sequence[Reliability]) -> LedgerSide:
    return msgspec.structs.replace(side.side, credibility=credibility(side.grades, against))


def merge_propositions(claims: Sequence[Claim], merged: Mapping[str, str]) -> tuple[Claim, ...]:
    """The claims with each merged proposition replaced by the one that it was merged into, however many steps away."""
    lead = {key: _end(key, merged) for key in merged}
    replaced = (lead.get(c.proposition, c.proposition) for c in claims)
    return tuple(
        msgspec.structs.replace(c, proposition=p) if p != c.proposition else c
        for c, p in zip(claims, replaced, strict=True)
    )


def part_corrected(
    origins: Sequence[Origin], claims: Sequence[Claim], corrected: Collection[str]
) -> tuple[Origin, ...]:
    """The origins with each corrected claim taken out of a statement that it no longer belongs to.

    It belongs as long as another claim of the statement has the same speaker, proposition and stance; otherwise it is
    an origin of its own, until the next reading groups all claims anew.
    """
    by_id = {c.id: c for c in claims}
    rows: list[Origin] = []
    for origin in origins:
        gone = [c for c in origin.claims if c in corrected and c in by_id and _stranger(by_id[c], origin, by_id)]
        if origin.kind == "statement" and gone:
            rest = tuple(c for c in origin.claims if c not in gone)
            rows += [msgspec.structs.replace(origin, claims=rest), *(_alone(by_id[c]) for c in gone)]
        else:
            rows.append(origin)
    return tuple(rows)


def _stranger(claim: Claim, origin: Origin, claims: Mapping[str, Claim]) -> bool:
    others = [claims[c] for c in origin.claims if c != claim.id and c in claims]
    return bool(others) and all(_stand(o) != _stand(claim) for o in others)


def _stand(claim: Claim) -> tuple[str, str, Stance]:
    return claim.source_actor, claim.proposition, claim.stance


def _alone(claim: Claim) -> Origin:
    return Origin(
        id=make_id("origin", "statement", claim.source_actor, claim.id),
        kind="statement",
        documents=(claim.document,),
        claims=(claim.id,),
        speaker=claim.source_actor,
        first=claim.said,
    )


def _end(key: str, merged: Mapping[str, str]) -> str:
    seen = {key}
    while (following := merged.get(key, "")) and following not in seen:
        seen.add(key := following)
    return key


# ---------------------------------------------------------------- grades


def credibility(own: Sequence[Reliability], against: Sequence[Reliability]) -> int:
    """Admiralty credibility 1–6 of a side from the grades of its independent origins and of those against it.

    Seen from the side's best origin: 1 confirmed by two or more other origins of grade A–C and denied by none, 2 by
    one, 3 not contradicted by an equal or better source, 4 denied by one, 5 denied by several better ones, 6 cannot be
    judged (no origin, or none that can be judged). An F is never better than anything.

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
    others = sum(g in GOOD for g in own) - (_ORDER[best] in GOOD)
    return 3 if against or not others else 1 if others >= 2 else 2


# ---------------------------------------------------------------- changes of side


def find_turns(
    claims: Sequence[Claim], documents: Mapping[str, Document], origin_of: Mapping[str, str]
) -> tuple[Turn, ...]:
    """Speakers who left one side for another at a later date, oldest first.

    Only speakers with a name who speak for themselves (officials, parties, institutions, experts): a medium that quotes
    both sides has changed none. Each of the two sides rests on two independent origins of that speaker or more: one
    report read wrongly makes no turn. Two dates of which one holds the other (2024, 2024-07) have no order, so no turn.
    """
    spoken: dict[str, list[tuple[str, Claim]]] = {}
    for claim in claims:
        day = claim_day(claim, documents[claim.document])
        if claim.source_actor and claim.kind in _OWN_WORDS and claim.stance and day:
            spoken.setdefault(claim.source_actor, []).append((day, claim))
    turns = (t for speaker, rows in spoken.items() for t in _turns_of(speaker, _firm(rows, origin_of)))
    return tuple(sorted(turns, key=lambda t: (t.on, t.speaker)))


def _firm(rows: Sequence[tuple[str, Claim]], origin_of: Mapping[str, str]) -> list[tuple[str, Claim]]:
    """The claims of the sides that rest on enough independent origins."""
    origins: dict[Stance, set[str]] = {}
    for _, claim in rows:
        origins.setdefault(claim.stance, set()).add(origin_of.get(claim.id, claim.id))
    return [(day, claim) for day, claim in rows if len(origins[claim.stance]) >= FIRM]


def _turns_of(speaker: str, rows: Sequence[tuple[str, Claim]]) -> Iterator[Turn]:
    ordered = sorted(rows, key=lambda row: (row[0], row[1].id))
    for (day, old), (later, new) in pairwise(ordered):
        if old.stance != new.stance and not later.startswith(day):
            yield Turn(speaker=speaker, before=old.stance, after=new.stance, on=later, claims=(old.id, new.id))


# ---------------------------------------------------------------- silence


def _monitored(documents: Sequence[Document]) -> tuple[str, str]:
    """The first and the last day of which there are reports; empty without dated ones."""
    days = sorted(d for d in (x.published.value or x.published.earliest for x in documents) if d)
    return (days[0], days[-1]) if days else ("", "")


def _with_silence(entry: LedgerEntry, begin: str, end: str) -> LedgerEntry:
    """The entry with each side's silence: since its last claim when that is long ago; where it was never heard, since
    the proposition was first heard at all, else since monitoring began."""
    heard = min((s.first for s in (entry.asserts, entry.denies, entry.doubts) if s.first), default=begin)
    sides = {s: _silent(getattr(entry, s), heard, end) for s in STANCES}
    return msgspec.structs.replace(entry, **sides)


def _silent(side: LedgerSide, heard: str, end: str) -> LedgerSide:
    quiet = side.last if side.last and end and _long_ago(side.last, end) else ""
    since = quiet if side.claims else heard
    return msgspec.structs.replace(side, silent_since=since[:7])


def _long_ago(last: str, end: str) -> bool:
    return add_months(first_day(last), QUIET_MONTHS) < first_day(end)
