"""Claims in Russian, Persian and Tajik by cue lexicons over the words, without a parse.

A first version: "X said that Y", "Y, said X", "according to X, Y", with the cue forms that the region's reporting uses.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from sarhad.extract.found import Found
from sarhad.extract.spans import trim
from sarhad.records import Act, Offsets
from sarhad.world import Lexicon, load_lexicon
from sarhad.world.folding import compile_terms

_COMMA = ",،;؛"
_STOP = re.compile(r"[,،;؛:.!؟?]| - ")
_BREAKS = {  # words that end the source's phrase before the verb
    "fa": re.compile(r"(?<!\w)(?:در|از|به|با|روز|برای|ضمن|طی|همچنین|نیز|پیش|پس)(?!\w)"),
    "tg": re.compile(r"(?<!\w)(?:дар|аз|ба|бо|рӯзи|барои|ҳамчунин|низ|пас|пеш)(?!\w)"),
    "ru": re.compile(r"(?<!\w)(?:в|во|на|по|для|также|ранее|накануне|при|после|до)(?!\w)"),
}
_CLOSING = " .!؟?…\n"


@functools.cache
def _verbs(code: str) -> list[tuple[Act, re.Pattern[str]]]:
    return [(name, compile_terms(verbs)) for name, verbs in load_lexicon(code).cues.items()]


@functools.cache
def _phrases(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = load_lexicon(code)
    return compile_terms(lexicon.phrases["according"]), compile_terms(lexicon.phrases["complement"])


def find_claims_by_rules(text: str, folded: str, lexicon: Lexicon, named: Sequence[Offsets] = ()) -> list[Found]:
    """Attributions of one sentence, left to right; `folded` is `fold(text)`, `named` the spans of known actors.

    >>> from sarhad.world.folding import fold
    >>> ru = load_lexicon("ru")
    >>> s = "Представитель ОДКБ заявил, что угроза растёт."
    >>> f = find_claims_by_rules(s, fold(s), ru)[0]
    >>> [s[a:b] for a, b in (*f.source, *f.cue, *f.content)]
    ['Представитель ОДКБ', 'заявил', 'угроза растёт']
    """
    rows = _by_phrase(text, folded, lexicon.code)
    taken = [span for row in rows for span in (*row.source, *row.cue)]
    rows += [r for r in _by_verb(text, folded, lexicon.code, named) if not any(_touches(r.cue[0], t) for t in taken)]
    return sorted(rows, key=lambda r: r.cue)


def _touches(a: Offsets, b: Offsets) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _by_phrase(text: str, folded: str, code: str) -> list[Found]:
    rows = []
    for cue in _phrases(code)[0].finditer(folded):
        stop = _STOP.search(folded, cue.end() + 1)
        end = stop.start() if stop else len(text)
        source = trim(text, cue.end(), end)
        rest = [trim(text, 0, cue.start(), _COMMA + _CLOSING), trim(text, end, len(text), _COMMA + ": -" + _CLOSING)]
        content = tuple(s for s in rest if s[1] - s[0] > 8)
        if source[1] > source[0] and content:
            rows.append(Found(source=(source,), cue=(cue.span(),), content=content, cue_class="say"))
    return rows[:1]


def _by_verb(text: str, folded: str, code: str, named: Sequence[Offsets]) -> list[Found]:
    rows: list[Found] = []
    for name, pattern in _verbs(code):
        for cue in pattern.finditer(folded):
            if any(_touches(cue.span(), r.cue[0]) for r in rows):
                continue
            found = _around(text, folded, code, name, cue.span(), named)
            if found:
                rows.append(found)
    return rows


def _around(text: str, folded: str, code: str, name: Act, cue: Offsets, named: Sequence[Offsets]) -> Found | None:
    after = _after(text, folded, code, cue)
    if after:
        source = _source_before(text, folded, code, cue)
        return Found(source=source, cue=(cue,), content=(after,), cue_class=name) if source else None
    behind = _said_behind(text, folded, cue) if code == "ru" else None
    if behind:
        return Found(source=(behind[0],), cue=(cue,), content=(behind[1],), cue_class=name)
    return _object_before(text, folded, code, name, cue, named)


def _after(text: str, folded: str, code: str, cue: Offsets) -> Offsets | None:
    """What follows the complement word, a colon or an opening quotation mark, close behind the cue."""
    window = folded[cue[1] : cue[1] + 60]
    that = _phrases(code)[1].search(window)
    mark = re.search(r":\s|[«“\"]", window)
    starts = [cue[1] + m.end() for m in (that,) if m] or [cue[1] + m.start() for m in (mark,) if m]
    if not starts:
        return None
    span = trim(text, starts[0], len(text), _COMMA + ":" + _CLOSING)
    return span if span[1] - span[0] > 8 else None


def _source_before(text: str, folded: str, code: str, cue: Offsets) -> tuple[Offsets, ...]:
    """The noun phrase that opens the clause of the cue, with what is set behind it between commas.

    Parts that stand before it ("in Moscow, …", "according to X, …") and what follows it up to the verb are left out.
    """
    start = max((folded.rfind(c, 0, cue[0]) + 1 for c in ";؛:."), default=0)
    kept: list[Offsets] = []
    for part in _parts(folded, start, cue[0]):
        opens_aside = _opens_aside(folded[slice(*part)], code)
        if kept and opens_aside:
            break
        if not opens_aside:
            kept.append(_before_break(folded, part, code))
            if kept[-1] != part:
                break
    if not kept:
        return ()
    span = trim(text, kept[0][0], kept[-1][1], ' ,،;:«»"-–—')
    return (span,) if 1 < span[1] - span[0] < 140 else ()


def _parts(folded: str, start: int, end: int) -> list[Offsets]:
    """The stretches between commas."""
    cuts = [start, *(start + m.end() for m in re.finditer(r"[,،]", folded[start:end])), end]
    return [p for p in pairwise(cuts) if folded[slice(*p)].strip(" ,،")]


def _opens_aside(part: str, code: str) -> bool:
    words = part.strip(" ,،")
    lead = _BREAKS[code].match(words) or _phrases(code)[0].match(words)
    return bool(lead) or words[:1].isdigit()


def _before_break(folded: str, part: Offsets, code: str) -> Offsets:
    found = _BREAKS[code].search(folded, part[0] + 2, part[1])
    return (part[0], found.start()) if found else part


def _said_behind(text: str, folded: str, cue: Offsets) -> tuple[Offsets, Offsets] | None:
    """Russian "Y, сообщил X": the content stands before the comma, the source behind the verb."""
    before = folded[: cue[0]].rstrip()
    if not before.endswith((",", "-")):
        return None
    source = trim(text, cue[1], len(text), _COMMA + _CLOSING)
    stop = _STOP.search(folded, source[0])
    source = trim(text, source[0], stop.start() if stop else source[1])
    content = trim(text, 0, cue[0], _COMMA + " -–—")
    return (source, content) if source[1] > source[0] and content[1] - content[0] > 12 else None


def _object_before(
    text: str, folded: str, code: str, name: Act, cue: Offsets, named: Sequence[Offsets]
) -> Found | None:
    """Persian and Tajik "X Y را رد کرد": what is denied or demanded stands between source and verb."""
    if code == "ru" or name not in {"deny", "order", "accuse", "warn", "confirm"}:
        return None
    source = _source_before(text, folded, code, cue)
    if not source:
        return None
    first = next((end for start, end in named if source[0][0] <= start and end < source[0][1]), 0)
    source = ((source[0][0], first),) if first else source
    content = trim(text, source[0][1], cue[0], " ,،;:«»-")
    return Found(source=source, cue=(cue,), content=(content,), cue_class=name) if content[1] - content[0] > 8 else None
