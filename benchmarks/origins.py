"""Time and memory for the origins of many documents, made here: three in ten are copies, trims or edits of another.

    python benchmarks/origins.py [--documents 100000]

The documents are streamed, as from the lake: none is held. Words are drawn so that few are common and most are rare.
Pairs of one family are counted as in `tests/quality/origins.py`.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator

from sarhad.ground import find_origins
from sarhad.records import Claim, DateEstimate, Document, Mention, Sentence

SYLLABLES = ("ba", "ko", "ri", "ta", "mu", "sha", "de", "lo", "ni", "gar", "pe", "zu", "van", "ti", "so", "ker")
WORDS = ["".join(p) for p in itertools.product(SYLLABLES, repeat=3)] + [
    "".join(p) for p in itertools.product(SYLLABLES, repeat=4)
]
SHARES = list(itertools.accumulate(1 / (n + 20) for n in range(len(WORDS))))
ACTORS = [f"actor-{n}" for n in range(80)]
FAMILY = 0.3  # share of documents made from another


def family_of(number: int) -> int:
    """The document that this one was made of; itself for seven in ten."""
    draw = random.Random(number * 7919 + 1)
    return draw.randrange(max(0, number - 5000), number) if number > 10 and draw.random() < FAMILY else number


def root_of(number: int) -> int:
    """The first document of the family."""
    while (parent := family_of(number)) != number:
        number = parent
    return number


def text_of(number: int) -> list[str]:
    """The sentences of a document: its own, or those of its family's first, cut or edited."""
    root = root_of(number)
    rows = [sentence(random.Random(root * 31 + n)) for n in range(6 + root % 5)]
    draw = random.Random(number)
    if root == number:
        return rows
    if draw.random() < 0.5:
        cut = draw.randrange(1, 3)
        rows = rows[cut:] if draw.random() < 0.5 else rows[:-cut]
    return [" ".join(w if draw.random() > 0.05 or n < 1 else word(draw) for n, w in enumerate(s.split())) for s in rows]


def sentence(draw: random.Random) -> str:
    """Sixteen words, two of them names and perhaps a number."""
    words = [word(draw) for _ in range(16)]
    words[0] = words[0].capitalize()
    for place in (5, 11):
        words[place] = words[place].capitalize()
    if draw.random() < 0.5:
        words[8] = str(draw.randrange(2, 900))
    return " ".join(words) + "."


def word(draw: random.Random) -> str:
    """A word, the first of the list most often."""
    return WORDS[bisect.bisect(SHARES, draw.random() * SHARES[-1])]


def documents(count: int) -> Iterator[Document]:
    """The documents, one after another."""
    for number in range(count):
        sentences, parts, at = [], text_of(number), 0
        for part in parts:
            sentences.append(Sentence(start=at, end=at + len(part)))
            at += len(part) + 1
        day = f"2024-{1 + root_of(number) % 12:02}-{1 + root_of(number) % 28:02}"
        published = DateEstimate(value=day, precision="day", how="metadata", earliest=day, latest=day)
        yield Document(id=f"d{number:07}", page="p", url="", text=" ".join(parts), sentences=tuple(sentences),
                       language="en", published=published)  # fmt: skip


def mentions(count: int) -> Iterator[Mention]:
    """Two mentions a document, at the names of its first sentence."""
    for number in range(count):
        draw = random.Random(root_of(number))
        for start in (30, 60):
            yield Mention(id=f"m{number}-{start}", document=f"d{number:07}", start=start, end=start + 6, type="service",
                          actor=draw.choice(ACTORS), text="Name")  # fmt: skip


def claims(count: int) -> Iterator[Claim]:
    """Two claims a document by speakers of its family."""
    for number in range(count):
        draw = random.Random(root_of(number))
        for n in range(2):
            yield Claim(
                id=f"c{number}-{n}",
                document=f"d{number:07}",
                evidence=(),
                made_by="",
                source=((0, 8),),
                cue=(),
                content=((n * 100 + 10, n * 100 + 95),),
                kind="official",
                source_actor=draw.choice(ACTORS),
            )


def main() -> None:
    """Print time, memory and how many pairs are right."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    count = options.parse_args().documents
    start = time.process_time()
    for _ in itertools.chain(documents(count), mentions(count), claims(count)):
        pass
    making = time.process_time() - start
    start, wall = time.process_time(), time.perf_counter()
    origins = find_origins(documents(count), claims(count), mentions(count))
    cpu, wall = time.process_time() - start, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    texts = [o for o in origins if o.kind == "text"]
    right = joined = 0
    for o in texts:
        roots = Counter(root_of(int(d[1:])) for d in o.documents)
        right += sum(n * (n - 1) // 2 for n in roots.values())
        joined += len(o.documents) * (len(o.documents) - 1) // 2
    total = sum(n * (n - 1) // 2 for n in Counter(map(root_of, range(count))).values())
    print(f"{count} documents, {len(texts)} text origins, {len(origins) - len(texts)} statements")
    print(f"origins  {cpu - making:8.1f} s CPU, besides {making:.1f} s for making the documents; {wall:.1f} s in all")
    print(f"memory   {peak:8.0f} MB at most")
    print(f"pairs    precision {right / (joined or 1):.4f}, recall {right / (total or 1):.4f}, n {total}")


if __name__ == "__main__":
    main()
