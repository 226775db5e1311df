"""Checks of a region pack beyond those of loading: all problems at once, each with its file, entry and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, get_args

import msgspec

from sarhad.errors import SarhadError
from sarhad.records import LANGUAGES, Actor, Place, Record, Status
from sarhad.world.folding import fold
from sarhad.world.lexicon import load_lexicon, with_terms
from sarhad.world.region import Region, load_geometry, missing_references, read_pack

MARGIN = 0.5  # degrees by which a point may lie outside its country's outline on the map
SHORT = 3  # letters: a name in small letters of so few is probably a word
STATUSES = frozenset(get_args(Status))
ACTORS, PLACES, BORDERS, PROGRAMMES = "actors.toml", "places.toml", "borders.toml", "programmes.toml"
PROPOSITIONS, HEAD = "propositions.toml", "region.toml"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Problem(Record, frozen=True, kw_only=True):
    """One thing that is wrong with a pack (an error), or may be (a warning)."""

    file: str
    key: str
    problem: str
    remedy: str
    is_error: bool = True

    def __str__(self) -> str:
        return f"{'' if self.is_error else 'warning: '}{self.file}:{self.key}: {self.problem} — {self.remedy}"


Found = Iterator[Problem]


def check_pack(name_or_path: str) -> list[Problem]:
    """All problems of a pack, by its folder or the name of one that ships with Sarhad.

    >>> [str(p) for p in check_pack("csto-afghanistan") if p.is_error]
    []
    """
    try:
        region = read_pack(name_or_path)
    except SarhadError as error:
        return [Problem(file=error.where, key="-", problem=error.problem, remedy=error.remedy)]
    except (KeyError, TypeError, ValueError) as error:
        remedy = "give id, title, countries and bbox, as docs/regions.md shows"
        return [Problem(file=HEAD, key="-", problem=f"a field is missing or wrong ({error})", remedy=remedy)]
    return [problem for check in CHECKS for problem in check(region)]


# ---------------------------------------------------------------- references and links


def check_references(region: Region) -> Found:
    """Every fact names a page, and the page is there."""
    for file, key, what in missing_references(region):
        yield Problem(file=file, key=key, problem=what, remedy="add it to references.toml and name it in the entry")


def check_links(region: Region) -> Found:
    """What an entry names in another file exists there."""
    for file, key, field, value, known in _links(region):
        if value not in known:
            remedy = "add the entry named, or correct the id"
            yield Problem(file=file, key=key, problem=f"{field} names {value!r}, which is not there", remedy=remedy)


Link = tuple[str, str, str, str, Mapping[str, Any]]  # file, entry, field, value, where it must be


def _links(region: Region) -> Iterator[Link]:
    actors, places = region.actors, region.places
    countries = dict.fromkeys((*region.countries, *(p.country for p in places.values())))
    for actor in actors.values():
        if actor.parent:
            yield ACTORS, actor.id, "parent", actor.parent, actors
        yield from ((ACTORS, actor.id, "members", str(m.get("actor", "")), actors) for m in actor.members)
    for row in region.governments:
        yield from (
            (ACTORS, f"government {row.actor}", name, key, actors) for name, key in (("of", row.of), ("it", row.actor))
        )
    for border in region.borders:
        yield from ((BORDERS, border.id, "crossings", c, places) for c in border.crossings)
        yield from ((BORDERS, border.id, "between", c, countries) for c in border.between)
    for programme in region.programmes:
        yield PROGRAMMES, programme.id, "holder", programme.holder, actors
    for proposition in region.propositions.values():
        yield from ((PROPOSITIONS, proposition.id, "about", a, actors) for a in proposition.about)
    yield from ((HEAD, "threat_from", "it", a, actors) for a in region.threat_from)
    yield from ((HEAD, "engagement", "a pair", a, actors) for pair in region.engagement for a in pair)


# ---------------------------------------------------------------- periods


def check_periods(region: Region) -> Found:
    """Governments of one state and memberships of one member follow each other, and end after they begin."""
    rows = [(f"government of {g.of}", g.actor, g.since, g.until) for g in region.governments]
    for actor in region.actors.values():
        rows += [(f"{actor.id}: {m.get('actor', '')}", "", m.get("from", ""), m.get("to", "")) for m in actor.members]
    for key, _who, since, until in rows:
        for day in filter(None, (since, until)):
            if not _DATE.fullmatch(day):
                yield Problem(file=ACTORS, key=key, problem=f"{day!r} is no date", remedy="write 2024-05-15")
        if until and since >= until:
            yield Problem(
                file=ACTORS, key=key, problem=f"it ends ({until}) before it begins", remedy="correct the days"
            )
    for one, other in pairwise(sorted(rows, key=lambda r: (r[0], r[2]))):
        if one[0] == other[0] and (not one[3] or other[2] < one[3]):
            problem = f"the periods from {one[2] or 'the beginning'} and from {other[2]} overlap"
            yield Problem(file=ACTORS, key=one[0], problem=problem, remedy="end the first where the second begins")


# ---------------------------------------------------------------- names


def check_names(region: Region) -> Found:
    """No form of a language is two actors or two places."""
    for file, entries in ((ACTORS, region.actors), (PLACES, region.places)):
        for language in LANGUAGES:
            owners: dict[str, dict[str, str]] = {}
            for entry in entries.values():
                for form in _forms(entry, language):
                    owners.setdefault(fold(form), {})[entry.id] = form
            for held in owners.values():
                if len(held) > 1:
                    first, second, *_ = held
                    problem = f"{held[second]!r} ({language}) is also a name of {first}"
                    remedy = "keep it with one of them, or use longer forms"
                    yield Problem(file=file, key=second, problem=problem, remedy=remedy)


def _forms(entry: Actor | Place, language: str) -> tuple[str, ...]:
    if isinstance(entry, Place):
        return entry.aliases.get(language, ())
    tables = (entry.aliases, entry.demonyms, entry.metonyms, entry.governments)
    return tuple(form for table in tables for form in table.get(language, ()))


def check_languages(region: Region) -> Found:
    """Each entry has a name in each language that the pack is for (`languages` of region.toml)."""
    for language in region.languages:
        if language not in LANGUAGES:
            yield Problem(file=HEAD, key="languages", problem=f"{language!r} is not read", remedy="use en, ru, fa, tg")
            continue
        for file, entries in ((ACTORS, region.actors), (PLACES, region.places)):
            for entry in entries.values():
                if not entry.aliases.get(language):
                    remedy = f"add aliases.{language}, or leave the language out of `languages` in {HEAD}"
                    yield _warning(file, entry.id, f"no name in {language}", remedy)


def check_words(region: Region) -> Found:
    """Names that are common words as well, and would be found where they are not meant."""
    for language in LANGUAGES:
        words = _common_words(language)
        for file, entries in ((ACTORS, region.actors), (PLACES, region.places)):
            for entry in entries.values():
                for form in entry.aliases.get(language, ()):
                    folded = fold(form)
                    if form.isupper():  # an acronym counts in capitals only
                        continue
                    if folded in words or (form == folded and len(form) <= SHORT and language in ("en", "ru")):
                        remedy = "leave it out, or give only longer forms"
                        yield _warning(file, entry.id, f"{form!r} ({language}) is a common word too", remedy)


def _common_words(language: str) -> set[str]:
    """Single words of the language's own tables: months, numbers, verbs and nouns of saying and doing."""
    lexicon = load_lexicon(language)
    tables: list[Any] = [lexicon.cues, lexicon.events, lexicon.words]
    return {fold(word) for word in _strings(tables) if " " not in word and "*" not in word}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(inner if not isinstance(inner, int | float) else str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


# ---------------------------------------------------------------- places and the map


def check_points(region: Region) -> Found:
    """Coordinates are whole, possible, and within the country that they are said to be in."""
    frames = _frames(region)
    for place in region.places.values():
        if (place.lat is None) != (place.lon is None):
            yield Problem(file=PLACES, key=place.id, problem="lat or lon alone", remedy="give both, or neither")
        elif place.lat is not None and place.lon is not None:
            if abs(place.lat) > 90 or abs(place.lon) > 180:
                yield Problem(file=PLACES, key=place.id, problem="no such point", remedy="give degrees, lat then lon")
            elif not _inside(place.lat, place.lon, frames.get(place.country)):
                problem = f"{place.lat}, {place.lon} is not in {place.country}"
                yield _warning(PLACES, place.id, problem, "check the point (lat and lon exchanged?) and the country")


Frame = tuple[float, float, float, float]  # west, south, east, north


def _frames(region: Region) -> dict[str, Frame]:
    """The box of each country as far as the map shows it, for countries that lie wholly on it."""
    geometry = load_geometry(region) or {"features": []}
    found: dict[str, Frame] = {}
    west, south, east, north = region.bbox
    for feature in geometry["features"]:
        points = list(_points(feature["geometry"]["coordinates"]))
        code = feature["properties"].get("country")
        if code and points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            if box[0] > west and box[1] > south and box[2] < east and box[3] < north:
                found[code] = box
    return found


def _points(value: Any) -> Iterator[tuple[float, float]]:
    if value and isinstance(value[0], int | float):
        yield value[0], value[1]
    else:
        for inner in value:
            yield from _points(inner)


def _inside(lat: float, lon: float, frame: Frame | None) -> bool:
    if frame is None:
        return True
    west, south, east, north = frame
    return west - MARGIN <= lon <= east + MARGIN and south - MARGIN <= lat <= north + MARGIN


def check_map(region: Region) -> Found:
    """The box is a box, and the outlines hold the countries and borders."""
    west, south, east, north = region.bbox
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        yield Problem(file=HEAD, key="bbox", problem="it is no box", remedy="give west, south, east, north in degrees")
    geometry = load_geometry(region)
    if geometry is None:
        yield _warning("borders.geojson", "-", "it is missing: a table stands in for the map",
                       "make it with scripts/build_borders.py")  # fmt: skip
        return
    drawn = {f["properties"].get("country") or f["properties"].get("border") for f in geometry["features"]}
    for key in (*region.countries, *(b.id for b in region.borders)):
        if key not in drawn:
            yield _warning("borders.geojson", key, "it is not drawn", "make it anew with scripts/build_borders.py")


# ---------------------------------------------------------------- programmes and propositions


def check_programmes(region: Region) -> Found:
    """Programmes have measures, and milestones with a date and a status that exist."""
    for programme in region.programmes:
        if not programme.measures:
            yield _warning(PROGRAMMES, programme.id, "no measures", "say what is to be done, by the page it rests on")
        for milestone in programme.milestones:
            date, status = str(milestone.get("date", "")), str(milestone.get("status", ""))
            if not _DATE.fullmatch(date):
                remedy = "write 2024, 2024-05 or 2024-05-15"
                yield Problem(file=PROGRAMMES, key=programme.id, problem=f"{date!r} is no date", remedy=remedy)
            if status not in STATUSES:
                remedy = "use one of: " + ", ".join(sorted(STATUSES))
                yield Problem(file=PROGRAMMES, key=programme.id, problem=f"unknown status {status!r}", remedy=remedy)


def check_terms(region: Region) -> Found:
    """The term lists of a proposition exist: in one language at least, and in each that the pack is for."""
    known = {code: with_terms(load_lexicon(code), region.terms.get(code, {})).terms for code in LANGUAGES}
    for key, name in _named_lists(region):
        if name.startswith("@"):
            if name[1:] not in region.actors:
                yield Problem(file=PROPOSITIONS, key=key, problem=f"no actor {name[1:]!r}", remedy="correct the id")
            continue
        name = name.removeprefix("title:")
        lacking = [code for code in region.languages if code in known and name not in known[code]]
        if not any(name in terms for terms in known.values()):
            remedy = "add it to terms.toml, or use one of the languages' lists"
            yield Problem(file=PROPOSITIONS, key=key, problem=f"no term list {name!r}", remedy=remedy)
        elif lacking:
            remedy = f"add it to terms.toml for {', '.join(lacking)}"
            yield _warning(PROPOSITIONS, key, f"the term list {name!r} is missing in {', '.join(lacking)}", remedy)


def _named_lists(region: Region) -> Iterator[tuple[str, str]]:
    for proposition in region.propositions.values():
        fields = msgspec.to_builtins(proposition)
        for field in ("needs", "also", "opposed", "without"):
            yield from ((proposition.id, name) for name in dict.fromkeys(_strings(fields.get(field, ()))))


def _warning(file: str, key: str, problem: str, remedy: str) -> Problem:
    return Problem(file=file, key=key, problem=problem, remedy=remedy, is_error=False)


CHECKS: tuple[Callable[[Region], Found], ...] = (
    check_references,
    check_links,
    check_periods,
    check_names,
    check_points,
    check_map,
    check_programmes,
    check_terms,
    check_languages,
    check_words,
)
