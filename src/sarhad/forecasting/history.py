"""What past deaths by month say: the scenarios of the lake put to history, and what may begin across each border."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from sarhad.acquire.panels import read_panel
from sarhad.forecasting.deaths import covered_months, lake_panel
from sarhad.judge import answer_scenarios, assess_spillover, border_pairs, countries_of, whole_world
from sarhad.panel import Panel
from sarhad.publish import Table
from sarhad.records import Conditional, Document, Scenario, SpillOver
from sarhad.settings import Settings
from sarhad.store import Lake, open_lake
from sarhad.world import Region, load_region


class History(msgspec.Struct, frozen=True):
    """The answers with the scenarios asked about; both empty where no deaths are at hand."""

    conditionals: tuple[Conditional, ...] = ()
    spillovers: tuple[SpillOver, ...] = ()
    scenarios: tuple[Scenario, ...] = ()


def ask_history(panel: Panel, region: Region, scenarios: Sequence[Scenario]) -> History:
    """The scenarios and the borders of a region put to a panel of countries."""
    whole = whole_world(panel)
    conditionals = answer_scenarios(scenarios, whole, countries_of(region.actors, region.places))
    return History(conditionals, assess_spillover(whole, border_pairs(region.borders)), tuple(scenarios))


def history_of(lake: Lake, region: Region, scenarios: Sequence[Scenario]) -> History:
    """The same from the deaths that are loaded; nothing where none are."""
    return ask_history(lake_panel(lake), region, scenarios) if covered_months(lake) else History()


def history_for(workspace: Path, settings: Settings, data: Path | None = None, as_of: str | None = None) -> History:
    """The same for a workspace, from a table of deaths or what is loaded.

    With `as_of` as it was known then: of the lake as of that moment, of a table up to that month. SarhadError where
    there are no deaths.
    """
    region = load_region(settings.region)
    with open_lake(workspace, settings, as_of=as_of, read_only=True) as lake:
        there = {d.id for d in lake.read(Document)}
        scenarios = [s for s in lake.read(Scenario) if s.document in there]
        panel = lake_panel(lake) if data is None else read_panel(data, until=(as_of or "")[:7])
    return ask_history(panel, region, scenarios)


# ---------------------------------------------------------------- tables


def scenarios_table(history: History) -> Table:
    """A row for each scenario: how often what it foresees followed, and how often it does without its condition."""
    by_id = {s.id: s for s in history.scenarios}
    rows: list[dict[str, object]] = []
    for c in history.conditionals:
        told = by_id[c.scenario]
        halves: dict[str, object] = {"if": told.antecedent_text, "then": told.consequent_text, "result": _result(c)}
        rows.append(halves | dict(msgspec.to_builtins(c)))
    return Table(name="scenarios", shown=("if", "then", "result"), rows=tuple(rows))


def _result(c: Conditional) -> str:
    """The answer in a line."""
    if c.probability is None:
        return f"{c.answer}: {c.why}"
    chance = f"{_percent(c.probability)} ({_percent(c.low)} to {_percent(c.high)}), {c.likelihood}"
    line = f"{c.question} In {c.followed} of {c.n} cases: {chance}"
    if c.base_rate is None:
        return line
    return f"{line}; otherwise in {c.base_followed} of {c.base_n}, {_percent(c.base_rate)}: {c.told_apart}"


def spillover_table(history: History) -> Table:
    """A row for each border and direction."""
    rows: list[dict[str, object]] = []
    for s in history.spillovers:
        ends: dict[str, object] = {"if escalates": s.source_name, "begins in": s.unit_name, "result": _chance(s)}
        rows.append(ends | dict(msgspec.to_builtins(s)))
    return Table(name="spillover", shown=("if escalates", "begins in", "result"), rows=tuple(rows))


def _chance(s: SpillOver) -> str:
    """The answer in a line."""
    if s.probability is None:
        return s.answer
    chance = f"{_percent(s.probability)} ({_percent(s.low)} to {_percent(s.high)}), {s.likelihood}"
    beside = f"as things are {_percent(s.now)}, without any escalation next door {_percent(s.base_rate)}"
    return f"{chance}; {beside}; {s.followed} of {s.n} past cases"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


TABLES: Mapping[str, Callable[[History], Table]] = {"scenarios": scenarios_table, "spillover": spillover_table}
