"""What a language needs for extraction, read from `languages/<iso>/`: cues, term lists, event words, hedges, dates."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

import msgspec

from sarhad.records import Act, Record
from sarhad.registry import find
from sarhad.world.folding import compile_terms

KNOWN = {code: code for code in ("en", "ru", "fa", "tg")}


class Lexicon(Record, frozen=True, kw_only=True):
    """The word lists of one language; term patterns run over folded text (`world.folding.fold`)."""

    code: str
    cues: dict[Act, tuple[str, ...]]  # cue class → verbs (dictionary forms in English, written forms elsewhere)
    irregular: dict[str, tuple[str, ...]]  # verb forms that no rule makes (English)
    phrases: dict[str, tuple[str, ...]]  # "according to", relative words, cue nouns…
    terms: dict[str, re.Pattern[str]]  # named term lists: threats, modes, parties' land, negation, hedges…
    events: dict[str, dict[str, tuple[str, ...]]]  # PLOVER type → verbs / nouns
    statuses: dict[str, tuple[str, ...]]  # commitment status → words
    words: dict[str, Any]  # months, numbers and other small tables
    event_modes: dict[str, dict[str, re.Pattern[str]]]  # PLOVER type → mode → its words
    contexts: dict[str, re.Pattern[str]]  # PLOVER context → its words

    def has(self, term_list: str, folded: str) -> bool:
        """Whether the folded text holds a term of the list; an unknown list holds nothing."""
        pattern = self.terms.get(term_list)
        return bool(pattern and pattern.search(folded))


def with_terms(lexicon: Lexicon, terms: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """The lexicon with the term lists of a region pack; those of the language keep their names.

    >>> with_terms(load_lexicon("en"), {"ferry": ("ferr*",)}).has("ferry", "two ferries")
    True
    """
    added = {name: compile_terms(words) for name, words in terms.items()}
    return msgspec.structs.replace(lexicon, terms={**added, **lexicon.terms})


@functools.cache
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a language; SarhadError names the known ones.

    >>> load_lexicon("en").has("negation", "it is not so")
    True
    """
    find(KNOWN, code, "language")
    folder = resources.files("sarhad.world") / "languages" / code
    tables: dict[str, dict[str, Any]] = {
        name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("cues", "terms", "events", "words")
    }
    return Lexicon(
        code=code,
        cues=_once(tables["cues"].get("verbs", {})),
        irregular={k: tuple(v) for t in ("words", "cues") for k, v in tables[t].get("irregular", {}).items()},
        phrases={k: tuple(v) for k, v in tables["cues"].get("phrases", {}).items()},
        terms={k: compile_terms(tuple(v)) for k, v in tables["terms"].items()},
        events={t: {k: tuple(v) for k, v in row.items()} for t, row in tables["events"].items()},
        statuses={k: tuple(v) for k, v in tables["words"].get("statuses", {}).items()},
        words=tables["words"],
        event_modes={kind: _patterns(rows) for kind, rows in tables["words"].get("mode", {}).items()},
        contexts=_patterns(tables["words"].get("context", {})),
    )


def _patterns(rows: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    return {name: compile_terms(tuple(words)) for name, words in rows.items()}


def _once(verbs: dict[Act, list[str]]) -> dict[Act, tuple[str, ...]]:
    """The verbs, each in the first class that names it."""
    seen: set[str] = set()
    table: dict[Act, tuple[str, ...]] = {}
    for name, row in verbs.items():
        table[name] = tuple(verb for verb in dict.fromkeys(row) if verb not in seen)
        seen.update(row)
    return table
