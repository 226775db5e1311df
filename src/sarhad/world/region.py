"""Region packs: actors, places, borders, programmes, propositions and anchors of one region, each with references."""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from sarhad.errors import SarhadError
from sarhad.records import (
    LANGUAGES,
    Actor,
    Anchor,
    Border,
    Government,
    Place,
    Programme,
    Proposition,
    Record,
    Reference,
)
from sarhad.registry import find
from sarhad.world.grid import locate

R = TypeVar("R", bound=msgspec.Struct)


class Region(Record, frozen=True, kw_only=True):
    """A region pack, loaded and checked."""

    id: str
    title: str
    question: str
    summary: str
    countries: tuple[str, ...]
    bbox: tuple[float, float, float, float]
    threat_from: tuple[str, ...]
    engagement: tuple[tuple[str, str], ...]
    actors: dict[str, Actor]
    places: dict[str, Place]
    borders: tuple[Border, ...]
    programmes: tuple[Programme, ...]
    propositions: dict[str, Proposition]
    anchors: tuple[Anchor, ...]
    references: dict[str, Reference]
    terms: dict[str, dict[str, tuple[str, ...]]] = msgspec.field(default_factory=dict)  # own term lists, by language
    languages: tuple[str, ...] = LANGUAGES  # those that the pack has names in
    governments: tuple[Government, ...] = ()
    folder: str = ""

    def members_of(self, body: str, on: str = "") -> frozenset[str]:
        """Ids of the members of an organisation in the pack, today or on a day (ISO 8601).

        >>> sorted(load_region("csto-afghanistan").members_of("csto", "2010-01-01"))[-2:]
        ['tajikistan', 'uzbekistan']
        """
        actor = self.actors.get(body)
        rows = actor.members if actor else ()
        return frozenset(m["actor"] for m in rows if (_holds(m, on) if on else not m.get("to")))

    def governing(self, state: str, first: str, last: str = "") -> str:
        """Who governed a state on a day, or all days from `first` to `last`; the state itself where nobody can say.

        >>> pack = load_region("csto-afghanistan")
        >>> pack.governing("afghanistan", "2021-08-14"), pack.governing("afghanistan", "2021-08-15")
        ('afghan-republic', 'taliban')
        >>> pack.governing("afghanistan", "2021-01-01", "2021-12-31")
        'afghanistan'
        """
        for row in self.governments:
            if row.of == state and row.since <= first and (not row.until or (last or first) < row.until):
                return row.actor
        return state

    @property
    def governed(self) -> frozenset[str]:
        """States of which the pack says who governed them."""
        return frozenset(row.of for row in self.governments)


def _holds(member: dict[str, str], on: str) -> bool:
    """Whether a membership held on a day: from its first day to the day before its last."""
    until = member.get("to", "")
    return member.get("from", "") <= on and (not until or on < until)


def region_names() -> list[str]:
    """The packs that ship with Sarhad.

    >>> "csto-afghanistan" in region_names()
    True
    """
    root = resources.files("sarhad.world") / "regions"
    return sorted(p.name for p in root.iterdir() if (p / "region.toml").is_file())


@functools.lru_cache(maxsize=8)
def load_region(name_or_path: str) -> Region:
    """A pack by its name, or from a folder with the same files.

    Raises SarhadError for an unknown name, a file that does not parse, or a reference that leads nowhere.
    """
    region = read_pack(name_or_path)
    _check(region)
    return region


def read_pack(name_or_path: str) -> Region:
    """A pack as it stands, its references unchecked; `world.lint` tells all that is wrong with it."""
    return _build(_folder(name_or_path))


def load_geometry(region: Region) -> dict[str, Any] | None:
    """The pack's outlines as GeoJSON; None where it has none."""
    return read_geometry(region.folder)


def read_geometry(folder: str) -> dict[str, Any] | None:
    """The outlines in a pack's folder; None where there are none."""
    path = Path(folder) / "borders.geojson"
    if not path.exists():
        return None
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _folder(name_or_path: str) -> Traversable:
    path = Path(name_or_path)
    if (path / "region.toml").is_file():
        return path
    root = resources.files("sarhad.world") / "regions"
    known = {name: root / name for name in region_names()}
    return find(known, name_or_path, "region")


def _build(folder: Traversable) -> Region:
    head = _toml(folder, "region.toml")
    return Region(
        id=str(head["id"]),
        title=str(head["title"]),
        question=str(head.get("question", "Structural crisis or transient threat?")),
        summary=str(head.get("summary", "")),
        countries=tuple(head["countries"]),
        bbox=tuple(head["bbox"]),
        threat_from=tuple(head.get("threat_from", ())),
        engagement=tuple((a, b) for a, b in head.get("engagement", ())),
        actors=_keyed(folder, "actors.toml", "actor", Actor),
        places={k: locate(p) for k, p in _keyed(folder, "places.toml", "place", Place).items()},
        borders=_rows(folder, "borders.toml", "border", Border),
        programmes=_rows(folder, "programmes.toml", "programme", Programme),
        propositions=_keyed(folder, "propositions.toml", "proposition", Proposition),
        anchors=tuple(_convert(row, Anchor, "region.toml") for row in head.get("anchors", [])),
        references=_keyed(folder, "references.toml", "reference", Reference),
        terms={code: {k: tuple(v) for k, v in row.items()} for code, row in _toml(folder, "terms.toml").items()},
        languages=tuple(head.get("languages", LANGUAGES)),
        governments=_rows(folder, "actors.toml", "government", Government),
        folder=str(folder),
    )


def _toml(folder: Traversable, name: str) -> dict[str, Any]:
    path = folder / name
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SarhadError(f"the region pack does not parse ({error})", str(path), "correct the line named") from error


def _rows(folder: Traversable, name: str, key: str, kind: type[R]) -> tuple[R, ...]:
    return tuple(_convert(row, kind, name) for row in _toml(folder, name).get(key, []))


def _keyed(folder: Traversable, name: str, key: str, kind: type[R]) -> dict[str, R]:
    rows = _rows(folder, name, key, kind)
    table = {str(row.id): row for row in rows}  # type: ignore[attr-defined]
    if len(table) < len(rows):
        raise SarhadError("an id occurs twice in the region pack", str(folder / name), "give each entry its own id")
    return table


def _convert(row: dict[str, Any], kind: type[R], name: str) -> R:
    try:
        return msgspec.convert(row, kind, strict=False)
    except msgspec.ValidationError as error:
        where = f"{name}, entry {row.get('id', '?')}"
        raise SarhadError(f"an entry of the pack is wrong ({error})", where, "correct the field named") from error


def _check(region: Region) -> None:
    for file, key, what in missing_references(region):
        if file in REFERRING:
            remedy = "add the reference to references.toml and name it in the entry"
            raise SarhadError(f"an entry of the region pack {what}", f"{region.id}: {key}", remedy)


REFERRING = frozenset({"actors.toml", "places.toml", "borders.toml", "programmes.toml"})


def missing_references(region: Region) -> Iterator[tuple[str, str, str]]:
    """File, entry and what is missing, for each entry that names no reference or one that is not there."""
    for file, key, names in _named_references(region):
        if not names:
            yield file, key, "names no reference"
        yield from ((file, key, f"names the unknown reference {n}") for n in names if n not in region.references)


def _named_references(region: Region) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield from (("actors.toml", a.id, a.references) for a in region.actors.values())
    yield from (("actors.toml", f"government {g.actor}", g.references) for g in region.governments)
    yield from (("places.toml", p.id, p.references) for p in region.places.values())
    yield from (("borders.toml", b.id, b.references) for b in region.borders)
    yield from (("programmes.toml", p.id, p.references) for p in region.programmes)
    yield from (("region.toml", a.id, a.references) for a in region.anchors)
    for border in region.borders:
        yield from (("borders.toml", border.id, (str(row.get("reference", "")),)) for row in border.lengths)
    for actor in region.actors.values():
        for member in (m for m in actor.members if m.get("from") or m.get("to")):
            named = tuple(member.get("reference", "").split()) or actor.references
            yield "actors.toml", f"{actor.id}: {member.get('actor', '')}", named
    for programme in region.programmes:
        rows = (milestone.get("references", ()) for milestone in programme.milestones)
        yield from (("programmes.toml", programme.id, tuple(row)) for row in rows)
