"""Where the clause of a Persian or Tajik cue begins, and where the content behind it begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sarhad.extract.cues_fa import Cue
from sarhad.extract.tokens_fa import Group, Word, match, match_before
from sarhad.world.grammar import Grammar

Joint = Literal["start", "stop", "and", "that", "quote", "nested"]


class Sentence(NamedTuple):
    """A sentence's words with what the rules ask about them."""

    text: str
    words: Sequence[Word]
    groups: Sequence[Group]
    verb_ends: dict[int, int]  # a finite verb's last word → its first
    grammar: Grammar
    names: frozenset[int] = frozenset()  # words where known actors' names begin
    past_names: frozenset[int] = frozenset()  # words right behind them

    def at(self, i: int, name: str, stop: int | None = None) -> int:
        """How many words a phrase of the class takes at word `i`."""
        grammar = self.grammar
        return match(self.words, i, grammar.phrases[name], grammar.longest[name], stop or len(self.words))

    def is_mark(self, i: int, marks: str) -> bool:
        """Whether word `i` is one of the marks."""
        return 0 <= i < len(self.words) and self.words[i].mark and self.words[i].form in marks

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a finite verb ends between two words, quotations included."""
        return any(start <= e < end for e in self.verb_ends)


class Opening(NamedTuple):
    """The first word of a cue's clause and what joins it to what stands before."""

    start: int
    joint: Joint


def find_opening(s: Sentence, first: int, limit: int) -> Opening:
    """Walk back from the cue to the word that opens its clause, past relative clauses; not before `limit`."""
    i = first - 1
    while i >= limit:
        joint = _joint(s, i, first, limit)
        if joint:
            return Opening(i + 1, joint)
        if s.words[i].quoted:
            i = _quote_start(s, i)
        elif i in s.verb_ends:
            i = _relative(s, s.verb_ends[i], limit)
        i -= 1
    if limit and (_connects(s, limit) or s.is_mark(limit, ",")) and not s.grammar.has("that", s.words[limit - 1].form):
        return Opening(limit, "and")
    return Opening(limit, "nested" if limit else "start")


def _joint(s: Sentence, i: int, first: int, limit: int) -> Joint | None:
    """What word `i` is to the clause behind it; None where the clause reaches over it."""
    if s.words[i].quoted:
        opened = _quote_start(s, i)
        closes = s.is_mark(i, "»") and (s.has_verb(opened, i) or opened <= limit)
        return (("quote" if s.is_mark(i + 1, ",;-") else "and") if _parts(s, i + 1) else None) if closes else None
    if i in s.verb_ends:
        over = _relative(s, s.verb_ends[i], limit) >= 0
        return None if over else ("and" if _connects(s, i + 1) else "stop")
    if s.is_mark(i, ";:.") or (s.is_mark(i, "-") and s.words[i].end < s.words[i + 1].start):
        return "stop"
    if s.grammar.has("that", s.words[i].form) or s.at(i - 1, "with-that") == 2:
        return "that"
    return "and" if s.is_mark(i, ",") and _connects(s, i + 1) and i + 2 < first else None


def _parts(s: Sentence, i: int) -> bool:
    return s.is_mark(i, ",;-") or _connects(s, i)


def _connects(s: Sentence, i: int) -> bool:
    i += s.is_mark(i, ",;")
    return bool(s.at(i, "connectives") or s.at(i, "leads"))


def _quote_start(s: Sentence, i: int) -> int:
    while i > 0 and s.words[i - 1].quoted and not s.is_mark(i, "«"):
        i -= 1
    return i


def _relative(s: Sentence, verb: int, limit: int) -> int:
    """The "that" which opens the clause that a verb closes, or -1; between them no other clause may end at a mark."""
    marked = False
    for i in range(verb - 1, limit - 1, -1):
        marked = marked or s.is_mark(i, ",")
        if i in s.verb_ends and (marked or s.at(i + 1, "connectives")):
            return -1
        if s.words[i].quoted:
            continue
        if s.grammar.has("that", s.words[i].form) or s.at(i, "with-that"):
            return i if i > limit else -1
        if s.is_mark(i, ";:"):
            return -1
    return -1


def content_start(s: Sentence, cue: Cue, bare: bool, loose: bool) -> int:
    """The first word of what follows the cue, -1 where nothing does.

    `bare` allows a clause without "that", `loose` one behind a mere comma.
    """
    i = cue.last
    comma = s.is_mark(i, ",")
    j = i + comma
    if j < len(s.words) and (s.is_mark(j, ":") or s.grammar.has("that", s.words[j].form)):
        return j + 1
    if s.is_mark(j, "«") or (s.is_mark(i, ";") and s.is_mark(i + 1, "«")):
        return j + s.is_mark(j, ";")
    if j >= len(s.words) or s.words[j].mark or _connects(s, j):
        return -1
    if comma:
        return j if bare and loose and cue.base in _LOOSE and _new_clause(s, j) else -1
    later = _that_behind(s, i)
    return later if later > 0 else (i if bare and s.has_verb(i, len(s.words)) else -1)


_LOOSE = frozenset({"say", "claim", "believe", "warn", "expect", "confirm"})


def _new_clause(s: Sentence, i: int) -> bool:
    """Whether one clause, and no more, fills the rest of the sentence: "they say, the border is open"."""
    rest = [s.verb_ends[e] for e in s.verb_ends if e >= i and not s.words[e].quoted]
    return bool(rest) and min(rest) > i + 1 and not s.at(i, "topics")


def _that_behind(s: Sentence, i: int) -> int:
    """Past an addressee or a time between the cue and "that" or a colon."""
    if not (s.at(i, "prepositions") or s.at(i, "time") or s.at(i, "adverbs")):
        return -1
    for j in range(i, min(i + 8, len(s.words))):
        if s.grammar.has("that", s.words[j].form) or s.is_mark(j, ":"):
            return j + 1
        if s.is_mark(j, ",") and j + 1 < len(s.words) and s.grammar.has("that", s.words[j + 1].form):
            return j + 2
        if s.words[j].mark or j in s.verb_ends:
            return -1
    return -1


def clause_end(s: Sentence, start: int, end: int) -> int:
    """The comma behind the first finite verb from `start`: where a clause inside another ends; else `end`."""
    for i in range(start, end - 1):
        if i in s.verb_ends and s.is_mark(i + 1, ",") and not s.words[i].quoted:
            return i + 1
    return end


def quote_end(s: Sentence, start: int, end: int) -> int:
    """Past the mark that closes the quotation opened at `start`, where nothing but a mark or another clause follows."""
    depth = 0
    if s.grammar.has("that", s.words[start - 1].form):
        return end
    for i in range(start, end):
        depth += s.is_mark(i, "«") - s.is_mark(i, "»")
        if depth == 0 and s.is_mark(i, "»"):
            after = i + 1
            closed = after >= end or s.words[after].mark or _connects(s, after)
            return after if (closed and s.has_verb(start, i)) or after >= end else end
    return end


def without_tail(s: Sentence, start: int, end: int) -> int:
    """The end without marks and connectives that lead on to the next clause."""
    while end > start + 1:
        size = max(
            match_before(s.words[:end], end, s.grammar.phrases[n], s.grammar.longest[n])
            for n in ("connectives", "leads")
        )
        if s.words[end - 1].mark and s.words[end - 1].form in ".,;:-" and not s.words[end - 1].quoted:
            end -= 1
        elif size and end - size > start:
            end -= size
        else:
            break
    return end
