"""Look-up in the visible dicts of Sarhad (formats, models, languages…) with an error that lists what there is."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeVar

from sarhad.errors import SarhadError

T = TypeVar("T")
MANY = 40  # names that an error lists; of more it says how many


def find(registry: Mapping[str, T], name: str, kind: str) -> T:
    """The entry called `name`, or a SarhadError that suggests the nearest known names.

    >>> find({"html": 1, "pdf": 2}, "pdf", "format")
    2
    """
    if name in registry:
        return registry[name]
    near = get_close_matches(name, registry, n=1)
    names = sorted(filter(None, registry))
    known = ", ".join(names[:MANY]) + (f" and {len(names) - MANY} more" if len(names) > MANY else "")
    hint = f"did you mean {near[0]}? known: {known}" if near else f"use one of: {known}"
    raise SarhadError(f"unknown {kind}", repr(name), hint)
