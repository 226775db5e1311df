"""Scenarios and borders of a workspace put to a table of deaths, from the command line down to the counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sarhad import pipeline
from sarhad.cli import app
from sarhad.errors import SarhadError
from sarhad.forecasting.history import history_for, scenarios_table, spillover_table
from sarhad.panel import month_name, month_number
from sarhad.settings import load_settings

TEXT = (
    "If the Taliban cannot contain the extremist groups, a new wave of security crises may begin in Central Asia. "
    "If parliament approves the budget, the border posts will be built."
)
CODES = ("AFG", "TJK", "UZB", "TKM", "IRN", "PAK", "CHN", "KGZ", "KAZ", "RUS")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one report of two scenarios."""
    folder = tmp_path_factory.mktemp("history")
    settings = pipeline.init(folder)
    report = folder / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    pipeline.read(folder, [str(report)], settings)
    return folder


@pytest.fixture(scope="module")
def deaths(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten countries over twenty years: each other year one has a spell that goes on, and China a death after each."""
    first = month_number("2000-01")
    rows = ["country_iso3,year_month,deaths"]
    for i, code in enumerate(CODES):
        for m in range(240):
            spell = code != "CHN" and m >= 24 and (m - 24 - i) % 60 < 12
            rows.append(f"{code},{month_name(first + m)},{30 if spell else 0}")
    path = tmp_path_factory.mktemp("data") / "deaths.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_scenarios_from_reading_to_the_count(workspace: Path, deaths: Path) -> None:
    history = history_for(workspace, load_settings(workspace), deaths)
    first, second = history.conditionals
    assert (first.answer, first.unit, first.as_of) == ("answered", "AFG", "2019-12")
    assert first.question.startswith("Where serious violence was not contained, how often did deaths begin next door")
    assert first.episodes >= 10 and first.data_vintage.startswith("deaths.csv ")
    assert second.answer == "no testable reading" and second.probability is None
    rows = scenarios_table(history).rows
    assert str(rows[0]["result"]).startswith(first.question) and str(rows[1]["result"]).startswith(
        "no testable reading"
    )


def test_each_border_both_ways(workspace: Path, deaths: Path) -> None:
    history = history_for(workspace, load_settings(workspace), deaths)
    assert {(s.source, s.unit) for s in history.spillovers} >= {("AFG", "TJK"), ("TJK", "AFG"), ("AFG", "CHN")}
    table = spillover_table(history)
    assert len(table.rows) == len(history.spillovers) and table.shown == ("if escalates", "begins in", "result")


def test_without_deaths_it_says_what_to_load(workspace: Path) -> None:
    with pytest.raises(SarhadError, match="no deaths are loaded"):
        history_for(workspace, load_settings(workspace))


def test_the_commands(workspace: Path, deaths: Path) -> None:
    runner = CliRunner()
    for question, key in (("scenarios", "answer"), ("spillover", "escalating")):
        command = ["assess", question, "-w", str(workspace), "--data", str(deaths), "--json"]
        result = runner.invoke(app, command)
        assert result.exit_code == 0, result.output
        assert all(key in json.loads(line) for line in result.stdout.splitlines())
