"""Structural or transient, scored as it would have been issued: at least 18 of the next 24 months reach θ deaths.

    python -m tests.quality.structural [--theta 1 25] [--first 2005] [--last 2022] [--deaths-only] [--reliability]
                                       [--show AFG PAK TJK UZB]

Each October every unit gets a probability from a model fitted on months whose 24 following months were complete by
then. Beside it: the base rate, a table by active months of the last 24, and a logit on seven features of the history.
Brier score, log score and calibration error (lower is better) over all cases, over contested ones (1 to 11 of the last
12 months reach θ), and over those with 12 of 12; differences with a 95 % interval (countries drawn whole, fixed seed).
Data: UCDP GED 25.1, all types, by country and month (`SARHAD_SHARED`, not part of the project).
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sarhad.acquire.panels import read_panel
from sarhad.judge.episodes import trailing
from sarhad.judge.history import ahead
from sarhad.judge.logit import fit_logit
from sarhad.judge.persistence import assess_persistence, learn
from sarhad.panel import Panel, Values
from sarhad.records import Persistence
from sarhad.scoring import brier, calibration_error, compare, log_score, reliability_table

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SARHAD_SHARED", str(ROOT.parent / "shared")))
FILE = SHARED / "data" / "conflict" / "ucdp_ged251_country_month_1989-01_2024-12.parquet"
COLUMNS = {
    "incidents": "ucdp_event_count",
    "state-based": "ucdp_state_based_events",
    "non-state": "ucdp_non_state_events",
    "one-sided": "ucdp_one_sided_events",
}
Numbers = NDArray[np.float64]
Counts = Mapping[str, Values]
BASELINES = ("base rate", "table", "logit, 7 features", "predict .99")
OURS = "model"


class Issued(NamedTuple):
    """All cases: outcome, active months of the last 12, country; and each model's probabilities."""

    y: Numbers
    active: Numbers
    country: Numbers
    given: Mapping[str, Numbers]

    def only(self, keep: NDArray[np.bool_]) -> Issued:
        """Those marked."""
        return Issued(self.y[keep], self.active[keep], self.country[keep], {k: p[keep] for k, p in self.given.items()})


def load(file: Path = FILE) -> tuple[Panel, Counts]:
    """Deaths of all types, and the counts of events by kind."""
    return read_panel(file), {name: read_panel(file, column).values for name, column in COLUMNS.items()}


def cut(panel: Panel, counts: Counts, month: str) -> tuple[Panel, Counts]:
    """What was known at the end of a month."""
    known = panel.until(month)
    return known, {name: values[:, : known.values.shape[1]] for name, values in counts.items()}


def base_rate(known: Panel, theta: float) -> Numbers:
    """The share of all earlier Octobers."""
    _, y = _octobers(known, theta)
    return np.full(len(known.units), y.mean())


def table(known: Panel, theta: float) -> Numbers:
    """The share among earlier Octobers with as many active months in the last 24, one case of the base rate added."""
    at, y = _octobers(known, theta)
    count = trailing((known.values >= theta).astype(np.float64), 24)
    past = count[:, at]
    share = [(y[past == n].sum() + y.mean()) / ((past == n).sum() + 1) for n in range(25)]
    return np.array(share)[count[:, -1].astype(int)]


def seven(known: Panel, theta: float) -> Numbers:
    """A logit on active months in 3, 6, 12, 24, 60, log deaths in 12 and log months since the last."""
    active = known.values >= theta
    months = np.broadcast_to(np.arange(active.shape[1]), active.shape)
    last = np.maximum.accumulate(np.where(active, months, -240), axis=1)
    windows = [trailing(active.astype(np.float64), w) for w in (3, 6, 12, 24, 60)]
    level = np.log1p(trailing(known.values, 12) / theta)
    x = np.stack([*windows, level, np.log1p(np.minimum(months - last, 240))], axis=2)
    at, y = _octobers(known, theta)
    unit = np.repeat(np.arange(len(active)), len(at))
    model = fit_logit(x[:, at].reshape(-1, 7), y.ravel(), np.ones(y.size), unit, 1.0)
    return np.full(len(active), y.mean()) if model is None else model.chances(x[:, -1])[0]


def _octobers(known: Panel, theta: float) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Earlier Octobers whose 24 following months are complete, and whether those lasted."""
    at = np.arange(known.values.shape[1] - 25, 8, -12)
    return at, ahead(known.values >= theta, 24)[:, at] >= 18


def model(known: Panel, theta: float, counts: Counts) -> Numbers:
    """The product's own model."""
    learned = learn(known, theta, counts)
    if learned.structural is None:
        return base_rate(known, theta)
    return learned.structural.chances(learned.history.x[:, -1])[0]


def issue(panel: Panel, counts: Counts, theta: float, years: Sequence[int]) -> Issued:
    """The probabilities of each year from what was known at the end of its October."""
    lasted = ahead(panel.values >= theta, 24)
    year = trailing((panel.values >= theta).astype(np.float64), 12)
    y, active, given = [], [], {name: [] for name in (*BASELINES, OURS)}  # type: ignore[var-annotated]
    for at in years:
        known, seen = cut(panel, counts, f"{at}-10")
        now = known.values.shape[1] - 1
        y.append((lasted[:, now] >= 18).astype(np.float64))
        active.append(year[:, now])
        given["base rate"].append(base_rate(known, theta))
        given["table"].append(table(known, theta))
        given["logit, 7 features"].append(seven(known, theta))
        given["predict .99"].append(np.full(len(known.units), 0.99))
        given[OURS].append(model(known, theta, seen))
    country = np.tile(np.arange(len(panel.units)), len(years))
    joined = {name: np.concatenate(p) for name, p in given.items()}
    return Issued(np.concatenate(y), np.concatenate(active), country.astype(np.float64), joined)


PARTS: Mapping[str, Callable[[Issued], NDArray[np.bool_]]] = {
    "all": lambda i: i.y >= 0,
    "contested": lambda i: (i.active >= 1) & (i.active <= 11),
    "12 of 12": lambda i: i.active == 12,
    "0 of 12": lambda i: i.active == 0,
}


def measure(issued: Issued) -> dict[str, dict[str, dict[str, float]]]:
    """Part → model → scores."""
    return {name: {k: _scores(part, k) for k in part.given} for name, part in parts(issued).items()}


def parts(issued: Issued) -> dict[str, Issued]:
    """The cases by how active the last year was."""
    return {name: issued.only(chosen(issued)) for name, chosen in PARTS.items() if chosen(issued).any()}


def _scores(part: Issued, name: str) -> dict[str, float]:
    p = part.given[name]
    return {
        "brier": float(brier(p, part.y).mean()),
        "log": float(log_score(np.clip(p, 1e-4, 1 - 1e-4), part.y).mean()),
        "ece": calibration_error(p, part.y),
    }


def report(issued: Issued) -> None:
    """Each part with n, scores of each model, and the difference of ours to the logit and the table."""
    for name, part in parts(issued).items():
        print(f"\n{name}: n = {len(part.y)}, lasted {part.y.mean():.4f}")
        for key in part.given:
            if key != "predict .99" or name == "12 of 12":
                s = _scores(part, key)
                print(f"  {key:20s} Brier {s['brier']:.4f}  log {s['log']:.4f}  ECE {s['ece']:.4f}")
        for other in ("table", "logit, 7 features"):
            ours, theirs = (brier(part.given[k], part.y) for k in (OURS, other))
            d = compare(ours, theirs, part.country, np.random.default_rng(7))
            print(f"  model − {other}: {d.mean:+.4f} ({d.low:+.4f} to {d.high:+.4f}), {d.clusters} countries")


def reliability(issued: Issued) -> None:
    """What was said, and how often it came."""
    print("\n   said  came     n   (90 %)")
    for r in reliability_table(issued.given[OURS], issued.y):
        print(f"  {r.forecast:5.3f} {r.frequency:5.3f} {r.n:5d}   ({r.low:.3f}–{r.high:.3f})")


def show(answers: Sequence[Persistence]) -> None:
    """Answers with their reasons."""
    for a in answers:
        chance = "no probability" if a.probability is None else f"{a.probability:.3f} ({a.low:.3f}–{a.high:.3f})"
        print(f"\n{a.name}, {a.as_of}, {a.event}: {chance}, {a.likelihood}: {a.answer}")
        print(f"  none in 24 months {a.none}, any death in 12 {a.onset}; confidence {a.confidence}: {a.because}")
        print(*(f"  {text}" for text in (a.absence, *(s.text for s in a.speaks)) if text), sep="\n")
        for c in a.cases:
            print(f"  like {c.name} {c.month}: {c.active} of 12, {c.deaths:,.0f} deaths; then {c.reached} of 24 months")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--theta", type=float, nargs="+", default=[1.0, 25.0])
    parser.add_argument("--first", type=int, default=2005)
    parser.add_argument("--last", type=int, default=2022)
    parser.add_argument("--deaths-only", action="store_true")
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--show", nargs="*", default=[])
    given = parser.parse_args()
    panel, counts = load()
    seen = {} if given.deaths_only else counts
    for theta in given.theta:
        print(f"\nθ = {theta:g} deaths a month")
        if given.show:
            show(assess_persistence(panel, given.show, theta, counts=seen))
            continue
        issued = issue(panel, seen, theta, range(given.first, given.last + 1))
        report(issued)
        if given.reliability:
            reliability(issued)


if __name__ == "__main__":
    main()
