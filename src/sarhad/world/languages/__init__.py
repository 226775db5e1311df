"""Plain lists of each language that reading needs: abbreviations, and the lines of a page that are not the article."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def load_abbreviations(code: str) -> frozenset[str]:
    """The abbreviations of a language after which no sentence ends; none for a language without a list.

    >>> "т. е." in load_abbreviations("ru"), load_abbreviations("xx")
    (True, frozenset())
    """
    return frozenset(_read(code, "abbreviations.txt"))


@functools.cache
def load_boilerplate(code: str) -> tuple[str, ...]:
    """Regular expressions of whole lines that belong to the site: forms, menus, notices (matched without case)."""
    return _read(code, "boilerplate.txt")


@functools.cache
def load_endings(code: str) -> tuple[str, ...]:
    """Regular expressions of whole lines after which nothing is the article's: readers' comments (without case)."""
    return _read(code, "endings.txt")


@functools.cache
def load_bylines(code: str) -> tuple[str, ...]:
    """Regular expressions of whole lines that credit someone, with groups `author` and `outlet` (case counts)."""
    return _read(code, "bylines.txt")


def _read(code: str, name: str) -> tuple[str, ...]:
    """The lines of a language's file that are neither empty nor comments."""
    file = resources.files("sarhad.world") / "languages" / code / name
    if not file.is_file():
        return ()
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
