"""Attributions whose cue is a noun or an adjective: "fears that …", "voiced concern about …", "is convinced that …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.cues_en import cue_forms
from sarhad.extract.found import Found
from sarhad.extract.quotes_en import words_of
from sarhad.extract.speakers_en import SUBJECTS, source_of, source_span
from sarhad.extract.tokens_en import phrase_end, skip_lead, span_of
from sarhad.extract.unsaid_en import negated
from sarhad.records import Act, Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEXICON = load_lexicon("en").phrases
_NOUNS = frozenset(_LEXICON["nouns"])
_OWNED = frozenset(_LEXICON["owned-nouns"])
_OF = frozenset(_LEXICON["of-nouns"])
_INFINITIVE = frozenset(_LEXICON["infinitive-nouns"])
_LIGHT = frozenset(_LEXICON["light-verbs"])
_ADJECTIVES = frozenset(_LEXICON["adjectives"])
_SPREADING = frozenset(_LEXICON["spreading"])
_WILLING = frozenset(_LEXICON["willing-adjectives"])
_FOR = frozenset(_LEXICON["for-nouns"])
_THING = frozenset(_LEXICON["thing-adjectives"])
_LASTING = frozenset(_LEXICON["lasting-verbs"])
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_COMPLEMENT = frozenset({"ccomp", "advcl"})  # "word came at dusk that": taken for an adverbial
_SHARED = frozenset(
    {"hope", "fear", "opinion", "view", "consensus", "feeling", "mood", "sense", "belief", "impression", "talk"}
)
_PLURALS = frozenset(n[:-1] + "ies" if n.endswith("y") else n + "s" for n in _NOUNS)
_CANDIDATES = _NOUNS | _PLURALS | _ADJECTIVES
_ABOUT = frozenset({"about", "over", "of", "at", "for", "in"})
_ACTS: dict[str, Act] = {
    "denial": "deny", "doubt": "doubt", "fear": "warn", "concern": "warn", "warning": "warn", "hope": "expect",
    "belief": "believe", "accusation": "accuse", "promise": "plan", "pledge": "plan", "demand": "order",
    "assurance": "assure", "claim": "claim", "allegation": "claim", "sceptical": "doubt",
    "skeptical": "doubt", "doubtful": "doubt", "convinced": "believe", "confident": "believe", "certain": "believe",
    "sure": "believe", "afraid": "warn", "worried": "warn", "concerned": "warn", "hopeful": "expect",
    "order": "order", "instruction": "order", "directive": "order", "request": "order", "appeal": "order",
    "plea": "order", "call": "order", "recommendation": "order", "advice": "order", "proposal": "plan",
    "commitment": "plan", "vow": "plan", "threat": "warn", "decision": "plan", "intention": "plan", "offer": "plan",
    "finding": "show", "evidence": "show", "proof": "show", "indication": "show", "sign": "show", "estimate": "show",
    "conclusion": "believe", "assessment": "believe", "conviction": "believe", "confidence": "believe",
    "view": "believe", "opinion": "believe", "impression": "believe", "assumption": "believe", "suspicion": "believe",
    "speculation": "believe", "theory": "believe", "prediction": "expect", "forecast": "expect",
    "expectation": "expect", "optimism": "expect", "pessimism": "warn", "worry": "warn", "anxiety": "warn",
    "alarm": "warn", "apprehension": "warn", "scepticism": "doubt", "skepticism": "doubt", "misgiving": "doubt",
    "reservation": "doubt", "confirmation": "confirm", "admission": "confirm", "acknowledgement": "confirm",
    "acknowledgment": "confirm", "confession": "confirm", "criticism": "accuse", "reproach": "accuse",
    "complaint": "accuse", "outrage": "accuse", "guarantee": "assure", "contention": "claim", "boast": "claim",
    "fearful": "warn", "alarmed": "warn", "anxious": "warn", "apprehensive": "warn", "optimistic": "expect",
    "unsure": "doubt", "uncertain": "doubt", "unconvinced": "doubt", "persuaded": "believe", "suspicious": "doubt",
    "question": "doubt", "plan": "plan", "ambition": "plan", "desire": "plan", "wish": "plan", "determination": "plan",
    "readiness": "plan", "willingness": "plan", "aspiration": "plan", "oath": "plan", "refusal": "deny",
    "reluctance": "deny", "unwillingness": "deny", "disavowal": "deny", "disclaimer": "deny", "rebuttal": "deny",
    "hunch": "believe", "guess": "believe", "consensus": "believe", "thesis": "believe", "hypothesis": "believe",
    "inference": "believe", "presumption": "believe", "faith": "believe", "prognosis": "expect",
    "projection": "expect", "prophecy": "expect", "foreboding": "warn", "premonition": "warn", "unease": "warn",
    "dread": "warn", "caveat": "warn", "edict": "order", "decree": "order", "grievance": "accuse", "slur": "accuse",
    "smear": "accuse", "counterclaim": "claim", "calculation": "show", "diagnosis": "show", "dismay": "accuse",
    "indignation": "accuse", "resentment": "accuse", "disbelief": "doubt", "distrust": "doubt",
    "ready": "plan", "willing": "plan", "determined": "plan", "prepared": "plan", "keen": "plan", "eager": "plan",
}  # fmt: skip
# What nobody doubts when it is denied: "denied reports of a mutiny" tells of reports, "dismissed fears" of none.
_TOLD = frozenset({"report", "rumour", "rumor", "claim", "accusation", "allegation"})
_TAKEN_BACK = frozenset({"deny", "reject", "dismiss", "refute", "play", "rule", "confirm"})


def find_nouns(doc: Doc) -> Iterator[Found]:
    """Cue nouns and adjectives of a sentence, with their owners where they have one."""
    for at, word in enumerate(words_of(doc)):
        if word not in _CANDIDATES:
            continue
        token = doc[at]
        name = noun_cue(token)
        found = None
        if name:
            found = _voiced(token, name) or _equated(token, name) or _owned(token, name) or _lasting(token, name)
        elif token.lower_ in _ADJECTIVES and _predicate(token):
            found = _felt(token)
        if found:
            yield found


def noun_cue(token: Token) -> str:
    """The dictionary form of a cue noun; empty for other words."""
    word = token.lower_
    if not token.tag_.startswith("NN"):
        return ""
    single = word.removesuffix("s")
    return next((w for w in (word, single, single.removesuffix("ie") + "y") if w in _NOUNS), "")


def light_verb(verb: Token) -> bool:
    """Whether a verb only carries a cue noun ("voiced concern that …")."""
    return verb.lower_ in _LIGHT and any(c.dep_ == "dobj" and noun_cue(c) and _said_with(c) for c in verb.children)


# ---------------------------------------------------------------- voiced by somebody


def _voiced(noun: Token, name: str) -> Found | None:
    """ "X expressed doubts about Y", "X gave an assurance that Y"."""
    verb = noun.head
    if noun.dep_ != "dobj" or name == "question" or verb.lower_ not in _LIGHT or negated(verb):
        return None
    source = source_of(verb)
    content = _said_with(noun)
    if source is None or source.lower_ == "there" or not content:
        return None
    found = _found(noun, name, source_span(source, verb), content)
    joined = noun.i == verb.i + 1 and name in {"confidence", "report", "optimism", "hope", "concern", "regret"}
    if not joined:
        return found
    return Found(
        source=found.source, cue=((verb.idx, noun.idx + len(noun)),), content=found.content, cue_class=found.cue_class
    )


def _said_with(noun: Token) -> list[Offsets]:
    """What a voiced noun is about: its clause, or the phrase behind "about", "over", "of"."""
    clause = _that_clause(noun)
    if clause is not None:
        return _clause_span(clause)
    near = [
        c for c in (*noun.children, *noun.head.children) if c.dep_ == "prep" and c.lower_ in _ABOUT and c.i > noun.i
    ]
    near = [c for c in near if c.i == noun.i + 1 or c.head == noun]
    thing = next((g for c in near for g in c.children if g.dep_ in {"pobj", "pcomp"}), None)
    return span_of(noun.doc, thing.left_edge.i, phrase_end(thing)) if thing is not None else []


def _lasting(noun: Token, name: str) -> Found | None:
    """ "Doubts remain about whether it holds", "questions have been raised about his villa"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.lower_ not in _LASTING or negated(verb) or verb.i < noun.i:
        return None
    about = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"about", "over", "that"}), None)
    thing = next((c for c in about.children if c.dep_ in {"pobj", "pcomp"}), None) if about is not None else None
    if thing is None or about is None:
        return None
    return _found(noun, name, None, span_of(noun.doc, about.i + 1, phrase_end(thing)))


def _predicate(adjective: Token) -> bool:
    """ "is hopeful", also where another stands before it ("tight-lipped but hopeful")."""
    joined = adjective.dep_ == "conj" and adjective.head.dep_ in {"acomp", "ROOT"} and adjective.head.tag_ == "JJ"
    return joined or adjective.dep_ in {"acomp", "ROOT", "oprd"}


# ---------------------------------------------------------------- by itself, with an owner or none


def _owned(noun: Token, name: str) -> Found | None:
    """ "the army's claim that Y", "claims by a commander that Y", "rumours of Y", "orders to do Y"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or _giver(noun)
    if owner is not None and owner.tag_ == "PRP$" and noun.dep_ == "dobj" and noun.head.lower_ in cue_forms():
        return None  # "signalled its readiness to mediate": the verb is the cue
    if _taken_back(noun, name) or (owner is None and name in _OWNED and name != "order"):
        return None
    content = _own_content(noun, name, owner)
    if not content:
        return None
    span = _without_case(source_span(owner, noun), owner) if owner is not None else None
    return _found(noun, name, span, content)


def _equated(noun: Token, name: str) -> Found | None:
    """ "Tehran's line is that Y", "word spread that Y": the clause stands behind the noun's verb."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.i < noun.i or negated(verb):
        return None
    below = [*verb.children, *(g for c in verb.children if c.dep_ == "acomp" for g in c.children)]
    clause = next((c for c in below if c.i > verb.i and c.left_edge.lower_ == "that" and c.dep_ in _COMPLEMENT), None)
    equal = verb.lower_ in {"is", "was", "are", "were", "remains"}
    if clause is None or not (equal or verb.lower_ in _SPREADING):
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or _giver(noun) or _of_whom(noun)
    if owner is None and (name in {"evidence", "proof", "sign"} or (equal and name in {"idea", "sense", "decision"})):
        return None
    span = _without_case(source_span(owner, noun), owner) if owner is not None else None
    return _found(noun, name, span, _clause_span(clause))


def _of_whom(noun: Token) -> Token | None:
    joins = {"of", "among", "from", "in", "within"} if noun_cue(noun) in _SHARED else {"of", "among", "from"}
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in joins), None)
    return next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None


def _own_content(noun: Token, name: str, owner: Token | None) -> list[Offsets]:
    clause = _that_clause(noun)
    if clause is not None and not (name == "confirmation" or _of_another(noun)):
        return _clause_span(clause)
    if name in _INFINITIVE:
        infinitive = _infinitive(noun, owner)
        if infinitive is not None:
            return span_of(noun.doc, infinitive.left_edge.i, phrase_end(infinitive))
    if name in _FOR and (owner is not None or (name in {"call", "appeal"} and noun.lower_ != name)):
        asked = _for_phrase(noun)
        if asked:
            return asked
    return _of_phrase(noun) if name in _OF else []


def _of_another(noun: Token) -> bool:
    """ "confirmation of the army's claim that": the clause is the other noun's."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return of is not None and any(noun_cue(t) for t in of.subtree)


def _infinitive(noun: Token, owner: Token | None) -> Token | None:
    givers = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"from", "by", "to"}]
    near = [*noun.children, *(owner.children if owner is not None else ()), *(g for c in givers for g in c.subtree)]
    return next((t for t in near if t.i > noun.i and t.dep_ in {"acl", "relcl", "advcl"} and _to_first(t)), None)


def _to_first(verb: Token) -> bool:
    return verb.tag_ == "VB" and verb.left_edge.lower_ == "to"


def _of_phrase(noun: Token) -> list[Offsets]:
    """ "of" with what is said; a subject of a verb or an object, never a part of a name."""
    of = next((t for t in noun.subtree if t.dep_ == "prep" and t.lower_ == "of" and _reaches(t, noun)), None)
    thing = next((c for c in of.children if c.dep_ in {"pobj", "pcomp"}), None) if of is not None else None
    if thing is None or noun.dep_ == "compound" or thing.lower_ in {"kind", "sort", "course"}:
        return []
    if not noun.lower_.endswith("s") and not any(c.dep_ in {"det", "poss", "amod"} for c in noun.children):
        return []
    return span_of(noun.doc, thing.left_edge.i, _of_end(thing))


def _for_phrase(noun: Token) -> list[Offsets]:
    """ "for" with what is asked, and the infinitive of who is to do it."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    thing = next((c for c in after.children if c.dep_ in {"pobj", "pcomp"}), None) if after.lower_ == "for" else None
    if noun.dep_ == "compound" or (noun.dep_ == "pobj" and noun.head.lower_ == "of"):
        return []
    if thing is not None and after.dep_ == "prep":
        behind = noun.doc[phrase_end(thing)] if phrase_end(thing) < len(noun.doc) else thing
        end = behind.head.right_edge.i + 1 if behind.lower_ == "to" and behind.head.tag_ == "VB" else phrase_end(thing)
        return span_of(noun.doc, after.i + 1, end)
    clause = after.head if after.lower_ == "for" and after.dep_ == "mark" else None
    return span_of(noun.doc, after.i + 1, phrase_end(clause)) if clause is not None else []


def _reaches(of: Token, noun: Token) -> bool:
    comma = noun.doc[of.i - 1].text == ","
    return of.i == noun.i + 1 or of.head == noun or comma


def _of_end(thing: Token) -> int:
    """Behind the phrase, but before an aside about the noun (", spread by voice messages")."""
    doc, end = thing.doc, phrase_end(thing)
    return next((t.i for t in doc[thing.i : end] if t.text == "," and doc[t.i + 1].tag_ in {"VBN", "WDT"}), end)


def _taken_back(noun: Token, name: str) -> bool:
    """ "dismissed fears of a run": the fears are what is denied; the verb is the cue."""
    verb = noun.head
    return noun.dep_ == "dobj" and name not in _TOLD and any(verb.lower_.startswith(v[:4]) for v in _TAKEN_BACK)


def _felt(adjective: Token) -> Found | None:
    """ "X is convinced that Y", "X is ready to Y"; "is not certain how" doubts."""
    verb = adjective.head.head if adjective.dep_ == "conj" else adjective.head
    name = adjective.lower_
    if name in _WILLING:
        clause = next((c for c in adjective.children if c.dep_ == "xcomp" and _to_first(c)), None)
    else:
        clause = _that_clause(adjective) or next((c for c in adjective.children if _asks(c, adjective)), None)
    subject = next((c for c in verb.children if c.dep_ in {*SUBJECTS, "nsubjpass"}), None)
    about = _about_thing(adjective) if clause is None and name in _THING else []
    if (clause is None and not about) or subject is None or subject.lower_ in {"it", "i", "we", "you"}:
        return None
    denied = negated(verb)
    if denied and name in _WILLING:
        return None
    act: Act = "doubt" if denied else _ACTS.get(name, "say")
    content = _clause_span(clause) if clause is not None else about
    found = _found(adjective, name, source_span(subject, verb), content)
    return Found(source=found.source, cue=found.cue, content=found.content, cue_class=act)


def _about_thing(adjective: Token) -> list[Offsets]:
    """The phrase behind "of" or "about" of an adjective: "convinced of his guilt"."""
    joins = (c for c in adjective.children if c.i == adjective.i + 1 and c.lower_ in {"of", "about", "over"})
    thing = next((g for c in joins for g in c.children if g.dep_ in {"pobj", "pcomp"}), None)
    return span_of(adjective.doc, thing.left_edge.i, phrase_end(thing)) if thing is not None else []


def _asks(clause: Token, adjective: Token) -> bool:
    return (
        clause.i > adjective.i
        and clause.dep_ == "ccomp"
        and (clause.left_edge.lower_ in {"how", "whether", "if", "why"} or clause.left_edge.i == adjective.i + 1)
    )


def _found(cue: Token, name: str, source: Offsets | None, content: list[Offsets]) -> Found:
    return Found(
        source=(source,) if source else (),
        cue=((cue.idx, cue.idx + len(cue)),),
        content=tuple(content),
        cue_class=_ACTS.get(name, "say"),
    )


# ---------------------------------------------------------------- the clause and the owner


def _that_clause(word: Token) -> Token | None:
    """The clause with "that" that hangs on the word, or on the words between (a small parser misplaces it)."""
    hanging = [t for t in word.subtree if t.i > word.i and t.dep_ in {"acl", "ccomp", "relcl"}]
    beside = (
        [t for t in word.head.children if t.i > word.i and t.dep_ == "ccomp"] if word.dep_ in {"acomp", "dobj"} else []
    )
    return next((t for t in (*hanging, *beside) if t.left_edge.lower_ == "that" and _full(t)), None)


def _full(clause: Token) -> bool:
    """ "that" opens a clause of its own; it is not its subject or object ("a version that he disputes")."""
    return clause.left_edge.tag_ == "IN" or clause.left_edge.dep_ == "mark"


def _clause_span(clause: Token) -> list[Offsets]:
    start = skip_lead(clause.doc, clause.left_edge.i)
    return span_of(clause.doc, start, _before_main_verb(clause, start))


def _before_main_verb(clause: Token, start: int) -> int:
    """The clause's end; when it took the sentence's own verb ("hopes that X would open faded"), before that verb."""
    doc, end = clause.doc, phrase_end(clause)
    finite = [t.i for t in doc[start:end] if t.tag_ in _FINITE]
    before = any(t.tag_ in _FINITE for t in doc[: max(start - 1, 0)])
    if before or end < len(doc) - 1 or len(finite) < 2 or doc[finite[-1]].dep_ in {"aux", "auxpass"}:
        return end
    last = finite[-1]
    subject = any(c.dep_ in {"nsubj", "nsubjpass"} and c.left_edge.i > finite[-2] for c in doc[last].children)
    joined = doc[last - 1].dep_ in {"cc", "punct"} or doc[last - 1].tag_ in {"WDT", "WP", "PRP"}
    return end if subject or joined else last


def _giver(noun: Token) -> Token | None:
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from", "among"}), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def _without_case(span: Offsets, owner: Token) -> Offsets:
    """The owner without its "'s" and without what the parse hangs on it of the content."""
    case = next((c for c in owner.children if c.dep_ == "case" and c.i > owner.i), None)
    clause = next(
        (c for c in owner.children if c.dep_ in {"acl", "relcl"} and c.left_edge.lower_ in {"that", "to"}), None
    )
    of = next((c for c in owner.children if c.lower_ == "of" and owner.doc[c.i - 1].text == ","), None)
    ends = [c.idx for c in (case,) if c is not None]
    ends += [c.idx - 1 for c in (clause.left_edge if clause is not None else None, of) if c is not None]
    return span[0], min([span[1], *ends])
