"""Events of a document: the coder of the language finds happenings, then parties, place, date and deaths are read."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from sarhad.extract.claims import modes_in
from sarhad.extract.cues_en import cue_forms
from sarhad.extract.events_en import Coded, code_sentence
from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.extract.spans import inside, quote
from sarhad.records import Claim, DateEstimate, Document, Event, Mention, Offsets, make_id
from sarhad.world import PLOVER, Lexicon, Region, load_lexicon, quad_of
from sarhad.world.dates import estimate, find_dates
from sarhad.world.folding import compile_terms

MADE_BY = "extract.events/1"
FINE = ("crossing", "village", "base", "city", "district", "admin1", "river", "region", "country")


def find_events(document: Document, lines: Sequence[Line], claims: Sequence[Claim], kit: Kit) -> tuple[Event, ...]:
    """Happenings that the text presents as real, in text order; at least one party must be a known actor.

    What stands inside a denial, a belief, a plan, a warning or an expectation is a claim, no event.
    """
    unreal = [span for c in claims if not _factual(c, kit.lexicon) for span in c.content]
    rows: dict[str, Event] = {}
    for line in lines:
        if line.kind in {"body", "title"} and any(m.actor for m in line.mentions):
            for coded in _coded(line, kit.lexicon):
                if not any(inside(line.at((coded.words,))[0], span) for span in unreal):
                    event = _event(document, line, coded, kit)
                    if event:
                        rows.setdefault(event.id, event)
    return tuple(rows.values())


def _factual(claim: Claim, lexicon: Lexicon) -> bool:
    told = {"say", "claim", "confirm", "show", ""}
    return not claim.denial and cue_class(claim.cue_text, lexicon) in told


def cue_class(cue: str, lexicon: Lexicon) -> str:
    """The cue class of a cue's written words; empty for phrases such as "according to"."""
    return next((name for name, pattern in _cue_patterns(lexicon.code) if pattern.search(cue.lower())), "")


@functools.cache
def _cue_patterns(code: str) -> list[tuple[str, re.Pattern[str]]]:

    if code != "en":
        return [(name, compile_terms(verbs)) for name, verbs in load_lexicon(code).cues.items()]
    classes: dict[str, list[str]] = {}
    for form, (name, _verb) in cue_forms().items():
        classes.setdefault(name, []).append(form)
    return [(name, compile_terms(tuple(forms))) for name, forms in classes.items()]


def _coded(line: Line, lexicon: Lexicon) -> Iterator[Coded]:
    if lexicon.code == "en":
        return code_sentence(line.parse) if line.parse is not None else iter(())
    return _by_rules(line, lexicon)


def _by_rules(line: Line, lexicon: Lexicon) -> Iterator[Coded]:
    """Without a parse: an event word in a sentence that is neither future nor negated nor a denial."""
    if any(lexicon.has(name, line.folded) for name in ("future", "plain-deny", "negation")):
        return
    parties = tuple((m.start - line.start, m.end - line.start) for m in line.mentions if m.actor)
    for name, pattern, passive in _event_patterns(lexicon.code):
        found = pattern.search(line.folded)
        if found:
            actors, recipients = ((), parties) if passive else (parties[:1], parties[1:])
            yield Coded(type=name, words=found.span(), span=(0, len(line.text)), actors=actors, recipients=recipients)


@functools.cache
def _event_patterns(code: str) -> list[tuple[str, re.Pattern[str], bool]]:
    rows = load_lexicon(code).events.items()
    return [
        (name, compile_terms(row[voice]), voice == "passive")
        for name, row in rows
        for voice in ("verbs", "passive")
        if row.get(voice)
    ]


def _event(document: Document, line: Line, coded: Coded, kit: Kit) -> Event | None:
    actor = _party(line, coded.actors, kit.region, ())
    recipient = _party(line, coded.recipients, kit.region, (actor,))
    if not (actor or recipient):
        return None
    span = line.at((coded.span,))[0]
    quad = quad_of(coded.type)
    return Event(
        id=make_id("event", document.id, coded.type, line.start + coded.words[0]),
        document=document.id,
        evidence=(quote(document, line.start, line.end),),
        made_by=MADE_BY,
        type=coded.type,
        quad=quad,
        cameo=PLOVER[coded.type].cameo,
        actor=actor,
        recipient=recipient,
        place=event_place(line, span, kit),
        date=_date(document, line, kit.lexicon),
        deaths_low=coded.count,
        deaths_best=coded.count,
        deaths_high=coded.count,
        modes=modes_in(line.folded, kit.lexicon) if quad == "material-conflict" else (),
        words=line.text[slice(*coded.words)],
    )


def _party(line: Line, spans: Sequence[Offsets], region: Region, not_these: tuple[str, ...]) -> str:
    for span in line.at(tuple(spans)):
        for mention in line.mentions_in(*span):
            if mention.actor in region.actors and mention.actor not in not_these:
                return mention.actor
    return ""


def event_place(line: Line, span: Offsets, kit: Kit) -> str:
    """Where it happened: the finest place that a locative introduces in the clause; a place merely named is none."""
    near = [m for m in line.mentions_in(*span) if m.place and _located(line, m, kit.lexicon)]
    return min(near, key=lambda m: _fineness(m, kit.region)).place if near else ""


def _located(line: Line, mention: Mention, lexicon: Lexicon) -> bool:
    before = line.folded[: mention.start - line.start][-24:]
    if lexicon.code != "en":
        found = list(lexicon.terms["locative"].finditer(before))
        return bool(found) and not before[found[-1].end() :].strip()
    return bool(re.search(r"\b(?:in|at|near|inside|outside|across)\s+(?:the\s+|\w+\s+){0,3}$", before))


def _fineness(mention: Mention, region: Region) -> int:
    place = region.places.get(mention.place)
    return FINE.index(place.kind) if place and place.kind in FINE else len(FINE)


def _date(document: Document, line: Line, lexicon: Lexicon) -> DateEstimate:
    """A date that the sentence states, else the report's own date as an upper bound."""
    found = next(find_dates(line.text, lexicon), None)
    if found:
        return estimate(found.value, line.text[found.start : found.end])
    published = document.published
    return DateEstimate(
        value=published.value,
        precision=published.precision,
        how="inferred" if published.value else "unknown",
        latest=published.latest or published.value,
        because="the report's date" if published.value else "",
    )
