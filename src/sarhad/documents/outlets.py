"""Who publishes a text, as its opening words say: "DID Press: Analysts believe …", "KABUL (Reuters) –"."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"\b(?:Press|News|Newsroom|Agency|Times|Post|TV|Radio|Daily|Tribune|Media|Herald|Gazette|Sputnik|Reuters|Online)\b"
    r"|^[A-Z]{3,6}$|^[А-ЯЁ]{4,9}$|агентств|АМИТ|НИАТ|Новост|Радио|Спутник|Интерфакс|INTERFAX|Агентии|Хабаргузор"
    r"|خبرگزاری|آژانس|روزنامه|رادیو|تلویزیون|هفته‌نامه"
)
_COLON = re.compile(r"\s*(?P<outlet>[^\W\d_][^\n:.!?،؛]{1,40}?)\s*:\s+(?=\S)")
_DATELINE = re.compile(
    r"\s*[^\W\d_][^\n(/:.!?]{1,40}?[,.،]?\s*(?:[\d۰-۹][^\n(/]{2,25})?[(/]\s*(?P<outlet>[^()/\n]{2,40})\s*[)/]\s*[-–—:.]"
)
_RUSSIAN = re.compile(
    r"\s*[А-ЯЁ][^\n:!?]{1,40}?[.,]\s*(?:\d{1,2}\s+\w+[.,]?)?\s*(?P<outlet>ИНТЕРФАКС|ТАСС|РИА Новости)\b"
)


def find_outlet(opening: str, known: str = "") -> str:
    """The outlet that the first words of an article name; empty when they name none that looks like one.

    `known` is an outlet named elsewhere on the page.

    >>> find_outlet("DID Press: Analysts believe so."), find_outlet("Analysts: the border is calm.")
    ('DID Press', '')
    """
    head = opening[:160]
    for pattern in (_COLON, _DATELINE, _RUSSIAN):
        found = pattern.match(head)
        outlet = " ".join(found["outlet"].split()) if found else ""
        if outlet and (pattern is not _COLON or outlet == known or _looks_like_outlet(outlet)):
            return outlet
    return ""


def _looks_like_outlet(words: str) -> bool:
    return len(words.split()) <= 5 and bool(_MARK.search(words))
