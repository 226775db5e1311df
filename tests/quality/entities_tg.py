"""Bodies and places in the project's own Tajik sentences: Sarhad beside the names of the region pack alone.

    python -m tests.quality.entities_tg [--misses]

The first 40 sentences (`tests/quality/entities_tg.txt`) were written before the finder, which was mended on them; the
last 12 after it, and it was not changed since.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sarhad.extract import make_kit
from sarhad.extract.entities import find_entities
from sarhad.world import load_catalogue, load_region

FILE = Path(__file__).with_suffix(".txt")
SEEN = 40
TYPES = {"O": "Organisation", "L": "Location"}
Span = tuple[int, int, str]


def load() -> list[tuple[str, frozenset[Span]]]:
    """Sentences with their spans."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [read(line) for line in lines if line and not line.startswith("#")]


def read(line: str) -> tuple[str, frozenset[Span]]:
    """The text and the spans of one marked sentence.

    >>> read("дар [L Хуҷанд]-ро")
    ('дар Хуҷандро', frozenset({(4, 10, 'Location')}))
    """
    text, spans, at = "", set(), 0
    for m in re.finditer(r"\[([OL]) ([^\]]+)\](-ро)?", line):
        text += line[at : m.start()]
        spans.add((len(text), len(text) + len(m[2]), TYPES[m[1]]))
        text += m[2] + ("ро" if m[3] else "")
        at = m.end()
    return text + line[at:], frozenset(spans)


def parts() -> dict[str, list[tuple[str, frozenset[Span]]]]:
    """The sentences that the finder was mended on, and those that were written after it."""
    rows = load()
    return {"mended on": rows[:SEEN], "written after": rows[SEEN:]}


def by_pack(text: str) -> Iterable[Span]:
    """Baseline: names of the region pack."""
    kit = make_kit(load_region("csto-afghanistan"), load_catalogue(), "tg")
    for hit in kit.gazetteer.find(text):
        place = any(n.space == "place" or n.kind == "state" for n in hit.names)
        yield hit.start, hit.end, "Location" if place else "Organisation"


def score(
    find: Callable[[str], Iterable[Span]], kind: str = "", rows: Sequence[tuple[str, frozenset[Span]]] | None = None
) -> tuple[float, float, float, int]:
    """Precision, recall, F1 of exact spans, and how many are annotated."""
    right = given = wanted = 0
    for text, gold in load() if rows is None else rows:
        own = {s for s in find(text) if s[2].startswith(kind)}
        gold = frozenset(s for s in gold if s[2].startswith(kind))
        right, given, wanted = right + len(own & gold), given + len(own), wanted + len(gold)
    return right / max(given, 1), right / wanted, 2 * right / max(given + wanted, 1), wanted


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true")
    for part, rows in parts().items():
        print(f"own Tajik sentences, {part}, {len(rows)}; exact spans: P, R, F1, n")
        _table(rows)
    if options.parse_args().misses:
        _show(parts()["mended on"])


def _table(rows: Sequence[tuple[str, frozenset[Span]]]) -> None:
    for name, find in {"pack's names": by_pack, "sarhad": lambda t: find_entities(t, "tg")}.items():
        for kind in ("", "Location", "Organisation"):
            p, r, f, n = score(find, kind, rows)
            print(f"{name:13} {kind or 'all':13} {p:.3f} {r:.3f} {f:.3f} {n:5}")


def _show(rows: Sequence[tuple[str, frozenset[Span]]]) -> None:
    for text, gold in rows:
        own = set(find_entities(text, "tg"))
        missed, wrong = ([text[a:b] for a, b, _ in x] for x in (gold - own, own - gold))
        if missed or wrong:
            print(text, "| missed", missed, "| wrong", wrong)


if __name__ == "__main__":
    main()
