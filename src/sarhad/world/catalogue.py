"""The catalogue of sources: outlets and bodies with owner, languages, addresses and reliability grades.

A workspace may keep sources of its own, which win over those that ship with Sarhad, and an analyst may grade any source
anew; what was graded before stays in its history.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from sarhad.errors import SarhadError
from sarhad.records import Correction, Grade, Record, Source
from sarhad.registry import find
from sarhad.world.folding import fold

GRADED = "source"  # the table of corrections that grade a source; their field:
GRADE = "grade"


class Catalogue(Record, frozen=True, kw_only=True):
    """All sources by id, with look-up by publisher name and by address."""

    sources: dict[str, Source]
    by_name: dict[str, str]
    by_domain: dict[str, str]

    def find(self, publisher: str, url: str = "") -> Source | None:
        """The source that a publisher's name, or else an address, belongs to; None where the catalogue has none."""
        key = self.by_name.get(fold(publisher).strip())
        if key is None and url:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            key = next((self.by_domain[d] for d in _domains(host) if d in self.by_domain), None)
        return self.sources[key] if key else None


def _domains(host: str) -> list[str]:
    parts = host.split(".")
    return [".".join(parts[i:]) for i in range(max(len(parts) - 1, 0))]


@functools.cache
def load_catalogue(own: str = "") -> Catalogue:
    """The sources that ship with Sarhad, and those of the folder `own`, which win: by id, name and address.

    A file of `own` whose id is known may hold only the fields that differ. Raises SarhadError for a file that does not
    parse, a field that no source has, and a relay that leads to no source.

    >>> load_catalogue().find("Khovar").country
    'TJ'
    """
    shipped = {str(row["id"]): row for _, row in _rows(resources.files("sarhad.world") / "sources")}
    added = {str(row.get("id", "")): (path, row) for path, row in _rows(Path(own))} if own else {}
    first = {key: _source(row, key) for key, row in shipped.items() if key not in added}
    last = {key: _source(shipped.get(key, {}) | _known(row, path), path) for key, (path, row) in added.items()}
    sources = first | last
    _check_relays(sources, last)
    names = {fold(n): s.id for s in sources.values() for n in _names(s)}
    domains = {d: s.id for s in sources.values() for d in s.urls}
    return Catalogue(sources=dict(sorted(sources.items())), by_name=names, by_domain=domains)


def _names(source: Source) -> list[str]:
    return [source.name, source.id, *source.publisher_names, *(a for row in source.aliases.values() for a in row)]


def _rows(folder: Traversable) -> Iterator[tuple[str, dict[str, Any]]]:
    """The TOML files of a folder and its subfolders, in the order of their names."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            yield from _rows(path)
        elif path.name.endswith(".toml"):
            try:
                yield str(path), tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise _unreadable(error, str(path)) from error


def _source(row: dict[str, Any], where: str) -> Source:
    try:
        return msgspec.convert(row, Source)
    except msgspec.ValidationError as error:
        raise _unreadable(error, where) from error


def _unreadable(error: Exception, where: str) -> SarhadError:
    return SarhadError(f"a source cannot be read ({error})", where, "correct the file")


def _known(row: dict[str, Any], where: str) -> dict[str, Any]:
    fields = {field.name: None for field in msgspec.structs.fields(Source)}
    for name in row:
        find(fields, name, f"field of a source in {where}")
    return row


def _check_relays(sources: Mapping[str, Source], own: Mapping[str, Source]) -> None:
    for source in own.values():
        for relayed in source.relays:
            find(sources, relayed, f"source that {source.id} relays")


# ---------------------------------------------------------------- grades


def with_gradings(sources: Mapping[str, Source], corrections: Iterable[Correction], day: str) -> dict[str, Source]:
    """The sources with the grades in force on a day (ISO): an analyst's grade wins over the catalogue's from the date
    it holds from. `grades` is then the history up to that day, the grade in force last."""
    given: dict[str, list[Grade]] = {}
    for correction in corrections:
        if (correction.table, correction.field) == (GRADED, GRADE):
            given.setdefault(correction.record, []).append(msgspec.json.decode(correction.value, type=Grade))
    return {key: graded(source, given.get(key, ()), day) for key, source in sources.items()}


def graded(source: Source, given: Iterable[Grade], day: str) -> Source:
    """One source with the grades in force on a day. A first grade that is younger than the day counts all the same:
    the catalogue's dates say when it was written, not when an outlet became what it is.

    >>> old = Grade(grade="F", since="2026-11-24", by="sarhad", reason="not judged")
    >>> new = Grade(grade="B", since="2026-12-01", by="desk", reason="borne out three times")
    >>> source = Source(id="x", name="X", kind="agency", grades=(old,))
    >>> [graded(source, [new], day).grade for day in ("2026-11-30", "2026-12-01")]
    ['F', 'B']
    """
    shipped = tuple(g for g in source.grades if g.since <= day) or source.grades[:1]
    later = sorted((g for g in given if g.since <= day), key=lambda g: g.since)
    return msgspec.structs.replace(source, grades=(*shipped, *later))
