"""English stances without a verb of saying: "on the grounds that …", "as far as X is concerned", "Said X: …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sarhad.extract.borders_en import right_end, segment_of, without_close
from sarhad.extract.cues_en import cue_forms
from sarhad.extract.found import Found
from sarhad.extract.parsing import forms_of
from sarhad.extract.quotes_en import words_of
from sarhad.extract.speakers_en import SUBJECTS, source_of, source_span
from sarhad.extract.tokens_en import phrase_end, span_of
from sarhad.extract.unsaid_en import negated
from sarhad.records import Act
from sarhad.world import load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEXICON = load_lexicon("en")
_STANCES: dict[str, list[tuple[str, ...]]] = {}  # by first word
for _phrase in _LEXICON.phrases["stance-phrases"]:
    _STANCES.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
_WHAT = frozenset(f for v in _LEXICON.phrases["what-verbs"] for f in forms_of(v, _LEXICON.irregular.get(v, ())))
_ACTS: dict[str, Act] = {"grounds": "claim", "ground": "claim", "argument": "claim", "pretext": "claim",
                         "explanation": "say", "protest": "claim", "hope": "expect", "hopes": "expect",
                         "expectation": "expect", "fear": "expect"}  # fmt: skip
_HELD_AS = frozenset(_LEXICON.phrases["held-as"])
_HOLDING = frozenset(f for v in _LEXICON.phrases["held-verbs"] for f in forms_of(v, _LEXICON.irregular.get(v, ())))
_SAYING = frozenset({"say", "claim", "warn", "confirm"})
_LONGEST = 10  # tokens of a name between cue and colon


def find_stances(doc: Doc) -> list[Found]:
    """The stances of a parsed sentence."""
    return [*_phrases(doc), *_concerned(doc), *_held(doc), *_said_first(doc), *_what_worries(doc)]


def _phrases(doc: Doc) -> Iterator[Found]:
    """ "He resigned on the grounds that …": the clause is what the sentence's own subject holds."""
    words = words_of(doc)
    for at, word in enumerate(words):
        phrase = next((p for p in _STANCES.get(word, ()) if words[at : at + len(p)] == p), None)
        end = at + len(phrase) if phrase else 0
        if not phrase or end + 1 >= len(doc):
            continue
        close = _clause_end(doc, at, end)
        above = (a for t in doc[end:close] for a in t.ancestors if not at <= a.i < close)
        verb = next((a for a in above if a.tag_.startswith("VB")), None)
        subject = source_of(verb) if verb is not None else None
        content = tuple(span_of(doc, end, close))
        if content and subject is not None and verb is not None:
            cue = ((doc[at].idx, doc[end - 2].idx + len(doc[end - 2])),)
            act: Act = next((_ACTS[w] for w in phrase if w in _ACTS), "believe")
            yield Found(source=(source_span(subject, verb),), cue=cue, content=content, cue_class=act)


def _clause_end(doc: Doc, at: int, start: int) -> int:
    """Behind the clause: at the comma before the main clause where the phrase opens the sentence."""
    last = segment_of(doc, at)[1]
    if at == segment_of(doc, at)[0]:
        return next((t.i for t in doc[start:last] if t.text == ","), last)
    return without_close(doc, start, last)


def _held(doc: Doc) -> Iterator[Found]:
    """ "Villagers hold the operator responsible for the loss": the cue stands on both sides of the accused."""
    for at, word in enumerate(words_of(doc)):
        verb = next((t for t in doc[max(at - 12, 0) : at] if t.lower_ in _HOLDING), None) if word in _HELD_AS else None
        thing = next((c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ == "dobj"), None) if verb else None
        if verb is None or thing is None or verb.i + 1 == at or any(t.is_punct for t in doc[verb.i : at]):
            continue
        subject = source_of(verb)
        accused = span_of(doc, verb.i + 1, at)
        charge = doc[at + 1] if doc[at + 1].lower_ in {"for", "of"} else None
        behind = span_of(doc, at + 1, phrase_end(charge)) if charge is not None else []
        possible = any(c.tag_ == "MD" for c in verb.children)
        if subject is not None and subject.i < verb.i and not possible and not negated(verb):
            cue = (*span_of(doc, verb.i, verb.i + 1), *span_of(doc, at, at + 1))
            content = (*accused, *behind)
            yield Found(source=(source_span(subject, verb),), cue=cue, content=content, cue_class="accuse")


def _concerned(doc: Doc) -> Iterator[Found]:
    """ "As far as the board is concerned, the dispute is over"."""
    words = words_of(doc)
    for at in range(len(doc) - 6):
        if words[at : at + 3] != ("as", "far", "as"):
            continue
        close = next((i for i in range(at + 4, min(at + 15, len(doc) - 2)) if words[i] == "concerned"), -1)
        if close < 0 or words[close - 1] not in {"is", "are", "was", "were"}:
            continue
        first, last = segment_of(doc, at)
        piece = (close + 1, last) if at == first else (first, at)
        content = tuple(span_of(doc, piece[0], without_close(doc, *piece)))
        cue = (*span_of(doc, at, at + 3), *span_of(doc, close - 1, close + 1))
        yield Found(source=tuple(span_of(doc, at + 3, close - 1)), cue=cue, content=content, cue_class="believe")


def _said_first(doc: Doc) -> Iterator[Found]:
    """ "Said one elder: “We will stay”": cue, name, colon, speech."""
    known = cue_forms().get(words_of(doc)[0])
    colon = next((t.i for t in doc[1 : _LONGEST + 2] if t.text == ":"), -1)
    if known is None or known[0] not in _SAYING or colon < 2 or colon + 2 >= len(doc) or doc[1].is_punct:
        return
    if doc[0].lower_ == known[1] or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "IN"} for t in doc[1:2]):
        return
    yield Found(
        source=tuple(span_of(doc, 1, colon)),
        cue=tuple(span_of(doc, 0, 1)),
        content=tuple(span_of(doc, colon + 1, right_end(doc[0], colon + 1))),
        cue_class=known[0],
    )


def _what_worries(doc: Doc) -> Iterator[Found]:
    """ "What worries the engineers is that …"."""
    verb = doc[1] if len(doc) > 6 and doc[0].lower_ == "what" and doc[1].lower_ in _WHAT else None
    that = next((t.i for t in doc[3:25] if t.lower_ == "that" and doc[t.i - 1].lower_ in {"is", "was"}), -1)
    if verb is None or that < 0:
        return
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    end = min(phrase_end(thing), that - 1) if thing is not None else that - 1
    yield Found(
        source=tuple(span_of(doc, 2, end)),
        cue=tuple(span_of(doc, 1, 2)),
        content=tuple(span_of(doc, that + 1, without_close(doc, that + 1, segment_of(doc, that)[1]))),
        cue_class="warn",
    )
