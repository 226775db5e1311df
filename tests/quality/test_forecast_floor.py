"""Forecasts may not get worse: means over two of the tuning years must not rise above `floors.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sarhad.predict.models import OURS

from . import forecasts

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.long
def test_forecasts() -> None:
    task = forecasts.TASKS["tuning"]._replace(first=2016)
    if not (forecasts.FOLDER / task.file).is_file():
        pytest.skip(f"the conflict data are not at {forecasts.FOLDER}: set SARHAD_SHARED")
    measured = forecasts.measure(task, ["conflictology12", OURS], draws=200)
    ours, baseline = (forecasts.means(measured, name, forecasts.whole(measured)) for name in (OURS, "conflictology12"))
    bound = FLOORS["forecasts of 2016 and 2017, 200 draws, at most"]
    assert {score: value for score, value in ours.items() if value > bound[score]} == {}
    assert {score: value for score, value in ours.items() if value >= baseline[score]} == {}
