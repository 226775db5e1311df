"""The words that decide on which side of a matter a sentence stands, read from `languages/<iso>/stance.toml`."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import NamedTuple

from sarhad.records import Record
from sarhad.registry import find
from sarhad.world.folding import TOKEN, compile_terms, fold
from sarhad.world.lexicon import KNOWN


class Topic(NamedTuple):
    """A topic's words in a text: `pole` −1 for those of its contrary; `light`: too general to join two texts."""

    start: int
    end: int
    name: str
    pole: int
    light: bool


class Term(NamedTuple):
    """One term of a topic, word by word; a word that ends in `*` stands for any ending."""

    words: tuple[str, ...]
    name: str
    pole: int
    light: bool


class Polarity(Record, frozen=True, kw_only=True):
    """Operators (negation, denial, concession, condition …) as patterns and the topics of one language."""

    code: str
    operators: dict[str, re.Pattern[str]]
    index: dict[str, tuple[Term, ...]]  # first two letters → terms, the longest first
    polar: frozenset[str]  # topics that have words for their contrary
    scales: dict[str, int]  # "thousand" → 1000

    def spans(self, operator: str, folded: str) -> list[tuple[int, int]]:
        """Where the words of an operator stand in a folded text."""
        return [m.span() for m in self.operators[operator].finditer(folded)]

    def topics(self, folded: str) -> Iterator[Topic]:
        """The topics of a folded text from left to right, the longest term first, without overlap.

        >>> [(t.name, t.pole) for t in load_polarity("en").topics("the bridge is closed")]
        [('bridge', 1), ('open', -1)]
        """
        tokens = list(TOKEN.finditer(folded))
        words = [t.group() for t in tokens]
        at = 0
        while at < len(words):
            term = next((t for t in self.index.get(words[at][:2], ()) if _stands(t, words, at)), None)
            if term is None:
                at += 1
                continue
            last = at + len(term.words) - 1
            yield Topic(tokens[at].start(), tokens[last].end(), term.name, term.pole, term.light)
            at = last + 1


def _stands(term: Term, words: list[str], at: int) -> bool:
    window = words[at : at + len(term.words)]
    return len(window) == len(term.words) and all(map(_same, term.words, window))


def _same(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@functools.cache
def load_polarity(code: str) -> Polarity:
    """The polarity words of a language; SarhadError names the known ones.

    >>> load_polarity("ru").spans("not", "никто не придет")
    [(0, 5), (6, 8)]
    """
    find(KNOWN, code, "language")
    path = resources.files("sarhad.world") / "languages" / code / "stance.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    terms = [t for name, row in table["topics"].items() for t in _terms(name, row, light=False)]
    terms += [t for name, row in table["light"].items() for t in _terms(name, {"for": row}, light=True)]
    return Polarity(
        code=code,
        operators={name: compile_terms(tuple(row)) for name, row in table["operators"].items()},
        index=_indexed(terms),
        polar=frozenset(t.name for t in terms if t.pole < 0),
        scales={fold(word): int(value) for value, row in table["scales"].items() for word in row},
    )


def _terms(name: str, row: Mapping[str, list[str]], light: bool) -> Iterator[Term]:
    for key, pole in (("for", 1), ("not", -1)):
        for text in row.get(key, ()):
            yield Term(tuple(re.findall(r"\w+\*?", fold(text))), name, pole, light)


def _indexed(terms: Iterable[Term]) -> dict[str, tuple[Term, ...]]:
    table: dict[str, list[Term]] = {}
    for term in terms:
        table.setdefault(term.words[0][:2].rstrip("*"), []).append(term)
    return {key: tuple(sorted(row, key=_specific)) for key, row in table.items()}


def _specific(term: Term) -> tuple[int, int, str]:
    """More words first, then longer ones: "торговц*" (traders) before "торгов*" (trade)."""
    return -len(term.words), -sum(map(len, term.words)), term.name
