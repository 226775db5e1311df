"""English noun phrases that stand for a body, a place or a person, by their head: "the Iraqi security forces"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.world.entities import load_entity_terms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STATES = {"united states", "us", "u.s.", "uk", "united kingdom", "uae", "united arab emirates", "netherlands"}
Entity = tuple[int, int, str]
_BEFORE = {"det", "amod", "compound", "nmod", "poss", "nummod", "case", "advmod", "punct", "quantmod", "npadvmod"}
_NUMBER = {"CD"}
_LOOSE = {"more", "than", "both", "many", "several", "some", "most", "few", "other", "such", "innocent", "any"}
_OF = re.compile(r"of|for")


def phrase_entities(doc: Doc, names: set[Entity]) -> set[Entity]:
    """What noun phrases, pronouns, titles and determiners add to the names found."""
    found: set[Entity] = set()
    for token in doc:
        found |= set(_pronoun(token))
        kind = kind_of(token)
        if kind:
            found |= {(_back(a, names), b, k) for a, b, k in _phrase(token, kind)}
    found |= set(_titled(doc, names)) | set(_with_article(doc, names)) | set(_regions(doc, names))
    return found


def _back(start: int, names: set[Entity]) -> int:
    """The start of the name that a phrase would otherwise begin in the middle of."""
    return min((a for a, b, _ in names if a < start < b), default=start)


def kind_of(token: Token) -> str:
    """The type that a noun gives to its phrase; empty for any other word."""
    if not token.tag_.startswith("NN") or token.dep_ == "compound":
        return ""
    terms = load_entity_terms("en")
    word = token.lower_
    if word in terms["organisation"]["heads"] or word in terms["organisation"]["people"]:
        return "Organisation"
    if word in terms["location"]["heads"]:
        return "Location"
    return "Person" if word in terms["person"]["heads"] else ""


def _phrase(head: Token, kind: str) -> Iterator[Entity]:
    """The phrase up to its head, and with what an "of" names behind it."""
    first = head.i
    while first > 0 and head.doc[first - 1].dep_ in _BEFORE and _inside(head.doc[first - 1], head):
        first -= 1
    while first < head.i and _loose(head.doc[first]):
        first += 1
    tail = next((t for t in head.rights if t.i == head.i + 1 and _OF.fullmatch(t.lower_)), None)
    last = _name_end(tail) if tail is not None else None
    if last is None or kind == "Location":
        yield head.doc[first].idx, head.idx + len(head), kind
    if last is not None:
        yield head.doc[first].idx, last.idx + len(last), kind


def _loose(token: Token) -> bool:
    """A word before a phrase that does not belong to what it names: a number, a gerund, "more", "both"."""
    return token.tag_ in _NUMBER or token.is_punct or token.lower_ in _LOOSE or token.tag_ in {"VBG", "RB"}


def _inside(token: Token, head: Token) -> bool:
    return token.head == head or head.is_ancestor(token)


def _name_end(preposition: Token) -> Token | None:
    """The end of a name that directly follows the preposition."""
    noun = next((t for t in preposition.rights if t.dep_ == "pobj"), None)
    return noun if noun is not None and noun.text[:1].isupper() and noun.i - preposition.i <= 6 else None


def _pronoun(token: Token) -> Iterator[Entity]:
    terms = load_entity_terms("en")
    span = token.idx, token.idx + len(token)
    if token.lower_ in terms["pronouns"]["organisation"] and token.tag_ == "PRP":
        yield (*span, "Organisation")
    elif token.lower_ in terms["person"]["pronouns"] and token.tag_ == "PRP":
        yield (*span, "Person")


def _titled(doc: Doc, names: set[Entity]) -> Iterator[Entity]:
    """A person's name with the title before it ("Foreign Secretary Boris Johnson")."""
    ends = {a: b for a, b, k in names if k == "Person"}
    titles = load_entity_terms("en")["person"]["titles"] | load_entity_terms("en")["person"]["heads"]
    for token in doc:
        first = _title_start(doc, token.i) if token.idx in ends else token.i
        if any(t.lower_.rstrip(".") in titles for t in doc[first : token.i]):
            yield doc[first].idx, ends[token.idx], "Person"


def _title_start(doc: Doc, i: int) -> int:
    """Where the run of capitalised words, with "of" or "for" between them, begins that ends before word `i`."""
    first = i
    while i > 0 and (doc[i - 1].text[:1].isupper() or (doc[i - 1].lower_ in {"of", "for", "the"} and first - i < 2)):
        i -= 1
        first = i if doc[i].text[:1].isupper() else first
    return first - 1 if first > 0 and doc[first - 1].lower_ == "the" else first


def _with_article(doc: Doc, names: set[Entity]) -> Iterator[Entity]:
    """ "the SDF", "the United States": a name with its article; a state with one acts."""
    kinds = load_entity_terms("en")["location"]["kinds"]
    starts = {a: (b, k) for a, b, k in names if k in {"Organisation", "Location"}}
    for token in doc[:-1] if len(doc) else ():
        if token.lower_ != "the" or token.nbor().idx not in starts:
            continue
        end, kind = starts[token.nbor().idx]
        if kind == "Organisation":
            yield token.idx, end, kind
        elif doc.text[token.nbor().idx : end].lower() in _STATES:
            yield token.idx, end, "Organisation"
        elif doc.text[token.nbor().idx : end].split()[-1].lower() in kinds:
            yield token.idx, end, kind


def _regions(doc: Doc, names: set[Entity]) -> Iterator[Entity]:
    """ "northern Iraq", "Palmyra, Syria", "Mosul district"."""
    terms = load_entity_terms("en")["location"]
    places = {a: b for a, b, k in names if k == "Location"}
    for token in doc:
        end = places.get(token.idx)
        if end is None:
            continue
        if token.i > 0 and doc[token.i - 1].lower_ in terms["directions"]:
            yield doc[token.i - 1].idx, end, "Location"
        rest = doc.text[end:]
        if rest.startswith(", ") and end + 2 in places:
            yield token.idx, places[end + 2], "Location"
        following = re.match(r" (\w+)", rest)
        if following and following.group(1).lower() in terms["kinds"]:
            yield token.idx, end + following.end(), "Location"
