"""Tajik entities: bodies by the words that head their names, places by the gazetteer of the world and the region packs.

A body's name is a chain that the ezafe holds together ("Вазорати корҳои дохилии Тоҷикистон"): it goes on behind each
word that ends in -и and ends with the first that does not. Case endings (-ро, -у, -аш) are taken off before a name is
looked up. Persons are not looked for; no recogniser for Tajik is published with weights.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from sarhad.extract.entities import Entity
from sarhad.world import load_region, region_names
from sarhad.world.entities import load_entity_terms
from sarhad.world.folding import fold
from sarhad.world.toponyms import find_toponyms, key_of

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?|[^\w\s]")
_ENDING = re.compile(r"-?(?:ро|ву|у|ю|аш|ашон|ҳо|ҳоро)$")
_LONGEST, _CHAIN = 3, 7
_LARGE = 15_000  # people of a town that a name alone stands for; in the region's own countries any
_NEAR = frozenset({"TJ", "AF", "UZ", "KG", "IR"})
Words = Sequence["re.Match[str]"]


def entities_tg(text: str) -> list[Entity]:
    """Bodies and places of a Tajik text, in text order.

    >>> entities_tg("Вазорати мудофиаи Тоҷикистон дар Хуҷанд машқ гузаронд.")
    [(0, 28, 'Organisation'), (33, 39, 'Location')]
    """
    words = list(_WORD.finditer(text))
    found: list[Entity] = []
    i = 0
    while i < len(words):
        size, kind = _at(words, i)
        if kind:
            last = words[i + size - 1]
            end = last.start() + len(_bare(last.group())) if kind == "Location" else last.end()
            found.append((words[i].start(), end, kind))
        i += max(1, size)
    return found


def _at(words: Words, i: int) -> tuple[int, str]:
    """How many words from here name something, and what; 0 for nothing."""
    terms = load_entity_terms("tg")["organisation"]
    word = words[i].group()
    if fold(word) in terms["heads"] and (size := _chain(words, i)):
        return size, "Organisation"
    if size := _listed(words, i):
        return size, "Organisation"
    if word.isupper() and len(word) > 1 and fold(word) not in terms["not"]:
        return 1, "Organisation"
    size = _known(words, i)
    return size, "Location" if size else ""


def _chain(words: Words, i: int) -> int:
    """The words that the ezafe joins to a head; 0 where nothing follows that makes it a name."""
    size, capital = 1, words[i].group()[0].isupper()
    while i + size < len(words) and size < _CHAIN and _holds(words[i + size - 1].group()):
        word = words[i + size].group()
        if not word[0].isalpha() or fold(word) in load_entity_terms("tg")["stop"]["words"]:
            break
        capital = capital or word[0].isupper()
        size += 1
        if i + size + 1 < len(words) and fold(words[i + size].group()) in {"бо", "ва"} and _pairs(words, i + size):
            size += 2
    return size if size > 1 and capital else 0


def _holds(word: str) -> bool:
    return word.lower().endswith("и") and len(word) > 2


def _pairs(words: Words, i: int) -> bool:
    """ "мубориза бо коррупсия", "илм ва маорифи …": what a name's nouns are joined by."""
    before, after = words[i - 1].group(), words[i + 1].group()
    return before in load_entity_terms("tg")["organisation"]["paired"] and after[0].isalpha()


def _listed(words: Words, i: int) -> int:
    names = load_entity_terms("tg")["organisation"]["names"]
    for size in range(min(_LONGEST, len(words) - i), 0, -1):
        row = [w.group() for w in words[i : i + size]]
        if {" ".join(row), " ".join([*row[:-1], _bare(row[-1])])} & names:
            return size
    return 0


def _known(words: Words, i: int) -> int:
    """How many words from here are the name of a place."""
    first = words[i].group()
    if not first[0].isupper() or fold(first) in load_entity_terms("tg")["stop"]["words"]:
        return 0
    for size in range(min(_LONGEST, len(words) - i), 0, -1):
        row = [w.group() for w in words[i : i + size]]
        if all(w[0].isalpha() for w in row) and row[-1][0].isupper():
            forms = (" ".join(row), " ".join([*row[:-1], _bare(row[-1])]))
            if any(_is_place(form) for form in forms):
                return size
    return 0


def _bare(word: str) -> str:
    """A word without the ending of its case, where that leaves the name of a place."""
    cut = _ENDING.sub("", word)
    return cut if cut != word and len(cut) > 2 and not _is_place(word) and _is_place(cut) else word


@functools.lru_cache(maxsize=50_000)
def _is_place(name: str) -> bool:
    key = key_of(name)
    if key in _own():
        return True
    if key in {key_of(w) for w in load_entity_terms("tg")["location"]["not"]}:
        return False
    return any(_large(t.kind, t.population, t.country) for t in find_toponyms(key) if t.role != "demonym")


def _large(kind: str, population: int, country: str) -> bool:
    return kind != "city" or population >= _LARGE or country in _NEAR


@functools.cache
def _own() -> frozenset[str]:
    """The Tajik names of the packs' places and states, and those listed with the language."""
    packs = [load_region(name) for name in region_names()]
    rows = [p.aliases.get("tg", ()) for pack in packs for p in pack.places.values()]
    rows += [a.aliases.get("tg", ())[:1] for pack in packs for a in pack.actors.values() if a.kind == "state"]
    listed = load_entity_terms("tg")["location"]["names"]
    return frozenset(key_of(n) for row in (*rows, tuple(listed)) for n in row)
