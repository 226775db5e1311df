"""The command line: arguments in, messages out.

Exit codes: 0 done; 1 an error, told in one line with its remedy; 2 wrong usage; 3 some inputs were refused, the rest
was read; 4 nothing could be read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sarhad.errors import SarhadError
from sarhad.records import Run
from sarhad.settings import Settings, load_settings
from sarhad.terminal import plain, show
from sarhad.version import __version__

app = typer.Typer(
    name="sarhad",
    help="From open-source reporting on a region to an auditable assessment of a cross-border threat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
out, err = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)

Workspace = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.", show_default=True)]
AsOf = Annotated[str | None, typer.Option("--as-of", help="What was known then: an ISO date or date-time.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines instead of a table.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV instead of a table.")]
Limit = Annotated[int, typer.Option("--limit", help="At most this many rows on the terminal (0: all).")]
Find = Annotated[str, typer.Option("--find", help="Only rows that hold this text.")]
Filters = Annotated[list[str] | None, typer.Option("--where", help="Only rows with FIELD=VALUE; may be repeated.")]
HERE = Path()


def main() -> None:
    """Run the command line; a SarhadError ends in one line and exit code 1."""
    try:
        app()
    except SarhadError as error:
        err.print(f"[red]error:[/red] {_plain(str(error))}", highlight=False)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"sarhad {__version__}")
        raise typer.Exit


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--out", "-o", help="Where to put it.")] = Path("sarhad-demo"),
) -> None:
    """Read the bundled case and write its briefing as HTML and PDF."""
    from sarhad import pipeline

    with _bar("reading the bundled case") as progress:
        run, paths = pipeline.demo(folder, progress)
    _tell(run)
    for path in paths:
        out.print(str(path), highlight=False)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="The workspace to make.")],
    region: Annotated[str, typer.Option(help="A region pack's name, or the folder of one.")] = "csto-afghanistan",
) -> None:
    """Make a workspace: sarhad.toml and an empty lake."""
    from sarhad import pipeline

    settings = pipeline.init(folder, region)
    out.print(f"workspace {folder} (region {settings.region}); next: sarhad read -w {folder} FILE|FOLDER|URL")


@app.command()
def read(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, addresses, feeds, or - for standard input.")],
    workspace: Workspace = HERE,
) -> None:
    """Read reports into the lake, through all stages; a run that was stopped goes on where it was."""
    from sarhad import pipeline

    settings = _settings(workspace)
    with _bar("reading") as progress:
        run, refused = pipeline.read(workspace, inputs, settings, progress, sys.stdin.buffer)
    _tell(run)
    for page in refused:
        err.print(f"  refused: {_plain(page.name)} — {_plain(page.refused)} — {_plain(page.remedy)}", highlight=False)
    if run.refused:
        raise typer.Exit(4 if run.refused == run.inputs else 3)


@app.command()
def annotate(
    inputs: Annotated[list[str], typer.Argument(help="Files or folders, or - for standard input.")],
    lang: Annotated[str | None, typer.Option("--lang", help="en, ru, fa or tg; guessed when not given.")] = None,
    region: Annotated[str, typer.Option("--region", help="A region pack's name or folder.")] = "csto-afghanistan",
) -> None:
    """Without a lake: one JSON line of records for each document, offsets into its text."""
    from sarhad import pipeline

    refused = total = 0
    for line, problem in pipeline.annotate_inputs(inputs, lang, region, Settings(), sys.stdin.buffer):
        total += 1
        if problem:
            refused += 1
            err.print(f"  refused: {_plain(problem)}", highlight=False)
        else:
            sys.stdout.write(line + "\n")
    if not total:
        raise SarhadError("no document was found", " ".join(inputs), "name a file, a folder, or - with text on it")
    if refused:
        raise typer.Exit(4 if refused == total else 3)


@app.command()
def claims(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None,
) -> None:  # fmt: skip
    """Who says what about whom, from where."""
    _list("claims", workspace, as_of, json, csv, limit, find, where)


@app.command()
def events(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None,
) -> None:  # fmt: skip
    """Coded events: what happened between whom, where and when."""
    _list("events", workspace, as_of, json, csv, limit, find, where)


@app.command()
def actors(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None,
) -> None:  # fmt: skip
    """Actors named in the reports, with how often and by how many documents."""
    _list("actors", workspace, as_of, json, csv, limit, find, where)


@app.command()
def places(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None,
) -> None:  # fmt: skip
    """Places named in the reports, and how many events are placed there."""
    _list("places", workspace, as_of, json, csv, limit, find, where)


@app.command()
def commitments(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None,
) -> None:  # fmt: skip
    """Announced measures with their status as reported."""
    _list("commitments", workspace, as_of, json, csv, limit, find, where)


@app.command()
def ledger(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None,
) -> None:  # fmt: skip
    """Propositions: who asserts and who denies them, in independent origins, with grades."""
    _list("ledger", workspace, as_of, json, csv, limit, find, where)


@app.command()
def assess(
    question: Annotated[str, typer.Argument(help="structural, modes or gap")] = "structural",
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False, limit: Limit = 60,
) -> None:  # fmt: skip
    """Structural or transient, with the evidence for and against; threat modes; engagement against trust."""
    _list(question, workspace, as_of, json, csv, limit, "", None)


@app.command()
def brief(
    output: Annotated[list[Path], typer.Option("--output", "-o", help="briefing.html, .pdf or .md; may be repeated.")],
    workspace: Workspace = HERE,
    as_of: AsOf = None,
) -> None:
    """Write the briefing; every sentence of it carries its citation."""
    from sarhad import pipeline

    for path in pipeline.brief(workspace, _settings(workspace), output, as_of):
        out.print(str(path), highlight=False)


@app.command()
def serve(
    workspace: Workspace = HERE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8765,
) -> None:
    """Serve the briefing and the records of a workspace, read-only."""
    from sarhad import pipeline
    from sarhad.web import serve as run_server

    settings = _settings(workspace)
    out.print(f"http://{host}:{port}/ (Ctrl-C ends it)", highlight=False)
    run_server(lambda: pipeline.build_case(workspace, settings), pipeline.outlines(settings), host, port)


# ---------------------------------------------------------------- helpers


def _list(
    name: str, workspace: Path, as_of: str | None, json: bool, csv: bool, limit: int, find: str, where: list[str] | None
) -> None:
    from sarhad import pipeline

    table = pipeline.list_records(workspace, _settings(workspace), name, as_of, find, where or [])
    if json or csv:
        sys.stdout.write(table.as_json() if json else table.as_csv())
    else:
        err.print(show(table, limit, out), markup=False, highlight=False)


def _settings(workspace: Path) -> Settings:
    return load_settings(workspace)


def _plain(text: str) -> str:
    """One line without markup or control characters."""
    return "".join(c if c.isprintable() else " " for c in text).replace("[", r"\[")


def _tell(run: Run) -> None:
    known = f", {run.known} of them already known" if run.known else ""
    err.print(f"{run.inputs} inputs: {run.read} read{known}, {run.refused} refused (run {run.id})", highlight=False)


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int | None, str], None]]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(what, total=None)

        def move(done: int, total: int | None, _name: str) -> None:
            bar.update(task, completed=done, total=total)

        yield move
