"""Attributions without a verb of saying: "according to X", "in her words", "by all accounts", headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.borders_en import segment_of
from sarhad.extract.cues_en import cue_forms
from sarhad.extract.found import Found
from sarhad.extract.quotes_en import words_of
from sarhad.extract.spans import cut_out
from sarhad.extract.speakers_en import DATE_WORDS
from sarhad.extract.stances_en import find_stances
from sarhad.extract.tokens_en import span_of, trimmed
from sarhad.records import Act, Offsets
from sarhad.world import load_lexicon
from sarhad.world.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEXICON = load_lexicon("en")
_PHRASES: dict[str, list[tuple[str, ...]]] = {}  # by first word
for _phrase in _LEXICON.phrases["according"]:
    _PHRASES.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
_POSSESSED = frozenset(tuple(p.split()) for p in _LEXICON.phrases["possessed"])
_ADVERBS = frozenset(_LEXICON.phrases["hearsay"])
_HEARSAY = tuple(tuple(p.split()) for p in _LEXICON.phrases["hearsay-phrases"])
_HEARSAY_FIRST = frozenset(p[0] for p in _HEARSAY)
_POSSESSED_NOUNS = frozenset(noun for _prep, noun in _POSSESSED)
_NO_SOURCE = frozenset(_LEXICON.phrases["no-source"])  # "according to plan"
_GROUNDS = frozenset(_LEXICON.phrases["grounds"])
_VIEWS = frozenset({"view", "opinion", "eyes", "judgment", "judgement", "assessment", "estimation", "mind"})
_PEOPLE = frozenset(_LEXICON.phrases["people"])
_PARTICIPLES = frozenset({"citing", "quoting"})
_SPEAKERS = ("unnamed", "official", "institution", "media", "expert")
_HEADLINE = re.compile(r"([A-Z][^:“”\"«».!?]{1,60}):\s+([^\s“”].{8,}[^.!?…:])")
_ANSWER = re.compile(r"([A-Z][^:“”\"«».!?]{1,40}):\s+(\S.{8,}[^.!?…:])[.!?…]")
_SAYING = frozenset({"say", "claim", "warn", "show", "believe", "confirm", "expect"})
_SAYS_BEHIND = re.compile(r"(?P<what>\S.{8,}[^,.!?]), (?P<cue>[a-z]+) (?P<who>[^,;:.!?“”]{2,60})")
_BEHIND_SAYS = re.compile(r"(?P<what>\S.{8,}[^,.!?]), (?P<who>[^,;:.!?“”]{2,60}) (?P<cue>[a-z]+)")
_DASH = re.compile(r"(\S.{11,}[^\s.!?,]) [-–—] ([^\s,;:.!?“”][^,;:.!?“”]{1,40})")
_TRAILING = re.compile(r"(\S.{11,}[^\s:.!?]):\s+([^\s:“”][^:“”\"«».!?,;]{2,40})")


def find_phrases(doc: Doc) -> list[Found]:
    """ "According to X, Y", "in the words of X", "in her words", "reportedly", "by all accounts"."""
    return [*_according(doc), *_possessed(doc), *_hearsay(doc), *_hearsay_phrases(doc), *find_stances(doc)]


# ---------------------------------------------------------------- headlines


def find_headline(text: str) -> list[Found]:
    """A headline "X: Y" or "Y: X" with nothing else that attributes; a full sentence only behind somebody who speaks.

    >>> [f.cue for f in find_headline("Border guards: No militants crossed in October")]
    [((13, 14),)]
    >>> find_headline("One thing is certain: The pass will be closed.")
    []
    """
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    trailing = _TRAILING.fullmatch(text)
    if trailing and len(trailing[2].split()) <= 5 and _speaks(trailing[2]):
        return [_headline(trailing.span(2), (trailing.end(1), trailing.end(1) + 1), trailing.span(1), lead)]
    said = _SAYS_BEHIND.fullmatch(text) or _BEHIND_SAYS.fullmatch(text)
    if said and cue_forms().get(said["cue"], ("", ""))[0] in _SAYING:
        return [_headline(said.span("who"), said.span("cue"), said.span("what"), lead)]
    dash = _DASH.fullmatch(text)
    if dash and (_speaks(dash[2]) or dash[2].isupper()):
        return [_headline(dash.span(2), (dash.end(1) + 1, dash.end(1) + 2), dash.span(1), lead)]
    found = _HEADLINE.fullmatch(text)
    if found is None:
        found = _ANSWER.fullmatch(text)
        found = found if found and _speaks(found[1]) else None
    if found is None or len(found[1].split()) > 6:
        return []
    return [_headline(found.span(1), (found.end(1), found.end(1) + 1), found.span(2), lead)]


def _headline(source: Offsets, cue: Offsets, content: Offsets, lead: int) -> Found:
    spans = [((s + lead, e + lead),) for s, e in (source, cue, content)]
    return Found(source=spans[0], cue=spans[1], content=spans[2], cue_class="say")


def _speaks(phrase: str) -> bool:
    """Whether a phrase names somebody who can speak: a word for an office, a body, people, media; or a name."""
    folded = fold(phrase)
    return any(_LEXICON.has(kind, folded) for kind in _SPEAKERS) or folded in _PEOPLE


# ---------------------------------------------------------------- "according to"


def _according(doc: Doc) -> Iterator[Found]:
    for at, word in enumerate(words_of(doc)[:-1]):
        if word not in _PHRASES:
            continue
        token, size = doc[at], _phrase_at(doc, at)
        start = token.i + size
        end = _aside_end(doc, start) if size else start
        ground = size == 1 and not _GROUNDS.isdisjoint(t.lower_ for t in doc[start:end])
        if end == start or ground or doc[end - 1].lower_ in _NO_SOURCE:
            continue
        hole = (token.idx, doc[end - 1].idx + len(doc[end - 1]))
        content = _around(doc, token.i, hole)
        end = _before_date(doc, start, end)
        if content:
            cue = (token.idx, doc[start - 1].idx + len(doc[start - 1]))
            act: Act = "believe" if size > 1 and doc[start - 2].lower_ in _VIEWS else "say"
            yield Found(
                source=((doc[start].idx, doc[end - 1].idx + len(doc[end - 1])),),
                cue=(cue,),
                content=content,
                cue_class=act,
            )


def _before_date(doc: Doc, start: int, end: int) -> int:
    """ "according to the chairman on Tuesday": the day is no part of the chairman."""
    dated = end - start > 2 and doc[end - 2].lower_ == "on" and doc[end - 1].lower_ in DATE_WORDS
    return end - 2 if dated and not any(t.tag_ in {"VBN", "VBD"} for t in doc[start:end]) else end


def _around(doc: Doc, at: int, hole: Offsets) -> tuple[Offsets, ...]:
    """The stretch that a phrase stands in, without the phrase."""
    start, end = segment_of(doc, at)
    while start < at and doc[start].dep_ == "cc":
        start += 1
    return tuple(f for piece in span_of(doc, start, end) for f in trimmed(doc, cut_out(piece, [hole])))


def _phrase_at(doc: Doc, at: int) -> int:
    """How many tokens the phrase that begins here has; 0 for none."""
    for words in _PHRASES.get(doc[at].lower_, ()):
        if tuple(t.lower_ for t in doc[at : at + len(words)]) == words and at + len(words) < len(doc):
            alone = words[0] in _PARTICIPLES and at > 0 and doc[at - 1].text not in {",", "—", "–"}
            return 0 if alone else len(words)
        size = _with_adjective(doc, at, words)
        if size:
            return size
    return 0


def _with_adjective(doc: Doc, at: int, words: tuple[str, ...]) -> int:
    """ "in the considered view of": the phrase with an adjective before its noun."""
    if len(words) != 4 or words[1] != "the" or words_of(doc)[at : at + 2] != words[:2] or at + 5 >= len(doc):
        return 0
    return 5 if doc[at + 2].tag_ == "JJ" and words_of(doc)[at + 3 : at + 5] == words[2:] else 0


def quoting(doc: Doc, verb: Token) -> bool:
    """Whether a verb form is the phrase "citing X" or "quoting X" rather than a cue with a subject."""
    return verb.lower_ in _PARTICIPLES and _phrase_at(doc, verb.i) > 0


def _aside_end(doc: Doc, start: int) -> int:
    """The end of "according to X": the noun phrase up to the comma that closes it or the sentence's end."""
    i, depth = start, 0
    while i < len(doc):
        depth += (doc[i].text == "(") - (doc[i].text == ")")
        if depth == 0 and (doc[i].text in {",", ";", ".", "—", "–", ":"} and not _inner_comma(doc, i)):
            break
        if doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} and not _inside_phrase(doc, start, i):
            break
        if doc[i].text in "“«" and i > start and doc[i - 1].tag_.startswith("NN"):
            break
        i += 1
    return i


def _inner_comma(doc: Doc, i: int) -> bool:
    """A comma inside an enumeration of sources or before "and", when the phrase's head governs what follows."""
    if doc[i].text != "," or i + 1 >= len(doc):
        return False
    if doc[i + 1].lower_ in {"which", "who", "whose", "where"}:
        return any(t.text == "," for t in doc[i + 2 :])
    return doc[i + 1].lower_ in {"a", "the"} and _apposed(doc, i)


def _apposed(doc: Doc, i: int) -> bool:
    later = doc[i + 1]
    return later.head.dep_ in {"appos", "relcl"} and any(t.text == "," for t in doc[i + 1 :])


def _inside_phrase(doc: Doc, start: int, i: int) -> bool:
    return any(t.dep_ == "relcl" or t.tag_ in {"WDT", "WP"} for t in doc[start : i + 1])


# ---------------------------------------------------------------- "in her words", "by their own account"


def _possessed(doc: Doc) -> Iterator[Found]:
    """A preposition, an owner, a noun of saying; the cue stands on both sides of the owner."""
    for at, word in enumerate(words_of(doc)):
        if word not in _POSSESSED_NOUNS:
            continue
        noun = doc[at]
        prep = noun.head
        if noun.dep_ != "pobj" or (prep.lower_, noun.lower_) not in _POSSESSED:
            continue
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is None or (owner.lower_ in {"my", "our", "your", "its"} and noun.lower_ == "account"):
            continue
        case = next((c.i for c in owner.children if c.dep_ == "case"), owner.i + 1)
        hole = (prep.idx, noun.idx + len(noun))
        content = _around(doc, prep.i, hole)
        source = (doc[owner.left_edge.i].idx, doc[case - 1].idx + len(doc[case - 1]))
        act: Act = "believe" if noun.lower_ in _VIEWS else "say"
        cue = ((prep.idx, prep.idx + len(prep)), (noun.idx, noun.idx + len(noun)))
        if content:
            yield Found(source=(source,), cue=cue, content=content, cue_class=act)


# ---------------------------------------------------------------- hearsay


def _hearsay(doc: Doc) -> Iterator[Found]:
    """ "The shots were reportedly fired from a car": said by nobody in particular."""
    for at, word in enumerate(words_of(doc)):
        token = doc[at] if word in _ADVERBS else None
        if token is not None and _about_clause(token):
            hole = (token.idx, token.idx + len(token))
            content = _around(doc, token.i, hole)
            if content:
                act: Act = "claim" if token.lower_ in {"allegedly", "purportedly"} else "say"
                yield Found(source=(), cue=(hole,), content=content, cue_class=act)


def _about_clause(adverb: Token) -> bool:
    head = adverb.head
    if head.lower_ in cue_forms() and any(c.dep_ in {"ccomp", "xcomp"} for c in head.children):
        return False  # "reportedly said that": the saying is the cue
    return head.tag_.startswith(("VB", "MD")) and (head.dep_ == "ROOT" or head.head.dep_ == "ROOT")


def _hearsay_phrases(doc: Doc) -> Iterator[Found]:
    words = words_of(doc)
    for at, word in enumerate(words):
        if word not in _HEARSAY_FIRST:
            continue
        size = next((len(p) for p in _HEARSAY if words[at : at + len(p)] == p), 0)
        if not size or (at > 0 and not doc[at - 1].is_punct and doc[at - 1].lower_ != "so"):
            continue
        end = next(
            (t.i for t in doc[at + size :] if t.text in {",", ".", ";", "—", "–"} or t.lower_ == "that"), len(doc)
        )
        end = end if end - at < 10 else at + size
        hole = (doc[at].idx, doc[end - 1].idx + len(doc[end - 1]))
        cue = (doc[at].idx, doc[at + size - 1].idx + len(doc[at + size - 1]))
        content = tuple(_bare(doc.text, piece) for piece in _around(doc, at, hole))
        if content:
            yield Found(source=(), cue=(cue,), content=content, cue_class="say")


def _bare(text: str, piece: Offsets) -> Offsets:
    """Without a complementizer at its beginning."""
    return (piece[0] + 5, piece[1]) if text.startswith("that ", piece[0]) else piece
