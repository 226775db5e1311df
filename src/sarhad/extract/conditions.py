"""Where a sentence sets a condition: the words that mark it, the clause behind them, and what is said to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sarhad.extract.parsing_ru import analyzer
from sarhad.extract.spans import trim
from sarhad.records import Offsets
from sarhad.world.conditions import Conditions
from sarhad.world.folding import TOKEN, skeleton
from sarhad.world.grammar import load_grammar

KINDS = ("unless", "clause", "noun", "otherwise")
_BREAKS = re.compile(r"[;؛]|(?<!\d):(?=\s)")
_QUOTES = re.compile(r"[«»“”„\"]")
_EDGES = " ,،.;؛:–—\n«»“”„\"'"


class Half(NamedTuple):
    """A condition in a sentence: its mark, its clause, what follows from it, and whether the mark denies the clause."""

    mark: Offsets
    antecedent: Offsets
    consequent: Offsets
    denies: bool


class Text(NamedTuple):
    """A sentence with its folded form and the words of condition of its language."""

    text: str
    folded: str
    words: Conditions


def find_conditionals(text: Text) -> Iterator[Half]:
    """Conditions with a consequent that is hedged or in the future, left to right."""
    if text.text.rstrip(' "»”').endswith(("?", "؟")):
        return
    for name, mark in marks_in(text):
        found = _half(text, name, mark)
        if found:
            yield found


def marks_in(text: Text, names: tuple[str, ...] = KINDS) -> list[tuple[str, Offsets]]:
    """The words that can mark a condition, left to right; of those that overlap the first, of these the longest."""
    found = [(m.span(), name) for name in names for m in text.words.marks[name].finditer(text.folded)]
    rows: list[tuple[str, Offsets]] = []
    for span, name in sorted(found, key=lambda f: (f[0][0], -f[0][1], names.index(f[1]))):
        if not rows or span[0] >= rows[-1][1][1]:
            rows.append((name, span))
    return rows


def _half(text: Text, name: str, mark: Offsets) -> Half | None:
    if not marks_condition(text, name, mark):
        return None
    denies = name in {"unless", "otherwise"} or _is(text, "noun-denies", mark)
    parts = _otherwise(text, mark) if name == "otherwise" else _parts(text, name, mark)
    if parts is None or text.words.unreal.search(text.folded[slice(*parts[0])]):
        return None
    if text.words.unreal.search(text.folded[slice(*parts[1])]):
        return None
    return Half(mark, *parts, denies)


def _is(text: Text, name: str, mark: Offsets) -> bool:
    return bool(text.words.marks[name].fullmatch(text.folded[slice(*mark)]))


def marks_condition(text: Text, name: str, mark: Offsets) -> bool:
    """Whether the words mark a condition here."""
    words, before = text.words, text.folded[: mark[0]]
    if name != "otherwise" and (words.before.search(before) or words.after.match(text.folded, mark[1])):
        return False
    inverted = bool(words.opening.fullmatch(text.folded[slice(*mark)]))
    if inverted and words.plain_verb.match(text.folded, mark[1]):
        return False
    bound = inverted or (name == "noun" and words.nouns_open)
    return not bound or _opens(text, mark[0], () if inverted else ("that", "and"))


def _opens(text: Text, at: int, joints: tuple[str, ...]) -> bool:
    """Whether a clause opens here: at the sentence's start, behind a mark of punctuation, or one of the joints."""
    before = text.folded[:at].rstrip()
    if not before.strip(_EDGES) or before[-1] in ',،;؛:–—-«“"(':
        return True
    last = TOKEN.findall(before)[-1:]
    return bool(last) and any(text.words.marks[name].fullmatch(last[0]) for name in joints)


# ---------------------------------------------------------------- both halves


def _parts(text: Text, name: str, mark: Offsets) -> tuple[Offsets, Offsets] | None:
    left, right = _region(text, mark)
    commas = _commas(text.text, mark[1], right)
    if not commas and name == "noun" and text.words.code == "ru":
        commas = next_phrase(text, mark[1], right)
    behind = _behind(text, mark, commas, right)
    behind = None if behind and name == "noun" and _hedged(text, behind[0]) else behind
    ahead = _ahead(text, mark, left, commas, right)
    ahead = None if ahead and name == "noun" and _hedged(text, ahead[0]) else ahead
    if behind and ahead and _starts_with(text, "and", behind[1][0]):
        return ahead
    return behind or ahead


def _region(text: Text, mark: Offsets) -> Offsets:
    """The stretch between semicolons or quotation marks that the mark stands in."""
    left = max((m.end() for p in (_BREAKS, _QUOTES) for m in p.finditer(text.text, 0, mark[0])), default=0)
    ends = [m.start() for p in (_BREAKS, _QUOTES) for m in p.finditer(text.text, mark[1])]
    return (0 if _wraps_name(text.text, left) else left), min(ends, default=len(text.text))


def _wraps_name(text: str, left: int) -> bool:
    """Whether the last quotation mark closes a name, so that the clause began before it."""
    return left > 0 and text[left - 1] in "»”"


def _commas(text: str, start: int, end: int) -> list[int]:
    """Commas outside brackets."""
    depth, found = 0, []
    for i in range(start, end):
        depth += (text[i] == "(") - (text[i] == ")")
        if text[i] in ",،" and depth == 0:
            found.append(i)
    return found


def _behind(text: Text, mark: Offsets, commas: list[int], right: int) -> tuple[Offsets, Offsets] | None:
    """The clause up to a comma, and what follows behind it."""
    for i, comma in enumerate(commas):
        stop = commas[i + 1] if i + 1 < len(commas) else right
        segment = (comma + 1, stop)
        if _hedged(text, (comma + 1, right)) and not _runs_on(text, segment, i + 1 < len(commas)):
            start = _past(text, "result", _told_aside(text, segment, right))
            return _both(text, (mark[1], comma), (start, _without_credit(text, start, right)))
    return None


def _runs_on(text: Text, segment: Offsets, more: bool) -> bool:
    """Whether the condition goes on behind a comma: "if A fails, and B acts, C may follow"."""
    return more and _starts_with(text, "and", segment[0]) and not _hedged(text, segment)


def _told_aside(text: Text, segment: Offsets, right: int) -> int:
    """Where what follows starts: behind an aside such as ", the minister said,"."""
    aside = text.words.told.search(text.folded[slice(*segment)]) and not _hedged(text, segment)
    return segment[1] + 1 if aside and segment[1] < right else segment[0]


def _without_credit(text: Text, start: int, right: int) -> int:
    """Where what follows ends: before a last ", the minister said"."""
    for comma in _commas(text.text, start, right):
        rest = (comma, right)
        if text.words.told.search(text.folded[slice(*rest)]) and not _hedged(text, rest):
            return comma
    return right


def _ahead(text: Text, mark: Offsets, left: int, commas: list[int], right: int) -> tuple[Offsets, Offsets] | None:
    """What follows said first, the condition behind it."""
    start = _past_that(text, left, mark[0])
    if mark[0] - start < 8 or not _hedged(text, (start, mark[0])):
        return None
    return _both(text, (mark[1], commas[0] if commas else right), (start, mark[0]))


def _past_that(text: Text, left: int, end: int) -> int:
    """Behind "analysts warn that": the last "that" with a word of telling and no hedge before it."""
    start = left
    for found in text.words.marks["that"].finditer(text.folded, left, end):
        before = text.folded[left : found.start()]
        if not text.words.hedges.search(before) and text.words.told.search(before):
            start = found.end()
    return start


def _otherwise(text: Text, mark: Offsets) -> tuple[Offsets, Offsets] | None:
    """ "A must act; otherwise B may follow": the condition is what is said before."""
    ends = [m.start() for m in _QUOTES.finditer(text.text, mark[1])]
    right = min(ends, default=len(text.text))
    left = max((m.end() for m in _QUOTES.finditer(text.text, 0, mark[0])), default=0)
    if not _hedged(text, (mark[1], right)):
        return None
    return _both(text, (_past_that(text, left, mark[0]), mark[0]), (mark[1], _without_credit(text, mark[1], right)))


def _past(text: Text, name: str, at: int) -> int:
    found = re.compile(r"[\s,،]*" + text.words.marks[name].pattern).match(text.folded, at)
    return found.end() if found else at


def _starts_with(text: Text, name: str, at: int) -> bool:
    return _past(text, name, at) > at


def _both(text: Text, antecedent: Offsets, consequent: Offsets) -> tuple[Offsets, Offsets] | None:
    a, c = trim(text.text, *antecedent, _EDGES), trim(text.text, *consequent, _EDGES)
    return (a, c) if min(len(text.text[slice(*part)].split()) for part in (a, c)) >= 2 else None


# ---------------------------------------------------------------- words in them


def _hedged(text: Text, span: Offsets) -> bool:
    return bool(hedge_in(text, span)) or (text.words.code == "ru" and _in_future(text.folded[slice(*span)]))


def hedge_in(text: Text, span: Offsets) -> str:
    """The first hedge of a span, empty where there is none."""
    found = text.words.hedges.search(text.folded, *span)
    return text.text[slice(*found.span())].lower() if found else ""


def _in_future(folded: str) -> bool:
    """Whether a Russian verb of the future stands in it."""
    return any("futr" in parse.tag for word in TOKEN.findall(folded) for parse in analyzer().parse(word)[:1])


def next_phrase(text: Text, start: int, right: int) -> list[int]:
    """Where a Russian phrase behind "в случае" ends: before a nominative that no preposition governs; at most one."""
    governed = True
    for i, word in enumerate(TOKEN.finditer(text.folded, start, right)):
        tags = [parse.tag for parse in analyzer().parse(word.group())]
        if any("PREP" in tag for tag in tags[:1]):
            governed = True
        elif i > 0 and not governed and any("nomn" in tag for tag in tags) and not any("gent" in t for t in tags[:1]):
            return [word.start() - 1]
        elif any("NOUN" in tag for tag in tags):
            governed = False
    return []


def denied(text: Text, span: Offsets) -> bool:
    """Whether a span says that something does not happen."""
    folded = text.words.no_denial.sub(lambda m: " " * len(m.group()), text.folded[slice(*span)])
    if text.words.denies.search(folded):
        return True
    if text.words.code not in {"fa", "tg"}:
        return False
    forms = load_grammar(text.words.code).forms
    return any((verb := forms.get(skeleton(w))) and verb.negative for w in text.text[slice(*span)].split())


def signs_in(text: Text, span: Offsets) -> tuple[str, ...]:
    """The kinds of words in a span."""
    return tuple(n for n, pattern in text.words.signs.items() if pattern.search(text.folded[slice(*span)]))


def horizon_in(text: Text, span: Offsets) -> tuple[str, int | None]:
    """By when, in the text's words, and in months where a number is stated; empty where nothing says so."""
    for pattern in text.words.horizons:
        for found in pattern.finditer(text.folded, *span):
            months = _months(found, text.words)
            if months is not None:
                return text.text[slice(*found.span())], months or None
    return "", None


def _months(found: re.Match[str], words: Conditions) -> int | None:
    """Months stated; 0 where the words tell a time without a length, None where they tell none."""
    groups = found.groupdict()
    unit, number = groups.get("unit"), groups.get("n")
    if unit is None:
        return 0
    if number is None or number == unit:
        return 0 if unit in words.plural else round(words.units[unit])
    count = words.numbers.get(number, int(number) if number.isdigit() else 0)
    return round(count * words.units[unit]) if count else None
