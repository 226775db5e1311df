"""Making the lake of a workspace, and opening it."""

from __future__ import annotations

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from sarhad.errors import SarhadError
from sarhad.settings import Settings
from sarhad.store import connect, migrations
from sarhad.store.lake import Lake
from sarhad.store.snapshots import pick_snapshot


def create_lake(workspace: Path, settings: Settings) -> None:
    """Make the lake of a workspace, with its folders; bring an older one to the newest schema; else change nothing.

    Raises SarhadError when a newer program wrote the lake, or the folder cannot be written.
    """
    _make_folders(workspace, settings)
    with connect.engine(workspace, settings) as con:
        connect.attach(con, workspace, settings, create=True)
        found = migrations.schema_version(con)
        if found is None:
            return migrations.create_schema(con)
        migrations.check_version(found, str(workspace))
        return migrations.migrate(con, found)


def _make_folders(workspace: Path, settings: Settings) -> None:
    try:
        for place in (
            Path(connect.catalog_name(workspace, settings)).parent,
            Path(connect.data_path(workspace, settings)),
        ):
            if place.is_absolute():
                place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SarhadError(
            "the lake's folder cannot be made", str(error.filename), "choose a folder you may write"
        ) from error


def open_lake(workspace: Path, settings: Settings, *, as_of: str | None = None, read_only: bool = False) -> Lake:
    """Open the lake of a workspace, as it is or as it was at a date (end of that day, UTC) or date-time.

    An older schema is brought up to date first. Raises SarhadError when there is no lake, when `as_of` is before it was
    made, when a newer program wrote it, and when another process keeps writing.
    """
    _check_there(workspace, settings)
    reading = read_only or as_of is not None
    con = connect.engine(workspace, settings)
    lake = Lake(con, workspace, settings, version=None, read_only=reading)
    try:
        connect.attach(con, workspace, settings, read_only=reading)
        _bring_up_to_date(con, workspace, reading)
        version = None if as_of is None else pick_snapshot(lake.snapshots(), as_of).id
        return Lake(con, workspace, settings, version=version, read_only=reading)
    except (SarhadError, duckdb.Error):
        lake.close()
        raise


def _none_here(workspace: Path) -> SarhadError:
    return SarhadError("there is no lake here", str(workspace), f"run sarhad init {workspace}")


def _check_there(workspace: Path, settings: Settings) -> None:
    catalog = Path(connect.catalog_name(workspace, settings))
    if not settings.catalog.startswith(connect.POSTGRES) and not catalog.is_file():
        raise _none_here(workspace)


def _bring_up_to_date(con: DuckDBPyConnection, workspace: Path, reading: bool) -> None:
    found = migrations.schema_version(con)
    if found is None:
        raise _none_here(workspace)
    migrations.check_version(found, str(workspace))
    if found == migrations.newest(migrations.MIGRATIONS):
        return
    if reading:
        raise SarhadError(f"the lake has the older schema {found}", str(workspace), f"run sarhad init {workspace} once")
    migrations.migrate(con, found)
