"""What is passed between the readers of acquire: a thing that was found, and the pages it becomes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from sarhad.errors import SarhadError
from sarhad.records import Page, make_id

HEAD = 4096  # bytes that are looked at to tell what a thing is


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that was found, before it is known what it is.

    `content` holds all of it, or only its head when `path` names a file that is read as a stream. `link` is the
    address of the full text where `content` is a summary. `inside` names the containers it came out of.
    """

    name: str
    url: str
    content: bytes = b""
    media_type: str = ""
    hints: dict[str, str] = {}
    path: Path | None = None
    link: str = ""
    suffix: str = ""
    fetched: bool = False  # it came from the network
    inside: tuple[str, ...] = ()

    @property
    def head(self) -> bytes:
        """The bytes that tell what it is."""
        return self.content[:HEAD]

    def stream(self) -> IO[bytes]:
        """Its content as a stream, from the disk where it was not read whole."""
        return self.path.open("rb") if self.path else BytesIO(self.content)

    def part(
        self,
        label: str,
        container: str,
        *,
        content: bytes = b"",
        media_type: str = "",
        hints: dict[str, str] | None = None,
        suffix: str = "",
        link: str = "",
    ) -> Item:
        """What was found in it under `label`: named "container!label"."""
        return Item(
            name=f"{self.name}!{label}",
            url=f"{self.url}!{label}",
            content=content,
            media_type=media_type,
            hints=hints or {},
            suffix=suffix or suffix_of(label),
            link=link,
            inside=(*self.inside, container),
        )


def suffix_of(name: str) -> str:
    """The file extension in lower case, of a path or of an address.

    >>> suffix_of("https://example.org/a.PDF?x=1.b"), suffix_of("https://example.org"), suffix_of("a/b.tar.gz")
    ('.pdf', '', '.gz')
    """
    path = re.sub(r"^[^:/]*://[^/?#]*|[?#].*", "", name) if "://" in name else name
    return PurePosixPath(path).suffix.lower()


def now() -> str:
    """This moment, UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def shown(name: str) -> str:
    """A name as text: bytes of a file name that are no UTF-8 become escapes.

    >>> shown("caf\\udce9.txt")
    'caf\\\\xe9.txt'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def make_page(item: Item, media_type: str, hints: Mapping[str, str]) -> Page:
    """The page that an item becomes."""
    checksum = hashlib.sha256(item.content).hexdigest()
    return Page(
        id=make_id("page", shown(item.url or item.name), checksum),
        url=shown(item.url),
        name=shown(item.name),
        fetched=now(),
        media_type=media_type,
        checksum=checksum,
        content=item.content,
        hints={key: value for key, value in hints.items() if value},
    )


def make_refusal(name: str, url: str, error: SarhadError) -> Page:
    """The page that stands for something that could not be taken: its reason and what to do."""
    return Page(
        id=make_id("page", shown(url or name), ""),
        url=shown(url),
        name=shown(name),
        fetched=now(),
        refused=error.problem,
        remedy=error.remedy,
    )
