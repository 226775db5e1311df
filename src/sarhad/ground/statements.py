"""One speaker's statement in many reports: the same speaker, days that agree, and the same proposition or content.

Within a language contents agree by their words, across languages by the names, places and numbers in both. A denial and
an assertion are never one statement, nor are two speakers, nor what one speaker said weeks apart.
"""

from __future__ import annotations

import functools
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import log
from typing import NamedTuple

import numpy as np

from sarhad.ground.candidates import grouped, rare_pairs
from sarhad.ground.copies import join
from sarhad.ground.sketches import Content, hash_of
from sarhad.records import LANGUAGES, Claim, Stance
from sarhad.world import load_lexicon
from sarhad.world.folding import TOKEN, fold
from sarhad.world.skeleton import skeleton

WINDOW = 7  # days between reports of one statement
SAID = 0.5  # share of the shorter content's words, by weight, in the other
TOLD = 0.6  # across languages: share of names and numbers in common
RARE = 5  # rarest words of a content, by pairs of which candidates are found
LEAST = 3  # words in common at least
_SPEAKERS = frozenset({"official", "party", "institution"})
Bounds = tuple[date | None, date | None]


class Speaker(NamedTuple):
    """Who speaks in a claim: a body, a surname as its consonants, the consonants of every word of the source."""

    actor: str
    surname: str
    names: frozenset[str]

    @property
    def keys(self) -> tuple[str, ...]:
        """By what a speaker is looked up: the body, the surname."""
        return (*([self.actor] if self.actor else []), *(["&" + self.surname] if self.surname else []))


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
    rows = sorted(spoken, key=lambda s: (s.days[0] or s.days[1] or date.min, s.id))
    compare = _Contents(contents)
    links, apart = [], []
    for a, b in _candidates(rows, contents):
        one, two = rows[a], rows[b]
        if _same_speaker(one, two) and _near(one, two):
            if _opposed(one, two):
                apart.append((a, b))
            elif strength := _agreement(one, two, compare):
                links.append((-strength, a, b))
    groups: dict[int, list[Spoken]] = defaultdict(list)
    for row, root in zip(rows, join(len(rows), sorted(links), apart), strict=True):
        groups[root].append(row)
    return [part for group in groups.values() for part in _windows(group)]


def _candidates(rows: Sequence[Spoken], contents: Mapping[str, Content]) -> Iterator[tuple[int, int]]:
    """Pairs with a speaker in common that speak to one proposition or share two of their rarest words."""
    holders, features, keys, owners = array("q"), array("I"), array("Q"), array("q")
    speakers: list[tuple[int, ...]] = []
    for n, row in enumerate(rows):
        content = contents.get(row.id, Content((), ()))
        for feature in (*content.words, *content.facts):
            holders.append(n)
            features.append(feature)
        speakers.append(tuple(hash_of(name, 8) for name in row.speaker.keys))
        if row.proposition:
            keys.extend(key ^ hash_of(row.proposition, 8) for key in speakers[-1])
            owners.extend([n] * len(speakers[-1]))
    pairs, at = rare_pairs(np.array(holders), np.array(features, dtype=np.uint32), RARE, len(rows))
    for nth in range(2):  # by the body, by the surname
        of = np.array([keys[nth] if nth < len(keys) else 0 for keys in speakers] or [0], dtype=np.uint64)
        known = of[at] > 0
        keys.extend((pairs[known] ^ of[at][known]).tolist())
        owners.extend(at[known].tolist())
    for pair in grouped(np.array(keys, dtype=np.uint64), np.array(owners, dtype=np.int64)).tolist():
        yield pair >> 32, pair & 0xFFFFFFFF


def _same_speaker(a: Spoken, b: Spoken) -> bool:
    """One surname, or one body and no two surnames; a source without capitals may hold the other's surname.

    A body says much in the years in which an undated report can have been written: there only the surname counts.
    """
    one, two = a.speaker, b.speaker
    if one.surname and two.surname:
        return one.surname == two.surname
    named = (one.surname and one.surname in two.names) or (two.surname and two.surname in one.names)
    dated = a.document == b.document or all(
        first and last and (last - first).days < 62 for first, last in (a.days, b.days)
    )
    return bool(named) or (dated and bool(one.actor) and one.actor == two.actor)


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


def _agreement(a: Spoken, b: Spoken, contents: _Contents) -> float:
    """How far two claims say the same: 2 for one side of one proposition, else by their contents; 0: not enough."""
    dated = a.document == b.document or all(bound for bound in (*a.days, *b.days))
    if a.proposition and a.proposition == b.proposition and dated:
        return 2.0
    return contents.agreement(a, b)


class _Contents:
    """Compares what claims say; a word weighs more the fewer claims have it."""

    def __init__(self, contents: Mapping[str, Content]) -> None:
        self.contents = contents
        counts = Counter(f for c in contents.values() for f in (*c.words, *c.facts))
        self.weights = {f: log((len(contents) + 100) / (n + 1)) for f, n in counts.items()}

    def agreement(self, a: Spoken, b: Spoken) -> float:
        """The share of the shorter in the longer: of words, or across languages of names and numbers; 0: too little."""
        if a.id not in self.contents or b.id not in self.contents:
            return 0.0
        facts_a, facts_b = frozenset(self.contents[a.id].facts), frozenset(self.contents[b.id].facts)
        differ = min(self.weight(facts_a - facts_b), self.weight(facts_b - facts_a))
        if differ and differ >= self.weight(facts_a & facts_b):
            return 0.0
        if a.language != b.language:
            told = self.share(facts_a, facts_b)
            return told if told >= TOLD and len(facts_a & facts_b) >= 2 else 0.0
        words_a, words_b = frozenset(self.contents[a.id].words), frozenset(self.contents[b.id].words)
        said = self.share(words_a, words_b)
        return said if said >= SAID and len(words_a & words_b) >= LEAST else 0.0

    def share(self, a: frozenset[int], b: frozenset[int]) -> float:
        """The weight of what is in both, of those of the one that has fewer."""
        return self.weight(a & b) / (min(self.weight(a), self.weight(b)) or 1)

    def weight(self, features: frozenset[int]) -> float:
        """The sum over words or facts of log((N + 100) / (n + 1))."""
        return sum(self.weights[f] for f in features)


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
