"""Series → Assessment: the weighing of what is claimed for and against, and later the scored models."""

from sarhad.judge.gap import assess_gaps
from sarhad.judge.modes import assess_modes
from sarhad.judge.persistence import assess_persistence, with_probability
from sarhad.judge.scenarios import answer_scenarios, countries_of
from sarhad.judge.spillover import assess_spillover, border_pairs
from sarhad.judge.structural import assess_structural
from sarhad.judge.world import whole_world

__all__ = [
    "answer_scenarios",
    "assess_gaps",
    "assess_modes",
    "assess_persistence",
    "assess_spillover",
    "assess_structural",
    "border_pairs",
    "countries_of",
    "whole_world",
    "with_probability",
]
