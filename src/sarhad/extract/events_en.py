"""English events in PLOVER terms, over the dependency parse: verbs with their parties, and nouns of happening."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sarhad.extract.parsing import forms_of
from sarhad.records import Offsets, Record
from sarhad.world import load_lexicon
from sarhad.world.folding import compile_terms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSES = frozenset({"acl", "relcl", "ccomp", "advcl"})
_APART = frozenset(load_lexicon("en").words["apart"])
_TOWARDS = frozenset(load_lexicon("en").words["towards"])
_UNREAL_AUX = frozenset(load_lexicon("en").words["unreal-auxiliaries"])
_NOT_YET = frozenset(load_lexicon("en").words["not-yet"])
_LIGHT = frozenset(load_lexicon("en").words["light-verbs"])
_HAPPEN = frozenset(load_lexicon("en").words["happen-verbs"])


class Coded(Record, frozen=True, kw_only=True):
    """A happening in one sentence, by the sentence's own offsets; parties as token spans to be grounded."""

    type: str
    words: Offsets
    span: Offsets
    actors: tuple[Offsets, ...] = ()
    recipients: tuple[Offsets, ...] = ()
    count: int | None = None  # people killed, when the sentence gives one number


@functools.cache
def event_forms() -> dict[str, str]:
    """Written verb form → PLOVER type."""
    lexicon = load_lexicon("en")
    return {
        form: name
        for name, row in lexicon.events.items()
        for verb in row.get("verbs", ())
        for form in forms_of(verb, lexicon.irregular.get(verb, ()))
    }


@functools.cache
def event_nouns() -> dict[str, str]:
    """Noun of happening → PLOVER type, singular and plural."""
    nouns = {noun: name for name, row in load_lexicon("en").events.items() for noun in row.get("nouns", ())}
    return {form: name for noun, name in nouns.items() for form in (noun, noun + "s", noun + "es")}


@functools.cache
def event_words() -> frozenset[str]:
    """Every written form that may stand for a happening: what decides whether a sentence is worth parsing for one."""
    given = {form for _kind, forms, _objects in _by_object() for form in forms}
    return frozenset({*event_forms(), *event_nouns(), *given})


def code_sentence(doc: Doc) -> Iterator[Coded]:
    """Happenings of one parsed sentence that the text presents as real."""
    for token in doc:
        if token.tag_.startswith("VB") and token.dep_ not in {"aux", "auxpass", "amod", "compound"}:
            kind = _type_of(token)
            if kind and is_real(token):
                yield _verb_event(token, kind)
        elif token.lower_ in event_nouns() and _happens(token):
            yield _noun_event(token, event_nouns()[token.lower_])


def _type_of(verb: Token) -> str:
    """The PLOVER type of a verb; for some its object decides ("sent troops", "sent flour")."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    for kind, forms, pattern in _by_object():
        if verb.lower_ in forms:
            text = " ".join(t.lower_ for c in objects for t in c.subtree)
            if pattern.search(text):
                return kind
    return event_forms().get(verb.lower_, "")


@functools.cache
def _by_object() -> list[tuple[str, frozenset[str], re.Pattern[str]]]:
    """Types that a verb has only with certain objects: (type, the verb's forms, the objects' words)."""
    lexicon = load_lexicon("en")
    rows = [(kind, row["given"], row["objects"]) for kind, row in lexicon.events.items() if "objects" in row]
    return [
        (kind, frozenset(f for v in verbs for f in forms_of(v, lexicon.irregular.get(v, ()))), compile_terms(objects))
        for kind, verbs, objects in rows
    ]


def is_real(verb: Token) -> bool:
    """Not negated, modal, future, conditional, planned or merely wanted."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"}):
            return False
        if child.dep_ == "aux" and child.lower_ in _UNREAL_AUX:
            return False
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if infinitive or verb.tag_ == "VB":
        return False
    if verb.dep_ in {"xcomp", "pcomp"} and verb.head.lower_ in _NOT_YET:
        return False
    return not (verb.dep_ in {"conj", "xcomp"} and verb.head.tag_.startswith("VB") and not is_real_aux(verb.head))


def is_real_aux(verb: Token) -> bool:
    """Whether a governing verb carries no modal or negation of its own."""
    return not any(
        c.dep_ == "neg" or (c.dep_ == "aux" and (c.lower_ in _UNREAL_AUX or c.lower_ == "to")) for c in verb.children
    )


def _verb_event(verb: Token, kind: str) -> Coded:
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    subjects = [_stands_for(c, verb) for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}] or _inherited(verb)
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    agents = agents or _doers_within(verb)
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    through = _towards(verb)
    actors, recipients = (agents, subjects) if passive else (subjects, [*objects, *through])
    return Coded(
        type=kind,
        words=(verb.idx, verb.idx + len(verb)),
        span=_clause(verb),
        actors=tuple(_edges(t) for t in actors),
        recipients=tuple(_edges(t) for t in recipients),
        count=_killed(verb, [*subjects, *objects] if verb.lower_.startswith("kill") else []),
    )


def _towards(word: Token) -> list[Token]:
    """Whom it is directed at or done with, behind a preposition; "in", "near" and "from" lead to places."""
    wanted = [c for c in word.children if c.dep_ == "prep" and c.lower_ in _TOWARDS]
    return [g for c in wanted for g in c.children if g.dep_ == "pobj"]


def _stands_for(subject: Token, verb: Token) -> Token:
    """What a relative pronoun stands for ("Pakistan, which shelled …"); other subjects are themselves."""
    return verb.head if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else subject


def _doers_within(verb: Token) -> list[Token]:
    """Those by whom, where a passive says it with a noun: "were killed in an attack by …"."""
    nouns = [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.lower_ in event_nouns()]
    return [g for n in nouns for c in n.children if c.lower_ == "by" for g in c.children if g.dep_ == "pobj"]


def _inherited(verb: Token) -> list[Token]:
    """The subject of the governing verb for coordinated verbs, the noun for participles behind it."""
    if verb.dep_ == "conj":
        return [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ in {"acl", "relcl"}:
        return [verb.head]
    return []


def _happens(noun: Token) -> bool:
    """A noun of happening counts when it is what took place, or is between or with named parties."""
    governed = noun.dep_ in {"nsubj", "dobj", "nsubjpass"} and noun.head.lower_ in (_HAPPEN | _LIGHT)
    return governed and is_real(noun.head)


def _noun_event(noun: Token, kind: str) -> Coded:
    own = [c for c in noun.children if c.dep_ in {"poss", "compound", "amod", "nmod"}]
    subjects = [c for c in noun.head.children if c.dep_ == "nsubj" and c is not noun]
    through = _towards(noun)
    beside = [c for c in noun.head.children if c.dep_ == "prep" and c.lower_ in {"with", "between"}]
    through += [g for c in beside for g in c.children]
    return Coded(
        type=kind,
        words=(noun.idx, noun.idx + len(noun)),
        span=_clause(noun.head),
        actors=tuple(_edges(t) for t in [*subjects, *own]),
        recipients=tuple(_edges(t) for t in through),
    )


def _clause(verb: Token) -> Offsets:
    left, right = verb.left_edge, verb.right_edge
    return left.idx, right.idx + len(right)


def _edges(token: Token) -> Offsets:
    """The noun phrase without clauses and places that hang on it: who is named there is no party here."""
    hanging = [t.i for t in token.subtree if t.i > token.i and (t.dep_ in _CLAUSES or t.lower_ in _APART)]
    last = token.doc[min([token.right_edge.i + 1, *hanging]) - 1]
    return token.left_edge.idx, last.idx + len(last)


def _killed(verb: Token, parties: Iterable[Token]) -> int | None:
    for party in parties:
        numbers = [c for c in party.subtree if c.dep_ == "nummod" or (c is party and c.tag_ == "CD")]
        for number in numbers[:1]:
            value = _number(number.lower_)
            if value is not None and 0 < value < 100_000:
                return value
    return None


def _number(word: str) -> int | None:
    plain = word.replace(",", "")
    if plain.isdigit():
        return int(plain)
    table: dict[str, int] = load_lexicon("en").words["numbers"]
    return table.get(plain)
