"""Reaching the lake: the engine, its extensions from installed wheels (never from the network), and the attaching."""

from __future__ import annotations

import hashlib
import importlib
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from sarhad.errors import SarhadError
from sarhad.settings import Settings
from sarhad.store.mapping import literal
from sarhad.store.schema import ALIAS

PATIENCE = 10.0  # seconds to wait for another process that writes
PAUSE = 0.05
ATTACHED = "is already attached in"  # what the engine says when it is so in the other mode
INLINE_ROWS = 10  # smaller writes go into the catalog, not into a Parquet file of their own
ENGINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",  # beyond it the engine spills to the workspace
}
SPOOL = Path(".staging") / "spool"  # relative to the workspace
POSTGRES = "postgres:"


def catalog_name(workspace: Path, settings: Settings) -> str:
    """The catalog as DuckLake names it: a file inside the workspace, or a PostgreSQL connection as it was given."""
    if settings.catalog.startswith(POSTGRES):
        return settings.catalog
    return str((workspace / settings.catalog).resolve())


def data_path(workspace: Path, settings: Settings) -> str:
    """Where the Parquet files are: a folder inside the workspace, or a bucket's address as it was given."""
    return settings.data if "://" in settings.data else str((workspace / settings.data).resolve())


def attach_statement(workspace: Path, settings: Settings, *, create: bool, read_only: bool) -> str:
    """The statement that attaches the lake; the only place that knows where catalog and data are.

    >>> print(attach_statement(Path("/w"), Settings(), create=False, read_only=True).split(" (")[0])
    ATTACH IF NOT EXISTS 'ducklake:/w/lake/catalog.ducklake' AS lake
    """
    options = [f"DATA_PATH {literal(data_path(workspace, settings))}", "OVERRIDE_DATA_PATH true"]
    options += [f"CREATE_IF_NOT_EXISTS {str(create).lower()}", f"DATA_INLINING_ROW_LIMIT {INLINE_ROWS}"]
    options += ["READ_ONLY"] if read_only else []
    catalog = literal(f"ducklake:{catalog_name(workspace, settings)}")
    return f"ATTACH IF NOT EXISTS {catalog} AS {ALIAS} ({', '.join(options)})"


def extensions(settings: Settings) -> list[str]:
    """The engine's extensions that these settings need.

    >>> extensions(Settings(catalog="postgres:dbname=lake", data="s3://bucket/lake"))
    ['ducklake', 'postgres_scanner', 'httpfs']
    """
    team = ["postgres_scanner"] if settings.catalog.startswith(POSTGRES) else []
    return ["ducklake", *team, *(["httpfs"] if "://" in settings.data else [])]


def load_extension(con: DuckDBPyConnection, name: str) -> None:
    """Load an extension straight from its wheel; nothing is downloaded, nothing is written to the home folder."""
    try:
        package = resources.files(importlib.import_module(f"duckdb_extension_{name}"))
    except ModuleNotFoundError as error:
        wheel = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
        raise SarhadError("an extension of the database is missing", name, f"pip install {wheel}") from error
    path = package / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    con.execute(f"LOAD {literal(str(path))}")


def engine(workspace: Path, settings: Settings) -> DuckDBPyConnection:
    """A connection to the engine. All openings of one lake within a process share it: two would not see their locks."""
    name = hashlib.sha256(catalog_name(workspace, settings).encode()).hexdigest()[:16]
    spill = {"temp_directory": str((workspace / SPOOL / "engine").resolve())}
    con = duckdb.connect(f":memory:{name}", config={**ENGINE, **spill})
    for extension in extensions(settings):
        load_extension(con, extension)
    con.execute("SET GLOBAL TimeZone = 'UTC'")
    return con


def attach(
    con: DuckDBPyConnection, workspace: Path, settings: Settings, *, create: bool = False, read_only: bool = False
) -> None:
    """Attach the lake, waiting a little for another process that is writing; SarhadError when it cannot be had."""
    statement = attach_statement(workspace, settings, create=create, read_only=read_only)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            con.execute(statement)
            return
        except duckdb.Error as error:
            if read_only and ATTACHED in str(error):  # for writing, by this very process: good for reading too
                return
            if "lock" not in str(error) or time.monotonic() > until:
                raise _unreachable(error, workspace, settings) from error
        time.sleep(PAUSE)


def _unreachable(error: duckdb.Error, workspace: Path, settings: Settings) -> SarhadError:
    where, first = catalog_name(workspace, settings), str(error).splitlines()[0]
    if "lock" in str(error):
        remedy = "wait until that process ends, or give the team a PostgreSQL catalog"
        return SarhadError("another process is using the lake", where, remedy)
    if ATTACHED in first:
        return SarhadError("this process has the lake open for reading only", where, "close that one first")
    return SarhadError(f"the lake cannot be opened ({first})", where, "check the path, or restore the lake from a copy")


@contextmanager
def transaction(con: DuckDBPyConnection) -> Iterator[DuckDBPyConnection]:
    """All or nothing: what is written inside becomes one snapshot, or none of it is there."""
    con.begin()
    done = False
    try:
        yield con
        con.commit()
        done = True
    finally:
        if not done:
            with suppress(duckdb.Error):
                con.rollback()
