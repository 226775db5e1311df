"""Files and folders, read no further than the limits allow."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from sarhad.acquire.items import HEAD, Item, make_refusal, suffix_of
from sarhad.acquire.kinds import kind_of
from sarhad.acquire.limits import read_limited, too_large
from sarhad.errors import SarhadError
from sarhad.records import Page
from sarhad.settings import Settings

STREAMED = ("zip", "jsonl")  # read piece by piece, so their size as a whole does not matter


def find_files(name: str, settings: Settings) -> Iterator[Item | Page]:
    """The file, or every file under the folder in sorted order; hidden ones are left out."""
    paths = list_files(name)
    if not paths:
        raise SarhadError("the folder holds no files", name, "put the pages there, or give another folder")
    for path in paths:
        try:
            yield open_file(path, settings)
        except SarhadError as error:
            yield make_refusal(path, path, error)


def list_files(name: str) -> list[str]:
    """The paths that an input stands for, as the user gave it."""
    root = Path(name)
    try:
        if not root.is_dir():
            return [name]
        found = [path for path in root.rglob("*") if not _is_hidden(path, root) and not path.is_dir()]
    except OSError as error:
        raise _unreadable(name, error) from error
    return [str(path) for path in sorted(found, key=lambda path: path.parts)]


def open_file(name: str, settings: Settings) -> Item:
    """A file as an item: whole, or only its head where it is read as a stream.

    Raises SarhadError for what is missing, empty, no ordinary file, unreadable or too large.
    """
    path = Path(name)
    try:
        size = _size(path)
        with path.open("rb") as stream:
            head = Item(name=name, url=name, content=stream.read(HEAD), suffix=suffix_of(name), path=path)
            if _is_streamed(head):
                return head
            refusal = too_large(name, settings.max_page_bytes)
            if size > settings.max_page_bytes:
                raise refusal
            content = head.content + read_limited(stream, settings.max_page_bytes - len(head.content), refusal)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    return Item(name=name, url=name, content=content, suffix=head.suffix)


def _size(path: Path) -> int:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise SarhadError("not an ordinary file", str(path), "give a file or a folder")
    if status.st_size == 0:
        raise SarhadError("the file is empty", str(path), "remove it or save the page again")
    return status.st_size


def _is_streamed(head: Item) -> bool:
    try:
        return kind_of(head) in STREAMED
    except SarhadError:
        return False


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _unreadable(name: str, error: OSError | ValueError) -> SarhadError:
    if isinstance(error, FileNotFoundError):
        return SarhadError("no such file or folder", name, "check the path, or give an http(s) address in full")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return SarhadError(f"cannot be read ({reason})", name, "check the path and its permissions")
