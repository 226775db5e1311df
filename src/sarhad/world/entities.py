"""Words that tell what a phrase names, by its head: `languages/<iso>/entities.toml`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources

from sarhad.world.lexicon import KNOWN

Terms = Mapping[str, Mapping[str, frozenset[str]]]


@functools.cache
def load_entity_terms(code: str) -> Terms:
    """The word lists by section and name; a text is split at "|" where it holds one, else at blanks.

    >>> "city" in load_entity_terms("en")["location"]["heads"]
    True
    """
    file = resources.files("sarhad.world") / "languages" / KNOWN[code] / "entities.toml"
    if not file.is_file():
        return {}
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {section: {name: _words(text) for name, text in row.items()} for section, row in table.items()}


def _words(text: str) -> frozenset[str]:
    parts = text.replace("\n", " ").split("|") if "|" in text else text.split()
    return frozenset(word for part in parts if (word := part.strip()))
