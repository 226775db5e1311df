"""Keeping the index at hand: opened when it is up to date, made anew when the lake has changed, one for each date.

The files are in `cache/desk` of the workspace and may be deleted at any time. What is asked while a long making is
under way is answered from the state before it, or, where there is none, with "ask again".
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from sarhad import amend
from sarhad.errors import SarhadError
from sarhad.indexing.amending import amend_index
from sarhad.indexing.build import MOST_HELD, Held, build_index, hold
from sarhad.indexing.touching import touch_index
from sarhad.settings import Settings
from sarhad.store import Lake, open_lake
from sarhad.store.connect import engine
from sarhad.store.desk import Desk
from sarhad.store.desk.errors import NotReady
from sarhad.store.desk.layout import made_with
from sarhad.store.desk.query import ALL
from sarhad.store.desk.signature import signature

FOLDER = Path("cache") / "desk"  # relative to the workspace
PATIENCE = 20.0  # seconds that a request waits for an index that is being made
DATED = 4  # indexes of earlier dates that are kept
_UNSAFE = re.compile(r"[^0-9A-Za-z.-]")


class Keeper:
    """The indexes of one workspace; use it in a `with` statement."""

    def __init__(self, workspace: Path, settings: Settings) -> None:
        self.workspace, self.settings = workspace, settings
        self.folder = workspace / FOLDER
        self._slots: dict[str, _Slot] = {}
        self._guard, self._writing = threading.Lock(), threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all indexes; their files stay."""
        for slot in self._slots.values():
            slot.close()

    def desk(self, as_of: str = "") -> Desk:
        """The index of the lake as it is, or as it was at a date; NotReady while it is being made.

        Raises SarhadError for what is no date, or before the lake was made.
        """
        with self._guard:
            slot = self._slots.setdefault(as_of, _Slot(self, as_of))
            old = [key for key in self._slots if key and key != as_of][:-DATED]
            for key in old:
                self._slots.pop(key).close(delete=True)
        return slot.desk()

    # ------------------------------------------------------------ what analysts change

    def correct(self, record: str, field: str, value: str, why: str, who: str) -> list[amend.Change]:
        """Correct one field of one record; the index shows it when this returns."""
        with self._changing():
            return amend.correct(self.workspace, self.settings, record, field, value, why=why, by=who)

    def grade(self, source: str, letter: str, since: str, why: str, who: str) -> list[amend.Change]:
        """Grade a source anew."""
        with self._changing():
            return [amend.grade(self.workspace, self.settings, source, letter, why=why, by=who, since=since)]

    def undo(self, correction: str, why: str, who: str) -> list[amend.Change]:
        """Take back a correction or a grade."""
        with self._changing():
            return amend.undo(self.workspace, self.settings, correction, why=why, by=who)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One change at a time. The engine of the lake stays open until the index shows it: starting it takes long."""
        with self._writing, engine(self.workspace, self.settings):
            yield
            if "" in self._slots:
                self._slots[""].touch()
            self.desk()


class _Slot:
    """One index: the desk that is open, what is held for corrections, and the thread that makes the next."""

    def __init__(self, keeper: Keeper, as_of: str) -> None:
        self._keeper, self._as_of = keeper, as_of
        self._desk: Desk | None = None
        self._held: Held | None = None
        self._seen: tuple[object, ...] = ()
        self._guard = threading.Lock()
        self._making: threading.Thread | None = None
        self._failed: SarhadError | None = None
        self._patching = threading.Lock()
        self._touched, self._began = threading.Event(), 0.0

    def desk(self) -> Desk:
        """The index, up to date; NotReady while the first is being made."""
        now = signature(self._keeper.workspace, self._keeper.settings)
        with self._guard:
            if self._desk is not None and (now == self._seen or self._as_of):
                return self._desk
            if self._making is None:
                self._failed, self._began = None, time.monotonic()
                self._touched.clear()
                self._making = threading.Thread(target=self._make, args=(now,), daemon=True)
                self._making.start()
            making = self._making
        self._wait(making)
        if self._failed:
            raise self._failed
        if self._desk is None:
            remedy = "ask again in some seconds; the first time after a large reading it takes minutes"
            raise NotReady("the index of the desk is being made", str(self._keeper.folder), remedy)
        return self._desk

    def _wait(self, making: threading.Thread) -> None:
        """Wait for what is being made, but not longer than anyone did before; less where corrections show already."""
        until = self._began + PATIENCE
        while making.is_alive() and time.monotonic() < until and not self._touched.is_set():
            making.join(min(0.05, max(until - time.monotonic(), 0.0)))

    def _make(self, seen: tuple[object, ...]) -> None:
        try:
            self._refresh()
            self._seen = seen
        except SarhadError as error:
            self._failed = error
        finally:
            self._making = None

    def _refresh(self) -> None:
        """Bring the index up to date: by the corrections alone, if nothing else has come; else another one."""
        workspace, settings = self._keeper.workspace, self._keeper.settings
        with open_lake(workspace, settings, as_of=self._as_of or None, read_only=True) as lake:
            snapshot = lake.snapshots()[-1].id
            if self._desk is not None and self._fits(self._desk, snapshot):
                return
            if self._desk is not None and self._held is not None:
                self._held = amend_index(lake, self._desk, self._held, settings)
                if self._held is not None:
                    return
            self._touch(lake)
            there = self._there(snapshot)
            held = self._hold(lake, there) if there else None
        before = self._desk
        self._desk, self._held = (there, held) if there else self._made(snapshot)
        if before is not None:
            retire(before)

    def touch(self) -> None:
        """Show corrections at once where nothing is held."""
        if self._desk is not None and self._held is None and not self._as_of:
            with open_lake(self._keeper.workspace, self._keeper.settings, read_only=True) as lake:
                self._touch(lake)

    def _touch(self, lake: Lake) -> None:
        with self._patching:
            desk = self._desk
            if desk is not None and not self._as_of and touch_index(lake, desk, self._keeper.settings):
                self._touched.set()

    def _fits(self, desk: Desk, snapshot: int) -> bool:
        return (desk.state.snapshot, desk.state.made_with) == (snapshot, made_with(self._keeper.settings))

    def _there(self, snapshot: int) -> Desk | None:
        """The index in a file that fits this state of the lake; files that no longer fit are removed."""
        for path in sorted(self._keeper.folder.glob(f"{self._front()}-*.duckdb")):
            if self._desk is not None and path == self._desk.path:
                continue
            desk = opened(path)
            if desk is not None and self._fits(desk, snapshot):
                return desk
            if desk is not None:
                retire(desk)
        return None

    def _front(self) -> str:
        return f"at_{_UNSAFE.sub('_', self._as_of)}" if self._as_of else "now"

    def _made(self, snapshot: int) -> tuple[Desk, Held | None]:
        workspace, settings = self._keeper.workspace, self._keeper.settings
        path = self._keeper.folder / f"{self._front()}-{snapshot}-{secrets.token_hex(3)}.duckdb"
        held = build_index(workspace, settings, path, self._as_of or None)
        return Desk(path), held

    def _hold(self, lake: Lake, desk: Desk) -> Held | None:
        if self._as_of or desk.count("claims", ALL) > MOST_HELD:
            return None
        return hold(lake, desk, self._keeper.settings)

    def close(self, delete: bool = False) -> None:
        """Close the index; its file stays unless it is to be removed."""
        if self._desk is not None:
            retire(self._desk, delete)
            self._desk = None


def opened(path: Path) -> Desk | None:
    """The index in a file; None where another process has it, or it is no index."""
    try:
        return Desk(path)
    except (SarhadError, duckdb.Error):
        return None


def retire(desk: Desk, delete: bool = True) -> None:
    """Close an index and remove its file; requests that still read it end first."""
    desk.close()
    if delete:
        desk.path.unlink(missing_ok=True)
