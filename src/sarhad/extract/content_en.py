"""What is said with an English cue verb: a quotation, a clause before or behind, a colon's tail, an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarhad.extract.borders_en import DASHES, right_end, segment_of, without_close
from sarhad.extract.cues_en import Cue, cue_forms
from sarhad.extract.nouns_en import noun_cue
from sarhad.extract.objects_en import none_found, objects_of, raised
from sarhad.extract.quotes_en import CLOSE, PAIRS, quotations
from sarhad.extract.speakers_en import COMPLEMENTIZERS, SUBJECTS
from sarhad.extract.tokens_en import phrase_end, skip_lead, span_of, trimmed
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
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
_MUTE = frozenset({"speak", "talk", "discuss"})  # "where she also spoke": never the frame of a quotation
_MARKS = frozenset({",", *DASHES})
_LEADS = frozenset({"but", "and", "so", "however", "still", "meanwhile", "moreover", "yet", "because", "or"})


def content_of(cue: Cue, source: Token | None) -> list[Offsets]:
    """The fragments of what is said, in text order; none when the verb says nothing here."""
    return (
        raised(cue)
        or none_found(cue)
        or _with_as(cue, source)
        or _between_marks(cue, source)
        or _as_saying(cue)
        or _quoted(cue, source)
        or _behind_phrase(cue)
        or _clause_right(cue)
        or _clause_around(cue, source)
        or _after_colon(cue)
        or objects_of(cue)
    )


def clausal(cue: Token) -> bool:
    """Whether a clause with a complementizer hangs on the cue ("it was reported that")."""
    return any(c.dep_ == "ccomp" and any(g.dep_ == "mark" for g in c.children) for c in cue.children)


# ---------------------------------------------------------------- the attribution as an aside


def _with_as(cue: Cue, source: Token | None) -> list[Offsets]:
    """ "As the chairman pointed out, only two work"; "as reported earlier"; "the border is calm, as he put it"."""
    doc = cue.head.doc
    lead, tail = _attribution(cue, source)
    opener = next((i for i in range(lead, max(lead - 3, -1), -1) if doc[i].lower_ == "as"), -1)
    if opener < 0 or clausal(cue.head) or (opener > 0 and not doc[opener - 1].is_punct) or _names_it(cue):
        return []
    first, last = segment_of(doc, cue.head.i)
    close = min(_tail_end(doc, tail), last)
    rows = span_of(doc, _content_start(doc, first, opener), opener) if opener > first + 2 else []
    rows = trimmed(doc, rows)
    if close + 2 < last and doc[close].text in _MARKS:
        rows += span_of(doc, close + 1, without_close(doc, close + 1, last))
    return rows


def _names_it(cue: Cue) -> bool:
    """ "the council, as its critics call it": a name, nothing said."""
    return cue.verb in {"call", "describe", "term", "dub"} and any(c.lower_ == "it" for c in cue.head.children)


def _between_marks(cue: Cue, source: Token | None) -> list[Offsets]:
    """ "Radar logs prove, the investigators say, that …": the attribution stands alone between two marks."""
    doc, quotes = cue.head.doc, quotations(cue.head.doc, 1)
    lead, tail = _attribution(cue, source)
    first, last = segment_of(doc, cue.head.i)
    impersonal = any(c.lower_ == "it" and c.dep_ == "nsubjpass" for c in cue.head.children)
    if (
        (source is None and not impersonal)
        or lead < first + 2
        or tail + 3 >= last
        or any(s <= lead < e for s, e in quotes)
    ):
        return []
    if doc[lead - 1].text not in {",", *DASHES} or doc[tail + 1].text != doc[lead - 1].text:
        return []
    if quotes or _another_begins(doc, tail + 2) or doc[lead].tag_ in {"WP", "WDT"} or _starts_anew(doc, tail + 2):
        return []
    start = _content_start(doc, first, lead, split=True)
    return [*span_of(doc, start, lead - 1), *span_of(doc, tail + 2, without_close(doc, tail + 2, last))]


def _starts_anew(doc: Doc, start: int) -> bool:
    """Whether a clause of its own follows ("…, he said, and the road is closed")."""
    return doc[start].dep_ == "cc" or doc[start].lower_ in {"while", "whereas", "although"}


def _as_saying(cue: Cue) -> list[Offsets]:
    """ "quoted a doctor as saying that": for the one who quotes, all of it is what is reported."""
    head = cue.head
    saying = any(c.lower_ == "as" and any(g.tag_ == "VBG" for g in c.children) for c in head.subtree)
    thing = next((c for c in head.children if c.dep_ == "dobj"), None)
    if cue.verb not in {"quote", "cite"} or thing is None or not saying:
        return []
    return span_of(head.doc, thing.left_edge.i, right_end(head, thing.left_edge.i))


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
    return span_of(doc, start, without_close(doc, start, min(head.right_edge.i + 1, segment_of(doc, start)[1])))


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
    return cue.act in _INFINITIVE or cue.verb in _INFINITIVE_VERBS


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
            return i if nearest and token.tag_ != "DT" else -1
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
    return []


# ---------------------------------------------------------------- quotations


def _quoted(cue: Cue, source: Token | None) -> list[Offsets]:
    """Direct speech beside the cue: after it, or before the words of attribution."""
    doc = cue.head.doc
    if cue.verb in _MUTE or _clause_behind(cue):
        return []
    lead, tail = _attribution(cue, source)
    quotes = quotations(doc)
    short = [q for q in quotations(doc, 1) if q not in quotes]
    before = [q for q in quotes if q[1] <= lead and _only_marks(doc, q[1], lead)]
    before = before or [q for q in short if q[1] == lead and _ends_in_mark(doc, q[1])]
    end = _tail_end(doc, tail)
    after = [q for q in quotes if tail < q[0] and (_only_marks(doc, tail + 1, q[0]) or q[0] in {end, end + 1})]
    if before and not after:
        after = [q for q in short if q[0] == end + 1]
    if after and any(t.text == ":" for t in doc[cue.head.i : after[0][0]]):
        before = []  # "then corrected himself: “…”"
    rows = [*before[-1:], *after[:1]]
    if not rows:
        return _was_how(cue, lead)
    if before and rows[0][0] > 0 and not _only_marks(doc, 0, rows[0][0]):
        rows[0] = (_content_start(doc, segment_of(doc, rows[0][0])[0], rows[0][0]), rows[0][1])
    if after and not before and lead > 2 and doc[lead - 1].text == "," and _is_verb_like(doc, 0, lead):
        rows.insert(0, (_content_start(doc, segment_of(doc, lead)[0], lead), lead - 1))
    return [f for s, e in rows for f in span_of(doc, s, e)]


def _clause_behind(cue: Cue) -> bool:
    """ "arguing that …": the clause right behind the cue is the content, whatever is quoted before it."""
    doc = cue.head.doc
    return cue.end < len(doc) and doc[cue.end].lower_ in COMPLEMENTIZERS and doc[cue.end].dep_ == "mark"


def _was_how(cue: Cue, lead: int) -> list[Offsets]:
    """ "“Long and empty” was how a diplomat described the talks": the quotation, and what it is about."""
    doc = cue.head.doc
    if lead < 3 or doc[lead - 1].lower_ != "how" or doc[lead - 2].lower_ not in {"is", "was", "are", "were"}:
        return []
    quote = next((q for q in quotations(doc, 1) if q[1] == lead - 2), None)
    thing = next((c for c in cue.head.children if c.dep_ == "dobj"), None)
    about = span_of(doc, thing.left_edge.i, phrase_end(thing)) if thing is not None else []
    return [*span_of(doc, *quote), *about] if quote else []


def _ends_in_mark(doc: Doc, end: int) -> bool:
    return (end > 1 and doc[end - 2].text in {",", "!", "?"}) or (end < len(doc) and doc[end].text == ",")


def _attribution(cue: Cue, source: Token | None) -> tuple[int, int]:
    """The first and the last token of the cue and its source."""
    if cue.head.tag_ == "VBG" and cue.head.dep_ in {"advcl", "acl", "xcomp", "dep"}:
        return cue.head.i, cue.end - 1
    it = [c.i for c in cue.head.children if c.dep_ == "nsubjpass" and c.lower_ == "it"]
    lead = min([cue.head.i, *it, *([source.left_edge.i] if source is not None and source.i < cue.head.i else [])])
    for token in cue.head.children:  # "had finally said", "so said"
        if token.dep_ in {"aux", "neg", "advmod"} and token.i < lead and token.i == lead - 1:
            lead = token.i
    tail = max([cue.end - 1, *([source.right_edge.i] if source is not None and source.i > cue.head.i else [])])
    return lead, tail


def _tail_end(doc: Doc, tail: int) -> int:
    """Where the words behind cue and source end: at the mark that closes the attribution."""
    marks = (",", ";", ":", *DASHES)
    return next((t.i for t in doc[tail + 1 :] if t.text in marks or t.i == len(doc) - 1), tail)


def _only_marks(doc: Doc, start: int, end: int) -> bool:
    return all(t.is_punct or t.dep_ in {"advmod", "npadvmod"} for t in doc[start:end]) and end - start <= 4


def _is_verb_like(doc: Doc, start: int, end: int) -> bool:
    return any(t.dep_ == "mark" or t.tag_ in _FINITE for t in doc[start:end])


# ---------------------------------------------------------------- before and around the cue


def _clause_around(cue: Cue, source: Token | None) -> list[Offsets]:
    """Content before the attribution: "The border is calm, the minister said", also split round it by commas."""
    head, doc = cue.head, cue.head.doc
    lead, tail = _attribution(cue, source)
    if lead > 1 and doc[lead - 1].lower_ in {"as", "so"} and doc[lead - 2].text == ",":
        lead -= 1
    if source is None or lead < 2 or doc[lead - 1].text not in {",", *DASHES, *CLOSE} or cue.verb in _MUTE:
        return []
    first, last = segment_of(doc, head.i)
    close = min(_tail_end(doc, tail), last)
    goes_on = close < last and close + 2 < last and doc[close].text in {",", *DASHES}
    start = _content_start(doc, first, lead, goes_on)
    if not goes_on and (_adverbial(head, start) or _has_object(cue)):
        return []
    governs = any(c.dep_ == "ccomp" and c.i < head.i for c in head.children)
    aside = head.dep_ in {"parataxis", "ccomp", "advcl", "relcl", "ROOT", "conj", "dep"}
    if not (governs or aside) or (close < last and not goes_on):
        return []
    if goes_on and ((head.dep_ == "ROOT" and not governs) or _another_begins(doc, close + 1)):
        goes_on = False
    if not goes_on and not any(t.tag_ in _FINITE for t in doc[start:lead]):
        return []
    rows = span_of(doc, start, lead - 1)
    return [*rows, *span_of(doc, close + 1, without_close(doc, close + 1, last))] if goes_on else rows


def _adverbial(head: Token, start: int) -> bool:
    """ "When the bridge fell, engineers blamed …": a clause that says when or why, not what is said."""
    return any(c.dep_ == "advcl" and c.left_edge.i == start and c.i < head.i and c.left_edge.dep_ in {"mark", "advmod"}
               for c in head.children)  # fmt: skip


def _has_object(cue: Cue) -> bool:
    """Whether the verb has an object of its own that is what is said."""
    told = cue.verb in _ADDRESS or cue.act == "order"
    return not told and any(c.dep_ == "dobj" and c.i > cue.head.i and c.tag_ != "PRP" for c in cue.head.children)


def _another_begins(doc: Doc, start: int) -> bool:
    """ "…, the agency reported, quoting a doctor": behind the attribution stands no more of the content."""
    word = doc[start]
    return (word.tag_ == "VBG" and word.dep_ in {"advcl", "acl", "xcomp", "dep"}) or word.lower_ in {
        "without",
        "adding",
    }


def _content_start(doc: Doc, first: int, lead: int, split: bool = False) -> int:
    """Where content before an attribution begins: at its clause, behind "but", "because" and the like."""
    start = first
    if split:
        opening = [t.i for t in doc[first : lead - 1] if t.i > first and doc[t.i - 1].text == ","]
        inner = [i for i in opening if doc[i].tag_ in {"WDT", "WP"} or doc[i].lower_ in {"because", "since", "as"}]
        start = inner[-1] if inner else first
    while start < lead - 2 and (doc[start].lower_ in _LEADS or doc[start].text == ","):
        start += 1
    return start
