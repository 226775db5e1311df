"""Proposition and stance of the bundled case's claims against the coding of the public record.

    python -m tests.quality.facts_coding [--misses]

Each note of the case names the facts that it digests; each fact may carry one of the propositions P1–P5 and a side. The
pipeline sees neither. For a note, its *main* proposition is the one that most of its claims speak to (the earliest
claim breaks a tie), its side on a proposition is that of most of those claims. Baseline: the coding's most frequent
proposition and side for every note. The coding may be wrong too: `--misses` lists the disagreements for review.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.case.answer_key import Note, read_notes

from sarhad.acquire import gather
from sarhad.pipeline import read_pages
from sarhad.records import Claim
from sarhad.settings import Settings
from sarhad.world import load_region

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "csto-afghanistan" / "reports"
FACTS = Path(os.environ.get("SARHAD_SHARED", ROOT.parent / "shared")) / "facts" / "facts.jsonl"
CODES = {
    "afghan-soil-is-source-of-threat": "P1",
    "groups-recruit-across-borders-online": "P2",
    "border-programme-is-implemented": "P3",
    "taliban-contain-the-groups": "P4",
    "threat-is-structural": "P5",
}

SIDES = ("asserts", "denies")  # "mixed" or no side: only the proposition is compared


class Row(NamedTuple):
    """One note whose first fact carries a proposition: what the coding says and what its claims say."""

    note: str
    language: str
    gold: str
    gold_stance: str
    main: str
    coded: frozenset[str]  # all that the note's facts carry, those of its background included
    stances: dict[str, str]  # proposition → side of most of the note's claims
    words: dict[str, str]  # proposition → the first claim on it

    @property
    def found(self) -> bool:
        """Whether any claim speaks to the coded proposition."""
        return self.gold in self.stances


class Coding(NamedTuple):
    """Figures in percent: main proposition right, coded proposition found at all, side given it was found."""

    proposition: float
    found: float
    stance: float
    both: float  # the main proposition and its side, where the coding has one
    precise: float  # of the propositions found in these notes, those that the coding has for it, background included
    n: int
    n_stance: int


def load_facts() -> dict[str, dict[str, str]]:
    """The facts by id."""
    rows = (json.loads(line) for line in FACTS.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: row for row in rows}


def code_notes() -> list[Row]:
    """Every note whose facts carry a proposition, once for each fact's proposition and side."""
    facts, claims = load_facts(), _claims()
    rows = []
    for note in read_notes(REPORTS):
        coded = [facts[f] for f in note.facts if facts[f].get("proposition")]
        gold = list(dict.fromkeys((f["proposition"], f["stance"] or "") for f in coded))
        if gold:
            rows += _rows(note, gold, claims[note.name], _coded(note, facts))
    return rows


def _claims() -> dict[str, tuple[Claim, ...]]:
    """The claims of every note as `sarhad read` finds them; both readers go through the files in one order."""
    settings, region = Settings(), load_region("csto-afghanistan")
    paths = sorted(path for path in REPORTS.rglob("*") if path.is_file())
    pages = [page for path in paths for page in gather([str(path)], settings)]
    found, _ = read_pages(pages, region, settings)
    claims = {x.document.page: x.claims for x in found}
    return {note.name: claims.get(page.id, ()) for note, page in zip(read_notes(REPORTS), pages, strict=True)}


def _coded(note: Note, facts: dict[str, dict[str, str]]) -> frozenset[str]:
    return frozenset(facts[f]["proposition"] for f in (*note.facts, *note.background) if facts[f].get("proposition"))


def _rows(note: Note, gold: Iterable[tuple[str, str]], claims: Sequence[Claim], coded: frozenset[str]) -> list[Row]:
    spoken = [(CODES.get(c.proposition, c.proposition), c) for c in claims if c.proposition]
    main = Counter(p for p, _ in spoken).most_common(1)
    stances = {p: _side(c for q, c in spoken if q == p) for p, _ in spoken}
    words = {p: c.content_text for p, c in reversed(spoken)}
    top = main[0][0] if main else ""
    return [Row(note.name, note.language, p, s, top, coded, stances, words) for p, s in gold]


def _side(claims: Iterable[Claim]) -> str:
    return Counter(c.stance for c in claims).most_common(1)[0][0]


def measure(rows: Sequence[Row]) -> Coding:
    """The figures over rows."""
    sided = [r for r in rows if r.gold_stance in SIDES]
    heard = [r for r in sided if r.found]
    return Coding(
        _percent(r.main == r.gold for r in rows),
        _percent(r.found for r in rows),
        _percent(r.stances[r.gold] == r.gold_stance for r in heard),
        _percent(r.main == r.gold and r.stances[r.gold] == r.gold_stance for r in sided),
        _percent(p in r.coded for r in {r.note: r for r in rows}.values() for p in r.stances if p in CODES.values()),
        len(rows),
        len(heard),
    )


def baseline(rows: Sequence[Row]) -> Coding:
    """The coding's most frequent proposition and side given to every note."""
    top, side = (Counter(x).most_common(1)[0][0] for x in ([r.gold for r in rows], [r.gold_stance for r in rows]))
    return measure([r._replace(main=top, stances={top: side}) for r in rows])


def _percent(hits: Iterable[bool]) -> float:
    row = list(hits)
    return round(100 * sum(row) / len(row), 1) if row else 0.0


def _show(rows: Sequence[Row], name: str, coding: Coding) -> str:
    return (
        f"{name:9} main proposition {coding.proposition:5}  found at all {coding.found:5}  side where found "
        f"{coding.stance:5} (n {coding.n_stance})  proposition and side {coding.both:5}  "
        f"found and coded {coding.precise:5}   n {coding.n}"
    )


def main() -> None:
    """Print the table, and the disagreements when asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true", help="list the disagreements for review")
    chosen = options.parse_args()
    if not FACTS.is_file():
        raise SystemExit(f"no facts at {FACTS}: set SARHAD_SHARED to the folder that holds facts/facts.jsonl")
    rows = code_notes()
    print("bundled case against the facts' coding, percent of notes")
    print(_show(rows, "all", measure(rows)))
    print(_show(rows, "baseline", baseline(rows)))
    for code in sorted({r.gold for r in rows}):
        own = [r for r in rows if r.gold == code]
        print(_show(own, code, measure(own)))
    for row in rows if chosen.misses else ():
        if not row.found or (row.gold_stance in SIDES and row.stances[row.gold] != row.gold_stance):
            print(f"{row.note}: coded {row.gold} {row.gold_stance or '-'}; main {row.main or 'none'} {row.stances}")
            print("".join(f"    {p}: {w}\n" for p, w in row.words.items()), end="")


if __name__ == "__main__":
    main()
