"""What is said with an English cue verb: a quotation, a clause before or behind, a colon's tail, an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarhad.extract.borders_en import right_end, segment_of, without_close
from sarhad.extract.cues_en import Cue, cue_forms, further_act
from sarhad.extract.frames_en import MUTE, between_marks, clause_around, quoted, with_as
from sarhad.extract.nouns_en import noun_cue
from sarhad.extract.objects_en import none_found, objects_of, raised
from sarhad.extract.quotes_en import PAIRS
from sarhad.extract.speakers_en import COMPLEMENTIZERS, SUBJECTS
from sarhad.extract.tokens_en import skip_lead, span_of
from sarhad.records import Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PHRASES = load_lexicon("en").phrases
_ADDRESS = frozenset(_PHRASES["address-verbs"])
_INFINITIVE_VERBS = frozenset(_PHRASES["infinitive-verbs"])
_JOINS = frozenset({"for", "about", "over", "on", "of", "with", "upon"})
# Classes that speak of what is to be done: an infinitive is their content ("plans to build").
_INFINITIVE = frozenset({"plan", "order", "expect"})


def content_of(cue: Cue, source: Token | None) -> list[Offsets]:
    """The fragments of what is said, in text order; none when the verb says nothing here."""
    return (
        raised(cue)
        or none_found(cue)
        or with_as(cue, source)
        or between_marks(cue, source)
        or _as_saying(cue)
        or quoted(cue, source)
        or _behind_phrase(cue)
        or _clause_right(cue)
        or clause_around(cue, source)
        or _after_colon(cue)
        or objects_of(cue)
    )


# ---------------------------------------------------------------- behind the cue


def _behind_phrase(cue: Cue) -> list[Offsets]:
    """What follows a cue of several words: its clause, or the phrase that begins right behind it."""
    doc = cue.head.doc
    if cue.end == cue.head.i + 1 or cue.end >= len(doc) - 1 or doc[cue.end].is_punct or cue.verb == "put it":
        return []
    start = skip_lead(doc, cue.end)
    if doc[start].dep_ == "prep" and doc[start].lower_ in _JOINS and start + 1 < len(doc):
        start += 1
    elif start > cue.end or doc[start].tag_ in {"WP", "WRB", "TO"} or doc[start].lower_ in {"whether", "if"}:
        return span_of(doc, start, right_end(cue.head, start))
    if cue.verb in {"call on", "call upon", "appeal to"}:
        start = next((c.left_edge.i for c in cue.head.subtree if c.dep_ in {"xcomp", "advcl", "acl"} and _to(c)), start)
        return span_of(doc, start, right_end(cue.head, start))
    if any(c.dep_ == "ccomp" and c.left_edge.i == start for c in cue.head.children):
        return span_of(doc, start, right_end(cue.head, start))
    head = next((t for t in doc[start : start + 12] if t.left_edge.i == start and t.head.i < start), doc[start])
    end = head.right_edge.i + 1
    if end + 1 < len(doc) and doc[end].lower_ == "to" and doc[end + 1].tag_ == "VB":  # "his wish to sell"
        end = doc[end + 1].right_edge.i + 1
    return span_of(doc, start, without_close(doc, start, min(end, segment_of(doc, start)[1])))


def _clause_right(cue: Cue) -> list[Offsets]:
    """The clause after the cue: "said (that) …", "plans to …", "asked whether …"."""
    head = cue.head
    if cue.verb not in _ADDRESS and any(c.dep_ == "dobj" and noun_cue(c) for c in head.children):
        return []  # "rejected suggestions that …": the whole object is what is rejected
    told = _told_that(cue)
    clauses = [_opening(c) for c in head.children if c.i > head.i and _is_clause(c, cue)]
    start = told if told > 0 else max(min(clauses), head.i + 1) if clauses else _that_after(cue)
    if start < 0:
        return []
    start = _with_noun(cue, skip_lead(head.doc, start))
    start -= start > 1 and head.doc[start - 1].text in PAIRS and start - 1 > head.i
    return span_of(head.doc, start, right_end(head, start))


def _with_noun(cue: Cue, start: int) -> int:
    """ "dismissed as absurd the suggestion that …": for a denial, the noun and its clause are the content."""
    doc = cue.head.doc
    noun = doc[start - 2] if start > 1 and doc[start - 1].lower_ in COMPLEMENTIZERS else None
    if noun is None or cue.act not in {"deny", "accuse", "doubt"} or not noun_cue(noun) or noun.i <= cue.head.i:
        return start
    return max(noun.left_edge.i, cue.head.i + 1)


def _opening(clause: Token) -> int:
    """Where a clause begins; one taken for an adverbial, at its subject."""
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS or c.dep_ == "nsubjpass"), None)
    return subject.left_edge.i if clause.dep_ == "advcl" and subject is not None else clause.left_edge.i


def _is_clause(child: Token, cue: Cue) -> bool:
    if cue.verb in MUTE:
        return False
    if child.dep_ == "ccomp":
        infinitive = child.tag_ == "VB" and _to(child) and not any(c.dep_ in SUBJECTS for c in child.children)
        gerund = child.tag_ == "VBG" and not any(c.dep_ in SUBJECTS for c in child.children)
        return not gerund and (not infinitive or _takes_infinitive(cue) or _asks(child))
    if _bare_clause(child, cue):
        return True
    return child.dep_ in {"xcomp", "advcl"} and _to(child) and _takes_infinitive(cue) and _bound(child, cue)


def _bare_clause(child: Token, cue: Cue) -> bool:
    """ "said after the talks he would stay": taken for an adverbial, though nothing marks it as one."""
    subject = any(c.dep_ in SUBJECTS or c.dep_ == "nsubjpass" for c in child.children)
    marked = any(
        c.dep_ in {"mark", "prep", "advmod"} and c.tag_ in {"IN", "WRB"} and c.i < child.i and c.dep_ == "mark"
        for c in child.children
    )
    near = child.left_edge.i <= cue.head.i + 2 and child.left_edge.tag_ != "WRB"
    return child.dep_ in {"advcl", "dep"} and subject and near and not marked and not _takes_infinitive(cue)


def _bound(child: Token, cue: Cue) -> bool:
    """An infinitive that the parse takes for an adverbial counts only under a demand on somebody."""
    return child.dep_ == "xcomp" or (cue.act == "order" and any(c.dep_ == "dobj" for c in cue.head.children))


def _takes_infinitive(cue: Cue) -> bool:
    return cue.act in _INFINITIVE or cue.verb in _INFINITIVE_VERBS or further_act(cue.verb) is not None


def _asks(child: Token) -> bool:
    return child.left_edge.tag_ in {"WRB", "WP", "WDT"} or child.left_edge.lower_ == "whether"


def _to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.i < verb.i for c in verb.children)


def _told_that(cue: Cue) -> int:
    """ "told a meeting of leaders that few people …": the parse hangs the clause on the addressee."""
    if cue.verb not in _ADDRESS:
        return -1
    person = next((c for c in cue.head.children if c.dep_ in {"dobj", "dative"}), None)
    words = person.subtree if person is not None else ()
    return next((t.i for t in words if t.lower_ == "that" and t.tag_ in {"IN", "WDT"} and t.i > cue.head.i + 1), -1)


def _that_after(cue: Cue) -> int:
    """Where the parse lost the clause: the first "that" behind the cue, past adverbials, asides and the addressee."""
    doc, head = cue.head.doc, cue.head
    for i in range(head.i + 1, min(len(doc) - 2, head.i + 30)):
        token = doc[i]
        if token.lower_ in COMPLEMENTIZERS and token.tag_ in {"IN", "WDT", "DT"} and doc[i - 1].dep_ != "prep":
            nearest = i - head.i <= 5 or token.tag_ == "IN" or _hangs(doc, i, head)
            opens = token.tag_ != "DT" or doc[i - 1].text == ","
            return i if nearest and opens else -1
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and not _in_aside(doc, i, head.i):
            return -1
        if token.dep_ == "dobj" and token.head == head and cue.verb not in _ADDRESS:
            return -1
        if token.tag_ == "VBG" and doc[i - 1].text == "," and token.lower_ in cue_forms():
            return -1
    return -1


def _hangs(doc: Doc, i: int, head: Token) -> bool:
    """Whether the clause behind "that" belongs to the cue, or what stands between is an adverbial of it."""
    clause = doc[i].head
    comma = doc[i - 1].text == ","
    return clause.head == head or comma or all(t.dep_ in _LOOSE or t.head.dep_ in _LOOSE for t in doc[head.i + 1 : i])


_LOOSE = frozenset(
    (
        "prep",
        "pobj",
        "advmod",
        "npadvmod",
        "det",
        "compound",
        "dobj",
        "dative",
        "nummod",
        "amod",
        "punct",
        "poss",
        "case",
    )
)


def _in_aside(doc: Doc, i: int, after: int) -> bool:
    """Between two commas: "announced on 14 November, three days after the videos appeared, that"."""
    return any(t.text == "," for t in doc[after + 1 : i]) and any(t.text == "," for t in doc[i:])


def _after_colon(cue: Cue) -> list[Offsets]:
    doc = cue.head.doc
    if cue.end + 1 < len(doc) and doc[cue.end].text == ":":
        return span_of(doc, cue.end + 1, right_end(cue.head, cue.end + 1))
    person = next((c for c in cue.head.children if c.dep_ == "dobj" and c.i > cue.head.i), None)
    colon = person.right_edge.i + 1 if person is not None and cue.verb in _ADDRESS else len(doc)
    if colon + 1 < len(doc) and doc[colon].text == ":":  # "warned parents: keep children indoors"
        return span_of(doc, colon + 1, right_end(cue.head, colon + 1))
    return []


def _as_saying(cue: Cue) -> list[Offsets]:
    """ "quoted a doctor as saying that": for the one who quotes, all of it is what is reported."""
    head = cue.head
    saying = any(c.lower_ == "as" and any(g.tag_ == "VBG" for g in c.children) for c in head.subtree)
    thing = next((c for c in head.children if c.dep_ == "dobj"), None)
    if cue.verb not in {"quote", "cite"} or thing is None or not saying:
        return []
    return span_of(head.doc, thing.left_edge.i, right_end(head, thing.left_edge.i))
