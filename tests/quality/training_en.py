"""Who-said-what on the English sentences that the rules are worked on with, and what is missed or wrong in them.

    python -m tests.quality.training_en [FILE.jsonl ...] [--errors]

The sentences (`tests/quality/training/*.jsonl`) were written for this: each file was scored once before any rule was
changed for it (those figures are in docs/research.md), then the rules were widened with it in view.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sarhad.extract import extract_documents, make_kit
from sarhad.world import load_catalogue, load_region

from .own import ROLES, Item, documents, gold
from .spans import Span, score

FILES = Path(__file__).parent / "training"


def load(path: Path) -> list[Item]:
    """The sentences of a file."""
    return [Item(**json.loads(line)) for line in path.open(encoding="utf-8")]


def find(items: list[Item]) -> dict[str, set[Span]]:
    """The spans found, by role."""
    kit = make_kit(load_region("csto-afghanistan"), load_catalogue(), "en")
    found: dict[str, set[Span]] = {role: set() for role in ROLES}
    for number, row in enumerate(extract_documents(list(documents(items)), lambda _code: kit)):
        for claim in row.claims:
            for role in ROLES:
                found[role] |= {(number, start, end) for start, end in getattr(claim, role)}
    return found


def show(items: list[Item], found: dict[str, set[Span]]) -> None:
    """Print what is missed (-) and what is wrong (+), sentence by sentence."""
    for number, item in enumerate(items):
        rows = []
        for role in ROLES:
            own, ours = ({s for s in spans if s[0] == number} for spans in (gold(items, role), found[role]))
            rows += [f"   {sign} {role:8}{item.text[s:e]}" for sign, part in (("-", own - ours), ("+", ours - own))
                     for _n, s, e in sorted(part)]  # fmt: skip
        if rows:
            print(item.id, item.text, *rows, sep="\n")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
    for path in chosen.files or sorted(FILES.glob("*.jsonl")):
        items = load(path)
        found = find(items)
        if chosen.errors:
            show(items, found)
        for role in ROLES:
            f = score(gold(items, role), found[role])
            print(f"{path.name}  {role:8} {f.precision:6} {f.recall:6} {f.f1:6}   n {f.n}, {len(items)} sentences")


if __name__ == "__main__":
    main()
