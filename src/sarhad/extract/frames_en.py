"""What is said when the attribution stands behind it or in its middle: quotations, asides, "as X put it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarhad.extract.borders_en import DASHES, segment_of, without_close
from sarhad.extract.cues_en import Cue
from sarhad.extract.quotes_en import CLOSE, quotations
from sarhad.extract.speakers_en import COMPLEMENTIZERS, PHRASE_STARTS
from sarhad.extract.tokens_en import clausal, phrase_end, span_of, trimmed
from sarhad.records import Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ADDRESS = frozenset(load_lexicon("en").phrases["address-verbs"])
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
MUTE = frozenset({"speak", "talk", "discuss"})  # "where she also spoke": never the frame of a quotation
_WORDED = frozenset({"say", "read", "state", "reply", "answer", "shout", "chant", "cry", "add", "write"})
_MARKS = frozenset({",", *DASHES})
_LEADS = frozenset({"but", "and", "so", "however", "still", "meanwhile", "moreover", "yet", "because", "or"})


# ---------------------------------------------------------------- the attribution as an aside


def with_as(cue: Cue, source: Token | None) -> list[Offsets]:
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


def between_marks(cue: Cue, source: Token | None) -> list[Offsets]:
    """ "Radar logs prove, the investigators say, that …": the attribution stands alone between two marks."""
    doc, quotes = cue.head.doc, quotations(cue.head.doc, 1)
    lead, tail = _attribution(cue, source)
    tail = _with_setting(cue, tail)
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
    if (
        quotes
        or cue.verb in MUTE
        or _another_begins(doc, tail + 2)
        or doc[lead].tag_ in {"WP", "WDT"}
        or _starts_anew(doc, tail + 2)
    ):
        return []
    start = _content_start(doc, first, lead, split=True)
    return [*span_of(doc, start, lead - 1), *span_of(doc, tail + 2, without_close(doc, tail + 2, last))]


def _with_setting(cue: Cue, tail: int) -> int:
    """Where and when it was said belong to the words of attribution ("they said in the evening, …")."""
    doc = cue.head.doc
    close = _tail_end(doc, tail)
    words = doc[tail + 1 : close]
    where = len(words) and len(words) < 9 and words[0].dep_ in {"prep", "npadvmod", "advmod", "dobj"}
    return close - 1 if where and not any(t.tag_ in _FINITE for t in words) else tail


def _starts_anew(doc: Doc, start: int) -> bool:
    """Whether a clause of its own follows ("…, he said, and the road is closed")."""
    return doc[start].dep_ == "cc" or doc[start].lower_ in {"while", "whereas", "although"}


# ---------------------------------------------------------------- quotations


def quoted(cue: Cue, source: Token | None) -> list[Offsets]:
    """Direct speech beside the cue: after it, or before the words of attribution."""
    doc = cue.head.doc
    if cue.verb in MUTE or _clause_behind(cue):
        return []
    lead, tail = _attribution(cue, source)
    quotes = quotations(doc)
    short = [q for q in quotations(doc, 1) if q not in quotes]
    before = [q for q in quotes if q[1] <= lead and _only_marks(doc, q[1], lead)]
    before = before or [q for q in short if q[1] == lead and _ends_in_mark(doc, q[1])]
    before = [] if _of_another(cue.head) else before
    end = _tail_end(doc, tail)
    worded = [q for q in short if q[0] == tail + 1 and cue.verb in _WORDED and cue.end == tail + 1]
    after = worded or [
        q for q in quotes if tail < q[0] and (_only_marks(doc, tail + 1, q[0]) or q[0] in {end, end + 1})
    ]
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
    if source is not None and source.i < cue.head.i:
        lead = _behind_close(cue.head.doc, source, lead)
    tail = max([cue.end - 1, *([source.right_edge.i] if source is not None and source.i > cue.head.i else [])])
    return lead, tail


def _behind_close(doc: Doc, source: Token, lead: int) -> int:
    """The attribution's first token behind a closing mark that the parse hangs on the source, or loses before it."""
    close = next((q[1] for q in reversed(quotations(doc)) if q[1] <= source.i), -1)
    gap = doc[close : source.i] if close > 0 else ()
    near = close > 0 and len(gap) < 9 and not any(t.tag_ in _FINITE or t.text in {";", ":", "."} for t in gap)
    return close if near and doc[close].tag_ in PHRASE_STARTS else lead


def _tail_end(doc: Doc, tail: int) -> int:
    """Where the words behind cue and source end: at the mark that closes the attribution."""
    marks = (",", ";", ":", *DASHES)
    return next((t.i for t in doc[tail + 1 :] if t.text in marks or t.i == len(doc) - 1), tail + 1)


def _only_marks(doc: Doc, start: int, end: int) -> bool:
    return all(t.is_punct or t.dep_ in {"advmod", "npadvmod"} for t in doc[start:end]) and end - start <= 4


def _is_verb_like(doc: Doc, start: int, end: int) -> bool:
    return any(t.dep_ == "mark" or t.tag_ in _FINITE for t in doc[start:end])


# ---------------------------------------------------------------- before and around the cue


def clause_around(cue: Cue, source: Token | None) -> list[Offsets]:
    """Content before the attribution: "The border is calm, the minister said", also split round it by commas."""
    head, doc = cue.head, cue.head.doc
    lead, tail = _attribution(cue, source)
    if lead > 1 and doc[lead - 1].lower_ in {"as", "so"}:  # "…, or so she says"
        lead -= 2 if doc[lead - 2].lower_ == "or" else doc[lead - 2].text == ","
    if source is None or lead < 2 or doc[lead - 1].text not in {",", *DASHES, *CLOSE} or cue.verb in MUTE:
        return []
    if _of_another(head):
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


def _of_another(head: Token) -> bool:
    """ "…, while two in three said the same", "what the campaign sees as an attack": nothing before is its content."""
    marks = {c.lower_ for c in head.children if c.dep_ == "mark"}
    return bool(marks & {"while", "whereas", "although", "though"}) or (
        head.dep_ in {"relcl", "pcomp"} and any(c.tag_ in {"WDT", "WP"} and c.i < head.i for c in head.children)
    )


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
