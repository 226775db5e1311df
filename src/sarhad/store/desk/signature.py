"""Whether the lake has changed, asked often and therefore cheaply: by its catalog's files, else by its snapshots."""

from __future__ import annotations

import time
from pathlib import Path

from sarhad.settings import Settings
from sarhad.store import connect

SHARED = 2.0  # seconds after which a shared catalog is asked again


def signature(workspace: Path, settings: Settings) -> tuple[object, ...]:
    """Changes whenever something may have been written to the lake."""
    if settings.catalog.startswith(connect.POSTGRES):
        return (int(time.monotonic() / SHARED),)
    catalog = Path(connect.catalog_name(workspace, settings))
    return tuple(_stamp(Path(f"{catalog}{ending}")) for ending in ("", ".wal"))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
