"""From bytes to text: which encoding it is, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from sarhad.errors import SarhadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ["cp1251", "cp1256", "koi8_r", "cp866", "iso8859_5", "cp1252", "cp1254", "cp1250", "utf_16_le", "utf_16_be"]
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
_MOST_LOST = 0.05  # share of characters that could not be decoded
_SAMPLE = 50_000  # bytes that an encoding is guessed from
_REMEDY = "save it again as UTF-8 text, HTML or PDF"


def decode(content: bytes, declared: str, where: str) -> str:
    """The text of a page: byte order mark, UTF-8, the declared charset, then a guess among the region's encodings.

    `declared` is anything that may hold "charset=…". Raises SarhadError when nothing fits.

    >>> decode("Душанбе".encode("cp1251"), "text/html; charset=windows-1251", "a.html")
    'Душанбе'
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return check_text(content.decode(encoding, "replace"), where)
    for encoding in ("utf-8", *_CHARSET.findall(declared)):
        text = _strictly(content, encoding)
        if text is not None:
            return check_text(text, where)
    return check_text(_nearly_utf8(content) or _guess(content, where), where)


def check_text(text: str, where: str) -> str:
    """The text, if it is one; raises SarhadError for emptiness, NULs and damage."""
    if not text.strip():
        raise SarhadError("there is no text in it", where, "save the page again, with its text")
    if "\0" in text:
        raise SarhadError("it holds NUL characters: not a text", where, _REMEDY)
    if text.count("\ufffd") > _MOST_LOST * len(text):
        raise SarhadError("more than 5 % of its characters are lost: a damaged or wrong encoding", where, _REMEDY)
    if not any(character.isalnum() for character in text):
        raise SarhadError("there are no words in it", where, "save the page again, with its text")
    return text


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _nearly_utf8(content: bytes) -> str | None:
    """UTF-8 with a few broken characters, as pages cut or joined carelessly are."""
    text = content.decode("utf-8", "replace")
    foreign = sum(1 for character in text if character > "\x7f")
    return text if text.count("\ufffd") <= 0.02 * foreign else None


def _guess(content: bytes, where: str) -> str:
    best = from_bytes(content[:_SAMPLE], cp_isolation=_GUESSES, enable_fallback=False).best()
    if best is None:
        raise SarhadError("its encoding cannot be told", where, _REMEDY)
    return content.decode(best.encoding, "replace")
