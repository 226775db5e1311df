"""Events at places that the region pack lacks: the words that say where, looked up in the gazetteer of the world.

Extraction leaves the words behind a locative (`Event.where`); here the first name in them that some place bears is
resolved in its document, and counts only where it is certain enough (`sarhad.ground.places.place_surely`): a wrong pin
is worse than none. The event keeps the place's id and the parts of the score; the place is made anew from its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from sarhad.ground.places import place_of, place_surely
from sarhad.ground.toponym_context import take_apart
from sarhad.records import Actor, Document, Event, Mention, Offsets, Place, make_id
from sarhad.world import Lexicon, Region
from sarhad.world.folding import fold

MADE_BY = "ground.event_places/1"
_WORD = re.compile(r"[^\W_](?:[\w’'-]*\w)?")
_LONGEST = 5  # words of a name
_STARTS = 4  # words of a stretch at which it may begin
_AROUND = 1_500  # characters of the document round the sentence that decide between places of one name
_FINER = frozenset({"country", "region", "admin1"})  # of the pack: a town within it says more
_FOREIGN = 6.9  # score of a name in a script without capitals that no word such as "city" introduces
_NO_STEP = frozenset({"from", "to", "into", "with", "by", "for", "on", "against", "between", "and", "after", "over"})


def place_events(
    found: Sequence[Event], document: Document, mentions: Sequence[Mention], region: Region, lexicon: Lexicon
) -> tuple[tuple[Event, ...], tuple[Mention, ...]]:
    """The events with the places of the world that their words name, and a mention for each name so placed."""
    events: list[Event] = []
    added: dict[Offsets, Mention] = {}
    for event in found:
        if len(event.where) == (1 if event.place else 0):
            events.append(event)
            continue
        own = event.where[:1] if event.place else ()
        pin = _pinned(event, event.where[len(own) :], document, mentions, region, lexicon)
        if pin is None:
            events.append(msgspec.structs.replace(event, where=own))
            continue
        span, place = pin
        events.append(msgspec.structs.replace(event, place=place.id, where=(span,), place_because=_because(place)))
        if place.kind != "border":  # its sides are mentions already
            added[span] = _mention(document, span, place)
    return tuple(events), tuple(added.values())


def _because(place: Place) -> tuple[str, ...]:
    return (f"score {place.score:.1f}", *place.because) if place.score is not None else place.because


def _mention(document: Document, span: Offsets, place: Place) -> Mention:
    return Mention(
        id=make_id("mention", document.id, *span),
        document=document.id,
        start=span[0],
        end=span[1],
        type=place.kind,
        place=place.id,
        text=document.text[slice(*span)],
        made_by=MADE_BY,
    )


def _pinned(
    event: Event,
    stretches: Iterable[Offsets],
    document: Document,
    mentions: Sequence[Mention],
    region: Region,
    lexicon: Lexicon,
) -> tuple[Offsets, Place] | None:
    """The first stretch that surely names a place; beside a province or country of the pack only what lies in it."""
    known = region.places.get(event.place)
    sentence = event.evidence[0]
    context = document.text[max(0, sentence.start - _AROUND) : sentence.end + _AROUND]
    near = _near(event, region.actors, region.places)
    for stretch in stretches if known is None or known.kind in _FINER else ():
        span = _name_in(document.text, stretch, mentions, lexicon)
        place = place_surely(document.text[slice(*span)], context, near) if span else None
        if span and place and _fits(place, known) and _stands(place, stretch, span, document.text, lexicon):
            return span, place
    return None


def _near(event: Event, actors: Mapping[str, Actor], places: Mapping[str, Place]) -> tuple[str, ...]:
    """The countries of the parties, by name: what is known of where things are."""
    codes = {actors[p].country for p in (event.actor, event.recipient) if p in actors and actors[p].country}
    return tuple(sorted(p.name for p in places.values() if p.kind == "country" and p.country in codes))


def _fits(place: Place, known: Place | None) -> bool:
    if known is None:
        return True
    return place.kind != "country" and place.country == known.country != ""


def _stands(place: Place, stretch: Offsets, span: Offsets, text: str, lexicon: Lexicon) -> bool:
    """In Persian, which has no capitals, only what a word such as "city" introduces or what is large."""
    if lexicon.code != "fa" or place.kind == "border" or (place.score or 0) >= _FOREIGN:
        return True
    return not fold(text[max(0, stretch[0] - 4) : stretch[0]]).strip().endswith("در")


# ---------------------------------------------------------------- the name in the words


def _name_in(text: str, stretch: Offsets, mentions: Sequence[Mention], lexicon: Lexicon) -> Offsets | None:
    """The first name of a place in the words behind a locative; None where a known name or no name stands first."""
    said = fold(text[slice(*stretch)])
    if any(re.fullmatch(p, said) for p in lexicon.words.get("border-phrases", ())):
        return stretch
    words = list(_WORD.finditer(text, *stretch))
    taken = [(m.start, m.end, m.type) for m in mentions if m.start < stretch[1] and m.end > stretch[0]]
    for i, word in enumerate(words[:_STARTS]):
        over = next((kind for start, end, kind in taken if start < word.end() and word.start() < end), None)
        if over is not None and over != "demonym":
            return None
        if over is None and _may_begin(word.group(), lexicon):
            return _longest(text, words[i:], lexicon)
        if fold(word.group()) in _NO_STEP:
            return None
        if lexicon.code == "fa":
            return None
    return None


def _may_begin(word: str, lexicon: Lexicon) -> bool:
    return lexicon.code == "fa" or (word[0].isupper() and not _is_time(word, lexicon))


def _is_time(word: str, lexicon: Lexicon) -> bool:
    return fold(word) in lexicon.words.get("months", ()) or fold(word) in lexicon.phrases.get("time-words", ())


def _longest(text: str, words: Sequence[re.Match[str]], lexicon: Lexicon) -> Offsets | None:
    """The longest run of words from the first that is a name; none that goes on in capitals, or owns something."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        row = words[:size]
        if any(text[a.end() : b.start()] not in {" ", "-"} for a, b in pairwise(row)):
            continue
        name = text[row[0].start() : row[-1].end()]
        asked = take_apart(name)
        if any(t.role in {"name", "alias"} for t in asked.candidates) and not asked.site:
            return None if _goes_on(text, row[-1].end(), lexicon) else (row[0].start(), row[-1].end())
    return None


def _goes_on(text: str, end: int, lexicon: Lexicon) -> bool:
    """ "Oslo University", "Geneva-based", "Mosul's": a name that is only a part of another, or owns something."""
    after = text[end : end + 2]
    cased = lexicon.code != "fa" and after[1:2].isupper()
    return text[end - 2 : end] in {"'s", "’s"} or bool(re.match("-[^\\W\\d_]", after)) or (after[:1] == " " and cased)


def known_places(events: Iterable[Event], places: Mapping[str, Place]) -> dict[str, Place]:
    """The pack's places and all others that events are at, these with the score of the first event that is there.

    >>> sorted(known_places([], {}))
    []
    """
    found = dict(places)
    for event in events:
        if event.place and event.place not in found and (place := place_of(event.place)):
            score = next((float(p.split()[1]) for p in event.place_because if p.startswith("score ")), None)
            because = tuple(p for p in event.place_because if not p.startswith("score "))
            found[event.place] = msgspec.structs.replace(place, score=score, because=because)
    return found
