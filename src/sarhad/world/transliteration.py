"""Persian, Tajik and Russian text in Latin letters, so that names can be recognised by whoever cannot read the script.

Russian goes by BGN/PCGN 1947, Tajik by BGN/PCGN 1994, Persian and Dari by the United Nations' system of 1967, which has
the same letters as BGN/PCGN 1958; `transliteration.toml` names where the tables stand.

Persian leaves its short vowels unwritten, and no table can know them: طالبان is ţālbān, not ţālebān. An alef that opens
a word is "a", a silent final he is "eh".
"""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Any

_TABLES: dict[str, Any] = tomllib.loads(
    (resources.files("sarhad.world") / "transliteration.toml").read_text(encoding="utf-8")
)
_RU: dict[str, str] = _TABLES["ru"]["letters"]
_TG: dict[str, str] = _TABLES["tg"]["letters"]
_FA: dict[str, str] = _TABLES["fa"]["letters"]
_MARKS: dict[str, str] = _TABLES["fa"]["marks"]
_SIGNS = str.maketrans("،؛؟٪٫٬۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", ",;?%.,01234567890123456789", "\u0640\u200d\u200e\u200f\u0652")
_ARABIC = "\u0600-\u06ff\u200c"
_WORD = re.compile(rf"[{_ARABIC}]+|[\u0400-\u04ff]+")
_TAJIK = re.compile("[ғӣқӯҳҷҒӢҚӮҲҶ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def transliterate(text: str, language: str = "") -> str:
    """The text in Latin letters; what is Latin already stays. Cyrillic without a language is Tajik by its own letters.

    >>> transliterate("Ҳукумати Тоҷикистон"), transliterate("Ельцин и Чапаевск")
    ('Hukumati Tojikiston', 'Yel’tsin i Chapayevsk')
    >>> transliterate("کابل، ۲۰۲۴")
    'kābl, 2024'
    """
    tajik = language == "tg" or (language != "ru" and bool(_TAJIK.search(text)))
    return _WORD.sub(lambda m: _word(m.group(), tajik), text.translate(_SIGNS)).translate(_SIGNS)


def has_other_script(text: str) -> bool:
    """Whether the text holds letters that `transliterate` would change.

    >>> has_other_script("Kabul"), has_other_script("Кобул")
    (False, True)
    """
    return bool(_WORD.search(text))


def _word(word: str, tajik: bool) -> str:
    if not _CYRILLIC.match(word):
        return "".join(_letter_fa(word, i) for i in range(len(word))).strip("-")
    return "".join(_letter_cyrillic(word, i, tajik) for i in range(len(word)))


def _letter_cyrillic(word: str, i: int, tajik: bool) -> str:
    """One letter; Russian е is "ye" at the start and behind vowels and signs; capitals as in the word."""
    letter = word[i].lower()
    latin = (_TG if tajik else _RU).get(letter, word[i])
    if not tajik and letter in "её" and (i == 0 or word[i - 1].lower() in "аеёиоуыэюяйъь"):
        latin = "y" + latin
    if not word[i].isupper():
        return latin
    alone = len(latin) > 1 and len(word) > 1 and word.isupper()
    return latin.upper() if alone else latin[:1].upper() + latin[1:]


def _letter_fa(word: str, i: int) -> str:
    """One letter; alef, vav and ye are vowels or consonants by what stands round them."""
    letter = word[i]
    before, after = word[i - 1] if i else "", word[i + 1] if i + 1 < len(word) else ""
    opens = before in {"", "\u200c"}
    closes = after in {"", "\u200c", "\u0654"}
    if letter == "\u0651":  # doubled
        return _FA.get(before, "")[:1]
    if letter == "ا" and opens:
        return {"ی": "ī", "و": "ū"}.get(after, "a")
    if letter in "ویيى" and not opens:
        vowel = after not in {"ا", "آ", "و", "ی", "ي"} and before not in {"آ"} and not (before == "ا" and not closes)
        if before == "ا" and i == 1:
            return ""  # written by the alef that opens the word
        return ("ū" if letter == "و" else "ī") if vowel and before != "ا" else ("v" if letter == "و" else "y")
    if letter == "ه" and closes and not opens and before not in "اوآ":
        return "eh"
    return _FA.get(letter) or _MARKS.get(letter, "" if "\u064b" <= letter <= "\u065f" else letter)
