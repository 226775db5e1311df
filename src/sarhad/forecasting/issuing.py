"""A forecast as it is issued: drawn from what was known at its origin, written to a file or kept in the lake."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from sarhad.acquire.panels import read_panel
from sarhad.errors import SarhadError
from sarhad.forecasting.deaths import DEATHS, Target, lake_panel, region_units
from sarhad.forecasting.files import write_samples
from sarhad.forecasting.times import now
from sarhad.panel import Panel, month_name
from sarhad.predict.backtest import make_generator
from sarhad.predict.models import MODELS, OURS
from sarhad.records import Fan, FanMonth, Forecast, Run, make_id
from sarhad.registry import find
from sarhad.settings import Settings
from sarhad.store import open_lake
from sarhad.version import __version__
from sarhad.world import load_region
from sarhad.world.states import find_state, state_named

BASELINE = "conflictology12"  # issued beside every model in the lake, to be scored with it
MOST_STEPS, MOST_DRAWS = 36, 10_000
HISTORY = 120  # months before the origin that a fan keeps
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
Samples = NDArray[np.float64]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. `units` are ids, names or ISO codes; none are all (in the lake: the region's countries)."""

    target: str = ""
    origin: str = ""  # the last month that is known; none: the last of the data
    steps: int = 12
    draws: int = 1_000
    model: str = OURS
    units: tuple[str, ...] = ()
    seed: int = 1


class Drawn(msgspec.Struct, frozen=True):
    """Samples of the months after a panel's last one, for some of its units: units × steps × draws."""

    panel: Panel
    rows: tuple[int, ...]
    model: str
    samples: Samples

    @property
    def units(self) -> list[str]:
        """The ids of the units."""
        return [self.panel.units[row] for row in self.rows]

    @property
    def months(self) -> list[str]:
        """The months forecast, ISO."""
        return [month_name(self.panel.last + step) for step in range(1, self.samples.shape[1] + 1)]


def forecast_file(path: Path, request: Request, out: Path, unit: str = "") -> Drawn:
    """Forecast from a table of deaths and write the samples; nothing is kept elsewhere.

    Only what the table knew at the origin is used: later months are cut off before any model sees them.
    """
    drawn = draw_forecast(read_panel(path, request.target, unit, request.origin), request)
    write_samples(out, drawn.units, drawn.months, drawn.samples)
    return drawn


def draw_forecast(panel: Panel, request: Request) -> Drawn:
    """Samples by the model asked for, from a panel that ends at the origin; the same seed gives the same samples.

    The model sees all units, whichever are asked for, so that a unit's samples do not depend on the others asked for.
    """
    model = find(MODELS, request.model, "model")
    for name, value, most in (("steps", request.steps, MOST_STEPS), ("draws", request.draws, MOST_DRAWS)):
        if not 1 <= value <= most:
            raise SarhadError(f"{name} cannot be {value}", f"--{name}", f"choose 1 to {most}")
    rows = [find_unit(panel, unit) for unit in request.units] or range(len(panel.units))
    rng = make_generator(request.seed, request.model, month_name(panel.last))
    samples = model(panel, request.steps, request.draws, rng)
    return Drawn(panel, tuple(rows), request.model, np.asarray(samples, dtype=np.float64)[list(rows)])


def summary(drawn: Drawn) -> str:
    """One line: what was forecast, by which model, from which data."""
    units, _, draws = drawn.samples.shape
    span = f"{drawn.months[0]} to {drawn.months[-1]}"
    return (
        f"{drawn.panel.target}: {units} {'unit' if units == 1 else 'units'}, {span}, {draws} draws by {drawn.model} "
        f"from data to {month_name(drawn.panel.last)} ({drawn.panel.vintage})"
    )


def find_unit(panel: Panel, unit: str) -> int:
    """The row of a unit by its id or name, or as a country by its ISO code; SarhadError that suggests the nearest."""
    rows = {name: row for row, name in enumerate(panel.names)} | {key: row for row, key in enumerate(panel.units)}
    state = find_state("iso3", unit.upper()) or find_state("iso2", unit.upper()) or state_named(unit)
    if unit not in rows and state:
        known = {s.iso3: row for row, name in enumerate(panel.names) if (s := state_named(name))}
        if state.iso3 in known:
            return known[state.iso3]
        problem = f"the data have no row of {state.name}, so nothing was counted there at all"
        raise SarhadError(problem, panel.vintage or panel.target, f"choose among {', '.join(panel.units[:12])} …")
    return find(rows, unit, "unit")


# ---------------------------------------------------------------- into the lake


def forecast_lake(workspace: Path, settings: Settings, request: Request, out: Path | None = None) -> tuple[Run, Drawn]:
    """Forecast from the deaths of the lake and keep every month as a record with how and when it is settled.

    The baseline is issued beside the model, on the same data. Issuing the same again changes nothing.
    """
    kind = request.target or "all"
    target = find(DEATHS, kind, "target")
    run = Run(id=make_id("run", now(), secrets.token_hex(4)), command="forecast", version=__version__, started=now())
    with open_lake(workspace, settings) as lake:
        panel = lake_panel(lake, kind, request.origin)
        units = request.units or tuple(region_units(load_region(settings.region), panel))
        if not units:
            problem = "the data have none of the region's countries"
            raise SarhadError(problem, panel.vintage, "name units with --unit")
        asked = msgspec.structs.replace(request, units=units)
        drawn = draw_forecast(panel, asked)
        records: list[Forecast | Fan] = [*forecasts(drawn, asked, target, run.started)]
        records += fans(drawn, target, run)
        if request.model != BASELINE:
            beside = draw_forecast(panel, msgspec.structs.replace(asked, model=BASELINE))
            records += forecasts(beside, asked, target, run.started, baseline=True)
        lake.commit(msgspec.structs.replace(run, finished=now()), others=records)
    if out:
        write_samples(out, drawn.units, drawn.months, drawn.samples)
    return run, drawn


def forecasts(
    drawn: Drawn, asked: Request, target: Target, issued: str, baseline: bool = False
) -> Iterator[Forecast]:  # fmt: skip
    """A record for each unit and month."""
    panel = drawn.panel
    series = make_id(
        "issue", target.words, panel.vintage, panel.last, asked.steps, asked.draws, asked.seed, asked.model
    )
    made_by = f"{drawn.model}/{__version__}"
    for row, of_unit in zip(drawn.rows, drawn.samples, strict=True):
        for step, (month, draws) in enumerate(zip(drawn.months, of_unit, strict=True), 1):
            unit = panel.units[row]
            yield resolvable(
                Forecast(
                    id=make_id("forecast", series, made_by, unit, month),
                    unit=unit,
                    name=panel.names[row],
                    month=month,
                    target=target.words,
                    issued=issued,
                    data_vintage=panel.vintage,
                    model=made_by,
                    rule=target.rule,
                    resolver=target.resolver,
                    resolves=settled_on(panel.last + step),
                    draws=tuple(draws.tolist()),
                    horizon=step,
                    series=series,
                    baseline=baseline,
                )
            )


def resolvable(forecast: Forecast) -> Forecast:
    """The forecast, unless nothing could ever settle it."""
    if not (forecast.resolver and forecast.rule and forecast.resolves):
        problem = "a forecast that nothing can settle is not kept"
        remedy = "say by which rule, from which dataset and when it is settled"
        raise SarhadError(problem, f"{forecast.unit} {forecast.month}", remedy)
    return forecast


def settled_on(month: int) -> str:
    """The last day of the following month: UCDP publishes candidate events with at most a month's lag (Hegre, Croicu,
    Eck & Högbladh 2020, Research & Politics 7(3)).

    >>> settled_on(2024 * 12 + 11)  # December 2024
    '2025-01-31'
    """
    after = month + 2
    return (date(after // 12, after % 12 + 1, 1) - timedelta(days=1)).isoformat()


def fans(drawn: Drawn, target: Target, run: Run) -> Iterator[Fan]:
    """Each unit's forecast summed up, with the history before it."""
    panel = drawn.panel
    made_by = f"{drawn.model}/{__version__}"
    for row, of_unit in zip(drawn.rows, drawn.samples, strict=True):
        yield Fan(
            id=make_id("fan", target.words, panel.vintage, made_by, panel.units[row], panel.last, of_unit.shape),
            unit=panel.units[row],
            name=panel.names[row],
            target=target.words,
            last=month_name(panel.last),
            history=tuple(panel.values[row, -HISTORY:].tolist()),
            months=fan_months(drawn.months, of_unit),
            issued=run.started,
            data_vintage=panel.vintage,
            model=made_by,
            rule=target.rule,
            resolver=target.resolver,
            resolves=settled_on(panel.last + of_unit.shape[0]),
            draws=of_unit.shape[1],
        )


def fan_months(months: Sequence[str], samples: Samples) -> tuple[FanMonth, ...]:
    """Quantiles, mean and the probability of at least one for each month; `samples` is months × draws."""
    found = np.quantile(samples, QUANTILES, axis=1).T
    some = (samples >= 0.5).mean(axis=1)
    return tuple(
        FanMonth(month=month, low=q[0], lower=q[1], middle=q[2], upper=q[3], high=q[4], mean=mean, any=any_)
        for month, q, mean, any_ in zip(
            months, found.tolist(), samples.mean(axis=1).tolist(), some.tolist(), strict=True
        )
    )
