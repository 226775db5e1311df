"""One writer at a time in a workspace: a lock file that names who holds it and that a dead process cannot keep."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from sarhad.errors import SarhadError


class WorkspaceLock:
    """A lock on a file holding the owner's process id. The system frees it when the owner ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock; SarhadError naming the process that holds it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            owner = os.read(file, 20).decode(errors="replace").strip() or "unknown"
            os.close(file)
            remedy = "wait until it is done, or end it; nothing it has read is lost"
            raise SarhadError(f"process {owner} is reading into this workspace", str(self.path), remedy) from error
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        self._file = file

    def release(self) -> None:
        """Give the lock back; the file stays, empty, so that nobody waits on a file that is gone."""
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None
