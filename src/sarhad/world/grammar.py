"""What clauses of Persian and Tajik are made of: function words, and every form of the verbs that close a clause."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any, Literal, NamedTuple

from sarhad.registry import find
from sarhad.world.folding import skeleton

KNOWN = {code: code for code in ("fa", "tg")}
Kind = Literal["finite", "participle", "present", "past", "future"]
Phrase = tuple[str, ...]
_PAST = {"fa": ("", "م", "یم", "ند"), "tg": ("", "ам", "ем", "ед", "анд")}
_PRESENT = {"fa": ("م", "د", "یم", "ید", "ند"), "tg": ("ам", "ад", "ем", "ед", "анд")}
_PERFECT = {"fa": ("است", "اند", "ام", "ایم", "اید"), "tg": ("аст", "анд", "ам", "ем", "ед")}
_IS = {
    "fa": ("است", "اند", "هست", "هستند", "هستم", "هستیم", "بود", "بودند", "ام", "ایم", "بوده"),
    "tg": (
        "аст",
        "анд",
        "ҳаст",
        "ҳастанд",
        "ҳастам",
        "ҳастем",
        "буд",
        "буданд",
        "бошад",
        "бошанд",
        "будааст",
        "будаанд",
    ),
}
_IS_NOT = {"fa": ("نیست", "نیستند", "نبود", "نبودند", "نبوده"), "tg": ("нест", "нестанд", "набуд", "набуданд")}
_MAY_BE = {"fa": ("باشد", "باشند"), "tg": ("бошад", "бошанд")}
_WILL = {"fa": ("خواهد", "خواهند", "خواهم", "خواهیم"), "tg": ("хоҳад", "хоҳанд", "хоҳам", "хоҳем")}
_WILL_NOT = {"fa": ("نخواهد", "نخواهند"), "tg": ("нахоҳад", "нахоҳанд")}
_BARE_PRESENT = {"داشت", "дошт", "توانست", "тавонист"}  # "has", "can": without the sign of the present
_MARKS = {"fa": ("می", "نمی", "ن", "ه"), "tg": ("ме", "наме", "на", "а")}


class Verb(NamedTuple):
    """A written form: the verb's past stem, whether it denies, and which form it is."""

    lemma: str
    negative: bool
    kind: Kind


class Grammar(NamedTuple):
    """One language's verb forms and word classes, all as skeletons (`folding.skeleton`)."""

    code: str
    forms: dict[str, Verb]
    phrases: dict[str, frozenset[Phrase]]  # class → its phrases, each a tuple of words
    longest: dict[str, int]  # the most words that a phrase of the class has

    def has(self, name: str, word: str) -> bool:
        """Whether a single word belongs to a class."""
        return (word,) in self.phrases[name]


@functools.cache
def load_grammar(code: str) -> Grammar:
    """The grammar of "fa" or "tg"; SarhadError names the known ones.

    >>> load_grammar("fa").forms["نمیگویند"]
    Verb(lemma='گفت', negative=True, kind='present')
    """
    find(KNOWN, code, "grammar")
    file = resources.files("sarhad.world") / "languages" / code / "grammar.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    phrases = {k: phrase_set(v) for k, v in table.items() if k != "verbs"}
    longest = {k: max((len(p) for p in v), default=0) for k, v in phrases.items()}
    return Grammar(code, _forms(code, table["verbs"]), phrases, longest)


def phrase_set(rows: list[str] | tuple[str, ...]) -> frozenset[Phrase]:
    """Phrases as tuples of skeletons."""
    return frozenset(tuple(skeleton(w) for w in row.split()) for row in rows)


def _forms(code: str, verbs: dict[str, str]) -> dict[str, Verb]:
    table: dict[str, Verb] = {}
    for past, present in verbs.items():
        for form, verb in _forms_of(code, past.strip(), present):
            table.setdefault(skeleton(form), verb)
    for words, negative in ((_IS[code], False), (_IS_NOT[code], True)):
        table.update({skeleton(w): Verb(_IS[code][0], negative, "present") for w in words})
    table.update({skeleton(w): Verb(_IS[code][0], False, "finite") for w in _MAY_BE[code]})
    for words, negative in ((_WILL[code], False), (_WILL_NOT[code], True)):
        table.update({skeleton(w): Verb("", negative, "future") for w in words})
    return table


def _forms_of(code: str, past: str, present: str) -> list[tuple[str, Verb]]:
    """All third and first persons, with the signs of the present and of denial."""
    lemma = skeleton(past)
    going, going_not, no, participle = _MARKS[code]
    denied = [no + past, "نی" + past[1:]] if code == "fa" and past[0] in "اآ" else [no + past]
    rows = [(past + e, Verb(lemma, False, "past")) for e in _PAST[code]]
    rows += [(n + e, Verb(lemma, True, "past")) for n in denied for e in _PAST[code]]
    rows += [(going + past + e, Verb(lemma, False, "past")) for e in _PAST[code]]
    rows += [(going_not + past + e, Verb(lemma, True, "past")) for e in _PAST[code]]
    for stem, negative in [(past, False), *((n, True) for n in denied)]:
        rows.append((stem + participle, Verb(lemma, negative, "participle")))
        rows += [(stem + participle + e, Verb(lemma, negative, "past")) for e in _PERFECT[code]]
    rows += [(going + past + participle + e, Verb(lemma, False, "past")) for e in ("", *_PERFECT[code])]
    return rows + _present_forms(code, lemma, past, present)


def _present_forms(code: str, lemma: str, past: str, present: str) -> list[tuple[str, Verb]]:
    going, going_not, no, _ = _MARKS[code]
    glide = "я" if code == "tg" and present[-1] in "оӯеиу" else ""
    ends = [glide + e[1:] if glide and e[0] in "а" else e for e in _PRESENT[code]]
    bare: Kind = "present" if past in _BARE_PRESENT else "finite"
    subjunctive = {"fa": "ب", "tg": "би"}[code]
    rows = [(going + present + e, Verb(lemma, False, "present")) for e in ends]
    rows += [(going_not + present + e, Verb(lemma, True, "present")) for e in ends]
    rows += [(no + present + e, Verb(lemma, True, bare)) for e in ends]
    rows += [(present + e, Verb(lemma, False, bare)) for e in ends if present + e not in _NOUNS]
    return rows + [(subjunctive + present + e, Verb(lemma, False, "finite")) for e in ends]


_NOUNS = frozenset({"رود", "روم", "رسم", "نام", "نامد", "جنگم", "کشم", "پرم", "دوم", "سوزم", "барам", "парад", "равад"})
