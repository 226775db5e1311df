"""Documents that copy one another: candidates that share a sentence or rare words, then a look at each pair.

Word overlap alone cannot tell an edited copy from a look-alike, two reports in the same words with other figures. So
each pair is confirmed by two measures: how much of the shorter text is found in the longer, and whether the names and
numbers in what is found agree.
"""

from __future__ import annotations

import difflib
import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from sarhad.ground.candidates import CHUNK, candidates, counted, distinct
from sarhad.ground.sketches import NUMBER, Part, Sketches

FOUND = 0.6  # share of a sentence's words from which it counts as found in another
COVERED = 0.75  # share of the shorter text found in the longer: a trim
BOTH = 0.5  # or of both: an edit
OWN = 0.12  # share of exchanged names and numbers, by weight, from which equal words are a look-alike
TOLD = 0.7  # share of names and numbers in common from which a rewrite is one
WORDS = 0.5  # and of its words
SPEAKER = 4  # how much more another speaker counts than another name
LINE = 5  # words of a sentence that is more than a dateline
RARITY = 0.55  # weight of a name by which a statement is known again, of that of the rarest
DAYS = 7  # and the days a rewrite may come after
STANDING = 4  # documents from which a sentence may be standing text
SAMPLE = 6  # members of a group that are compared
WEAK = 1.0  # strength of a link under which both groups are asked
MOST = 0.2  # share of their pairs that has to agree
OWN_WORDS = 8  # words besides that tell two documents apart


def find_copies(sketches: Sketches, credited: Mapping[str, frozenset[str]] | None = None) -> list[int]:
    """For each document the first of its family: copies, rewrites, translations, reports of one agency's story.

    `credited` names the agencies that each document credits.
    The likeliest pairs are joined first. Two look-alikes, the same words with other names and numbers, stay apart even
    where a third document, cut short, could be a copy of either.
    """
    compare = Comparison(sketches, credited or {})
    links: list[tuple[float, int, int]] = []
    apart: list[tuple[int, int]] = []
    for a, b in candidates(sketches, compare.standing):
        if not compare.worth(a, b):
            continue
        weighed = compare.weigh(a, b)
        if weighed.look_alike:
            apart.append((a, b))
        elif compare.same(a, b, weighed):
            links.append((-weighed.strength, a, b))
    return join(len(sketches.ids), sorted(links), apart, compare.agree)


Agree = Callable[[Sequence[int], Sequence[int]], bool]


def join(
    count: int, links: list[tuple[float, int, int]], apart: list[tuple[int, int]], agree: Agree | None = None
) -> list[int]:
    """The first of each group after joining the links in their order, unless the groups hold a pair to keep apart.

    Where a link is weak (under 1), `agree` is asked about the members of both groups.

    >>> join(4, [(-2.0, 0, 1), (-1.5, 1, 2), (-1.0, 2, 3)], [(0, 2)])
    [0, 0, 2, 2]
    """
    refused: dict[tuple[int, int], int] = {}  # two groups that did not agree, and how many they were
    roots = list(range(count))
    members = {n: [n] for n in {x for _, a, b in links for x in (a, b)}}
    barred: dict[int, set[int]] = {}
    for a, b in apart:
        barred.setdefault(a, set()).add(b)
        barred.setdefault(b, set()).add(a)
    for strength, a, b in links:
        low, high = sorted((roots[a], roots[b]))
        fewer, more = sorted((low, high), key=lambda n: len(members[n]))
        size = len(members[low]) + len(members[high])
        if low == high or refused.get((low, high)) == size:
            continue
        if any(roots[x] == more for m in members[fewer] for x in barred.get(m, ())) or (
            agree and -strength < WEAK and size > 2 and not agree(members[low], members[high])
        ):
            refused[low, high] = size
            continue
        for m in members[high]:
            roots[m] = low
        members[low] += members.pop(high)
    return roots


# ---------------------------------------------------------------- a pair


class Weighed(msgspec.Struct, frozen=True):
    """How two documents compare: shares of each found in the other, and of facts that differ in what is found."""

    first: float  # of the first document's words
    second: float
    changed: float  # weight of facts put in the place of others, in the sentences found, of all facts there
    differ: float  # weight of own facts of the document that has fewer of them, of these and the common ones
    told: float  # weight of common facts, of those of the document that has fewer
    common: int  # facts in common
    words: float  # weight of common words, of those of the document that has fewer

    @property
    def look_alike(self) -> bool:
        """Whether the words are the same and the names and numbers in them are not."""
        return self.changed >= OWN and max(self.first, self.second) >= BOTH

    @property
    def strength(self) -> float:
        """How sure a pair is: most for the same text."""
        return self.first + self.second - self.changed


class Lead(NamedTuple):
    """The first two sentences: words that are no names or numbers, names and numbers, and on whom they rest."""

    words: frozenset[int]
    facts: frozenset[int]
    said: frozenset[int]
    attributed: frozenset[int]


class Comparison:
    """Compares documents of one set of sketches; weights come from how many of them have a word."""

    def __init__(self, sketches: Sketches, credited: Mapping[str, frozenset[str]]) -> None:
        self.sketches = sketches
        self.credits = [credited.get(key, frozenset()) for key in sketches.ids]
        self.standing = standing_text(sketches)
        self._weights = _weights(sketches)
        self.parts = functools.lru_cache(maxsize=CHUNK)(self._parts)
        self.rarest = float(np.log((len(sketches.ids) + 100) / 3))
        self.lead = functools.lru_cache(maxsize=CHUNK)(self._lead)
        self.whole = functools.lru_cache(maxsize=CHUNK)(self._whole)

    def worth(self, a: int, b: int) -> bool:
        """Whether two documents have enough in common for a closer look."""
        (words_a, facts_a), (words_b, facts_b) = self.whole(a), self.whole(b)
        return len(facts_a & facts_b) >= 3 or len(words_a & words_b) >= 0.3 * min(len(words_a), len(words_b))

    def same(self, a: int, b: int, w: Weighed) -> bool:
        """Whether one document copies, rewrites or translates the other, or both an agency's story."""
        if w.changed >= OWN:
            return False
        if self._statement(a, b):
            return True
        if self.sketches.languages[a] != self.sketches.languages[b]:
            return self._translation(a, b, w)
        if max(w.first, w.second) >= COVERED or (min(w.first, w.second) >= BOTH and w.differ < 0.35):
            return True
        rewrite = w.told >= TOLD and w.words >= WORDS and w.differ < 0.35 and w.common >= 4
        wire = bool(self.credits[a] & self.credits[b]) and w.told >= 0.6 and w.words >= WORDS and w.differ < 0.35
        return (rewrite and self.near(a, b, DAYS)) or (wire and w.common >= 3 and self.near(a, b, 1))

    def agree(self, ones: Sequence[int], twos: Sequence[int]) -> bool:
        """Whether most pairs of two groups would be joined by themselves: one sentence in common joins no stories."""
        pairs = list(itertools.product(some(ones), some(twos)))
        return sum(self.same(a, b, self.weigh(a, b)) for a, b in pairs) >= MOST * len(pairs)

    def _statement(self, a: int, b: int) -> bool:
        """Whether both open with what one speaker said, or with one outlet's news, within days of one another.

        In the first two sentences they have most names and numbers in common, among them a rare name of somebody they
        rest on (or an outlet that both credit, and no speakers who differ). Within a language they also share other
        words: one speaker can say two things on one day. Where a day is not known more is asked.
        """
        one, two = self.lead(a), self.lead(b)
        rests = one.attributed & two.attributed
        common = len((one.facts & two.facts) | rests)
        rare = max((self._weights.get(f, 0.0) for f in rests), default=0.0) >= RARITY * self.rarest
        credited = self.credits[a] & self.credits[b]
        news = bool(credited) and not _others(one.said, two.said) and not _others(_numbers(one), _numbers(two))
        if not (rare or news) or common < 3 or not self.near(a, b, 3):
            return False
        told, vague = self._part(one.facts, two.facts), 0.1 * (self.vague(a) or self.vague(b))
        if self.sketches.languages[a] != self.sketches.languages[b]:
            return rare and told >= (0.5 if common >= 5 else 0.65) + vague
        return told >= 0.5 and self._part(one.words, two.words) >= 0.22 + vague

    def vague(self, n: int) -> bool:
        """Whether a document's day is not known within a month."""
        first, last = self.sketches.days[n]
        return not first or not last or (last - first).days > 31

    def _part(self, a: frozenset[int], b: frozenset[int]) -> float:
        """The weight of what is in both, of those of the one that has fewer."""
        return self.weight(a & b) / (min(self.weight(a), self.weight(b)) or 1)

    def _lead(self, n: int) -> Lead:
        parts = self.parts(n)
        parts = [p for p in parts if len(p.order) >= LINE][:2] or parts[:2]
        return Lead(
            frozenset(w for p in parts for w, fact in zip(p.order, p.marks, strict=True) if not fact),
            frozenset().union(*(p.facts for p in parts)),
            frozenset().union(*(p.said for p in parts)),
            frozenset().union(*(p.attributed for p in parts)),
        )

    def _translation(self, a: int, b: int, w: Weighed) -> bool:
        """The same names, places and numbers in another language; fewer are asked where both credit one agency."""
        whole = w.told >= 0.75 and w.common >= 5 and w.differ < 0.25 and self.near(a, b, 2)
        wire = bool(self.credits[a] & self.credits[b]) and w.told >= 0.6 and w.common >= 4 and w.differ < 0.35
        return whole or (wire and self.near(a, b, 1))

    def near(self, a: int, b: int, most: int) -> bool:
        """Whether both can have been published within so many days."""
        (first_a, last_a), (first_b, last_b) = self.sketches.days[a], self.sketches.days[b]
        apart = max(
            (first_b - last_a).days if first_b and last_a else 0, (first_a - last_b).days if first_a and last_b else 0
        )
        return apart <= most

    def weigh(self, a: int, b: int) -> Weighed:
        """The measures of a pair."""
        one, two = self.parts(a), self.parts(b)
        (words_a, facts_a), (words_b, facts_b) = self.whole(a), self.whole(b)
        found_a, found_b = _found(one, two), _found(two, one)
        shared = facts_a & facts_b
        kept = sum(self.weight(mine.facts & shared) for mine, _ in (*found_a, *found_b))
        changed = sum(self.exchanged(mine, other, shared) for mine, other in (*found_a, *found_b))
        only_a, only_b, common = facts_a - facts_b, facts_b - facts_a, shared
        own = min(self.weight(only_a), self.weight(only_b))
        return Weighed(
            first=_share(one, found_a),
            second=_share(two, found_b),
            changed=changed / (changed + kept) if changed else 0.0,
            differ=own / (own + self.weight(common)) if own else 0.0,
            told=self._part(facts_a, facts_b),
            common=len(common),
            words=self._part(words_a, words_b),
        )

    def exchanged(self, mine: Part, other: Part, shared: frozenset[int]) -> float:
        """The weight of facts in whose place the other sentence has others: not those only left out or put in."""
        if mine.facts <= shared or other.facts <= shared:
            return 0.0
        total = 0.0
        blocks = difflib.SequenceMatcher(None, mine.order, other.order, autojunk=False).get_opcodes()
        for how, a, b, c, d in blocks:
            if how == "replace":
                left, right = (
                    {f for f in set(marks) - shared if f & 3} for marks in (mine.marks[a:b], other.marks[c:d])
                )
                spoken = any(mine.speaking[a:b]) and any(other.speaking[c:d])
                total += min(self.weight(left), self.weight(right)) * (SPEAKER if spoken else 1)
        return total

    def weight(self, features: frozenset[int] | set[int]) -> float:
        """The sum over words or facts of how rare each is: log((N + 100) / (n + 1))."""
        weights = self._weights
        return sum([weights[f] for f in features])

    def _parts(self, n: int) -> list[Part]:
        """The sentences of a document, standing text left out unless there is nothing else."""
        s = self.sketches
        every = range(int(s.starts[n]), int(s.starts[n + 1]))
        own = [i for i in every if int(s.sentences[i]) not in self.standing] or list(every)
        return [s.part(i) for i in own]

    def _whole(self, n: int) -> tuple[frozenset[int], frozenset[int]]:
        parts = self.parts(n)
        return frozenset().union(*(p.words for p in parts)), frozenset().union(*(p.facts for p in parts))


def some(members: Sequence[int]) -> list[int]:
    """At most six members of a group, from all over it."""
    return [sorted(members)[n] for n in np.unique(np.linspace(0, len(members) - 1, SAMPLE).astype(int)).tolist()]


def _numbers(lead: Lead) -> frozenset[int]:
    return frozenset(f for f in lead.facts if f & 3 == NUMBER)


def _others(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether both have some, and none in common."""
    return bool(a and b) and not a & b


def _found(one: list[Part], two: list[Part]) -> list[tuple[Part, Part]]:
    """The sentences of one document that stand in another, each with the sentence there that has most of its words."""
    rows = []
    for part in one:
        best = max(two, key=lambda other: (len(part.words & other.words), -len(other.words)))
        if len(part.words & best.words) >= FOUND * len(part.words):
            rows.append((part, best))
    return rows


def _share(parts: list[Part], found: list[tuple[Part, Part]]) -> float:
    return sum(len(part.words) for part, _ in found) / (sum(len(part.words) for part in parts) or 1)


def _weights(sketches: Sketches) -> dict[int, float]:
    """log((N + 100) / (n + 1)) of each word and fact, counted over some thousand documents at a time."""
    parts = []
    for first in range(0, len(sketches.ids), CHUNK):
        last = min(first + CHUNK, len(sketches.ids))
        here = slice(int(sketches.at[sketches.starts[first]]), int(sketches.at[sketches.starts[last]]))
        lengths = np.diff(sketches.at[sketches.starts[first : last + 1]])
        each = np.repeat(np.arange(last - first, dtype=np.uint64), lengths) << np.uint64(32)
        facts = sketches.facts[here]
        held = distinct(np.concatenate([each | sketches.words[here], (each | facts)[facts > 0]]))
        parts.append(counted(held.astype(np.uint32)))
    if not parts:
        return {}
    kinds, where = np.unique(np.concatenate([k for k, _ in parts]), return_inverse=True)
    counts = np.bincount(where, weights=np.concatenate([c for _, c in parts]))
    weights = np.log((len(sketches.ids) + 100) / (counts + 1))
    return dict(zip(kinds.tolist(), weights.tolist(), strict=True))


def standing_text(sketches: Sketches) -> frozenset[int]:
    """Sentences that stand in four documents or more which have little else in common: an outlet's standing text.

    What two of them have besides the sentences they share is compared, six documents with one another: copies have
    nothing besides, or nearly the same.
    """
    kinds, counts = np.unique(sketches.sentences, return_counts=True)
    rows = np.flatnonzero(np.isin(sketches.sentences, kinds[counts >= STANDING]))
    owners = np.searchsorted(sketches.starts, rows, side="right") - 1
    order = np.lexsort((owners, sketches.sentences[rows]))
    keys, owners = sketches.sentences[rows][order], owners[order]
    held = functools.lru_cache(maxsize=CHUNK)(lambda n: _sentence_words(sketches, n))
    edges = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1], [True]])) if len(keys) else np.zeros(1, int)
    standing = set()
    for start, end in itertools.pairwise(edges.tolist()):
        some = dict.fromkeys(owners[np.linspace(start, end - 1, SAMPLE).astype(int)].tolist())
        pairs = list(itertools.combinations(some, 2))
        if sum(_unlike(held(a), held(b)) for a, b in pairs) > len(pairs) / 2:
            standing.add(int(keys[start]))
    return frozenset(standing)


def _sentence_words(sketches: Sketches, n: int) -> dict[int, frozenset[int]]:
    own = range(int(sketches.starts[n]), int(sketches.starts[n + 1]))
    return {int(sketches.sentences[i]): sketches.part(i).words for i in own}


def _unlike(a: dict[int, frozenset[int]], b: dict[int, frozenset[int]]) -> bool:
    """Whether both have text of their own besides the sentences they share, and hardly in the same words."""
    rest_a = frozenset[int]().union(*(words for key, words in a.items() if key not in b))
    rest_b = frozenset[int]().union(*(words for key, words in b.items() if key not in a))
    fewer = min(len(rest_a), len(rest_b))
    return fewer >= OWN_WORDS and len(rest_a & rest_b) < 0.4 * fewer
