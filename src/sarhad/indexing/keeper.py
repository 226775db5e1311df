"""Keeping the index at hand: opened when it is up to date, made anew when the lake has changed, one for each date.

The files are in `cache/desk` of the workspace and may be deleted at any time. What is asked while a long making is
under way is answered from the state before it, or, where there is none, with "ask again".
"""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from sarhad import amend
from sarhad.errors import SarhadError
from sarhad.indexing.build import build_index
from sarhad.settings import Settings
from sarhad.store import open_lake
from sarhad.store.desk import Desk
from sarhad.store.desk.errors import NotReady
from sarhad.store.desk.layout import made_with
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
        self._guard = threading.Lock()

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
        """Correct one field of one record."""
        return amend.correct(self.workspace, self.settings, record, field, value, why=why, by=who)

    def grade(self, source: str, letter: str, since: str, why: str, who: str) -> list[amend.Change]:
        """Grade a source anew."""
        return [amend.grade(self.workspace, self.settings, source, letter, why=why, by=who, since=since)]

    def undo(self, correction: str, why: str, who: str) -> list[amend.Change]:
        """Take back a correction or a grade."""
        return amend.undo(self.workspace, self.settings, correction, why=why, by=who)


class _Slot:
    """One index: the desk that is open, and the thread that makes the next."""

    def __init__(self, keeper: Keeper, as_of: str) -> None:
        self._keeper, self._as_of = keeper, as_of
        self._desk: Desk | None = None
        self._seen: tuple[object, ...] = ()
        self._guard = threading.Lock()
        self._making: threading.Thread | None = None
        self._failed: SarhadError | None = None

    def desk(self) -> Desk:
        now = signature(self._keeper.workspace, self._keeper.settings)
        with self._guard:
            if self._desk is not None and (now == self._seen or (self._as_of and self._seen)):
                return self._desk
            if self._making is None:
                self._failed = None
                self._making = threading.Thread(target=self._make, args=(now,), daemon=True)
                self._making.start()
            making = self._making
        making.join(PATIENCE)
        if self._failed:
            raise self._failed
        if self._desk is None:
            remedy = "ask again in some seconds; the first time after a large reading it takes minutes"
            raise NotReady("the index of the desk is being made", str(self._keeper.folder), remedy)
        return self._desk

    def _make(self, seen: tuple[object, ...]) -> None:
        try:
            fresh = self._opened()
            before, self._desk, self._seen = self._desk, fresh, seen
            if before is not None and before is not fresh:
                _retire(before)
        except SarhadError as error:
            self._failed = error
        finally:
            self._making = None

    def _opened(self) -> Desk:
        """The index of this state of the lake: the one that is there, else one made now."""
        workspace, settings = self._keeper.workspace, self._keeper.settings
        with open_lake(workspace, settings, as_of=self._as_of or None, read_only=True) as lake:
            snapshot = lake.snapshots()[-1].id
        path = self._keeper.folder / f"{_UNSAFE.sub('_', f'{snapshot}-{self._as_of}').strip('-')}.duckdb"
        there = _there(path, snapshot, settings)
        if there is not None:
            return there
        mine = path.with_stem(f"{path.stem}-{os.getpid()}") if path.is_file() else path  # another process may read it
        build_index(workspace, settings, mine, self._as_of or None)
        return Desk(mine)

    def close(self, delete: bool = False) -> None:
        if self._desk is not None:
            _retire(self._desk, delete)
            self._desk = None


def _there(path: Path, snapshot: int, settings: Settings) -> Desk | None:
    """The index in a file, if it can be had and is of this state of the lake; what is of another is removed."""
    if not path.is_file():
        return None
    try:
        desk = Desk(path)
    except (SarhadError, duckdb.Error):
        return None
    if (desk.state.snapshot, desk.state.made_with) == (snapshot, made_with(settings)):
        return desk
    _retire(desk)
    return None


def _retire(desk: Desk, delete: bool = True) -> None:
    """Close an index and remove its file; requests that still read it end first."""
    desk.close()
    if delete:
        desk.path.unlink(missing_ok=True)
