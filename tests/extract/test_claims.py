"""What is read from a claim: hedge, date said, whom it is about, modes, frame, and the checksum of its evidence."""

from __future__ import annotations

import hashlib

import pytest
from tests.conftest import Read

from sarhad.records import Claim


def only(read: Read, sentence: str, language: str = "en") -> Claim:
    (claim,) = [c for c in read(sentence, language=language).claims if c.kind != "author"]
    return claim


@pytest.mark.parametrize(
    ("sentence", "hedge", "words"),
    [
        ("The minister said that the road is open.", "none", ""),
        ("The minister said that the road is probably open.", "weak", "probably"),
        ("The minister said that the road may be open.", "strong", "may"),
        ("The minister reportedly said that the road is open.", "strong", "reportedly"),
    ],
)
def test_hedge(sentence: str, hedge: str, words: str, read: Read) -> None:
    claim = only(read, sentence)
    assert (claim.hedge, claim.hedge_words) == (hedge, words)


def test_the_month_may_is_no_hedge(read: Read) -> None:
    assert only(read, "The minister said on 3 May 2025 that the road is open.").hedge == "none"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The minister said on 3 June 2025 that the road is open.", "2025-06-03"),
        ("A UN report in July 2024 warned that the groups recruit online.", "2024-07"),
        ("The minister said that the road was opened in July 2024.", ""),
    ],
)
def test_the_date_said_is_never_one_of_the_content(sentence: str, said: str, read: Read) -> None:
    assert only(read, sentence).said == said


@pytest.mark.parametrize(
    ("sentence", "frame"),
    [
        ("The UN warned that the groups are active.", "concern"),
        ("Russia said that the danger is growing.", "concern"),
        ("Uzbekistan said that the Taliban are a reliable partner.", "confidence"),
        ("The commander assured reporters that the line is guarded.", "confidence"),
        ("The minister said that the road is open.", ""),
    ],
)
def test_frame(sentence: str, frame: str, read: Read) -> None:
    assert only(read, sentence).frame == frame


def test_about_and_modes_in_order(read: Read) -> None:
    claim = only(read, "The UN said that ISIS and the Taliban smuggle drugs and recruit online.")
    assert claim.about == ("isis", "taliban")
    assert claim.modes == ("recruitment", "online-radicalisation", "trafficking")


def test_the_evidence_is_the_sentence_with_its_checksum(read: Read) -> None:
    found = read("Snow fell.", "The minister said that the road is open.")
    span = found.claims[0].evidence[0]
    text = found.document.text[span.start : span.end]
    assert text == "The minister said that the road is open."
    assert span.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_reading_twice_gives_the_same_ids(read: Read) -> None:
    sentence = "The UN warned that the groups recruit online."
    assert read(sentence) == read(sentence)
