"""A claim's content without its language: the parties and places it names, its numbers, its topics and their sides.

Term lists with the same names in every language, and the gazetteer, make contents of different languages comparable.
Words that no list holds are kept as stems, by which contents of one language are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from sarhad.ground.clauses import Clause, read_clauses
from sarhad.records import Record
from sarhad.world import Gazetteer, Region, load_lexicon
from sarhad.world.dates import find_dates
from sarhad.world.folding import TOKEN, fold, stem
from sarhad.world.polarity import Polarity, Topic, load_polarity

_NUMBER = re.compile(r"\d+(?:[.,\s]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SHORT = 3  # letters of a word that tells contents apart
_HEAD = 5  # letters by which forms of one word are taken as one where no stemmer is
Gazetteers = Callable[[str], Gazetteer | None]


class Frame(Record, frozen=True, kw_only=True):
    """What a content is about and what it says: topic → +1 said, −1 its contrary said; open topics are left out."""

    language: str
    parties: frozenset[str]  # countries and bodies, an office as its body
    places: frozenset[str]  # finer than a country
    numbers: frozenset[float]
    signs: Mapping[str, int]  # the turn of the clause a topic stands in
    poles: Mapping[str, int]  # its own words: those for it or those of its contrary
    polar: frozenset[str]  # topics that have a contrary
    light: frozenset[str]
    stems: frozenset[str]  # words of no list
    stated: bool

    @property
    def topics(self) -> frozenset[str]:
        """The topics that tell what it is about, general ones left out."""
        return frozenset(self.signs) - self.light


def make_frame(text: str, language: str, region: Region, gazetteers: Gazetteers) -> Frame:
    """The frame of a content in a language that Sarhad reads."""
    folded, polarity, names = fold(text), load_polarity(language), gazetteers(language)
    hits = list(names.find(text)) if names else []
    spans = [(h.start, h.end) for h in hits]
    topics = list(polarity.topics(folded))
    clauses = read_clauses(folded, polarity, [(t.start, t.end) for t in topics])
    said = list(_said(topics, clauses))
    parties, places = _named([(n.space, n.target) for h in hits for n in h.names], region)
    return Frame(
        language=language,
        parties=parties,
        places=places,
        numbers=frozenset(_numbers(_undated(text, folded, language), polarity)),
        signs={t.name: turn for t, turn in said},
        poles={t.name: t.pole for t, _ in said},
        polar=polarity.polar,
        light=frozenset(t.name for t in topics if t.light),
        stems=frozenset(_stems(folded, language, polarity, [*spans, *((t.start, t.end) for t in topics)])),
        stated=bool(said) or not topics,
    )


def _said(topics: Iterable[Topic], clauses: list[Clause]) -> Iterator[tuple[Topic, int]]:
    """Each topic with the turn of its clause; one that is only conceded gives way to what is said beside it."""
    rows = [(t, c) for t in topics for c in clauses if c.start <= t.start < c.end and c.turn]
    main = {t.name for t, c in rows if not c.aside}
    return ((t, c.turn) for t, c in rows if not (c.aside and t.name in main))


def _named(found: Iterable[tuple[str, str]], region: Region) -> tuple[frozenset[str], frozenset[str]]:
    """Parties and places; an office counts as its body, a country once whether meant as state or as land."""
    parties, places = set(), set()
    for space, target in found:
        place = region.places.get(target)
        if space == "actor" and target in region.actors:
            parties.add(_body(target, region))
        elif space == "actor":
            continue  # an outlet: who reports a thing is no party to it
        elif place is not None and place.kind == "country":
            parties.add(_state(place.country, region) or target)
        else:
            places.add(target)
    return frozenset(parties), frozenset(places)


def _body(actor: str, region: Region) -> str:
    """The body an actor acts for, and for a government its state: "Kabul", "the Taliban government", "Afghanistan"."""
    known = region.actors.get(actor)
    while known and known.parent in region.actors and known.kind in {"office", "service"}:
        known = region.actors[known.parent]
    if known and known.kind in {"government", "group"} and known.country:
        return _state(known.country, region) or known.id
    return known.id if known else actor


def _state(code: str, region: Region) -> str:
    return next((a.id for a in region.actors.values() if a.kind == "state" and a.country == code), "")


def _undated(text: str, folded: str, language: str) -> str:
    """The folded text with its dates blanked: "28 November" counts nothing."""
    chars = list(folded)
    for date in find_dates(text, load_lexicon(language)):
        chars[date.start : date.end] = " " * (date.end - date.start)
    return "".join(chars)


def _numbers(folded: str, polarity: Polarity) -> Iterator[float]:
    """Numbers in digits or words, "20 thousand" as 20,000; years are no counts."""
    for match in _NUMBER.finditer(folded):
        follows = TOKEN.match(folded, match.end() + 1)
        value = float(re.sub(r"[,\s.](?=\d{3}(?!\d))", "", match.group()).replace(",", "."))
        if not _YEAR.fullmatch(match.group()):
            yield value * polarity.scales.get(follows.group() if follows else "", 1)
    words, negative = load_lexicon(polarity.code).words["numbers"], polarity.operators["not"]
    for token, follows in pairwise([*TOKEN.findall(folded), ""]):
        if words.get(token, 0) > 1 and not negative.fullmatch(token):
            yield float(words[token] * polarity.scales.get(follows, 1))


def _stems(folded: str, language: str, polarity: Polarity, known: list[tuple[int, int]]) -> Iterator[str]:
    taken = [*known, *(s for name in polarity.operators for s in polarity.spans(name, folded))]
    for match in TOKEN.finditer(folded):
        word = match.group()
        if len(word) > _SHORT and not word.isdigit() and not any(s <= match.start() < e for s, e in taken):
            yield stem(word, language)[: None if language == "ru" else _HEAD]
