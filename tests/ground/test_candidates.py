"""Pairs worth a look: by shared sentences and rare words; words that meet by chance bring nothing together."""

from __future__ import annotations

import numpy as np

from sarhad.ground.candidates import counted, distinct, grouped, rare_pairs


def test_values_are_counted() -> None:
    values = np.array([7, 3, 7, 9, 3, 7], dtype=np.uint32)
    kinds, counts = counted(values)
    assert (kinds.tolist(), counts.tolist()) == ([3, 7, 9], [2, 3, 1])
    assert distinct(values).tolist() == [3, 7, 9]
    assert distinct(np.zeros(0, dtype=np.uint64)).tolist() == []


def test_owners_of_one_key_are_paired() -> None:
    keys, owners = np.array([5, 5, 6, 5], dtype=np.uint64), np.array([1, 2, 2, 4], dtype=np.int64)
    assert [(p >> 32, p & 0xFFFFFFFF) for p in grouped(keys, owners).tolist()] == [(1, 2), (1, 4), (2, 4)]


def test_two_rare_words_in_common_are_a_key_and_one_is_none() -> None:
    holders = np.array([0, 0, 1, 1, 2, 2], dtype=np.int64)
    features = np.array([10, 11, 10, 11, 10, 12], dtype=np.uint32)
    keys, owners = rare_pairs(holders, features, 5, 3)
    assert owners.tolist() == [0, 1]
    assert set(keys.tolist()) == {(10 << 32) | 11}


def test_words_that_meet_by_chance_are_no_key() -> None:
    """1,000 holders, two words in 200 of them each: 40 meet by chance, so two that do say nothing."""
    rows = [(n, 1) for n in range(200)] + [(n, 2) for n in range(198, 398)] + [(n, 100 + n) for n in range(1000)]
    holders = np.array([n for n, _ in rows], dtype=np.int64)
    features = np.array([f for _, f in rows], dtype=np.uint32)
    assert rare_pairs(holders, features, 5, 100_000)[1].tolist() == []
    often = [(n, f) for n in range(20) for f in (3, 4)]  # in the same 20: by chance they would be in 0.4
    holders = np.concatenate([holders, np.array([n for n, _ in often])])
    features = np.concatenate([features, np.array([f for _, f in often], dtype=np.uint32)])
    assert set(rare_pairs(holders, features, 5, 100_000)[1].tolist()) == set(range(20))
