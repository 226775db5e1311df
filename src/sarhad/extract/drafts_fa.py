"""A Persian or Tajik claim before its spans are cut, and the contents that stand before their verb."""

from __future__ import annotations

from typing import NamedTuple

from sarhad.extract.clauses_fa import Opening, Sentence
from sarhad.extract.cues_fa import Cue, in_list
from sarhad.extract.sources_fa import (
    Subject,
    adjunct_end,
    find_subject,
    is_adjunct,
    object_marks,
    past_lead,
    relative_end,
)

Range = tuple[int, int]


class Draft(NamedTuple):
    """A claim by word indices: `content` where it is known already, else what follows `after`."""

    cue: Cue
    opening: Opening
    source: Range | None
    content: tuple[Range, ...]
    after: int


def object_of(s: Sentence, cue: Cue, opening: Opening) -> Draft | None:
    """ "X Y را رد کرد": what is denied, blamed or called something stands between source and verb."""
    marked = object_marks(s, opening.start, cue.first)
    predicate = in_list(s.grammar.code, "predicate", cue)
    if cue.passive or _unsaid(s, opening.start, cue.first):
        return _by_agent(s, cue, opening) if cue.passive else None
    if predicate and not (marked and marked[-1] < cue.first - 1 and not _adverbial(s, marked[-1] + 1, cue.first)):
        predicate = False
        if cue.act == "say" and not in_list(s.grammar.code, "takes-ra", cue):
            return None
    allowed = cue.act in {"deny", "confirm", "accuse", "doubt"} or predicate
    if in_list(s.grammar.code, "takes-with", cue) or (
        not allowed and not (marked and in_list(s.grammar.code, "takes-ra", cue))
    ):
        return None
    subject = find_subject(s, opening.start, cue.first, True)
    if marked and marked[-1] < subject.start:
        return None
    turned = _object_first(s, cue, opening, marked) if marked and not predicate else None
    if turned:
        return turned
    start = _past_adjuncts(s, subject.rest, cue.first)
    end = cue.first
    if (
        not predicate
        and cue.act != "accuse"
        and s.grammar.has("object", s.words[end - 1].form)
        and s.grammar.code == "fa"
    ):
        end -= 1
    if marked and not predicate:
        cited = (j for j in range(marked[-1] + 1, end) if s.grammar.has("with", s.words[j].form))
        end = next(cited, end)
        end -= s.grammar.code == "fa" and s.grammar.has("object", s.words[end - 1].form)
    topic = -1 if marked else _topic(s, start, end)
    start = topic if topic > 0 else start
    return _draft(cue, opening, subject, start, end)


def _unsaid(s: Sentence, start: int, end: int) -> bool:
    """Whether the clause says that nothing is said: "neither confirmed …"; or a group only calls itself something."""
    region = s.words[start:end]
    neither = any(s.grammar.has("nor", w.form) and not w.quoted for w in region)
    return neither or bool(region and s.grammar.has("self", region[0].form))


def _object_first(s: Sentence, cue: Cue, opening: Opening, marked: list[int]) -> Draft | None:
    """ "This report the minister denied": what is pointed at comes first, the subject behind its mark."""
    first = past_lead(s, opening.start, cue.first)
    subject = find_subject(s, marked[0] + 1, cue.first, objects=False)
    pointed = first < marked[0] + 1 and s.grammar.has("object-openers", s.words[first].form)
    if len(marked) > 1 or not pointed or subject.start != marked[0] + 1 or subject.end == subject.start:
        return None
    end = marked[0] + s.words[marked[0]].marked
    return Draft(cue, opening, (subject.start, subject.end), ((first, end),), -1)


def _draft(cue: Cue, opening: Opening, subject: Subject, start: int, end: int) -> Draft | None:
    if end <= start:
        return None
    source = (subject.start, subject.end) if subject.end > subject.start else None
    return Draft(cue, opening, source, ((start, end),), -1)


def _adverbial(s: Sentence, start: int, end: int) -> bool:
    """Whether what stands between the object and the verb is no predicate: a phrase of place, time or manner."""
    return bool(s.at(start, "prepositions", end) or s.at(start, "adverbs", end) or s.at(start, "time", end))


def _past_adjuncts(s: Sentence, start: int, end: int) -> int:
    """Past adverbs, times and occasions behind the subject; a matter ("about Y") stays."""
    i = start
    while i < end:
        lead = max(s.at(i, "adverbs", end), s.at(i, "leads", end))
        if s.is_mark(i, ",-"):
            i += 1
        elif lead:
            i += lead
        elif s.at(i, "topics", end) and not s.grammar.has("address", s.words[i].form):
            break
        elif s.grammar.has("that", s.words[i].form) and relative_end(s, i, end) > i:
            i = relative_end(s, i, end)
        elif (
            (s.words[i].form[:1].isdigit() and is_adjunct(s, i, end))
            or s.at(i, "time", end)
            or (s.at(i, "prepositions", end) and _occasional(s, i, end))
        ):
            i = adjunct_end(s, i, end)
        else:
            break
    return i


def _occasional(s: Sentence, i: int, end: int) -> bool:
    """Whether a prepositional phrase is no part of the object: an occasion, an addressee, a companion."""
    word = s.words[i].form
    if s.at(i + s.at(i, "prepositions", end), "time", end) or s.at(i + s.at(i, "prepositions", end), "adverbs", end):
        return True
    return any(s.grammar.has(n, word) for n in ("place", "with")) or s.grammar.has("for", word)


def _topic(s: Sentence, start: int, end: int) -> int:
    """The first word behind a preposition of the matter; "to" only where no other is there. -1 without one."""
    weak = -1
    i = start
    while i < end - 1:
        size = s.at(i, "topics", end)
        if size and not s.words[i].quoted and not s.grammar.has("citing", s.words[i - 1].form):
            if not s.grammar.has("address", s.words[i].form) or size > 1:
                return i + size
            weak = i + size if i == start else weak
        i += 1
    return weak


def topic_of(s: Sentence, cue: Cue, opening: Opening) -> Draft | None:
    """ "X نسبت به Y هشدار داد": the matter stands in a phrase before the verb."""
    if cue.passive or not in_list(s.grammar.code, "takes-topic", cue):
        return None
    subject = find_subject(s, opening.start, cue.first, objects=False)
    start = _topic(s, _past_adjuncts(s, subject.rest, cue.first), cue.first)
    if in_list(s.grammar.code, "takes-with", cue):
        against = (i for i in range(subject.rest, cue.first - 1) if s.grammar.has("with", s.words[i].form))
        start = next(against, -2) + 1
    if start < 0 and subject.end == subject.start:
        start = _topic(s, opening.start, cue.first)
    if start < 0:
        return None
    end = cue.first - 1 if s.grammar.has("object", s.words[cue.first - 1].form) else cue.first
    return _draft(cue, opening, subject, start, end)


def _by_agent(s: Sentence, cue: Cue, opening: Opening) -> Draft | None:
    """ "Y از سوی X رد شد": the source stands in the agent's phrase of a passive."""
    first = past_lead(s, opening.start, cue.first)
    for i in range(first, cue.first):
        size = s.at(i, "by", cue.first)
        if not size or s.words[i].quoted:
            continue
        agent = find_subject(s, i + size, cue.first, objects=True)
        content = tuple(r for r in ((first, i), (agent.rest, cue.first)) if r[1] > r[0])
        if agent.end > agent.start and content:
            return Draft(cue, opening, (agent.start, agent.end), content, -1)
    return None
