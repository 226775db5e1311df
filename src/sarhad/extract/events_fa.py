"""Persian and Tajik events in PLOVER terms, clause by clause: the closing verb gives the type, phrases the parties."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from sarhad.extract.acts_fa import Act, act_of, load_acts, noun_kind
from sarhad.extract.events_en import HELD_AGAINST, Coded
from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.extract.spans import inside
from sarhad.extract.tokens_fa import Group, Word, groups, match, read_words
from sarhad.records import Offsets
from sarhad.world import load_lexicon
from sarhad.world.folding import skeleton
from sarhad.world.grammar import Grammar, Phrase, load_grammar, phrase_set

_BOTH = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "RETREAT"})
_OBJECT = "را"


class Part(NamedTuple):
    """A stretch of a clause: what leads it ("" for nothing, "را" for a marked object) and the names in it."""

    lead: str
    first: int
    last: int
    names: tuple[Offsets, ...]


class Clause(NamedTuple):
    """A clause: its first word, the verb group that closes it, how it hangs on the one before."""

    start: int
    group: Group
    joined: bool  # by "and" or a comma to the clause before


def code_sentence_fa(line: Line, kit: Kit, told: Sequence[Offsets]) -> Iterator[Coded]:
    """Happenings of one sentence that the text presents as real; who only reports them (`told`) is no party."""
    code = kit.lexicon.code
    grammar = load_grammar(code)
    words = read_words(line.text, grammar)
    if _has(words, 0, len(words), code, "condition-words"):
        return
    names = [n for n in line.named() if not any(inside(line.at((n,))[0], t) for t in told)]
    places = [(m.start - line.start, m.end - line.start) for m in line.mentions]
    unnamed = [msgspec.structs.replace(w, form="") if _is_name(words, i, places) else w for i, w in enumerate(words)]
    clauses = list(_clauses(words, groups(unnamed, grammar), grammar))
    before: tuple[Offsets, ...] = ()
    for n, clause in enumerate(clauses):
        act = act_of(words, clause.group, clause.start, code)
        row = _phrases(words, clause.start, act.first if act else clause.group.first, names, places, code, grammar)
        if act and act.real and _is_real(clause.group):
            behind = _behind(words, clauses, n, names, places, code, grammar)
            coded = _coded(line, words, clause, act, row, behind, before if clause.joined else (), code)
            yield coded
        own = tuple(s for p in row if p.lead == "" for s in p.names)
        before = own or (before if clause.joined else ())


def given_kind(text: str, code: str) -> tuple[str, str]:
    """The type of the first happening of a sentence with its words, real or not; empty where there is none.

    >>> given_kind("طالبان به تاجیکستان حمله کردند.", "fa")
    ('ASSAULT', 'حمله کردند')
    """
    grammar = load_grammar(code)
    words = read_words(text, grammar)
    for clause in _clauses(words, groups(words, grammar), grammar):
        act = act_of(words, clause.group, clause.start, code)
        if act:
            return act.kind, text[words[act.first].start : words[act.last - 1].end]
    return "", ""


def _is_name(words: Sequence[Word], i: int, places: Sequence[Offsets]) -> bool:
    """Whether a form that could be a verb is (part of) a name."""
    return (i > 0 and words[i].capital) or any(p[0] <= words[i].start < p[1] for p in places)


def _is_real(group: Group) -> bool:
    return not group.negative and not group.future and group.real


def _clauses(words: Sequence[Word], found: Sequence[Group], grammar: Grammar) -> Iterator[Clause]:
    """The clauses of a sentence: each ends with a verb group, and begins behind the last one or behind a mark."""
    start, joined = 0, False
    for group in found:
        for i in range(group.first - 1, start - 1, -1):
            if grammar.has("that", words[i].form) or (words[i].mark and words[i].form in ";:.«"):
                start, joined = i + 1, False
                break
        while start < group.first and (words[start].mark or grammar.has("connectives", words[start].form)):
            start += 1
        yield Clause(start, group, joined)
        start, joined = group.last, True


def _behind(
    words: Sequence[Word],
    clauses: Sequence[Clause],
    n: int,
    names: Sequence[Offsets],
    places: Sequence[Offsets],
    code: str,
    grammar: Grammar,
) -> list[Part]:
    """The phrases of the clause that a "that" right behind the verb opens."""
    last = clauses[n].group.last
    that = any(i < len(words) and grammar.has("that", words[i].form) for i in (last, last + 1))
    if not that or n + 1 >= len(clauses):
        return []
    following = clauses[n + 1]
    return _phrases(words, following.start, following.group.first, names, places, code, grammar)


# ---------------------------------------------------------------- parties


def _coded(
    line: Line,
    words: Sequence[Word],
    clause: Clause,
    act: Act,
    row: Sequence[Part],
    behind: Sequence[Part],
    before: tuple[Offsets, ...],
    code: str,
) -> Coded:
    bare = [s for p in row if p.lead == "" for s in p.names]
    by = [s for p in row if p.lead == "by" for s in p.names]
    objects = [s for p in row if p.lead == _OBJECT for s in p.names]
    towards = _led(words, row, code, act.kind)
    among = [s for p in row if p.lead in _leads(code, "among") for s in p.names]
    if act.kind in _BOTH and act.passive:
        actors, recipients = [*bare, *among, *towards], [*towards]
    elif act.passive:
        actors = [*by, *_doers_in(words, row, code), *among[:1]]
        recipients = [s for s in (*bare, *objects, *among[1:]) if s not in actors]
    else:
        actors = [*(bare or before), *by]
        if act.noun >= 0 and not bare:
            actors = [*among, *actors]
        recipients = [*(objects if act.kind != "CONSULT" else ()), *towards]
    if not recipients and behind:
        recipients = [s for p in behind for s in p.names if s not in actors]
    if not recipients and not act.passive and act.kind in HELD_AGAINST:
        recipients = [s for p in row if p.lead and p.lead != "by" for s in p.names]
    first, last = words[act.first].start, words[act.last - 1].end
    return Coded(
        type=act.kind,
        words=(first, last) if act.key and len(act.key) > 1 else (words[clause.group.first].start, last),
        span=(words[clause.start].start, last),
        actors=tuple(actors),
        recipients=tuple(recipients),
        suffered=act.passive,
        trace=" ".join(
            filter(
                None,
                (
                    line.text[words[act.noun].start : words[act.noun].end] if 0 <= act.noun < act.first else "",
                    line.text[first:last],
                ),
            )
        ),
    )


def _led(words: Sequence[Word], row: Sequence[Part], code: str, kind: str) -> list[Offsets]:
    """Those whom prepositions lead to; what an attack comes "from", a border is shared "with", is no party."""
    leads = _leads(code, "towards") - (_leads(code, "whence") if kind in {"ASSAULT", "CONSULT"} else frozenset())
    rows = [p for p in row if p.lead in leads]
    if kind in _BOTH:
        rows = [p for p in rows if not _has(words, max(p.first - 3, 0), p.first - 1, code, "borders")]
    return [s for p in rows for s in p.names]


@functools.cache
def _leads(code: str, name: str) -> frozenset[str]:
    return frozenset(" ".join(p) for p in _list(code, name))


def _doers_in(words: Sequence[Word], row: Sequence[Part], code: str) -> list[Offsets]:
    """Those whose attack it was: "in the attack of X"."""
    leads, table = _leads(code, "doers-in"), load_acts(code)
    return [
        s
        for p in row
        if p.lead in leads and any(noun_kind(w, table) == "ASSAULT" for w in words[p.first : p.last])
        for s in p.names
    ]


@functools.cache
def _list(code: str, name: str) -> frozenset[Phrase]:
    return phrase_set(load_lexicon(code).words[name])


def _has(words: Sequence[Word], start: int, end: int, code: str, name: str) -> bool:
    rows = _list(code, name)
    longest = max(map(len, rows))
    return any(match(words, i, rows, longest, end) for i in range(start, end))


# ---------------------------------------------------------------- the phrases of a clause


def _phrases(
    words: Sequence[Word],
    start: int,
    end: int,
    names: Sequence[Offsets],
    places: Sequence[Offsets],
    code: str,
    grammar: Grammar,
) -> list[Part]:
    """The clause cut at prepositions and marks; a name closes its phrase unless another is joined to it."""
    rows: list[Part] = []
    lead, first, i = "", start, start

    def close(at: int, mark: str = "") -> None:
        if at > first:
            own = tuple(n for n in names if words[first].start <= n[0] and n[0] < words[at - 1].end)
            rows.append(Part(mark or lead, first, at, own))

    while i < end:
        size, found = _lead(words, i, end, code, grammar)
        if size:
            close(i)
            lead, first, i = found, i + size, i + size
        elif words[i].mark:
            close(i)
            lead, first, i = "", i + 1, i + 1
        elif lead and i > first and _is_number(words[i].form, code) and not _in_name(words[i], places):
            close(i)
            lead, first, i = "", i, i + 1
        elif code == "fa" and words[i].form == _OBJECT:
            close(i)
            _mark_object(rows, i)
            lead, first, i = "", i + 1, i + 1
        else:
            i = _past_name(words, i, end, names, places)
            if words[i - 1].marked:
                close(i, _OBJECT if not lead else "")
                _mark_object(rows, i)
                lead, first = "", i
            elif _closes(words, i, end, places) and not _joined(words, i, end, places):
                close(i)
                lead, first = "", i
    close(end)
    return rows


def _lead(words: Sequence[Word], i: int, end: int, code: str, grammar: Grammar) -> tuple[int, str]:
    doers = grammar.phrases["by"] | _list(code, "by-fire")
    by = match(words, i, doers, max(map(len, doers)), end)
    if by:
        return by, "by"
    own = _list(code, "towards") | _list(code, "doers-in") | grammar.phrases["prepositions"]
    size = match(words, i, own, max(map(len, own)), end)
    counts = size == 1 and i + 1 < end and _is_number(words[i + 1].form, code)
    return (0, "") if counts else (size, " ".join(w.form for w in words[i : i + size]))


def _is_number(form: str, code: str) -> bool:
    return form.isdigit() or form in _numbers(code)


@functools.cache
def _numbers(code: str) -> frozenset[str]:
    return frozenset(map(skeleton, load_lexicon(code).words["numbers"]))


def _mark_object(rows: list[Part], at: int) -> None:
    """What the object mark closes: the last phrase and, where prepositions hang on it, the whole of it."""
    if rows and rows[-1].last == at:
        rows[-1] = rows[-1]._replace(lead=_OBJECT)


def _past_name(words: Sequence[Word], i: int, end: int, names: Sequence[Offsets], places: Sequence[Offsets]) -> int:
    """Behind the name that begins at a word, else behind the word."""
    whole = next((n for n in (*names, *places) if n[0] <= words[i].start < n[1]), None)
    j = i + 1
    while whole and j < end and words[j].start < whole[1]:
        j += 1
    return j


def _in_name(word: Word, places: Sequence[Offsets]) -> bool:
    return any(p[0] <= word.start < p[1] for p in places)


def _closes(words: Sequence[Word], i: int, end: int, places: Sequence[Offsets]) -> bool:
    return any(p[0] < words[i - 1].end <= max(p[1], p[0] + 1) or p[0] <= words[i - 1].start < p[1] for p in places)


def _joined(words: Sequence[Word], i: int, end: int, places: Sequence[Offsets]) -> bool:
    """Whether "and" joins another name to the one before word `i`: "Russia and the Taliban"; or "را" follows."""
    if i < end and words[i].form == _OBJECT:
        return True
    if i + 1 >= end or words[i].form not in {"و", "ва"}:
        return False
    return any(p[0] <= w.start < p[1] for w in words[i + 1 : min(i + 4, end)] for p in places)
