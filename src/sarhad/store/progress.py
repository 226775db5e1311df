"""What a reading that is under way has done so far, seen from outside: its journal is looked at, never touched."""

from __future__ import annotations

from pathlib import Path

from sarhad.records import Record, Run
from sarhad.store.spool import process_alive
from sarhad.store.staging import FOLDER, Batch, decoded


class Progress(Record, frozen=True, kw_only=True):
    """A run as its journal tells of it; `state` is "idle", "reading", or "stopped" for one that waits to be resumed."""

    state: str
    run: str = ""
    command: str = ""
    started: str = ""
    batches: int = 0
    pages: int = 0
    refused: int = 0


class Journal:
    """The journal of a workspace, looked at again and again; each batch is opened once."""

    def __init__(self, workspace: Path) -> None:
        self._folder = workspace / FOLDER
        self._run = ""
        self._seen: dict[str, tuple[int, int]] = {}

    def progress(self) -> Progress:
        """What is there now."""
        run = self._read_run()
        if run is None:
            self._seen.clear()
            return Progress(state="idle")
        if run.id != self._run:
            self._run, self._seen = run.id, {}
        for path in sorted((self._folder / "batches").glob("*.batch")):
            if path.name not in self._seen and (counted := _counted(path)):
                self._seen[path.name] = counted
        return Progress(
            state="reading" if self._held() else "stopped",
            run=run.id,
            command=run.command,
            started=run.started,
            batches=len(self._seen),
            pages=sum(pages for pages, _ in self._seen.values()),
            refused=sum(refused for _, refused in self._seen.values()),
        )

    def _read_run(self) -> Run | None:
        try:
            return decoded(self._folder / "run", Run)
        except FileNotFoundError:
            return None

    def _held(self) -> bool:
        """Whether the process that noted itself in the lock is alive."""
        try:
            owner = (self._folder / "lock").read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return False
        return owner.isdigit() and process_alive(int(owner))


def _counted(path: Path) -> tuple[int, int] | None:
    try:
        batch = decoded(path, Batch)
    except FileNotFoundError:
        return None
    return (len(batch.pages), sum(bool(page.refused) for page in batch.pages)) if batch else None
