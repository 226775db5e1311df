"""A small cache of fetched pages in a folder, so that what has not changed is not sent again."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import msgspec


class Cached(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it was last fetched, with the marks by which its server knows it again."""

    url: str
    etag: str = ""
    last_modified: str = ""
    media_type: str = ""
    body: bytes = b""


@dataclass(frozen=True)
class Cache:
    """One JSON file for each address. A file that cannot be read counts as absent; the page is fetched anew.

    >>> import tempfile
    >>> cache = Cache(Path(tempfile.mkdtemp()))
    >>> cache.put(Cached(url="https://example.org/", etag='"1"', body=b"text"))
    >>> cache.get("https://example.org/").body
    b'text'
    """

    folder: Path

    def get(self, url: str) -> Cached | None:
        """The cached page of an address, if there is one."""
        try:
            found = msgspec.json.decode(self._file(url).read_bytes(), type=Cached)
        except (OSError, msgspec.DecodeError):
            return None
        return found if found.url == url else None

    def put(self, page: Cached) -> None:
        """Keep a page; the file is whole or not there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self._file(page.url)
        draft = target.with_suffix(f".{os.getpid()}.part")
        draft.write_bytes(msgspec.json.encode(page))
        draft.replace(target)

    def _file(self, url: str) -> Path:
        return self.folder / f"{hashlib.sha256(url.encode()).hexdigest()}.json"
