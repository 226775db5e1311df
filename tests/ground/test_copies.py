"""Copies, trims, edits and rewrites are one text; look-alikes and standing text make none. Order changes nothing."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests import making

from sarhad.ground import find_origins
from sarhad.ground.copies import join
from sarhad.records import Document

STORY = (
    "Three armed men crossed the river near Langar on 14 May and fired at a patrol of the border service.",
    "The patrol returned fire and two of the men were killed, Colonel Safarov told reporters in Khorog.",
    "The third fled towards Qozideh with a wound in the leg and has not been found so far.",
    "Guards collected four rifles, a radio set and a map on which the posts of the valley are marked.",
    "It was the second clash of the spring after the one at Shughnon, where nobody was hurt.",
)
OTHER = (
    "Five armed men crossed the river near Darvoz on 9 June and fired at a patrol of the border service.",
    "The patrol returned fire and four of the men were killed, Major Nazarov told reporters in Kulob.",
    "The fifth fled towards Nusay with a wound in the leg and has not been found so far.",
    "Guards collected seven rifles, a radio set and a map on which the posts of the valley are marked.",
    "It was the sixth clash of the spring after the one at Vanj, where nobody was hurt.",
)
STANDING = (
    "The agency keeps bureaus in six towns and has covered the valley since the nineties. Subscribe to our channel."
)
NEWS = (
    "Apricots ripened early and growers in Rushon ask for more lorries to carry them to town.",
    "A choir of forty pupils from Murghob sang at the opening of the winter fair on Sunday.",
    "The ministry published a list of dams whose gates will be painted before the floods.",
    "Doctors vaccinated two hundred sheep against a fever that had been seen across the pass.",
    "An engineer explained why the tunnel lights went out twice during the storm of February.",
)


def made(name: str, *sentences: str) -> Document:
    return making.sentences(name, *sentences)


def families(documents: list[Document]) -> set[frozenset[str]]:
    return {frozenset(o.documents) for o in find_origins(documents, [], [], {})}


def test_trims_and_edits_are_copies() -> None:
    edited = [
        s.replace("armed men", "gunmen").replace("fired at", "shot at").replace("collected", "found") for s in STORY
    ]
    del edited[3]
    edited.insert(2, "No further details were given.")
    documents = [made("a", *STORY), made("b", *STORY[2:]), made("c", *STORY[:3]), made("d", *edited)]
    assert families(documents) == {frozenset("abcd")}


def test_the_same_words_with_other_names_and_numbers_are_another_origin() -> None:
    assert families([made("a", *STORY), made("b", *OTHER)]) == {frozenset("a"), frozenset("b")}


def test_a_fragment_does_not_join_two_look_alikes() -> None:
    shared = "The border service said that it would publish a full account of the clash within the week."
    documents = [made("a", *STORY, shared), made("b", *OTHER, shared), made("c", shared)]
    found = families(documents)
    assert not any({"a", "b"} <= family for family in found)


def test_standing_text_joins_nothing() -> None:
    documents = [made(str(n), news, *STANDING.split(". ")) for n, news in enumerate(NEWS)]
    assert families(documents) == {frozenset(str(n)) for n in range(len(NEWS))}


def test_links_join_from_the_surest_and_spare_pairs_kept_apart() -> None:
    assert join(4, [(-2.0, 0, 1), (-1.5, 1, 2), (-1.0, 2, 3)], [(0, 2)]) == [0, 0, 2, 2]
    assert join(3, [(-2.0, 1, 2), (-1.0, 0, 1)], []) == [0, 0, 0]


def test_a_weak_link_joins_groups_only_where_they_agree() -> None:
    links = [(-2.0, 0, 1), (-2.0, 2, 3), (-0.5, 1, 2)]
    assert join(4, links, [], lambda a, b: False) == [0, 0, 2, 2]
    assert join(4, links, [], lambda a, b: True) == [0, 0, 0, 0]
    assert join(2, [(-0.5, 0, 1)], [], lambda a, b: False) == [0, 0]  # two documents: the link is their agreement


POOL = [made("a", *STORY), made("b", *STORY[1:]), made("c", *OTHER), made("d", *OTHER[:4]), made("e", *NEWS[:3])]
POOL += [made("f", *NEWS[2:]), made("g", *STORY[:2], *NEWS[:2]), made("h", *reversed(STORY))]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sets(st.integers(0, len(POOL) - 1), min_size=1))
def test_the_order_of_documents_changes_nothing(seed: int, chosen: set[int]) -> None:
    documents = [POOL[n] for n in sorted(chosen)]
    shuffled = random.Random(seed).sample(documents, len(documents))
    assert find_origins(documents, [], [], {}) == find_origins(shuffled, [], [], {})
