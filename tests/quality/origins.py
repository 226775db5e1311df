"""Origins measured: pairs of generated documents, beside two plain rules, and the syndication groups of the case.

    python -m tests.quality.origins [--size 5000]

Generated: `tests/quality/generate_origins.py`. A pair is right when both documents are of one family. Pairs of families
made of two notes that tell of a fact in common are not judged.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tests.case.answer_key import read_notes

from sarhad.ground import find_origins
from sarhad.records import Claim, Document, Extracted, Mention, Origin
from sarhad.world.folding import TOKEN, fold

from .generate_origins import (
    OTHER,
    REPORTS,
    Made,
    Note,
    generate,
    read_bases,
    read_case,
    related,
    syndication_groups,
)

Labels = dict[str, str]  # document → origin


class Pairs(NamedTuple):
    """Judged pairs: joined and right, joined and wrong, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are right."""
        return self.right / (self.right + self.wrong or 1)

    @property
    def recall(self) -> float:
        """Share of the pairs of one family that are joined."""
        return self.right / (self.right + self.missed or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed or 1)


def sarhad(made: Sequence[Made]) -> Labels:
    """The text origins that Sarhad finds."""
    return label(origins_of(made), "text")


def origins_of(made: Sequence[Made]) -> tuple[Origin, ...]:
    """All origins that Sarhad finds."""
    return find_origins(*records([m.found for m in made]))


def records(rows: Sequence[Extracted]) -> tuple[list[Document], list[Claim], list[Mention]]:
    """The documents, claims and mentions of what was read."""
    documents = [r.document for r in rows]
    return documents, [c for r in rows for c in r.claims], [m for r in rows for m in r.mentions]


def label(origins: Iterable[Origin], kind: str) -> Labels:
    """The origin of each document."""
    return {d: o.id for o in origins if o.kind == kind for d in o.documents}


def minhash(made: Sequence[Made]) -> Labels:
    """Baseline: MinHash similarity of four-word shingles of .5 or more with an earlier document joins it."""
    from datasketch import MinHash, MinHashLSH

    index, lead, sketches = MinHashLSH(threshold=0.5, num_perm=128), {}, {}
    for document in sorted((m.found.document for m in made), key=lambda d: d.id):
        words = TOKEN.findall(fold(body(document)))
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([" ".join(words[i : i + 4]).encode() for i in range(max(len(words) - 3, 1))])
        near = sorted(lead[str(k)] for k in index.query(sketch) if sketches[str(k)].jaccard(sketch) >= 0.5)
        lead[document.id] = near[0] if near else document.id
        index.insert(document.id, sketch)
        sketches[document.id] = sketch
    return lead


def text_hash(made: Sequence[Made]) -> Labels:
    """Baseline: the same body text."""
    return {m.found.document.id: hashlib.sha256(body(m.found.document).encode()).hexdigest() for m in made}


def body(document: Document) -> str:
    """The body sentences of a document."""
    return " ".join(document.text[s.start : s.end] for s in document.sentences if s.kind == "body")


SYSTEMS: dict[str, Callable[[Sequence[Made]], Labels]] = {
    "Sarhad": sarhad,
    "MinHash >= .5": minhash,
    "same text": text_hash,
}


def judge(made: Sequence[Made], bases: Sequence[Note], labels: Labels) -> Pairs:
    """Precision and recall over all judged pairs."""
    by_number = {b.number: b for b in bases}
    groups: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    families: Counter[str] = Counter()
    for m in made:
        groups[labels[m.found.document.id]][m.family, m.note] += 1
        families[m.family] += 1
    right = sum(n * (n - 1) // 2 for group in groups.values() for n in group.values())
    wrong = 0
    for group in groups.values():
        rows = sorted(group.items())
        for i, ((_, a), n) in enumerate(rows):
            for (_, b), m_count in rows[i + 1 :]:
                if a == b or not related(by_number[a], by_number[b]):
                    wrong += n * m_count
    total = sum(n * (n - 1) // 2 for n in families.values())
    return Pairs(right, wrong, total - right)


def by_kind(made: Sequence[Made], labels: Labels) -> dict[str, tuple[int, int]]:
    """For each way of making: of how many documents, and how many are joined to the note they were made of."""
    notes = {m.note: m.found.document.id for m in made if m.how == "note"}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for m in made:
        if m.how != "note":
            counts[m.how][0] += 1
            counts[m.how][1] += labels[m.found.document.id] == labels[notes[m.note]]
    return {how: (n, joined) for how, (n, joined) in sorted(counts.items())}


def report(made: Sequence[Made], bases: Sequence[Note]) -> None:
    """Print all systems side by side."""
    languages = Counter(m.found.document.language for m in made)
    print(f"generated set: {len(made)} documents of {len(bases)} notes, {dict(languages)}")
    for name, system in SYSTEMS.items():
        start = time.perf_counter()
        labels = system(made)
        seconds = time.perf_counter() - start
        p = judge(made, bases, labels)
        n = p.right + p.missed
        print(f"{name:14} P {p.precision:.4f}  R {p.recall:.4f}  F1 {p.f1:.4f}   n {n} pairs, {seconds:.1f} s")
        for how, (count, joined) in by_kind(made, labels).items():
            right = joined if how not in OTHER or how == "boilerplate" else count - joined
            print(f"    {how:12} {right:5} of {count:5} right")


def judge_case(rows: Sequence[Extracted], notes: Sequence[Graded]) -> tuple[Pairs, list[str]]:
    """Pairs of notes with one origin against the syndication groups of the facts, and the pairs to look at.

    Two notes are joined when an origin holds both. A joined pair of two groups that still tell of a fact in common
    (one is the other's background) is neither right nor wrong.
    """
    origins = find_origins(*records(rows))
    joined = {pair for o in origins for pair in itertools.combinations(o.documents, 2)}
    right = wrong = missed = 0
    doubtful = []
    for a, b in itertools.combinations(notes, 2):
        one = bool(a.groups & b.groups)
        found = tuple(sorted((a.document, b.document))) in joined
        right += one and found
        wrong += found and not one and not a.told & b.told
        missed += one and not found
        if one != found:
            told = "missed" if one else "joined, of one background" if a.told & b.told else "joined"
            doubtful.append(f"{told}: {a.name} - {b.name} ({' '.join(sorted(a.groups | b.groups))})")
    return Pairs(right, wrong, missed), doubtful


class Graded(NamedTuple):
    """A note of the case that carries a fact of a syndication group."""

    name: str
    document: str
    groups: frozenset[str]
    told: frozenset[str]


def graded(rows: Sequence[Extracted]) -> list[Graded]:
    """The notes of the case whose facts belong to a syndication group; the pipeline never sees these marks."""
    groups = syndication_groups()
    by_title = {(r.document.title, r.document.url): r.document.id for r in rows}
    found = []
    for note in read_notes(REPORTS):
        own = frozenset(groups[f] for f in note.facts if f in groups)
        if own and (note.title, note.url) in by_title:
            told = {*note.facts, *note.background, *own, *(groups[f] for f in note.background if f in groups)}
            found.append(Graded(note.name, by_title[note.title, note.url], own, frozenset(told)))
    return found


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=5000)
    bases = read_bases()
    report(generate(bases, options.parse_args().size), bases)
    rows = read_case()
    pairs, doubtful = judge_case(rows, graded(rows))
    print(f"bundled case: P {pairs.precision:.3f}  R {pairs.recall:.3f}  F1 {pairs.f1:.3f}   "
          f"{pairs.right + pairs.missed} pairs of notes of one syndication group")  # fmt: skip
    print("doubtful pairs, for review:", *doubtful, sep="\n    ")


if __name__ == "__main__":
    main()
