"""The desk's index of a lake: everything that pages and API show, worked out once for each state of the lake."""

from sarhad.indexing.build import build_index
from sarhad.indexing.keeper import Keeper

__all__ = ["Keeper", "build_index"]
