"""The command line: arguments in, messages out.

Exit codes: 0 done; 1 an error, told in one line with its remedy; 2 wrong usage; 3 some inputs were refused, the rest
was read; 4 nothing could be read; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sarhad import registry
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
    epilog="Exit codes: 0 done; 1 an error; 2 wrong usage; 3 some inputs refused; 4 all refused; 130 stopped (Ctrl-C).",
)
out, err = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)

Workspace = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.", show_default=True)]
AsOf = Annotated[str | None, typer.Option("--as-of", help="What was known then: an ISO date or date-time.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines instead of a table.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV instead of a table.")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="At most this many rows on the terminal (0: all).")]
Find = Annotated[str, typer.Option("--find", help="Only rows that hold this text.")]
Filters = Annotated[list[str] | None, typer.Option("--where", help="Only rows with FIELD=VALUE; may be repeated.")]
Ids = Annotated[bool, typer.Option("--ids", help="A first column with ids, for sarhad correct.")]
Latin = Annotated[bool, typer.Option("--latin", help="Texts in Latin letters, Persian and Cyrillic ones too.")]
HERE = Path()
QUESTIONS = {name: name for name in ("structural", "modes", "gap", "scenarios", "spillover")}  # of `assess`


def main() -> None:
    """Run the command line; an error that its user can act on ends in one line and exit code 1."""
    try:
        app(prog_name="sarhad")
    except SarhadError as error:
        _fail(error)
    except OSError as error:
        where, problem = error.filename or "this machine", error.strerror or str(error)
        _fail(SarhadError(problem, str(where), "check the path, its permissions and the space on the disk"))


def _fail(error: SarhadError) -> NoReturn:
    err.print("error:", style="red", end=" ")
    _say(err, str(error))
    sys.exit(1)


def _say(console: Console, text: str) -> None:
    """One line, whatever the text holds."""
    console.print(plain(text), markup=False, highlight=False, emoji=False)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"sarhad {__version__}")
        raise typer.Exit


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--out", "-o", help="Where to put it.")] = Path("sarhad-demo"),
) -> None:
    """Read the bundled case and write its briefing."""
    from sarhad import pipeline

    with _bar("reading the bundled case") as progress:
        run, paths = pipeline.demo(folder, progress)
    _tell(run)
    for path in paths:
        _say(out, str(path))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="The workspace to make.")],
    region: Annotated[str, typer.Option(help="A region pack's name, or the folder of one.")] = "csto-afghanistan",
) -> None:
    """Make a workspace: sarhad.toml and an empty lake."""
    from sarhad import pipeline

    settings = pipeline.init(folder, region)
    _say(out, f"workspace {folder} (region {settings.region}); next: sarhad read -w {folder} FILE|FOLDER|URL")


@app.command()
def read(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, addresses, feeds, or - for standard input.")],
    workspace: Workspace = HERE,
) -> None:
    """Read reports into the lake; go on where a run was stopped.

    Exit code 3: some inputs were refused, each with its reason, the rest was read; 4: nothing could be read.
    """
    from sarhad import pipeline

    settings = load_settings(workspace)
    try:
        with _bar("reading") as progress:
            run, refused = pipeline.read(workspace, inputs, settings, progress, sys.stdin.buffer)
    except KeyboardInterrupt:
        _say(err, "stopped; the same command goes on from here")
        raise
    _tell(run)
    for page in refused:
        _say(err, f"  refused: {page.name} — {page.refused} — {page.remedy}")
    if run.refused:
        raise typer.Exit(4 if run.refused == run.inputs else 3)


@app.command()
def annotate(
    inputs: Annotated[list[str], typer.Argument(help="Files or folders, or - for standard input.")],
    lang: Annotated[str | None, typer.Option("--lang", help="en, ru, fa or tg; guessed when not given.")] = None,
    region: Annotated[str, typer.Option("--region", help="A region pack's name or folder.")] = "csto-afghanistan",
) -> None:
    """Print the records of each document as JSON, without a lake.

    Standard input is one text, or JSON lines {"id", "text"[, "published"]}; offsets are into the text given.
    """
    from sarhad import pipeline

    refused = total = 0
    for line, problem in pipeline.annotate_inputs(inputs, lang, region, Settings(), sys.stdin.buffer):
        total += 1
        if problem:
            refused += 1
            _say(err, f"  refused: {problem}")
        else:
            sys.stdout.write(line + "\n")
    if not total:
        raise SarhadError("no document was found", " ".join(inputs), "name a file, a folder, or - with text on it")
    if refused:
        raise typer.Exit(4 if refused == total else 3)


@app.command()
def claims(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
) -> None:  # fmt: skip
    """Who says what about whom, from where."""
    _list("claims", workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def events(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
    dataset: Annotated[str, typer.Option("--dataset", help="Those of a published dataset, such as ucdp.")] = "",
) -> None:  # fmt: skip
    """Coded events: what happened between whom, where and when."""
    if dataset:
        cli_data.list_coded(workspace, dataset, as_of, json, csv, limit, find, where or [])
    else:
        _list("events", workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def incidents(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
) -> None:  # fmt: skip
    """What happened, each happening once, by all reports."""
    _list("incidents", workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def actors(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
) -> None:  # fmt: skip
    """Who speaks, is spoken of and acts, and how often."""
    _list("actors", workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def places(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
) -> None:  # fmt: skip
    """Where the events took place."""
    _list("places", workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def commitments(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
) -> None:  # fmt: skip
    """Announced measures with their status as reported."""
    _list("commitments", workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def ledger(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
) -> None:  # fmt: skip
    """Propositions: who asserts and denies them, with grades."""
    _list("ledger", workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def sources(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
) -> None:  # fmt: skip
    """Sources with the grade in force: since when, by whom, why."""
    _list("sources", workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def corrections(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
) -> None:  # fmt: skip
    """The log of what analysts changed: who, when, what and why."""
    _list("corrections", workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def assess(
    question: Annotated[str, typer.Argument(help="structural, modes, gap, scenarios, spillover.")] = "structural",
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None, ids: Ids = False, latin: Latin = False,
    data: Annotated[
        Path | None, typer.Option("--data", help="Deaths by unit and month, CSV or Parquet; else those loaded.")
    ] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="structural: only this; may be repeated.")] = None,
    theta: Annotated[float, typer.Option("--theta", help="structural: deaths a month that count, 1 or 25.")] = 1.0,
    origin: Annotated[str, typer.Option("--origin", help="structural: the last month known, YYYY-MM.")] = "",
    target: Annotated[str, typer.Option("--target", help="structural: a column of the table, or a kind.")] = "",
    by: Annotated[str, typer.Option("--by", help="structural: the table's column of units.")] = "",
) -> None:  # fmt: skip
    """Answer a standing question, with the evidence either way.

    structural: structural or transient; modes: threat modes by quarter; gap: engagement against trust;
    scenarios: how often what reports foresee followed elsewhere; spillover: what may begin across each border.
    """
    if question in cli_history.QUESTIONS:
        cli_history.answer(question, workspace, data, as_of, json, csv, limit)
        return
    name = registry.find(QUESTIONS, question, "question")
    if name == "structural" and as_of is None:
        asked = cli_outlook.Asked(data, workspace, tuple(unit or ()), theta, origin, target, by)
        if cli_outlook.assess_deaths(asked, json, csv, limit):
            return
    _list(name, workspace, as_of, json, csv, limit, find, where, ids, latin)


@app.command()
def series(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False,
    limit: Limit = 40, find: Find = "", where: Filters = None,
    window: Annotated[str, typer.Option("--window", help="month, quarter, year or 12-months.")] = "month",
    dataset: Annotated[str, typer.Option("--dataset", help="By a published dataset instead: ucdp, acled, gdelt.")] = "",
    counted: Annotated[bool, typer.Option("--counted", help="The rows that the values come from.")] = False,
) -> None:  # fmt: skip
    """Indicators over time: each value with n, bounds and absence."""
    cli_data.list_series(workspace, as_of, json, csv, limit, find, where or [], window, dataset, counted)


@app.command()
def brief(
    output: Annotated[list[Path], typer.Option("--output", "-o", help="briefing.html, .pdf or .md; may be repeated.")],
    workspace: Workspace = HERE,
    as_of: AsOf = None,
) -> None:
    """Write the briefing as HTML, PDF or Markdown, all cited."""
    from sarhad import pipeline

    for path in pipeline.brief(workspace, load_settings(workspace), output, as_of):
        _say(out, str(path))


@app.command()
def serve(
    workspace: Workspace = HERE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0: any free one.")] = 8765,
) -> None:
    """Serve the desk: briefing, records, corrections."""
    from sarhad.serving import serve_workspace

    serve_workspace(workspace, load_settings(workspace), host, port, lambda url: _say(out, f"{url} (Ctrl-C ends it)"))


# ---------------------------------------------------------------- helpers


def _list(
    name: str, workspace: Path, as_of: str | None, json: bool, csv: bool, limit: int, find: str,
    where: list[str] | None, ids: bool, latin: bool = False,
) -> None:  # fmt: skip
    from sarhad import pipeline
    from sarhad.publish.latin import in_latin, with_latin

    table = pipeline.list_records(workspace, load_settings(workspace), name, as_of, find, where or [])
    if latin:
        table = with_latin(table) if json or csv else in_latin(table)
    if json or csv:
        sys.stdout.write(table.as_json() if json else table.as_csv())
    else:
        _say(err, show(table, limit, Console(), ids=ids))


def _tell(run: Run) -> None:
    known = f", {run.known} of them already known" if run.known else ""
    _say(err, f"{run.inputs} inputs: {run.read} read{known}, {run.refused} refused (run {run.id})")


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int | None, str], None]]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def move(done: int, total: int | None, _name: str) -> None:
            bar.update(task, completed=done, total=total and max(total, done))  # containers may hold more

        yield move


from sarhad import cli_data, cli_desk, cli_history, cli_outlook  # noqa: E402  (their commands use what stands above)

for _command in (*cli_data.COMMANDS, *cli_outlook.COMMANDS, *cli_desk.COMMANDS):
    app.command()(_command)
