"""The journal of a run: what was read so far is on disk, so that a run killed at any moment goes on from there.

Each batch is one file, written whole or not at all: a checksum over a MessagePack body, under a temporary name until it
is on the disk. The journal is cleared only after the lake holds the run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

import msgspec

from sarhad.errors import SarhadError
from sarhad.records import Extracted, Page, Run
from sarhad.store.lock import WorkspaceLock

FOLDER = ".staging"
DIGEST = 32  # bytes of the checksum in front of the body
T = TypeVar("T")


class Batch(msgspec.Struct, frozen=True):
    """What was put together: documents with what was found in them, and the pages they came from or that failed."""

    extracted: tuple[Extracted, ...]
    pages: tuple[Page, ...]


class Committed(Protocol):
    """What the journal needs to know of a lake."""

    def committed(self, run: str) -> bool:
        """Whether the lake holds this run."""


def seal(body: bytes) -> bytes:
    """A body with its checksum in front.

    >>> unseal(seal(b"text"))
    b'text'
    """
    return hashlib.sha256(body).digest() + body


def unseal(content: bytes) -> bytes | None:
    """The body, or None when a part of it is missing or was changed.

    >>> unseal(seal(b"text")[:-1]) is None
    True
    """
    body = content[DIGEST:]
    return body if hashlib.sha256(body).digest() == content[:DIGEST] else None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there completely or not at all, even when power fails."""
    temporary = path.with_suffix(".part")
    with temporary.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Staging:
    """The journal of one workspace; entering it takes the workspace's lock.

    SarhadError on entering when another process holds it.
    """

    def __init__(self, workspace: Path) -> None:
        self.folder = workspace / FOLDER
        self._batches = self.folder / "batches"
        self._run = self.folder / "run"
        self._lock = WorkspaceLock(self.folder / "lock")
        self._pages: set[str] = set()
        self._count = 0

    def __enter__(self) -> Self:
        self._lock.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()

    def begin(self, run: Run) -> None:
        """Start the journal of a new run; SarhadError when an unfinished one is there."""
        if (unfinished := self._read_run()) is not None:
            remedy = "resume it (run `sarhad read` again) or clear the journal"
            raise SarhadError(f"run {unfinished.id} is not finished", str(self.folder), remedy)
        self.clear()
        self._batches.mkdir(parents=True)
        write_whole(self._run, seal(msgspec.msgpack.encode(run)))

    def resume(self, lake: Committed | None = None) -> Run | None:
        """The run that was cut short, to be continued under the same record; None when there is none.

        With a lake, a run whose commit succeeded but whose journal was left is recognised: the journal is cleared.
        """
        run = self._read_run()
        if run is not None and lake is not None and lake.committed(run.id):
            self.clear()
            return None
        if run is not None:
            self._batches.mkdir(parents=True, exist_ok=True)
            self._pages = {page for batch in self.batches() for page in _page_ids(batch)}
            self._count = max((int(path.stem) for path in self._files()), default=0)
        return run

    def has(self, page_id: str) -> bool:
        """Whether this page is in the journal."""
        return page_id in self._pages

    def put(self, batch: Sequence[Extracted], pages: Sequence[Page]) -> None:
        """Note a batch; when this returns it is on the disk. The bytes of pages are not kept.

        Raises SarhadError when a text holds what no file can (half characters).
        """
        light = tuple(msgspec.structs.replace(page, content=b"") for page in pages)
        noted = Batch(tuple(batch), light)
        try:
            body = msgspec.msgpack.encode(noted)
        except UnicodeEncodeError as error:
            named = ", ".join(page.name for page in pages)
            raise SarhadError("a text is not valid Unicode", named, "save the page again as UTF-8") from error
        self._count += 1
        write_whole(self._batches / f"{self._count:08}.batch", seal(body))
        self._pages |= _page_ids(noted)

    def batches(self) -> Iterator[Batch]:
        """The batches noted, in order, one in memory at a time. Damaged ones are left out: their pages come again."""
        found = (_read_batch(path) for path in self._files())
        return (batch for batch in found if batch is not None)

    def extracted(self) -> Iterator[Extracted]:
        """All documents noted, with what was found in them, in order."""
        return (one for batch in self.batches() for one in batch.extracted)

    def pages(self) -> Iterator[Page]:
        """All pages noted, without their bytes, in order."""
        return (page for batch in self.batches() for page in batch.pages)

    def clear(self) -> None:
        """Empty the journal, once the lake holds its run."""
        self._run.unlink(missing_ok=True)
        shutil.rmtree(self._batches, ignore_errors=True)
        self._pages, self._count = set(), 0

    def _files(self) -> list[Path]:
        return sorted(self._batches.glob("*.batch"))

    def _read_run(self) -> Run | None:
        return decoded(self._run, Run) if self._run.exists() else None


def _page_ids(batch: Batch) -> set[str]:
    return {page.id for page in batch.pages} | {one.document.page for one in batch.extracted}


def _read_batch(path: Path) -> Batch | None:
    return decoded(path, Batch)


def decoded(path: Path, kind: type[T]) -> T | None:
    """What a file of the journal holds; None where it is damaged, or of a program whose records differ."""
    body = unseal(path.read_bytes())
    if body is None:
        return None
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except msgspec.ValidationError:  # written by a program whose records differ
        return None
