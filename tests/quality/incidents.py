"""Joining of events that tell of one happening: pairs of events, on the bundled case and on a generated set.

    python -m tests.quality.incidents [--show]

The gold of the bundled case (`incidents.json`) names for each happening the facts that tell of it; an event belongs to
the happening of its note's facts when its type is one of the happening's; one that the note dates otherwise belongs to
the happening of that day, when there is just one. Events of
notes that digest several happenings are left out. The generated set (fixed seed) has happenings with one to six reports
each: dates coarsened, places left out or widened, parties left out, deaths differing. Baseline: same type, same day.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.case.answer_key import read_key

from sarhad import pipeline
from sarhad.ground.incidents import find_incidents
from sarhad.records import Actor, DateEstimate, Event, Origin, Place, make_id
from sarhad.world import load_region, quad_of
from sarhad.world.dates import estimate

GOLD = Path(__file__).with_name("incidents.json")
Grouping = Callable[[Sequence[Event], Sequence[Origin]], list[tuple[str, ...]]]


class Pairs(NamedTuple):
    """Pairwise precision, recall and F1 in percent, with the number of events and of gold pairs."""

    precision: float
    recall: float
    f1: float
    events: int
    pairs: int


def score(gold: Mapping[str, str], groups: Sequence[Sequence[str]]) -> Pairs:
    """Compare groups of event ids with the gold happening of each.

    >>> score({"a": "x", "b": "x", "c": "y"}, [("a", "b"), ("c",)]).f1
    100.0
    """
    want = {p for p in combinations(sorted(gold), 2) if gold[p[0]] == gold[p[1]]}
    found = {p for g in groups for p in combinations(sorted(e for e in g if e in gold), 2)}
    hits = len(want & found)
    precision, recall = 100 * hits / max(len(found), 1), 100 * hits / max(len(want), 1)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Pairs(round(precision, 1), round(recall, 1), round(f1, 1), len(gold), len(want))


# ---------------------------------------------------------------- systems


def by_evidence(actors: Mapping[str, Actor], places: Mapping[str, Place]) -> Grouping:
    """Sarhad."""
    return lambda events, origins: [i.events for i in find_incidents(events, origins, actors, places)]


def by_type_and_day(events: Sequence[Event], _origins: Sequence[Origin]) -> list[tuple[str, ...]]:
    """Baseline: the same type on the same day."""
    table: dict[tuple[str, str], list[str]] = {}
    for event in events:
        table.setdefault((event.type, event.date.value or event.id), []).append(event.id)
    return [tuple(row) for row in table.values()]


# ---------------------------------------------------------------- the bundled case


def read_case() -> tuple[list[Event], list[Origin], dict[str, str]]:
    """Events and origins of the bundled case, and the gold happening of each event that has one."""
    with TemporaryDirectory() as folder:
        workspace = Path(folder)
        settings = pipeline.init(workspace)
        pipeline.read(workspace, [str(pipeline.bundled_case())], settings)
        case = pipeline.build_case(workspace, settings)
    key = read_key(pipeline.bundled_case())
    facts = {d.id: facts_of(d.url, d.title, key) for d in case.documents}
    return list(case.events), list(case.origins), gold_of(case.events, facts)


def facts_of(url: str, title: str, key: Mapping[str, list[str]]) -> list[str]:
    """The facts of a document, found by its note's address; none for a document that is no note."""
    return next((f for (u, t), f in _by_address().items() if u == url and t == title), [])


def _by_address() -> dict[tuple[str, str], list[str]]:
    from tests.case.answer_key import read_notes

    if not _NOTES:
        _NOTES.update({(n.url, n.title): list(n.facts) for n in read_notes(pipeline.bundled_case())})
    return _NOTES


_NOTES: dict[tuple[str, str], list[str]] = {}


def gold_of(events: Sequence[Event], facts: Mapping[str, list[str]]) -> dict[str, str]:
    """Event → happening, where its note tells of one happening only and the event is of its type."""
    happenings = json.loads(GOLD.read_text(encoding="utf-8"))
    of_fact = {f: name for name, row in happenings.items() for f in row["facts"]}
    table = {}
    for event in events:
        names = {of_fact[f] for f in facts[event.document] if f in of_fact}
        own = [n for n in names if _fits(event, happenings[n])]
        fitting = own or [n for n, row in happenings.items() if names and event.date.earliest and _fits(event, row)]
        if len(names) == 1 and len(fitting) == 1:
            table[event.id] = fitting[0]
    return table


def _fits(event: Event, happening: dict[str, str]) -> bool:
    """Of its type, and not told as of another day."""
    near = date.fromisoformat(happening["date"])
    first = date.fromisoformat(event.date.earliest) if event.date.earliest else near
    last = date.fromisoformat(event.date.latest) if event.date.earliest else near
    return event.type in happening["types"] and first - timedelta(2) <= near <= last + timedelta(2)


# ---------------------------------------------------------------- the generated set


def generate(count: int = 250, seed: int = 7) -> tuple[list[Event], list[Origin], dict[str, str]]:
    """Happenings of the region pack's actors and places with one to six reports each, deterministic."""
    region, rng = load_region("csto-afghanistan"), random.Random(seed)
    fine = [p for p in region.places.values() if p.kind in {"village", "city", "district", "crossing"} and p.lat]
    states = [a.id for a in region.actors.values() if a.kind in {"state", "armed-group"}]
    events, gold = [], {}
    for number in range(count):
        day = date(2024, 1, 1) + timedelta(rng.randrange(700))
        kind = rng.choice(["ASSAULT", "COERCE", "CONSULT", "SUPPORT", "AID"])
        actor, recipient = rng.sample(states, 2)
        dead = rng.randrange(1, 9) if kind == "ASSAULT" else None
        for report in range(rng.choice([1, 1, 2, 3, 4, 6])):
            place = fine[number * 7 % len(fine)]
            event = _report(rng, f"{number}-{report}", kind, day, (actor, recipient), place, dead, region.places)
            events.append(event)
            gold[event.id] = str(number)
    return events, [], gold


def _report(
    rng: random.Random,
    name: str,
    kind: str,
    day: date,
    parties: tuple[str, str],
    place: Place,
    dead: int | None,
    places: Mapping[str, Place],
) -> Event:
    """One report of a happening, with what reports leave out, widen or count otherwise."""
    drop = rng.random()
    country = next((p.id for p in places.values() if p.kind == "country" and p.country == place.country), "")
    where = place.id if drop < 0.7 else country if drop < 0.85 else ""
    count = None if dead is None or rng.random() < 0.3 else max(dead + rng.choice([0, 0, 0, 1, -1]), 0)
    return Event(
        id=make_id("event", name),
        document=f"doc-{name}",
        evidence=(),
        made_by="generated",
        type=kind,
        quad=quad_of(kind),
        actor=parties[0] if rng.random() < 0.85 else "",
        recipient=parties[1] if rng.random() < 0.8 else "",
        place=where,
        date=_date(rng, day),
        deaths_best=count,
    )


def _date(rng: random.Random, day: date) -> DateEstimate:
    roll = rng.random()
    if roll < 0.75:
        return estimate(day.isoformat(), "stated")
    told = day + timedelta(rng.randrange(0, 3))
    return DateEstimate(value=told.isoformat(), precision="day", how="inferred", latest=told.isoformat())


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true", help="list the pairs of the bundled case that differ")
    chosen = options.parse_args()
    region = load_region("csto-afghanistan")
    systems: dict[str, Grouping] = {
        "sarhad": by_evidence(region.actors, region.places),
        "type and day": by_type_and_day,
    }
    for title, (events, origins, gold) in {"bundled case": read_case(), "generated": generate()}.items():
        for name, group in systems.items():
            groups = group(events, origins)
            row = score(gold, groups)
            counts = f"{row.events} events, {row.pairs} pairs"
            print(f"{title:13} {name:13} P {row.precision} R {row.recall} F1 {row.f1}   {counts}")
            if chosen.show and title == "bundled case" and name == "sarhad":
                show({e.id: e for e in events}, gold, groups)


def show(events: Mapping[str, Event], gold: Mapping[str, str], groups: Sequence[Sequence[str]]) -> None:
    """The gold happenings with the group of each event."""
    number = {e: k for k, g in enumerate(groups) for e in g}
    for event in sorted(gold, key=lambda e: (gold[e], number[e])):
        row = events[event]
        print(f"  {gold[event]:28} {number[event]:4} {row.type} {row.actor}>{row.recipient} @{row.place} "
              f"{row.date.earliest}..{row.date.latest} dead {row.deaths_best} {row.document}")  # fmt: skip


if __name__ == "__main__":
    main()
