"""The outlook of a workspace as it was last issued, with how earlier issues have done beside the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from sarhad.records import Fan, FanMonth, ForecastMiss, Outlook, Persistence, Score, ScoreLine
from sarhad.scoring import SAMPLE_SCORES, compare
from sarhad.settings import Settings
from sarhad.store import Lake, open_lake

NOTHING = (
    "Nothing has been forecast: load deaths (sarhad load ucdp --fetch), then run sarhad assess and sarhad forecast."
)
ENOUGH = 5  # units below which an interval over units says nothing
SEED = 1  # of the bootstrap: the same scores give the same interval


def read_outlook(lake: Lake) -> Outlook:
    """Fans, scorecard and misses from what the lake holds; nothing is drawn or fitted anew."""
    scores = lake.read(Score)
    truths = {(s.target, s.unit, s.month): s.truth for s in scores if s.truth is not None}
    fans = tuple(_told(fan, truths) for fan in lake.read(Fan))
    first = next(iter(SAMPLE_SCORES))
    own = [s for s in scores if not s.baseline and s.measure == first]
    judged = lake.read(Persistence)
    return Outlook(
        fans=fans,
        persistence=judged,
        scorecard=tuple(scorecard(scores)),
        misses=tuple(misses(own)),
        settled=sum(s.state == "scored" for s in own),
        pending=sum(s.state == "pending" for s in own),
        absence="" if fans or judged else NOTHING,
    )


def outlook_of(workspace: Path, settings: Settings, as_of: str | None = None) -> Outlook:
    """The outlook of a workspace, as of now or of a moment before."""
    with open_lake(workspace, settings, as_of=as_of, read_only=True) as lake:
        return read_outlook(lake)


def _told(fan: Fan, truths: Mapping[tuple[str, str, str], float | None]) -> Fan:
    """The fan with what then happened, where it is known."""
    months = tuple(_with_truth(month, truths.get((fan.target, fan.unit, month.month))) for month in fan.months)
    return msgspec.structs.replace(fan, months=months)


def _with_truth(month: FanMonth, truth: float | None) -> FanMonth:
    return msgspec.structs.replace(month, truth=truth)


def misses(scores: Iterable[Score]) -> list[ForecastMiss]:
    """Forecasts whose truth lies outside their 90 % interval, newest month first."""
    found = [
        ForecastMiss(
            forecast=s.forecast,
            unit=s.unit,
            name=s.name,
            month=s.month,
            model=s.model,
            issued=s.issued,
            truth=s.truth,
            low=s.low,
            high=s.high,
        )
        for s in scores
        if s.truth is not None and s.low is not None and s.high is not None and not s.low <= s.truth <= s.high
    ]
    return sorted(found, key=lambda m: (m.month, m.unit), reverse=True)


def scorecard(scores: Sequence[Score]) -> list[ScoreLine]:
    """A line for each target, model and measure: mean score, and that of the baseline issued on the same data."""
    beside = {(s.series, s.unit, s.month, s.measure): s for s in scores if s.baseline}
    groups: dict[tuple[str, str, str], list[Score]] = {}
    for score in scores:
        if not score.baseline:
            groups.setdefault((score.target, score.model, score.measure), []).append(score)
    order = list(SAMPLE_SCORES)
    listed = sorted(groups, key=lambda key: (key[0], key[1], order.index(key[2])))
    return [_line(key, groups[key], beside) for key in listed]


def _line(
    key: tuple[str, str, str], own: Sequence[Score], beside: Mapping[tuple[str, str, str, str], Score]
) -> ScoreLine:
    settled = [s for s in own if s.value is not None]
    twins = [(s, beside.get((s.series, s.unit, s.month, s.measure))) for s in settled]
    pairs = [(s, twin) for s, twin in twins if twin is not None and twin.value is not None]
    ours = [s.value for s, _ in pairs if s.value is not None] or [s.value for s in settled if s.value is not None]
    theirs = [twin.value for _, twin in pairs if twin.value is not None]
    units = [s.unit for s, _ in pairs] or [s.unit for s in settled]
    low, high = _interval(ours, theirs, units)
    return ScoreLine(
        target=key[0],
        model=key[1],
        baseline=pairs[0][1].model if pairs else "",
        measure=key[2],
        n=len(ours),
        units=len(set(units)),
        pending=len(own) - len(settled),
        ours=float(np.mean(ours)) if ours else None,
        theirs=float(np.mean(theirs)) if theirs else None,
        low=low,
        high=high,
    )


def _interval(
    ours: Sequence[float], theirs: Sequence[float], units: Sequence[str]
) -> tuple[float | None, float | None]:
    """The 95 % interval of the mean difference, where there are enough units to draw anew."""
    if not theirs or len(set(units)) < ENOUGH:
        return None, None
    found = compare(ours, theirs, units, np.random.default_rng(SEED))
    return found.low, found.high
