"""Persian entities: no recogniser is published with weights, so names come from lists, the gazetteer and word order.

Persian names stand behind the word that says what they are ("وزارت بهداشت", "میدان ولیعصر"); countries, provinces and
cities are known by the gazetteer of the world.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from sarhad.extract.entities import Entity
from sarhad.world.entities import load_entity_terms
from sarhad.world.folding import fold
from sarhad.world.toponyms import find_toponyms, key_of

_WORD = re.compile(r"[\w\u064b-\u0655\u200c]+|[^\w\s]")
_ENDING = re.compile(r"(?:\u200c?(?:ها|های|هایی|اش|ام|ات|م|ه|و|رو|ش|شون|مون))$")  # spoken endings: "ایرانه", "ایرانم"
_SETTLED = re.compile(r"\w{2,}\u200c?(?:آباد|اباد)$")
_LONGEST = 4
CITY, DIVISION, FAR = 60_000, 150_000, 500_000  # inhabitants from which a Persian name alone is read as a place
_NEAR = {"IR", "AF", "TJ"}
Words = Sequence["re.Match[str]"]


def entities_fa(text: str) -> list[Entity]:
    """Bodies and places of a Persian text, in text order; persons are not looked for."""
    words = list(_WORD.finditer(text))
    found: list[Entity] = []
    i = 0
    while i < len(words):
        size, kind = _at(words, i)
        if kind:
            found.append((words[i].start(), words[i + size - 1].end(), kind))
        i += max(1, size)
    return found


def _at(words: Words, i: int) -> tuple[int, str]:
    """How many words from here name something, and what; 0 for nothing."""
    word = words[i].group()
    terms = load_entity_terms("fa")
    if size := _listed(words, i, "organisation"):
        return max(size, _body(words, i) if word in terms["organisation"]["heads"] else 0), "Organisation"
    if word in terms["organisation"]["heads"] and (size := _body(words, i)):
        return size, "Organisation"
    if word in terms["location"]["ways"] | terms["location"]["ground"] and _behind(words, i, 1):
        return 2, "Location"
    if size := _listed(words, i, "location") or _known(words, i):
        return size, "Location"
    return (1, "Location") if _SETTLED.fullmatch(word) else (0, "")


def _body(words: Words, i: int) -> int:
    alone = words[i].group() in load_entity_terms("fa")["organisation"]["alone"]
    behind = _behind(words, i, 2)
    return behind + 1 if behind else int(alone)


def _behind(words: Words, i: int, most: int) -> int:
    """How many words follow before a mark or a word that ends a name; 0 where none can be told."""
    stop = load_entity_terms("fa")["stop"]["words"]
    size = 0
    for word in words[i + 1 : i + 1 + most]:
        form = word.group()
        if not form[0].isalpha() or form in stop or form.startswith(("می\u200c", "نمی\u200c")):
            break
        size += 1
    return size


@functools.cache
def _names(section: str) -> frozenset[str]:
    return frozenset(_plain(n) for n in load_entity_terms("fa")[section]["names"])


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _listed(words: Words, i: int, section: str) -> int:
    for size in range(min(_LONGEST, len(words) - i), 0, -1):
        name = " ".join(w.group() for w in words[i : i + size])
        if _plain(name) in _names(section) or (
            size == 1 and len(name) > 4 and _plain(_ENDING.sub("", name)) in _names(section)
        ):
            return size
    return 0


def _known(words: Words, i: int) -> int:
    """How many words from here are a name of the gazetteer, large enough to be meant."""
    for size in range(min(3, len(words) - i), 0, -1):
        if not all(w.group()[0].isalpha() for w in words[i : i + size]):
            continue
        name = " ".join(w.group() for w in words[i : i + size])
        if _is_place(name) or (size == 1 and len(name) > 5 and _is_place(_ENDING.sub("", name))):
            return size
    return 0


@functools.lru_cache(maxsize=100_000)
def _is_place(name: str) -> bool:
    if len(name) < 3 or not name[0].isalpha() or _plain(name) in _common():
        return False
    return any(_large(t.kind, t.population, t.country) for t in find_toponyms(key_of(name)) if t.role != "demonym")


@functools.cache
def _common() -> frozenset[str]:
    terms = load_entity_terms("fa")
    return frozenset(_plain(w) for w in terms["location"]["not"] | terms["stop"]["words"])


def _large(kind: str, population: int, country: str) -> bool:
    if kind in {"country", "continent"}:
        return True
    return population >= ((CITY if kind == "city" else DIVISION) if country in _NEAR else FAR)
