"""Addresses as other programs take them."""

from __future__ import annotations

from urllib.parse import quote

from sarhad.publish import words

KEPT = "%/:?&=#@!$'()*+,;~[]-._"  # what an address may hold as it is, RFC 3986


def uri(url: str) -> str:
    """A web address with everything but ASCII escaped; empty for what is none.

    >>> uri("https://example.org/خبر?a={1}"), uri("notes/a.txt")
    ('https://example.org/%D8%AE%D8%A8%D8%B1?a=%7B1%7D', '')
    """
    return quote(words.web_address(url), safe=KEPT)
