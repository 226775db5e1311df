"""The pictures of docs/results.md, each from the function that its table's command prints.

    SARHAD_SHARED=FOLDER python -m scripts.results [NAME…]

FOLDER has data/conflict; NAME is a picture of `PICTURES` (all without one). Figures derive from the Uppsala Conflict
Data Program (UCDP GED, CC BY 4.0); the data themselves are not part of the project.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.dom import minidom

import numpy as np
from tests.quality import forecasts, spillover, structural

from sarhad.forecasting.deaths import DEATHS
from sarhad.forecasting.issuing import Request, draw_forecast, fans
from sarhad.judge.scenarios import answer_scenarios
from sarhad.panel import Panel, month_number
from sarhad.predict.backtest import gather
from sarhad.predict.models import OURS
from sarhad.publish.pictures.antecedents import Share, antecedents
from sarhad.publish.pictures.fan import fan_chart
from sarhad.publish.pictures.multiples import Small, multiples
from sarhad.publish.pictures.reliability import reliability
from sarhad.publish.pictures.scorecard import Compared, scorecard
from sarhad.publish.pictures.strip import Came, Said, Strip, strip_chart
from sarhad.publish.pictures.svg import rect, shown
from sarhad.publish.sections.forecasts import Ahead
from sarhad.publish.sections.outlook import as_ahead
from sarhad.records import Run, Scenario
from sarhad.scoring import SAMPLE_SCORES, brier, calibration_error, compare, log_score, reliability_table

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
MARGIN = 14.0


def main() -> None:
    """Draw what is asked for."""
    if not spillover.FILE.is_file():
        sys.exit(
            f"the conflict data are not at {spillover.FILE}: set SARHAD_SHARED to the folder that has data/conflict"
        )
    for name in sys.argv[1:] or PICTURES:
        path, svg = IMAGES / f"{name}.svg", PICTURES[name]()
        path.write_text(on_paper(svg), encoding="utf-8")
        print(f"{path.relative_to(IMAGES.parents[1])}: {told(svg)}")


def told(svg: str) -> str:
    """What a picture says in words."""
    return str(minidom.parseString(svg).getElementsByTagName("desc")[0].firstChild.data)


def on_paper(svg: str) -> str:
    """A picture on white paper with a margin, so that it can be read on a dark page too."""
    root = minidom.parseString(svg).documentElement
    _, _, width, height = map(float, root.getAttribute("viewBox").split())
    frame = (-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN)
    paper = minidom.parseString(rect(*frame, {"fill": "#ffffff"})).documentElement
    root.setAttribute("viewBox", " ".join(map(shown, frame)))
    root.insertBefore(paper, root.getElementsByTagName("desc")[0].nextSibling)
    return root.toxml() + "\n"


# ---------------------------------------------------------------- spill-over: python -m tests.quality.spillover


@cache
def world() -> Panel:
    """Deaths of all types by country and month."""
    return spillover.load()


@cache
def issued() -> spillover.Issued:
    """The probabilities of the Decembers 2004 to 2023, each from what was known then, with what came."""
    return spillover.issue(world(), range(2004, 2024))


def spillover_reliability() -> str:
    """How often deaths began where a probability was given for it."""
    rows, p = issued().rows, issued().given["logit"]
    base = issued().given["base rate"]
    facts = (
        ("Cases", f"{len(rows.y):,} of {len(np.unique(rows.unit))} countries"),
        ("Brier score", f"{brier(p, rows.y).mean():.4f} (base rate {brier(base, rows.y).mean():.4f})"),
        ("Calibration error (ECE)", f"{calibration_error(p, rows.y):.3f}"),
    )
    title = "Deaths beginning within 12 months: calibration"
    return reliability(
        "spillover-reliability", title, reliability_table(p, rows.y), facts, "deaths beginning in 12 months"
    )


def spillover_scorecard() -> str:
    """The Brier score beside the base rate and the table, over all cases and after an escalation next door."""
    rows, given = issued().rows, issued().given
    sets = (("all", np.ones(len(rows.y), bool)), ("escalation", rows.x[:, 0] > 0))
    lines = [
        versus(
            f"{name}: {other}", brier(given["logit"], rows.y)[keep], brier(given[other], rows.y)[keep], rows.unit[keep]
        )
        for name, keep in sets
        for other in ("base rate", "table")
    ]
    return scorecard("spillover-scorecard", "Deaths beginning within 12 months: Brier score", lines)


def versus(other: str, ours: np.ndarray, theirs: np.ndarray, units: np.ndarray, measure: str = "Brier") -> Compared:
    """One line of a scorecard; the interval draws whole countries anew."""
    found = compare(ours, theirs, units, np.random.default_rng(7))
    return Compared(measure, other, len(ours), float(ours.mean()), float(theirs.mean()), found.low, found.high)


# ---------------------------------------------------------------- structural: python -m tests.quality.structural


YEARS = range(2005, 2023)  # October origins whose 24 following months are all in the data
STRIP = ("AFG", "PAK", "TJK", "UZB", "IRN", "IND")  # Afghanistan and the countries around it that have any deaths


@cache
def deaths() -> tuple[Panel, structural.Counts]:
    """Deaths of all types by country and month, and incidents by kind."""
    return structural.load()


@cache
def octobers(theta: float) -> structural.Issued:
    """The probabilities of 18 Octobers, each from what was known then, with what came."""
    return structural.issue(*deaths(), theta, YEARS)


def structural_reliability() -> str:
    """How often a threat lasted where a probability was given for it."""
    found = octobers(1.0)
    p, base = found.given[structural.OURS], found.given["base rate"]
    facts = (
        ("Cases", f"{len(p):,} of {len(np.unique(found.country))} countries"),
        ("Brier score", f"{brier(p, found.y).mean():.4f} (base rate {brier(base, found.y).mean():.4f})"),
        ("Log score", f"{log_score(p, found.y).mean():.3f} (base rate {log_score(base, found.y).mean():.3f})"),
        ("Calibration error (ECE)", f"{calibration_error(p, found.y):.3f}"),
    )
    event = "18 of the next 24 months with a death"
    return reliability("structural-reliability", "P(structural)", reliability_table(p, found.y), facts, event)


def structural_scorecard() -> str:
    """The Brier score beside each baseline: all cases, contested ones, and those active in all of the last year."""
    lines = [line for theta in (1.0, 25.0) for line in structural_lines(theta)]
    return scorecard("structural-scorecard", "P(structural): Brier score", lines)


def structural_lines(theta: float) -> Iterator[Compared]:
    """The lines of one threshold of deaths a month."""
    rivals = {
        "all": ("base rate", "table", "logit, 7 features"),
        "contested": ("table", "logit, 7 features"),
        "12 of 12": ("predict .99",),
    }
    for part, cases in structural.parts(octobers(theta)).items():
        for rival in rivals.get(part, ()):
            ours, theirs = brier(cases.given[structural.OURS], cases.y), brier(cases.given[rival], cases.y)
            yield versus(f"{part}: {rival}", ours, theirs, cases.country, f"Brier, θ = {theta:g}")


def structural_strip() -> str:
    """P(structural) of each October in the countries around Afghanistan, and what then came about."""
    return strips_drawn("structural-strip", [strip for strip in strips() if strip.title in names(STRIP)])


def structural_misses() -> str:
    """The same for the six countries with the most wrong answers."""
    return strips_drawn("structural-misses", sorted(strips(), key=lambda s: (-s.missed, s.title))[:6])


def strips_drawn(name: str, chosen: list[Strip]) -> str:
    """Some countries' answers."""
    event = "at least 18 of the next 24 months with a death"
    return strip_chart(name, "P(structural) at each October, and what then came about", chosen, event)


def names(units: Iterable[str]) -> list[str]:
    """The names of countries."""
    return [deaths()[0].names[deaths()[0].index(unit)] for unit in units]


@cache
def strips() -> tuple[Strip, ...]:
    """Every country's answers."""
    panel, found = deaths()[0], octobers(1.0)
    p, y = (np.reshape(values, (len(YEARS), -1)) for values in (found.given[structural.OURS], found.y))
    return tuple(strip_of(panel, unit, p[:, row], y[:, row]) for row, unit in enumerate(panel.units))


def strip_of(panel: Panel, unit: str, p: np.ndarray, y: np.ndarray) -> Strip:
    """One country's answers."""
    months = [month_number(f"{year}-10") for year in YEARS]
    came: list[Came] = ["yes" if lasted else "no" for lasted in y]
    said = (Said(*given) for given in zip(months, map(float, p), came, strict=True))
    return Strip(panel.names[panel.index(unit)], tuple(said))


# ---------------------------------------------------------------- forecasts: python -m tests.quality.forecasts


ORIGIN, STEPS, HISTORY = "2023-10", 14, 72
RIVALS = {
    "conflictology12": "conflictology 12",
    "conflictology24": "conflictology 24",
    "own+neighbours": "own and neighbours",
}
AROUND = ("PAK", "AFG", "IRN", "IND", "KGZ", "TJK")


@cache
def drawn() -> tuple[Ahead, ...]:
    """The forecasts from October 2023 for the countries around Afghanistan, with what then happened."""
    panel = deaths()[0]
    request = Request(origin=ORIGIN, steps=STEPS, units=AROUND)
    made = draw_forecast(panel.until(ORIGIN), request)
    run = Run(id="", command="", version="", started=ORIGIN)
    return tuple(known(panel, as_ahead(fan)) for fan in fans(made, DEATHS["all"], run))


def known(panel: Panel, a: Ahead) -> Ahead:
    """A forecast with what then happened."""
    truth = panel.after(ORIGIN, STEPS)[panel.index(a.unit)]
    steps = tuple(step._replace(truth=float(value)) for step, value in zip(a.fan.steps, truth, strict=True))
    issued = f"By {OURS} from UCDP GED 25.1 up to {ORIGIN}, with what came."
    return a._replace(fan=a.fan.shortened(HISTORY)._replace(steps=steps, issued=issued))


def forecast_fan() -> str:
    """Pakistan."""
    return fan_chart("forecast-fan", "Pakistan: forecast and what came", drawn()[0].fan)


def forecast_multiples() -> str:
    """Six countries on one axis."""
    units = [Small(title=a.name, fan=a.fan, note=a.note) for a in drawn()]
    return multiples("forecast-multiples", "Deaths a month around Afghanistan", units)


def forecast_scorecard() -> str:
    """The VIEWS protocol, 2018 to 2023: each score beside three baselines."""
    run = forecasts.measure(forecasts.TASKS["views"], [*RIVALS, OURS]).results
    found = {(name, score): gather(run, name, score) for name in (*RIVALS, OURS) for score in SAMPLE_SCORES}
    shape = found[OURS, "CRPS"].shape
    units = np.broadcast_to(np.arange(shape[1])[None, :, None], shape).ravel()
    lines = [
        versus(told, found[OURS, score].ravel(), found[name, score].ravel(), units, score)
        for score in SAMPLE_SCORES
        for name, told in RIVALS.items()
    ]
    return scorecard("forecast-scorecard", "Deaths a month, VIEWS protocol 2018 to 2023", lines)


# ---------------------------------------------------------------- a scenario put to history


def scenario_cases() -> str:
    """ "If the violence is not contained, deaths may begin next door", as the briefing would draw it."""
    scenario = Scenario(
        id="scenario", document="", evidence=(), made_by="", antecedent=(), consequent=(), negated=True,
        signs=("violence", "contain"), then_signs=("violence", "start", "spread"),
    )  # fmt: skip
    (found,) = answer_scenarios([scenario], world(), {})
    share = Share(found.probability or 0.0, found.low or 0.0, found.high or 0.0, found.base_rate)
    cases = ["yes" if case.followed else "no" for case in reversed(found.cases)]
    return antecedents("scenario-cases", found.question, cases, share, found.episodes)


PICTURES: dict[str, Callable[[], str]] = {
    "forecast-fan": forecast_fan,
    "forecast-multiples": forecast_multiples,
    "forecast-scorecard": forecast_scorecard,
    "structural-reliability": structural_reliability,
    "structural-scorecard": structural_scorecard,
    "structural-strip": structural_strip,
    "structural-misses": structural_misses,
    "spillover-reliability": spillover_reliability,
    "spillover-scorecard": spillover_scorecard,
    "scenario-cases": scenario_cases,
}

if __name__ == "__main__":
    main()
