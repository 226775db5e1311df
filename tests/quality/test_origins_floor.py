"""Origins must not fall below `floors.json`, on a part that is read fast: files of the bundled case with a note of a
syndication group, and a set generated from every fourth note of them. The whole: `python -m tests.quality.origins`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from . import origins
from .generate_origins import FACTS, generate, read_bases, read_case

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


def test_generated_and_bundled() -> None:
    if not FACTS.is_file():
        pytest.skip(f"no facts at {FACTS}: set SARHAD_SHARED to the folder that holds facts/facts.jsonl")
    rows = read_case(only_groups=True)
    case, _ = origins.judge_case(rows, origins.graded(rows))
    bases = read_bases(rows)[::4]
    made = generate(bases, 110)
    pairs = origins.judge(made, bases, origins.sarhad(made))
    found = {
        "origins, generated": {"precision": 100 * pairs.precision, "recall": 100 * pairs.recall},
        "origins, syndication groups": {"f1": 100 * case.f1, "precision": 100 * case.precision},
    }
    below = {(k, role): v for k, row in found.items() for role, v in row.items() if v < FLOORS[k][role]}
    assert below == {}
