"""What a text says of the things it names: clause by clause, said, denied, conceded, or left open.

A clause is *turned* by a negation, by a word that rejects what it speaks of ("false", "denies"), and by what governs it
("it is not true that …"); two turns are none. Languages of negative concord repeat a negation, so any number of them
in one clause counts once. Questions, conditions and demands leave a clause open: it says neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sarhad.records import Offsets
from sarhad.world.polarity import Polarity

_SENTENCE = re.compile(r"[^.!?؟…\n]+(?:\.(?=\S)[^.!?؟…\n]*)*[.!?؟…\n]*")
_BREAK = re.compile(r"[,،;؛:()«»“”\"]|\s-\s")
_OPENERS = ("but", "although", "that")


class Clause(NamedTuple):
    """A stretch of a folded text: +1 it is said, −1 its contrary is said, 0 neither; `aside`: it is only conceded."""

    start: int
    end: int
    turn: int
    aside: bool = False


class _Part(NamedTuple):
    """A clause before what governs it is known."""

    start: int
    end: int
    opener: str  # the operator it begins with
    turn: int
    holds: bool  # it has a word that may govern a clause
    rejects: bool
    empty: bool  # it names nothing that is asked about


def read_clauses(
    folded: str,
    polarity: Polarity,
    held: Sequence[Offsets],
    masked: Sequence[Offsets] = (),
    practical: bool = True,
    breaks: Sequence[int] = (),
) -> list[Clause]:
    """The clauses of a folded text with their turn.

    `held` are the words that are asked about; negations within `masked` belong to a term and do not count. `practical`:
    words by which a thing ends or is kept from happening ("cancelled", "failed to") turn as well. `breaks`: where else
    a clause begins.
    """
    rows: list[Clause] = []
    for match in _SENTENCE.finditer(folded):
        parts = [
            _part(folded, s, e, polarity, held, masked, practical)
            for s, e in _cut(folded, match.span(), polarity, breaks)
        ]
        open_ended = "?" in match.group() or "؟" in match.group() or _asks(match.group(), polarity)
        rows += (Clause(p.start, p.end, 0) for p in parts) if open_ended else _governed(parts)
    return rows


def _asks(sentence: str, polarity: Polarity) -> bool:
    return any(polarity.operators[name].search(sentence) for name in ("ask", "if"))


def _cut(folded: str, sentence: Offsets, polarity: Polarity, breaks: Sequence[int]) -> Iterator[Offsets]:
    """A sentence cut at its marks, before the words that open a clause, and at the breaks."""
    start, end = sentence
    text = folded[start:end]
    cuts = {m.end() for m in _BREAK.finditer(text)}
    cuts |= {s for name in _OPENERS for s, _ in polarity.spans(name, text)}
    cuts |= {b - start for b in breaks if start < b < end}
    edges = sorted({0, len(text), *cuts})
    for a, b in pairwise(edges):
        if re.search(r"\w", text[a:b]):
            yield start + a, start + b


def _part(
    folded: str,
    start: int,
    end: int,
    polarity: Polarity,
    held: Sequence[Offsets],
    masked: Sequence[Offsets],
    practical: bool,
) -> _Part:
    text = folded[start:end]
    mask = [(s - start, e - start) for s, e in masked]
    opener = next((n for n in _OPENERS if any(not text[:s].strip() for s, _ in polarity.spans(n, text))), "")
    return _Part(
        start=start,
        end=end,
        opener=opener,
        turn=0 if polarity.operators["should"].search(text) else _turn(text, polarity, mask, practical),
        holds=bool(polarity.operators["hold"].search(text)),
        rejects=bool(polarity.operators["deny"].search(text)),
        empty=not any(start <= s < end for s, _ in held),
    )


def _turn(text: str, polarity: Polarity, mask: Sequence[Offsets], practical: bool) -> int:
    """+1 or −1: one turn for negation, one for each word that rejects."""
    free = [*mask, *polarity.spans("void", text)]
    words = [w for name in ("deny", *(["end"] if practical else [])) for w in polarity.spans(name, text)]
    denials = _apart([w for w in words if not overlaps(w, free)])
    negated = any(not overlaps(w, [*free, *denials]) for w in polarity.spans("not", text))
    return -1 if (len(denials) + negated) % 2 else 1


def _apart(spans: Sequence[Offsets]) -> list[Offsets]:
    """The spans without those inside an earlier, longer one."""
    rows: list[Offsets] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not overlaps(span, rows):
            rows.append(span)
    return rows


def overlaps(span: Offsets, others: Sequence[Offsets]) -> bool:
    return any(s < span[1] and span[0] < e for s, e in others)


def _governed(parts: Sequence[_Part]) -> Iterator[Clause]:
    """The clauses of one sentence with the turns of those that govern them."""
    turns = [p.turn for p in parts]
    for i, part in enumerate(parts):
        if part.opener == "that" and i and parts[i - 1].holds:
            turns[i] *= turns[i - 1]
        closes = i and part.empty and part.rejects and part.turn < 0 and part.opener != "but"
        if closes and not (i + 1 < len(parts) and parts[i + 1].opener == "that"):
            turns[:i] = [t * part.turn for t in turns[:i]]
    for part, turn in zip(parts, turns, strict=True):
        yield Clause(part.start, part.end, turn, part.opener == "although")
