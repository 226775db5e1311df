"""Which language a text is in: what its container says, unless the letters contradict it; else what the words say."""

from __future__ import annotations

import functools

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_NEAR = (
    "en",
    "ru",
    "fa",
    "tg",
    "uz",
    "ps",
    "ky",
    "kk",
    "tk",
    "ur",
    "ar",
    "tr",
    "az",
    "zh",
    "ug",
    "ku",
    "hy",
    "ka",
    "mn",
)
_FAR = ("de", "fr", "es", "it", "pl", "pt", "uk", "be", "hi", "ja", "ko", "he", "nl", "sv", "cs", "id")
_KNOWN = frozenset({*_NEAR, *_FAR})
_OTHER_NAMES = {
    "eng": "en", "rus": "ru", "fas": "fa", "per": "fa", "pes": "fa", "prs": "fa", "dari": "fa", "tgk": "tg",
    "uzb": "uz", "pus": "ps", "kir": "ky", "kaz": "kk",
}  # fmt: skip
_SCRIPTS = {"en": "latin", "ru": "cyrillic", "tg": "cyrillic", "fa": "arabic", "ps": "arabic", "ky": "cyrillic"}
_SAMPLE = 4000  # characters
_READ = frozenset({"en", "ru", "fa", "tg"})
_CLOSE = 5.0  # natural-log units: nearer than this a short text may be either, and a language that is read wins


def find_language(text: str, hint: str = "") -> str:
    """The ISO 639-1 code of a text's language; a hint such as "fa-AF" or "prs" wins where its script fits.

    >>> find_language("Президент Тоҷикистон бо ҳамтои худ вохӯрд"), find_language("Die Regierung in Kabul", "de-DE")
    ('tg', 'de')
    """
    sample = text[:_SAMPLE]
    code = _code(hint)
    if code and _SCRIPTS.get(code, find_script(sample)) == find_script(sample):
        return code
    ranked = [(str(name), float(score)) for name, score in _identifier().rank(sample)]
    near = (name for name, score in ranked if name in _READ and ranked[0][1] - score < _CLOSE)
    return next(near, ranked[0][0])


def find_script(text: str) -> str:
    """The script that most letters of a text are in: latin, cyrillic, arabic or other."""
    counts = {"latin": 0, "cyrillic": 0, "arabic": 0, "other": 0}
    for character in text[:_SAMPLE]:
        if character.isalpha():
            counts[_script(ord(character))] += 1
    return max(counts, key=lambda script: counts[script])


def _script(point: int) -> str:
    if point < 0x250:
        return "latin"
    if 0x400 <= point < 0x530:
        return "cyrillic"
    return "arabic" if 0x600 <= point < 0x780 or 0xFB50 <= point < 0xFF00 else "other"


def _code(hint: str) -> str:
    base = hint.strip().lower().replace("_", "-").partition("-")[0]
    code = _OTHER_NAMES.get(base, base)
    return code if code in _KNOWN else ""


@functools.cache
def _identifier() -> LanguageIdentifier:
    """An identifier of our own, so that restricting its languages changes nothing for anyone else."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(sorted(_KNOWN & set(identifier.labels)))
    return identifier
