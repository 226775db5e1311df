"""The catalogue of sources: outlets and bodies with owner, languages, addresses and reliability grades."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from urllib.parse import urlsplit

import msgspec

from sarhad.errors import SarhadError
from sarhad.records import Record, Source
from sarhad.world.folding import fold


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
def load_catalogue() -> Catalogue:
    """The sources that ship with Sarhad.

    >>> load_catalogue().find("Khovar").country
    'TJ'
    """
    sources = {s.id: s for s in _read()}
    names = {fold(n): s.id for s in sources.values() for n in _names(s)}
    domains = {d: s.id for s in sources.values() for d in s.urls}
    return Catalogue(sources=sources, by_name=names, by_domain=domains)


def _names(source: Source) -> list[str]:
    return [source.name, source.id, *source.publisher_names, *(a for row in source.aliases.values() for a in row)]


def _read() -> list[Source]:
    rows = []
    for country in sorted((resources.files("sarhad.world") / "sources").iterdir(), key=lambda p: p.name):
        for path in sorted(country.iterdir(), key=lambda p: p.name) if country.is_dir() else ():
            if path.name.endswith(".toml"):
                try:
                    rows.append(msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Source))
                except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
                    raise SarhadError(f"a source cannot be read ({error})", path.name, "correct the file") from error
    return rows
