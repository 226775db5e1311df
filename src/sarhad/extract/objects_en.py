"""What is said without a clause: "denied the claims", "warned of attacks", "is believed to be", "regards it as"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.borders_en import phrase_cut, segment_of, without_close
from sarhad.extract.cues_en import Cue, further_act
from sarhad.extract.speakers_en import DATE_WORDS
from sarhad.extract.tokens_en import phrase_end, span_of
from sarhad.records import Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_PHRASES = load_lexicon("en").phrases
_OBJECT = frozenset(_PHRASES["object-verbs"])
_AS = frozenset(_PHRASES["as-verbs"])
_AS_ONLY = frozenset(_PHRASES["as-only"])
_PREPOSITIONS = frozenset(tuple(p.split()) for p in _PHRASES["prepositional"])
_AT = frozenset(_PHRASES["at-verbs"])
_DEEDS = frozenset(_PHRASES["claimed-deeds"])
_NONE = frozenset(_PHRASES["none-found"])
_RAISING = frozenset({"say", "believe", "expect", "claim", "show", "warn", "report"})
_REPORTED = frozenset(_PHRASES["reported-as"])
_WITH_OBJECT = frozenset(_PHRASES["charging-verbs"])
_LINKING = frozenset(_PHRASES["linking-verbs"])
_BARRING = frozenset(_PHRASES["barring-verbs"])


def raised(cue: Cue) -> list[Offsets]:
    """ "The dead are believed to be miners": subject and what follows together are what is believed."""
    head = cue.head
    subject = next((c for c in head.children if c.dep_ in {"nsubjpass", "expl"}), None)
    near = [*head.children, *(g for c in head.children if c.dep_ == "agent" for g in c.subtree)]
    rest = next((c for c in near if c.i > head.i and (_predicated(c) or _behind_agent(c))), None)
    if further_act(cue.verb) == "order" and cue.act == "say":
        return []  # "villagers were told to leave"
    if subject is None or rest is None or cue.act not in _RAISING or subject.left_edge.tag_ in {"WDT", "WP"}:
        return []
    doc = head.doc
    end = min(phrase_end(rest), segment_of(doc, head.i)[1])
    for child in head.children:  # "missing in the gorge after the slide"
        if child.left_edge.i == end and child.dep_ == "prep" and not _is_time(child):
            end = phrase_end(child)
    start = subject.left_edge.i
    return [*span_of(doc, start, _phrase_of(subject)), *span_of(doc, rest.left_edge.i, end)]


def _phrase_of(subject: Token) -> int:
    return min(phrase_end(subject), subject.head.i)


def _predicated(child: Token) -> bool:
    """An infinitive, or "missing", "killed", "dead" behind "was reported"."""
    if child.dep_ in {"xcomp", "ccomp"} and any(g.lower_ == "to" and g.dep_ == "aux" for g in child.children):
        return True
    beside = child.dep_ in {"xcomp", "oprd", "acomp", "advcl"} and child.i == child.head.i + 1
    return beside and child.tag_ in {"VBG", "VBN", "JJ"} and child.head.lower_ in _REPORTED


def _behind_agent(child: Token) -> bool:
    """ "is believed by detectives to have been ordered": the parse hangs the infinitive on the detectives."""
    to = any(g.lower_ == "to" and g.dep_ == "aux" for g in child.children)
    return to and child.dep_ in {"relcl", "acl"} and child.head.head.dep_ == "agent"


def objects_of(cue: Cue) -> list[Offsets]:
    """The object noun phrase, for verbs whose object is what is said."""
    return _by_agent(cue) or _at_number(cue) or _behind_preposition(cue) or _object(cue)


def _at_number(cue: Cue) -> list[Offsets]:
    """ "puts the number of displaced at 40,000"."""
    head = cue.head
    thing = next((c for c in head.children if c.dep_ == "dobj" and c.i > head.i), None)
    below = [t for c in head.children if c.i > head.i for t in c.subtree if t.lower_ == "at" and t.dep_ == "prep"]
    at = next((t for t in below if any(n.like_num for n in t.subtree)), None)
    if cue.verb not in _AT or thing is None or at is None:
        return []
    return span_of(head.doc, thing.left_edge.i, phrase_end(at))


def none_found(cue: Cue) -> list[Offsets]:
    """ "found no evidence of torture", "see little sign that …": the object whole."""
    head = cue.head
    things = (c for c in head.children if c.dep_ == "dobj" and c.i > head.i and c.lower_ in _NONE)
    thing = next((c for c in things if c.left_edge.lower_ in {"no", "little", "scant", "few"}), None)
    if cue.verb not in {"see", "find", "detect", "discover"} or thing is None:
        return []
    end = phrase_end(thing)
    clause = next((c for c in head.children if c.dep_ == "ccomp" and c.left_edge.i == end), None)
    end = phrase_end(clause) if clause is not None else end
    end = without_close(head.doc, thing.i, phrase_cut(head.doc, thing.i, end))
    return span_of(head.doc, thing.left_edge.i, end)


def _by_agent(cue: Cue) -> list[Offsets]:
    """ "The report was dismissed by the Taliban"; "is accused by auditors of theft"."""
    head = cue.head
    subject = next((c for c in head.children if c.dep_ == "nsubjpass"), None)
    agent = next((c for c in head.children if c.dep_ == "agent"), None)
    doc = head.doc
    if head.dep_ == "acl" and agent is not None and head.tag_ == "VBN" and cue.verb in _OBJECT:
        return span_of(doc, head.head.left_edge.i, without_close(doc, head.head.i, head.i))  # "a ban demanded by"
    if subject is not None and agent is None:
        return _charged(cue, subject)
    if subject is None or agent is None or subject.tag_ in {"WDT", "WP"}:
        return []
    if cue.verb not in _OBJECT and not (cue.verb in _AS_ONLY and _has_predicate(head)):
        return []
    as_ = cue.verb in _AS_ONLY
    behind = doc[agent.i + 1 : segment_of(doc, head.i)[1]]
    rest = next((t for t in behind if (t.lower_ == "as" if as_ else (cue.verb, t.lower_) in _PREPOSITIONS)), None)
    tail = span_of(doc, rest.i, phrase_end(rest)) if rest is not None and (as_ or cue.verb in _WITH_OBJECT) else []
    return [*span_of(doc, subject.left_edge.i, _phrase_of(subject)), *tail]


def _charged(cue: Cue, subject: Token) -> list[Offsets]:
    """ "He was accused of selling visas", "the line is seen as a gift": nobody is named who says so."""
    doc = cue.head.doc
    known = cue.verb in _WITH_OBJECT or cue.verb in _AS_ONLY
    rest = next((c for c in cue.head.children if c.i > cue.head.i and c.dep_ == "prep" and _of_charge(cue, c)), None)
    if not known or rest is None or subject.tag_ in {"WDT", "WP"}:
        return []
    end = without_close(doc, rest.i, min(phrase_end(rest), segment_of(doc, rest.i)[1]))
    return [*span_of(doc, subject.left_edge.i, _phrase_of(subject)), *span_of(doc, rest.i, end)]


def _of_charge(cue: Cue, rest: Token) -> bool:
    return (rest.lower_ == "as" and cue.verb in _AS_ONLY) or (
        cue.verb in _WITH_OBJECT and (cue.verb, rest.lower_) in _PREPOSITIONS
    )


def _behind_preposition(cue: Cue) -> list[Offsets]:
    """ "warned of attacks", "complained about the price"; "accused Kabul of harbouring fighters" with its object."""
    head, doc = cue.head, cue.head.doc
    if _passive(head) and cue.verb not in _BARRING:
        return []
    for word in _below(head):
        known = word.dep_ == "prep" and word.i > head.i and (cue.verb, word.lower_) in _PREPOSITIONS
        thing = next((c for c in word.children if c.dep_ in {"pobj", "pcomp"}), None) if known else None
        if thing is None:
            continue
        if cue.verb in _WITH_OBJECT:
            thing_start = min((c.left_edge.i for c in head.children if c.dep_ == "dobj"), default=word.i + 1)
        else:
            thing_start = word.i + 1
        end = min(max(phrase_end(word), phrase_end(thing)), segment_of(doc, head.i)[1])
        end = phrase_cut(doc, thing_start, _with_condition(cue, end))
        return span_of(doc, thing_start, without_close(doc, thing_start, end))
    return []


def _with_condition(cue: Cue, end: int) -> int:
    """ "warned of blackouts unless consumption falls"."""
    behind = (c for c in cue.head.children if c.dep_ == "advcl" and c.left_edge.i == end)
    clause = next((c for c in behind if c.left_edge.lower_ in {"if", "unless"}), None)
    return phrase_end(clause) if clause is not None else end


def _below(head: Token) -> Iterator[Token]:
    """The cue's own words, and those of its objects (the parse often hangs "of" on the addressee)."""
    for child in head.children:
        yield child
        if child.dep_ in {"dobj", "dative", "prep", "npadvmod"} and child.i > head.i:
            nested = (t for t in child.subtree if t.dep_ == "prep" and t != child)
            yield from (t for t in nested if child.dep_ != "prep" or t.lower_ != "of" or t.head.lower_ in DATE_WORDS)


def _object(cue: Cue) -> list[Offsets]:
    head = cue.head
    judged = cue.verb in _AS_ONLY and _has_predicate(head, cue.verb in _LINKING)
    kept = next((c for c in head.children if c.dep_ in {"dobj", "oprd"} and c.i > head.i), None)
    if kept is not None and _passive(head) and cue.verb in {"promise", "guarantee", "pledge"}:
        return span_of(head.doc, kept.left_edge.i, phrase_end(kept))  # "had been promised coal"
    if (cue.verb not in _OBJECT and not judged and not any(c.dep_ == "oprd" for c in head.children)) or _passive(head):
        return []
    if any(c.dep_ == "dative" for c in head.children) or _two_objects(head):
        return []  # "denied them a loan": an act, nothing said
    things = [c for c in head.children if (c.i > head.i and c.dep_ in {"dobj", "attr", "oprd"}) or _gerund(c, head)]
    things = [c for c in things if not _is_time(c) and (cue.verb != "claim" or c.lower_ in _DEEDS)]
    if not things or (cue.verb in _AS_ONLY and not judged):
        return []
    start = min(c.left_edge.i for c in things)
    start = max(start, head.i + 1)
    return span_of(head.doc, start, _object_end(cue, things))


def _object_end(cue: Cue, things: list[Token]) -> int:
    """Behind the object and what belongs to it: "as …", a place or a time, when the parse hangs it on the cue."""
    head, doc = cue.head, cue.head.doc
    end = max(phrase_end(c) for c in things)
    for child in head.children:
        if child.dep_ == "ccomp" and child.left_edge.i == end:
            end = phrase_end(child)
        close = child.left_edge.i == end and (doc[end].text != "," and child.dep_ in {"prep", "advcl", "npadvmod"})
        tagged = (child.lower_ == "as" and cue.verb not in _AS) or (
            (
                child.dep_ != "prep"
                or child.lower_ in {"within", "after", "during", "before", "until"}
                or _is_time(child)
            )
            and cue.act not in {"expect", "warn", "plan", "order"}
            and child.dep_ != "advcl"
        )
        judged = cue.act in {"deny", "accuse"} and child.lower_ == "as"
        if close and not tagged and not judged:
            end = phrase_end(child)
    end = phrase_cut(doc, things[0].i, min(end, segment_of(doc, head.i)[1]))
    return without_close(doc, things[0].i, end)


def _has_predicate(head: Token, linking: bool = False) -> bool:
    """ "as a provocation", "a provocation"; for verbs that link, "to theft", also where it hangs on the object."""
    below = [t for c in head.children for t in ((c, *c.children) if c.dep_ == "dobj" else (c,)) if t.i > head.i]
    joins = {"as", "to", "with"} if linking else {"as"}
    return any(t.dep_ in {"oprd", "xcomp", "ccomp"} for t in head.children) or any(
        t.dep_ == "prep" and t.lower_ in joins for t in below
    )


def _two_objects(head: Token) -> bool:
    things = [c for c in head.children if c.dep_ == "dobj" and c.i > head.i]
    return len(things) > 1


def _gerund(child: Token, head: Token) -> bool:
    return child.i > head.i and child.dep_ in {"xcomp", "ccomp"} and (
        child.tag_ == "VBG" or any(g.tag_ == "VBG" and g.dep_ in {"aux", "auxpass"} for g in child.children)
    )  # fmt: skip


def _passive(head: Token) -> bool:
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children)


def _is_time(token: Token) -> bool:
    return bool({t.lower_ for t in token.subtree} & DATE_WORDS) and token.dep_ in {"prep", "npadvmod"}
