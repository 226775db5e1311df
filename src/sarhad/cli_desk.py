"""Commands of an analyst's desk: correct, grade, undo; export with citations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sarhad.cli import HERE, AsOf, Filters, Find, Workspace, _say, out
from sarhad.settings import load_settings
from sarhad.terminal import changed

Because = Annotated[str, typer.Option("--because", help="Why; it is logged.")]
By = Annotated[str, typer.Option("--by", help="Your name; else `analyst` of sarhad.toml.")]


def correct(
    record: Annotated[str, typer.Argument(help="A record's id, or its first characters; or a proposition's id.")],
    field: Annotated[str, typer.Argument(help="The field; * hides or shows a whole record.")],
    value: Annotated[str, typer.Argument(help="What it ought to be; lists with commas, '' for nothing.")],
    because: Because,
    by: By = "",
    workspace: Workspace = HERE,
) -> None:
    """Correct one field of a record; it is logged."""
    from sarhad import amend

    for change in amend.correct(workspace, load_settings(workspace), record, field, value, why=because, by=by):
        _say(out, changed(change))


def grade(
    source: Annotated[str, typer.Argument(help="A source's id or name.")],
    letter: Annotated[str, typer.Argument(help="A to F.")],
    because: Because,
    since: Annotated[str, typer.Option("--since", help="From which day on; today when not given.")] = "",
    by: By = "",
    workspace: Workspace = HERE,
) -> None:
    """Grade a source anew; its history is kept."""
    from sarhad import amend

    settings = load_settings(workspace)
    _say(out, changed(amend.grade(workspace, settings, source, letter, why=because, by=by, since=since)))


def undo(
    correction: Annotated[str, typer.Argument(help="The id of a correction or grade, or its first characters.")],
    because: Because,
    by: By = "",
    workspace: Workspace = HERE,
) -> None:
    """Take back a correction or a grade; that is logged too."""
    from sarhad import amend

    for change in amend.undo(workspace, load_settings(workspace), correction, why=because, by=by):
        _say(out, changed(change))


def export(
    form: Annotated[
        str, typer.Argument(help="stix, geojson, csv, parquet, ftm, bibtex or webannotation.", metavar="FORMAT")
    ],
    output: Annotated[Path, typer.Argument(help="The file to write.", metavar="OUT")],
    workspace: Workspace = HERE,
    as_of: AsOf = None,
    find: Find = "",
    where: Filters = None,
    table: Annotated[str, typer.Option("--table", help="csv and parquet: which table.")] = "events",
    columns: Annotated[str, typer.Option("--columns", help="Of events: sarhad, ged or acled.")] = "sarhad",
) -> None:
    """Write records with their citations for other programs."""
    from sarhad import pipeline
    from sarhad.publish import Wanted

    settings = load_settings(workspace)
    wanted = Wanted(form=form, as_of=as_of, find=find, where=tuple(where or ()), table=table, columns=columns)
    _say(out, str(pipeline.export(workspace, settings, wanted, output)))


COMMANDS: tuple[Callable[..., None], ...] = (correct, grade, undo, export)
