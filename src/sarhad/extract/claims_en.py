"""English claims: who says what, by attribution cues over a dependency parse.

For each cue verb the source is its subject (through coordination, participles, passives and relative clauses), the
content its clause, its quotation, or its object. "According to X" and cue nouns with a clause are found beside them.
The parse gives structure; exact borders come from the words, since a small parser's right borders are not reliable.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.cues_en import cue_forms
from sarhad.extract.found import Found
from sarhad.extract.nouns_en import find_nouns, light_verb
from sarhad.extract.phrases_en import find_headline, find_phrases
from sarhad.extract.quotes_en import CLOSE, PAIRS, quotations
from sarhad.extract.spans import cut_out
from sarhad.extract.speakers_en import COMPLEMENTIZERS, DATE_WORDS, SUBJECTS, outer_cue, source_of, source_span
from sarhad.extract.tokens_en import skip_lead, span_of, trimmed
from sarhad.records import Act, Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The voice of a quotation or of the author, reported by nobody; and nobody.
NO_SPEAKER = frozenset({"i", "we", "you", "nobody", "none"})
# Verbs whose object alone can be what is said: "denied the claims", "announced the opening".
OBJECT_VERBS = frozenset(load_lexicon("en").phrases["object-verbs"])
# Classes that speak of what is to be done: an infinitive is their content ("plans to build").
RAISING = frozenset({"say", "believe", "expect", "claim", "show", "warn"})
INFINITIVE = frozenset({"plan", "order", "expect", "warn", "assure", "claim"})


def find_claims_en(doc: Doc) -> list[Found]:
    """Attributions of one parsed sentence, left to right."""
    rows = [*_by_verb(doc), *find_phrases(doc), *find_nouns(doc)]
    return _settle(doc, rows) or find_headline(doc.text)


# ---------------------------------------------------------------- verbs


def _by_verb(doc: Doc) -> Iterator[Found]:
    forms = cue_forms()
    for token in doc:
        known = forms.get(token.lower_)
        if known and _is_verb(token):
            found = _verb_claim(token, *known)
            if found:
                yield found


def _is_verb(token: Token) -> bool:
    if token.tag_.startswith("VB"):
        return token.dep_ not in {"amod", "compound", "aux", "auxpass"}
    return token.tag_ in {"NNS", "NN"} and token.dep_ == "ROOT" and any(c.dep_ in SUBJECTS for c in token.children)


def _verb_claim(cue: Token, cue_class: Act, verb: str) -> Found | None:
    if light_verb(cue) or _is_asked(cue) or (verb == "point" and not _particle(cue)):
        return None  # the noun beside it is the cue; what is asked for is not said; pointing is no saying
    source = source_of(cue)
    if _negated(cue):
        if cue_class not in {"believe", "expect"}:
            return None
        cue_class = "deny"
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in cue.children)
    content = _content_of(cue, cue_class, verb, source)
    if not content or (source is None and not (passive or _clausal(cue))):
        return None
    if source is not None and source.lower_ in NO_SPEAKER:
        return None
    spoken = source_span(source, cue) if source is not None else None
    clean = tuple(f for piece in content for f in cut_out(piece, [s for s in [spoken] if s]) if f[1] - f[0] > 1)
    if not clean:
        return None
    return Found(
        source=(spoken,) if spoken else (),
        cue=(_cue_span(cue, verb),),
        content=clean,
        cue_class=cue_class,
    )


def _negated(cue: Token) -> bool:
    """ "did not say", "neither confirmed nor denied"."""
    words = {c.lower_ for c in cue.children} | {c.lower_ for c in cue.head.children if cue.dep_ == "conj"}
    return any(c.dep_ == "neg" for c in cue.children) or "neither" in words


def _is_asked(cue: Token) -> bool:
    """ "instructed the posts to report …": an infinitive under a demand or plan is no saying of its own."""
    known = cue_forms().get(cue.head.lower_)
    return cue.dep_ in {"xcomp", "ccomp"} and cue.tag_ == "VB" and known is not None and known[0] in {"order", "plan"}


def _particle(cue: Token) -> Token | None:
    return next((c for c in cue.children if c.dep_ == "prt" or (c.lower_ == "out" and c.i == cue.i + 1)), None)


def _cue_span(cue: Token, verb: str) -> Offsets:
    """The verb with its particle ("pointed out", "called on")."""
    part = _particle(cue)
    if part is None and verb == "call" and cue.i + 1 < len(cue.doc) and cue.nbor().lower_ in {"on", "for"}:
        part = cue.nbor()
    return (
        (cue.idx, part.idx + len(part)) if part is not None and part.i == cue.i + 1 else (cue.idx, cue.idx + len(cue))
    )


def _clausal(cue: Token) -> bool:
    return any(c.dep_ == "ccomp" and any(g.dep_ == "mark" for g in c.children) for c in cue.children)


# ---------------------------------------------------------------- content of a verb


def _content_of(cue: Token, cue_class: Act, verb: str, source: Token | None) -> list[Offsets]:
    return (
        _raised(cue, cue_class)
        or _quoted(cue, source)
        or _clause_right(cue, cue_class)
        or _clause_around(cue, source)
        or _after_colon(cue)
        or _objects(cue, cue_class, verb)
    )


def _raised(cue: Token, cue_class: Act) -> list[Offsets]:
    """ "The dead are believed to be miners": subject and infinitive together are what is believed."""
    subject = next((c for c in cue.children if c.dep_ in {"nsubjpass", "expl"}), None)
    rest = next((c for c in cue.children if c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children)), None)
    if subject is None or rest is None or cue_class not in RAISING:
        return []
    doc = cue.doc
    end = rest.right_edge.i + 1
    while end > rest.i and doc[end - 1].is_punct:
        end -= 1
    return [*span_of(doc, subject.left_edge.i, subject.right_edge.i + 1), *span_of(doc, rest.left_edge.i, end)]


def _clause_right(cue: Token, cue_class: Act) -> list[Offsets]:
    """The clause after the cue: "said (that) …", "plans to …", "asked whether …"."""
    clauses = [c for c in cue.children if c.i > cue.i and _is_clause(c, cue_class)]
    told = _told_that(cue)
    if told > 0:
        start = told
    elif clauses:
        start = min(c.left_edge.i for c in clauses)
        start = max(start, cue.i + 1)
    else:
        start = _that_after(cue)
        if start < 0:
            return []
    start = skip_lead(cue.doc, start)
    return span_of(cue.doc, start, _right_end(cue, start))


def _is_clause(child: Token, cue_class: Act) -> bool:
    if child.dep_ == "ccomp":
        return child.tag_ != "VBG" or any(c.dep_ in SUBJECTS for c in child.children)
    return child.dep_ == "xcomp" and cue_class in INFINITIVE and any(c.lower_ == "to" for c in child.children)


def _told_that(cue: Token) -> int:
    """ "told a meeting of leaders that few people …": the parse hangs the clause on the addressee."""
    if cue_forms()[cue.lower_][1] not in load_lexicon("en").phrases["address-verbs"]:
        return -1
    person = next((c for c in cue.children if c.dep_ in {"dobj", "dative"}), None)
    words = person.subtree if person is not None else ()
    return next((t.i for t in words if t.lower_ == "that" and t.tag_ in {"IN", "WDT"} and t.i > cue.i + 1), -1)


def _that_after(cue: Token) -> int:
    """Where the parse lost the clause: "that" right behind the cue, its adverbs or its addressee."""
    doc, i = cue.doc, cue.i + 1
    between = {"advmod", "dobj", "dative", "npadvmod", "compound", "det"}
    while i < len(doc) - 2 and i <= cue.i + 4 and doc[i].dep_ in between:
        i += 1
    return i if i < len(doc) - 2 and doc[i].lower_ in COMPLEMENTIZERS and doc[i].tag_ in {"IN", "WDT"} else -1


def _right_end(cue: Token, start: int) -> int:
    """Index behind the content: the sentence's end, or where a clause beside the attribution begins."""
    doc = cue.doc
    end = cue.right_edge.i + 1 if cue.dep_ in {"acl", "relcl"} and cue.right_edge.i > start else len(doc)
    for other in doc[start:end]:
        if outer_cue(other) is not None:
            end = min(end, other.i - 1)
    for beside in cue.children:
        if beside.dep_ == "conj" and beside.i > start and _own_clause(beside):
            end = min(end, beside.left_edge.i)
    for marker in doc[start:end]:
        if marker.lower_ == "according" and marker.i + 1 < len(doc) and doc[marker.i + 1].lower_ == "to":
            end = min(end, marker.i)
    while end > start and (doc[end - 1].text in {",", ";", ".", "!", "…", "--"} or doc[end - 1].dep_ == "cc"):
        if doc[end - 1].text in {".", "!"} and _closed_quote_before(doc, start, end):
            break
        end -= 1
    return end


def _own_clause(verb: Token) -> bool:
    """A coordinated clause of its own: it has a subject, or it is another cue ("said …, and urged …")."""
    if not verb.tag_.startswith("VB"):
        return False
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children) or verb.lower_ in cue_forms()


def _closed_quote_before(doc: Doc, start: int, end: int) -> bool:
    return doc[start].text in PAIRS and doc[end - 2].text in CLOSE and end == len(doc)


def _quoted(cue: Token, source: Token | None) -> list[Offsets]:
    """Direct speech beside the cue: after it, or before the words of attribution."""
    doc = cue.doc
    quotes = quotations(doc)
    if not quotes:
        return []
    lead = min([cue.i, *([source.left_edge.i] if source is not None and source.i < cue.i else [])])
    tail = max([cue.i, *([source.right_edge.i] if source is not None and source.i > cue.i else [])])
    behind = [c.right_edge.i for c in cue.children if c.dep_ in {"dobj", "dative", "npadvmod", "prep"} and c.i > cue.i]
    tail = max([tail, *(i for i in behind if i < tail + 9 and not any(q[0] <= i < q[1] for q in quotes))])
    before = [q for q in quotes if q[1] <= lead and _only_marks(doc, q[1], lead)]
    after = [q for q in quotes if q[0] > tail and _only_marks(doc, tail + 1, q[0])]
    rows = [*before[-1:], *after[:1]]
    if before and rows[0][0] > 0 and not _only_marks(doc, 0, rows[0][0]):
        rows[0] = (0, rows[0][1])
    return [f for s, e in rows for f in span_of(doc, s, e)]


def _only_marks(doc: Doc, start: int, end: int) -> bool:
    return all(t.is_punct or t.dep_ in {"advmod", "npadvmod"} for t in doc[start:end]) and end - start <= 4


def _clause_around(cue: Token, source: Token | None) -> list[Offsets]:
    """Content before the attribution: "The border is calm, the minister said", also split round it by commas."""
    doc = cue.doc
    lead = min([cue.i, *([source.left_edge.i] if source is not None else [])])
    tail = max([cue.i, *([source.right_edge.i] if source is not None and source.i > cue.i else [])])
    governs = any(c.dep_ == "ccomp" and c.i < cue.i for c in cue.children)
    aside = cue.dep_ in {"parataxis", "ccomp", "advcl", "relcl", "ROOT"} and lead > 0 and doc[lead - 1].text == ","
    if source is None or lead < 2 or not (governs or aside) or doc[lead - 1].text not in {",", "—", "–", "-"}:
        return []
    split = tail + 4 < len(doc) and doc[tail + 1].text == ","
    finite = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "VBN"} for t in doc[:lead]) and doc[0].dep_ != "mark"
    if not (finite or (split and cue.dep_ in {"parataxis", "ccomp"})):
        return []
    rows = span_of(doc, 0, lead - 1)
    if tail + 1 < len(doc) and doc[tail + 1].text == "," and tail + 4 < len(doc):
        rows += span_of(doc, tail + 2, _right_end(cue, tail + 2))
    elif tail + 3 < len(doc) and not governs:
        return []
    return rows


def _after_colon(cue: Token) -> list[Offsets]:
    doc = cue.doc
    if cue.i + 2 < len(doc) and doc[cue.i + 1].text == ":":
        return span_of(doc, cue.i + 2, _right_end(cue, cue.i + 2))
    return []


def _objects(cue: Token, cue_class: Act, verb: str) -> list[Offsets]:
    """The object noun phrase, for verbs whose object is what is said ("denied the claims", "warned of attacks")."""
    named = verb == "call" and any(c.dep_ == "oprd" for c in cue.children)
    if verb not in OBJECT_VERBS and not named:
        return []
    subject = next((c for c in cue.children if c.dep_ == "nsubjpass"), None)
    if subject is not None and any(c.dep_ == "agent" for c in cue.children):
        return span_of(cue.doc, subject.left_edge.i, subject.right_edge.i + 1)
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in cue.children) or any(c.dep_ == "dative" for c in cue.children):
        return []  # "were denied entry", "denied them a loan": an act, nothing said
    rows = [c for c in cue.children if c.i > cue.i and _is_object(c, cue_class) and not _is_time(c)]
    if not rows:
        return []
    start = min(c.left_edge.i for c in rows)
    if start < len(cue.doc) - 1 and cue.doc[start].dep_ == "prep" and cue_class != "accuse":
        start += 1  # "warned of floods", "called for talks"
    return span_of(cue.doc, start, max(_right_end_of(c, cue) for c in rows))


def _is_object(child: Token, cue_class: Act) -> bool:
    if child.dep_ in {"xcomp", "ccomp"}:
        return child.tag_ == "VBG"  # "denied opening the sluices"
    prepositions = {"warn", "expect", "accuse", "order", "say"}
    if child.dep_ == "prep":
        return cue_class in prepositions and child.lower_ in {"of", "about", "against", "for", "with"}
    return child.dep_ in {"dobj", "attr", "oprd"}


def _right_end_of(child: Token, cue: Token) -> int:
    end = child.right_edge.i + 1
    while end > child.i and cue.doc[end - 1].is_punct:
        end -= 1
    return end


def _is_time(token: Token) -> bool:
    return bool({t.lower_ for t in token.subtree} & DATE_WORDS) and token.dep_ == "prep"


# ---------------------------------------------------------------- helpers


def _settle(doc: Doc, rows: list[Found]) -> list[Found]:
    """One claim per cue, and no claim's content runs into another's trailing words ("…, the agency reported")."""
    kept: dict[tuple[Offsets, ...], Found] = {}
    for row in sorted(rows, key=lambda r: r.cue):
        kept.setdefault(row.cue, row)
    return [_without_tails(doc, row, [r for r in kept.values() if r is not row]) for row in kept.values()]


def _without_tails(doc: Doc, row: Found, others: list[Found]) -> Found:
    pieces = [_before_tail(piece, row, others) for piece in row.content]
    content = tuple(trimmed(doc, pieces)) if tuple(pieces) != row.content else row.content
    return Found(source=row.source, cue=row.cue, content=content or row.content, cue_class=row.cue_class)


def _before_tail(piece: Offsets, row: Found, others: list[Found]) -> Offsets:
    """The piece up to the words of an attribution about what stands before them, this claim included."""
    start, end = piece
    for other in others:
        lead = min(s for s, _e in (*other.source, *other.cue))
        about_before = other.content[0][0] <= row.cue[0][0] < other.content[0][1] <= lead
        if about_before and start + 8 < lead < end:
            end = lead
    return start, end
