"""Which side a text takes: pairs written for this project, per kind of pair, the held-out third apart.

    python -m tests.quality.stance [--split held|dev|all] [--misses]

A pair is a claim with a standing proposition of the pack, or with another claim of the same or another language; the
label is asserts, denies or unrelated (of something else, or a question, condition or demand). A pair whose number is
divisible by three is held out: nothing is tuned on it. Baselines in the same run: the most frequent label, and word
overlap (half of the shorter text's words shared: asserts, or denies when one of the two alone holds a negation).
"""

from __future__ import annotations

import argparse
import functools
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from sarhad.ground.frames import Frame, make_frame
from sarhad.ground.grouping import ALIKE, likeness
from sarhad.ground.propositions import Setting, match_proposition, named_in
from sarhad.ground.stance import compare
from sarhad.pipeline import kit_of
from sarhad.records import LANGUAGES, Mention
from sarhad.world import Gazetteer, Region, load_lexicon, load_region
from sarhad.world.folding import TOKEN, fold

FILE = Path(__file__).parent / "stance_pairs.jsonl"
LABELS = ("asserts", "denies", "unrelated")


class Pair(NamedTuple):
    """A claim's text, what it is held against, and the side it takes."""

    id: str
    lang: str
    text: str
    label: str
    kind: str
    proposition: str = ""
    other_lang: str = ""
    other: str = ""

    @property
    def held(self) -> bool:
        """Whether nothing may be tuned on it."""
        return int(self.id.rpartition("-")[2]) % 3 == 0

    @property
    def crosses(self) -> bool:
        """Whether the two claims are in two languages."""
        return bool(self.other) and self.lang != self.other_lang


def load(split: str = "all") -> list[Pair]:
    """The pairs of a split: "held", "dev" or "all"."""
    rows = [Pair(**json.loads(line)) for line in FILE.open(encoding="utf-8")]
    return [row for row in rows if split == "all" or row.held == (split == "held")]


@functools.cache
def _pack() -> Region:
    return load_region("csto-afghanistan")


def _gazetteer(language: str) -> Gazetteer | None:
    kit = kit_of(_pack(), language)
    return kit.gazetteer if kit else None


def _named(pair: Pair) -> frozenset[str]:
    """The actors and states that the claim names, as in reading a document."""
    names = _gazetteer(pair.lang)
    found = [(hit, name) for hit in (names.find(pair.text) if names else ()) for name in hit.names]
    mentions = [
        Mention(id="", document="", start=hit.start, end=hit.end, type=name.kind, **{name.space: name.target})
        for hit, name in found
    ]
    return named_in(((0, len(pair.text)),), mentions, _pack())


def run_sarhad(pair: Pair) -> str:
    """The side as Sarhad takes it."""
    if pair.proposition:
        found, stance = match_proposition(pair.text, _pack(), load_lexicon(pair.lang), Setting(named=_named(pair)))
        return stance if found == pair.proposition else "unrelated"
    return compare(*_frames(pair)) or "unrelated"


def _frames(pair: Pair) -> tuple[Frame, Frame]:
    rows = ((pair.text, pair.lang), (pair.other, pair.other_lang))
    one, two = (make_frame(text, code, _pack(), _gazetteer) for text, code in rows)
    return one, two


def grouping(pairs: Sequence[Pair]) -> tuple[float, float, int, int]:
    """Of two claims that make one group, how many take a side on one matter, and the other way round, in percent; both
    counts. Grouping asks for more than taking a side: a wrong group is worse than none.
    """
    two = [p for p in pairs if p.other]
    together = [p for p in two if likeness(*_frames(p)) >= ALIKE]
    right = sum(p.label != "unrelated" for p in together)
    kin = sum(p.label != "unrelated" for p in two)
    return round(100 * right / len(together), 1), round(100 * right / kin, 1), len(together), kin


def run_overlap(pair: Pair) -> str:
    """Words shared and negations counted; a proposition by its text in the claim's language."""
    known = _pack().propositions.get(pair.proposition)
    other = pair.other or (known.texts.get(pair.lang, known.text) if known else "")
    a, b = set(TOKEN.findall(fold(pair.text))), set(TOKEN.findall(fold(other)))
    if len(a & b) < min(len(a), len(b)) / 2:
        return "unrelated"
    negative = [load_lexicon(code).has("negation", fold(t)) for code, t in ((pair.lang, pair.text), (pair.lang, other))]
    return "denies" if negative[0] != negative[1] else "asserts"


def run_majority(_pair: Pair) -> str:
    """The most frequent label."""
    return Counter(p.label for p in load()).most_common(1)[0][0]


SYSTEMS: dict[str, Callable[[Pair], str]] = {"sarhad": run_sarhad, "overlap": run_overlap, "majority": run_majority}


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean over labels of F1, in percent; labels that do not occur in the gold are left out.

    >>> macro_f1(["asserts", "denies"], ["asserts", "asserts"])
    33.3
    """
    scores = []
    for label in [each for each in LABELS if each in gold]:
        hits = sum(g == f == label for g, f in zip(gold, found, strict=True))
        scores.append(2 * hits / (gold.count(label) + found.count(label)))
    return round(100 * sum(scores) / len(scores), 1)


def measure(name: str, pairs: Sequence[Pair]) -> float:
    """Macro-F1 of one system over pairs."""
    return macro_f1([p.label for p in pairs], [SYSTEMS[name](p) for p in pairs])


def parts(pairs: Sequence[Pair]) -> dict[str, list[Pair]]:
    """The pairs as a whole, by what they are held against, and by the claim's language."""
    table = {
        "all": list(pairs),
        "claim and proposition": [p for p in pairs if p.proposition],
        "two claims, one language": [p for p in pairs if p.other and not p.crosses],
        "two claims, two languages": [p for p in pairs if p.crosses],
    }
    return table | {code: [p for p in pairs if p.lang == code] for code in LANGUAGES}


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--split", choices=("held", "dev", "all"), default="held")
    options.add_argument("--misses", action="store_true", help="list the misses of the development part")
    chosen = options.parse_args()
    pairs = load(chosen.split)
    print(f"stance, own pairs, {chosen.split}; macro-F1 over asserts, denies, unrelated, percent")
    for part, rows in parts(pairs).items():
        figures = "  ".join(f"{name} {measure(name, rows):5}" for name in SYSTEMS)
        print(f"{part:26} {figures}   n {len(rows)}")
    precision, recall, grouped, kin = grouping(pairs)
    print(f"grouping two claims: precision {precision} (n {grouped}), recall {recall} (n {kin})")
    for pair in load("dev") if chosen.misses else ():
        if (found := run_sarhad(pair)) != pair.label:
            print(f"{pair.id} {pair.kind}: {pair.label}, found {found}\n    {pair.text}")
            print(f"    {pair.other or pair.proposition}")


if __name__ == "__main__":
    main()
