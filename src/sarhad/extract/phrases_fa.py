"""Persian and Tajik phrases of attribution ("به گفتهٔ X، Y") and headlines with a colon ("X: Y")."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from sarhad.extract.clauses_fa import Sentence, without_tail
from sarhad.extract.drafts_fa import Draft, Range
from sarhad.extract.found import Found
from sarhad.extract.sources_fa import CITIES, find_subject
from sarhad.extract.tokens_fa import match
from sarhad.records import Act
from sarhad.world import load_lexicon
from sarhad.world.folding import skeleton
from sarhad.world.grammar import Phrase, phrase_set

_MARKS = ",;:.-"
_ACTS: tuple[tuple[str, Act], ...] = (
    (
        r"باور|عقیده|اعتقاد|نظر|دید|نگاه|پندار|گمان|ақида|назар|бовар|андеша|фикр|нигох|диди|арзёби|гумон|пиндор|эътиқод",
        "believe",
    ),
    (r"ادعا|даъво|даво|иддао", "claim"),
    (r"هشدار|хушдор", "warn"),
    (r"برآورد|تخمین|омор|тахмин", "show"),
)


@functools.cache
def _set(code: str, name: str) -> tuple[frozenset[Phrase], int]:
    rows = phrase_set(load_lexicon(code).phrases[name])
    return rows, max(map(len, rows))


def at(s: Sentence, i: int, name: str) -> int:
    """How many words a phrase of the lexicon's list takes at word `i`."""
    rows, longest = _set(s.grammar.code, name)
    return match(s.words, i, rows, longest, len(s.words))


def find_phrases(s: Sentence, drafts: Sequence[Draft]) -> list[Found]:
    """Every "according to" outside quotations, with what stands on both sides of it."""
    rows = []
    past = 0
    for i, word in enumerate(s.words):
        size = 0 if word.quoted or word.mark or i < past else _size(s, i)
        past = max(past, i + size)
        if size and not any(d.cue.first <= i < d.cue.last for d in drafts):
            found = _phrase(s, i, size, drafts)
            rows += [found] if found else []
    return rows


def _size(s: Sentence, i: int) -> int:
    """The words of the phrase at `i`; "on the basis of" counts only with a report, figures or the like behind it."""
    basis = at(s, i, "basis")
    said = at(s, i, "according")
    if said >= basis and said:
        return said
    return basis if basis and at(s, i + basis, "papers") else 0


def _phrase(s: Sentence, i: int, size: int, drafts: Sequence[Draft]) -> Found | None:
    start = i + size
    end = _source_end(s, start)
    if end <= start:
        return None
    content = _content(s, i, end, drafts)
    if not content:
        return None
    words = " ".join(w.form for w in s.words[i:start])
    acts = [act for pattern, act in _ACTS if re.search(pattern, words)]
    cue = (s.words[i].start, s.words[start - 1].end)
    end = _before_time(s, start, end)
    return Found(
        source=((s.words[start].start, s.words[end - 1].end),),
        cue=(cue,),
        content=content,
        cue_class=acts[0] if acts else "say",
    )


def _before_time(s: Sentence, start: int, end: int) -> int:
    """The source's end without the time of the report: "according to X on 3 March"."""
    for j in range(start + 1, end - 1):
        dated = s.words[j + 1].form.isdigit() or s.at(j + 1, "time", end)
        if dated and s.grammar.has("place", s.words[j].form) and s.words[j + 1].form not in CITIES:
            return j
    return end


def _source_end(s: Sentence, start: int) -> int:
    """The source goes to the next mark or phrase; with none before the verb it is its noun phrase, if sure."""
    if start >= len(s.words):
        return start
    i = start
    while i < len(s.words):
        word = s.words[i]
        if word.mark and word.form in _MARKS and not word.quoted:
            return _with_relative(s, start, i)
        if i > start and not word.quoted and (_size(s, i) or i in s.verb_ends):
            break
        if i > start and s.grammar.has("that", word.form):
            return find_subject(s, start, len(s.words), objects=False).end
        i += 1
    if i < len(s.words) and _size(s, i):
        return i
    if i >= len(s.words):
        return i
    return _sure_end(s, start, s.verb_ends.get(i, i))


def _with_relative(s: Sentence, start: int, comma: int) -> int:
    """Past the comma where a relative clause with a comma of its own follows (Tajik)."""
    if s.is_mark(comma, ",") and comma + 1 < len(s.words) and s.grammar.has("that", s.words[comma + 1].form):
        return find_subject(s, start, len(s.words), objects=False).end
    if comma + 2 < len(s.words) and s.is_mark(comma, ",") and s.grammar.has("organs", s.words[comma + 1].form):
        following = next((j for j in range(comma + 1, len(s.words)) if s.is_mark(j, ",")), comma)
        return following + 1 if following > comma and not s.has_verb(comma, following) else comma
    return comma


def _sure_end(s: Sentence, start: int, verb: int) -> int:
    if s.grammar.has("pronouns", s.words[start].form):
        return start + 1
    if s.grammar.code == "fa" and s.words[start - 1].form in _PAPER:
        return start
    subject = find_subject(s, start, verb, objects=True)
    return subject.end if subject.end <= verb else start


_PAPER = frozenset(map(skeleton, ("گزارش", "اساس", "بنیاد", "طبق", "مطابق", "نظر")))


def _content(s: Sentence, i: int, end: int, drafts: Sequence[Draft]) -> tuple[tuple[int, int], ...]:
    inner = [
        d
        for d in drafts
        if d.opening.start < i < d.cue.first and d.source and d.source[1] <= i and d.source[0] >= d.opening.start
    ]
    if inner:
        return _content_of(s, inner[-1], drafts)
    left = _left(s, i, drafts)
    right = _right(s, end, drafts)
    ranges = [(a, without_tail(s, a, b)) for a, b in (left, right) if b > a]
    return tuple((s.words[a].start, s.words[b - 1].end) for a, b in ranges if b > a)


def _content_of(s: Sentence, draft: Draft, drafts: Sequence[Draft]) -> tuple[tuple[int, int], ...]:
    """The content of the verb that the phrase stands before ("X, citing Y, reports that …")."""
    if draft.content:
        ranges: tuple[Range, ...] = draft.content
    else:
        ranges = ((draft.after, _cut(draft.after, drafts, len(s.words))),)
    return tuple((s.words[a].start, s.words[without_tail(s, a, b) - 1].end) for a, b in ranges)


def _cut(start: int, drafts: Sequence[Draft], end: int) -> int:
    return min(
        (d.opening.start for d in drafts if d.opening.joint in {"and", "stop"} and d.opening.start > start), default=end
    )


def _left(s: Sentence, i: int, drafts: Sequence[Draft]) -> Range:
    """What stands before the phrase in its clause."""
    start = i
    while start > 0 and (s.is_mark(start - 1, ",;") or (s.is_mark(start - 1, "-") and s.is_mark(start - 2, ",»"))):
        start -= 1
    opened = [d.after for d in drafts if 0 <= d.after <= i]
    floor = max(opened, default=0)
    while start > floor:
        word = s.words[start - 1]
        if (not word.quoted and word.mark and word.form in ";:.") or (
            word.mark and word.form == "-" and not word.quoted
        ):
            break
        if not word.quoted and word.mark and word.form == "," and start - 1 < i - 1 and start - 2 in s.verb_ends:
            break
        if s.grammar.has("that", word.form) and not word.quoted and not s.has_verb(start, i):
            break
        start -= 1
    end = i
    while end > start and s.words[end - 1].mark and s.words[end - 1].form in ",;-" and not s.words[end - 1].quoted:
        end -= 1
    size = max(s.at(start, "leads", end), s.at(start, "connectives", end))
    start = start + size if size < end - start else end
    return (end, end) if start < end and _size(s, start) else (start, end)


def _right(s: Sentence, end: int, drafts: Sequence[Draft]) -> Range:
    start = end
    while start < len(s.words) and s.words[start].mark and s.words[start].form in ",:;.-":
        start += 1
    if start < len(s.words) and s.grammar.has("that", s.words[start].form):
        start += 1
    return start, _cut(start, drafts, len(s.words))


def headline(s: Sentence) -> list[Found]:
    """A headline "X: Y" without a final stop."""
    colon = next((i for i, w in enumerate(s.words) if w.mark and w.form == ":" and not w.quoted), -1)
    last = s.words[-1].form if s.words else ""
    if not 0 < colon <= 7 or colon + 2 >= len(s.words) or last == "." or s.has_verb(0, colon):
        return []
    modal = any(s.grammar.has("modals", w.form) for w in s.words[colon:])
    spoken = modal or s.has_verb(colon, len(s.words)) or s.is_mark(colon + 1, "«")
    if (
        any(w.mark and w.form in ",;." for w in s.words[:colon])
        or not spoken
        or s.grammar.has("events", s.words[0].form)
    ):
        return []
    addressed = next((j for j in range(1, colon) if s.grammar.has("address", s.words[j].form)), colon)
    source = (s.words[0].start, s.words[addressed - 1].end)
    content = (s.words[colon + 1].start, s.words[-1].end)
    mark = (s.words[colon].start, s.words[colon].end)
    return [Found(source=(source,), cue=(mark,), content=(content,), cue_class="say")]
