"""Borders as places: "the Tajik-Afghan border" is a line between two countries, whatever language names it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import permutations
from typing import Any

from sarhad.ground.toponym_context import candidates, forms, words
from sarhad.records import Border, Place
from sarhad.world import load_region, region_names
from sarhad.world.grid import locate
from sarhad.world.region import load_geometry
from sarhad.world.states import find_state
from sarhad.world.toponyms import key_of

_OWNED = re.compile(r"[’']s\b")


def find_border(name: str) -> Place | None:
    """The border that a name speaks of: a word for border and two countries, by name or by their people.

    A border section of a region pack has a point, the middle of its line; any other has none: it may be anywhere on it.

    >>> b = find_border("таджикско-афганская граница")
    >>> b.id, b.kind, b.precision
    ('tjk-afg', 'border', 5)
    >>> find_border("the border between Chad and Sudan").lat is None
    True
    >>> find_border("the Chadian capital") is None
    True
    """
    key = key_of(_OWNED.sub(" ", name))
    if not any(f" {word}" in f" {key}" for word in words("border")["word"]):
        return None
    pair = tuple(dict.fromkeys(_countries(key)))
    if len(pair) != 2:
        return None
    known = next((_sections()[p] for p in permutations(pair) if p in _sections()), None)
    return known or locate(Place(id="border-" + "-".join(sorted(pair)).lower(), name=name, kind="border"))


def border_of(key: str) -> Place | None:
    """The border of an id: a section of a region pack, or "border-af-tj" for any two countries."""
    known = next((p for p in _sections().values() if p.id == key), None)
    pair = key.removeprefix("border-").upper().split("-") if key.startswith("border-") else []
    states = [find_state("iso2", code) for code in pair]
    if known or len(pair) != 2 or not all(states):
        return known
    return locate(Place(id=key, name=" – ".join(s.name for s in states if s), kind="border"))


def _countries(key: str) -> Iterator[str]:
    """ISO codes of the countries that the key's words name, one to four words at a time."""
    parts, i = key.split(), 0
    while i < len(parts):
        for size in (4, 3, 2, 1):
            found = _country(" ".join(parts[i : i + size])) if i + size <= len(parts) else ""
            if found:
                yield found
                break
        i += size if found else 1


@functools.lru_cache(maxsize=5_000)
def _country(key: str) -> str:
    for form in forms(key):
        if form in _peoples():
            return _peoples()[form]
    whole = [t for t in candidates(key) if t.kind == "country"]
    return max(whole, key=lambda t: t.population).country if whole else ""


@functools.cache
def _peoples() -> dict[str, str]:
    """Names and peoples of the packs' states, in four languages, to the country's code."""
    found: dict[str, str] = {}
    for region in map(load_region, region_names()):
        for actor in (a for a in region.actors.values() if a.kind == "state" and a.country):
            for table in (actor.aliases, actor.demonyms):
                found |= {key_of(text): actor.country for row in table.values() for text in row}
    return found


@functools.cache
def _sections() -> dict[tuple[str, ...], Place]:
    """The packs' border sections by their two countries."""
    found: dict[tuple[str, ...], Place] = {}
    for region in map(load_region, region_names()):
        lines = {f["properties"].get("border"): f for f in (load_geometry(region) or {}).get("features", ())}
        found |= {tuple(b.between): _section(b, lines.get(b.id)) for b in region.borders}
    return found


def _section(border: Border, line: dict[str, Any] | None) -> Place:
    points = line["geometry"]["coordinates"] if line and line["geometry"]["type"] == "LineString" else []
    lon, lat = points[len(points) // 2] if points else (None, None)
    return locate(Place(id=border.id, name=border.title, kind="border", lat=lat, lon=lon, references=border.references))
