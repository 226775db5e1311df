"""Events of a document: the coder of the language finds happenings, then parties, place, date and deaths are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from sarhad.extract.casualties import Count, casualties, harm_of
from sarhad.extract.claims import modes_in
from sarhad.extract.events_en import Coded, code_sentence
from sarhad.extract.events_fa import code_sentence_fa
from sarhad.extract.events_ru import code_sentence_ru
from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.extract.sectors import sector_of
from sarhad.extract.several import joined_parties
from sarhad.extract.spans import inside, quote
from sarhad.extract.where import find_where
from sarhad.records import Claim, DateEstimate, Document, Event, Offsets, make_id
from sarhad.world import PLOVER, Lexicon, Region, quad_of
from sarhad.world.folding import fold
from sarhad.world.grammar import KNOWN
from sarhad.world.times import estimate_time, find_times

MADE_BY = {code: f"extract.events_{code}/2" for code in ("en", "ru", "fa", "tg")}
TOLD = frozenset({"say", "claim", "show", "confirm"})  # acts that report a thing as having happened
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "ASSAULT"})  # what two do together or to each other


def find_events(document: Document, lines: Sequence[Line], claims: Sequence[Claim], kit: Kit) -> tuple[Event, ...]:
    """Happenings that the text presents as real, in text order; at least one party must be a known actor,
    or the place known and the dead counted.

    What stands inside a denial, a belief, a plan, a warning or an expectation is a claim, no event.
    """
    told = [span for c in claims if c.act in TOLD for span in (*c.source, *c.cue)]
    unreal = [span for c in claims if c.act not in TOLD for span in c.content]
    rows: dict[str, Event] = {}
    for line in lines:
        if line.kind in {"body", "title"} and line.mentions and not line.text.rstrip().endswith(("?", "؟")):
            coded = [c for c in _coded(line, kit, told) if not _within(line, c, unreal)]
            for event in joined([_event(document, line, c, kit) for c in coded]):
                if _known(event):
                    rows.setdefault(event.id, event)
    return tuple(rows.values())


def _within(line: Line, coded: Coded, spans: Sequence[Offsets]) -> bool:
    return any(inside(line.at((coded.words,))[0], span) for span in spans)


def _coded(line: Line, kit: Kit, told: Sequence[Offsets]) -> Iterator[Coded]:
    """The happenings of a sentence by the rules of its language; who only reports it (`told`) is no party."""
    if line.parse is not None:
        return code_sentence(line.parse)
    if line.tree is not None:
        return code_sentence_ru(line.tree)
    return code_sentence_fa(line, kit, told) if kit.lexicon.code in KNOWN else iter(())


def _known(event: Event) -> bool:
    if event.type == "CONSULT":
        return bool(event.actor and event.recipient)
    if event.type in {"AGREE", "REQUEST", "THREATEN"} and not event.actor:
        return False
    counted = event.deaths_best is not None or event.injured is not None
    return bool(event.actor or event.recipient or (event.place and counted))


# ---------------------------------------------------------------- one happening told by several words


def joined(events: Sequence[Event]) -> list[Event]:
    """The events of one sentence, those of one type that fill each other out as one ("attacked … and killed five")."""
    rows: list[Event] = []
    for event in events:
        at = next((i for i, row in enumerate(rows) if _completes(row, event)), None)
        if at is None:
            rows.append(event)
        else:
            rows[at] = _filled(rows[at], event)
    return rows


def _completes(a: Event, b: Event) -> bool:
    pairs = [(a.actor, b.actor), (a.recipient, b.recipient), (a.place, b.place), (a.deaths_best, b.deaths_best)]
    crossed = {a.actor, a.recipient} & {b.actor, b.recipient} - {""}
    swapped = crossed and (a.actor == b.recipient != "" or a.recipient == b.actor != "")
    return a.type == b.type and not swapped and all(x == y or x in _UNSAID or y in _UNSAID for x, y in pairs)


_UNSAID = ("", None, ())
_PARTIES = ("actor", "recipient", "actors", "recipients", "actor_sector", "recipient_sector")


def _filled(a: Event, b: Event) -> Event:
    """The first event with what only the second says."""
    fields = ("mode", *_PARTIES, "place", "deaths_low", "deaths_best", "deaths_high", "injured")
    empty = {f: getattr(b, f) for f in fields if getattr(a, f) in _UNSAID}
    if "place" in empty:
        empty["where"] = b.where
    if a.deaths_best is not None:
        empty = {f: v for f, v in empty.items() if not f.startswith("deaths")}
    return msgspec.structs.replace(a, **empty)


def _event(document: Document, line: Line, coded: Coded, kit: Kit) -> Event:
    actor, recipient = _parties(line, coded, kit.region, kit.lexicon)
    span = line.at((coded.span,))[0]
    if coded.type == "CONSULT" and actor and not recipient:
        recipient = _host(line, coded, kit)
    clause = line.folded[slice(*coded.span)]
    quad = quad_of(coded.type)
    place, where = find_where(line, span, kit, towards=coded.type == "CONSULT", fought=quad == "material-conflict")
    killed, hurt = _harmed(coded, clause, kit.lexicon)
    actors, recipients = _sides(document, line, coded, actor, recipient, kit)
    return Event(
        id=make_id("event", document.id, coded.type, line.start + coded.words[0]),
        document=document.id,
        evidence=(quote(document, line.start, line.end),),
        made_by=MADE_BY[kit.lexicon.code],
        type=coded.type,
        mode=mode_of(coded.type, clause, kit.lexicon),
        context=contexts_of(clause, kit.lexicon),
        quad=quad,
        cameo=PLOVER[coded.type].cameo,
        actor=actor,
        recipient=recipient,
        actors=actors,
        recipients=recipients,
        actor_sector=sector_of(line, coded.actors, actor, kit.region, kit.lexicon),
        recipient_sector=sector_of(line, _spans_of(coded, recipient, actor), recipient, kit.region, kit.lexicon),
        place=place,
        where=where,
        date=_date(document, line, kit.lexicon),
        deaths_low=killed.low if killed else None,
        deaths_best=killed.best if killed else None,
        deaths_high=killed.high if killed else None,
        injured=hurt.best if hurt else None,
        modes=modes_in(line.folded, kit.lexicon) if quad == "material-conflict" else (),
        words=line.text[slice(*coded.words)],
        trace=coded.trace or line.text[slice(*coded.words)],
    )


def _spans_of(coded: Coded, recipient: str, actor: str) -> tuple[Offsets, ...]:
    """Where the recipient may stand: of what two do together also beside the actor."""
    return (*coded.recipients, *(coded.actors if recipient and actor and coded.type in MUTUAL else ()))


def _harmed(coded: Coded, clause: str, lexicon: Lexicon) -> tuple[Count | None, Count | None]:
    """The killed and the wounded of an assault; one person who is named without a number is one."""
    if coded.type != "ASSAULT":
        return None, None
    killed, hurt = casualties(clause, lexicon)
    if coded.single and killed is None and hurt is None:
        harm = harm_of(coded.trace, lexicon)
        one = Count(1, 1, 1)
        return (one, None) if harm == "kill" else (None, one) if harm == "wound" else (None, None)
    return killed, hurt


def _parties(line: Line, coded: Coded, region: Region, lexicon: Lexicon) -> tuple[str, str]:
    """Actor and recipient; of a mutual happening both may stand on one side ("A and B met", "between A and B")."""
    actor = _party(line, coded.actors, region, ())
    recipient = _party(line, coded.recipients, region, (actor,))
    together = coded.type in MUTUAL and not (coded.suffered and coded.type == "ASSAULT")
    mutual = together or _says(line, coded, lexicon, "mutual")
    if mutual and not recipient:
        recipient = _party(line, coded.actors, region, (actor,))
    if mutual and not actor and recipient:
        other = _party(line, coded.recipients, region, (recipient,))
        actor, recipient = (recipient, other) if other else (actor, recipient)
    return actor, recipient


def _says(line: Line, coded: Coded, lexicon: Lexicon, name: str) -> bool:
    """Whether a word of the happening is in a list of the lexicon."""
    said = line.folded[slice(*coded.words)]
    return not {said, *said.split()}.isdisjoint(map(fold, lexicon.words.get(name, ())))


def _is_travel(line: Line, coded: Coded, lexicon: Lexicon) -> bool:
    """Whether somebody went somewhere, by the verb or by a noun that it carries ("a visit … ended")."""
    nouns = set(fold(coded.trace).split()) & set(map(fold, lexicon.words["travel"]))
    return bool(nouns) or _says(line, coded, lexicon, "travel")


def mode_of(kind: str, folded: str, lexicon: Lexicon) -> str:
    """The PLOVER mode of a type whose words stand in the folded clause; the ontology's order decides between several.

    >>> from sarhad.world import load_lexicon
    >>> mode_of("PROTEST", "prisoners began a hunger strike", load_lexicon("en"))
    'hunger'
    """
    return next((m for m, words in lexicon.event_modes.get(kind, {}).items() if words.search(folded)), "")


def contexts_of(folded: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The PLOVER contexts whose words stand in the folded clause."""
    return tuple(c for c, words in lexicon.contexts.items() if words.search(folded))


def _host(line: Line, coded: Coded, kit: Kit) -> str:
    """Who is visited, where only the place is named: the state that the place lies in."""
    if not _is_travel(line, coded, kit.lexicon):
        return ""
    span = line.at((coded.span,))[0]
    named = (m.place for m in line.mentions_in(*span) if m.place and not m.actor)
    place = kit.region.places.get(find_where(line, span, kit)[0] or next(named, ""))
    states = [a.id for a in kit.region.actors.values() if a.kind == "state" and place and a.country == place.country]
    return states[0] if states else ""


def _party(line: Line, spans: Sequence[Offsets], region: Region, not_these: tuple[str, ...]) -> str:
    for span in line.at(tuple(spans)):
        for mention in line.mentions_in(*span):
            for actor in (mention.actor, *mention.actors):
                if actor in region.actors and actor not in not_these:
                    return actor
    return ""


def _together(document: Document, line: Line, spans: Sequence[Offsets], party: str, kit: Kit) -> tuple[str, ...]:
    """All who stand beside a party in its noun phrase; empty where it stands alone."""
    for span in line.at(tuple(spans)):
        row = joined_parties(document.text, line.mentions_in(*span), kit.region, kit.lexicon.code)
        if party in row:
            return row if len(row) > 1 else ()
    return ()


def _sides(
    document: Document, line: Line, coded: Coded, actor: str, recipient: str, kit: Kit
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All on the actor's side and all on the recipient's; of what three or more do together all stand on the first."""
    first = _together(document, line, coded.actors, actor, kit)
    second = _together(document, line, coded.recipients, recipient, kit)
    if recipient not in first:
        return first, second
    return (first if len(first) > 2 else ()), ()


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
