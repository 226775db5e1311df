"""What a sentence says of a measure's status: reached, to come, denied; and on what condition."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from sarhad.extract.conditions import KINDS, Text, denied, marks_condition, marks_in, next_phrase
from sarhad.extract.parsing_ru import analyzer
from sarhad.extract.spans import trim
from sarhad.records import Offsets, Status
from sarhad.world import load_lexicon
from sarhad.world.folding import TOKEN, compile_terms

# When a sentence fits several, the first of these is meant: an end outweighs a beginning, trouble outweighs both.
PRIORITY: tuple[Status, ...] = (
    "dropped", "delayed", "finished", "phase-done", "funded", "agreed", "begun", "announced",
)  # fmt: skip
REACH = 6  # words between a status and what says that it is to come or denied
VERBS_LAST = {"fa", "tg"}
_STOPS = re.compile(r"[,،;؛:]")


class Told(NamedTuple):
    """A status as told: the words, whether it is denied, whether it is to come, whether the words only name it."""

    status: Status
    at: Offsets
    denied: bool = False
    later: bool = False
    nominal: bool = False


def find_status(text: Text, phase: int | None) -> Told | None:
    """The status that a sentence gives; what stands in a condition is none of it."""
    holes = [span for span, _waits in _spans(text)]
    found = [t for t in _told(text, phase) if not any(s <= t.at[0] < e for s, e in holes)]
    found = [t for t in found if not t.nominal] or found
    order = {status: i for i, status in enumerate(PRIORITY)}
    return min(found, key=lambda t: (order[t.status], t.denied, t.at), default=None)


def find_condition(text: Text, told: Told) -> Offsets | None:
    """The condition that a status is under; what only tells a time ("after …") is one only of what is to come."""
    spans = [span for span, waits in _spans(text) if told.status == "announced" or not waits]
    return spans[0] if spans else None


# ---------------------------------------------------------------- statuses


def _told(text: Text, phase: int | None) -> Iterator[Told]:
    for status in PRIORITY:
        for found in _pattern(text.words.code, status).finditer(text.folded):
            yield _in_context(text, status, found.span(), phase)
    for found in text.words.statuses["later"].finditer(text.folded):
        if _to_come(text, found.span()):
            yield Told("announced", found.span(), later=True)


def _in_context(text: Text, status: Status, at: Offsets, phase: int | None) -> Told:
    nominal = bool(text.words.statuses["nominal"].fullmatch(text.folded[slice(*at)]))
    if _to_come(text, at):
        return Told("announced", at, later=True, nominal=nominal)
    no = _denied(text, at)
    if no and status == "begun":
        return Told("delayed", at, nominal=nominal)
    done: Status = "phase-done" if status == "finished" and phase is not None else status
    return Told(done, at, denied=no, nominal=nominal)


@functools.cache
def _pattern(code: str, status: str) -> re.Pattern[str]:
    return compile_terms(load_lexicon(code).statuses.get(status, ()))


def _to_come(text: Text, at: Offsets) -> bool:
    """Whether a status is only to come: by "will", "may", "is to" near it, or a Russian verb's own future."""
    near = _near(text, at)
    if any(p.search(near) for p in (text.words.hedges, text.words.statuses["to-come"])):
        return True
    return text.words.code == "ru" and any("futr" in p.tag for p in analyzer().parse(text.folded[slice(*at)])[:1])


def _denied(text: Text, at: Offsets) -> bool:
    near = _near(text, at)
    start = text.folded.find(near, at[1] - len(near) if text.words.code not in VERBS_LAST else at[0])
    return start >= 0 and denied(text, (start, start + len(near)))


def _near(text: Text, at: Offsets) -> str:
    """The words that can change a status: those before it, in Persian and Tajik those behind; within the clause."""
    if text.words.code in VERBS_LAST:
        rest = _STOPS.split(text.folded[at[0] :])[0]
        ends = [m.end() for m in TOKEN.finditer(rest)][: REACH + 1]
        return rest[: ends[-1]] if ends else rest
    before = _STOPS.split(text.folded[: at[0]])[-1]
    starts = [m.start() for m in TOKEN.finditer(before)][-REACH:]
    return (before[starts[0] :] if starts else "") + text.folded[slice(*at)]


# ---------------------------------------------------------------- conditions


def _spans(text: Text) -> list[tuple[Offsets, bool]]:
    """Conditions with their mark, and whether the mark may tell a time only."""
    rows = []
    for name, mark in marks_in(text, (*KINDS[:-1], "awaits")):
        if name == "awaits" or marks_condition(text, "clause", mark):
            span = trim(text.text, mark[0], _end(text, mark), " ,،.;؛")
            if len(text.text[slice(*span)].split()) > 1:
                rows.append((span, name == "awaits"))
    return rows


def _end(text: Text, mark: Offsets) -> int:
    """Where a condition ends: at a mark of punctuation, in Persian and Tajik before the words of the status."""
    stop = _STOPS.search(text.text, mark[1])
    end = stop.start() if stop else len(text.text.rstrip(" .!"))
    if text.words.code in VERBS_LAST:
        reached = [_pattern(text.words.code, p) for p in PRIORITY if p != "announced"]
        statuses = [m.start() for pattern in reached for m in pattern.finditer(text.folded, mark[1], end)]
        return max(statuses, default=end)
    if text.words.code == "ru" and not stop and not text.text[: mark[0]].strip():
        return next(iter(next_phrase(text, mark[1], end)), end)
    return end
