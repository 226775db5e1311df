"""Cue verbs of Persian and Tajik: a closing verb with what stands before it, in any tense, passive or denied."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from sarhad.extract.tokens_fa import Group, Word, match_before
from sarhad.records import Act
from sarhad.world import load_lexicon
from sarhad.world.folding import skeleton
from sarhad.world.grammar import Grammar, Phrase

_SAME = {"کرد": ("نمود",), "кард": ("намуд",)}  # verbs that may stand for one another
_PASSIVE = {
    **dict.fromkeys(("کرد", "نمود", "ساخت"), ("شد", "گردید")),
    **dict.fromkeys(("кард", "намуд", "сохт"), ("шуд", "гардид")),
}
_DENIED_BELIEF = frozenset({"believe", "expect"})
_NEITHER = frozenset({"نه", "на"})
_DENIABLE = frozenset({"doubt"})


class Entry(NamedTuple):
    """A cue of the lexicon: its class, and whether this form of it is passive."""

    act: Act
    passive: bool


class Cue(NamedTuple):
    """A cue in the sentence; `head` is its first word, `last` exclusive, `parts` the word ranges of its span."""

    first: int
    last: int
    parts: tuple[tuple[int, int], ...]
    act: Act
    head: str
    key: Phrase
    passive: bool
    hearsay: bool
    plural: bool
    base: Act = ""  # the class before a denial ("do not believe that": believe, deny)


class Table(NamedTuple):
    """The cue verbs of a language: words before the verb and its stem → entry."""

    entries: dict[Phrase, Entry]
    longest: int
    hearsay: frozenset[Phrase]
    split: dict[tuple[str, Phrase], Act]  # noun, rest → act
    joined: dict[str, Phrase]
    lists: dict[str, frozenset[Phrase]]


@functools.cache
def load_table(code: str) -> Table:
    """The cue verbs of "fa" or "tg" from its lexicon."""
    lexicon = load_lexicon(code)
    entries: dict[Phrase, Entry] = {}
    for act, rows in lexicon.cues.items():
        for row in rows:
            for key, passive in _keys(row):
                entries.setdefault(key, Entry(act, passive))
    hearsay = frozenset(key for row in lexicon.irregular["hearsay"] for key, _ in _keys(row))
    split = _split(lexicon.irregular["split"], entries)
    lists = {k: frozenset(key for row in v for key, _ in _keys(row)) for k, v in lexicon.irregular.items()}
    longest = max(map(len, entries))
    joined = {"".join(key[:-1]): key for key in entries if len(key) > 1}
    return Table(entries, longest, hearsay, split, joined, lists)


def _keys(row: str) -> list[tuple[Phrase, bool]]:
    """A row of the lexicon ("هشدار داد|کرد") as keys: skeletons of its words, each closing verb, and the passives."""
    whole, *others = row.split("|")
    lead = tuple(map(skeleton, whole.split()[:-1]))
    rows: list[tuple[Phrase, bool]] = []
    for *between, verb in [whole.split()[len(lead) :], *(o.split() for o in others)]:
        before = (*lead, *map(skeleton, between))
        rows += [((*before, skeleton(v)), False) for v in (verb, *_SAME.get(verb, ()))]
        if before:
            rows += [((*before, skeleton(p)), True) for p in _PASSIVE.get(verb, ())]
    return rows


def _split(rows: Sequence[str], entries: dict[Phrase, Entry]) -> dict[tuple[str, Phrase], Act]:
    table: dict[tuple[str, Phrase], Act] = {}
    for row in rows:
        for key, passive in _keys(row):
            known = (key, (key[0].removesuffix("и"), *key[1:]), key[1:])
            acts = [entries[k].act for k in known if k in entries]
            if acts and not passive:
                table[key[0], key[1:]] = acts[0]
    return table


def find_cues(words: Sequence[Word], found: Sequence[Group], grammar: Grammar) -> list[Cue]:
    """The cues outside quotations, left to right; denied ones only where the denial is itself a claim."""
    table = load_table(grammar.code)
    said = [g for g in found if g.real and not words[g.first].quoted]
    rows = [_cue(words, group, table, grammar) for group in said]
    return [row for row in rows if row]


def find_silences(words: Sequence[Word], found: Sequence[Group], grammar: Grammar) -> list[int]:
    """The first words of cues that are denied: who has not said, confirmed or commented."""
    table = load_table(grammar.code)
    rows = []
    for group in (g for g in found if g.real and g.finite and g.negative and not words[g.first].quoted):
        size, key = _before(words, group, table, grammar)
        entry = table.entries.get(key)
        if entry and entry.act in {"say", "confirm", "deny", "claim"}:
            rows.append(group.first - size)
    return rows


def _cue(words: Sequence[Word], group: Group, table: Table, grammar: Grammar) -> Cue | None:
    size, key = _before(words, group, table, grammar)
    entry = table.entries.get(key)
    hearsay = key in table.hearsay
    if (entry is None and not hearsay) or group.future:
        return None
    base: Act = entry.act if entry else "plan"
    act = base
    if group.negative or (group.first > size and words[group.first - size - 1].form in _NEITHER):
        if act not in _DENIED_BELIEF | _DENIABLE and key[-1] not in {"پذیرفت", "пазируфт"}:
            return None
        act = "deny"
    passive = group.passive or bool(entry and entry.passive)
    first = group.first - size
    if not group.finite and not _stands_alone(words, group, first, passive, act, grammar):
        return None
    part = (first, group.last)
    return Cue(first, group.last, (part,), act, words[first].form, key, passive, hearsay or passive, group.plural, base)


def _stands_alone(words: Sequence[Word], group: Group, first: int, passive: bool, act: Act, grammar: Grammar) -> bool:
    """A participle that is a cue: "it is claimed …" in Persian, "rejecting Y, …" in Tajik."""
    if grammar.code == "fa":
        return passive and first == 0
    return act in {"deny", "accuse"} and group.last < len(words) and words[group.last].form == ","


def _before(words: Sequence[Word], group: Group, table: Table, grammar: Grammar) -> tuple[int, Phrase]:
    """How many words before the verb belong to the cue, and its key; a word that strengthens may stand between."""
    best: tuple[int, Phrase] = (0, (group.lemma,))
    own = words[group.first].form
    for skipped in (0, 1, 2):
        end = group.first - skipped
        if skipped and match_before(words, group.first, grammar.phrases["intensifiers"], 2) != skipped:
            continue
        for size in range(min(table.longest, end), 0, -1):
            lead = tuple(
                w.form.removesuffix("и") if skipped and w is words[end - 1] else w.form for w in words[end - size : end]
            )
            for key in ((*lead, group.lemma), (*lead, own)):
                if key in table.entries or key in table.hearsay:
                    return size + skipped, key
    return best


def find_split(
    words: Sequence[Word], group: Group, start: int, code: str
) -> tuple[Act, tuple[tuple[int, int], ...]] | None:
    """A cue whose complement stands inside it ("خواستار … شد"): its class and its two parts, within a clause."""
    table = load_table(code)
    for size in (4, 3, 2, 1, 0):
        rest = (*(w.form for w in words[group.first - size : group.first]), group.lemma)
        for i in range(start, group.first - size - 1):
            act = table.split.get((words[i].form, rest))
            if act and not words[i].quoted and not group.negative and not group.future:
                return act, ((i, i + 1), (group.first - size, group.last))
    return None


def in_list(code: str, name: str, cue: Cue) -> bool:
    """Whether the lexicon's list names the cue, in whole or by its first word."""
    rows = load_table(code).lists[name]
    return cue.key in rows or (cue.head,) in rows or (cue.key[0],) in rows
