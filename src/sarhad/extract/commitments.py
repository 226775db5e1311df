"""Announced measures and their status: programme, phase, who holds it, who reports it, with the words that say so."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sarhad.extract.conditions import Text
from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.extract.relations import last_organisation
from sarhad.extract.spans import quote
from sarhad.extract.statuses import Told, find_condition, find_status
from sarhad.records import Commitment, DateEstimate, Document, Offsets, Programme, make_id
from sarhad.world import Lexicon, load_lexicon
from sarhad.world.conditions import load_conditions
from sarhad.world.dates import estimate, find_dates
from sarhad.world.folding import TOKEN, compile_terms, fold, stem

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MADE_BY = "extract.commitments/2"


def find_commitments(document: Document, lines: Sequence[Line], kit: Kit) -> tuple[Commitment, ...]:
    """Commitments in the document's body. A sentence right behind one that names the programme may go on about it."""
    rows: list[Commitment] = []
    words = load_conditions(kit.lexicon.code)
    follows = False
    for line in lines:
        if line.kind != "body":
            continue
        programme = _programme(line, kit) or _understood(line, lines, kit)
        named = programme is not None or kit.lexicon.has("border-programme", line.folded)
        noun = _nouns(kit.lexicon.code).search(line.folded) if named or follows else None
        told = find_status(Text(line.text, line.folded, words), _phase(line.folded, kit.lexicon)) if noun else None
        if told is not None and noun is not None:
            before = rows[-1] if rows and not named else None
            rows.append(_commitment(document, line, lines, told, noun, programme, before, kit))
        follows = bool(told and named)
    return tuple(rows)


def _programme(line: Line, kit: Kit) -> Programme | None:
    for programme in kit.region.programmes:
        names = programme.aliases.get(kit.lexicon.code, ())
        if any(_stems(name, kit.lexicon.code) in _stems(line.folded, kit.lexicon.code) for name in names):
            return programme
    return None


def _understood(line: Line, lines: Sequence[Line], kit: Kit) -> Programme | None:
    """ "The programme" without its name: the pack's first programme whose holder the document has named."""
    if not kit.lexicon.has("border-programme", line.folded):
        return None
    named = {m.actor for other in lines for m in other.mentions}
    holders = {a: kit.region.actors[a].parent or a for a in named if a in kit.region.actors}
    return next((p for p in kit.region.programmes if p.holder in {*named, *holders.values()}), None)


@functools.lru_cache(maxsize=4096)
def _stems(text: str, code: str) -> str:
    """The words without inflection, with a blank on both sides: one name in another is whole words in whole words."""
    return " " + " ".join(stem(t, code) for t in TOKEN.findall(fold(text))) + " "


@functools.cache
def _nouns(code: str) -> re.Pattern[str]:
    return compile_terms(load_lexicon(code).statuses["commitment-nouns"])


def _commitment(
    document: Document,
    line: Line,
    lines: Sequence[Line],
    told: Told,
    noun: re.Match[str],
    programme: Programme | None,
    before: Commitment | None,
    kit: Kit,
) -> Commitment:
    start, end = line.at((_evidence(line, noun),))[0]
    text = Text(line.text, line.folded, load_conditions(kit.lexicon.code))
    condition = find_condition(text, told)
    date, due = _dates(document, line, told, kit.lexicon)
    body = programme.holder if programme else last_organisation(line, lines, kit.region)
    return Commitment(
        id=make_id("commitment", document.id, start, end),
        document=document.id,
        evidence=(quote(document, start, end),),
        made_by=MADE_BY,
        programme=_name(programme, before, line, noun),
        holder=before.holder if before else body,
        reported_by=_reporter(line, noun),
        phase=_phase(line.folded, kit.lexicon),
        measure=document.text[start:end],
        due=due,
        status=told.status,
        status_text=line.folded[slice(*told.at)],
        date=date,
        kind=_kind(document.text[start:end], text),
        denied=told.denied,
        condition=line.at((condition,)) if condition else (),
        condition_text=line.text[slice(*condition)] if condition else "",
    )


def _dates(document: Document, line: Line, told: Told, lexicon: Lexicon) -> tuple[DateEstimate, str]:
    """When the status holds, and when what is to come is due: a date in the sentence is the one or the other."""
    found = next(find_dates(line.text, lexicon), None)
    if found is None:
        return document.published, ""
    if told.later:
        return document.published, found.value
    return estimate(found.value, line.text[found.start : found.end]), ""


def _kind(measure: str, text: Text) -> str:
    """What the measure is, by its own words; empty for the programme or phase as a whole."""
    folded = fold(measure)
    return next((kind for kind, pattern in text.words.measures.items() if pattern.search(folded)), "")


def _name(programme: Programme | None, before: Commitment | None, line: Line, noun: re.Match[str]) -> str:
    if programme:
        return programme.id
    return before.programme if before else _phrase(line, noun)


def _phrase(line: Line, noun: re.Match[str]) -> str:
    token = _token(line.parse, noun.start()) if line.parse is not None else None
    return token.doc[token.left_edge.i : token.right_edge.i + 1].text if token is not None else noun.group()


def _phase(folded: str, lexicon: Lexicon) -> int | None:
    table = lexicon.words["ordinals"]
    for found in re.finditer(lexicon.words["phase"], folded):
        for word in found.groupdict().values():
            if word in table or (word and word.isdigit()):
                return int(table.get(word, word))
    return None


def _reporter(line: Line, noun: re.Match[str]) -> str:
    """The actor that is the subject of the verb over the measure."""
    verb = _verb_over(_token(line.parse, noun.start())) if line.parse is not None else None
    for child in verb.children if verb is not None else ():
        if child.dep_ == "nsubj":
            left, right = child.left_edge.idx, child.right_edge.idx + len(child.right_edge)
            named = [m.actor for m in line.mentions_in(line.start + left, line.start + right) if m.actor]
            if named:
                return named[0]
    before = [m.actor for m in line.mentions if m.actor and m.start - line.start < noun.start()]
    return before[-1] if before else ""


def _token(doc: Doc, at: int) -> Token | None:
    return next((t for t in doc if t.idx <= at < t.idx + len(t)), None)


def _verb_over(token: Token | None) -> Token | None:
    while token is not None and not token.tag_.startswith("VB") and token.head.i != token.i:
        token = token.head
    return token if token is not None and token.tag_.startswith("VB") else None


def _evidence(line: Line, noun: re.Match[str]) -> Offsets:
    """From the verb over the measure to the end of its object, without a trailing participle clause; else all of it."""
    verb = _verb_over(_token(line.parse, noun.start())) if line.parse is not None else None
    if verb is None or verb.tag_ == "VB":
        return 0, len(line.text.rstrip(". "))
    first = verb.head if verb.dep_ == "conj" and verb.head.tag_.startswith("VB") else verb
    subject = next((c for c in first.children if c.dep_ == "nsubjpass"), None)
    first = subject.left_edge if subject is not None else first
    last = max(
        [c.right_edge.i for c in verb.children if c.dep_ in {"dobj", "prep", "xcomp"}], default=verb.right_edge.i
    )
    for token in verb.doc[verb.i : last + 1]:
        if token.dep_ in {"acl", "relcl", "advcl"} and token.tag_ in {"VBN", "VBD"} and token.right_edge.i >= last:
            last = token.left_edge.i - 1
    while last > verb.i and verb.doc[last].is_punct:
        last -= 1
    end, measure = verb.doc[last], _token(line.parse, noun.start())
    start = min(first.idx, measure.left_edge.idx) if measure is not None and measure.i < verb.i else first.idx
    return start, end.idx + len(end)
