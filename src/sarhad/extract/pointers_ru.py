"""Russian sentences that say who said the sentence before: "Об этом сообщил X", "Такие данные привёл X"."""

from __future__ import annotations

from collections.abc import Iterator

from sarhad.extract.cues_ru import Cue, find_cues, verb_forms
from sarhad.extract.found import Found
from sarhad.extract.parsing_ru import ParseRu, Token
from sarhad.extract.speakers_ru import find_speaker

_THIS = frozenset({"этом", "чем"})
_SUCH = frozenset({"такие", "такое", "такую", "такой", "таким", "такими"})
_SAYING = frozenset({"say", "claim", "show", "confirm", "believe", "expect", "warn"})


def find_pointers_ru(parse: ParseRu) -> list[Found]:
    """Source and cue of each attribution that points back; the content is left empty.

    >>> from sarhad.extract.parsing_ru import parse_sentences_ru
    >>> text = "Об этом сообщил комендант."
    >>> found = find_pointers_ru(next(parse_sentences_ru([text])))[0]
    >>> [text[s:e] for s, e in (*found.source, *found.cue)]
    ['комендант', 'сообщил']
    """
    rows = []
    for cue in [*_about_this(parse), *_such(parse)]:
        speaker = find_speaker(parse, cue)
        if speaker is not None and parse[max(0, cue.token.i - 1)].lower != "не":
            rows.append(Found(source=(speaker.span(parse),), cue=cue.spans, content=(), cue_class=cue.act))
    return rows[:1]


def _about_this(parse: ParseRu) -> Iterator[Cue]:
    """ "Об этом …", "Сообщил об этом …", "О чём …"."""
    for cue in find_cues(parse):
        if cue.act in _SAYING and any(_points(parse, c) for c in parse.children(cue.token)):
            yield cue


def _points(parse: ParseRu, token: Token) -> bool:
    before = parse[token.i - 1].lower if token.i else ""
    return token.lower in _THIS and before in {"о", "об", "обо"}


def _such(parse: ParseRu) -> Iterator[Cue]:
    """ "Такие данные привёл …", "С таким заявлением выступил …"."""
    lead = [t.lower for t in parse.tokens[:2]]
    if not (lead[:1] and (lead[0] in _SUCH or (lead[0] == "с" and lead[-1] in _SUCH))):
        return
    for token in parse.tokens[2:8]:
        if token.pos == "VERB" and token.feat("VerbForm") == "Fin":
            act = verb_forms().get(token.lower, ("say", "", False))[0]
            yield Cue(token, act if act in _SAYING else "say", token.lower, token.i, (token.span,))
            return
