"""Claims of a document: the language's finder gives the spans; hedge, date said, modes and frame are read from them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

from sarhad.extract.claims_en import find_claims_en
from sarhad.extract.claims_fa import find_claims_fa
from sarhad.extract.cues_en import may_attribute
from sarhad.extract.found import Found
from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.extract.quotes_ru import find_claims_of_line
from sarhad.extract.spans import quote, text_of
from sarhad.extract.speech_en import join_speech
from sarhad.records import Claim, Document, Frame, Hedge, Offsets, make_id
from sarhad.world import THREAT_MODES, Lexicon
from sarhad.world.dates import find_dates
from sarhad.world.folding import fold

MADE_BY = "extract.claims/1"
_DAY = re.compile(r"\b\d{1,2}\s+[A-Z]\w+|\b[A-Z]\w+\s+\d{1,2}\b")


def find_claims(document: Document, lines: Sequence[Line], kit: Kit) -> tuple[Claim, ...]:
    """Every attribution in the document's body and title, in text order."""
    finder = _finder(document, kit.lexicon, lines)
    rows = [_claim(document, line, f, kit.lexicon) for line in lines if line.kind != "byline" for f in finder(line)]
    return tuple(sorted(rows, key=lambda c: (c.evidence[0].start, c.cue, c.content)))


def _finder(document: Document, lexicon: Lexicon, lines: Sequence[Line]) -> Callable[[Line], list[Found]]:
    if lexicon.code == "en":
        table = _english(document, lines)
        return lambda line: table[line.start]
    if lexicon.code == "ru":
        return functools.partial(find_claims_of_line, lines)
    return lambda line: find_claims_fa(line.text, lexicon.code, line.named())


def _english(document: Document, lines: Sequence[Line]) -> dict[int, list[Found]]:
    """The English claims of each line, by its start; direct speech may go on in the lines round it."""
    found = [
        find_claims_en(line.parse) if line.parse is not None and may_attribute(line.folded) else [] for line in lines
    ]
    spans = [(line.start, line.end) for line in lines]
    return dict(zip((s for s, _e in spans), join_speech(document.text, spans, found), strict=True))


def _claim(document: Document, line: Line, found: Found, lexicon: Lexicon) -> Claim:
    source, cue, content = line.at(found.source), line.at(found.cue), line.at(found.content)
    said = fold(text_of(document.text, content))
    plain = _without_dates(line, lexicon)
    hedge, words = _hedge(_inside(plain, found), _outside(plain, found), lexicon)
    return Claim(
        id=make_id("claim", document.id, source, cue, content),
        document=document.id,
        evidence=(quote(document, line.start, line.end),),
        made_by=MADE_BY,
        source=source,
        cue=cue,
        content=content,
        source_text=text_of(document.text, source),
        cue_text=text_of(document.text, cue),
        content_text=text_of(document.text, content),
        hedge=hedge,
        hedge_words=words,
        said=_said(line, found, lexicon),
        about=_about(line, found, content),
        modes=modes_in(said, lexicon),
        frame=_frame(said, found.cue_class, lexicon),
        act=found.cue_class,
    )


def _without_dates(line: Line, lexicon: Lexicon) -> str:
    """The folded sentence with dates blanked: "12 May" holds no hedge."""
    chars = list(line.folded)
    spans = [(d.start, d.end) for d in find_dates(line.text, lexicon)]
    for start, end in [*spans, *(m.span() for m in _DAY.finditer(line.text))]:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _inside(folded: str, found: Found) -> str:
    """The content's words in this sentence."""
    return " ".join(folded[max(s, 0) : max(e, 0)] for s, e in found.content)


def _outside(folded: str, found: Found) -> str:
    """The folded sentence without the content: the words of attribution."""
    chars = list(folded)
    for start, end in ((max(s, 0), min(e, len(chars))) for s, e in found.content):
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _hedge(content: str, attribution: str, lexicon: Lexicon) -> tuple[Hedge, str]:
    for level, where in (("strong", content), ("strong", attribution), ("weak", content), ("weak", attribution)):
        found = lexicon.terms["hedge_" + level].search(where)
        if found:
            return ("strong" if level == "strong" else "weak"), found.group()
    return "none", ""


def _said(line: Line, found: Found, lexicon: Lexicon) -> str:
    """The date in the words of attribution, when there is one; never one from the content."""
    return next((d.value for d in find_dates(_outside(line.folded, found), lexicon)), "")


def _about(line: Line, found: Found, content: tuple[Offsets, ...]) -> tuple[str, ...]:
    """Actors in the content; for a demand also the one it is put to ("urged the Taliban to …")."""
    spans = list(content)
    if found.cue_class == "order" and found.cue[0][1] < found.content[0][0]:
        spans.insert(0, line.at(((found.cue[0][1], found.content[0][0]),))[0])
    actors = [m.actor for s, e in spans for m in line.mentions_in(s, e) if m.actor]
    return tuple(dict.fromkeys(actors))


def modes_in(folded: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The threat modes that a folded text speaks of, in the ontology's order."""
    return tuple(m for m in THREAT_MODES if lexicon.has("mode:" + m, folded))


def _frame(content: str, cue_class: str, lexicon: Lexicon) -> Frame:
    """Concern or confidence: by the cue, else by whichever the content has more words of."""
    if cue_class in {"warn", "accuse"}:
        return "concern"
    if cue_class == "assure":
        return "confidence"
    concern = len(lexicon.terms["concern"].findall(content))
    confidence = len(lexicon.terms["confidence"].findall(content))
    if concern == confidence:
        return ""
    return "concern" if concern > confidence else "confidence"
