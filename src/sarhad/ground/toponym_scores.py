"""How well each place of a name fits its text: a sum of named parts, in powers of ten of population.

score = prior + country + container + proximity + kind + pack

A part is left out where the text says nothing. A place is as likely as it is large (prior); each further part is worth
as many powers of ten. The weights are round figures set by hand, not fitted.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from sarhad.ground.toponym_context import Asked, Named
from sarhad.records import Record
from sarhad.world.grid import distance_km
from sarhad.world.toponyms import Toponym

PRIOR = {
    "country": 9.5,
    "continent": 9.5,
    "region": 8.5,
    "sea": 7.5,
    "strait": 7.0,
    "former": 6.5,
    "island": 6.5,
    "peninsula": 6.5,
}
WEIGHT = {"country": 1.0, "former": 0.5, "admin1": 0.8, "admin2": 0.5, "city": 0.6, "region": 0.5, "continent": 0.0}
COUNTRY, CONTAINER, PROXIMITY, KIND, PACK = 3.0, 4.0, 1.5, 3.0, 2.0
ELSEWHERE = -1.5  # a town in a country of which the text, which names some, says nothing
CAPITAL_SHARE = 0.2  # a division with a city of its name that holds this share of its people is mostly called in full
NEAR_KM = 200.0  # proximity falls to 1/e at this distance
_LINK = re.compile(
    r"\s*(?:,|\(|,?\s(?:in|of|в|во|از|در|дар)(?:\s(?:the|central|north\w*|south\w*|east\w*|west\w*))?)\s*$|^,\s*$"
)
_OWNS = re.compile(r"^(?:['’]s)?\s*(?:\S+\s){0,3}(?:\S+\s)?$")


class Sense(Record, frozen=True, kw_only=True):
    """A place that a name may mean, with its score and the parts of it, largest first."""

    toponym: Toponym
    score: float
    parts: tuple[tuple[str, float], ...]

    @property
    def supported(self) -> bool:
        """Whether anything but its size speaks for it."""
        return any(value > 0.3 for name, value in self.parts if name != "prior")


class Setting(Record, frozen=True, kw_only=True):
    """What a text's other places say: votes for countries and divisions, and the points of those that are settled."""

    votes: dict[str, float]
    points: tuple[tuple[float, float], ...] = ()
    pack: frozenset[str] = frozenset()  # countries of the region packs


def prior(t: Toponym) -> float:
    """How likely a place is without any text: its population, its fame, and its rank."""
    if t.role == "code":
        return 2.0
    fame = 0.5 * math.log10(max(1, t.fame))
    if t.kind in PRIOR:
        return PRIOR[t.kind]
    size = math.log10(t.population + 10)
    rank = {"admin1": 1.0, "admin2": -1.5, "city": fame}.get(t.kind, 5.0 - size)
    return size + rank - (0.7 if t.role == "alias" and t.population < 100_000 else 0.0)


def set_scene(settled: Iterable[tuple[Toponym, int]], pack: frozenset[str] = frozenset()) -> Setting:
    """Votes and points of places that are named so many times. A name heard twice counts more than once, not twice."""
    votes: dict[str, float] = defaultdict(float)
    points = []
    for t, times in settled:
        weight = WEIGHT.get(t.kind, 0.3) * (1 + math.log2(times)) * (0.8 if t.role == "demonym" else 1.0)
        countries = t.country.split()
        for country in countries:
            votes[country] += weight / len(countries)
        if t.admin1:
            votes[t.admin1] += weight
        if t.kind in {"city", "admin1", "admin2", "island", "district", "crossing", "village"} and t.role != "demonym":
            points.append(t.point)
    return Setting(votes=dict(votes), points=tuple(points), pack=pack)


def score(asked: Asked, scene: Setting, containers: Sequence[tuple[Toponym, float]] = ()) -> list[Sense]:
    """All senses of a name in its setting, best first."""
    inside = _without_siblings(containers, asked.candidates)
    senses = [_score(t, asked, scene, inside) for t in asked.candidates if t.role != "demonym"]
    return sorted(senses, key=lambda s: (-s.score, s.toponym.id))


def _score(t: Toponym, asked: Asked, scene: Setting, containers: Sequence[tuple[Toponym, float]]) -> Sense:
    parts = {
        "prior": prior(t),
        "country": _by_country(t, scene),
        "container": max((w for c, w in containers if c.holds(t)), default=0.0),
        "proximity": _by_distance(t, scene),
        "kind": KIND if asked.kind and asked.kind == t.kind else 0.0,
        "own city": -1.0 if _has_city(t, asked) else 0.0,
        "pack": _by_pack(t, scene),
    }
    kept = sorted(((k, round(v, 2)) for k, v in parts.items() if v), key=lambda kv: -kv[1])
    return Sense(toponym=t, score=sum(parts.values()), parts=tuple(kept))


def _has_city(t: Toponym, asked: Asked) -> bool:
    """Whether a division's name is in the first place that of its chief city ("São Paulo")."""
    if t.kind != "admin1" or asked.kind == "admin1":
        return False
    own = max((c.population for c in asked.candidates if c.kind == "city" and c.admin1 == t.code), default=0)
    return own >= max(100_000, CAPITAL_SHARE * t.population)


def _without_siblings(
    containers: Sequence[tuple[Toponym, float]], known: Sequence[Toponym]
) -> list[tuple[Toponym, float]]:
    """Containers but those that stand in a list with the name: "Washington, Oregon and Idaho", "Niger, Nigeria"."""
    divided = {t.country for t in known if t.kind == "admin1"}
    whole = any(t.kind == "country" and t.role != "demonym" for t in known)
    return [
        (c, w)
        for c, w in containers
        if not (c.kind == "admin1" and c.country in divided) and not (c.kind == "country" and whole)
    ]


def _by_country(t: Toponym, scene: Setting) -> float:
    """The share of votes for the place's country, and half as much again for its first division."""
    total = sum(v for k, v in scene.votes.items() if "." not in k)
    if not total or not t.country:
        return 0.0
    own = sum(scene.votes.get(c, 0.0) for c in t.country.split())
    if not own and total >= 1.0 and t.kind in {"city", "admin2"}:
        return ELSEWHERE
    value = COUNTRY * min(1.0, own / total) + (0.5 if own else 0.0)
    return value + (
        COUNTRY / 2 * min(1.0, scene.votes.get(t.admin1, 0.0) / total) if t.kind in {"city", "admin2"} else 0.0
    )


def _by_distance(t: Toponym, scene: Setting) -> float:
    if t.kind in {"country", "continent", "region", "former"} or not scene.points:
        return 0.0
    return PROXIMITY * math.exp(-min(distance_km(t.point, p) for p in scene.points) / NEAR_KM)


def _by_pack(t: Toponym, scene: Setting) -> float:
    """A region pack's own places come first where the text names their country, or none at all."""
    if t.type != "pack":
        return 0.0
    told = t.country in scene.votes if t.country else any(c in scene.votes for c in scene.pack)
    return PACK if told or not scene.votes else 0.0


# ---------------------------------------------------------------- containers


def containers_of(text: str, names: Sequence[Named], spans: Iterable[tuple[int, int]]) -> list[tuple[Toponym, float]]:
    """Places that stand right beside the spans as what holds them: "Paris, Texas", "Texas's Paris".

    Each with its weight: less for the second and third of "Palauig, Manaoag, Pangasinan".
    """
    found: list[tuple[Toponym, float]] = []
    starts = [n.start for n in names]
    for start, end in spans:
        at, weight = end, CONTAINER
        for named in islice(names, bisect_left(starts, end), None):
            if weight < 2 or named.start - at > 14 or not _LINK.search(text[at : named.start]):
                break
            found += [(c, weight) for c in named.candidates if c.role != "demonym"]
            at, weight = named.end, weight - 1
        i = bisect_left(starts, start) - 1
        before = names[i] if i >= 0 and names[i].end <= start else None
        if before and start - before.end <= 30 and _owns(before, text[before.end : start]):
            found += [(c, CONTAINER - 1.5) for c in before.candidates]
    return list(dict.fromkeys(found))


def _owns(before: Named, gap: str) -> bool:
    """ "Texas's Paris", "the Afghan city of Herat"."""
    possessive = gap.startswith(("'s", "’s"))
    demonym = any(c.role == "demonym" for c in before.candidates)
    return (possessive or demonym) and bool(_OWNS.match(gap)) and not re.search("[.;:,]", gap)
