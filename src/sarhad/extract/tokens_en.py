"""From token ranges of a parsed English sentence to character spans, without what does not belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarhad.extract.speakers_en import COMPLEMENTIZERS
from sarhad.records import Offsets

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PAIRS = {"“": "”", "«": "»", "‘": "’", '"': '"', "(": ")"}
_EDGE = " ,;:—–\n"


def span_of(doc: Doc, start: int, end: int) -> list[Offsets]:
    """The tokens from start to before end as one span, without marks at its beginning; none when nothing is left."""
    while start < end and doc[start].text in {",", ":", ";", "-", "–", "—", "--"}:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    if end > start and end < len(doc) and _open(doc, start, end) == doc[end].text:
        end += 1
    return [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))] if end > start else []


def _open(doc: Doc, start: int, end: int) -> str:
    """The mark that closes what was opened in the stretch and not closed; empty when all is closed."""
    closing = ""
    for token in doc[start:end]:
        if not closing and token.text in _PAIRS:
            closing = _PAIRS[token.text]
        elif token.text == closing:
            closing = ""
    return closing


def trimmed(doc: Doc, pieces: list[Offsets]) -> list[Offsets]:
    """The pieces without marks at their edges; what is shorter than three characters is dropped."""
    text, rows = doc.text, []
    for s, e in pieces:
        while s < e and text[s] in _EDGE:
            s += 1
        while e > s and text[e - 1] in _EDGE:
            e -= 1
        if e - s > 2:
            rows.append((s, e))
    return rows


def skip_lead(doc: Doc, start: int) -> int:
    """The first token that is no comma, colon or complementizer, nor "only" before one."""
    if start + 1 < len(doc) and doc[start].lower_ in {"only", "merely", "simply", "just"}:
        start += doc[start + 1].lower_ in COMPLEMENTIZERS
    if start + 1 < len(doc) and doc[start].lower_ in {"is", "was"} and doc[start + 1].lower_ in COMPLEMENTIZERS:
        start += 1  # "all he would say was that"
    while start < len(doc) - 1 and (doc[start].text in {",", ":"} or doc[start].lower_ in COMPLEMENTIZERS):
        start += 1
    return start


def phrase_end(head: Token) -> int:
    """Index behind a phrase, without the marks that close it."""
    end = head.right_edge.i + 1
    while end > head.i and head.doc[end - 1].is_punct and head.doc[end - 1].text not in ')]”»’"':
        end -= 1
    return end


def clausal(cue: Token) -> bool:
    """Whether a clause with a complementizer hangs on the cue ("it was reported that")."""
    return any(c.dep_ == "ccomp" and any(g.dep_ == "mark" for g in c.children) for c in cue.children)
