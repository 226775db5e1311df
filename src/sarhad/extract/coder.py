"""One happening between two parties that are already known: the coder without grounding."""

from __future__ import annotations

import hashlib

from sarhad.extract.acts_en import given_act
from sarhad.extract.acts_ru import given_act as given_act_ru
from sarhad.extract.events import MADE_BY, contexts_of, mode_of
from sarhad.extract.events_fa import given_kind
from sarhad.extract.parsing import parse_sentences
from sarhad.extract.parsing_ru import parse_sentences_ru
from sarhad.records import Event, Offsets, Span, make_id
from sarhad.world import PLOVER, load_lexicon
from sarhad.world.folding import fold


def code_between(text: str, language: str, actor: Offsets, recipient: Offsets | None) -> Event | None:
    """The event of one sentence between the parties at these spans; None where no word stands for a happening.

    Promised, demanded and threatened acts are events of their own types (AGREE, REQUEST, THREATEN). The parties are the
    words of the text. `trace` names the words that made the coding.
    """
    kind, trace = _coded(text, language, actor, recipient)
    if not kind:
        return None
    folded, lexicon = fold(text), load_lexicon(language)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Event(
        id=make_id("event", text, kind, actor, recipient),
        document="text",
        evidence=(Span(document="text", start=0, end=len(text), sha256=digest),),
        made_by=MADE_BY[language],
        type=kind,
        mode=mode_of(kind, folded, lexicon),
        context=contexts_of(folded, lexicon),
        quad=PLOVER[kind].quad,
        cameo=PLOVER[kind].cameo,
        actor=text[slice(*actor)],
        recipient=text[slice(*recipient)] if recipient else "",
        words=trace.split()[0] if trace else "",
        trace=trace,
    )


def _coded(text: str, language: str, actor: Offsets, recipient: Offsets | None) -> tuple[str, str]:
    if language == "en":
        act = given_act(next(iter(parse_sentences([text]))), actor, recipient)
        return (act.kind, act.trace) if act else ("", "")
    if language == "ru":
        russian = given_act_ru(next(parse_sentences_ru([text])), actor, recipient)
        return (russian.kind, russian.trace) if russian else ("", "")
    return given_kind(text, language)
