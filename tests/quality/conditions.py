"""Scenarios and commitments on own sentences in four languages: what is found, and whether its fields are right.

    python -m tests.quality.conditions [--split dev|held] [--misses]

The sentences were written, and split into two files, before the rules; `held` was only ever looked at as a total. A
scenario counts when both halves are exact (with --misses also what was missed); its fields are counted among those
found: hedge, negation, months of a stated horizon, and the readings of both halves as rules over deaths by month
(where the gold gives them). A commitment counts when status, phase and denial are right; its condition apart.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.conftest import make_document

from sarhad.extract import extract_documents, make_kit
from sarhad.ground import ground_document
from sarhad.judge.scenarios import countries_of, read_scenario
from sarhad.records import LANGUAGES, Extracted, Scenario
from sarhad.world import load_catalogue, load_region

HERE = Path(__file__).parent
FIELDS = ("hedge", "negated", "months", "reads")
Item = dict[str, Any]


def load(split: str) -> list[Item]:
    """The sentences of a split."""
    lines = (HERE / f"conditions_{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read(items: list[Item]) -> Iterator[tuple[Item, Extracted]]:
    """Each sentence through extraction and grounding."""
    region, catalogue = load_region("csto-afghanistan"), load_catalogue()
    kits = {code: make_kit(region, catalogue, code) for code in LANGUAGES}
    documents = [make_document(item["text"], language=item["language"], id=item["id"]) for item in items]
    for item, found in zip(items, extract_documents(documents, kits.get), strict=True):
        yield item, ground_document(found, region, catalogue, kits[item["language"]].lexicon)


def measure(items: list[Item], misses: bool = False) -> Counter[str]:
    """Counts by language and in all: found, right, wanted, and fields right of those that can be."""
    region = load_region("csto-afghanistan")
    where, tally = countries_of(region.actors, region.places), Counter[str]()
    for item, found in read(items):
        told = _commitments(item, found) if "commitments" in item else _scenarios(item, found, where)
        wrong = [key for key in told if key.startswith("wrong ")]
        if misses and wrong:
            print(item["id"], item["text"], wrong)
        for part in ("all", item["language"]):
            tally.update({f"{part} {key}": n for key, n in told.items()})
    return tally


def _scenarios(item: Item, found: Extracted, where: Any) -> Counter[str]:
    told = Counter({"scenarios found": len(found.scenarios), "scenarios wanted": len(item["scenarios"])})
    by_halves = {(s.antecedent_text, s.consequent_text): s for s in found.scenarios}
    for gold in item["scenarios"]:
        one = by_halves.pop((gold["if"], gold["then"]), None)
        if one is None:
            told["wrong missed"] += 1
            continue
        told["scenarios right"] += 1
        for field, value in _fields(one, where).items():
            if field in gold:
                told[f"{field} asked"] += 1
                told[f"{field} right"] += value == gold[field]
                told[f"wrong {field}: {value}"] += value != gold[field]
    for halves in by_halves:
        told[f"wrong found: {halves}"] += 1
    return +told


def _fields(s: Scenario, where: Any) -> dict[str, Any]:
    one, other, _unit = read_scenario(s, where)
    reads = [one.rule, other.rule]
    return {"hedge": s.hedge, "negated": s.negated, "months": s.horizon_months, "reads": reads}


def _commitments(item: Item, found: Extracted) -> Counter[str]:
    told = Counter({"commitments found": len(found.commitments), "commitments wanted": len(item["commitments"])})
    for gold in item["commitments"]:
        rows = [c for c in found.commitments if (c.status, c.phase, c.denied) == _key(gold)]
        told["commitments right"] += bool(rows)
        if not rows:
            told[f"wrong status: {[(c.status, c.phase, c.denied) for c in found.commitments]}"] += 1
        told["condition asked"] += 1
        given = found.commitments[0].condition_text if found.commitments else ""
        told["condition right"] += given == gold["condition"]
        told[f"wrong condition: {given}"] += given != gold["condition"]
    return +told


def _key(gold: Item) -> tuple[str, int | None, bool]:
    return gold["status"], gold["phase"], gold["denied"]


def figures(tally: Counter[str], part: str) -> dict[str, float]:
    """Percentages of a part: precision and recall of scenarios and commitments, and the fields."""
    rows: dict[str, float] = {}
    for kind in ("scenarios", "commitments"):
        right = tally[f"{part} {kind} right"]
        rows[f"{kind} precision"] = 100 * right / max(tally[f"{part} {kind} found"], 1)
        rows[f"{kind} recall"] = 100 * right / max(tally[f"{part} {kind} wanted"], 1)
    for field in (*FIELDS, "condition"):
        rows[field] = 100 * tally[f"{part} {field} right"] / max(tally[f"{part} {field} asked"], 1)
    return {key: round(value, 1) for key, value in rows.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "held"), default="held")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    items = load(options.split)
    tally = measure(items, options.misses and options.split == "dev")
    print(f"{options.split}: {len(items)} sentences; n in brackets")
    for part in ("all", *LANGUAGES):
        rows = figures(tally, part)
        kinds = (f"{k} P {rows[k + ' precision']} R {rows[k + ' recall']} ({tally[f'{part} {k} wanted']})"
                 for k in ("scenarios", "commitments"))  # fmt: skip
        fields = (f"{f} {rows[f]} ({tally[f'{part} {f} asked']})" for f in (*FIELDS, "condition"))
        print(f"  {part:3} " + "; ".join((*kinds, *fields)))


if __name__ == "__main__":
    main()
