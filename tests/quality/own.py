"""Who-said-what on the project's own corpus, per language, the held-out third apart.

    python -m tests.quality.own [--split held|dev|all]

The corpus (`tests/quality/corpus/*.jsonl`) was written for this project. An item whose number is divisible by three is
held out: nothing is tuned on it. Spans are compared exactly, in characters.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sarhad.documents import parse_page
from sarhad.extract import extract_documents, make_kit
from sarhad.records import LANGUAGES, Document, Page
from sarhad.world import load_catalogue, load_region

from .spans import Figure, Span, score

CORPUS = Path(__file__).parent / "corpus"
ROLES = ("source", "cue", "content")


class Item(NamedTuple):
    """One item: its id, its language, its text and the gold claims."""

    id: str
    language: str
    text: str
    claims: list[dict[str, object]]

    @property
    def held(self) -> bool:
        """Whether nothing may be tuned on it."""
        return int(self.id.rpartition("-")[2]) % 3 == 0


def load(split: str = "all") -> list[Item]:
    """The items of a split: "held", "dev" or "all"."""
    rows = [Item(**json.loads(line)) for path in sorted(CORPUS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    return [row for row in rows if split == "all" or row.held == (split == "held")]


def documents(items: list[Item]) -> Iterator[Document]:
    """The items as documents, their texts exactly as they are."""
    for item in items:
        page = Page(
            id=item.id,
            url=item.id,
            name=item.id,
            fetched="",
            media_type="application/jsonl",
            content=item.text.encode(),
            hints={"language": item.language},
        )
        yield parse_page(page, max_chars=100_000, max_pdf_pages=1)


def measure(items: list[Item]) -> dict[str, Figure]:
    """Figures by role over items of one language."""
    region, catalogue = load_region("csto-afghanistan"), load_catalogue()
    kits = {code: make_kit(region, catalogue, code) for code in {i.language for i in items}}
    found: dict[str, set[Span]] = {role: set() for role in ROLES}
    for number, row in enumerate(extract_documents(list(documents(items)), kits.get)):
        for claim in row.claims:
            for role in ROLES:
                found[role] |= {(number, start, end) for start, end in getattr(claim, role)}
    return {role: score(gold(items, role), found[role]) for role in ROLES}


def gold(items: list[Item], role: str) -> set[Span]:
    """The gold spans of a role."""
    return {(n, s, e) for n, item in enumerate(items) for claim in item.claims for s, e in claim[role]}  # type: ignore[attr-defined]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--split", choices=("held", "dev", "all"), default="held")
    chosen = options.parse_args()
    print(f"own corpus, {chosen.split}; exact P / R / F1, character Jaccard, percent")
    for language in LANGUAGES:
        items = [i for i in load(chosen.split) if i.language == language]
        for role, f in measure(items).items() if items else ():
            figures = f"{f.precision:6} {f.recall:6} {f.f1:6} {f.jaccard:6}"
            print(f"{language}  {role:8} {figures}   n {f.n}, {len(items)} items")


if __name__ == "__main__":
    main()
