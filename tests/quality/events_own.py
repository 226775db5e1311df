"""Events on the project's own hard sentences, per language, the held-out third apart.

    python -m tests.quality.events_own [--show]

The sentences (`tests/quality/events/*.jsonl`) were written for this project before the rules were tuned. An item
whose number is divisible by three is held out: nothing is tuned on it, and `--show` does not list it. An item is
right when its events are exactly those wanted, in every field that the gold gives (a list there means that any of
them will do); parties are compared by the body they belong to, a government that is named only by "Kabul" by its
state, and two equal events of one item count once. Baseline: the first event word of the sentence, done by the first
actor named to the second.
"""

from __future__ import annotations

import argparse
import functools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sarhad.extract import Kit, extract_documents, make_kit
from sarhad.extract.parsing_ru import lemma_of
from sarhad.ground import ground_document
from sarhad.ground.places import place_of
from sarhad.records import LANGUAGES, Document, Event, Extracted, Sentence
from sarhad.world import Region, load_catalogue, load_lexicon, load_region
from sarhad.world.dates import estimate
from sarhad.world.folding import TOKEN, compile_terms, fold
from sarhad.world.toponyms import key_of

FOLDER = Path(__file__).parent / "events"
Row = dict[str, Any]
System = Callable[[Extracted, Region], list[Row]]


class Item(NamedTuple):
    """One item: a sentence (with a title, if it has one) and the events wanted."""

    id: str
    language: str
    text: str
    published: str
    events: list[Row]
    title: str = ""

    @property
    def held(self) -> bool:
        """Whether nothing may be tuned on it."""
        return int(self.id.rpartition("-")[2]) % 3 == 0

    def document(self) -> Document:
        """The item as a document of one or two sentences."""
        text = f"{self.title}\n{self.text}" if self.title else self.text
        first = (Sentence(start=0, end=len(self.title), kind="title"),) if self.title else ()
        return Document(
            id=self.id,
            page=self.id,
            url=self.id,
            text=text,
            sentences=(*first, Sentence(start=len(text) - len(self.text), end=len(text))),
            language=self.language,
            published=estimate(self.published, "given", "metadata"),
        )


class Figure(NamedTuple):
    """Share of items fully right and F1 of events, in percent, with the number of items."""

    right: float
    f1: float
    n: int


def load() -> list[Item]:
    """All items."""
    return [Item(**json.loads(line)) for path in sorted(FOLDER.glob("*.jsonl")) for line in path.open(encoding="utf-8")]


def extracted(items: Sequence[Item], region: Region) -> Iterator[Extracted]:
    """The items through extraction and grounding, as the pipeline takes them."""
    kits: dict[str, Kit] = {code: make_kit(region, load_catalogue(), code) for code in LANGUAGES}
    catalogue = load_catalogue()
    for found in extract_documents([i.document() for i in items], kits.get):
        yield ground_document(found, region, catalogue, load_lexicon(found.document.language))


# ---------------------------------------------------------------- systems


def by_sarhad(found: Extracted, region: Region) -> list[Row]:
    """Sarhad's events as rows."""
    states = _by_government(found, region)
    rows = [_row(event, region) for event in found.events]
    return [row | {name: states.get(row[name], row[name]) for name in ("actor", "recipient")} for row in rows]


def _by_government(found: Extracted, region: Region) -> dict[str, str]:
    """Governments that the item names only by their state's capital or as its government, with the state.

    The gold was written with the state in their place, before the pack knew who governed when.
    """
    kit = _kit(region.id, found.document.language)
    named: dict[str, set[str]] = {}
    for mention in found.mentions:
        hit = next(kit.gazetteer.find(mention.text), None)
        target = next((n.target for n in hit.names if n.role in {"metonym", "government"}), "") if hit else ""
        named.setdefault(_body(mention.actor, region), set()).add(target if target in region.governed else "")
    return {actor: min(states) for actor, states in named.items() if actor and "" not in states}


@functools.cache
def _kit(region: str, code: str) -> Kit:
    return make_kit(load_region(region), load_catalogue(), code)


def by_first_names(found: Extracted, region: Region) -> list[Row]:
    """Baseline: the first event word, the first named actor, the second."""
    kind = _first_type(fold(found.document.text), found.document.language)
    states = _by_government(found, region)
    bodies = [_body(m.actor, region) for m in found.mentions if m.actor]
    named = list(dict.fromkeys(states.get(b, b) for b in bodies))
    if not kind or not named:
        return []
    parties = {"actor": named[0], "recipient": named[1] if len(named) > 1 else ""}
    return [{"type": kind, "place": "", "date": "", "deaths": [None, None, None], "injured": None, **parties}]


def _first_type(folded: str, code: str) -> str:
    """The type of the first word that stands in the language's own event lists, whatever the word is beside."""
    if code == "ru":
        own = {fold(w.split()[0]): t for t, row in load_lexicon(code).events.items() for w in row["verbs"]}
        return next((own[x] for w in TOKEN.findall(folded) if (x := lemma_of(w, "VERB")) in own), "")
    starts = {name: m.start() for name, p in _patterns(code).items() if (m := p.search(folded))}
    return min(starts, key=starts.__getitem__) if starts else ""


def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    rows = {name: row["verbs"] for name, row in load_lexicon(code).events.items()}
    return {n: compile_terms(tuple(_written(w, code) for w in ws)) for n, ws in rows.items()}


def _written(entry: str, code: str) -> str:
    """An entry as it may stand in a text: English with any ending, Persian and Tajik without the verb that carries."""
    lead = " ".join(entry.split("|")[0].split()[:-1])
    return lead if lead and code != "en" else entry.split("|")[0] + "*"


def _row(event: Event, region: Region) -> Row:
    return {
        "type": event.type,
        "actor": _body(event.actor, region),
        "recipient": _body(event.recipient, region),
        "place": _place(event.place, region),
        "date": event.date.value,
        "deaths": [event.deaths_low, event.deaths_best, event.deaths_high],
        "injured": event.injured,
    }


def _place(key: str, region: Region) -> str:
    """The pack's id; of a place that the pack lacks its name in small letters."""
    found = place_of(key) if key and key not in region.places else None
    return key_of(found.name) if found else key


def _body(actor: str, region: Region) -> str:
    """The body that an office or service belongs to: its topmost parent."""
    seen = {actor}
    while actor in region.actors and (parent := region.actors[actor].parent) and parent not in seen:
        actor = parent
        seen.add(actor)
    return actor


# ---------------------------------------------------------------- scores


def fits(row: Row, gold: Row) -> bool:
    """Whether an event has what the gold gives, field by field.

    >>> fits({"type": "AID", "actor": "un"}, {"type": ["AID", "AGREE"]})
    True
    """
    return all(_same(name, row.get(name), want) for name, want in gold.items())


def _same(name: str, value: object, want: object) -> bool:
    return value in want if isinstance(want, list) and name != "deaths" else value == want


def matched(rows: list[Row], gold: list[Row]) -> int:
    """How many of the gold events are found, each by another row."""
    left = list(rows)
    hits = 0
    for want in gold:
        row = next((r for r in left if fits(r, want)), None)
        if row is not None:
            left.remove(row)
            hits += 1
    return hits


def once(rows: list[Row]) -> list[Row]:
    """Each happening once: rows of the same type and parties, the fullest of them."""
    table: dict[tuple[str, str, str], Row] = {}
    for row in sorted(rows, key=lambda r: (r["deaths"] == [None] * 3, not r["place"])):
        table.setdefault((row["type"], row["actor"], row["recipient"]), row)
    return list(table.values())


def score(items: Sequence[Item], found: dict[str, list[Row]]) -> Figure:
    """Items whose events are exactly those wanted, and F1 of events."""
    right = hits = given = wanted = 0
    for item in items:
        rows = once(found[item.id])
        n = matched(rows, item.events)
        right += n == len(item.events) == len(rows)
        hits, given, wanted = hits + n, given + len(rows), wanted + len(item.events)
    return Figure(round(100 * right / len(items), 1), round(200 * hits / max(given + wanted, 1), 1), len(items))


def measure(system: System = by_sarhad) -> tuple[list[Item], dict[str, list[Row]]]:
    """All items with what a system finds in each."""
    items, region = load(), load_region("csto-afghanistan")
    return items, {e.document.id: system(e, region) for e in extracted(items, region)}


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true", help="list the items that are wrong, none of those held out")
    chosen = options.parse_args()
    print("own events: items fully right, F1 of events, percent")
    for name, system in {"sarhad": by_sarhad, "baseline": by_first_names}.items():
        items, found = measure(system)
        for code in (*LANGUAGES, "all"):
            own = [i for i in items if code in (i.language, "all")]
            for split in ("held", "open"):
                f = score([i for i in own if i.held == (split == "held")], found)
                print(f"{name:9} {code:3} {split:4} right {f.right:5}  F1 {f.f1:5}   n {f.n}")
        if chosen.show and name == "sarhad":
            show(items, found)


def show(items: Sequence[Item], found: dict[str, list[Row]]) -> None:
    """The open items that are wrong, with what was wanted and what was found."""
    for item in items:
        rows = once(found[item.id])
        if not item.held and not (matched(rows, item.events) == len(item.events) == len(rows)):
            print(f"{item.id}: {item.text}")
            for label, shown in (("want", item.events), ("have", rows)):
                print(f"   {label} " + msgspec.json.encode(shown).decode())


if __name__ == "__main__":
    main()
