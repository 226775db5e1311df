"""English claims about what has just been said: "…, a version that his superior disputes", "… was all he said"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.cues_en import cue_forms
from sarhad.extract.found import Found
from sarhad.extract.quotes_en import quotations, words_of
from sarhad.extract.tokens_en import span_of
from sarhad.records import Offsets

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ENDS = frozenset({",", ".", ";", "—", "–", ":"})
_LOOSE = frozenset({"aux", "auxpass", "advmod", "neg"})
_AUXILIARIES = frozenset({"has", "have", "had", "would", "could", "did", "will", "can"})


def find_summed(doc: Doc) -> Iterator[Found]:
    """Cues whose content is a noun or a quotation before them that a relative clause takes up."""
    for at, word in enumerate(words_of(doc)):
        if word not in {"a", "an", "all"}:
            continue
        token = doc[at]
        if token.lower_ in {"a", "an"} and token.i > 0 and doc[token.i - 1].text == ",":
            yield from _relative(token)
        elif token.lower_ == "all" and token.i > 1 and doc[token.i - 1].lower_ in {"is", "was"}:
            yield from _all_said(token)


def _relative(article: Token) -> Iterator[Found]:
    """ ", a reproach that both have rejected": the noun stands for what was said before."""
    doc = article.doc
    that = next((t.i for t in doc[article.i + 2 : article.i + 5] if t.lower_ in {"that", "which"}), -1)
    end = next((t.i for t in doc[that + 1 : that + 12] if t.text in _ENDS), len(doc)) if that > 0 else -1
    said = _frame(doc, that + 1, end) if end > 0 else None
    if said is not None:
        source, cue, name = said
        content = tuple(span_of(doc, article.i, that))
        yield Found(source=source, cue=cue, content=content, cue_class=cue_forms()[name][0])


def _all_said(word: Token) -> Iterator[Found]:
    """ "“No comment,” was all the director would say"."""
    doc = word.doc
    quote = next((q for q in quotations(doc, 1) if q[1] == word.i - 1), None)
    end = next((t.i for t in doc[word.i + 1 :] if t.text in _ENDS), len(doc))
    said = _frame(doc, word.i + 1, end) if quote else None
    if quote and said is not None:
        source, cue, name = said
        yield Found(source=source, cue=cue, content=tuple(span_of(doc, *quote)), cue_class=cue_forms()[name][0])


def _frame(doc: Doc, start: int, end: int) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...], str] | None:
    """Source and cue of a short clause that is nothing but "who says": the cue is its last word."""
    last = end - 1
    while last > start and doc[last].dep_ == "advmod":
        last -= 1
    if last <= start or doc[last].lower_ not in cue_forms():
        return None
    close = last
    while close > start and (doc[close - 1].dep_ in _LOOSE or doc[close - 1].lower_ in _AUXILIARIES):
        close -= 1
    if close <= start or not doc[start].tag_.startswith(("DT", "PDT", "NN", "PRP", "CD", "JJ")):
        return None
    if any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in doc[start:close]):
        return None
    return tuple(span_of(doc, start, close)), tuple(span_of(doc, last, last + 1)), doc[last].lower_
