"""PLOVER types of sentences with known parties, and whole triples from raw text, on the PLOVER gold records.

    python -m tests.quality.plover [--half look|count|all] [--misses]

The records (`../shared/corpora/plover_gsr`) carry labels of an early draft; `MAPPED` gives today's. Every second record
is for looking at while rules are written ("look"), the others are only counted. Baselines: the most frequent type, and
the first event word of the sentence by the same word lists, without any composition.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from sarhad.extract.acts_en import doc_acts, event_words, given_act, noun_entries, verb_entries
from sarhad.extract.events_en import Coded, coded
from sarhad.extract.parsing import parse_sentences
from sarhad.world import PLOVER, quad_of

SHARED = Path(os.environ.get("SARHAD_SHARED", "../shared"))
FILE = SHARED / "corpora" / "plover_gsr" / "PLOVER_GSR_CAMEO.txt"
MAPPED = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}


class Item(NamedTuple):
    """A gold record: the sentence, its type, and the spans of those who act and those acted upon."""

    id: str
    text: str
    kind: str
    actors: list[tuple[int, int]]
    recipients: list[tuple[int, int]]


def load(half: str = "all") -> list[Item]:
    """The gold records of a half: "look", "count" or "all"."""
    rows = sorted(json.loads(FILE.read_text(encoding="utf-8")), key=lambda r: r["id"])
    items = [_item(r) for r in rows if r["event"] != "DOCUMENT"]
    return [i for n, i in enumerate(items) if half == "all" or n % 2 == (half == "count")]


def _item(row: dict) -> Item:  # type: ignore[type-arg]
    text = row["text"].strip(" {}")
    kind = MAPPED.get(row["event"], row["event"])
    return Item(row["id"], text, kind, _spans(text, row.get("source")), _spans(text, row.get("target")))


def _spans(text: str, parties: object) -> list[tuple[int, int]]:
    names = (
        [p.get("actorText", "").strip() for p in parties if isinstance(p, dict)] if isinstance(parties, list) else []
    )
    parts = [part.strip() for name in names for part in name.split("...") if part.strip()]
    return [(at, at + len(part)) for part in parts if (at := text.find(part)) >= 0]


def by_composition(items: Sequence[Item]) -> list[str]:
    """Sarhad's coder with the parties given."""
    docs = parse_sentences(i.text for i in items)
    acts = [
        given_act(d, (i.actors or [(0, 0)])[0], next(iter(i.recipients), None))
        for d, i in zip(docs, items, strict=True)
    ]
    return [a.kind if a else "" for a in acts]


def by_first_word(items: Sequence[Item]) -> list[str]:
    """The type of the first event word, whatever governs it."""
    return [_first(i.text.lower().split()) for i in items]


def _first(words: list[str]) -> str:
    for word in (w.strip(".,;:\"'") for w in words):
        if word in event_words():
            kinds = [
                e.kind for e in verb_entries().get(word, ()) if not (e.operator or e.beside or e.objects or e.subjects)
            ]
            kinds += [k for ws, k, operator in noun_entries().get(word, ()) if not operator and len(ws) == 1]
            if kinds:
                return kinds[0]
    return ""


def by_majority(items: Sequence[Item]) -> list[str]:
    """The most frequent type for all."""
    return [Counter(i.kind for i in items).most_common(1)[0][0]] * len(items)


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Unweighted mean of the F1 of each class in the gold, in percent."""
    scores = []
    for kind in sorted(set(gold)):
        hits = sum(g == f == kind for g, f in zip(gold, found, strict=True))
        total = sum(g == kind for g in gold) + sum(f == kind for f in found)
        scores.append(2 * hits / total if total else 0.0)
    return 100 * sum(scores) / len(scores)


def triples(items: Sequence[Item]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent of whole triples from raw text: the outermost act of each sentence that has
    a party, its type equal and its parties overlapping the gold ones; a gold record without a recipient takes the
    second of its actors, or none.
    """
    found = hits = 0
    for item, doc in zip(items, parse_sentences(i.text for i in items), strict=True):
        rows = [c for c in (coded(act) for _head, act in doc_acts(doc)) if c.actors or c.recipients]
        found += bool(rows)
        hits += bool(rows) and _is_triple(rows[0], item)
    precision, recall = 100 * hits / max(found, 1), 100 * hits / len(items)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1)


def _is_triple(row: Coded, item: Item) -> bool:
    others = item.recipients or item.actors[1:]
    whom = _meet(row.recipients, others) or _meet(row.actors, item.actors[1:]) if others else True
    return row.type == item.kind and (_meet(row.actors, item.actors) or not item.actors) and whom


def _meet(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> bool:
    return any(s < f and t < e for s, e in a for t, f in b)


SYSTEMS: dict[str, Callable[[Sequence[Item]], list[str]]] = {
    "sarhad": by_composition,
    "first word": by_first_word,
    "majority": by_majority,
}


def measure(items: Sequence[Item], name: str = "sarhad") -> tuple[float, float, float, list[str]]:
    """Root macro-F1, quad macro-F1, accuracy in percent, and the types found."""
    found = SYSTEMS[name](items)
    gold = [i.kind for i in items]
    quads = [quad_of(f) if f in PLOVER else "" for f in found]
    hits = sum(g == f for g, f in zip(gold, found, strict=True))
    return macro_f1(gold, found), macro_f1([quad_of(g) for g in gold], quads), 100 * hits / len(gold), found


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--half", choices=("look", "count", "all"), default="all")
    options.add_argument("--misses", action="store_true", help="list the misses")
    chosen = options.parse_args()
    items = load(chosen.half)
    print(
        f"PLOVER gold records, parties given, {chosen.half}, n = {len(items)}; root macro-F1, quad macro-F1, accuracy"
    )
    for name in SYSTEMS:
        start = time.perf_counter()
        root, quad, accuracy, _found = measure(items, name)
        speed = len(items) / (time.perf_counter() - start)
        print(f"{name:12} {root:6.1f} {quad:6.1f} {accuracy:6.1f}   {speed:.0f} sentences/s")
    print(
        "whole triples, P / R / F1 {:.1f} {:.1f} {:.1f}   (PETRARCH-2 on its own 74 sentences: F1 58.2)".format(
            *triples(items)
        )
    )
    if chosen.misses:
        for item, kind in zip(items, measure(items)[3], strict=True):
            if kind != item.kind:
                print(f"{item.kind:10} {kind:10} {item.text[:190]}")


if __name__ == "__main__":
    main()
