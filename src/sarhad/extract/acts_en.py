"""What an English predicate stands for in PLOVER terms, composed from its own words and what it governs.

A verb or noun has a type of its own ("attack" ASSAULT), or it operates on the happening that it governs: a promise of
cooperation is AGREE, of harm THREATEN; a demand is REQUEST whatever is demanded; a refusal REJECT; ending cooperation
SANCTION, ending harm CONCEDE or RETREAT. Words that only carry ("held talks", "launched an attack") leave the type to
what they carry. Whether the happening took place is kept apart from its type (`real`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sarhad.extract.operators import foreseen, operated
from sarhad.extract.parsing import forms_of
from sarhad.world import load_lexicon
from sarhad.world.folding import compile_terms
from sarhad.world.ontology import quad_of

if TYPE_CHECKING:
    import re

    from spacy.tokens import Doc, Token

DEPTH = 5  # how many governed words a composition may go through
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acomp", "attr", "oprd", "prep", "nsubjpass", "relcl", "acl"}
)
_NEAR = frozenset({"prt", "prep", "dobj", "advmod", "acomp", "pobj", "attr", "oprd", "nsubjpass", "compound", "dative"})
_HAPPEN = frozenset(load_lexicon("en").words["happen-verbs"])
_FUTURE = frozenset({"will", "would", "shall", "'ll", "wo", "going"})
_MAY = frozenset({"may", "might", "could", "can"})
_MUST = frozenset({"must", "should", "ought"})


class Entry(NamedTuple):
    """One word of the tables: further words that must stand by, words that its object or its subject must have, what it
    stands for.
    """

    beside: tuple[str, ...]
    objects: re.Pattern[str] | None
    subjects: re.Pattern[str] | None
    kind: str
    operator: bool


class Act(NamedTuple):
    """A composed happening: its type, whether the text gives it as real, the words that made it, outermost first."""

    kind: str
    real: bool
    words: tuple[Token, ...]
    beside: tuple[str, ...] = ()  # further words that the table asks for

    @property
    def trace(self) -> str:
        """The words that made the coding."""
        return " ".join((*(t.text for t in self.words), *self.beside))


# ---------------------------------------------------------------- tables


@functools.cache
def verb_entries() -> dict[str, tuple[Entry, ...]]:
    """Written verb form → what it may stand for, the most words first."""
    lexicon = load_lexicon("en")
    table: dict[str, list[Entry]] = {}
    for kind, row in lexicon.events.items():
        _put(table, row.get("given", ()), kind, objects=_any_of(row.get("objects", ())))
        _put(table, row.get("crowd-verbs", ()), kind, subjects=_any_of(row.get("crowd", ())))
        _put(table, row.get("verbs", ()), kind)
    figurative = lexicon.words["figurative"]
    _put(table, figurative["verbs"], "")
    _put(table, figurative["given"], "", objects=_any_of(figurative["objects"]))
    _put(table, figurative["players-verbs"], "", subjects=_any_of(figurative["players"]))
    for name, words in lexicon.words["operators"].items():
        _put(table, [w for w in words if not w.endswith("*")], name, operator=True)
    return {form: tuple(sorted(rows, key=_rank)) for form, rows in table.items()}


def _rank(entry: Entry) -> tuple[int, bool]:
    conditions = (entry.objects is not None) + (entry.subjects is not None)
    return -2 * len(entry.beside) - conditions, entry.operator


def _any_of(words: Sequence[str]) -> re.Pattern[str] | None:
    return compile_terms(tuple(words)) if words else None


def _put(
    table: dict[str, list[Entry]],
    words: Iterable[str],
    kind: str,
    *,
    objects: re.Pattern[str] | None = None,
    subjects: re.Pattern[str] | None = None,
    operator: bool = False,
) -> None:
    irregular = load_lexicon("en").irregular
    for word in words:
        verb, *beside = word.split()
        for form in forms_of(verb, irregular.get(verb, ())):
            table.setdefault(form, []).append(Entry(tuple(beside), objects, subjects, kind, operator))


@functools.cache
def noun_entries() -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """Last or first word of a noun of happening → (all its words, what it stands for, whether it is an operator)."""
    lexicon = load_lexicon("en")
    rows = [(n, kind, False) for kind, row in lexicon.events.items() for n in row.get("nouns", ())]
    rows += [(w[:-1], name, True) for name, ws in lexicon.words["operators"].items() for w in ws if w.endswith("*")]
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for noun, kind, operator in rows:
        words = tuple(noun.split())
        key = words[0] if "of" in words or "on" in words else words[-1]
        for form in {key, key + "s", key + "es", key[:-1] + "ies" if key.endswith("y") else key}:
            table.setdefault(form, []).append((words, kind, operator))
    return {form: tuple(sorted(found, key=lambda r: -len(r[0]))) for form, found in table.items()}


@functools.cache
def event_words() -> frozenset[str]:
    """Every written form that may stand for a happening: what decides whether a sentence is worth parsing for one."""
    own = {form for form, rows in verb_entries().items() if not all(e.operator for e in rows)}
    return frozenset({*own, *noun_entries()})


# ---------------------------------------------------------------- composition


def act_of(token: Token, depth: int = DEPTH) -> Act | None:
    """The happening that a word and what it governs stand for; None where they stand for none.

    >>> from sarhad.extract.parsing import parse_sentences
    >>> doc = next(iter(parse_sentences(["Libya refused to hand over the suspects."])))
    >>> act = act_of(doc[1])
    >>> act.kind, [t.text for t in act.words][:1]
    ('REJECT', ['refused'])
    """
    if depth == 0:
        return None
    if token.tag_.startswith("NN") and (token.dep_ != "ROOT" or not verb_entries().get(token.lower_)):
        return _noun_act(token, depth)
    entry = verb_entry(token)
    if entry is None and token.lower_ in _HAPPEN:
        return _bent_or_none(token, _carried(token, depth))
    act = _composed(token, entry, depth) if entry else _carried(token, depth) if _is_light(token) else None
    if act and act.kind == "THREATEN" and _is_light(token):
        act = act._replace(real=False)  # what is a threat makes none
    return _bent(token, act) if act else _unnamed(token)


def _bent_or_none(token: Token, act: Act | None) -> Act | None:
    return _bent(token, Act(act.kind, act.real, (token, *act.words))) if act else None


def verb_entry(token: Token) -> Entry | None:
    """The table's entry for a verb here, by the words beside it."""
    rows = verb_entries().get(token.lower_, ())
    return next((e for e in rows if _fits(token, e)), None)


def _fits(token: Token, entry: Entry) -> bool:
    near = near_words(token) if entry.beside else set()
    if not all(word in near or word + "s" in near for word in entry.beside):
        return False
    if entry.objects is not None and not entry.objects.search(_text(_object_words(token))):
        return False
    return entry.subjects is None or bool(entry.subjects.search(_text(w for d in doers(token) for w in d.subtree)))


def _text(words: Iterable[Token]) -> str:
    return " ".join(t.lower_ for t in words)


def near_words(token: Token) -> set[str]:
    """Words in the verb's own phrase: particles, objects and what stands in them."""
    near = {c.lower_ for c in token.children if c.i != token.i}
    for child in token.children:
        if child.dep_ in _NEAR:
            near |= {g.lower_ for g in child.children} | {h.lower_ for g in child.children for h in g.children}
    return near | {t.lower_ for t in token.doc[token.i + 1 : token.i + 3]}


def _object_words(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"dobj", "nsubjpass", "dative", "oprd", "attr"} or (
            child.dep_ == "prep" and child.i > token.i
        ):
            yield from (t for t in child.subtree if t.dep_ not in {"relcl", "advcl"})


def _composed(token: Token, entry: Entry, depth: int) -> Act | None:
    if not entry.operator:
        return Act(entry.kind, True, (token,), entry.beside) if entry.kind else None
    inner = _carried(token, depth)
    return _operate(entry.kind, token, inner)


def _operate(name: str, token: Token, inner: Act | None) -> Act | None:
    """What an operator makes of the happening under it."""
    made = operated(name, inner.kind if inner else "", inner.real if inner else True)
    if name == "tell":
        return inner
    return Act(*made, (token, *(inner.words if inner else ()))) if made else None


def _carried(token: Token, depth: int) -> Act | None:
    """The happening governed by a word: by its clause, its object, or what a preposition leads to."""
    return next((act for child in _governed(token) if (act := _below(child, depth))), None)


def _governed(token: Token) -> list[Token]:
    order = {"xcomp": 0, "ccomp": 1, "acomp": 2, "dobj": 3, "attr": 3, "oprd": 3, "nsubjpass": 4, "pcomp": 5, "pobj": 6}
    rows = [c for c in token.children if c.dep_ in _GOVERNED and (c.i > token.i or c.dep_ in {"nsubjpass", "ccomp"})]
    if token.lower_ in _HAPPEN:
        rows += [c for c in token.children if c.dep_ == "nsubj"]
    if token.tag_.startswith("NN"):
        rows += [c for c in token.children if c.dep_ == "compound"]
    return sorted(rows, key=lambda c: (not _names_operation(c), order.get(c.dep_, 7), c.i))


def _names_operation(child: Token) -> bool:
    """An object that is itself a demand, a promise, a refusal: "reiterated its demand that …"."""
    return child.dep_ == "dobj" and any(operator for _w, _k, operator in noun_entries().get(child.lower_, ()))


def _below(child: Token, depth: int) -> Act | None:
    if child.dep_ == "prep":
        return _carried(child, depth)
    act = act_of(child, depth - 1)
    if act is None and child.dep_ in {"dobj", "attr", "pobj", "nsubjpass"}:
        return _carried(child, depth - 1)
    return act


def _is_light(token: Token) -> bool:
    return token.pos_ in {"AUX", "ADP"} or token.lower_ in {"is", "are", "was", "were", "be", "been", "being"}


def _noun_act(token: Token, depth: int) -> Act | None:
    for words, kind, operator in noun_entries().get(token.lower_, ()):
        if _phrase_here(token, words):
            if not operator:
                return Act(kind, True, (token,))
            return _operate(kind, token, _carried(token, depth - 1))
    return None


def _phrase_here(token: Token, words: tuple[str, ...]) -> bool:
    """Whether the noun's words stand here, the noun at its last word, or its first where an "of" follows."""
    if len(words) == 1:
        return True
    doc, size = token.doc, len(words)
    if "of" in words or "on" in words:
        return tuple(t.lower_ for t in doc[token.i + 1 : token.i + size]) == words[1:]
    return tuple(t.lower_ for t in doc[max(token.i - size + 1, 0) : token.i]) == words[:-1]


# ---------------------------------------------------------------- what tense, modality and negation make of it


def _bent(token: Token, act: Act) -> Act:
    """The act under the verb's own auxiliaries: "must release" REQUEST, "will send" AGREE, "will not accept" REJECT."""
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    negated = _negated(token)
    if helpers & _MUST and _someone_says(token):
        return Act("REQUEST", True, act.words)
    if helpers & _FUTURE:
        return _to_come(act, negated)
    if helpers & _MAY:
        return Act(foreseen(act.kind), False, act.words)
    return act._replace(real=False) if negated else act


def _unnamed(token: Token) -> Act | None:
    """A verb of no type that somebody says must happen is REQUEST; one that will not happen, REJECT."""
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    if not _someone_says(token):
        return None
    if helpers & _MUST:
        return Act("REQUEST", True, (token,))
    return Act("REJECT", False, (token,)) if helpers & _FUTURE and _negated(token) else None


def _negated(token: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ == "longer" for c in token.children)


def _to_come(act: Act, negated: bool) -> Act:
    quad = quad_of(act.kind)
    if negated:
        kind = "THREATEN" if quad == "verbal-conflict" else "AGREE" if quad == "material-conflict" else "REJECT"
        return Act(kind, False, act.words)
    return Act(foreseen(act.kind), False, act.words)


def _someone_says(token: Token) -> bool:
    """Whether a clause is what somebody says: its verb is governed by a verb of saying, or said of in passing."""
    return token.dep_ in {"ccomp", "parataxis"} or any(c.dep_ in {"ccomp", "parataxis"} for c in token.children)


# ---------------------------------------------------------------- the acts of a sentence


def doc_acts(doc: Doc) -> Iterator[tuple[Token, Act]]:
    """Every outermost act of a sentence with the word that heads it, in text order."""
    taken: set[int] = set()
    for token in sorted(doc, key=_height):
        if token.i in taken or not _may_head(token):
            continue
        act = act_of(token)
        if act:
            taken |= {t.i for t in act.words}
            yield token, act


def _height(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _may_head(token: Token) -> bool:
    return token.tag_.startswith("VB") and token.dep_ not in {"aux", "auxpass", "amod", "compound"}


def given_act(doc: Doc, actor: tuple[int, int], recipient: tuple[int, int] | None = None) -> Act | None:
    """The act that best joins two parties given by character spans: the actor's own predicate first, then those that
    its subject shares, then any in the sentence, outermost first.
    """
    rows = list(doc_acts(doc))
    ranked = sorted(rows, key=lambda r: _distance(r[0], r[1], actor, recipient))
    return ranked[0][1] if ranked else _any_noun(doc)


def _any_noun(doc: Doc) -> Act | None:
    return next((act for t in doc if t.tag_.startswith("NN") and (act := _noun_act(t, 2))), None)


def _distance(verb: Token, act: Act, actor: tuple[int, int], recipient: tuple[int, int] | None) -> tuple[int, int, int]:
    own = _touches([d for w in (verb, *act.words) for d in doers(w)], actor)
    theirs = recipient is not None and any(_overlaps(t, recipient) for t in verb.subtree)
    return (not own, _height(verb), not theirs)


def _touches(heads: Iterable[Token], span: tuple[int, int]) -> bool:
    return any(_overlaps(t, span) for head in heads for t in head.subtree)


def _overlaps(token: Token, span: tuple[int, int]) -> bool:
    return token.idx < span[1] and span[0] < token.idx + len(token)


def doers(verb: Token) -> list[Token]:
    """Who does it: the subject, a passive's agent, or what a governing verb or noun lends."""
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return agents
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if subjects or agents:
        return subjects or agents
    if verb.dep_ in {"conj", "xcomp", "advcl"}:
        return doers(verb.head) if verb.head.i != verb.i else []
    return [verb.head] if verb.dep_ in {"acl", "relcl"} else []
