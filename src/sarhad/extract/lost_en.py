"""English cue verbs that the tagger took for nouns: "Local media report heavy fighting", "his lawyer disputes it"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.borders_en import right_end, segment_of, without_close
from sarhad.extract.cues_en import Cue, cue_at, first_words
from sarhad.extract.found import Found
from sarhad.extract.quotes_en import quoted_tokens, words_of
from sarhad.extract.speakers_en import PHRASE_STARTS
from sarhad.extract.tokens_en import skip_lead, span_of
from sarhad.records import Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PHRASES = load_lexicon("en").phrases
_OBJECT = frozenset(_PHRASES["object-verbs"])
_ADDRESS = frozenset(_PHRASES["address-verbs"])
_SAYING = frozenset({"say", "claim", "show", "warn", "confirm", "believe"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLAUSE = frozenset({"that", "whether", "how", "why", "if"})
_MARKS = frozenset({",", ";", ":", "—", "–", "--", "(", "“", '"', "”"})
_JOINS = frozenset({"but", "and", "while", "although", "though", "whereas", "because", "as"})
_MANY = frozenset({"media", "police", "people", "they", "we", "both", "some", "many", "others", "and", "two", "three"})


def find_lost(doc: Doc, rows: list[Found]) -> Iterator[Found]:
    """Attributions of clauses that, read as the parse reads them, have no verb of their own."""
    quoted = quoted_tokens(doc)
    cues = {row.cue[0][0] for row in rows}
    for at, word in enumerate(words_of(doc)[1:-1], 1):
        if word not in first_words():
            continue
        token = doc[at]
        cue = cue_at(token) if _misread(token) and token.i not in quoted and token.idx not in cues else None
        if cue is None or cue.end + 1 >= len(doc):
            continue
        start = _clause_start(doc, token.i)
        content = (_content(cue) or _aside(cue, start)) if _subject(doc, start, token, cue.verb.split()[0]) else []
        if content:
            spoken, words = tuple(span_of(doc, start, token.i)), tuple(span_of(doc, token.i, cue.end))
            yield Found(source=spoken, cue=words, content=tuple(content), cue_class=cue.act)


def _misread(token: Token) -> bool:
    """A form of a verb that is read as a noun, or as a participle before one although a noun stands before it."""
    before = token.doc[token.i - 1]
    return token.tag_ in _NOMINAL or (
        token.tag_ == "VBN" and token.dep_ == "amod" and before.tag_.startswith("NN") and before.head.i > token.i
    )


def _clause_start(doc: Doc, at: int) -> int:
    """Behind the last mark or joining word before a token; "and" within a phrase joins no clause."""
    for i in range(at - 1, -1, -1):
        joins = doc[i].lower_ in _JOINS and (i == 0 or doc[i - 1].text in _MARKS or doc[i].dep_ == "mark")
        if doc[i].text in _MARKS or joins:
            return i + 1
    return 0


def _subject(doc: Doc, start: int, verb: Token, base: str) -> bool:
    """Whether the words before read as a noun phrase that agrees with the verb in number."""
    words = doc[start : verb.i]
    last = words[-1] if len(words) else None
    if last is None or last.tag_ not in {"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "RB"} or len(words) > 15:
        return False
    if words[0].tag_ not in PHRASE_STARTS or any(t.tag_ in _FINITE for t in words):
        return False
    plural = any(t.tag_ in {"NNS", "NNPS"} or t.lower_ in _MANY for t in words)
    if verb.tag_ == "VBN":
        return True
    if verb.lower_ == base:
        return plural
    return verb.lower_.endswith("s") and not (last.tag_ in {"NNS", "NNPS"} or words[0].lower_ in _MANY)


def _content(cue: Cue) -> list[Offsets]:
    """A clause behind the verb, or its object where no other verb can be the clause's."""
    verb, doc, base = cue.head, cue.head.doc, cue.verb
    end = segment_of(doc, verb.i)[1]
    first, behind = doc[cue.end], doc[cue.end : end]
    second = doc[min(cue.end + 1, end - 1)]
    if first.lower_ in _CLAUSE and second.tag_ not in {*_FINITE, "VB"} and any(t.tag_ in _FINITE for t in behind):
        start = skip_lead(doc, cue.end)
        return span_of(doc, start, right_end(verb, start))
    told = next((t for t in behind[:12] if t.lower_ == "that"), None) if base in _ADDRESS else None
    if told is not None and not any(t.tag_ in _FINITE for t in doc[verb.i + 1 : told.i]):
        return span_of(doc, told.i + 1, right_end(verb, told.i + 1))
    finite = any(t.tag_ in _FINITE and not _relative(t) for t in behind)
    takes = base in _OBJECT or cue.end > verb.i + 1
    if takes and not finite and first.tag_ in {"DT", "JJ", "NN", "NNS", "CD", "PRP$", "PDT", "NNP", "JJR"}:
        return span_of(doc, cue.end, right_end(verb, cue.end))
    return []


def _aside(cue: Cue, start: int) -> list[Offsets]:
    """ "There is evidence, the file states.", "the rest, an engineer jokes, are dead": what stands round it."""
    doc, (first, last) = cue.head.doc, segment_of(cue.head.doc, cue.head.i)
    alone = start > first + 2 and doc[start - 1].text == "," and (cue.end == last or doc[cue.end].text == ",")
    named = doc[start].tag_ in {"DT", "PRP$", "NN", "NNS"} and cue.head.tag_ in {"NN", "NNS"}
    verbs = [t.tag_ for t in doc[start : cue.head.i] if t.tag_.startswith(("VB", "TO", "IN", "CC"))]
    if not alone or not named or verbs or cue.act not in _SAYING:
        return []
    if not any(t.tag_ in _FINITE for t in [*doc[first:start], *doc[cue.end : last]]):
        return []
    behind = span_of(doc, cue.end + 1, without_close(doc, cue.end + 1, last)) if cue.end + 1 < last else []
    return [*span_of(doc, first, start - 1), *behind]


def _relative(verb: Token) -> bool:
    return any(t.tag_ in {"WDT", "WP"} or t.lower_ == "that" for t in verb.children)
