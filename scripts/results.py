"""The pictures of docs/results.md, each from the function that its table's command prints.

    SARHAD_SHARED=FOLDER python -m scripts.results [NAME…]

FOLDER has data/conflict; NAME is a picture of `PICTURES` (all without one). Figures derive from the Uppsala Conflict
Data Program (UCDP GED, CC BY 4.0); the data themselves are not part of the project.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.dom import minidom

import numpy as np
from tests.quality import spillover

from sarhad.judge.scenarios import answer_scenarios
from sarhad.panel import Panel
from sarhad.publish.pictures.antecedents import Share, antecedents
from sarhad.publish.pictures.reliability import reliability
from sarhad.publish.pictures.scorecard import Compared, scorecard
from sarhad.publish.pictures.svg import rect, shown
from sarhad.records import Scenario
from sarhad.scoring import brier, calibration_error, compare, reliability_table

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


def versus(other: str, ours: np.ndarray, theirs: np.ndarray, units: np.ndarray) -> Compared:
    """One line of a scorecard."""
    found = compare(ours, theirs, units, np.random.default_rng(7))
    return Compared("Brier", other, len(ours), float(ours.mean()), float(theirs.mean()), found.low, found.high)


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
    "spillover-reliability": spillover_reliability,
    "spillover-scorecard": spillover_scorecard,
    "scenario-cases": scenario_cases,
}

if __name__ == "__main__":
    main()
