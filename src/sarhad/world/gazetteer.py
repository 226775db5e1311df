"""Longest match of known names in running text, with word boundaries, inflection and letter case respected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from sarhad.world.folding import TOKEN, fold, stem

_JOIN = re.compile(r"[\s\-.,'/«»\"“”]{0,3}")
_INNER = re.compile(r"[\s\-.']{1,3}")
_ENDINGS = {
    "tg": ("ро", "и", "у", "ҳо", "ҳои", "ҳоро", "ҳову", "ву", "ӣ", "иро", "ию", "ю", "аш", "ашон", "он"),
    "fa": ("ها", "های", "ی", "ان"),
}


class Name(msgspec.Struct, frozen=True):
    """One name of an actor or place in one language; `role` is alias, demonym or metonym."""

    text: str
    target: str
    kind: str
    role: str
    space: str  # "actor" or "place"


class Hit(msgspec.Struct, frozen=True):
    """A name found at `start`–`end`; several targets where actor and place share the name."""

    start: int
    end: int
    names: tuple[Name, ...]


class Gazetteer:
    """Names of one language, looked up token by token.

    >>> g = Gazetteer([Name("Assad", "assad", "person", "alias", "actor")], "en")
    >>> [h.names[0].target for h in g.find("The ambassador met Assad.")]
    ['assad']
    """

    def __init__(self, names: Iterable[Name], language: str) -> None:
        self.language = language
        self._index: dict[str, dict[tuple[str, ...], list[Name]]] = {}
        for name in names:
            self._add(name)
        self._longest = {first: max(map(len, keys)) for first, keys in self._index.items()}

    def _add(self, name: Name) -> None:
        tokens = TOKEN.findall(fold(name.text))
        if not tokens:
            return
        for keys in {tuple(tokens), tuple(stem(t, self.language) for t in tokens)}:
            self._index.setdefault(keys[0], {}).setdefault(keys, []).append(name)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Hits between `start` and `end`, left to right, longest first, without overlap."""
        folded = fold(text[start:end])
        tokens = list(TOKEN.finditer(folded))
        i = 0
        while i < len(tokens):
            found = self._longest_at(tokens, i, folded, text, start)
            if found is None:
                i += 1
                continue
            size, names = found
            yield Hit(start + tokens[i].start(), start + tokens[i + size - 1].end(), names)
            i += size

    def _longest_at(
        self, tokens: list[re.Match[str]], i: int, folded: str, text: str, base: int
    ) -> tuple[int, tuple[Name, ...]] | None:
        for first in self._keys(tokens[i].group()):
            table = self._index.get(first)
            if table is None:
                continue
            for size in range(min(self._longest[first], len(tokens) - i), 0, -1):
                names = self._match(table, tokens[i : i + size], folded, text, base)
                if names:
                    return size, names
        return None

    def _match(
        self,
        table: dict[tuple[str, ...], list[Name]],
        window: list[re.Match[str]],
        folded: str,
        text: str,
        base: int,
    ) -> tuple[Name, ...]:
        if not all(_INNER.fullmatch(folded[a.end() : b.start()]) for a, b in pairwise(window)):
            return ()
        surface = text[base + window[0].start() : base + window[-1].end()]
        for keys in self._key_rows([t.group() for t in window]):
            names = tuple(n for n in table.get(keys, ()) if _case_fits(n.text, surface))
            if names:
                return names
        return ()

    def _key_rows(self, words: list[str]) -> Iterator[tuple[str, ...]]:
        yield tuple(words)
        yield tuple(stem(w, self.language) for w in words)
        for bare in self._keys(words[-1])[1:]:
            yield (*words[:-1], bare)

    def _keys(self, word: str) -> list[str]:
        endings = _ENDINGS.get(self.language, ())
        bare = [word[: -len(e)] for e in endings if word.endswith(e) and len(word) > len(e) + 2]
        return list(dict.fromkeys([word, stem(word, self.language), *bare]))


def _case_fits(name: str, surface: str) -> bool:
    """Acronyms match only in capitals, capitalised names only with a capital; scripts without case always fit."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) <= 6 and all(c.isupper() for c in letters):
        return sum(c.isupper() for c in surface) >= len(letters)
    return not name[:1].isupper() or surface[:1].isupper() or surface[:1].isdigit()
