"""English claims: the one who says, from the cue verb in a dependency parse, and the exact words that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarhad.extract.cues_en import cue_forms
from sarhad.records import Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
SUBJECTS = frozenset({"nsubj", "csubj"})
COMPLEMENTIZERS = frozenset({"that"})
_SETTINGS = frozenset(load_lexicon("en").phrases["settings"])
_CLOSING = frozenset('”»"’')
_MARKS = frozenset({",", "—", "–", "--", "”", "»", '"', "(", ";"})
PHRASE_STARTS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "JJ", "VBG", "PDT"})
_OPENERS = frozenset({"while", "although", "though", "whereas", "but", "because", "as", "that", "when", "after"})
DATE_WORDS = frozenset(load_lexicon("en").words["months"]) | frozenset(load_lexicon("en").phrases["time-words"])


def outer_cue(cue: Token) -> Token | None:
    """For "said that …, and added that …", where the parse hangs "added" on the clause: the cue it stands beside."""
    doc = cue.doc
    if cue.dep_ != "conj" or cue.i + 1 >= len(doc) or doc[cue.i + 1].lower_ not in COMPLEMENTIZERS:
        return None
    clause = cue.head
    known = cue.lower_ in cue_forms() and clause.dep_ == "ccomp" and clause.head.lower_ in cue_forms()
    return clause.head if known and doc[cue.i - 1].dep_ == "cc" else None


def speaker_of(cue: Token) -> Token | None:
    """The head word of the one who says: between marks beside the cue, else by the parse, else just left of it."""
    if any(c.dep_ == "auxpass" for c in cue.children):
        return _own_source(cue)
    return _inverted(cue) or _behind_quote(cue) or _parenthetical(cue) or _tail(cue) or source_of(cue) or _left_of(cue)


def _tail(cue: Token) -> Token | None:
    """ "…, brushing aside worries": the one who speaks in the main clause, not the noun beside the comma."""
    doc = cue.doc
    if cue.tag_ != "VBG" or cue.i < 2 or doc[cue.i - 1].text != "," or any(c.dep_ in SUBJECTS for c in cue.children):
        return None
    verb = next((t for t in doc[: cue.i] if t.lower_ in cue_forms() and t.tag_ in {"VBD", "VBZ", "VBP", "VBN"}), None)
    return source_of(verb) if verb is not None else None


def _inverted(cue: Token) -> Token | None:
    """ "…”, explains an agronomist", "…, promised the chairman": the phrase right behind the cue."""
    doc = cue.doc
    if cue.i < 2 or cue.i + 1 >= len(doc) or cue.tag_ not in {"VBD", "VBZ", "VBP", "NNS", "VBN"}:
        return None
    mark, before = doc[cue.i - 1].text, doc[cue.i - 2].text
    closed = mark in _CLOSING or (mark == "," and before in _CLOSING)
    if not closed and (mark not in {",", "—", "–", "--"} or doc[cue.i + 1].tag_ not in PHRASE_STARTS):
        return None
    if not closed and any(c.dep_ in SUBJECTS and c.i < cue.i for c in cue.children):
        return None
    return _phrase_behind(doc, cue.i + 1)


def _behind_quote(cue: Token) -> Token | None:
    """ "…,” Flynn, a top adviser, said": the phrase between the closing mark and the cue, when the parse lost it."""
    doc = cue.doc
    close = next(
        (i for i in range(cue.i - 1, max(cue.i - 26, 0), -1) if doc[i].text in _CLOSING and doc[i].text != "’"), -1
    )
    own = source_of(cue)
    if close < 1 or cue.tag_ not in {"VBD", "VBZ", "VBP"} or (own is not None and own.i > close):
        return None
    gap = doc[close + 1 : cue.i]
    if not gap or gap[0].tag_ not in PHRASE_STARTS or doc[close - 1].text not in {",", "?", "!", "."}:
        return None
    return next((t for t in gap if t.tag_.startswith(("NN", "PRP")) and t.dep_ != "compound"), None)


def _phrase_behind(doc: Doc, start: int) -> Token | None:
    """The head of the noun phrase that begins at a token."""
    token = doc[start]
    if token.tag_ not in PHRASE_STARTS:
        return None
    chain = [token, *token.ancestors]
    inside = [t for t in chain if t.left_edge.i >= start and t.tag_.startswith(("NN", "PRP", "DT", "CD", "JJ", "VBG"))]
    return inside[-1] if inside else None


def _parenthetical(cue: Token) -> Token | None:
    """ "Only two, the investigator stressed, were …": the phrase between the mark and the cue."""
    doc, last = cue.doc, cue.i - 1
    while last > 0 and doc[last].dep_ in {"aux", "advmod", "neg"}:
        last -= 1
    if last < 1 or cue.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    mark = next((i for i in range(last, max(last - 12, 0), -1) if doc[i].text in _MARKS), -1)
    behind = next((t for t in doc[cue.i + 1 : cue.i + 9] if t.text in _MARKS or t.text == "."), None)
    if mark < 1 or behind is None or doc[mark + 1].tag_ not in PHRASE_STARTS or doc[mark].i == last:
        return None
    head = _phrase_behind(doc, mark + 1)
    own = source_of(cue)
    if head is None or head.right_edge.i > last or (own is not None and own.i > mark) or behind.i > cue.i + 3:
        return None
    return head


def _left_of(cue: Token) -> Token | None:
    """Where the parse lost the subject of a finite cue: the phrase that ends right before it."""
    doc, last = cue.doc, cue.i - 1
    while last > 0 and doc[last].dep_ in {"aux", "advmod", "neg"}:
        last -= 1
    finite = cue.tag_ in {"VBD", "VBZ", "VBP"} and not any(c.dep_ in {"auxpass", "nsubjpass"} for c in cue.children)
    if last < 0 or not finite or doc[last].is_punct or doc[last].tag_ in {"TO", "IN", "CC", "MD", "WDT", "WP", "EX"}:
        return None
    start = next((i + 1 for i in range(last, -1, -1) if doc[i].text in {*_MARKS, ";"} or doc[i].lower_ in _OPENERS), 0)
    if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[start : last + 1]):
        return None
    return next((t for t in doc[start : last + 1] if t.tag_.startswith(("NN", "PRP")) and t.dep_ != "compound"), None)


def source_of(cue: Token, depth: int = 0) -> Token | None:
    """The head word of the one who says by the parse: own subject, agent, antecedent, the governing verb's subject."""
    outer = outer_cue(cue)
    if outer is not None:
        return source_of(outer, depth + 1)
    own = _own_source(cue)
    if own is not None or depth > 3 or cue.head == cue or any(c.dep_ == "nsubjpass" for c in cue.children):
        return own
    if cue.dep_ == "pcomp" and cue.head.lower_ == "as":  # "was quoted as saying", "quoted the governor as saying"
        return next((c for c in cue.head.head.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    if cue.dep_ == "acl" and cue.tag_ == "VB" and cue.head.lower_ in {"pains", "way", "first"}:
        return source_of(_verb_above(_verb_above(cue)), depth + 1)  # "was at pains to stress"
    if cue.dep_ in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep"}:
        return source_of(_verb_above(cue), depth + 1)
    return None


def _own_source(cue: Token) -> Token | None:
    """The cue's own subject (or what its relative pronoun stands for), its agent, or the noun it hangs on."""
    subject = next((c for c in cue.children if c.dep_ in SUBJECTS and c.i != cue.i), None)
    if subject is not None:
        return _antecedent(cue) if subject.tag_ in {"WDT", "WP"} else subject
    parted = [c for a in cue.children if a.dep_ == "aux" for c in a.children if c.dep_ in SUBJECTS and c.i < a.i]
    if parted:
        return parted[0]  # "have, at one time or another, called for"
    agent = next((c for c in cue.children if c.dep_ == "agent"), None)
    if agent is not None:
        return next((c for c in agent.children if c.dep_ == "pobj"), None)
    return cue.head if cue.dep_ == "acl" and cue.tag_ == "VBG" else None


def _verb_above(token: Token) -> Token:
    head = token.head
    while head.dep_ == "prep" and head.head != head:
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
    if cue.i > head.i and cue.dep_ != "relcl" and right < cue.i - 1:
        right = _extended(doc, head, cue, right)
    right = _without_date(doc, head, right)
    right = _without_setting(doc, head, right) if cue.i < head.i else _without_aside(doc, head, right)
    if cue.dep_ != "acl" and any(c.dep_ == "agent" for c in cue.children):
        right = _without_charge(head, right)
    while right > head.i and _verbal_lead(doc[right]):
        right -= 1
    while right > head.i and doc[right].is_punct and not _closes_aside(doc, left, right):
        right -= 1
    left = _with_relative(doc, left, cue)
    while left < head.i and (doc[left].is_punct or doc[left].dep_ == "cc"):
        left += 1
    return doc[left].idx, doc[right].idx + len(doc[right])


def _with_relative(doc: Doc, left: int, cue: Token) -> int:
    """ "A driver who gave his name as Ali said": the phrase from its beginning, where the parse sees its end alone."""
    if cue.i < left or cue.tag_ not in {"VBD", "VBZ", "VBP"}:
        return left
    start = next((i + 1 for i in range(left - 1, -1, -1) if doc[i].text in _MARKS or doc[i].lower_ in _OPENERS), 0)
    who = next((t for t in doc[start + 1 : left] if t.lower_ == "who" and t.dep_ in SUBJECTS), None)
    opens = doc[start].tag_ in PHRASE_STARTS and not any(
        t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[start : who.i if who is not None else start]
    )
    if who is None or not opens or not any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in doc[who.i : left]):
        return left
    return start


def _extended(doc: Doc, head: Token, cue: Token, right: int) -> int:
    """Over words that a relative clause or a long name left behind, and a closing comma, up to the cue."""
    last = cue.i - 1
    while last > right and _lead_word(doc[last], cue):
        last -= 1
    gap = doc[right + 1 : last + 1]
    if len(gap) == 1 and gap[0].text == "," and any(t.text == "," for t in doc[head.left_edge.i : right]):
        return last
    if gap and (doc[right].dep_ == "cc" or doc[right].lower_ in {"and", "or", "also", "even"}):
        return last - (doc[last].lower_ in {"both", "all"})
    clause = any(t.tag_ in {"WDT", "WP"} or (t.tag_ == "VBN" and t.dep_ == "acl") for t in doc[head.i : right + 1])
    loose = clause and len(gap) < 9 and not any(t.text in {",", ";", ":"} for t in gap)
    loose = loose and not {t.lower_ for t in gap[:2]} & _WEEKDAYS and not any(t.text in {",", ";", ":"} for t in gap)
    name = len(gap) < 3 and doc[right].tag_ == "IN" and all(t.tag_.startswith("NNP") for t in gap)
    return last if gap and (loose or name) else right


def _lead_word(token: Token, cue: Token) -> bool:
    return token.dep_ in {"aux", "advmod", "neg"} and token.head.i >= cue.i


def _without_setting(doc: Doc, head: Token, right: int) -> int:
    """ "said the chairman in an interview": where it was said is no part of who said it."""
    for token in doc[head.i + 1 : right + 1]:
        if token.dep_ == "prep" and token.head.i <= right and token.lower_ in {"in", "at", "during"}:
            thing = next((c for c in token.children if c.dep_ == "pobj"), None)
            if thing is not None and thing.lower_ in _SETTINGS and token.head == head:
                return token.i - 1
    return right


def _without_aside(doc: Doc, head: Token, right: int) -> int:
    """ "The press office, in a one-line message, put …": an aside that says where is no part of who."""
    comma = next((t.i for t in doc[head.i + 1 : right] if t.text == ","), -1)
    if comma < 0 or doc[comma + 1].lower_ not in {"in", "at", "during", "on", "through", "via"}:
        return right
    inside = doc[comma + 1 : right + 1]
    return comma - 1 if any(t.lower_ in _SETTINGS or t.lower_ in DATE_WORDS for t in inside) else right


def _without_charge(head: Token, right: int) -> int:
    """ "accused by auditors of having …": the charge is no part of the auditors."""
    charge = next((c for c in head.children if c.dep_ == "prep" and any(g.dep_ == "pcomp" for g in c.children)), None)
    return charge.i - 1 if charge is not None and charge.i > head.i else right


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
