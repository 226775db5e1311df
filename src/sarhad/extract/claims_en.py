"""English claims: who says what, by attribution cues over a dependency parse.

For each cue verb the source is its subject (through coordination, participles, passives and relative clauses), the
content its clause, its quotation, or its object. "According to X" and cue nouns with a clause are found beside them.
The parse gives structure; exact borders come from the words, since a small parser's right borders are not reliable.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.content_en import content_of
from sarhad.extract.cues_en import Cue, cue_at, cue_forms, first_words, further_act
from sarhad.extract.found import Found
from sarhad.extract.lost_en import find_lost
from sarhad.extract.nouns_en import find_nouns, light_verb
from sarhad.extract.phrases_en import find_headline, find_phrases, quoting
from sarhad.extract.quotes_en import quotations, quoted_tokens, words_of
from sarhad.extract.spans import cut_out
from sarhad.extract.speakers_en import SUBJECTS, source_span, speaker_of
from sarhad.extract.summed_en import find_summed
from sarhad.extract.tokens_en import clausal, trimmed
from sarhad.extract.unsaid_en import is_unsaid, negated
from sarhad.records import Act, Offsets
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The voice of a quotation or of the author, reported by nobody; and nobody.
NO_SPEAKER = frozenset(load_lexicon("en").phrases["no-speakers"])
_TALK = frozenset({"rumour", "rumor", "word", "legend", "story"})
_REPORTERS_OWN = frozenset({"citing", "quoting", "with reference to"})
_IMPERSONAL = frozenset({"emerge", "transpire", "turn out", "come to light", "surface"})


def find_claims_en(doc: Doc) -> list[Found]:
    """Attributions of one parsed sentence, left to right."""
    rows = [*find_summed(doc), *_by_verb(doc), *find_phrases(doc), *find_nouns(doc)]
    rows = _outer_cues([*rows, *find_lost(doc, rows)])
    return _settle(doc, rows) or find_headline(doc.text)


def _outer_cues(rows: list[Found]) -> list[Found]:
    """Without those whose cue is a word of a longer cue ("drew the conclusion")."""
    cues = [row.cue[0] for row in rows if len(row.cue) == 1]
    return [r for r in rows if not any(s <= r.cue[0][0] and r.cue[-1][1] <= e and (s, e) != r.cue[0] for s, e in cues)]


def _by_verb(doc: Doc) -> Iterator[Found]:
    quoted = quoted_tokens(doc)
    done = 0
    for at, word in enumerate(words_of(doc)):
        if word not in first_words():
            continue
        token = doc[at]
        cue = cue_at(token) if _is_verb(token) and not (token.i in quoted and _closed(doc, token.i)) else None
        cue = cue if token.i >= done else None
        done = max(done, cue.end) if cue else done
        found = _verb_claim(cue) if cue else None
        if found:
            yield found


def _closed(doc: Doc, at: int) -> bool:
    """Inside a quotation that is not the whole sentence: the voice of another, no attribution of the author's."""
    return any(s <= at < e and not (s == 0 and e >= len(doc) - 1) for s, e in quotations(doc, 0))


def _is_verb(token: Token) -> bool:
    if token.tag_.startswith("VB"):
        return token.dep_ not in {"amod", "compound", "aux", "auxpass"}
    if token.tag_ not in {"NNS", "NN", "JJ", "IN"} or token.lower_ not in cue_forms():
        return False
    return token.dep_ in {"ROOT", "ccomp", "conj"} and any(c.dep_ in SUBJECTS for c in token.children)


def _verb_claim(cue: Cue) -> Found | None:
    head = cue.head
    if (light_verb(head) and not _holds_noun(cue)) or is_unsaid(cue) or quoting(head.doc, head):
        return None  # the noun beside it is the cue; or nothing was said
    if negated(head):
        act = _denied(cue)
        if act is None:
            return None
        cue = cue._replace(act=act)
    source = speaker_of(head)
    if source is not None and source.lower_ == "it" and cue.verb in _IMPERSONAL:
        source = None
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children)
    content = content_of(cue, source)
    if not content or (source is None and not (passive or clausal(head) or cue.verb in _IMPERSONAL or _as_known(head))):
        return None
    nobody = source is not None and source.left_edge.lower_ in {"hardly", "scarcely"}
    if source is not None and (
        nobody or source.lower_ in NO_SPEAKER or (cue.verb == "have it" and source.lower_ in _TALK)
    ):
        return None
    spoken = source_span(source, head) if source is not None else None
    clean = tuple(f for piece in content for f in cut_out(piece, [s for s in [spoken] if s]) if f[1] - f[0] > 1)
    if not clean:
        return None
    act = further_act(cue.verb) if _infinitive_first(head.doc, clean[-1]) else None
    return Found(source=(spoken,) if spoken else (), cue=(_cue_span(cue),), content=clean, cue_class=act or cue.act)


def _infinitive_first(doc: Doc, piece: Offsets) -> bool:
    return doc.text.startswith(("to ", "not to "), piece[0])


def _holds_noun(cue: Cue) -> bool:
    """Whether the cue itself has the noun ("made the case")."""
    return any(t.tag_.startswith("NN") for t in cue.head.doc[cue.head.i + 1 : cue.end])


def _as_known(verb: Token) -> bool:
    """ "As reported earlier, …": nobody is named."""
    return verb.i > 0 and verb.tag_ == "VBN" and verb.doc[verb.i - 1].lower_ == "as"


def _denied(cue: Cue) -> Act | None:
    """ "does not believe" denies, "does not rule out" holds possible, "did not say" says nothing."""
    if cue.act in {"believe", "expect"}:
        return "deny"
    if cue.verb in {"rule out", "exclude", "deny", "dispute"} and any(c.dep_ == "neg" for c in cue.head.children):
        return "say"
    return None


def _cue_span(cue: Cue) -> Offsets:
    """The verb with what belongs to it ("pointed out", "called on")."""
    last = cue.head.doc[cue.end - 1]
    return cue.head.idx, last.idx + len(last)


# ---------------------------------------------------------------- several attributions in one sentence


def _settle(doc: Doc, rows: list[Found]) -> list[Found]:
    """One claim per cue, and no claim's content runs into another's trailing words ("…, the agency reported")."""
    kept: dict[tuple[Offsets, ...], Found] = {}
    for row in sorted(rows, key=lambda r: r.cue):
        kept.setdefault(row.cue, row)
    rows = [_reported(doc, row, list(kept.values())) for row in kept.values()]
    return [_without_tails(doc, row, [r for r in rows if r is not row]) for row in rows]


def _reported(doc: Doc, row: Found, rows: list[Found]) -> Found:
    """ "reports, citing a doctor, that X": the doctor is who X is from, not who says that somebody reports."""
    words = doc.text[row.cue[0][0] : row.cue[-1][1]].lower()
    outer = [r for r in rows if r is not row and r.source and r.cue_class in {"say", "claim", "show", "confirm"}]
    inside = [r for r in outer if any(s <= r.cue[0][0] < e for s, e in row.content)]
    if words not in _REPORTERS_OWN or not inside:
        return row
    return Found(source=row.source, cue=row.cue, content=inside[0].content, cue_class=row.cue_class)


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
