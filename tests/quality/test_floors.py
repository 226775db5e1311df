"""Quality cannot drift: exact F1 by role must not fall below `floors.json`; lowering a floor takes a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sarhad.records import LANGUAGES
from sarhad.world import load_region

from . import (
    conditions,
    entities,
    events_own,
    facts_coding,
    geovirus,
    incidents,
    own,
    places,
    plover,
    polnear,
    spillover,
    stance,
    structural,
)

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_corpus(language: str) -> None:
    items = [item for item in own.load("held") if item.language == language]
    figures = own.measure(items)
    floor = FLOORS[f"own corpus {language}, held out"]
    assert {role: f.f1 for role, f in figures.items() if f.f1 < floor[role]} == {}


def test_polnear() -> None:
    if not polnear.FILE.is_file():
        pytest.skip(f"the PolNeAR items are not at {polnear.FILE}")
    figures, _speed = polnear.measure("sarhad", polnear.load(400))
    floor = FLOORS["polnear, first 400 items"]
    assert {role: f.f1 for role, f in figures.items() if f.f1 < floor[role]} == {}


def test_the_corpus_is_whole() -> None:
    items = own.load()
    counts = {code: sum(item.language == code for item in items) for code in LANGUAGES}
    assert counts == {"en": 550, "ru": 270, "fa": 270, "tg": 141}
    assert len({item.text for item in items}) == len(items)


def test_every_span_of_the_corpus_holds_words() -> None:
    for item in own.load():
        for claim in item.claims:
            for role in own.ROLES:
                for start, end in claim[role]:  # type: ignore[attr-defined]
                    words = item.text[start:end]
                    assert words and words == words.strip(), (item.id, role, words)


def test_stance() -> None:
    parts = stance.parts(stance.load("held"))
    floor = FLOORS["stance pairs, held out, macro-F1"]
    figures = {part: stance.measure("sarhad", parts[part]) for part in floor}
    assert {part: f for part, f in figures.items() if f < floor[part]} == {}


def test_own_events() -> None:
    items, found = events_own.measure()
    floor = FLOORS["own events, items right"]
    parts = {"held": [i for i in items if i.held], "open": [i for i in items if not i.held]}
    parts |= {code: [i for i in items if i.language == code] for code in LANGUAGES}
    figures = {part: events_own.score(parts[part], found).right for part in floor}
    assert {part: f for part, f in figures.items() if f < floor[part]} == {}


def test_the_event_items_are_whole() -> None:
    items = events_own.load()
    counts = {code: sum(i.language == code for i in items) for code in LANGUAGES}
    assert counts == {"en": 113, "ru": 64, "fa": 52, "tg": 33}
    assert len({i.text for i in items}) == len(items)


def test_the_pairs_are_whole() -> None:
    pairs = stance.load()
    assert len(pairs) == 312 and sum(p.held for p in pairs) == 104
    assert len({(p.lang, p.text, p.proposition, p.other) for p in pairs}) == len(pairs)
    assert {p.label for p in pairs} == set(stance.LABELS)


def test_the_case_against_the_coding_of_the_facts() -> None:
    if not facts_coding.FACTS.is_file():
        pytest.skip(f"no facts at {facts_coding.FACTS}: set SARHAD_SHARED to the folder that holds facts/facts.jsonl")
    figures = facts_coding.measure(facts_coding.code_notes())._asdict()
    floor = FLOORS["bundled case against the facts' coding"]
    assert {name: figures[name] for name in floor if figures[name] < floor[name]} == {}


def test_places_of_geovirus() -> None:
    if not geovirus.FILE.is_file():
        pytest.skip(f"GeoVirus is not at {geovirus.FILE}: set SARHAD_SHARED")
    docs = geovirus.load()[::4]
    resolved, found = geovirus.measure(docs, geovirus.sarhad), geovirus.end_to_end(docs, geovirus.by_gazetteer)
    figures = {"within 161 km": 100 * resolved.accuracy, "own spans, F1": 100 * found.f1}
    assert {name: f for name, f in figures.items() if f < FLOORS["geovirus, every fourth document"][name]} == {}
    assert resolved.accuracy > geovirus.measure(docs, geovirus.largest).accuracy


def test_places_of_own_sentences() -> None:
    assert places.accuracy(places.load(), places.sarhad) >= FLOORS["own sentences on places"]["all"]


def test_plover() -> None:
    if not plover.FILE.is_file():
        pytest.skip(f"the PLOVER gold records are not at {plover.FILE}")
    items, floor = plover.load(), FLOORS["plover gold records"]
    root, quad, _accuracy, _found = plover.measure(items)
    found = {"root": root, "quad": quad, "triples": plover.triples(items)[2]}
    assert {name: value for name, value in found.items() if value < floor[name]} == {}


def test_incidents() -> None:
    events, origins, gold = incidents.generate()
    region = load_region("csto-afghanistan")
    found = incidents.score(gold, incidents.by_evidence(region.actors, region.places)(events, origins))
    assert found.f1 >= FLOORS["incidents, generated"]


@pytest.mark.parametrize("name", entities.TASKS)
def test_entities(name: str) -> None:
    if not (entities.CORPORA / "re3d").is_dir():
        pytest.skip(f"the corpora are not at {entities.CORPORA}: set SARHAD_SHARED")
    task, floor = entities.TASKS[name], FLOORS[f"entities of {name}, every fourth text"]
    find, _ = entities.timed(entities.sarhad(task.language))
    docs = task.load()[::4]
    figures = {kind: 100 * entities.measure(docs, find, [kind]).f1 for kind in floor if kind != "all"}
    figures["all"] = 100 * entities.measure(docs, find, entities.TYPES[name]).f1
    assert {kind: f for kind, f in figures.items() if f < floor[kind]} == {}


def test_conditions() -> None:
    figures = conditions.figures(conditions.measure(conditions.load("held")), "all")
    floor = FLOORS["conditions, held out"]
    assert {part: figures[part] for part in floor if figures[part] < floor[part]} == {}


@pytest.mark.long
def test_spillover() -> None:
    if not spillover.FILE.is_file():
        pytest.skip(f"the conflict data are not at {spillover.FILE}")
    found = spillover.issue(spillover.load(), range(2004, 2024))
    gains = spillover.gains(found)
    floor = FLOORS["spill-over, Brier below the base rate"]
    assert {part: gains[part] for part in floor if gains[part] < floor[part]} == {}


@pytest.mark.long
def test_structural_or_transient() -> None:
    if not structural.FILE.is_file():
        pytest.skip(f"the conflict data are not at {structural.FILE}: set SARHAD_SHARED")
    panel, counts = structural.load()
    parts = structural.measure(structural.issue(panel, counts, 1.0, range(2014, 2023)))
    floor = FLOORS["structural or transient, one death, 2014 to 2022, Brier at most"]
    assert {part: b for part, b in floor.items() if parts[part]["model"]["brier"] > b} == {}
