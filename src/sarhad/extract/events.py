"""Events of a document: the coder of the language finds happenings, then parties, place, date and deaths are read."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from sarhad.extract.claims import modes_in
from sarhad.extract.events_en import Coded, code_sentence
from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.extract.spans import inside, quote
from sarhad.records import Claim, DateEstimate, Document, Event, Mention, Offsets, make_id
from sarhad.world import PLOVER, Lexicon, Region, load_lexicon, quad_of
from sarhad.world.folding import compile_terms
from sarhad.world.times import estimate_time, find_times

MADE_BY = "extract.events/1"
TOLD = frozenset({"say", "claim", "show", "confirm"})  # acts that report a thing as having happened
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "ASSAULT"})  # what two do together or to each other
# A locative with up to three words between it and the name, none of which leads elsewhere ("in an attack from …").
_IN_EN = re.compile(
    r"\b(?:in|at|near|inside|outside|across)\s+"
    r"(?:(?!(?:from|to|into|with|by|for|on|against|between|and|after|over)\b)(?:(?:village|town|city|district|province|region|"
    r"area|valley|port|post|state|suburb)s?\s+of|(?!of\b)[\w'’-]+)\s+){0,3}$"
)
FINE = ("crossing", "village", "base", "city", "district", "admin1", "river", "region", "country")


def find_events(document: Document, lines: Sequence[Line], claims: Sequence[Claim], kit: Kit) -> tuple[Event, ...]:
    """Happenings that the text presents as real, in text order; at least one party must be a known actor,
    or the place known and the dead counted.

    What stands inside a denial, a belief, a plan, a warning or an expectation is a claim, no event.
    """
    told = [span for c in claims for span in (*c.source, *c.cue)]
    unreal = [span for c in claims if c.act not in TOLD for span in c.content]
    rows: dict[str, Event] = {}
    for line in lines:
        if line.kind in {"body", "title"} and line.mentions:
            for coded in _coded(line, kit.lexicon, told):
                if not any(inside(line.at((coded.words,))[0], span) for span in unreal):
                    event = _event(document, line, coded, kit)
                    if event:
                        rows.setdefault(event.id, event)
    return tuple(rows.values())


def _coded(line: Line, lexicon: Lexicon, told: Sequence[Offsets]) -> Iterator[Coded]:
    if lexicon.code == "en":
        return code_sentence(line.parse) if line.parse is not None else iter(())
    return _by_rules(line, lexicon, told)


def _by_rules(line: Line, lexicon: Lexicon, told: Sequence[Offsets]) -> Iterator[Coded]:
    """Without a parse: an event word in a sentence that is neither future nor negated nor a denial.

    Who only reports it (`told`: the spans of attribution) is no party.
    """
    if any(lexicon.has(name, line.folded) for name in ("future", "plain-deny", "negation")):
        return
    named = [n for n in line.named() if not any(inside(line.at((n,))[0], span) for span in told)]
    parties = tuple(n for n in named if not _only_where(line, n, lexicon))
    for name, pattern, passive in _event_patterns(lexicon.code):
        found = pattern.search(line.folded)
        if found:
            actors, recipients = ((), parties) if passive else (parties[:1], parties[1:])
            yield Coded(type=name, words=found.span(), span=(0, len(line.text)), actors=actors, recipients=recipients)


def type_by_rules(folded: str, code: str) -> tuple[str, str]:
    """The PLOVER type of the first event word of a folded sentence, with the word; ("", "") where there is none."""
    rows = [(m.start(), name, m.group()) for name, p, _passive in _event_patterns(code) if (m := p.search(folded))]
    _at, name, word = min(rows, default=(0, "", ""))
    return name, word


def _only_where(line: Line, name: Offsets, lexicon: Lexicon) -> bool:
    """Whether a name only says where: behind a locative or a border ("на границе с Афганистаном")."""
    before = line.folded[: name[0]][-28:]
    border, where = (compile_terms(tuple(lexicon.words[key])) for key in ("border", "where"))
    return bool(border.search(before)) or _right_behind(where, before)


def _right_behind(pattern: re.Pattern[str], before: str) -> bool:
    found = list(pattern.finditer(before))
    return bool(found) and not before[found[-1].end() :].strip()


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
    actor, recipient = _parties(line, coded, kit.region, kit.lexicon)
    span = line.at((coded.span,))[0]
    if coded.type == "CONSULT" and actor and not recipient:
        recipient = _host(line, coded, kit)
    place, clause = event_place(line, span, kit), line.folded[slice(*coded.span)]
    if not (actor or recipient or (place and coded.count)) or (coded.type == "CONSULT" and not (actor and recipient)):
        return None
    quad = quad_of(coded.type)
    return Event(
        id=make_id("event", document.id, coded.type, line.start + coded.words[0]),
        document=document.id,
        evidence=(quote(document, line.start, line.end),),
        made_by=MADE_BY,
        type=coded.type,
        mode=mode_of(coded.type, clause, kit.lexicon),
        context=contexts_of(clause, kit.lexicon),
        quad=quad,
        cameo=PLOVER[coded.type].cameo,
        actor=actor,
        recipient=recipient,
        place=place,
        date=_date(document, line, kit.lexicon),
        deaths_low=coded.count,
        deaths_best=coded.count,
        deaths_high=coded.count,
        modes=modes_in(line.folded, kit.lexicon) if quad == "material-conflict" else (),
        words=line.text[slice(*coded.words)],
        trace=coded.trace or line.text[slice(*coded.words)],
    )


def _parties(line: Line, coded: Coded, region: Region, lexicon: Lexicon) -> tuple[str, str]:
    """Actor and recipient; of a mutual happening both may stand on one side ("A and B met", "between A and B")."""
    actor = _party(line, coded.actors, region, ())
    recipient = _party(line, coded.recipients, region, (actor,))
    mutual = coded.type in MUTUAL or line.folded[slice(*coded.words)] in lexicon.words.get("mutual", ())
    if mutual and not recipient:
        recipient = _party(line, coded.actors, region, (actor,))
    if mutual and not actor and recipient:
        other = _party(line, coded.recipients, region, (recipient,))
        actor, recipient = (recipient, other) if other else (actor, recipient)
    return actor, recipient


def mode_of(kind: str, folded: str, lexicon: Lexicon) -> str:
    """The PLOVER mode of a type whose words stand in the folded clause; the ontology's order decides between several.

    >>> mode_of("PROTEST", "prisoners began a hunger strike", load_lexicon("en"))
    'hunger'
    """
    return next((m for m, words in lexicon.event_modes.get(kind, {}).items() if words.search(folded)), "")


def contexts_of(folded: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The PLOVER contexts whose words stand in the folded clause."""
    return tuple(c for c, words in lexicon.contexts.items() if words.search(folded))


def _host(line: Line, coded: Coded, kit: Kit) -> str:
    """Who is visited, where only the place is named: the state that the place lies in."""
    if line.folded[slice(*coded.words)] not in kit.lexicon.words.get("travel", ()):
        return ""
    place = kit.region.places.get(event_place(line, line.at((coded.span,))[0], kit))
    states = [a.id for a in kit.region.actors.values() if a.kind == "state" and place and a.country == place.country]
    return states[0] if states else ""


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
        return _right_behind(lexicon.terms["locative"], before)
    return bool(_IN_EN.search(before))


def _fineness(mention: Mention, region: Region) -> int:
    place = region.places.get(mention.place)
    return FINE.index(place.kind) if place and place.kind in FINE else len(FINE)


def _date(document: Document, line: Line, lexicon: Lexicon) -> DateEstimate:
    """A time that the sentence tells, counted from the report's day where need be; else that day as upper bound."""
    published = document.published
    told = date.fromisoformat(published.value) if published.precision == "day" else None
    found = next(find_times(line.text, lexicon, told), None)
    if found:
        return estimate_time(found, line.text)
    return DateEstimate(
        value=published.value,
        precision=published.precision,
        how="inferred" if published.value else "unknown",
        latest=published.latest or published.value,
        because="the report's date" if published.value else "",
    )
