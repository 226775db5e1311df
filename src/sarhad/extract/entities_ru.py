"""Russian entities: slovnet's recogniser with edges that follow Russian phrases.

The recogniser gives bare names. What a name belongs to stands round it: the word that says what it is ("партия
«…»", "река Нарва"), adjectives that agree with that word, and a chain of genitives ("суд Нью-Йорка").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sarhad.extract.entities import Entity
from sarhad.extract.parsing_ru import analyzer, split_words, weights
from sarhad.world.entities import load_entity_terms
from sarhad.world.folding import fold

_TYPES = {"PER": "Person", "LOC": "Location", "ORG": "Organisation"}
_OPEN, _CLOSE = {"«", '"', "“", "„"}, {"»", '"', "”", "“"}
_POINTING = {
    "этот",
    "тот",
    "такой",
    "весь",
    "наш",
    "ваш",
    "мой",
    "свой",
    "другой",
    "каждый",
    "любой",
    "самый",
    "который",
}
_POINTING |= {"многий", "некоторый", "какой", "разный", "различный", "новый", "прошлый", "иной", "его", "ее", "их"}
_BRACKETS = re.compile(r"\s*\(")


class Word(NamedTuple):
    """A word with its dictionary form and the parts of speech, cases that it can be."""

    start: int
    end: int
    text: str
    lemma: str
    pos: frozenset[str]
    cases: frozenset[str]

    @property
    def adjective(self) -> bool:
        return bool(self.pos & {"ADJF", "PRTF"})

    @property
    def genitive(self) -> bool:
        return "gent" in self.cases and bool(self.pos & {"NOUN", "ADJF", "PRTF"})


@functools.cache
def _recogniser() -> Any:
    from navec import Navec  # a second that commands without Russian text never pay
    from slovnet import NER

    folder = weights()
    vectors = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    return NER.load(folder / "model" / "slovnet_ner_news_v1.tar").navec(vectors)


def entities_ru(text: str) -> list[Entity]:
    """Entities of a Russian text, in text order."""
    if not text.strip():
        return []
    names = [e for s in _recogniser()(text).spans for e in _split(text, s.start, s.stop, _TYPES[s.type])]
    mended = [e for name in names if (e := _retyped(text, name))]
    found: set[Entity] = set()
    for m in re.finditer(r"[^\n]+", text):
        words = [_word(m.start() + start, form) for start, form in split_words(m.group())]
        inside = {e for e in mended if m.start() <= e[0] and e[1] <= m.end()}
        found |= _placed(words, _headed(words, inside))
    return sorted(found | _repeated(text, found))


@functools.lru_cache(maxsize=100_000)
def _parsed(form: str) -> tuple[str, frozenset[str], frozenset[str]]:
    parses = [p for p in analyzer().parse(form) if p.score >= 0.05] or analyzer().parse(form)[:1]
    nouns = [p for p in parses if p.tag.POS in {"NOUN", "ADJF", "PRTF"}] or parses
    pos = frozenset(str(p.tag.POS) for p in parses)
    return fold(nouns[0].normal_form), pos, frozenset(str(p.tag.case) for p in nouns)


def _word(start: int, form: str) -> Word:
    lemma, pos, cases = _parsed(form)
    return Word(start, start + len(form), form, lemma, pos, cases)


def _split(text: str, start: int, end: int, kind: str) -> Iterator[Entity]:
    """A name and the name in brackets behind it are two."""
    bracket = _BRACKETS.search(text, start, end)
    if kind == "Person" or not bracket:
        yield start, end, kind
        return
    yield start, bracket.start(), kind
    inner = text[bracket.end() : end].rstrip(") ")
    if inner:
        yield bracket.end(), bracket.end() + len(inner), kind


def _retyped(text: str, entity: Entity) -> Entity | None:
    start, end, kind = entity
    terms = load_entity_terms("ru")["organisation"]
    words = text[start:end]
    lemma = " ".join(_parsed(w)[0] for w in words.split())
    if fold(words) in terms["not"] or not any(c.isalpha() for c in words):
        return None
    if kind == "Location" and (lemma in terms["names"] or fold(words) in terms["names"]):
        return start, end, "Organisation"
    return entity


# ---------------------------------------------------------------- bodies


def _headed(words: Sequence[Word], names: set[Entity]) -> set[Entity]:
    """Bodies with the word that says what they are, its adjectives, and the genitives behind it."""
    found = set(names)
    heads = load_entity_terms("ru")["organisation"]["heads"]
    for i, word in enumerate(words):
        if word.lemma not in heads or not word.pos & {"NOUN", "None"}:
            continue
        first, last = _first(words, i), _last(words, i, names)
        if last > i or _is_body(words, first, i, names):
            span = words[first].start, words[last].end
            found = {e for e in found if not _replaced(e, span)} | {(*span, "Organisation")}
    return found


def _first(words: Sequence[Word], i: int) -> int:
    """The first of the adjectives that agree with the word."""
    first = i
    while first > 0 and words[first - 1].adjective and words[first - 1].cases & words[i].cases:
        first -= 1
    while first < i and words[first].lemma in _POINTING:
        first += 1
    return first


def _last(words: Sequence[Word], i: int, names: set[Entity]) -> int:
    """The last word of what follows a head: genitives that end in a name, or a name that stands beside it."""
    terms = load_entity_terms("ru")["organisation"]
    namesake = words[i].lemma in terms["namesakes"]
    ends = {a: b for a, b, k in names if k != "Person" or namesake}
    last = at = i
    while at + 1 < len(words) and at - i < 9:
        at += 1
        word = words[at]
        if word.start in ends:
            last = at = _index(words, ends[word.start], at)
            if at + 1 < len(words) and not words[at + 1].genitive:
                break
        elif word.text in _OPEN and (close := _closing(words, at)):
            return close
        elif word.genitive:
            last = at if "NOUN" in word.pos and words[i].lemma in terms["chained"] else last
        elif not _joins(words, i, at):
            break
    return last


def _joins(words: Sequence[Word], i: int, at: int) -> bool:
    """Whether the chain goes on: "этнологии и антропологии", "посольство в Токио"."""
    if at + 1 >= len(words):
        return False
    if words[at].lemma in {"в", "во"}:
        return at == i + 1 and words[i].lemma in load_entity_terms("ru")["organisation"]["posted"]
    return words[at].lemma == "и" and at > i + 1 and words[at - 1].genitive and words[at + 1].genitive


def _index(words: Sequence[Word], end: int, at: int) -> int:
    while at + 1 < len(words) and words[at + 1].start < end:
        at += 1
    return at


def _closing(words: Sequence[Word], at: int) -> int:
    """The word that closes a quotation of a few capitalised words; 0 when there is none."""
    if at + 1 >= len(words) or not words[at + 1].text[:1].isupper():
        return 0
    return next((j for j in range(at + 1, min(len(words), at + 8)) if words[j].text in _CLOSE), 0)


def _is_body(words: Sequence[Word], first: int, i: int, names: set[Entity]) -> bool:
    """Whether a head without anything behind it is named by an adjective, or the recogniser knows it."""
    whose = first < i and words[i].lemma in load_entity_terms("ru")["organisation"]["bodies"]
    return whose and any(w.lemma.endswith(("ский", "цкий")) for w in words[first:i])


def _replaced(entity: Entity, span: tuple[int, int]) -> bool:
    """A body inside a longer one is not kept; places and persons in it are."""
    return entity[2] == "Organisation" and span[0] <= entity[0] and entity[1] <= span[1]


# ---------------------------------------------------------------- places


def _placed(words: Sequence[Word], names: set[Entity]) -> set[Entity]:
    """Places with the word that says what they are ("реку Нарву") and the side meant ("южные Курилы")."""
    kinds = load_entity_terms("ru")["location"]["kinds"]
    sides = load_entity_terms("ru")["location"]["directions"]
    index = {w.start: i for i, w in enumerate(words)}
    found: set[Entity] = set()
    for start, end, kind in names:
        i = index.get(start, 0)
        before = words[i - 1] if kind == "Location" and i > 0 else None
        told = before is not None and before.lemma in kinds and "NOUN" in before.pos
        side = before is not None and before.lemma in sides and bool(before.cases & words[i].cases)
        found.add((before.start if before and (told or side) else start, end, kind))
    return found


def _repeated(text: str, found: set[Entity]) -> set[Entity]:
    """Names of bodies in Latin letters or capitals keep their type wherever they come again."""
    own = {text[a:b] for a, b, k in found if k == "Organisation"}
    last = {w.split()[-1].strip('«»"“”') for w in own}
    known = {w for w in last if len(w) > 2 and (w.isupper() or (w.isascii() and w[:1].isupper()))}
    if not known:
        return set()
    pattern = "|".join(re.escape(w) for w in sorted(known, key=len, reverse=True))
    return {
        (m.start(), m.end(), "Organisation")
        for m in re.finditer(rf"(?<![\w])(?:{pattern})(?![\w])", text)
        if not any(a < m.end() and m.start() < b for a, b, _ in found)
    }
