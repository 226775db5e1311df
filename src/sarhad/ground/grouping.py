"""Propositions beyond the pack's standing ones, formed from the claims themselves, in whatever languages they are.

Claims form one when they come from two documents or more, name the same parties and no place that the others
replace, give the same numbers, and share at least two topics. A wrong group is worse than none: what only resembles
stays alone. The proposition is worded by its most typical claim, in quotation marks; each claim's side is taken against
that wording. Groups are formed on reading, so a lake as of an earlier day gives the groups of that day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import msgspec

from sarhad.ground.frames import Frame, Gazetteers, make_frame
from sarhad.ground.propositions import relays
from sarhad.ground.stance import CLOSE, compare, kinship
from sarhad.records import LANGUAGES, Claim, Document, Proposition, Stance, make_id
from sarhad.world import Region
from sarhad.world.folding import fold
from sarhad.world.polarity import load_polarity

ALIKE = 0.6  # kinship from which claims form a proposition
_TOPICS = 2  # topics, or words of no list, that the claims of a group share
_CROWDED = 200  # leaders under one key beyond which the key tells nothing
_LONGEST = 240  # characters of a proposition's wording
_UNSAID = frozenset({"order", "plan"})
_EDGE = re.compile(r"(?:^|[.!?؟…:;؛,،(\n–—«“\"])\s*$")  # after what a clause begins
_LOOK = 40  # characters before a content that tell whether it begins with a clause
FORMED = "proposition-"  # how the ids of propositions that are not the pack's begin
_TURNED: dict[Stance, Stance] = {"asserts": "denies", "denies": "asserts"}


class Framed(NamedTuple):
    """A claim with its frame, and whether its content reads from the beginning of a clause."""

    claim: Claim
    frame: Frame
    whole: bool


class Grouped(NamedTuple):
    """The claims, those of a group with its proposition and their side, and the propositions formed."""

    claims: tuple[Claim, ...]
    propositions: dict[str, Proposition]


def group_claims(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    region: Region,
    gazetteers: Gazetteers,
    corrected: Collection[str] = (),
) -> Grouped:
    """Claims that speak to no standing proposition, grouped.

    `corrected` are claims whose proposition an analyst set: they stay as they are. One that was moved to the id of a
    group joins it; one moved to another name that begins with "proposition-" makes a proposition of that name, which is
    how a group is split.
    """
    by_id = {d.id: d for d in documents}
    order = sorted(claims, key=lambda c: (day_of(by_id[c.document]), c.id))
    beside: dict[str, list[Claim]] = {}
    for claim in order:
        beside.setdefault(claim.document, []).append(claim)
    framed = (r for d, own in beside.items() for r in frame_claims(own, by_id[d], region, gazetteers, corrected))
    rows = sorted(framed, key=lambda r: (day_of(by_id[r.claim.document]), r.claim.id))
    return group_framed(claims, rows, order)


def frame_claims(
    claims: Sequence[Claim],
    document: Document,
    region: Region,
    gazetteers: Gazetteers,
    corrected: Collection[str] = (),
) -> list[Framed]:
    """The claims of one document that may form a proposition with others, framed: all that its text is needed for."""
    own = (c for c in _not_relayed(claims) if not c.proposition and c.id not in corrected)
    return list(_framed(own, {document.id: document}, region, gazetteers))


def group_framed(claims: Sequence[Claim], framed: Iterable[Framed], order: Sequence[Claim]) -> Grouped:
    """All claims, those framed grouped. `framed` and `order`, all claims again, stand by their documents' days and
    their ids.
    """
    groups = [g for g in (_settled(rows) for rows in _gathered(framed)) if g]
    names = {_name(row.claim): _name(group[0].claim) for group in groups for row in group}
    formed = {c.id: c for group in groups for c in _members(group)}
    moved = {c.id: _moved(c, names) for c in order if c.proposition.startswith(FORMED)}
    rows = tuple(formed.get(c.id) or moved.get(c.id) or c for c in claims)
    return Grouped(rows, _propositions(groups, moved.values()))


def day_of(document: Document) -> str:
    """The day by which claims are ordered: its own, else the earliest it can be; undated ones last."""
    return document.published.value or document.published.earliest or "9999"


def _not_relayed(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims that relay no other: what is relayed counts for its own speaker."""
    beside: dict[str, list[Claim]] = {}
    for claim in claims:
        beside.setdefault(claim.document, []).append(claim)
    for claim in claims:
        if not any(relays(claim, other) for other in beside[claim.document]):
            yield claim


def _framed(
    claims: Iterable[Claim], documents: Mapping[str, Document], region: Region, gazetteers: Gazetteers
) -> Iterator[Framed]:
    """The claims that say enough to be compared: a party or place, and topics that are stated."""
    for claim in claims:
        language = documents[claim.document].language
        if language not in LANGUAGES or claim.act in _UNSAID:
            continue
        frame = make_frame(claim.content_text, language, region, gazetteers)
        if frame.stated and (frame.parties or frame.places) and len(frame.topics) >= 1:
            yield Framed(claim, frame, begins_clause(claim, documents[claim.document]))


def begins_clause(claim: Claim, document: Document) -> bool:
    """Whether the content begins where a clause does (at a sentence, after a mark, after a word such as "that") and is
    of one piece.
    """
    if len(claim.content) > 1:
        return False
    start = min(s for s, _ in claim.content)
    before = document.text[max(0, start - _LOOK) : start]
    words = fold(before)
    opened = any(not words[e:].strip() for _, e in load_polarity(document.language).spans("that", words))
    return opened or bool(_EDGE.search(before))


def _gathered(rows: Iterable[Framed]) -> list[list[Framed]]:
    """Each claim with the first group whose leader it is alike, else as the leader of a group of its own."""
    groups: list[list[Framed]] = []
    index: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        keys = list(product(sorted(row.frame.parties | row.frame.places), sorted(row.frame.topics)))
        near = sorted({n for k in keys for n in index.get(k, ()) if len(index[k]) <= _CROWDED})
        best = max(near, key=lambda n: (likeness(row.frame, groups[n][0].frame), -n), default=-1)
        if best >= 0 and likeness(row.frame, groups[best][0].frame) >= ALIKE:
            groups[best].append(row)
            continue
        groups.append([row])
        for key in keys:
            index.setdefault(key, []).append(len(groups) - 1)
    return groups


def likeness(a: Frame, b: Frame) -> float:
    """The kinship of two frames that speak of one matter, else 0; in two languages both name the same parties."""
    if a.numbers != b.numbers or not _enough(a, b):
        return 0.0
    kin = kinship(a, b)
    same = a.parties == b.parties or (a.language == b.language and kin >= CLOSE)
    return kin if same and compare(a, b) else 0.0


def _enough(a: Frame, b: Frame) -> bool:
    """They share a name and two topics; or one topic that is all of both, with two names or a name and a number, and
    few words beside it.
    """
    names = len(a.parties & b.parties) + len(a.places & b.places)
    topics = a.topics & b.topics
    words = a.stems & b.stems if a.language == b.language else frozenset()
    if not names or not topics:
        return False
    if len(topics) >= _TOPICS or len(words) >= _TOPICS:
        return True
    sure = names + len(a.numbers & b.numbers) >= _TOPICS
    return a.topics == b.topics and sure and max(len(a.stems), len(b.stems)) <= _TOPICS


def _settled(rows: list[Framed]) -> list[Framed]:
    """The group with its most typical claim's likes alone, the earliest first; empty without a second document, and
    where no claim would make a wording that reads from the beginning of a clause.
    """
    if len({r.claim.document for r in rows}) < 2 or not any(r.whole for r in rows):
        return []
    typical = _typical(rows)
    kept = [r for r in rows if r is typical or likeness(r.frame, typical.frame) >= ALIKE]
    return kept if len({r.claim.document for r in kept}) > 1 else []


def _typical(rows: Sequence[Framed]) -> Framed:
    """Of the claims that begin as a clause does, the one most alike to all others; the shorter wording breaks a tie."""
    return max(
        (r for r in rows if r.whole),
        key=lambda r: (
            sum(likeness(r.frame, o.frame) for o in rows if o is not r),
            -len(r.claim.content_text),
            r.claim.id,
        ),
    )


def _name(claim: Claim) -> str:
    return make_id("proposition", claim.id)


def _members(group: Sequence[Framed]) -> Iterator[Claim]:
    """The group's claims with its id and their side of its wording; a side that an analyst set stays."""
    typical, name = _typical(group).frame, _name(group[0].claim)
    for row in group:
        stance = row.claim.stance or _side(row, typical)
        yield msgspec.structs.replace(row.claim, proposition=name, stance=stance)


def _side(row: Framed, typical: Frame) -> Stance:
    stance: Stance = compare(row.frame, typical)
    if row.claim.act == "doubt":
        return "doubts"
    return _TURNED.get(stance, stance) if row.claim.act == "deny" else stance


def _moved(claim: Claim, names: Mapping[str, str]) -> Claim:
    """A claim that an analyst moved: into a group by the id of any of its claims, else as it stands."""
    proposition = names.get(claim.proposition, claim.proposition)
    return msgspec.structs.replace(claim, proposition=proposition, stance=claim.stance or "asserts")


def _propositions(groups: Iterable[Sequence[Framed]], moved: Iterable[Claim]) -> dict[str, Proposition]:
    rows = [_proposition(_name(g[0].claim), _typical(g)) for g in groups]
    table = {p.id: p for p in rows}
    for claim in moved:
        if claim.proposition not in table:
            table[claim.proposition] = _worded(claim.proposition, claim, ())
    return table


def _proposition(name: str, typical: Framed) -> Proposition:
    return _worded(name, typical.claim, tuple(sorted(typical.frame.parties)))


def _worded(name: str, claim: Claim, about: tuple[str, ...]) -> Proposition:
    """The proposition as one claim words it, in quotation marks."""
    words = claim.content_text
    cut = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return Proposition(id=name, text=f"“{cut}”", about=about, standing=False)
