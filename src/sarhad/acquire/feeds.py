"""Feeds (RSS, Atom): one page for each entry, with what the feed says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from sarhad.acquire.address import known_address
from sarhad.acquire.frontmatter import is_yes
from sarhad.acquire.items import Item
from sarhad.errors import SarhadError
from sarhad.settings import Settings

NAMESPACE = "https://sarhad.example/ns"
FULL_TEXT = 1000  # characters of its own from which an entry is taken as it stands
_MOST_ENTRIES = 5000
_ODD = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:[T ]|$)")


def find_in_feed(item: Item, settings: Settings) -> Iterator[Item]:
    """Each entry as a page of its own content or summary; `link` is set where a fetched feed only has a summary.

    Raises SarhadError for a feed that declares entities (a bomb), cannot be read, or has no entries.
    """
    if b"<!ENTITY" in item.content:
        raise SarhadError("the feed declares entities", item.name, "take the feed from its publisher again")
    parsed = _parse(item)
    if not parsed.entries:
        raise SarhadError("the feed has no entries", item.name, "check that the address is the feed's own")
    if len(parsed.entries) > _MOST_ENTRIES:
        raise SarhadError(f"more than {_MOST_ENTRIES} entries in one feed", item.name, "split the file")
    prefixes = [prefix for prefix, uri in parsed.namespaces.items() if uri == NAMESPACE]
    mark = f"{prefixes[0]}_digest" if prefixes else "sarhad_digest"
    for number, entry in enumerate(parsed.entries, start=1):
        yield _entry_item(item, entry, number, parsed.feed, mark)


def _parse(item: Item) -> Any:
    try:
        return feedparser.parse(BytesIO(item.content), response_headers={"content-type": item.media_type})
    except _ODD as error:
        raise SarhadError(f"the feed cannot be read ({error})", item.name, "save the feed again") from error


def _entry_item(item: Item, entry: Mapping[str, Any], number: int, feed: Mapping[str, Any], mark: str) -> Item:
    hints = _hints(entry, feed, mark)
    text, media_type = _content(entry)
    label = hints["url"] or str(entry.get("id", "")) or f"entry {number}"
    wanted = item.fetched and not hints["digest"] and len(text) < FULL_TEXT
    return item.part(
        label,
        "feed",
        content=text.encode("utf-8", "replace"),
        media_type=f"{media_type}; charset=utf-8",
        hints={key: value for key, value in hints.items() if value},
        suffix=".html" if media_type == "text/html" else ".txt",
        link=str(entry.get("link", "")) if wanted and hints["url"] else "",
    )


def _content(entry: Mapping[str, Any]) -> tuple[str, str]:
    """The longest text that an entry gives of itself, and whether it is HTML."""
    bodies = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    best = max(bodies, key=lambda body: len(body.get("value", "")))
    media_type = "text/plain" if best.get("type") == "text/plain" else "text/html"
    return str(best.get("value", "")), media_type


def _hints(entry: Mapping[str, Any], feed: Mapping[str, Any], mark: str) -> dict[str, str]:
    source = entry.get("source") or {}
    return {
        "title": _plain(entry.get("title", "")),
        "author": _plain(entry.get("author", "")),
        "published": _date(entry),
        "publisher": _plain(source.get("title", "") or feed.get("title", "")),
        "url": known_address(str(entry.get("link", ""))),
        "language": str(entry.get("language", "") or feed.get("language", "")),
        "digest": "yes" if is_yes(entry.get(mark, "")) else "",
    }


def _plain(value: object) -> str:
    """A title without markup, on one line."""
    return " ".join(re.sub(r"</?[a-zA-Z][^<>]*>", "", str(value)).split())


def _date(entry: Mapping[str, Any]) -> str:
    """The date as the feed writes it when it is a standard one, else as far as it could be understood."""
    for field in (name for name in ("published", "updated") if name in entry):
        raw = str(entry.get(field, "")).strip()
        if _ISO.match(raw) or _is_mail_date(raw):
            return raw
        moment = entry.get(f"{field}_parsed")
        if isinstance(moment, struct_time):
            return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"
    return ""


def _is_mail_date(raw: str) -> bool:
    try:
        return bool(raw and parsedate_to_datetime(raw))
    except (ValueError, TypeError, IndexError, OverflowError):
        return False
