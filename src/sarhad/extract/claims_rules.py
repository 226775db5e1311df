"""Claims in Russian, Persian and Tajik by cue lexicons over the words, without a parse.

A first version: "X said that Y", "Y, said X", "according to X, Y", with the cue forms that the region's reporting uses.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from sarhad.extract.claims_fa import find_claims_fa
from sarhad.extract.found import Found
from sarhad.extract.spans import trim
from sarhad.records import Act, Offsets
from sarhad.world import Lexicon, load_lexicon
from sarhad.world.folding import compile_terms
from sarhad.world.grammar import KNOWN as GRAMMARS

_COMMA = ",،;؛"
_STOP = re.compile(r"[,،;؛:.!؟?]| - ")
_BREAKS = {  # what ends the source's phrase before the verb: an addressee, a day, the occasion
    "fa": re.compile(
        r"(?<!\w)(?:به(?!\s*گفت)|روز|امروز|دیروز|برای|همچنین|نیز|پیش از|پس از|پیشتر|بارها|"
        r"(?:در|از طریق|طی|ضمن|با)\s+(?:\w+\s+)?(?:بیانیه|اعلامیه|گفتگو|گفت|مصاحبه|نشست|کنفرانس|کنفرانسی|پیام|"
        r"پاسخ|صفحه|شبکه|دیدار|سخنرانی|نشستی|پیامی|گفتگویی|واکنش|خبرنامه|حاشیه|حالی|ماه|سال|هفته))(?!\w)"
    ),
    "tg": re.compile(
        r"(?<!\w)(?:ба(?!\s*гуфта)|рӯзи|имрӯз|дирӯз|барои|ҳамчунин|низ|пеш аз|пас аз|қаблан|борҳо|"
        r"(?:дар|тавассути|зимни|бо)\s+(?:\w+\s+)?(?:изҳорот\w*|баёния\w*|суҳбат\w*|мусоҳиба\w*|нишаст\w*|"
        r"конфронс\w*|паём\w*|посух\w*|саҳифа\w*|мулоқот\w*|моҳи|соли|ҳафта\w*))(?!\w)"
    ),
    "ru": re.compile(
        r"(?<!\w)(?:также|ранее|накануне|вчера|сегодня|по итогам|в\s+(?:интервью|беседе|ходе|эфире|заявлении|"
        r"понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|своем)|на\s+(?:брифинге|встрече|пресс-конференции|совещании)|"
        r"во\s+время|при\s+этом|в\s+\w+\s+года|\d+\s+\w+\s+(?:года)?)(?!\w)"
    ),
}
_CONNECTIVE = re.compile(
    r"[,،;؛]\s*(?:(?:و|اما|ولی|ва|аммо|вале|но|а|и|однако)\s)?|\s(?:و|اما|ولی|ва|аммо|вале|но|и)\s"
)
_TRAILING = re.compile(r"[,،]?\s(?:но|а|и|однако|аммо|вале|ва|اما|ولی|و)\s*$")
_LEADING = re.compile(r"\s*(?:ки|که|что|но|а|и|аммо|ва|اما|ولی|و)\s")
_ASKED = re.compile(r"\s(?:аз|از|به|ба)\s")  # whom something is asked of
_OBJECT_LEAD = re.compile(r"\s+(?:(?:о|об|обо|от|в|к|на)\s+)?")
_GOVERNING = frozenset({"deny", "warn", "confirm", "accuse", "order", "plan", "doubt", "expect"})
_OBJECT_ACTS = frozenset({"deny", "order", "accuse", "confirm"})
_HEADLINE = re.compile(r"([^:«»“”\".!?؟]{2,60}):\s+([^\s«“].{8,}[^.!?؟…:])")
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
    if lexicon.code in GRAMMARS:
        return find_claims_fa(text, lexicon.code, named)
    rows = _by_phrase(text, folded, lexicon.code)
    taken = [span for row in rows for span in (*row.source, *row.cue)]
    rows += [r for r in _by_verb(text, folded, lexicon.code, named) if not any(_touches(r.cue[0], t) for t in taken)]
    return sorted(rows, key=lambda r: r.cue) or _headline(text)


def _touches(a: Offsets, b: Offsets) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _by_phrase(text: str, folded: str, code: str) -> list[Found]:
    rows = []
    for cue in _phrases(code)[0].finditer(folded):
        start = _past_marks(text, cue.end())
        stop = _STOP.search(folded, start + 1)
        end = stop.start() if stop else len(text)
        source = trim(text, start, end)
        rest = [trim(text, 0, cue.start(), _COMMA + _CLOSING), trim(text, end, len(text), _COMMA + ": -" + _CLOSING)]
        content = tuple(s for s in rest if s[1] - s[0] > 8)
        if source[1] > source[0] and content:
            rows.append(Found(source=(source,), cue=((cue.start(), start),), content=content, cue_class="say"))
    return rows[:1]


def _past_marks(text: str, end: int) -> int:
    """Past marks that belong to the last letter, such as the hamza of the Persian ezafe."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _headline(text: str) -> list[Found]:
    """A headline "X: Y" without a final stop."""
    found = _HEADLINE.fullmatch(text.strip())
    if found is None or len(found[1].split()) > 6:
        return []
    colon = found.end(1)
    return [Found(source=(found.span(1),), cue=((colon, colon + 1),), content=(found.span(2),), cue_class="say")]


def _by_verb(text: str, folded: str, code: str, named: Sequence[Offsets]) -> list[Found]:
    """Cue verbs from left to right; each has the clause from the connective before it, or else from the last cue on."""
    cues = _cues(folded, code)
    starts = [_clause_start(folded, cues, k) for k in range(len(cues))]
    rows: list[Found] = []
    for k, (cue, name) in enumerate(cues):
        later = [c for c in starts[k + 1 :] if c > cue[1] + 12]
        end = later[0] if later else len(text)
        found = _around(text[:end], folded[:end], code, name, (cue[0], cue[1]), starts[k], named)
        if found:
            rows.append(_heir(found, rows))
    return rows


def _cues(folded: str, code: str) -> list[tuple[Offsets, Act]]:
    found = [(m.span(), name) for name, pattern in _verbs(code) for m in pattern.finditer(folded)]
    rows: list[tuple[Offsets, Act]] = []
    for span, name in sorted(found, key=lambda r: (r[0][0], -r[0][1])):
        if not rows or span[0] >= rows[-1][0][1]:
            rows.append((span, name))
    return rows


def _clause_start(folded: str, cues: list[tuple[Offsets, Act]], k: int) -> int:
    if k == 0:
        return 0
    after = cues[k - 1][0][1]
    found = list(_CONNECTIVE.finditer(folded, after, cues[k][0][0]))
    return found[-1].end() if found else after


def _heir(found: Found, rows: list[Found]) -> Found:
    """A coordinated verb without a subject of its own has the one before ("… said, and added")."""
    if found.source or not rows:
        return found
    return Found(source=rows[-1].source, cue=found.cue, content=found.content, cue_class=found.cue_class)


def _around(
    text: str, folded: str, code: str, name: Act, cue: Offsets, start: int, named: Sequence[Offsets]
) -> Found | None:
    if _negated(folded, cue) and name != "doubt":
        return None
    source = _source_before(text, folded, code, name, cue, start)
    after = _after(text, folded, code, name, cue)
    if after and (source or start > 0):
        return Found(source=source, cue=(cue,), content=(after,), cue_class=name)
    behind = _said_behind(text, folded, cue) if code == "ru" or _after_quote(folded, cue) else None
    if behind:
        return Found(source=(behind[0],), cue=(cue,), content=(behind[1],), cue_class=name)
    return _object_before(text, name, cue, source, named) if code != "ru" else None


def _after(text: str, folded: str, code: str, name: Act, cue: Offsets) -> Offsets | None:
    """What follows the complement word, a colon or an opening quotation mark close behind the cue, or else the cue."""
    window = folded[cue[1] : cue[1] + 60]
    that = _phrases(code)[1].search(window)
    mark = re.search(r":\s|[«“\"]", window)
    starts = [cue[1] + m.end() for m in (that,) if m] or [cue[1] + m.start() for m in (mark,) if m]
    if not starts and code == "ru":
        starts = [m.end() for m in [_OBJECT_LEAD.match(folded, cue[1])] if m and name in _GOVERNING]
    elif not starts and name not in _OBJECT_ACTS:
        starts = [cue[1]]
    return _content(text, starts[0]) if starts else None


def _content(text: str, start: int) -> Offsets | None:
    """From the start to the end, without a connective that leads on to the next clause."""
    tail = _TRAILING.search(text, start)
    span = trim(text, start, tail.start() if tail else len(text), _COMMA + ":" + _CLOSING)
    return span if span[1] - span[0] > 8 else None


def _negated(folded: str, cue: Offsets) -> bool:
    """Russian "не" right before the cue: a saying that did not happen."""
    return folded[: cue[0]].endswith(" не ")


def _after_quote(folded: str, cue: Offsets) -> bool:
    """Whether the words of attribution follow a quotation: "…", - said X."""
    return bool(re.search(r"[»”\"][,،]?\s*-?\s*$", folded[: cue[0]]))


def _source_before(text: str, folded: str, code: str, name: Act, cue: Offsets, start: int) -> tuple[Offsets, ...]:
    """The noun phrase that opens the clause of the cue, with what is set behind it between commas.

    Parts that stand before it ("in Moscow, …", "according to X, …") and what follows it up to the verb are left out.
    """
    start = max([start, *(folded.rfind(c, start, cue[0]) + 1 for c in ";؛:.")])
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
    last = kept[-1][1]
    asked = _ASKED.search(folded, kept[0][0] + 2, last) if name == "order" else None
    lead = _LEADING.match(folded, kept[0][0], last)
    first = lead.end() if lead else kept[0][0]
    span = _balanced(text, trim(text, first, asked.start() if asked else last, ' ,،;:"-–—'))
    return (span,) if 1 < span[1] - span[0] < 140 else ()


def _balanced(text: str, span: Offsets) -> Offsets:
    """Without a guillemet at an end that has no partner inside."""
    start, end = span
    inside = text[start:end]
    if inside.count("«") != inside.count("»"):
        start, end = trim(text, start, end, " «»,،")
    return start, end


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
    text: str, name: Act, cue: Offsets, source: tuple[Offsets, ...], named: Sequence[Offsets]
) -> Found | None:
    """Persian and Tajik "X Y را رد کرد": what is denied or demanded stands between source and verb."""
    if name not in _OBJECT_ACTS or not source:
        return None
    first = next((end for start, end in named if source[0][0] <= start and end < source[0][1]), 0)
    source = ((source[0][0], first),) if first else source
    content = trim(text, source[0][1], cue[0], " ,،;:«»-")
    if text[slice(*content)].endswith(" را"):
        content = trim(text, content[0], content[1] - 3)
    return Found(source=source, cue=(cue,), content=(content,), cue_class=name) if content[1] - content[0] > 8 else None
