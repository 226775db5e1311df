"""Names across scripts: their consonants, by which spellings in Latin, Cyrillic and Persian letters agree."""

from __future__ import annotations

import functools
import re

from sarhad.world.folding import fold

_PAIRS = re.compile("kh|gh|dzh|zh|dj|sh|ch|ts|ph|th|ck|дж")
_PAIR = {"kh": "", "gh": "g", "zh": "j", "dzh": "j", "dj": "j", "sh": "s", "ch": "c", "ts": "s", "ph": "v", "th": "t"}
_PAIR |= {"ck": "k", "дж": "j"}
_CASES = re.compile("(?<=[а-яғқҷӣӯҳ]{4})(?:ами|ями|ом|ем|ым|им|ам|ям)$")
_LATIN = dict(zip("bcdfgjklmnpqrstvwxz", "bkdvgjklmnpkrstvvkz", strict=True))
_CYRILLIC = dict(zip("бвгджзклмнпрстфцчшщғқҷ", "bvgdjzklmnprstvscssgkj", strict=True))
_PERSIAN = dict(zip("بپتثجچدذرزژسشصضطظغفقکگلمن", "bptsjcdzrzjsssztzgvkkglmn", strict=True))
_LETTERS = str.maketrans(_LATIN | _CYRILLIC | _PERSIAN)
_REST = re.compile(r"[^a-z]|[aeiouyh]")
_TWICE = re.compile(r"(.)\1+")


@functools.lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """The consonants of one word in one alphabet.

    Vowels, h, kh, y, Persian و, endings of Russian cases and doubled letters fall away.
    It is a key for comparing, not a transliteration: short names of the same consonants agree although they differ.

    >>> skeleton("Masadykov"), skeleton("Масадыковым"), skeleton("متقی"), skeleton("Muttaqi")
    ('msdkv', 'msdkv', 'mtk', 'mtk')
    """
    folded = fold(name)
    paired = _PAIRS.sub(lambda m: _PAIR[m.group()].upper(), _CASES.sub("", folded))
    letters = paired.translate(_LETTERS).lower()
    return _TWICE.sub(r"\1", _REST.sub("", letters))
