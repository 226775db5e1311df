"""What the closing verb of a Persian or Tajik clause stands for in PLOVER terms, with the words that belong to it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sarhad.extract.operators import operated
from sarhad.extract.tokens_fa import Group, Word
from sarhad.world import load_lexicon
from sarhad.world.folding import compile_terms, fold, skeleton
from sarhad.world.grammar import Phrase

_SAME = {"کرد": "نمود", "кард": "намуд"}
_PASSIVE = {
    **dict.fromkeys(("کرد", "نمود", "ساخت", "داد"), ("شد", "گردید")),
    **dict.fromkeys(("кард", "намуд", "сохт", "дод"), ("шуд", "гардид")),
}
_LIGHT = frozenset(map(skeleton, ("کرد", "نمود", "داشت", "داد", "شد", "گرفت", "кард", "намуд", "дошт", "дод", "шуд")))
_WANT = frozenset(map(skeleton, ("خواست", "хост")))
_PARTICIPLE = {"fa": "ه", "tg": "а"}
_TAILS = ("ро", "хои", "хо", "и", "های", "هایی", "ها", "ی")  # what nouns take, as skeletons
_LED = frozenset({"در", "дар", "از", "аз"})
_NEAR = 4  # words between a noun of happening and the light verb that has it


class Entry(NamedTuple):
    """What a closing verb stands for: a type or an operator, in the passive or not, perhaps only with such objects."""

    kind: str
    operator: bool = False
    passive: bool = False
    objects: re.Pattern[str] | None = None


class Act(NamedTuple):
    """A happening: its type, whether the text gives it as real, whether its subject suffered it, its words."""

    kind: str
    real: bool
    passive: bool
    first: int  # the words of the predicate
    last: int
    noun: int = -1  # the noun of happening that it governs
    key: Phrase = ()


class Table(NamedTuple):
    """A language's predicates, the nouns of happening and the most words of a predicate."""

    verbs: dict[Phrase, tuple[Entry, ...]]
    nouns: dict[str, str]
    longest: int


@functools.cache
def load_acts(code: str) -> Table:
    """The predicates of "fa" or "tg" from its lexicon."""
    lexicon = load_lexicon(code)
    table: dict[Phrase, list[Entry]] = {}
    for kind, row in lexicon.events.items():
        objects = compile_terms(tuple(row["objects"])) if "objects" in row else None
        _put(table, row.get("given", ()), Entry(kind, objects=objects))
        _put(table, row.get("verbs", ()), Entry(kind))
        for key in (k for words in row.get("suffered", ()) for k, _ in _keys(words)):
            table.setdefault(key, []).append(Entry(kind, passive=True))
    for name, words in lexicon.words["operators"].items():
        _put(table, words, Entry(name, operator=True))
    nouns = {skeleton(n): kind for kind, row in lexicon.events.items() for n in row.get("nouns", ())}
    ranked = {k: tuple(sorted(v, key=lambda e: (e.objects is None, e.operator))) for k, v in table.items()}
    return Table(ranked, nouns, max(map(len, ranked)))


def _put(table: dict[Phrase, list[Entry]], rows: Iterable[str], entry: Entry) -> None:
    for row in rows:
        for key, passive in _keys(row):
            table.setdefault(key, []).append(entry._replace(passive=passive))


def _keys(row: str) -> list[tuple[Phrase, bool]]:
    """A row ("حمله کرد|برد") as keys, each with its passive."""
    whole, *others = row.split("|")
    lead = tuple(map(skeleton, whole.split()[:-1]))
    verbs = dict.fromkeys([whole.split()[-1], *others])
    verbs |= dict.fromkeys(_SAME[v] for v in tuple(verbs) if v in _SAME)
    rows = [((*lead, skeleton(v)), False) for v in verbs]
    passives = dict.fromkeys(p for v in verbs for p in _PASSIVE.get(v, ()) if lead)
    known = {k for k, _ in rows}
    return rows + [(k, True) for p in passives if (k := (*lead, skeleton(p))) not in known]


def act_of(words: Sequence[Word], group: Group, start: int, code: str) -> Act | None:
    """The happening that a verb group closes, in the clause from word `start`; None where it closes none."""
    table = load_acts(code)
    text = fold(" ".join(w.form for w in words[start : group.last]))
    for size in range(min(table.longest - 1, group.first - start), -1, -1):
        lead = tuple(w.form for w in words[group.first - size : group.first])
        for key in ((*lead, group.lemma), (*lead, words[group.first].form)):
            for entry in table.verbs.get(key, ()):
                act = _made(words, group, start, size, entry, key, table, text, code)
                if act:
                    return act
    return _light(words, group, start, table) or _entered(words, group, start, code)


def _entered(words: Sequence[Word], group: Group, start: int, code: str) -> Act | None:
    """A verb of travel with where it leads to inside it: "وارد کابل شد"."""
    if group.lemma not in _LIGHT:
        return None
    lead = {skeleton(w) for w in load_lexicon(code).words["travel"]}
    at = next((i for i in range(group.first - 1, max(start, group.first - _NEAR) - 1, -1) if words[i].form in lead), -1)
    return Act("CONSULT", True, False, group.first, group.last, at, (words[at].form, group.lemma)) if at >= 0 else None


def _made(
    words: Sequence[Word],
    group: Group,
    start: int,
    size: int,
    entry: Entry,
    key: Phrase,
    table: Table,
    text: str,
    code: str,
) -> Act | None:
    if entry.objects is not None and not _objects(code, entry.objects, text):
        return None
    alone = group.last - group.first == 1 and words[group.first].form == group.lemma + _PARTICIPLE[code]
    first, passive = (
        group.first - size,
        entry.passive or group.passive or (alone and len(key) == 1 and entry.kind == "ASSAULT"),
    )
    if not entry.operator:
        return Act(entry.kind, True, passive, first, group.last, key=key)
    if key[-1] in _WANT and len(key) == 1 and not _asked(words, start, first, entry.kind):
        return None
    noun = _noun_before(words, start, first, table, first - start)
    inner = noun_kind(words[noun], table) if noun >= 0 else ""
    made = operated(entry.kind, inner, True)
    return Act(made[0], made[1], passive, first, group.last, noun, key) if made else None


def _objects(code: str, pattern: re.Pattern[str], text: str) -> bool:
    return bool(_skeletons(pattern.pattern).search(text))


@functools.cache
def _skeletons(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _asked(words: Sequence[Word], start: int, first: int, kind: str) -> bool:
    """ "Asked of X" is a demand, "wanted" none."""
    behind = any(w.form in {"از", "аз"} for w in words[start:first])
    return behind == (kind == "demand")


def noun_kind(word: Word, table: Table) -> str:
    """What a noun of happening stands for, with the endings it may take; "" for any other word."""
    forms = [word.form, *(word.form.removesuffix(t) for t in _TAILS)]
    forms += [f.removesuffix("и") for f in forms[1:2]]
    return next((table.nouns[f] for f in forms if f in table.nouns), "")


def _noun_before(words: Sequence[Word], start: int, end: int, table: Table, far: int) -> int:
    """The nearest noun of happening before a word, -1 where there is none within reach."""
    return next((i for i in range(end - 1, max(start, end - far) - 1, -1) if noun_kind(words[i], table)), -1)


def _light(words: Sequence[Word], group: Group, start: int, table: Table) -> Act | None:
    """A verb that only carries the noun right before it: "گفت‌وگوی تلفنی کردند"."""
    if group.lemma not in _LIGHT:
        return None
    noun = _noun_before(words, start, group.first, table, _NEAR)
    if noun < 0 or any(w.mark for w in words[noun : group.first]) or words[noun - 1].form in _LED:
        return None
    return Act(noun_kind(words[noun], table), True, False, noun, group.last, noun, (words[noun].form, group.lemma))
