"""English cue verbs that attribute nothing: saying that did not happen, is only asked for, or is only possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarhad.extract.cues_en import Cue, cue_forms
from sarhad.extract.parsing import forms_of
from sarhad.extract.quotes_en import quoted_tokens
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEXICON = load_lexicon("en")


def _forms(key: str) -> frozenset[str]:
    return frozenset(f for v in _LEXICON.phrases[key] for f in (v, *forms_of(v, _LEXICON.irregular.get(v, ()))))


_UNNAMED = ("not to be named", "not to be identified", "to remain anonymous", "to be identified", "to be named",
            "that his name", "that her name", "not to be quoted", "for anonymity", "to be quoted")  # fmt: skip
_CARRIERS = _forms("carriers") | {"went", "gone"}
_NOBODY = frozenset({"neither", "nobody", "none", "no", "hardly", "scarcely"})
_UNSAID = _forms("unsaid")


def negated(verb: Token) -> bool:
    """ "did not say", "neither confirmed nor denied", "neither of them would say", "without saying"."""
    quoted = quoted_tokens(verb.doc)
    own = [c for c in verb.children if c.i not in quoted or verb.i in quoted]
    words = {c.lower_ for c in own} | {c.lower_ for c in verb.head.children if verb.dep_ == "conj"}
    if any(c.dep_ == "neg" for c in own) or words & {"neither", "hardly", "scarcely"}:
        return True
    subject = next((c for c in own if c.dep_ in {"nsubj", "nsubjpass"}), None)
    edge = subject.left_edge if subject is not None else verb
    first = edge.lower_ if edge.i not in quoted else ""
    return first in _NOBODY or (verb.dep_ == "pcomp" and verb.head.lower_ == "without")


def is_unsaid(cue: Cue) -> bool:
    """Whether nothing is attributed: an infinitive or gerund under another verb, a condition, a question."""
    verb = cue.head
    yet = verb.i > 1 and verb.doc[verb.i - 1].lower_ == "to" and verb.doc[verb.i - 2].lower_ == "yet"
    return yet or _named(cue) or _asked_for(verb) or _only_possible(verb) or _conditional(verb) or _after_unsaid(verb)


def _named(cue: Cue) -> bool:
    """ "a group calling itself", "a man called Ali", "asked not to be named"."""
    verb = cue.head
    rest = " ".join(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 5])
    if cue.verb in {"ask", "press", "question"} and verb.tag_ in {"VBN", "VBD"} and _put_to(verb):
        return True  # "asked whether …, the envoy said": what was put to somebody
    naming = cue.verb in {"call", "name", "term", "dub", "title"} and verb.dep_ == "acl"
    return naming or rest.startswith(_UNNAMED)


def _put_to(verb: Token) -> bool:
    kinds = {c.dep_ for c in verb.children}
    return not kinds & {"nsubj", "agent"} and (verb.dep_ in {"advcl", "acl", "ccomp", "dep"} or "auxpass" in kinds)


def _asked_for(verb: Token) -> bool:
    """ "instructed the posts to report": an infinitive under a demand or a plan is no saying of its own."""
    known = cue_forms().get(verb.head.lower_)
    demanded = known is not None and known[0] in {"order", "plan"}
    return verb.dep_ in {"xcomp", "ccomp"} and verb.tag_ == "VB" and demanded


def _only_possible(verb: Token) -> bool:
    """An infinitive counts only under "went on to say", "seems to suggest" and the like."""
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return infinitive and verb.head.lower_ not in _CARRIERS


def _conditional(verb: Token) -> bool:
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    return verb.dep_ in {"advcl", "ccomp"} and bool(marks & {"if", "unless", "whether"})


def _after_unsaid(verb: Token) -> bool:
    """ "declined to say", "stopped short of saying", "would not go so far as to say"."""
    above = [verb.head, verb.head.head] if verb.dep_ in {"xcomp", "pcomp", "ccomp"} else []
    return any(
        t.lower_ in _UNSAID or any(c.dep_ == "neg" for c in t.children)
        for t in above
        if t.dep_ != "ROOT" or t == verb.head
    )
