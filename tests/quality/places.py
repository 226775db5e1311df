"""Ambiguous place names in sentences of our own, in four languages: the right country, or rightly none?

    python -m tests.quality.places [--misses]

Beside Sarhad the largest place of the name, which reads nothing, and the most populous city. `places_own.jsonl` was
written for this project: a name, its sentence, the country it lies in (empty: there is no such place).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sarhad.ground.places import resolve_place
from sarhad.records import LANGUAGES
from sarhad.world.toponyms import find_toponyms, key_of

FILE = Path(__file__).parent / "places_own.jsonl"


class Item(NamedTuple):
    lang: str
    name: str
    text: str
    country: str


def load() -> list[Item]:
    return [Item(**json.loads(line)) for line in FILE.read_text(encoding="utf-8").splitlines()]


def sarhad(item: Item) -> str:
    place = resolve_place(item.name, item.text)
    return place.country if place else ""


def largest(item: Item) -> str:
    return next((t.country for t in find_toponyms(key_of(item.name)) if t.role != "demonym"), "")


def most_populous(item: Item) -> str:
    return next((t.country for t in find_toponyms(key_of(item.name)) if t.kind == "city"), "")


SYSTEMS: dict[str, Callable[[Item], str]] = {
    "most populous city": most_populous,
    "largest place": largest,
    "sarhad": sarhad,
}


def accuracy(items: Sequence[Item], answer: Callable[[Item], str]) -> float:
    """Share of items with the right country, in percent."""
    return 100 * sum(answer(item) == item.country for item in items) / len(items)


def misses(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        found = sarhad(item)
        if found != item.country:
            yield f"{item.lang} {item.name}: {found or 'none'}, not {item.country or 'none'}: {item.text}"


def main() -> None:
    items = load()
    parts = {"all": items} | {code: [i for i in items if i.lang == code] for code in LANGUAGES}
    print("Own sentences on places: " + ", ".join(f"{part} {len(rows)}" for part, rows in parts.items()))
    for name, answer in SYSTEMS.items():
        print(f"{name:20} " + "  ".join(f"{part} {accuracy(rows, answer):5.1f}" for part, rows in parts.items()))
    if "--misses" in sys.argv:
        print("\n".join(misses(items)))


if __name__ == "__main__":
    main()
