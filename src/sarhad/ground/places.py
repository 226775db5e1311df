"""A place name in its text → one place on the map, with coordinates, codes, precision and the reasons; or none.

Names are looked up in the region packs and in a gazetteer of the world (`sarhad.world.toponyms`). Among all places of a
name the one with the best score wins (`sarhad.ground.toponym_scores`); where nothing but a hamlet bears it and nothing
in the text speaks for that hamlet, there is no place: a wrong pin is worse than none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

import msgspec

from sarhad.ground.border_places import border_of, find_border
from sarhad.ground.toponym_context import Asked, Named, candidates, forms, read_names, stands_as_place, take_apart
from sarhad.ground.toponym_scores import CONTAINER, Sense, Setting, containers_of, prior, score, set_scene
from sarhad.records import Offsets, Place, Record
from sarhad.world import load_region, region_names
from sarhad.world.grid import locate
from sarhad.world.toponyms import Toponym, division, key_of, toponym_of

ENOUGH = 3.5  # without support, a place needs a score of a town of some thousand people
SUPPORTED = 2.0  # with support, any place that the gazetteer knows
SURE = 6.0  # for events: with support; on GeoVirus' odd documents 94 % of the cities above it were right
CLEAR = 1.5  # for events, without support: powers of ten between the best and the next place of the name
KNOWN = 6.2  # and what the best has to weigh by its size alone
_ROUNDS = 2


def resolve_place(name: str, context: str, near: Iterable[Place | str] | None = None) -> Place | None:
    """The place that `name` means in the text `context`; None when nobody knows it or nothing speaks for one.

    `near` are other places known from the document, as records or names (a country's name is a good one). The record
    carries latitude and longitude (WGS 84), GeoNames id, ISO 3166 codes, the PRIO-GRID cell, the Gleditsch-Ward code of
    the state, UCDP's precision code (1 exact to 7, see `sarhad.world.grid.precision_of`), a score in powers of ten of
    population, and `because`: the parts of that score.

    >>> p = resolve_place("Paris", "A tornado struck Paris, Texas, on Friday.")
    >>> p.country, p.admin1, p.precision, p.gw
    ('US', 'US-TX', 1, 2)
    >>> resolve_place("Хорог", "Взрыв произошёл в Хороге, Таджикистан.").prio_grid
    183384
    >>> resolve_place("Nowhereville", "It happened in Nowhereville.") is None
    True
    """
    border = find_border(name)
    if border:
        return border
    sense, asked = _best(name, context, _toponyms(near))
    return _place(sense, asked, name) if sense else None


def rank_places(name: str, context: str, near: Iterable[Place | str] | None = None) -> list[Sense]:
    """All places that the name may mean, best first, each with the parts of its score: what the choice rests on."""
    return _rank(name, context, _toponyms(near))[0]


def place_surely(name: str, context: str, near: Iterable[Place | str] | None = None) -> Place | None:
    """The place that `name` means where that is certain enough to put an event there; None elsewhere.

    Needs a score of `SURE` with something in the text that speaks for it; or a name that large places bear so much
    oftener than any other (`CLEAR` powers of ten) that nothing has to. A division that shares its name with its chief
    city stands for the city; what is only a part or a site of a place is not placed.

    >>> place_surely("Geneva", "Delegates of Afghanistan met in Geneva.").country
    'CH'
    >>> place_surely("Independence", "They met in Independence.") is None
    True
    """
    border = find_border(name)
    if border:
        return border
    senses, asked = _rank(name, context, _toponyms(near))
    if not senses or asked.part or asked.site or not _is_sure(senses):
        return None
    return _place(_own_city(senses), asked, name)


def _is_sure(senses: Sequence[Sense]) -> bool:
    best = senses[0]
    if best.supported and best.score >= SURE:
        return True
    others = [s for s in senses if not _one_place(s.toponym, best.toponym)]
    margin = best.score - others[0].score if others else CLEAR
    return margin >= CLEAR and max(prior(s.toponym) for s in senses if s not in others) >= KNOWN


def _one_place(a: Toponym, b: Toponym) -> bool:
    """A city and the division round it."""
    return a.country == b.country and a.admin1 == b.admin1


def _own_city(senses: Sequence[Sense]) -> Sense:
    """The chief city of a division, where the name is mostly the city's."""
    best = senses[0]
    cities = [s for s in senses if s.toponym.kind == "city" and _one_place(s.toponym, best.toponym)]
    return cities[0] if cities and any(name == "own city" for name, _ in best.parts) else best


def place_of(key: str) -> Place | None:
    """The place of an id as records carry it, of any region pack or of the gazetteer; None for an unknown id.

    >>> place_of("geonames-99072").name, place_of("tjk-afg").kind, place_of("nowhere") is None
    ('Mosul', 'border', True)
    """
    own = next((p for p in _packs().values() if p.id == key), None) or border_of(key)
    if own:
        return locate(own)
    number = key.removeprefix("geonames-")
    if number != key and number.isdigit():
        found = toponym_of(int(number))
    else:
        kind, _, name = key.partition("-")
        found = next((t for t in candidates(key_of(name)) if t.kind == kind), None)
    return _record(found, found.kind) if found else None


def _best(name: str, context: str, near: tuple[Toponym, ...]) -> tuple[Sense | None, Asked]:
    senses, asked = _rank(name, context, near)
    if not senses or senses[0].score < (SUPPORTED if senses[0].supported else ENOUGH):
        return None, asked
    return senses[0], asked


@functools.lru_cache(maxsize=2_000)
def _rank(name: str, context: str, near: tuple[Toponym, ...]) -> tuple[list[Sense], Asked]:
    outer: list[tuple[Toponym, float]] = []
    asked = _known(name)
    if not asked.candidates and "," in name:  # "Paris, Texas" asked for as one name
        name, _, holder = (part.strip() for part in name.partition(","))
        asked = _known(name)
        outer = [(t, CONTAINER) for t in _known(holder.split(",")[0]).candidates]
    names = read_names(context)
    spans = [m.span() for m in re.finditer(re.escape(name), context)]
    inside = containers_of(context, names, spans) + outer
    scene = _scene(context, key_of(name), near)
    return score(asked, scene, inside), asked


def _known(name: str) -> Asked:
    asked = take_apart(name)
    own = next(filter(None, (_pack_names().get(form) for form in forms(key_of(name)))), ())
    if not own:
        return asked
    own = tuple(t for t in own if _packs()[t.id].lat is not None) or (own if not asked.candidates else ())
    twins = {t.geonames: t for t in asked.candidates if t.geonames}
    others = tuple(t for t in asked.candidates if t.geonames not in {o.geonames for o in own if o.geonames})
    return Asked(candidates=(*(_sized(t, twins.get(t.geonames)) for t in own), *others), kind=asked.kind)


def _sized(own: Toponym, twin: Toponym | None) -> Toponym:
    """A pack's place with the size, fame and division that the gazetteer has for the same GeoNames id."""
    if twin is None:
        return own
    return msgspec.structs.replace(own, population=twin.population, fame=twin.fame, code=twin.code)


class Pin(Record, frozen=True, kw_only=True):
    """A place name found in a text, and where it lies."""

    start: int
    end: int
    place: Place


def find_places(text: str, entities: Iterable[Offsets] = ()) -> list[Pin]:
    """The place names of a text and their places, in text order: by the gazetteer alone, or with a recogniser's spans.

    `entities` are spans that a model took for places; they are resolved as they stand. What the gazetteer finds beside
    them has to stand as a place does: a country or division, a large city that is no part of a longer name, a town
    behind a word such as "in", or before what holds it. A name of people ("Afghan") is no place.

    >>> [(p.place.name, p.place.country) for p in find_places("Police in Nairobi, Kenya, closed the road to Mombasa.")]
    [('Nairobi', 'KE'), ('Kenya', 'KE'), ('Mombasa', 'KE')]
    """
    given = sorted(entities)
    pins = [_pin(start, end, text) for start, end in given]
    for named in read_names(text):
        if not any(start < named.end and named.start < end for start, end in given) and named.is_place:
            pin = _pin(named.start, named.end, text)
            pins += [pin] if pin and stands_as_place(named, text, pin.place) else []
    return sorted((p for p in pins if p), key=lambda p: p.start)


def _pin(start: int, end: int, text: str) -> Pin | None:
    place = resolve_place(text[start:end], text)
    return Pin(start=start, end=end, place=place) if place else None


# ---------------------------------------------------------------- the rest of the text


@functools.lru_cache(maxsize=512)
def _scene(context: str, key: str, near: tuple[Toponym, ...]) -> Setting:
    """The setting of one name: all other names of the text as they were settled, and what is known to be near."""
    others = [(t, n) for k, t, n in _settle(context) if k != key and not k.startswith(key + " ")]
    return set_scene([*others, *((t, 2) for t in near)], pack_countries())


@functools.lru_cache(maxsize=64)
def _settle(context: str) -> tuple[tuple[str, Toponym, int], ...]:
    """Each name of the text with its best sense and how often it stands there, after some rounds of mutual support."""
    names = read_names(context)
    groups: dict[str, list[Named]] = {}
    for named in names:
        groups.setdefault(key_of(named.text), []).append(named)
    chosen = {k: _first(rows[0].candidates) for k, rows in groups.items()}
    for _ in range(_ROUNDS):
        chosen = {k: _again(k, rows, chosen, groups, context, names) for k, rows in groups.items()}
    return tuple((k, t, len(groups[k])) for k, t in chosen.items() if t)


def _first(known: Sequence[Toponym]) -> Toponym | None:
    """What a name means at first sight: a country or its people, a division, a large city; else nothing yet."""
    peoples = [t for t in known if t.role == "demonym"]
    senses = score(Asked(candidates=tuple(known)), Setting(votes={}))
    if senses and (senses[0].score >= 6 or not peoples):
        return senses[0].toponym if senses[0].score >= 5.5 else None
    return max(peoples, key=lambda t: t.population, default=None)


def _again(
    key: str,
    rows: list[Named],
    chosen: dict[str, Toponym | None],
    groups: dict[str, list[Named]],
    context: str,
    names: Sequence[Named],
) -> Toponym | None:
    if all(t.role == "demonym" for t in rows[0].candidates):
        return chosen[key]
    scene = set_scene([(t, len(groups[k])) for k, t in chosen.items() if t and k != key], pack_countries())
    inside = containers_of(context, names, [(n.start, n.end) for n in rows])
    senses = score(Asked(candidates=rows[0].candidates), scene, inside)
    if senses and senses[0].score >= (4.0 if senses[0].supported else 5.5):
        return senses[0].toponym
    return _first(rows[0].candidates)


def _toponyms(near: Iterable[Place | str] | None) -> tuple[Toponym, ...]:
    return tuple(t for t in map(_toponym, near or ()) if t)


def _toponym(near: Place | str) -> Toponym | None:
    if isinstance(near, Place):
        return _of_pack(near) if near.lat is not None else None
    return _first(candidates(key_of(near)))


# ---------------------------------------------------------------- region packs


@functools.cache
def _packs() -> dict[int, Place]:
    """The places of all region packs by negative numbers, which no place of the gazetteer has; a shared one once."""
    places = {p.id: p for name in reversed(region_names()) for p in load_region(name).places.values()}
    return {-i: p for i, p in enumerate(places.values(), start=1)}


@functools.cache
def pack_countries() -> frozenset[str]:
    """ISO codes of the countries that some region pack is about."""
    return frozenset(p.country for p in _packs().values() if p.kind == "country")


@functools.cache
def _pack_names() -> dict[str, tuple[Toponym, ...]]:
    found: dict[str, list[Toponym]] = {}
    for number, place in _packs().items():
        toponym = msgspec.structs.replace(_of_pack(place), id=number)
        for key in dict.fromkeys(key_of(a) for row in place.aliases.values() for a in row):
            found.setdefault(key, []).append(toponym)
    return {key: tuple(rows) for key, rows in found.items()}


def _of_pack(place: Place) -> Toponym:
    sizes = {"city": 100_000, "admin1": 300_000}
    return Toponym(
        id=0,
        geonames=place.geonames or 0,
        kind=place.kind,
        name=place.name,
        country=place.country,
        code="",
        iso="",
        lat=place.lat if place.lat is not None else 0.0,
        lon=place.lon if place.lon is not None else 0.0,
        population=sizes.get(place.kind, 0),
        fame=4,
        type="pack",
    )


# ---------------------------------------------------------------- the record


def _place(sense: Sense, asked: Asked, name: str) -> Place:
    t = sense.toponym
    kind = "site" if asked.site else "region" if asked.part else t.kind
    because = tuple(f"{part} {value:+.1f}" for part, value in sense.parts)
    found = _packs()[t.id] if t.id < 0 and not (asked.part or asked.site) else _record(t, kind)
    return msgspec.structs.replace(locate(found), score=round(sense.score, 2), because=because)


def _record(t: Toponym, kind: str) -> Place:
    return locate(
        Place(
            id=f"geonames-{t.geonames}" if t.geonames else f"{t.kind}-{key_of(t.name).replace(' ', '-')}",
            name=t.name,
            kind=kind,
            country=t.country if " " not in t.country else "",
            admin1=_iso(t),
            lat=t.lat,
            lon=t.lon,
            geonames=t.geonames or None,
        )
    )


def _iso(t: Toponym) -> str:
    """ISO 3166-2 of the first division, GeoNames' code where ISO has none; empty for what lies in no single one."""
    if t.kind == "admin1" and t.iso:
        return t.iso
    found = division(t.admin1) if t.admin1 else None
    return (found.iso if found else "") or t.admin1
