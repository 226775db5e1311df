"""Pairs of documents worth a look: they share a sentence, or rare words of one, or rare names and numbers.

Their number grows with that of the documents, not its square, and everything is sorted in flat arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from sarhad.ground.sketches import NAME, PERHAPS, Hashes, Sketches, Whole

RARE = 5  # rarest words of a sentence, by pairs of which candidates are found
NAMES = 8  # and rarest names and numbers of a document
CHANCE = 0.02  # how often two words may meet by chance for their meeting to say something
CROWD = 24  # in a larger group each is compared with its neighbours only
CHUNK = 5_000  # documents whose words are counted at a time
Numbers = TypeVar("Numbers", np.uint32, np.uint64)


def candidates(sketches: Sketches, standing: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Whole worth a look: documents that share a sentence, or two of their rarest words. Linear in the documents."""
    owners = np.repeat(np.arange(len(sketches.ids), dtype=np.int64), np.diff(sketches.starts))
    own = ~np.isin(sketches.sentences, np.fromiter(standing, dtype=np.uint64, count=len(standing)))
    by_sentence = grouped(sketches.sentences[own], owners[own])
    lines = np.arange(len(sketches.sentences), dtype=np.int64)
    named = np.where((sketches.facts > 0) & (sketches.facts & 3 == PERHAPS), sketches.facts | NAME, sketches.facts)
    words, at = rare_pairs(np.repeat(lines, np.diff(sketches.at)), sketches.words, RARE, len(sketches.ids))
    facts, holders = rare_pairs(np.repeat(owners, np.diff(sketches.at)), named, NAMES, len(sketches.ids))
    lead = np.repeat(lines - np.repeat(sketches.starts[:-1], np.diff(sketches.starts)) < 2, np.diff(sketches.at))
    opens, opened = rare_pairs(np.repeat(owners, np.diff(sketches.at))[lead], named[lead], NAMES, len(sketches.ids))
    by_words = grouped(np.concatenate([words, facts, opens]), np.concatenate([owners[at], holders, opened]))
    keys = distinct(np.concatenate([by_sentence, by_words]).astype(np.uint64))
    for first in range(0, len(keys), CHUNK):
        yield from ((key >> 32, key & 0xFFFFFFFF) for key in keys[first : first + CHUNK].tolist())


def distinct(values: npt.NDArray[Numbers]) -> npt.NDArray[Numbers]:
    """The different values in order; the array given is sorted in place, which takes no memory besides."""
    values.sort()
    different: npt.NDArray[Numbers] = values[_first_of_each(values)]
    return different


def counted(values: npt.NDArray[Numbers]) -> tuple[npt.NDArray[Numbers], Whole]:
    """The different values in order, and how often each is there."""
    values = np.sort(values)
    starts = np.flatnonzero(_first_of_each(values))
    return values[starts], np.diff(np.append(starts, len(values)))


def _first_of_each(ordered: npt.NDArray[Numbers]) -> npt.NDArray[np.bool_]:
    return np.concatenate([np.ones(min(len(ordered), 1), dtype=bool), ordered[1:] != ordered[:-1]])


def grouped(keys: npt.NDArray[np.uint64], owners: Whole) -> Whole:
    """Whole of owners of the same key, each pair as one number; in a crowd each with its neighbours and the first."""
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    rows = []
    for step in range(1, CROWD):
        same = keys[step:] == keys[:-step] if step < len(keys) else np.zeros(0, dtype=bool)
        if not same.any():
            break
        rows.append(np.stack([owners[:-step][same], owners[step:][same]]))
    if not rows:
        return np.zeros(0, dtype=np.int64)
    pairs = np.concatenate(rows, axis=1)
    pairs = pairs[:, pairs[0] != pairs[1]]
    pairs.sort(axis=0)
    return np.unique((pairs[0] << 32) | pairs[1])


def rare_pairs(holders: Whole, features: Hashes, most: int, documents: int) -> tuple[npt.NDArray[np.uint64], Whole]:
    """Every pair of each holder's rarest words that another holder has too, as one number, with the holder.

    Two words that n and m of N holders have meet in n m / N of them by chance. A pair of words found in k holders is
    left out where (n m / N)^(k - 1) is over 0.02, or over 1,000 / D where D, the documents, are fewer than 50,000. So
    the pairs of documents that only chance brings together grow with the documents, not with their square.
    """
    both = distinct((holders.astype(np.uint64) << np.uint64(32)) | features)
    features, total = both.astype(np.uint32), len(counted(both >> np.uint64(32))[0]) or 1
    kinds, counts = counted(features)
    often = counts[np.searchsorted(kinds, features)]
    keep = (often >= 2) & (often <= max(50, documents // 50)) & (features > 0)
    holders, features, often = (both[keep] >> np.uint64(32)).astype(np.int64), features[keep], often[keep]
    order = np.lexsort((features, often, holders))
    holders, features, often = holders[order], features[order], often[order]
    first = np.arange(len(holders)) - np.searchsorted(holders, holders) < most
    keys, owners, expected = _paired(holders[first], features[first].astype(np.uint64), often[first] / total**0.5, most)
    return _surprising(keys, owners, expected, max(CHANCE, 50_000 * CHANCE / (documents or 1)))


def _surprising(
    keys: npt.NDArray[np.uint64], owners: Whole, expected: npt.NDArray[np.float32], most: float
) -> tuple[npt.NDArray[np.uint64], Whole]:
    """The pairs of words that stand together more often than by chance."""
    kinds, counts = counted(keys)
    found = counts[np.searchsorted(kinds, keys)] if len(kinds) else np.zeros(0, dtype=np.int64)
    keep = (found >= 2) & (expected ** (found - 1.0) <= most)
    return keys[keep], owners[keep]


def _paired(
    holders: Whole, features: npt.NDArray[np.uint64], shares: npt.NDArray[np.float64], most: int
) -> tuple[npt.NDArray[np.uint64], Whole, npt.NDArray[np.float32]]:
    keys, owners, expected = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    for step in range(1, min(most, len(holders))):
        same = holders[step:] == holders[:-step]
        a, b = features[:-step][same], features[step:][same]
        keys.append((np.minimum(a, b) << np.uint64(32)) | np.maximum(a, b))
        owners.append(holders[:-step][same])
        expected.append((shares[:-step][same] * shares[step:][same]).astype(np.float32))
    return np.concatenate(keys), np.concatenate(owners), np.concatenate(expected)
