"""What of a document is compared with others: its sentences as sets of word stems, its names and numbers, its credits.

Everything is a 32-bit hash in flat arrays, 8 bytes a word, so that 100,000 reports fit in 200 MB. A *fact* is
what a rewrite keeps and a look-alike changes: a grounded mention, a capitalised name (as its consonants, so that
"Масадыков", "Masadykov" and their Persian spelling agree), a number. Words are cut to six letters, which takes off most
endings in all four languages.
"""

from __future__ import annotations

import functools
import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from sarhad.records import Document, Offsets
from sarhad.world import load_lexicon
from sarhad.world.dates import first_day, last_day
from sarhad.world.folding import TOKEN, fold
from sarhad.world.lexicon import KNOWN
from sarhad.world.skeleton import skeleton

STEM = 6  # letters of a word that are compared
UNICASE = frozenset({"fa"})  # languages whose script has no capitals
PERHAPS, MENTION, NAME, NUMBER = 0, 1, 2, 3  # kinds of fact, in the last two bits of its hash
Hashes = npt.NDArray[np.uint32]
Whole = npt.NDArray[np.int64]
Spans = Sequence[tuple[int, int, str]]  # start, end, actor or place mentioned; "" for what is no fact (an outlet)


class Part(NamedTuple):
    """A sentence: the stems of its words in order, the fact each tells (0: none), whether it names a speaker; sets."""

    order: tuple[int, ...]
    marks: tuple[int, ...]
    speaking: bytes
    words: frozenset[int]
    facts: frozenset[int]

    @property
    def said(self) -> frozenset[int]:
        """Who speaks in the sentence; what may be a name counts as one."""
        spoken = {fact for fact, speaks in zip(self.marks, self.speaking, strict=True) if speaks} - {0}
        return frozenset(fact if fact & 3 else fact | NAME for fact in spoken)

    @property
    def attributed(self) -> frozenset[int]:
        """Whom the sentence may rest on: those who speak in it, and persons, whom no gazetteer lists."""
        return self.said | {fact for fact in self.facts if fact & 3 == NAME}


class Sketches(msgspec.Struct, kw_only=True):
    """The sketches of all documents, in the order of their ids."""

    ids: list[str]
    days: list[tuple[date | None, date | None]]  # bounds of the day of publication
    languages: list[str]
    sentences: npt.NDArray[np.uint64]  # hash of each sentence
    starts: Whole  # document n has the sentences starts[n] to starts[n + 1]
    at: Whole  # sentence n has the words at[n] to at[n + 1]
    words: Hashes  # stems in their order
    facts: Hashes  # the fact that each word tells or belongs to; 0: none
    speaking: npt.NDArray[np.uint8]  # 1 where a word belongs to the source of a claim

    def part(self, sentence: int) -> Part:
        """A sentence as it is compared."""
        here = slice(self.at[sentence], self.at[sentence + 1])
        words, facts = self.words[here].tolist(), self.facts[here].tolist()
        speaking = self.speaking[here].tobytes()
        return Part(tuple(words), tuple(facts), speaking, frozenset(words), frozenset(f for f in facts if f & 3))


class Reading(NamedTuple):
    """What is known of one document besides its text."""

    mentions: Spans
    sources: list[Offsets]  # who speaks
    contents: list[tuple[str, tuple[Offsets, ...]]]  # claims, and where their contents stand


class Content(NamedTuple):
    """What a claim says, as it is compared: its stems and its facts."""

    words: tuple[int, ...]
    facts: tuple[int, ...]


def sketch_documents(
    documents: Iterable[Document], readings: Mapping[str, Reading]
) -> tuple[Sketches, dict[str, Content]]:
    """The sketches of the documents in the order of their ids, and the contents of the claims asked for.

    Each document is looked at once and not kept; one that comes twice counts once.
    """
    ids, days, languages = [], [], []
    sentences, starts, at = array("Q"), array("q", [0]), array("q", [0])
    words, facts, speaking = array("I"), array("I"), array("B")
    contents: dict[str, Content] = {}
    known: set[str] = set()
    for document in documents:
        if document.id in known:
            continue
        known.add(document.id)
        ids.append(document.id)
        days.append(bounds(document))
        languages.append(document.language)
        reading = readings.get(document.id, Reading((), [], []))
        tokens = _tokens(document, reading)
        contents |= {claim: _content(tokens, spans) for claim, spans in reading.contents}
        for line in _lines(document, tokens):
            sentences.append(line.key)
            words.extend(line.words)
            facts.extend(line.facts)
            speaking.extend(line.speaking)
            at.append(len(words))
        starts.append(len(sentences))
    raw = Sketches(
        ids=ids,
        days=days,
        languages=languages,
        sentences=np.frombuffer(sentences, dtype=np.uint64),
        starts=np.frombuffer(starts, dtype=np.int64),
        at=np.frombuffer(at, dtype=np.int64),
        words=np.frombuffer(words, dtype=np.uint32),
        facts=np.frombuffer(facts, dtype=np.uint32),
        speaking=np.frombuffer(speaking, dtype=np.uint8),
    )
    return _by_id(raw), contents


class _Tokens(NamedTuple):
    """The words of all sentences of a document in order: where each stands, its stem, its fact, whether it speaks."""

    places: list[int]
    words: list[int]
    facts: list[int]
    speaking: bytearray


class _Line(NamedTuple):
    words: list[int]
    facts: list[int]
    speaking: bytearray
    key: int


def _by_id(raw: Sketches) -> Sketches:
    """The same in the order of the ids."""
    order = sorted(range(len(raw.ids)), key=raw.ids.__getitem__)
    lines, starts = _spread(raw.starts, np.array(order, dtype=np.int64))
    tokens, at = _spread(raw.at, lines)
    return Sketches(
        ids=[raw.ids[n] for n in order],
        days=[raw.days[n] for n in order],
        languages=[raw.languages[n] for n in order],
        sentences=raw.sentences[lines],
        starts=starts,
        at=at,
        words=raw.words[tokens],
        facts=raw.facts[tokens],
        speaking=raw.speaking[tokens],
    )


def _spread(starts: Whole, order: Whole) -> tuple[Whole, Whole]:
    """Positions of the parts of each row, rows in another order, and where the rows start then."""
    lengths = np.diff(starts)[order]
    new = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    return np.repeat(starts[:-1][order] - new[:-1], lengths) + np.arange(new[-1], dtype=np.int64), new


def _content(tokens: _Tokens, spans: Sequence[Offsets]) -> Content:
    words: set[int] = set()
    facts: set[int] = set()
    for span in spans:
        here = _here(tokens.places, span)
        words.update(tokens.words[here])
        facts.update(tokens.facts[here])
    return Content(tuple(words), tuple(f for f in facts if f & 3))


def _here(places: list[int], span: Offsets) -> slice:
    """The tokens that stand in a span."""
    return slice(bisect_left(places, span[0]), bisect_left(places, span[1]))


def bounds(document: Document) -> tuple[date | None, date | None]:
    """The first and last day on which the document can have been published; None: no bound."""
    published = document.published
    if published.value and not published.earliest and not published.latest:
        return span_of(published.value)
    first = first_day(published.earliest) if published.earliest else None
    return first, last_day(published.latest) if published.latest else None


def span_of(value: str) -> tuple[date, date]:
    """The days of an ISO date cut to its precision.

    >>> [day.isoformat() for day in span_of("2025-02")]
    ['2025-02-01', '2025-02-28']
    """
    return first_day(value), last_day(value)


def _lines(document: Document, tokens: _Tokens) -> Iterator[_Line]:
    """The sentences of the body, each once."""
    seen: set[int] = set()
    for sentence in document.sentences:
        here = _here(tokens.places, (sentence.start, sentence.end))
        words = tokens.words[here]
        if sentence.kind == "body" and words:
            key = hash_of(array("I", words).tobytes(), 8)
            if key not in seen:
                seen.add(key)
                yield _Line(words, tokens.facts[here], tokens.speaking[here], key)


def _tokens(document: Document, reading: Reading) -> _Tokens:
    places: list[int] = []
    words: list[int] = []
    facts: list[int] = []
    for sentence in sorted(document.sentences, key=lambda s: s.start):
        first = len(words)
        for match in TOKEN.finditer(document.text, sentence.start, sentence.end):
            stem, fact = _token(match.group(), document.language)
            places.append(match.start())
            words.append(stem)
            facts.append(fact)
        if len(facts) > first and facts[first] & 3 == NAME:
            facts[first] = 0  # the capital of a sentence's first word says nothing
    for start, end, key in reading.mentions:
        here = _here(places, (start, end))
        facts[here] = [_fact("@" + key, MENTION) if key else 0] * (here.stop - here.start)
    tokens = _Tokens(places, words, facts, bytearray(len(words)))
    for span in reading.sources:
        here = _here(places, span)
        tokens.speaking[here] = b"\1" * (here.stop - here.start)
    if document.language in UNICASE:
        _name_speakers(document.text, tokens)
    return tokens


def _name_speakers(text: str, tokens: _Tokens) -> None:
    """In a script without capitals: every word of a source that is no mention may be a name."""
    for n, place in enumerate(tokens.places):
        if tokens.speaking[n] and not tokens.facts[n] and (word := TOKEN.match(text, place)):
            key = skeleton(word.group())
            tokens.facts[n] = _fact("&" + key, PERHAPS) if len(key) >= 3 else 0


@functools.lru_cache(maxsize=500_000)
def _token(raw: str, language: str) -> tuple[int, int]:
    """The hash of a word's stem, and of the fact that it tells; 0 for none."""
    folded = fold(raw)
    stem, numbers = hash_of(folded[:STEM]), _number_words(language)
    if folded in numbers:
        return stem, numbers[folded]
    if any(c.isdigit() for c in folded):
        return stem, _fact("#" + folded, NUMBER)
    key = skeleton(folded) if raw[0].isupper() else ""
    return stem, _fact("&" + key, NAME) if len(key) >= 2 else 0


@functools.cache
def _number_words(language: str) -> Mapping[str, int]:
    """Numbers and months as words, with the fact each tells; "one" and its like say too little."""
    if language not in KNOWN:
        return {}
    lexicon = load_lexicon(language)
    tables = lexicon.words
    days = dict.fromkeys(lexicon.phrases.get("time-words", ()), 0)  # "Monday" in one copy is "12 May" in another
    numbers = {fold(w): _fact(f"#{value}", NUMBER) for w, value in tables["numbers"].items() if value > 1}
    return days | numbers | {fold(w): _fact(f"#month {value}", NUMBER) for w, value in tables["months"].items()}


@functools.lru_cache(maxsize=100_000)
def _fact(text: str, kind: int) -> int:
    return hash_of(text) & ~3 | kind


def hash_of(content: str | bytes, size: int = 4) -> int:
    """A hash that is the same on every machine; never 0."""
    data = content.encode() if isinstance(content, str) else content
    return int.from_bytes(hashlib.blake2b(data, digest_size=size).digest(), "big") or 1
