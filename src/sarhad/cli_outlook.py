"""Commands on what may come: forecasts, their scores, and how a model would have done in the past."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console

from sarhad.cli import HERE, AsCsv, AsJson, AsOf, Limit, Workspace, _bar, _say, err, out
from sarhad.errors import SarhadError
from sarhad.publish import Table
from sarhad.settings import load_settings
from sarhad.terminal import show
from sarhad.terminal_outlook import OUTLOOK

Data = Annotated[
    Path | None, typer.Option("--data", help="A table of deaths by unit and month, CSV or Parquet; else the lake.")
]
Target = Annotated[
    str,
    typer.Option("--target", help="A column of the table, or state-based, non-state, one-sided, all (of the lake)."),
]
Units = Annotated[list[str] | None, typer.Option("--unit", help="Only this one: id, name, ISO code; may be repeated.")]
By = Annotated[str, typer.Option("--by", help="The table's column of units, where its name is not known.")]
Draws = Annotated[int, typer.Option("--draws", help="Samples of each unit and month.")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same samples.")]
Models = Annotated[
    list[str] | None, typer.Option("--model", help="A model; may be repeated. Else all baselines, ours.")
]
Without = Annotated[list[str] | None, typer.Option("--without", help="A second mean without this unit; repeatable.")]


def forecast(
    data: Data = None,
    target: Target = "",
    origin: Annotated[str, typer.Option("--origin", help="The last month known, YYYY-MM; else the data's last.")] = "",
    steps: Annotated[int, typer.Option("--steps", help="Months ahead, 1 to 36.")] = 12,
    draws: Draws = 1_000,
    output: Annotated[Path | None, typer.Option("--out", "-o", help="FILE.parquet or .csv for the samples.")] = None,
    model: Annotated[str, typer.Option("--model", help="A model by name; else the one that scored best.")] = "",
    unit: Units = None,
    by: By = "",
    seed: Seed = 1,
    workspace: Workspace = HERE,
    json: AsJson = False,
    csv: AsCsv = False,
    limit: Limit = 40,
) -> None:
    """Forecast deaths by month, as samples.

    With --data the samples go to --out alone. Else the deaths loaded are used and the forecast is kept, to be scored.
    """
    from sarhad.forecasting import issuing
    from sarhad.forecasting.tables import forecast_table
    from sarhad.predict.models import OURS

    asked = issuing.Request(
        target=target, origin=origin, steps=steps, draws=draws, units=tuple(unit or ()), seed=seed,
        model=model or OURS,
    )  # fmt: skip
    if data is not None:
        if output is None:
            raise SarhadError("nowhere to write the samples", "forecast --data", "name a file with --out FILE.parquet")
        drawn = issuing.forecast_file(data, asked, output, by)
    else:
        _, drawn = issuing.forecast_lake(workspace, load_settings(workspace), asked, output)
    if json or csv or data is None:
        _print(forecast_table(drawn), json, csv, limit)
    _say(err, issuing.summary(drawn))
    if output:
        _say(err if json or csv else out, str(output))


def backtest(
    data: Annotated[Path, typer.Option("--data", help="A table of deaths by unit and month, CSV or Parquet.")],
    first: Annotated[int, typer.Option("--from", help="The first year forecast.")] = 2018,
    last: Annotated[int, typer.Option("--to", help="The last year forecast.")] = 2023,
    model: Models = None,
    without: Without = None,
    target: Target = "",
    by: By = "",
    draws: Draws = 1_000,
    seed: Seed = 1,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Score models on past years, beside the baselines.

    As in the VIEWS challenge: data to October, forecasts for January to December of the next year. Smaller is better.
    """
    from sarhad.forecasting.tables import compared_table
    from sarhad.forecasting.testing import Protocol, backtest_file, chosen

    asked = Protocol(
        first=first, last=last, models=tuple(model or ()), without=tuple(without or ()), target=target, draws=draws,
        seed=seed,
    )  # fmt: skip
    total = max(0, last - first + 1) * len(chosen(asked.models))
    with _bar("forecasting the past") as progress:
        done = iter(range(total))
        found = backtest_file(data, asked, by, lambda origin, name: progress(next(done), total, f"{origin} {name}"))
    _print(found.means, json, csv, 0)
    if not (json or csv):
        _print(compared_table(found.compared), json, csv, 0)
        _say(err, f"{found.panel.target}, {len(found.panel.units)} units ({found.panel.vintage}); n is unit-months; "
                  "differences are drawn anew by unit (95 %)")  # fmt: skip


def score(
    workspace: Workspace = HERE, as_of: AsOf = None, json: AsJson = False, csv: AsCsv = False, limit: Limit = 40
) -> None:
    """Score past forecasts against what has happened.

    A month that no release covers is pending. With --as-of the scorecard of then is shown.
    """
    from sarhad.forecasting.outlook import outlook_of
    from sarhad.forecasting.settling import score_lake
    from sarhad.forecasting.tables import misses_table, scorecard_table

    settings = load_settings(workspace)
    if as_of is None:
        run, new = score_lake(workspace, settings)
        _say(err, f"{new} scores are new (run {run.id})" if new else "no score is new")
    outlook = outlook_of(workspace, settings, as_of)
    _print(scorecard_table(outlook), json, csv, limit)
    if not (json or csv):
        _say(err, f"{outlook.settled} forecasts settled, {outlook.pending} pending, {len(outlook.misses)} missed: "
                  "the truth lies outside the 90 % interval")  # fmt: skip
        if outlook.misses:
            _print(misses_table(outlook), json, csv, limit)


class Asked(NamedTuple):
    """What `sarhad assess structural` was asked."""

    data: Path | None
    workspace: Path
    units: tuple[str, ...]
    theta: float
    origin: str
    target: str
    by: str


def assess_deaths(asked: Asked, json: bool, csv: bool, limit: int) -> bool:
    """Structural or transient by the scored model; whether that is all there is to say: no reports beside it."""
    from sarhad.forecasting.assessing import Question, assess_file, assess_lake, has_deaths, has_documents
    from sarhad.forecasting.tables import persistence_table

    settings = load_settings(asked.workspace)
    question = Question(units=asked.units, theta=asked.theta, origin=asked.origin, target=asked.target)
    if asked.data is not None:
        found = assess_file(asked.data, question, settings, asked.by)
    elif has_deaths(asked.workspace, settings):
        found = assess_lake(asked.workspace, settings, question)
    else:
        _say(err, "no deaths are loaded (sarhad load ucdp --fetch): no probability, the reports alone")
        return False
    _print(persistence_table(found), json, csv, limit)
    if found and not (json or csv):
        one = found[0]
        _say(err, f"P({one.event}); {one.n} cases of {one.units} units known to {one.as_of} "
                  f"({one.data_vintage}), {one.made_by}")  # fmt: skip
    return asked.data is not None or json or csv or not has_documents(asked.workspace, settings)


def _print(table: Table, json: bool, csv: bool, limit: int) -> None:
    if json or csv:
        sys.stdout.write(table.as_json() if json else table.as_csv())
    else:
        _say(err, show(table, limit, Console(), layout=OUTLOOK[table.name]))


COMMANDS: tuple[Callable[..., None], ...] = (forecast, backtest, score)
