"""One speaker's statement in many reports: the same speaker, days that agree, and the same proposition or content.

Within a language contents agree by their words, across languages by the names, places and numbers in both. A denial and
an assertion are never one statement, nor are two speakers, nor what one speaker said weeks apart.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import log
from typing import NamedTuple

from sarhad.ground.copies import join
from sarhad.ground.sketches import Content
from sarhad.records import LANGUAGES, Claim, Stance
from sarhad.world import load_lexicon
from sarhad.world.folding import TOKEN, fold
from sarhad.world.skeleton import skeleton

WINDOW = 7  # days between reports of one statement
SAID = 0.5  # share of the shorter content's words, by weight, in the other
TOLD = 0.6  # across languages: share of names and numbers in common
LEAST = 3  # words in common at least
_SPEAKERS = frozenset({"official", "party", "institution"})
Bounds = tuple[date | None, date | None]


class Speaker(NamedTuple):
    """Who speaks in a claim: a body, a surname as its consonants, the consonants of every word of the source."""

    actor: str
    surname: str
    names: frozenset[str]


class Spoken(NamedTuple):
    """What of a claim tells whether it is the same statement as another."""

    id: str
    document: str
    speaker: Speaker
    proposition: str
    stance: Stance
    denial: bool
    said: str
    days: Bounds
    language: str


def find_speaker(claim: Claim, mentioned: Iterable[str]) -> Speaker | None:
    """The speaker of a claim if it can be told from others; a surname is no word of a body's or an office's name.

    >>> who = "Foreign Minister Amir Khan Muttaqi"
    >>> claim = Claim(id="c", document="d", evidence=(), made_by="", source=((0, 9),), cue=(), content=(),
    ...               source_text=who, kind="unnamed")
    >>> find_speaker(claim, []).surname
    'mtk'
    """
    if claim.kind not in _SPEAKERS | {"unnamed"}:
        return None
    known = {w for name in mentioned for w in TOKEN.findall(name)}
    words = [w for w in TOKEN.findall(claim.source_text) if w not in known]
    persons = [w for w in words if w[0].isupper() and len(w) > 3 and not _is_office(fold(w))]
    surname = skeleton(persons[-1]) if persons else ""
    actor = claim.source_actor if claim.kind in _SPEAKERS else ""
    if not actor and len(surname) < LEAST:
        return None
    return Speaker(actor, surname if len(surname) >= LEAST else "", frozenset(map(skeleton, words)) - {""})


@functools.lru_cache(maxsize=50_000)
def _is_office(word: str) -> bool:
    """Whether a word belongs to an office or a body ("Minister", "Комитет"), in any of the languages."""
    return any(load_lexicon(code).has(terms, word) for code in LANGUAGES for terms in ("official", "institution"))


def spoken_of(claim: Claim, speaker: Speaker) -> Spoken:
    """What of a claim is kept; its days and language are filled in when its document is seen."""
    denial = claim.act == "deny"
    return Spoken(
        claim.id, claim.document, speaker, claim.proposition, claim.stance, denial, claim.said, (None, None), ""
    )


def find_statements(spoken: Sequence[Spoken], contents: Mapping[str, Content]) -> list[list[Spoken]]:
    """The claims with a speaker, grouped by statement; each group in the order of its ids."""
    rows = sorted(spoken, key=lambda s: s.id)
    weights = _weights([contents[s.id] for s in rows if s.id in contents])
    links, apart = [], []
    for a, b in sorted(set(_candidates(rows))):
        one, two = rows[a], rows[b]
        if _same_speaker(one, two) and _near(one, two):
            if _opposed(one, two):
                apart.append((a, b))
            elif strength := _agreement(one, two, contents, weights):
                links.append((-strength, a, b))
    groups: dict[int, list[Spoken]] = defaultdict(list)
    for row, root in zip(rows, join(len(rows), sorted(links), apart), strict=True):
        groups[root].append(row)
    return [part for group in groups.values() for part in _windows(group)]


def _candidates(rows: Sequence[Spoken]) -> Iterator[tuple[int, int]]:
    """Pairs with a speaker in common, those next to one another in time."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for key in {row.speaker.actor, "&" + row.speaker.surname if row.speaker.surname else ""} - {""}:
            buckets[key].append(n)
    for bucket in buckets.values():
        dated = sorted(bucket, key=lambda n: (rows[n].days[0] or rows[n].days[1] or date.min, n))
        for i, a in enumerate(dated):
            for b in dated[i + 1 : i + 200]:
                if not _near(rows[a], rows[b]) and rows[a].days[1]:
                    break
                yield min(a, b), max(a, b)


def _same_speaker(a: Spoken, b: Spoken) -> bool:
    """One surname, or one body and no two surnames; a source without capitals may hold the other's surname."""
    one, two = a.speaker, b.speaker
    if one.surname and two.surname:
        return one.surname == two.surname
    named = (one.surname and one.surname in two.names) or (two.surname and two.surname in one.names)
    return bool(named) or bool(one.actor and one.actor == two.actor)


def _near(a: Spoken, b: Spoken) -> bool:
    if a.document == b.document:
        return True
    return all(
        not (first and last) or (first - last).days <= WINDOW
        for first, last in ((b.days[0], a.days[1]), (a.days[0], b.days[1]))
    )


def _opposed(a: Spoken, b: Spoken) -> bool:
    """A denial and an assertion, or different propositions."""
    if a.proposition and a.proposition == b.proposition:
        return a.stance != b.stance
    return bool(a.proposition and b.proposition) or (not a.proposition and not b.proposition and a.denial != b.denial)


def _agreement(a: Spoken, b: Spoken, contents: Mapping[str, Content], weights: Mapping[int, float]) -> float:
    """How far two claims say the same: 2 for one side of one proposition, else by their contents; 0: not enough."""
    if a.proposition and a.proposition == b.proposition:
        known = all(bound for bound in (*a.days, *b.days)) or a.document == b.document
        return 2.0 if known else _by_content(a, b, contents, weights)
    return _by_content(a, b, contents, weights)


def _by_content(a: Spoken, b: Spoken, contents: Mapping[str, Content], weights: Mapping[int, float]) -> float:
    one, two = contents.get(a.id), contents.get(b.id)
    if one is None or two is None:
        return 0.0
    told = _share(one.facts, two.facts, weights)
    only = (one.facts - two.facts, two.facts - one.facts)
    differ = min(_sum(only[0], weights), _sum(only[1], weights))
    if differ and differ >= 0.5 * (_sum(one.facts & two.facts, weights) + differ):
        return 0.0
    if a.language != b.language:
        return told if told >= TOLD and len(one.facts & two.facts) >= 2 else 0.0
    said = _share(one.words, two.words, weights)
    return said if said >= SAID and len(one.words & two.words) >= LEAST else 0.0


def _share(a: frozenset[int], b: frozenset[int], weights: Mapping[int, float]) -> float:
    return _sum(a & b, weights) / (min(_sum(a, weights), _sum(b, weights)) or 1)


def _sum(features: Iterable[int], weights: Mapping[int, float]) -> float:
    return sum(weights[f] for f in features)


def _weights(contents: Sequence[Content]) -> dict[int, float]:
    counts = Counter(f for c in contents for f in c.words | c.facts)
    return {f: log((len(contents) + 100) / (n + 1)) for f, n in counts.items()}


def _windows(group: list[Spoken]) -> Iterator[list[Spoken]]:
    """The group cut where its days are more than a week from its first; undated claims go with the first."""
    run: list[Spoken] = []
    start: date | None = None
    for row in sorted(group, key=lambda s: (s.days[0] or s.days[1] or date.min, s.id)):
        first = row.days[0] if row.days[1] else None
        if run and start and first and (first - start).days > WINDOW:
            yield sorted(run)
            run, start = [], None
        start = start or first
        run.append(row)
    yield sorted(run)
