"""Words of condition, read from `languages/<iso>/conditions.toml`: what marks one, what makes it none, horizons, signs.

Signs are kinds of words ("violence", "contain", "spread") by which the halves of a scenario are put to data.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Any

from sarhad.records import Record
from sarhad.registry import find
from sarhad.world.folding import compile_terms, fold
from sarhad.world.lexicon import KNOWN, load_lexicon


class Conditions(Record, frozen=True, kw_only=True):
    """The patterns of one language over folded text."""

    code: str
    marks: dict[str, re.Pattern[str]]  # clause, unless, noun, otherwise, awaits, result, that, and …
    before: re.Pattern[str]  # ends right before a mark that marks no condition: "as if"
    after: re.Pattern[str]  # begins right after one: "if any"
    opening: re.Pattern[str]  # marks that have to open a clause: "should"
    plain_verb: re.Pattern[str]  # right behind such a mark: it is the verb of its clause ("should be")
    nouns_open: bool
    unreal: re.Pattern[str]  # what never came about: "would have"
    hedges: re.Pattern[str]
    denies: re.Pattern[str]
    no_denial: re.Pattern[str]
    told: re.Pattern[str]
    horizons: tuple[re.Pattern[str], ...]
    units: dict[str, float]  # word → months
    plural: tuple[str, ...]  # units that without a number tell no length
    numbers: dict[str, int]
    signs: dict[str, re.Pattern[str]]
    statuses: dict[str, re.Pattern[str]]  # nominal, later, to-come: how a commitment's status is told
    measures: dict[str, re.Pattern[str]]  # kind of measure → its words


@functools.cache
def load_conditions(code: str) -> Conditions:
    """The words of condition of a language; SarhadError names the known ones.

    >>> load_conditions("ru").marks["clause"].search("если так").group()
    'если'
    """
    find(KNOWN, code, "language")
    path = resources.files("sarhad.world") / "languages" / code / "conditions.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    none, words, horizon = table["none"], table["words"], table["horizon"]
    units = {fold(word): float(months) for word, months in horizon["units"].items()}
    return Conditions(
        code=code,
        marks={name: _terms(row) for name, row in table["marks"].items()},
        before=re.compile(f"(?:{_terms(none['before']).pattern})[\\s,]*$"),
        after=re.compile(rf"\s*{_terms(none['after']).pattern}"),
        opening=_terms(none["opening"]),
        plain_verb=re.compile(rf"\s*{_terms(none['opening-not']).pattern}"),
        nouns_open=bool(none["nouns-open"]),
        unreal=re.compile("|".join(rf"(?<!\w)(?:{p})(?!\w)" for p in none["unreal"]) or "(?!)"),
        hedges=_terms(words["hedges"]),
        denies=re.compile(_terms(words["denies"]).pattern + ("|n't(?!\\w)" if code == "en" else "")),
        no_denial=_terms(words["no-denial"]),
        told=_terms(words["told"]),
        horizons=tuple(_horizon(pattern, units) for pattern in horizon["patterns"]),
        units=units,
        plural=tuple(fold(w) for w in horizon["plural"]),
        numbers={fold(w): int(n) for w, n in load_lexicon(code).words["numbers"].items()},
        signs={name: _terms(row) for name, row in table["signs"].items()},
        statuses={name: _terms(row) for name, row in table["statuses"].items()},
        measures={name: _terms(row) for name, row in table["measures"].items()},
    )


def _terms(row: list[str]) -> re.Pattern[str]:
    return compile_terms(tuple(row))


def _horizon(pattern: str, units: dict[str, float]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{pattern.replace('{unit}', names)})(?!\w)")
