"""Attributions whose cue is a noun or an adjective: "fears that …", "voiced concern about …", "is convinced that …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.found import Found
from sarhad.extract.speakers_en import SUBJECTS, source_of, source_span
from sarhad.extract.tokens_en import skip_lead, span_of
from sarhad.records import Act, Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEXICON = load_lexicon("en").phrases
_NOUNS = frozenset(_LEXICON["nouns"])
_LIGHT = frozenset(_LEXICON["light-verbs"])
_ADJECTIVES = frozenset(_LEXICON["adjectives"])
_ABOUT = frozenset({"about", "over", "of"})
_ACTS: dict[str, Act] = {
    "denial": "deny", "doubt": "doubt", "fear": "warn", "concern": "warn", "warning": "warn", "hope": "expect",
    "belief": "believe", "accusation": "accuse", "promise": "plan", "pledge": "plan", "demand": "order",
    "assurance": "assure", "claim": "claim", "allegation": "claim", "sceptical": "doubt",
    "skeptical": "doubt", "doubtful": "doubt", "convinced": "believe", "confident": "believe", "certain": "believe",
    "sure": "believe", "afraid": "warn", "worried": "warn", "concerned": "warn", "hopeful": "expect",
}  # fmt: skip


def find_nouns(doc: Doc) -> Iterator[Found]:
    """Cue nouns and adjectives of a sentence, with their owners where they have one."""
    for token in doc:
        name = noun_cue(token)
        found = None
        if name:
            found = _voiced(token, name) or _owned(token, name)
        elif token.lower_ in _ADJECTIVES and token.dep_ == "acomp":
            found = _felt(token)
        if found:
            yield found


def noun_cue(token: Token) -> str:
    """The dictionary form of a cue noun; empty for other words."""
    word = token.lower_
    if not token.tag_.startswith("NN"):
        return ""
    return word if word in _NOUNS else word.removesuffix("s") if word.removesuffix("s") in _NOUNS else ""


def light_verb(verb: Token) -> bool:
    """Whether a verb only carries a cue noun ("voiced concern that …")."""
    return verb.lower_ in _LIGHT and any(c.dep_ == "dobj" and noun_cue(c) and _said_with(c) for c in verb.children)


def _voiced(noun: Token, name: str) -> Found | None:
    """ "X expressed doubts about Y"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lower_ not in _LIGHT:
        return None
    source = source_of(verb)
    return _found(noun, name, source_span(source, verb) if source is not None else None, _said_with(noun))


def _owned(noun: Token, name: str) -> Found | None:
    """ "the army's claim that Y", "claims by a commander that Y", "fears that Y"."""
    clause = _that_clause(noun)
    if clause is None:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or _giver(noun)
    span = _without_case(source_span(owner, noun), owner) if owner is not None else None
    return _found(noun, name, span, _clause_span(clause))


def _felt(adjective: Token) -> Found | None:
    """ "X is convinced that Y"."""
    clause = _that_clause(adjective)
    subject = next((c for c in adjective.head.children if c.dep_ in SUBJECTS), None)
    if clause is None or subject is None or any(c.dep_ == "neg" for c in adjective.head.children):
        return None
    return _found(adjective, adjective.lower_, source_span(subject, adjective.head), _clause_span(clause))


def _found(cue: Token, name: str, source: Offsets | None, content: list[Offsets]) -> Found | None:
    if not content:
        return None
    return Found(
        source=(source,) if source else (),
        cue=((cue.idx, cue.idx + len(cue)),),
        content=tuple(content),
        cue_class=_ACTS.get(name, "say"),
    )


def _said_with(noun: Token) -> list[Offsets]:
    """What a voiced noun is about: its clause, or the phrase behind "about", "over", "of"."""
    clause = _that_clause(noun)
    if clause is not None:
        return _clause_span(clause)
    near = [
        c for c in (*noun.children, *noun.head.children) if c.dep_ == "prep" and c.lower_ in _ABOUT and c.i > noun.i
    ]
    thing = next((g for c in near for g in c.children if g.dep_ in {"pobj", "pcomp"}), None)
    return span_of(noun.doc, thing.left_edge.i, _phrase_end(thing)) if thing is not None else []


def _that_clause(word: Token) -> Token | None:
    """The clause with "that" that hangs on the word, or on the words between (a small parser misplaces it)."""
    hanging = [t for t in word.subtree if t.i > word.i and t.dep_ in {"acl", "ccomp", "relcl"}]
    beside = (
        [t for t in word.head.children if t.i > word.i and t.dep_ == "ccomp"] if word.dep_ in {"acomp", "dobj"} else []
    )
    return next((t for t in (*hanging, *beside) if t.left_edge.lower_ == "that"), None)


def _clause_span(clause: Token) -> list[Offsets]:
    return span_of(clause.doc, skip_lead(clause.doc, clause.left_edge.i), _phrase_end(clause))


def _giver(noun: Token) -> Token | None:
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from"}), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def _without_case(span: Offsets, owner: Token) -> Offsets:
    """The owner without its "'s"."""
    case = next((c for c in owner.children if c.dep_ == "case" and c.i > owner.i), None)
    clause = next((c for c in owner.children if c.dep_ in {"acl", "relcl"} and c.left_edge.lower_ == "that"), None)
    end = min(
        [
            span[1],
            *([case.idx] if case is not None else []),
            *([clause.left_edge.idx - 1] if clause is not None else []),
        ]
    )
    return span[0], end


def _phrase_end(head: Token) -> int:
    end = head.right_edge.i + 1
    while end > head.i and head.doc[end - 1].is_punct:
        end -= 1
    return end
