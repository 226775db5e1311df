"""`sarhad assess scenarios` and `assess spillover`: what past deaths by month say."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from sarhad.cli import _say, err
from sarhad.settings import load_settings
from sarhad.terminal import show

QUESTIONS = ("scenarios", "spillover")


def answer(
    question: str, workspace: Path, data: Path | None, as_of: str | None, json: bool, csv: bool, limit: int
) -> None:
    """Print the answers to one of `QUESTIONS`."""
    from sarhad.forecasting.history import TABLES, history_for

    table = TABLES[question](history_for(workspace, load_settings(workspace), data, as_of))
    if json or csv:
        sys.stdout.write(table.as_json() if json else table.as_csv())
    else:
        _say(err, show(table, limit, Console()))
