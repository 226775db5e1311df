"""English claims: the one who says, from the cue verb in a dependency parse, and the exact words that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarhad.extract.cues_en import cue_forms
from sarhad.records import Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "csubj"})
COMPLEMENTIZERS = frozenset({"that"})
DATE_WORDS = frozenset(load_lexicon("en").words["months"]) | frozenset(load_lexicon("en").phrases["time-words"])


def outer_cue(cue: Token) -> Token | None:
    """For "said that …, and added that …", where the parse hangs "added" on the clause: the cue it stands beside."""
    doc = cue.doc
    if cue.dep_ != "conj" or cue.i + 1 >= len(doc) or doc[cue.i + 1].lower_ not in COMPLEMENTIZERS:
        return None
    clause = cue.head
    known = cue.lower_ in cue_forms() and clause.dep_ == "ccomp" and clause.head.lower_ in cue_forms()
    return clause.head if known and doc[cue.i - 1].dep_ == "cc" else None


def source_of(cue: Token, depth: int = 0) -> Token | None:
    """The head word of the one who says: own subject, agent, antecedent, or the governing verb's subject."""
    outer = outer_cue(cue)
    if outer is not None:
        return source_of(outer, depth + 1)
    own = _own_source(cue)
    if own is not None or depth > 3 or cue.head is cue or any(c.dep_ == "nsubjpass" for c in cue.children):
        return own
    if cue.dep_ == "pcomp" and cue.head.lower_ == "as":  # "was quoted as saying", "quoted the governor as saying"
        return next((c for c in cue.head.head.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    if cue.dep_ in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep"}:
        return source_of(_verb_above(cue), depth + 1)
    return None


def _own_source(cue: Token) -> Token | None:
    """The cue's own subject (or what its relative pronoun stands for), its agent, or the noun it hangs on."""
    subject = next((c for c in cue.children if c.dep_ in SUBJECTS and c.i != cue.i), None)
    if subject is not None:
        return _antecedent(cue) if subject.tag_ in {"WDT", "WP"} else subject
    agent = next((c for c in cue.children if c.dep_ == "agent"), None)
    if agent is not None:
        return next((c for c in agent.children if c.dep_ == "pobj"), None)
    return cue.head if cue.dep_ == "acl" else None


def _verb_above(token: Token) -> Token:
    head = token.head
    while head.dep_ == "prep" and head.head is not head:
        head = head.head
    return head


def _antecedent(cue: Token) -> Token | None:
    return cue.head if cue.dep_ == "relcl" else None


def source_span(head: Token, cue: Token) -> Offsets:
    """The whole noun phrase on its side of the cue, without a date that hangs on it ("a UN report in July 2024")."""
    doc = head.doc
    left, right = head.left_edge.i, head.right_edge.i
    if cue.i > head.i:
        right = min(right, cue.i - 1)
        right = _without_relative_cue(head, cue, right)
    else:
        left = max(left, cue.i + 1)
    right = _without_date(doc, head, right)
    while right > head.i and _verbal_lead(doc[right]):
        right -= 1
    while right > head.i and doc[right].is_punct and not _closes_aside(doc, left, right):
        right -= 1
    while left < head.i and (doc[left].is_punct or doc[left].dep_ == "cc"):
        left += 1
    return doc[left].idx, doc[right].idx + len(doc[right])


def _without_relative_cue(head: Token, cue: Token, right: int) -> int:
    """For "groups that claim …" the phrase ends before the relative pronoun."""
    pronoun = next((c for c in cue.children if c.tag_ in {"WDT", "WP"} and c.i > head.i), None)
    return pronoun.i - 1 if pronoun is not None and cue.dep_ == "relcl" else right


def _without_date(doc: Doc, head: Token, right: int) -> int:
    for child in head.children:
        if child.dep_ == "prep" and child.i > head.i and child.right_edge.i >= right:
            words = {t.lower_ for t in child.subtree}
            if words & DATE_WORDS:
                return child.i - 1
    return right


def _verbal_lead(token: Token) -> bool:
    return token.dep_ in {"aux", "auxpass", "neg", "advmod"} and token.head.tag_.startswith("VB")


def _closes_aside(doc: Doc, left: int, right: int) -> bool:
    """A closing comma belongs to the phrase when it closes an aside inside it; a closing bracket always does."""
    mark = doc[right].text
    if mark in ")]":
        return any(t.text in "([" for t in doc[left:right])
    return mark == "," and any(t.text == "," for t in doc[left:right])
