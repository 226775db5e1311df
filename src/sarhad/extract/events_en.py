"""English events in PLOVER terms, over the dependency parse: the acts of a sentence with their parties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.acts_en import Act, doc_acts, doers, event_words, noun_entries
from sarhad.records import Offsets, Record
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Coded", "code_sentence", "coded", "event_words"]

_CLAUSES = frozenset({"acl", "relcl", "ccomp", "advcl"})
_APART = frozenset(load_lexicon("en").words["apart"])
_TOWARDS = frozenset(load_lexicon("en").words["towards"])
_UNREAL_AUX = frozenset(load_lexicon("en").words["unreal-auxiliaries"])
_TIMES = frozenset(load_lexicon("en").phrases["time-words"])
_SUFFERED = frozenset({"die", "dies", "died", "perish", "perished"})
_HARMED = frozenset({"killed", "wounded", "injured"})
_WITHIN = frozenset({"in", "into", "from", "inside", "near"})
_MUST = frozenset({"must", "should", "ought"})
# Types whose act falls on those in whose land it is done, where nobody else is named.
HELD_AGAINST = frozenset({"MOBILIZE", "COERCE", "CONCEDE", "SANCTION", "RETREAT", "PROTEST", "ASSAULT", "THREATEN"})
_BESIDE = frozenset({"with", "between"})


class Coded(Record, frozen=True, kw_only=True):
    """A happening in one sentence, by the sentence's own offsets; parties as token spans to be grounded."""

    type: str
    words: Offsets
    span: Offsets
    actors: tuple[Offsets, ...] = ()
    recipients: tuple[Offsets, ...] = ()
    single: bool = False  # who suffered it is one person
    suffered: bool = False  # the subject suffered it
    trace: str = ""  # the words that made the coding, outermost first


def code_sentence(doc: Doc) -> Iterator[Coded]:
    """Happenings of one parsed sentence that the text presents as real."""
    for head, act in doc_acts(doc):
        if act.real and is_real(head, act) and not _warns_of_others(act.words[0]):
            yield coded(act)


def is_real(head: Token, act: Act) -> bool:
    """Not negated, modal, conditional or merely wanted, neither the head nor the word that gives the type."""
    return not any(_held_back(t) for t in {head, act.words[0]}) and not _under_unreal(head)


def _warns_of_others(word: Token) -> bool:
    """ "warned that ISIS may attack": a warning about somebody else is no threat."""
    if not word.lower_.startswith(("warn", "caution")):
        return False
    clauses = [c for c in word.children if c.dep_ == "ccomp"]
    return any(s.dep_ in _OBJECTS and s.tag_ != "PRP" for c in clauses for s in c.children)


def _held_back(word: Token) -> bool:
    for child in word.children:
        if child.dep_ == "neg" or (child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"}):
            return True
        if child.dep_ == "aux" and child.lower_ in _UNREAL_AUX:
            return True
        if child.dep_ in {"det", "preconj"} and child.lower_ in {"no", "neither"}:
            return True
    return word.tag_ == "VB" or any(
        c.lower_ in {"no", "neither"} for s in word.children if s.dep_ in _OBJECTS for c in s.children
    )


_OBJECTS = frozenset({"nsubjpass", "dobj", "nsubj"})


def _under_unreal(verb: Token) -> bool:
    """A coordinated or dependent verb shares the modal or the negation of the one that governs it."""
    if verb.dep_ not in {"conj", "xcomp"} or not verb.head.tag_.startswith("VB"):
        return False
    return any(
        c.dep_ == "neg" or (c.dep_ == "aux" and (c.lower_ in _UNREAL_AUX or c.lower_ == "to"))
        for c in verb.head.children
    )


def coded(act: Act) -> Coded:
    """An act with those who do it and those it is done to."""
    word = act.words[0]
    actors, asked = _teller(act)
    actors = actors or [_stands_for(d, word) for d in _subjects(act)]
    shared = _is_shared_passive(word)
    if shared:
        actors, asked = _agents(word) or doers_within(word), _sufferers(word)
    elif word.lower_ in _SUFFERED:  # "two officers died": who is named suffered it
        actors, asked = doers_within(word), actors
    recipients = [r for r in (*asked, *_objects(act)) if r not in actors]
    recipients = asked if shared else recipients
    further = [*_beside(act), *(_where(act) if act.kind in HELD_AGAINST else ())]
    return Coded(
        type=act.kind,
        words=(word.idx, word.idx + len(word)),
        span=_clause(word if word.tag_.startswith("VB") else word.head),
        actors=tuple(_edges(t) for t in actors),
        recipients=tuple(_edges(t) for t in [*recipients, *further]),
        single=any(_one(r) for r in recipients),
        suffered=word.lower_ in _SUFFERED
        or _is_shared_passive(word)
        or any(c.dep_ == "nsubjpass" for c in word.children),
        trace=act.trace,
    )


def _is_shared_passive(word: Token) -> bool:
    """ "were killed and five wounded": a participle that shares an auxiliary, or has lost it in a headline."""
    own = {c.dep_ for c in word.children}
    if own & {"aux", "auxpass"} or word.tag_ not in {"VBN", "VBD"}:
        return False
    if word.dep_ == "ROOT":
        return "dobj" not in own and (word.tag_ == "VBN" or word.lower_ in _HARMED)
    return word.tag_ == "VBN" and word.dep_ == "conj" and any(c.dep_ == "auxpass" for c in word.head.children)


def _agents(word: Token) -> list[Token]:
    return [g for c in word.children if c.lower_ == "by" for g in c.children if g.dep_ == "pobj"]


def _sufferers(word: Token) -> list[Token]:
    """The subject of a participle that shares an auxiliary, its own or that of the passive before it."""
    own = [word.head] if word.dep_ == "acl" else [c for c in word.children if c.dep_ == "nsubj"]
    return own or [c for c in word.head.children if c.dep_ == "nsubjpass"]


def _teller(act: Act) -> tuple[list[Token], list[Token]]:
    """ "X said that Y must leave": X asks, and Y is asked."""
    word = act.words[0]
    must = any(c.dep_ == "aux" and c.lower_ in _MUST for c in word.children)
    if act.kind != "REQUEST" or word.dep_ != "ccomp" or not must:
        return [], []
    return [c for c in word.head.children if c.dep_ == "nsubj"], [c for c in word.children if c.dep_ == "nsubj"]


def _subjects(act: Act) -> list[Token]:
    """Who does it: the verb's doers, else those whom a noun names as its owners ("Taliban attacks")."""
    word = act.words[0]
    noun = next((w for w in act.words if w.tag_.startswith("NN")), None)
    found = doers(word) if word.tag_.startswith("VB") else [c for c in word.head.children if c.dep_ == "nsubj"]
    found = [f for f in found if noun is None or f.i != noun.i] or doers_within(word)
    own = [c for c in noun.children if c.dep_ in {"poss", "compound", "amod", "nmod"}] if noun is not None else []
    return [*found, *own]


def doers_within(verb: Token) -> list[Token]:
    """Those by whom, where a passive says it with a noun: "were killed in an attack by …"."""
    nouns = [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.lower_ in event_words()]
    return [g for n in nouns for c in n.children if c.lower_ == "by" for g in c.children if g.dep_ == "pobj"]


def _objects(act: Act) -> list[Token]:
    """Those it is done to: objects of the words of the act, and whom prepositions lead to."""
    chain = {t.i for t in act.words}
    rows = []
    for word in act.words:
        found = [c for c in word.children if c.dep_ in {"dobj", "dative", "nsubjpass"} and c.i not in chain]
        rows += [_stands_for(c, word) for c in found]
        rows += _towards(word)
        rows += [t for c in found if c.lower_ in noun_entries() for t in _towards(c)]
        rows += [c for c in word.children if c.dep_ in {"ccomp", "xcomp"} and c.i not in chain for c in _inner(c)]
    return rows


def _inner(clause: Token) -> list[Token]:
    """Who is to do what is demanded or objected to: the subject of the clause, else its object."""
    subjects = [c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"} and c.tag_ != "PRP"]
    return subjects or [c for c in clause.children if c.dep_ in {"dobj", "dative"}] + _towards(clause)


def _towards(word: Token) -> list[Token]:
    """Whom it is directed at or done with, behind a preposition; "in", "near" and "from" lead to places."""
    return _behind(word, _TOWARDS)


def _where(act: Act) -> list[Token]:
    """In or from whose land, whom a purpose names: for acts against whoever holds the land, the last to be asked."""
    if any(c.dep_ == "nsubjpass" for word in act.words for c in word.children):
        return []  # who suffered it is named
    rows = [t for word in act.words for t in _behind(word, _WITHIN)]
    objects = [c for word in act.words for c in word.children if c.dep_ == "dobj"]
    rows += [t for thing in objects for t in _behind(thing, _WITHIN)]
    aims = [c for word in act.words for c in word.children if c.dep_ in {"advcl", "xcomp"} and c.i not in act.words]
    return [t for t in [*rows, *(t for aim in aims for t in _inner(aim))] if t.tag_.startswith(("NNP", "NN"))]


def _behind(word: Token, prepositions: frozenset[str]) -> list[Token]:
    wanted = [c for c in word.children if c.dep_ in {"prep", "dative"} and c.lower_ in prepositions]
    return [g for c in wanted for g in c.children if g.dep_ == "pobj" and g.lower_ not in _TIMES]


def _beside(act: Act) -> list[Token]:
    """The other side of what two do together, where it hangs on the verb: "talks were held with …"."""
    last = act.words[-1]
    near = [c for c in last.head.children if c.dep_ == "prep" and c.lower_ in _BESIDE] if last.dep_ != "ROOT" else []
    return [g for c in near for g in c.children if g.dep_ == "pobj"]


def _stands_for(subject: Token, verb: Token) -> Token:
    """What a relative pronoun stands for ("Pakistan, which shelled …"), and "it" under a verb of saying."""
    if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return verb.head
    if subject.tag_ == "PRP" and verb.dep_ == "ccomp":
        return next((c for c in verb.head.children if c.dep_ == "nsubj"), subject)
    return subject


def _clause(verb: Token) -> Offsets:
    left, right = verb.left_edge, verb.right_edge
    return left.idx, right.idx + len(right)


def _edges(token: Token) -> Offsets:
    """The noun phrase without clauses and places that hang on it: who is named there is no party here."""
    hanging = [t.i for t in token.subtree if t.i > token.i and (t.dep_ in _CLAUSES or t.lower_ in _APART)]
    last = token.doc[min([token.right_edge.i + 1, *hanging]) - 1]
    return token.left_edge.idx, last.idx + len(last)


def _one(party: Token) -> bool:
    """Whether a party is one person: "a Tajik border guard"."""
    return party.tag_ == "NN" and any(c.lower_ in {"a", "an", "one"} for c in party.children)
