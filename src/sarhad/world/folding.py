"""One spelling for matching, character by character, so that offsets into the folded text hold in the original."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

import snowballstemmer

_TAJIK = {  # letters typed for a Tajik one: by older fonts (ўќѓїљњ), by other languages' keyboards, by looks
    "ўұүÿ": "ӯ",
    "ќҝӄ": "қ",
    "ѓҕӷ": "ғ",
    "їіѝӥ": "ӣ",
    "љӌҹ": "ҷ",
    "њһӽ": "ҳ",
}
_BARE = {"ӯ": "у", "қ": "к", "ғ": "г", "ӣ": "и", "ҷ": "ч", "ҳ": "х"}  # typed without the stroke or descender
_LATIN = str.maketrans("aceopxykmtbhi", "асеорхукмтвнӣ")  # Latin letters within a Cyrillic word
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
        "ۂ": "ه",
        "ە": "ه",
        "ے": "ی",
        "ې": "ی",
        "ۍ": "ی",
        "ڪ": "ک",
        "ګ": "گ",
        "ٱ": "ا",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "‐": "-",
        "–": "-",
        "—": "-",
    }
    | {a: b for row, b in _TAJIK.items() for c in row for a in (c, c.upper())}
    | {chr(0x06F0 + d): str(d) for d in range(10)}
    | {chr(0x0660 + d): str(d) for d in range(10)}
)
_PLAIN = str.maketrans(_BARE | {"ъ": "", "ь": "", "-": ""})
_TOUCHING = re.compile(r"[а-яӣӯҳқғҷ][aceopxykmtbhi]|[aceopxykmtbhi][а-яӣӯҳқғҷ]")
_MIXED = re.compile(r"(?=\w*[а-яӣӯҳқғҷ])(?=\w*[aceopxykmtbhi])[\wа-яӣӯҳқғҷ]+")
_DROPPED = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\u0640"
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
    if len(lowered) != len(plain):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
    return _MIXED.sub(lambda m: m.group().translate(_LATIN), lowered) if _TOUCHING.search(lowered) else lowered


class Normal(NamedTuple):
    """A text in one spelling; `at` holds the offset in the original of each of its letters, and the end at last."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets of a stretch of the normalised text, marks behind its last letter included."""
        return self.at[start], self.at[end] if end > start else self.at[start]


def normalise(text: str) -> Normal:
    """Folded, without the marks, joiners and stretching that writers leave out, letters in one piece.

    Unlike `fold` it may be shorter than the text, so it brings the offsets along.

    >>> n = normalise("مُلّا گفتهٔ او")
    >>> n.text, n.span(0, 3)
    ('ملا گفته او', (0, 5))
    """
    letters: list[str] = []
    at: list[int] = []
    for i, c in enumerate(text):
        if letters and unicodedata.combining(c):
            whole = unicodedata.normalize("NFC", letters[-1] + c)
            if len(whole) == 1:
                letters[-1] = fold(whole)
        elif c not in _DROPPED:
            letters.append(fold(c))
            at.append(i)
    return Normal(fold("".join(letters)), (*at, len(text)))


@functools.lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """A word as it is compared: normalised, Tajik letters as they look without stroke or descender.

    >>> skeleton("ҳушдор") == skeleton("хушдор"), skeleton("می‌گوید") == skeleton("ميگويد")
    (True, True)
    """
    return normalise(word).text.translate(_PLAIN)


@functools.lru_cache(maxsize=200_000)
def stem(token: str, language: str) -> str:
    """The folded token without its inflection (Snowball for Russian), or a Tajik one without strokes and descenders.

    >>> stem("таджикистана", "ru") == stem("таджикистан", "ru")
    True
    """
    if language == "ru":
        return str(_russian().stemWord(token))
    return token.translate(_PLAIN) if language == "tg" else token


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
    """The word's letters; a Tajik one may be typed without its stroke or descender."""
    return "".join(f"[{c}{_BARE[c]}]" if c in _BARE else c for c in re.escape(fold(word))).replace(r"\*", r"\w*")
