"""What a thing is, told from its first bytes, its name and its declared type together."""

from __future__ import annotations

import re

from sarhad.acquire.items import Item
from sarhad.errors import SarhadError

_MAGIC = ((b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"))
_BY_SUFFIX = {
    ".gz": "gzip",
    ".zip": "zip",
    ".pdf": "pdf",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}
_BY_TYPE = {
    "application/pdf": "pdf",
    "message/rfc822": "mail",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/json": "jsonl",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
}
_MEDIA = {"pdf": "application/pdf", "html": "text/html", "markdown": "text/markdown", "text": "text/plain"}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<(?:rss|(?:\w+:)?feed|rdf:RDF)\b", re.S)
_MARKUP = re.compile(rb"\s*<\?xml\b")
_JSON_LINE = re.compile(rb'\s*\{\s*(?:"|\})')
_MAIL_FIELDS = re.compile(rb"^(?:from|to|subject|date|received|message-id|mime-version|return-path):", re.I | re.M)
_CONTROL = bytes(range(9)) + b"\x0e\x0f" + bytes(range(0x10, 0x1B)) + b"\x1c\x1d\x1e\x1f"
_MOST_CONTROL = 0.02  # share of control characters in a text


def kind_of(item: Item) -> str:
    """What an item is: gzip, zip, feed, mail, jsonl, pdf, html, markdown or text.

    The content decides; name and declared type decide among texts. Raises SarhadError for anything else, and
    where name and content contradict each other.
    """
    head = _plain_head(item.head)
    found = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    if not found and b"%PDF-" in head[:1024]:
        found = "pdf"
    if found:
        return found
    _check_promise(item)
    _check_text(item)
    return _markup_kind(item, head) or _named_kind(item, head)


def is_json_line(line: bytes) -> bool:
    """Whether a line starts a JSON object.

    >>> is_json_line(b'{"id": 1}'), is_json_line(b"{\\\\rtf1 hello}")
    (True, False)
    """
    return bool(_JSON_LINE.match(_plain_head(line)))


def media_type_of(kind: str, declared: str) -> str:
    """The media type of a page of this kind, with the charset that its server or mail declared.

    >>> media_type_of("html", 'text/html; charset="Windows-1251"')
    'text/html; charset=windows-1251'
    """
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:\-]+)", declared, re.IGNORECASE)
    return _MEDIA[kind] + (f"; charset={charset[1].lower()}" if charset and kind != "pdf" else "")


def _plain_head(head: bytes) -> bytes:
    """The head without a byte order mark, as ASCII where it is UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _check_promise(item: Item) -> None:
    """A name or type that promises a PDF or an archive is held to it."""
    bare_type = item.media_type.partition(";")[0].strip().lower()
    promised = "" if item.fetched else _BY_SUFFIX.get(item.suffix, "")
    promised = "pdf" if bare_type == "application/pdf" else promised
    if promised in ("pdf", "gzip", "zip"):
        remedy = "open it to see what it is (often an error page), then save it again or rename it"
        raise SarhadError(f"called {promised} but its content is not", item.name, remedy)


def _check_text(item: Item) -> None:
    head = item.head
    wide = head.startswith(_BOMS[1:])
    control = len(head) - len(head.translate(None, _CONTROL))
    binary = not wide and (b"\0" in head or control > _MOST_CONTROL * len(head))
    if binary or head.startswith((b"{\\rtf", b"%!PS")):
        remedy = "save it as text, HTML or PDF and read that"
        raise SarhadError("a format that is not read", item.name, remedy)


def _markup_kind(item: Item, head: bytes) -> str:
    if _FEED.match(head):
        return "feed"
    if _HTML.match(head):
        return "html"
    if _MARKUP.match(head) and item.suffix not in (".html", ".xhtml"):
        raise SarhadError("XML that is neither a feed nor a page", item.name, "save it as text, HTML or PDF")
    return ""


def _named_kind(item: Item, head: bytes) -> str:
    bare_type = item.media_type.partition(";")[0].strip().lower()
    by_type = _BY_TYPE.get(bare_type, "")
    named = by_type if item.fetched and bare_type else _BY_SUFFIX.get(item.suffix, by_type)
    if named:
        return named
    if not item.suffix and len(_MAIL_FIELDS.findall(head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0])) >= 3:
        return "mail"
    return "jsonl" if not item.suffix and is_json_line(head) else "text"
