"""Who speaks, and what kind of source it is."""

from __future__ import annotations

import pytest
from tests.conftest import Read

SPEAKERS = [
    ("The CSTO's spokesman said that the road is open.", "csto", "official"),
    ("The Taliban said that the road is open.", "taliban", "party"),
    ("ISIS said that the road is open.", "isis", "party"),
    ("A UN report said that the road is open.", "un", "institution"),
    ("Khovar said that the road is open.", "khovar", "media"),
    ("Analysts said that the road is open.", "", "unnamed"),
    ("Tajik analysts said that the road is open.", "", "unnamed"),
    ("The Tajik foreign ministry said that the road is open.", "tajikistan", "official"),
    ("Tajikistan said that the road is open.", "tajikistan", "official"),
    ("A minister said that the road is open.", "", "official"),
]


@pytest.mark.parametrize(("sentence", "actor", "kind"), SPEAKERS)
def test_speaker(sentence: str, actor: str, kind: str, read: Read) -> None:
    (claim,) = read(sentence).claims
    found = claim.source_actor
    # an office stands for its state: either id is right for a ministry
    assert (found == actor or found.startswith(actor + "-")) if actor else found == ""
    assert claim.kind == kind


def test_a_pronoun_goes_to_the_speaker_before(read: Read) -> None:
    found = read("Tajikistan said that the road is open.", "It added that the bridge is safe.").claims
    assert [c.source_actor for c in found] == ["tajikistan", "tajikistan"]


def test_a_bare_office_goes_to_the_speaker_before(read: Read) -> None:
    first = "The spokesman of the CSTO said that the road is open."
    found = read(first, "The spokesman added that the bridge is safe.").claims
    assert [c.source_actor for c in found] == ["csto", "csto"]


def test_analysts_do_not_take_the_speaker_before(read: Read) -> None:
    found = read("Tajikistan said that the road is open.", "Analysts said that the bridge is safe.").claims
    assert [c.source_actor for c in found] == ["tajikistan", ""]
