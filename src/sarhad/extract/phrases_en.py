"""Attributions without a verb of saying: "according to X", "reportedly", and headlines with a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.cues_en import cue_forms
from sarhad.extract.found import Found
from sarhad.extract.spans import cut_out
from sarhad.extract.tokens_en import span_of, trimmed
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PHRASES = tuple(tuple(p.split()) for p in load_lexicon("en").phrases["according"])
_ADVERBS = frozenset(load_lexicon("en").phrases["hearsay"])
_NO_SOURCE = frozenset(load_lexicon("en").phrases["no-source"])  # "according to plan"
_HEADLINE = re.compile(r"([A-Z][^:“”\"«».!?]{1,60}):\s+([^\s“”].{8,}[^.!?…:])")


def find_phrases(doc: Doc) -> list[Found]:
    """ "According to X, Y", "in the words of X", "reportedly", in text order."""
    return [*_according(doc), *_hearsay(doc)]


def find_headline(text: str) -> list[Found]:
    """A headline "X: Y" with nothing else that attributes; a full sentence is none.

    >>> [f.cue for f in find_headline("Border guards: No militants crossed in October")]
    [((13, 14),)]
    """
    found = _HEADLINE.fullmatch(text.strip())
    if found is None or len(found[1].split()) > 6:
        return []
    colon = found.end(1)
    return [Found(source=(found.span(1),), cue=((colon, colon + 1),), content=(found.span(2),), cue_class="say")]


def _according(doc: Doc) -> Iterator[Found]:
    for token in doc[:-1]:
        size = _phrase_at(doc, token.i)
        start = token.i + size
        end = _aside_end(doc, start) if size else start
        if end == start or doc[end - 1].lower_ in _NO_SOURCE:
            continue
        hole = (token.idx, doc[end - 1].idx + len(doc[end - 1]))
        whole = span_of(doc, *_part(doc, token.i))
        content = [f for piece in whole for f in trimmed(doc, cut_out(piece, [hole]))]
        if content:
            cue = (token.idx, doc[start - 1].idx + len(doc[start - 1]))
            yield Found(source=((doc[start].idx, hole[1]),), cue=(cue,), content=tuple(content), cue_class="say")


def _phrase_at(doc: Doc, at: int) -> int:
    """How many tokens the phrase that begins here has; 0 for none."""
    for words in _PHRASES:
        if tuple(t.lower_ for t in doc[at : at + len(words)]) == words and at + len(words) < len(doc):
            return len(words)
    return 0


def _part(doc: Doc, at: int) -> tuple[int, int]:
    """The stretch between semicolons that a token stands in, without the final stop."""
    cuts = [t.i for t in doc if t.text == ";"]
    start = max((i + 1 for i in cuts if i < at), default=0)
    return start, min((i for i in cuts if i > at), default=_right_end_all(doc))


def _hearsay(doc: Doc) -> Iterator[Found]:
    """ "The shots were reportedly fired from a car": said by nobody in particular."""
    for token in doc:
        if token.lower_ in _ADVERBS and _about_clause(token):
            hole = (token.idx, token.idx + len(token))
            whole = span_of(doc, *_part(doc, token.i))
            content = tuple(f for piece in whole for f in trimmed(doc, cut_out(piece, [hole])))
            if content:
                yield Found(source=(), cue=(hole,), content=content, cue_class="say")


def _about_clause(adverb: Token) -> bool:
    head = adverb.head
    if head.lower_ in cue_forms():
        return False  # "reportedly said": the saying is the cue
    return head.tag_.startswith(("VB", "MD")) and (head.dep_ == "ROOT" or head.head.dep_ == "ROOT")


def _right_end_all(doc: Doc) -> int:
    end = len(doc)
    return end - 1 if end > 1 and doc[end - 1].text in {".", "!", "?"} else end


def _aside_end(doc: Doc, start: int) -> int:
    """The end of "according to X": the noun phrase up to the comma that closes it or the sentence's end."""
    i, depth = start, 0
    while i < len(doc):
        depth += (doc[i].text == "(") - (doc[i].text == ")")
        if depth == 0 and (doc[i].text in {",", ";", ".", "—", "–", ":"} and not _inner_comma(doc, i)):
            break
        if doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} and not _inside_phrase(doc, start, i):
            break
        i += 1
    return i


def _inner_comma(doc: Doc, i: int) -> bool:
    """A comma inside an enumeration of sources or before "and", when the phrase's head governs what follows."""
    if doc[i].text != "," or i + 1 >= len(doc):
        return False
    if doc[i + 1].lower_ in {"which", "who"}:
        return any(t.text == "," for t in doc[i + 2 :])
    return doc[i + 1].lower_ in {"a", "the"} and _apposed(doc, i)


def _apposed(doc: Doc, i: int) -> bool:
    later = doc[i + 1]
    return later.head.dep_ in {"appos", "relcl"} and any(t.text == "," for t in doc[i + 1 :])


def _inside_phrase(doc: Doc, start: int, i: int) -> bool:
    return any(t.dep_ == "relcl" or t.tag_ in {"WDT", "WP"} for t in doc[start : i + 1])
