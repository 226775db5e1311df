"""Structural or transient for each unit, from a table or from the lake; the lake keeps the answers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from sarhad.acquire.panels import read_table
from sarhad.errors import SarhadError
from sarhad.forecasting.deaths import DEATHS, covered_months, lake_panel, region_units
from sarhad.forecasting.issuing import find_unit
from sarhad.forecasting.times import now
from sarhad.judge.persistence import assess_persistence
from sarhad.panel import Panel, Values, month_number
from sarhad.records import Document, Persistence, Run, make_id
from sarhad.settings import CONFIG_NAME, Settings
from sarhad.store import Lake, open_lake
from sarhad.store.deaths import monthly_deaths
from sarhad.version import __version__
from sarhad.world import load_region
from sarhad.world.region import Region
from sarhad.world.states import find_state, state_named

KINDS = tuple(kind for kind in DEATHS if kind != "all")


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: which units (none: the region's countries, else all), from how many deaths a month, known when."""

    units: tuple[str, ...] = ()
    theta: float = 1.0
    origin: str = ""
    target: str = ""


def assess_file(path: Path, asked: Question, settings: Settings, unit: str = "") -> tuple[Persistence, ...]:
    """The answers from a table of deaths; what the table says of later months than the origin is not used."""
    table = read_table(path, asked.target, unit, asked.origin)
    chosen = asked.units or region_rows(load_region(settings.region), table.panel)
    return _assess(table.panel, chosen, asked.theta, table.counts)


def assess_lake(workspace: Path, settings: Settings, asked: Question) -> tuple[Persistence, ...]:
    """The answers from the deaths of the lake, which keeps them; asking the same again changes nothing."""
    run = Run(id=make_id("run", now(), secrets.token_hex(4)), command="assess", version=__version__, started=now())
    with open_lake(workspace, settings) as lake:
        panel = lake_panel(lake, asked.target or "all", asked.origin)
        chosen = asked.units or tuple(region_units(load_region(settings.region), panel))
        found = _assess(panel, chosen, asked.theta, lake_counts(lake, panel))
        held = {p.id for p in lake.read(Persistence)}
        if new := [p for p in found if p.id not in held]:
            lake.commit(msgspec.structs.replace(run, finished=now(), inputs=len(new), read=len(new)), others=new)
    return found


def has_deaths(workspace: Path, settings: Settings) -> bool:
    """Whether a release of UCDP is loaded in a workspace."""
    if not (workspace / settings.catalog).exists() and not (workspace / CONFIG_NAME).exists():
        return False
    with open_lake(workspace, settings, read_only=True) as lake:
        return bool(covered_months(lake))


def has_documents(workspace: Path, settings: Settings) -> bool:
    """Whether any report was read in a workspace."""
    with open_lake(workspace, settings, read_only=True) as lake:
        return bool(lake.read(Document, limit=1))


def _assess(
    panel: Panel, units: Sequence[str], theta: float, counts: Mapping[str, Values]
) -> tuple[Persistence, ...]:  # fmt: skip
    if not panel.values.size:
        raise SarhadError("the data have no unit", panel.vintage or panel.target, "load or name others")
    rows = [find_unit(panel, unit) for unit in units]
    return assess_persistence(panel, [panel.units[row] for row in rows], theta, counts=counts)


def region_rows(region: Region, panel: Panel) -> tuple[str, ...]:
    """The units of a panel that are the region's countries, by code or by name, in the region's order."""
    by_code = {}
    for unit, name in zip(panel.units, panel.names, strict=True):
        if state := find_state("iso3", unit) or state_named(name):
            by_code[state.iso2] = unit
    return tuple(by_code[code] for code in region.countries if code in by_code)


def lake_counts(lake: Lake, panel: Panel) -> dict[str, Values]:
    """Incidents by unit and month, all and of each kind, on the panel's grid."""
    return {
        "incidents": _events(lake, panel, "all"),
        **{kind: _events(lake, panel, kind) for kind in KINDS},
    }


def _events(lake: Lake, panel: Panel, kind: str) -> Values:
    row = {unit: number for number, unit in enumerate(panel.units)}
    width = int(panel.values.shape[1])
    counts = np.zeros((len(row), width))
    for found in monthly_deaths(lake, kind=kind):
        month = month_number(found.period) - panel.first
        if found.unit in row and 0 <= month < width:
            counts[row[found.unit], month] = found.n
    return counts
