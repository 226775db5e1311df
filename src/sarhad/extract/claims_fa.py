"""Who says what in a Persian or Tajik sentence, by rules over its words and verb groups, without a parse.

The verb closes the clause, so the source opens it and the content follows the verb ("X said that Y"), or stands between
the two where a thing is denied, demanded or blamed ("X the Y rejected"). Phrases ("according to X"), nouns ("the
warning of X about Y") and headlines ("X: Y") have files of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sarhad.extract.clauses_fa import (
    Opening,
    Sentence,
    clause_end,
    content_start,
    find_opening,
    quote_end,
    without_tail,
)
from sarhad.extract.cues_fa import Cue, find_cues, find_silences, find_split, in_list
from sarhad.extract.drafts_fa import Draft, Range, object_of, topic_of
from sarhad.extract.found import Found
from sarhad.extract.nouns_fa import find_nouns
from sarhad.extract.phrases_fa import find_phrases, headline
from sarhad.extract.sources_fa import Subject, find_subject, object_marks
from sarhad.extract.tokens_fa import Group, Word, groups, read_words
from sarhad.records import Offsets
from sarhad.world.folding import skeleton
from sarhad.world.grammar import load_grammar

_NO_CLAUSE = frozenset({"deny", "accuse"})  # without "that" no clause follows these


def find_claims_fa(text: str, code: str, named: Sequence[Offsets] = ()) -> list[Found]:
    """Attributions of one sentence of "fa" or "tg", left to right; `named` holds the spans of known actors.

    >>> s = "والی به خبرنگاران گفت که مرز بسته است."
    >>> f = find_claims_fa(s, "fa")[0]
    >>> [s[a:b] for a, b in (*f.source, *f.cue, *f.content)]
    ['والی', 'گفت', 'مرز بسته است']
    """
    s = read_sentence(text, code, named)
    drafts = _drafts(s)
    rows = [_found(s, drafts, k) for k in range(len(drafts))]
    rows += find_phrases(s, drafts)
    rows += find_nouns(s, drafts, rows)
    rows = [r for r in rows if r.content and all(b > a for a, b in r.content)]
    return sorted(rows, key=lambda r: (r.cue, r.content)) or headline(s)


def read_sentence(text: str, code: str, named: Sequence[Offsets] = ()) -> Sentence:
    """The sentence's words, verb groups and the words that interrupt a quotation to say whose it is."""
    grammar = load_grammar(code)
    words = read_words(text, grammar)
    found = groups(words, grammar)
    words = _interrupted(words, found)
    ends = {g.last - 1: g.first for g in found if g.finite}
    starts, stops = {start for start, _ in named}, {end for _, end in named}
    names = frozenset(i for i, w in enumerate(words) if w.start in starts)
    past = frozenset(i + 1 for i, w in enumerate(words) if w.end in stops)
    return Sentence(text, words, found, ends, grammar, names, past)


def _interrupted(words: list[Word], found: Sequence[Group]) -> list[Word]:
    """Words of attribution between dashes inside a quotation belong to the reporter: «…, – said X, – …»."""
    rows = list(words)
    for group in found:
        before = group.first - 1
        while before >= 0 and not words[before].mark and group.first - before < 3:
            before -= 1
        if before < 1 or not words[before].quoted or words[before].form != "-" or words[before - 1].form != ",":
            continue
        end = next((j for j in range(group.last, len(words)) if words[j].mark and words[j].form in "-.»,"), len(words))
        for j in range(before - 1, end):
            rows[j] = msgspec.structs.replace(words[j], quoted=False)
    return rows


def _drafts(s: Sentence) -> list[Draft]:
    drafts: list[Draft] = []
    cues = {c.last: c for c in find_cues(s.words, s.groups, s.grammar)}
    for group in s.groups:
        if s.words[group.first].quoted:
            continue
        limit = max(drafts[-1].cue.last, drafts[-1].after) if drafts else 0
        cue = cues.get(group.last)
        draft = _split_draft(s, group, limit) or (_draft(s, cue, limit) if cue else None)
        if draft:
            drafts.append(_heir(draft, drafts))
    return drafts


def _heir(draft: Draft, drafts: list[Draft]) -> Draft:
    """A coordinated cue without a subject of its own has the one before ("… said, and added")."""
    if draft.source or draft.cue.hearsay or not drafts or draft.opening.joint not in {"and", "stop"}:
        return draft
    return draft._replace(source=drafts[-1].source)


def _split_draft(s: Sentence, group: Group, limit: int) -> Draft | None:
    """ "X خواستار Y شد": what is demanded stands between the two parts of the cue."""
    if not group.real or not group.finite:
        return None
    opening = find_opening(s, group.first, limit)
    found = find_split(s.words, group, opening.start + 1, s.grammar.code)
    if found is None:
        return None
    act, parts = found
    content = without_object(s, parts[0][1], parts[1][0])
    if s.grammar.has("from", s.words[content[0]].form) and content[1] - content[0] > 1:
        content = (content[0] + 1, content[1])
    if content[1] - content[0] == 1 and s.grammar.has("object-openers", s.words[content[0]].form):
        return None
    marked = content != (parts[0][1], parts[1][0]) or s.words[content[1] - 1].marked
    if not marked and not s.words[parts[0][0]].form.startswith(("خوا", "хос", "хох", skeleton("مخالف"), "мухолиф")):
        return None
    subject = find_subject(s, opening.start, parts[0][0], objects=False)
    head = s.words[parts[0][0]].form
    cue = Cue(parts[0][0], group.last, parts, act, head, (head, group.lemma), False, False, group.plural, act)
    return Draft(cue, opening, _range(subject), (content,), -1)


def without_object(s: Sentence, start: int, end: int) -> Range:
    """The words without the object's mark "را" at their end."""
    if end - 1 > start and s.grammar.has("object", s.words[end - 1].form):
        end -= 1
    return start, end


def _range(subject: Subject) -> Range | None:
    return (subject.start, subject.end) if subject.end > subject.start else None


def _draft(s: Sentence, cue: Cue, limit: int) -> Draft | None:
    opening = find_opening(s, cue.first, limit)
    behind = _said_behind(s, cue, opening)
    if behind:
        return behind
    bare = cue.base not in _NO_CLAUSE and not in_list(s.grammar.code, "predicate", cue)
    after = content_start(s, cue, bare or in_list(s.grammar.code, "takes-ra", cue), opening.joint != "that")
    quoted = _quotation_before(s, opening)
    if quoted and (after < 0 or s.words[after].quoted):
        subject = find_subject(s, opening.start, cue.first, objects=False)
        more = ((after, quote_end(s, after, len(s.words))),) if after >= 0 else ()
        return Draft(cue, opening, _range(_speaker(s, subject)), (quoted, *more), -1)
    if after >= 0 and not _wish(s, cue, opening, after):
        return _with_clause(s, cue, opening, after)
    as_said = _as_said(s, cue, opening)
    return as_said or object_of(s, cue, opening) or topic_of(s, cue, opening)


def _wish(s: Sentence, cue: Cue, opening: Opening, after: int) -> bool:
    """ "They wanted to cross the river" asks nobody; "the matter was raised: …" quotes nobody."""
    if cue.passive and s.is_mark(after - 1, ":") and _range(find_subject(s, opening.start, cue.first, objects=False)):
        return True
    asked = any(s.grammar.has("from", w.form) for w in s.words[opening.start : cue.first])
    return len(cue.key) == 1 and s.grammar.has("asking", cue.key[0]) and after == cue.last and not asked


def _speaker(s: Sentence, subject: Subject) -> Subject:
    """Without the words that point at the quotation: "this, the governor said"."""
    i = subject.start
    if subject.end - i > 2 and s.grammar.has("object", s.words[i + 1].form):
        i += 2
    return Subject(i, subject.end, subject.rest)


def _with_clause(s: Sentence, cue: Cue, opening: Opening, after: int) -> Draft | None:
    objects = bool(object_marks(s, opening.start, cue.first)) or cue.act in _NO_CLAUSE
    subject = find_subject(s, opening.start, cue.first, objects)
    source = None if cue.hearsay else _range(subject) or _place_as_source(s, cue, opening)
    if cue.key[-1] in _HEARD:
        source = _heard_from(s, cue, opening) or source
    if cue.key in _STANDS:
        source = _place_as_source(s, cue, opening)
        if source is None:
            return None
    so_that = s.at(after, "so-that") if after == cue.last and cue.base in {"order", "plan"} else 0
    return Draft(cue, opening, source, (), after + so_that)


_STANDS = frozenset({("امد",), ("омад",)})  # "in the report it stands that"
_HEARD = frozenset({"شنید", "шунид"})


def _heard_from(s: Sentence, cue: Cue, opening: Opening) -> Range | None:
    """ "he heard from the soldiers that …": the soldiers said it."""
    for i in range(opening.start, cue.first - 1):
        if s.grammar.has("from", s.words[i].form):
            return i + 1, cue.first
    return None


def _place_as_source(s: Sentence, cue: Cue, opening: Opening) -> Range | None:
    """ "In the ministry (they) said that …": the body is named as a place, the verb is in the plural."""
    first = opening.start
    while first < cue.first and (s.at(first, "connectives") or s.at(first, "adverbs") or s.is_mark(first, ",")):
        first += 1
    placed = first < cue.first - 1 and s.grammar.has("place", s.words[first].form)
    if placed and (cue.plural or cue.key in _STANDS):
        subject = find_subject(s, first + 1, cue.first, objects=False)
        if subject.end == cue.first:
            return first + 1, cue.first
    return None


def _quotation_before(s: Sentence, opening: Opening) -> Range | None:
    """The quotation that ends right before the clause."""
    end = opening.start
    if opening.joint not in {"quote", "stop"} or end < 2:
        return None
    while end > 0 and s.words[end - 1].mark and s.words[end - 1].form in ",;-" and not s.words[end - 1].quoted:
        end -= 1
    if end < 2 or not s.is_mark(end - 1, "»"):
        return None
    start = end - 1
    while start > 0 and not s.is_mark(start, "«"):
        start -= 1
    return (start, end) if s.has_verb(start, end) else None


def _said_behind(s: Sentence, cue: Cue, opening: Opening) -> Draft | None:
    """ "Y, said X": the content stands before the comma, the source behind the verb."""
    before = cue.first
    while before > 0 and s.words[before - 1].mark and s.words[before - 1].form in ",-;":
        before -= 1
    if before == cue.first or not before or (s.grammar.code == "fa" and not s.words[before - 1].quoted):
        return None
    end = next((j for j in range(cue.last, len(s.words)) if s.is_mark(j, ",-.;")), len(s.words))
    start = cue.last
    while start < end and s.at(start, "prepositions", end) and not s.grammar.has("address", s.words[start].form):
        start += 1
    inside = not s.has_verb(0, before) and s.is_mark(end, ",") and s.has_verb(end, len(s.words))
    if start >= end or s.has_verb(start, end) or s.grammar.has("that", s.words[start].form):
        return None
    if not (inside or s.has_verb(0, before)):
        return None
    return _around(s, cue, opening, (before, start, end), inside)


def _around(s: Sentence, cue: Cue, opening: Opening, marks: tuple[int, int, int], inside: bool) -> Draft:
    """The words before the attribution, and those behind it where a dash leads on or no verb has come yet."""
    before, start, end = marks
    subject = find_subject(s, start, end, objects=False)
    rest = end
    while rest < len(s.words) and s.is_mark(rest, ",-"):
        rest += 1
    goes_on = rest < len(s.words) and (inside or s.words[rest - 1].form == "-")
    more = ((rest, without_tail(s, rest, len(s.words))),) if goes_on else ()
    return Draft(cue, opening, _range(subject), ((0, before), *more), -1)


def _as_said(s: Sentence, cue: Cue, opening: Opening) -> Draft | None:
    """ "As X said, Y"."""
    size = s.at(opening.start, "as") or (s.at(opening.start - 2, "as") if opening.start >= 2 else 0)
    if not size or not s.is_mark(cue.last, ","):
        return None
    start = opening.start + size if s.at(opening.start, "as") else opening.start
    subject = find_subject(s, start, cue.first, objects=False)
    return Draft(cue, opening, _range(subject), (), cue.last + 1)


def _found(s: Sentence, drafts: list[Draft], k: int) -> Found:
    draft = drafts[k]
    content = draft.content or ((draft.after, content_end(s, drafts, k)),)
    ranges = [(a, without_tail(s, a, b)) for a, b in content if b > a]
    return Found(
        source=tuple(span_of(s, r) for r in ([draft.source] if draft.source else [])),
        cue=tuple(span_of(s, p) for p in draft.cue.parts),
        content=tuple(span_of(s, r) for r in ranges),
        cue_class=draft.cue.act,
    )


def span_of(s: Sentence, part: Range) -> Offsets:
    """The characters of a range of words."""
    return s.words[part[0]].start, s.words[part[1] - 1].end


def _silences(s: Sentence, after: int) -> list[int]:
    """Where a clause begins that says who has said nothing ("…; the ministry has not commented")."""
    rows = []
    for first in find_silences(s.words, s.groups, s.grammar):
        opening = find_opening(s, first, after) if first > after else None
        if opening and opening.joint in {"and", "stop"} and opening.start > after:
            turn = opening.start + s.is_mark(opening.start, ",")
            rows += [] if s.grammar.has("and", s.words[turn].form) else [opening.start]
    return rows


def _resumed(s: Sentence, after: int) -> list[int]:
    """Where the reporter takes up what was said: "…, a claim that …"."""
    last = len(s.words) - 2
    return [i for i in range(after, last) if s.is_mark(i, ",") and s.at(i + 1, "resuming") and not s.words[i].quoted]


def content_end(s: Sentence, drafts: list[Draft], k: int) -> int:
    """Where the content behind a cue ends: at a later cue's clause that is coordinated with it, or its quotation."""
    draft = drafts[k]
    cuts = [
        d.opening.start
        for d in drafts[k + 1 :]
        if d.opening.joint in {"and", "stop", "quote"} and d.opening.start > draft.after
    ]
    end = min([*cuts, *_silences(s, draft.after), *_resumed(s, draft.after)], default=len(s.words))
    if draft.opening.joint == "that" and not any(d.after == draft.opening.start for d in drafts[:k]):
        end = clause_end(s, draft.after, end)
    return quote_end(s, draft.after, end) if s.is_mark(draft.after, "«") else end
