"""Series → Assessment: the weighing of what is claimed for and against, and later the scored models."""

from sarhad.judge.scenarios import answer_scenarios, countries_of
from sarhad.judge.structural import assess_structural

__all__ = ["answer_scenarios", "assess_structural", "countries_of"]
