"""Where what is said begins and ends in a parsed English sentence.

A small parser's right borders are not reliable, so words and marks decide together with it: a semicolon, a participle
or a coordinated verb that belongs to the cue, a clause beside the attribution, a summing-up noun behind a comma.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarhad.extract.cues_en import cue_at, cue_forms
from sarhad.extract.quotes_en import CLOSE, quoted_tokens, words_of
from sarhad.extract.speakers_en import COMPLEMENTIZERS, outer_cue
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DASHES = frozenset({"—", "–", "--", "-"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "prep"})
_SUMMING = frozenset({"appos", "dep", "npadvmod", "dobj", "conj"})
_ENDS = frozenset({",", ";", ".", "!", "…", "--", "—", "–", ":"})
_ASIDES = frozenset({"without", "given", "despite"})
_BESIDE = frozenset({"while", "whereas", "although", "though", "but", "and", "yet", "as"})
_ADJECTIVES = frozenset(load_lexicon("en").phrases["adjectives"])
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def segment_of(doc: Doc, at: int) -> tuple[int, int]:
    """The stretch between semicolons outside quotations that a token stands in, without the sentence's last stop."""
    quoted = quoted_tokens(doc)
    cuts = [i for i, word in enumerate(words_of(doc)) if word == ";" and i not in quoted]
    start = max((i + 1 for i in cuts if i < at), default=0)
    return start, min((i for i in cuts if i > at), default=_before_stop(doc))


def _before_stop(doc: Doc) -> int:
    end = len(doc)
    while end > 1 and doc[end - 1].is_space:
        end -= 1
    return end - 1 if end > 1 and doc[end - 1].text in {".", "!", "?"} else end


def right_end(cue: Token, start: int) -> int:
    """Index behind a clause of content that begins at `start`, behind its cue."""
    doc = cue.doc
    end = segment_of(doc, start)[1]
    if cue.dep_ in {"acl", "relcl"} and cue.right_edge.i > start:
        end = min(end, cue.right_edge.i + 1)
    end = min(end, _main_clause(cue, start, end))
    quoted = quoted_tokens(doc)
    inner = _inner(cue, start)
    for token in doc[start + 1 : end]:
        if token.i not in quoted and _leaves(token, cue, inner):
            end = min(end, token.i)
            break
    return without_close(doc, start, end)


def _main_clause(cue: Token, start: int, end: int) -> int:
    """ "Insisting that the road was safe, the governor drove it": where the clause behind the cue's own begins."""
    main = cue.head
    subject = next((c for c in main.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if cue.dep_ != "advcl" or main.i <= start or subject is None or subject.left_edge.i <= start:
        return end
    return subject.left_edge.i if cue.doc[subject.left_edge.i - 1].text == "," else end


def _inner(cue: Token, start: int) -> frozenset[int]:
    """The tokens of the content as the parse sees them: all below what hangs on the cue behind `start`."""
    heads = [c for c in cue.children if c.right_edge.i >= start and c.dep_ in _COMPLEMENTS]
    return frozenset(t.i for head in heads for t in head.subtree)


def _leaves(token: Token, cue: Token, inner: frozenset[int]) -> bool:
    """Whether the content ends before this token."""
    doc, before = cue.doc, cue.doc[token.i - 1]
    if _contrasts(token, cue):
        return False
    if outer_cue(doc[min(token.i + 1, len(doc) - 1)]) is not None and token.dep_ == "cc":
        return True
    if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        return True
    if token.dep_ == "cc" and any(t.lower_ in COMPLEMENTIZERS for t in doc[token.i + 1 : token.i + 2]):
        return False
    if token.dep_ == "cc" and (_own_verb_behind(token, cue) or _goes_on(token, cue)):
        return True
    if before.text in CLOSE and token.i > 1:
        before = doc[token.i - 2]  # a comma inside the marks
    return before.text in {",", "—", "–", "--"} and (
        _participle(token, cue)
        or _sums_up(token)
        or _which(token)
        or _beside(token, cue)
        or _outside(token, cue, inner)
    )


def _contrasts(token: Token, cue: Token) -> bool:
    """ "is not a short crisis, but a deep one": the other half of what is said, with no verb of its own."""
    doc = cue.doc
    if token.lower_ not in {"but", "rather"} or not any(t.dep_ == "neg" for t in doc[cue.i + 1 : token.i]):
        return False
    return not any(t.tag_ in _FINITE for t in doc[token.i + 1 : segment_of(doc, token.i)[1]])


def _own_verb_behind(conjunction: Token, cue: Token) -> bool:
    """ "asked for help and went home": a verb beside the cue, with a subject, another cue's, or none."""
    return any(c.dep_ == "conj" and c.i > conjunction.i and c.left_edge.i <= conjunction.i + 1 and _verbal(c)
               for c in cue.children) and conjunction.head == cue  # fmt: skip


def _verbal(token: Token) -> bool:
    return token.tag_.startswith(("VB", "MD"))


def _which(token: Token) -> bool:
    """ "…, which sets them apart": a last relative clause about the whole, up to the end."""
    doc = token.doc
    pronoun = token if token.lower_ == "which" else doc[min(token.i + 1, len(doc) - 1)]
    if pronoun.lower_ != "which" or (pronoun != token and token.tag_ != "IN"):
        return False
    last = segment_of(doc, token.i)[1]
    if any(doc[i].text == "," and _verb_follows(doc, i) for i in range(pronoun.i + 1, last - 1)):
        return False  # an aside: "prices, which seem to fall, reflect …"
    clause = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
    return clause is None or clause.right_edge.i >= last - 1


def _verb_follows(doc: Doc, comma: int) -> bool:
    return any(t.tag_ in _FINITE for t in doc[comma + 1 : comma + 4])


def _participle(token: Token, cue: Token) -> bool:
    """ "…, noting that", "…, without offering evidence": an aside about the saying."""
    if token.tag_ == "VBG" and (cue_at(token) is not None):
        return True
    head = next((t for t in (token, *token.ancestors) if t.left_edge.i >= token.i and t.head.i < token.i), token)
    if head.tag_ == "VBG" and head.dep_ in {"advcl", "acl", "xcomp", "conj", "dep"}:
        return head.head == cue or head.lower_ in cue_forms()
    return token.lower_ in _ASIDES and head.i >= token.i and (head.head == cue or token.lower_ == "without")


def _sums_up(token: Token) -> bool:
    """ "…, a version that his superior disputes": a noun with a relative clause about the whole."""
    doc = token.doc
    if token.lower_ not in {"a", "an"}:
        return False
    noun = token.head
    behind = doc[noun.i + 1].lower_ if noun.i + 1 < len(doc) else ""
    return noun.i > token.i and noun.dep_ in _SUMMING and behind in {"that", "which"}


def _beside(token: Token, cue: Token) -> bool:
    """ "…, while the others say": a clause beside the attribution that attributes by itself."""
    doc, at = cue.doc, token.i
    if token.lower_ in _BESIDE:
        at += 1
    if at >= len(doc) or doc[at].lower_ in COMPLEMENTIZERS or doc[at].lower_ in {"which", "who"}:
        return False
    verb = next((t for t in doc[at : at + 16] if t.tag_ in _FINITE or t.text in {",", ";"}), None)
    if verb is None or verb.i == at or verb.is_punct:
        return False
    group = doc[verb.i : verb.i + 4]
    said = next((t for t in group if t.lower_ in cue_forms() or t.lower_ in _ADJECTIVES), None)
    mark = said is None or (said.i + 1 < len(doc) and doc[said.i + 1].text in {",", "."})
    return not mark and doc[at].tag_ not in {"IN", "TO", "VBG", "VBN"} and (said == verb or _takes_clause(said))


def _takes_clause(word: Token | None) -> bool:
    after = word.doc[word.i + 1 : word.i + 4] if word is not None else ()
    return any(t.lower_ in {"that", "whether", "if", "how", "why"} for t in after)


def _goes_on(token: Token, cue: Token) -> bool:
    """ "…, and referred all questions", "…, but has learned": a finite verb in the cue's tense without a subject."""
    doc = cue.doc
    if token.dep_ != "cc" or cue.tag_ not in {"VBD", "VBZ", "VBP", "VB", "VBN"}:
        return False
    behind = doc[token.i + 1 : token.i + 5]
    verb = next((t for t in behind if t.dep_ not in {"advmod", "neg"} and t.tag_ != "RB"), None)
    known = verb is not None and verb.lower_ in cue_forms()
    comma = doc[token.i - 1].text == ","
    same = verb is not None and (verb.tag_ == cue.tag_ or (cue.tag_ == "VB" and verb.tag_ == "VBD"))
    had = verb is not None and comma and verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.dep_ == "aux"
    return (same and ((comma and cue.tag_ != "VBN") or (known and _reports(verb)))) or had


def _reports(verb: Token | None) -> bool:
    """Whether a cue verb has something said with it here."""
    after = verb.doc[verb.i + 1 : verb.i + 3] if verb is not None else ()
    return any(t.lower_ in {"that", "to", "against", "of", "“", "whether"} for t in after)


def _outside(token: Token, cue: Token, inner: frozenset[int]) -> bool:
    """ "…, but has learned not to": a verb that the parse hangs on the cue itself."""
    if token.dep_ == "cc" and token.head == cue:
        return True
    return token.head == cue and token.i not in inner and token.dep_ in {"conj", "cc"}


def phrase_cut(doc: Doc, start: int, end: int) -> int:
    """The end of a phrase that is said, before a noun that sums up or a last clause with "which"."""
    return next((t.i for t in doc[start + 1 : end] if doc[t.i - 1].text == "," and (_sums_up(t) or _which(t))), end)


def without_close(doc: Doc, start: int, end: int) -> int:
    """The end without closing marks and a dangling conjunction."""
    while end > start and (doc[end - 1].text in _ENDS or doc[end - 1].dep_ == "cc"):
        end -= 1
    return end
