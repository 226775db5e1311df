"""One spelling for matching, character by character, so that offsets into the folded text hold in the original."""

from __future__ import annotations

import functools
import re

import snowballstemmer

_VARIANTS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ؤ": "و",
        "\u200c": " ",  # zero-width non-joiner
        "\u00a0": " ",
        "\u0654": " ",  # hamza above: the written ezafe
        "ё": "е",
        "Ё": "е",
        "ў": "ӯ",
        "Ў": "ӯ",
        "ѓ": "ғ",
        "ќ": "қ",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "‐": "-",
        "–": "-",
        "—": "-",
    }
    | {chr(0x06F0 + d): str(d) for d in range(10)}
    | {chr(0x0660 + d): str(d) for d in range(10)}
)
TOKEN = re.compile(r"\w+")


def fold(text: str) -> str:
    """Lower case, one form for letter variants, Western digits; the length never changes.

    >>> fold("Таджикистан — ۲۰۲۴")
    'таджикистан - 2024'
    >>> len(fold("İzmir")) == len("İzmir")
    True
    """
    plain = text.translate(_VARIANTS)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


@functools.lru_cache(maxsize=200_000)
def stem(token: str, language: str) -> str:
    """The folded token without its inflection (Snowball for Russian; the token itself elsewhere).

    >>> stem("таджикистана", "ru") == stem("таджикистан", "ru")
    True
    """
    if language == "ru":
        return str(_russian().stemWord(token))
    return token


@functools.cache
def _russian() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("russian")


@functools.lru_cache(maxsize=8192)
def compile_terms(terms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern over folded text for a list of terms; `*` at a word's end stands for any ending.

    >>> bool(compile_terms(("terroris*", "safe haven")).search("counter-terrorism"))
    True
    >>> bool(compile_terms(("un",)).search("unable"))
    False
    """
    if not terms:
        return re.compile(r"(?!)")
    parts = sorted((_term(t) for t in terms), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


def _term(term: str) -> str:
    """Words apart by blanks or hyphens; where a Persian word has a joiner, also written together or apart."""
    return r"[\s-]+".join(r"[\s-]*".join(map(_word, word.split("\u200c"))) for word in term.split())


def _word(word: str) -> str:
    return re.escape(fold(word)).replace(r"\*", r"\w*")
