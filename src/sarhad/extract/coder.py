"""One happening between two parties that are already known: the coder without grounding."""

from __future__ import annotations

import hashlib

from sarhad.extract.acts_en import given_act
from sarhad.extract.events import MADE_BY, contexts_of, mode_of, type_by_rules
from sarhad.extract.parsing import parse_sentences
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
        made_by=MADE_BY,
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
    if language != "en":
        return type_by_rules(fold(text), language)
    act = given_act(next(iter(parse_sentences([text]))), actor, recipient)
    return (act.kind, act.trace) if act else ("", "")
