"""The whole of acquiring on one page: whatever is asked for becomes pages, one for each thing found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO, BinaryIO

import msgspec

from sarhad.acquire.address import is_address, known_address, without_credentials
from sarhad.acquire.archives import count_members, find_in_gzip, find_in_zip
from sarhad.acquire.cache import Cache
from sarhad.acquire.feeds import find_in_feed
from sarhad.acquire.fetch import Fetcher
from sarhad.acquire.files import find_files, list_files, open_file
from sarhad.acquire.frontmatter import parse_front_matter
from sarhad.acquire.items import Item, make_page, make_refusal
from sarhad.acquire.jsonlines import count_lines, find_lines
from sarhad.acquire.kinds import is_json_line, kind_of, media_type_of
from sarhad.acquire.limits import read_limited, too_large
from sarhad.acquire.mail import find_in_mail
from sarhad.errors import SarhadError
from sarhad.records import Page
from sarhad.settings import Settings

Finder = Callable[[Item, Settings], Iterator[Item | Page]]
_STDIN = "-"
_MOST_LEVELS = 4


def _lines(item: Item, settings: Settings) -> Iterator[Page]:
    with item.stream() as stream:
        found = False
        for page in find_lines(stream, item, settings):
            found = True
            yield page
        if not found:
            raise SarhadError("the file holds no lines", item.name, "give one JSON object a line")


CONTAINERS: dict[str, Finder] = {
    "gzip": find_in_gzip,
    "zip": find_in_zip,
    "feed": find_in_feed,
    "mail": find_in_mail,
    "jsonl": _lines,
}


def gather(
    inputs: Sequence[str], settings: Settings, *, stdin: BinaryIO | None = None, cache: Cache | None = None
) -> Iterator[Page]:
    """Exactly one page for each thing found in files, folders, archives, mails, feeds, addresses or "-" (stdin).

    What cannot be taken is a page too, with `refused` (the reason) and `remedy`; it never ends the batch. `cache`
    keeps fetched pages so that servers need not send them again.

    >>> [page.refused for page in gather(["missing.html"], Settings())]
    ['no such file or folder']
    """
    fetcher = Fetcher(settings, cache)
    for name in inputs:
        try:
            for found in _find(name, settings, fetcher, stdin):
                yield from _expand(found, settings, fetcher)
        except SarhadError as error:
            shown = without_credentials(name)
            yield make_refusal(shown, known_address(shown) or shown, error)


def count(inputs: Sequence[str], settings: Settings) -> int | None:
    """How many pages there will be, cheaply, for a progress bar; None when that is not known before reading.

    >>> count(["a.html", "b.pdf"], Settings()), count(["https://example.org/feed"], Settings())
    (2, None)
    """
    if any(name == _STDIN or is_address(name) for name in inputs):
        return None
    try:
        return sum(_count_file(path, settings) for name in inputs for path in list_files(name) or [name])
    except SarhadError:
        return None


def _count_file(path: str, settings: Settings) -> int:
    if not path.lower().endswith((".jsonl", ".ndjson", ".zip")):
        return 1
    try:
        item = open_file(path, settings)
        if kind_of(item) == "zip":
            return count_members(item)
        with item.stream() as stream:
            return count_lines(stream)
    except (SarhadError, OSError):
        return 1


def _find(name: str, settings: Settings, fetcher: Fetcher, stdin: BinaryIO | None) -> Iterator[Item | Page]:
    if name == _STDIN:
        yield from _find_stdin(stdin or sys.stdin.buffer, settings)
    elif is_address(name):
        yield fetcher.fetch(name)
    else:
        yield from find_files(name, settings)


def _find_stdin(stream: IO[bytes], settings: Settings) -> Iterator[Item | Page]:
    """JSON lines as they come in, or one document."""
    item = Item(name=_STDIN, url=_STDIN)
    limit = settings.max_page_bytes
    first = stream.readline(limit + 1)
    while first and not first.strip() and len(first) <= limit:
        first = stream.readline(limit + 1)
    if not first:
        raise SarhadError("nothing came in", "standard input", "pipe a document or JSON lines into it")
    if is_json_line(first):
        yield from find_lines(stream, item, settings, first)
        return
    if len(first) > limit:
        raise too_large("standard input", limit)
    rest = read_limited(stream, limit - len(first), too_large("standard input", limit))
    yield msgspec.structs.replace(item, content=first + rest)


def _expand(found: Item | Page, settings: Settings, fetcher: Fetcher) -> Iterator[Page]:
    """An item as its pages, containers opened; a refusal where that fails."""
    if isinstance(found, Page):
        yield found
        return
    try:
        if len(found.inside) > _MOST_LEVELS:
            raise SarhadError("containers nested too deep", found.name, "unpack it and give what it holds")
        item = _follow(found, fetcher) if found.link else found
        kind = kind_of(item)
        if kind in CONTAINERS:
            for part in CONTAINERS[kind](item, settings):
                yield from _expand(part, settings, fetcher)
        else:
            yield _finish(item, kind, settings)
    except SarhadError as error:
        yield make_refusal(found.name, found.url, error)
    except OSError as error:
        problem = f"it could not be read to its end ({error.strerror or error})"
        yield make_refusal(found.name, found.url, SarhadError(problem, found.name, "check the disk and the file"))


def _finish(item: Item, kind: str, settings: Settings) -> Page:
    if not item.content.strip():
        raise SarhadError("it holds nothing", item.name, "save the page again, with its text")
    if len(item.content) > settings.max_page_bytes:
        raise too_large(item.name, settings.max_page_bytes)
    notes = parse_front_matter(item.content, item.name) if kind in ("markdown", "text") else {}
    return make_page(item, media_type_of(kind, item.media_type), {**item.hints, **notes})


def _follow(entry: Item, fetcher: Fetcher) -> Item:
    """The linked page of a feed's entry; the entry's own words where that page cannot be had."""
    try:
        linked = fetcher.fetch(entry.link)
        if kind_of(linked) not in ("html", "pdf", "text", "markdown"):
            raise SarhadError("the linked page is none that is read", entry.link, "open it in a browser")
    except SarhadError as error:
        if not entry.content.strip():
            raise
        return msgspec.structs.replace(entry, hints={**entry.hints, "summary_only": error.problem})
    return msgspec.structs.replace(linked, name=entry.name, hints={**entry.hints, "url": linked.url})
