"""Words as a search compares them: stems in four languages, and names across scripts by their consonants.

A text gives a set of terms; a query gives, for each of its words, the terms that would answer it. Inflected forms meet
in their stem; a name meets its spellings in other scripts in its consonants (`world/skeleton.py`), which only words
count for that are written as names: with a capital, or in Persian letters, which have none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

import snowballstemmer

from sarhad.world.folding import TOKEN, fold, stem
from sarhad.world.skeleton import skeleton

LEAST_NAME = 4  # consonants by which a name is told from others
LEAST_PLAIN = 5  # and where the query does not write it as a name
_PERSIAN = re.compile("[\u0600-\u06ff]")
_SIGNS = re.compile("[\u064b-\u065f\u0670\u0640\u200d-\u200f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_MARK = "~"  # before a name's consonants, which are no word


def text_terms(text: str, language: str = "") -> set[str]:
    """The terms of a text.

    >>> sorted(text_terms("Таджикистана", "ru"))
    ['~tjkstn', 'таджикиста']
    """
    return {term for word in words(text) for term in _terms(word, language)}


def query_terms(query: str, names: Mapping[str, tuple[str, ...]] | None = None) -> list[frozenset[str]]:
    """For each word of a query the terms of which any answers it; `names` adds other spellings of a folded word.

    >>> [bool(alternatives & text_terms("Таджикистана", "ru")) for alternatives in query_terms("tajikistan")]
    [True]
    >>> bool(query_terms("تاجیکستان")[0] & text_terms("in Tajikistan", "en"))
    True
    """
    return [frozenset(_alternatives(word, names or {})) for word in dict.fromkeys(words(query))]


def words(text: str) -> Iterator[str]:
    """The words as written; Persian vowel signs and stretching are left out, a joiner parts words."""
    plain = _SIGNS.sub("", text) if _PERSIAN.search(text) else text
    return (m.group() for m in TOKEN.finditer(plain.replace("\u200c", " ")))


def _alternatives(word: str, names: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for spelling in (word, *names.get(fold(word), ())):
        for language in ("en", "ru", "tg") if not _PERSIAN.search(spelling) else ("fa",):
            yield from _stems(fold(spelling), language)
        least = LEAST_NAME if _as_name(spelling) else LEAST_PLAIN
        yield from _consonants(spelling, least)


@functools.lru_cache(maxsize=200_000)
def _terms(word: str, language: str) -> tuple[str, ...]:
    own = language if language and not (language == "en" and _CYRILLIC.search(word)) else "ru"
    return (*_stems(fold(word), own), *(_consonants(word, LEAST_NAME) if _as_name(word) else ()))


def _stems(folded: str, language: str) -> tuple[str, ...]:
    if language == "en" or not (_CYRILLIC.search(folded) or _PERSIAN.search(folded)):
        return (str(_english().stemWord(folded)),)
    return (stem(folded, language),)


def _consonants(word: str, least: int) -> tuple[str, ...]:
    key = skeleton(word)
    return (_MARK + key,) if len(key) >= least else ()


def _as_name(word: str) -> bool:
    return word[:1].isupper() or bool(_PERSIAN.search(word))


@functools.cache
def _english() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


__all__ = ["query_terms", "text_terms", "words"]
