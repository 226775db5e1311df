"""Commands on published datasets and region packs; `cli` adds them to its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sarhad.cli import HERE, AsCsv, AsJson, AsOf, Limit, Workspace, _bar, _say, err, out
from sarhad.errors import SarhadError
from sarhad.publish import Table
from sarhad.records import Dataset, Run
from sarhad.settings import load_settings
from sarhad.terminal import show

SHOWN_PROBLEMS = 20
PART = 5_000  # rows written at a time


def load(
    dataset: Annotated[str, typer.Argument(help="ucdp, views, acled or gdelt.")],
    files: Annotated[list[Path] | None, typer.Argument(help="Files as published: csv, gz or zip.")] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Download it from its publisher first.")] = False,
    release: Annotated[str, typer.Option("--release", help="Which release, such as 25.1 or 25.0.9.")] = "",
    workspace: Workspace = HERE,
) -> None:
    """Load a published dataset of coded events, beside the reports.

    Exit code 3: some rows were refused, each with its line, the rest was loaded.
    """
    from sarhad import loading

    settings = load_settings(workspace)
    paths = list(files or ())
    if fetch:
        with _bar("downloading") as progress:
            paths += loading.fetch(workspace, settings, dataset, release, progress)
    if not paths:
        raise SarhadError("nothing to load", f"load {dataset}", "name a file as published, or add --fetch")
    refused = 0
    for path in paths:
        with _bar(f"loading {path.name}") as progress:
            run, found = loading.load(workspace, settings, dataset, path, release, progress)
        _tell(run, found)
        refused += found.refused
    if refused:
        raise typer.Exit(3)


def _tell(run: Run, dataset: Dataset) -> None:
    span = f", {dataset.first} to {dataset.last}" if dataset.first else ""
    known = "; it was loaded before, nothing changed" if run.known else ""
    left = f", {dataset.left_out} left out" if dataset.left_out else ""
    _say(err, f"{dataset.name} {dataset.version}: {dataset.rows} rows: {dataset.loaded} loaded{left}, "
              f"{dataset.refused} refused{span} (run {run.id}){known}")  # fmt: skip
    for problem in dataset.problems[:SHOWN_PROBLEMS]:
        _say(err, f"  refused: {dataset.file}, {problem}")
    if dataset.refused > SHOWN_PROBLEMS:
        _say(err, f"  and {dataset.refused - SHOWN_PROBLEMS} more")
    _say(err, f"licence: {dataset.licence}")
    _say(err, f"cite: {dataset.citation} ({dataset.url})")


def datasets(workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False) -> None:
    """Published datasets that are loaded, with their terms."""
    from sarhad import loading

    table = loading.datasets_table(workspace, load_settings(workspace), as_of)
    if json or csv:
        sys.stdout.write(table.as_json() if json else table.as_csv())
    else:
        _say(err, show(table, 0, Console()))


def list_coded(
    workspace: Path,
    dataset: str,
    as_of: str | None,
    json: bool,
    csv: bool,
    limit: Limit,
    find: str,
    where: Sequence[str],
) -> None:
    """The events of a dataset as `sarhad events --dataset` shows them; JSON and CSV are written as they are read."""
    from sarhad import loading

    settings = load_settings(workspace)
    with loading.coded_events(workspace, settings, dataset, as_of, find, where) as rows:
        if json or csv:
            _write(rows.all(PART), json)
            return
        table, total = rows.newest(limit)
    show(table, 0, Console())
    more = f"; the last {len(table.rows)} shown, --limit 0 shows all" if len(table.rows) < total else ""
    _say(err, f"{total} rows{more}")


def list_series(
    workspace: Path, as_of: str | None, json: bool, csv: bool, limit: int, find: str, where: Sequence[str],
    window: str, dataset: str, counted: bool,
) -> None:  # fmt: skip
    """The indicators as `sarhad series` shows them: by the reports, or by a published dataset."""
    from sarhad import loading, pipeline

    settings = load_settings(workspace)
    if dataset:
        table = loading.dataset_series(workspace, settings, dataset, window, as_of, find, where)
    else:
        table = pipeline.list_series(workspace, settings, window, as_of, find, where, counted=counted)
    if json or csv:
        sys.stdout.write(table.as_json() if json else table.as_csv())
    else:
        _say(err, show(table, limit, Console()))


def _write(parts: Iterator[Table], json: bool) -> None:
    for number, table in enumerate(parts):
        text = table.as_json() if json else table.as_csv()
        sys.stdout.write(text if json or not number else text.partition("\n")[2])


def lint(
    folder: Annotated[str, typer.Argument(help="A region pack's folder, or the name of one that ships with Sarhad.")],
) -> None:
    """Check a region pack: each problem with file, entry, remedy.

    Exit code 1 when there are errors; warnings alone leave it at 0.
    """
    from sarhad.world.lint import check_pack

    found = check_pack(folder)
    for problem in found:
        _say(err, str(problem))
    errors = sum(problem.is_error for problem in found)
    _say(out, f"{folder}: {errors} errors, {len(found) - errors} warnings")
    if errors:
        raise typer.Exit(1)


COMMANDS: tuple[Callable[..., None], ...] = (load, datasets, lint)
