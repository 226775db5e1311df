"""People killed and wounded in a clause: numbers in digits and words, with the bounds that the words give.

"At least 12" bounds from below, "up to five" from above, "between three and five" from both. A number belongs to the
word of killing or wounding that follows it nearest; one right behind such a word belongs to it as well.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from sarhad.world import Lexicon, load_lexicon
from sarhad.world.folding import compile_terms, fold

_TOKEN = re.compile(r"\d+(?:[.,٬]\d{3})*|[^\W\d_]+(?:[’'ʼ\u200c-][^\W\d_]+)*|[.,;:!?،؛؟»«]|[–-]")
_PARTING = frozenset(
    ["and", "و", "ва", "и", "а", ",", "،", ";", "؛", ":", ".", "in", "в", "на", "at", "by", "near", "on", "дар", "در"]
)
_ONES = frozenset(["a", "an", "one", "یک", "як", "один", "одного", "одна"])  # often an article
_FAR = 18  # words between a number and the word of killing or wounding behind it


class Count(NamedTuple):
    """How many people: the bounds are None where the text leaves them open."""

    low: int | None
    best: int | None
    high: int | None


class Number(NamedTuple):
    """A number at words `first`–`last` (exclusive) with its bounds."""

    first: int
    last: int
    people: Count


class Words(NamedTuple):
    """What a language has for counting, as patterns over single words or phrases."""

    numbers: dict[str, int]
    bounds: tuple[tuple[str, re.Pattern[str]], ...]
    spans: re.Pattern[str]  # "between", "from"
    joints: frozenset[str]  # "and", "to" within numbers and ranges
    things: re.Pattern[str]  # units of what is no person, months
    kill: re.Pattern[str]
    wound: re.Pattern[str]


def casualties(folded: str, lexicon: Lexicon) -> tuple[Count | None, Count | None]:
    """The killed and the wounded of a folded clause; None where it gives no number.

    >>> casualties("at least 12 soldiers were killed and five wounded", load_lexicon("en"))
    (Count(low=12, best=12, high=None), Count(low=5, best=5, high=5))
    """
    own = _words(lexicon.code)
    tokens = _TOKEN.findall(folded)
    harms = [(i, k) for i, t in enumerate(tokens) for k in ("kill", "wound") if getattr(own, k).fullmatch(t)]
    if not harms:
        return None, None
    numbers = _numbers(tokens, own)
    found: dict[str, Count] = {}
    for i, kind in harms:
        number = _of(i, [h for h, _kind in harms], numbers, tokens)
        if number:
            numbers.remove(number)
            found.setdefault(kind, number.people)
    return found.get("kill"), found.get("wound")


def harm_of(words: str, lexicon: Lexicon) -> str:
    """ "kill" or "wound", where one of the words says so; else an empty text."""
    own, tokens = _words(lexicon.code), _TOKEN.findall(fold(words))
    return next((k for k in ("kill", "wound") for t in tokens if getattr(own, k).fullmatch(t)), "")


@functools.cache
def _words(code: str) -> Words:
    table = load_lexicon(code).words
    row = table["counting"]
    bounds = tuple((name, compile_terms(tuple(row[name]))) for name in ("at-least", "up-to"))
    things = (*row["things"], *table["months"])
    return Words(
        {fold(k): v for k, v in table["numbers"].items()},
        bounds,
        compile_terms(tuple(row["between"])),
        frozenset(map(fold, row["joints"])),
        compile_terms(tuple(things)),
        compile_terms(tuple(row["kill"])),
        compile_terms(tuple(row["wound"])),
    )


def _of(i: int, harms: Sequence[int], numbers: Sequence[Number], tokens: Sequence[str]) -> Number | None:
    """The number of a word of harm: the one right behind it, else the nearest before it with no other harm between."""
    behind = next((n for n in numbers if i < n.first <= i + 4 and _adjacent(tokens[i + 1 : n.first])), None)
    if behind and not any(_adjacent(tokens[behind.last : h]) for h in harms if behind.last <= h <= behind.last + 3):
        return behind
    since = max((h for h in harms if h < i), default=-1)
    before = [n for n in numbers if since < n.first and n.last <= i <= n.last + _FAR]
    before = [n for n in before if tokens[n.first] not in _ONES] or before
    return before[-1] if before and not any(t in ".;:!?؛؟" for t in tokens[before[-1].last : i]) else None


def _adjacent(between: Sequence[str]) -> bool:
    return all(t not in _PARTING for t in between)


def _numbers(tokens: Sequence[str], own: Words) -> list[Number]:
    rows: list[Number] = []
    i = 0
    while i < len(tokens):
        value, last = _value(tokens, i, own)
        if value is None:
            i += 1
            continue
        before = " ".join(tokens[max(i - 4, 0) : i])
        number = _range(tokens, i, value, last, before, own) or _bounded(i, last, value, before, own)
        if not (number.last < len(tokens) and own.things.fullmatch(tokens[number.last])):
            rows.append(number)
        i = number.last
    return rows


def _value(tokens: Sequence[str], i: int, own: Words) -> tuple[int | None, int]:
    """The number that begins at a word, and the word behind it: "twenty-five", "بیست و پنج", "5,000"."""
    total, at = None, i
    while at < len(tokens):
        value = _single(tokens[at], own)
        if value is None or (total is not None and not _joins(total, value)):
            break
        total = value if total is None else total * value if value in {100, 1000} and total < value else total + value
        at += 1
        if at + 1 < len(tokens) and tokens[at] in {"و", "and"} and total % 10 == 0 and total:
            following = _single(tokens[at + 1], own)
            at += following is not None and following < 10 <= total
    return total, at


def _joins(total: int, value: int) -> bool:
    return (value in {100, 1000} and total < value) or (total % 10 == 0 and 0 < value < min(total, 100))


def _single(token: str, own: Words) -> int | None:
    plain = re.sub(r"[.,٬]", "", token)
    if plain.isdigit():
        return int(plain) if int(plain) < 100_000 and not 1900 <= int(plain) < 2100 else None
    if token in own.numbers:
        return own.numbers[token]
    parts = re.split(r"[-’']|(?<=[а-я])у\b", token)
    values = [own.numbers.get(p.removesuffix("у") or p, own.numbers.get(p)) for p in parts if p]
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) > 1 else None


def _range(tokens: Sequence[str], i: int, value: int, last: int, before: str, own: Words) -> Number | None:
    """ "between three and five", "от трех до пяти", "3–5"."""
    if last >= len(tokens) or not (tokens[last] in "–-" or (tokens[last] in own.joints and _ends(own.spans, before))):
        return None
    high, end = _value(tokens, last + 1, own)
    first = i - _ends(own.spans, before)
    return Number(first, end, Count(value, (value + high) // 2, high)) if high is not None and high > value else None


def _bounded(i: int, last: int, value: int, before: str, own: Words) -> Number:
    """The number with the words that bound it: "at least 12"."""
    size, name = max((_ends(pattern, before), name) for name, pattern in own.bounds)
    name = name if size else ""
    count = Count(None if name == "up-to" else value, value, None if name == "at-least" else value)
    return Number(i - size, last, count)


def _ends(pattern: re.Pattern[str], before: str) -> int:
    """How many words a phrase of the pattern takes at the end of what stands before; 0 for none."""
    sizes = [len(m.group().split()) for m in pattern.finditer(before) if not before[m.end() :].strip()]
    return max(sizes, default=0)
