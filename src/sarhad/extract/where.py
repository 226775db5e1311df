"""Where a happening was: what a locative of its clause introduces, known to the region pack or not.

A place that is merely named is no place of the event. Names that the pack lacks are left as the stretch of words behind
the locative (`Event.where`): grounding looks them up in the gazetteer of the world.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.records import Mention, Offsets
from sarhad.world import Lexicon, Region

# A locative with up to three words between it and the name, none of which leads elsewhere ("in an attack from …").
_FILLER_EN = (
    r"(?:(?!(?:from|to|into|with|by|for|on|against|between|and|after|over)\b)(?:(?:village|town|city|district|province|"
    r"region|area|valley|port|post|state|suburb)s?\s+of|(?!of\b)[\w'’-]+)\s+){0,3}"
)
_IN_EN = re.compile(rf"\b(?:in|at|near|inside|outside|across)\s+{_FILLER_EN}$")
_END = re.compile(r"[,;:.!?()\[\]«»“”\"،؛؟]|\s[–—-]\s")
FINE = ("crossing", "village", "base", "city", "district", "admin1", "river", "region", "country")
_EXACT = FINE.index("district")
_REACH = 60  # characters behind a locative in which its name begins and ends
_NAME = re.compile(r"[A-ZА-ЯЁӢӮҚҒҲҶ]")

Where = tuple[str, tuple[Offsets, ...]]  # the pack's place, if any; the words that say it, or may say it


def find_where(line: Line, span: Offsets, kit: Kit, *, towards: bool = True, fought: bool = False) -> Where:
    """The finest place of the pack that a locative introduces in the clause `span`, and its words.

    Where the pack has none as fine as a town, the words behind locatives that may name one follow, and for fighting
    those that name a border. Where a Russian accusative leads to ("в Афганистан") counts only `towards`.
    """
    near = [m for m in line.mentions_in(*span) if m.place and _located(line, m, kit.lexicon)]
    near = [m for m in near if towards or not _is_goal(line, m.start - line.start)]
    best = min(near, key=lambda m: _fineness(m, kit.region), default=None)
    own: tuple[Offsets, ...] = ((best.start, best.end),) if best else ()
    if best and _fineness(best, kit.region) <= _EXACT:
        return best.place, own
    further = [s for s in _stretches(line, span, kit.lexicon, towards) if not any(_meet(s, o) for o in own)]
    borders = _borders(line, span, kit.lexicon) if fought and not best else ()
    return best.place if best else "", (*own, *further, *borders)


def _meet(a: Offsets, b: Offsets) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _located(line: Line, mention: Mention, lexicon: Lexicon) -> bool:
    before = line.folded[: mention.start - line.start][-24:]
    if lexicon.code == "en":
        return lexicon.has("event-place", before) and bool(_IN_EN.search(before))
    found = list(lexicon.terms["event-place"].finditer(before))
    return bool(found) and not before[found[-1].end() :].strip()


def _is_goal(line: Line, at: int) -> bool:
    tokens = line.tree.tokens if line.tree is not None else ()
    return any(t.start == at and t.feat("Case") == "Acc" for t in tokens)


def _fineness(mention: Mention, region: Region) -> int:
    place = region.places.get(mention.place)
    return FINE.index(place.kind) if place and place.kind in FINE else len(FINE)


# ---------------------------------------------------------------- names that the pack lacks


def _stretches(line: Line, span: Offsets, lexicon: Lexicon, towards: bool) -> Iterator[Offsets]:
    """Behind each locative of the clause the words in which a name may stand, up to a mark."""
    base, (low, high) = line.start, (span[0] - line.start, span[1] - line.start)
    for found in lexicon.terms["event-place"].finditer(line.folded, low, high):
        start = found.end() + len(line.text[found.end() :]) - len(line.text[found.end() :].lstrip())
        mark = _END.search(line.text, start)
        end = min(high, start + _REACH, mark.start() if mark else high)
        if not towards and _is_goal(line, start):
            continue
        if start < end and (lexicon.code == "fa" or _NAME.search(line.text, start, end)):
            yield base + start, base + end


# ---------------------------------------------------------------- borders


def _borders(line: Line, span: Offsets, lexicon: Lexicon) -> Iterator[Offsets]:
    """ "on the Tajik-Afghan border", «на границе Таджикистана с Афганистаном»: both sides named."""
    low, high = span[0] - line.start, span[1] - line.start
    for pattern in lexicon.words.get("border-phrases", ()):
        for found in re.compile(pattern).finditer(line.folded, low, high):
            yield line.start + found.start(), line.start + found.end()
