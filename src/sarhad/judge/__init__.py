"""Series → Assessment: the weighing of what is claimed for and against, and later the scored models."""

from sarhad.judge.structural import assess_structural

__all__ = ["assess_structural"]
