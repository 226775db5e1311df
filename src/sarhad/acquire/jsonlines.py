"""JSON lines: one page for each line, its text exactly as given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import msgspec

from sarhad.acquire.address import known_address
from sarhad.acquire.frontmatter import is_yes
from sarhad.acquire.items import Item, make_page, make_refusal
from sarhad.acquire.limits import too_large
from sarhad.errors import SarhadError
from sarhad.records import Page
from sarhad.settings import Settings

MEDIA_TYPE = "application/jsonl"  # on a page: its content is the text exactly as given, in UTF-8
_REMEDY = 'give each line as {"id": "…", "text": "…"} in UTF-8'


class _Line(msgspec.Struct, kw_only=True):
    text: str
    id: str | int = ""
    published: str | int | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    author: str | None = None
    digest: str | bool | None = None


_decoder = msgspec.json.Decoder(_Line)


def find_lines(stream: IO[bytes], item: Item, settings: Settings, first: bytes = b"") -> Iterator[Page]:
    """One page for each line that is not empty; a line that cannot be read is a refusal of its own.

    `first` is a first line that was already taken off the stream.
    """
    limit = settings.max_page_bytes
    for number, line in enumerate(_read_lines(stream, limit, first), start=1):
        if line is None or line.strip():
            yield _page(line, number, item, limit)


def count_lines(stream: IO[bytes]) -> int:
    """How many lines of a stream hold anything."""
    return sum(1 for line in stream if line.strip())


def _read_lines(stream: IO[bytes], limit: int, first: bytes) -> Iterator[bytes | None]:
    """Lines one after the other; None for one that is longer than the limit, which is never held whole."""
    line = (first or stream.readline(limit + 1)).removeprefix(b"\xef\xbb\xbf")
    while line:
        whole = len(line) <= limit or line.endswith(b"\n")
        yield line if whole else None
        while not line.endswith(b"\n") and (line := stream.readline(limit + 1)):
            continue
        line = stream.readline(limit + 1)


def _page(line: bytes | None, number: int, item: Item, limit: int) -> Page:
    place = item.part(f"line {number}", "jsonl")
    try:
        if line is None:
            raise too_large(place.name, limit)
        return _to_page(_parse(line, place.name), number, item)
    except SarhadError as error:
        return make_refusal(place.name, place.url, error)


def _parse(line: bytes, where: str) -> _Line:
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SarhadError(f"not a line of JSON with a text ({error})", where, _REMEDY) from error


def _to_page(line: _Line, number: int, item: Item) -> Page:
    label = str(line.id) or f"line {number}"
    place = item.part(label, "jsonl")
    try:
        content = line.text.encode()
    except UnicodeEncodeError as error:
        raise SarhadError("the text holds half a character", place.name, _REMEDY) from error
    hints = {key: str(getattr(line, key) or "") for key in ("published", "title", "publisher", "language", "author")}
    hints["url"] = known_address(line.url or "")
    hints["digest"] = "yes" if line.digest is not None and is_yes(line.digest) else ""
    name = str(line.id) or place.name
    return make_page(Item(name=name, url=place.url, content=content), MEDIA_TYPE, hints)
