"""Announced measures: programme, holder, reporter, phase, status with its words."""

from __future__ import annotations

import pytest
from tests.conftest import Read

CSTO = "csto-southern-borders"


def test_status_phase_and_reporter(read: Read) -> None:
    sentence = (
        "Tajikistan presented a report on the implementation of the first phase of the "
        "plan to strengthen the southern borders."
    )
    (found,) = read(sentence).commitments
    assert (found.programme, found.holder, found.reported_by) == (CSTO, "csto", "tajikistan")
    assert (found.phase, found.status) == (1, "begun")
    assert found.measure == sentence.removeprefix("Tajikistan ").removesuffix(".")


@pytest.mark.parametrize(
    ("sentence", "status", "words"),
    [
        ("The CSTO approved the targeted interstate programme in November 2024.", "agreed", "approved"),
        ("The CSTO has cancelled the targeted interstate programme.", "dropped", "cancelled"),
        ("The CSTO has postponed the targeted interstate programme.", "delayed", "postponed"),
        ("The CSTO announced a targeted interstate programme.", "announced", "announced"),
    ],
)
def test_status(sentence: str, status: str, words: str, read: Read) -> None:
    (found,) = read(sentence).commitments
    assert (found.programme, found.status, found.status_text) == (CSTO, status, words)


def test_a_sentence_behind_goes_on_about_the_programme(read: Read) -> None:
    found = read(
        "The CSTO announced the targeted interstate programme.", "The meeting also approved a list of equipment."
    ).commitments
    assert [(c.programme, c.status) for c in found] == [(CSTO, "announced"), (CSTO, "agreed")]


def test_a_programme_without_status_is_none(read: Read) -> None:
    assert not read("The targeted interstate programme is long.").commitments


def test_persian_phase(read: Read) -> None:
    sentence = "مرحله اول برنامه تقویت مرز تاجیکستان و افغانستان آغاز شد."
    (found,) = read(sentence, language="fa").commitments
    assert (found.programme, found.phase, found.status) == (CSTO, 1, "begun")


def test_a_date_in_the_sentence_is_the_status_date(read: Read) -> None:
    (found,) = read("The CSTO approved the targeted interstate programme in November 2024.").commitments
    assert (found.date.value, found.date.how) == ("2024-11", "stated")


def test_tajik_phase(read: Read) -> None:
    (found,) = read("Марҳилаи аввали барномаи ҳадафноки байнидавлатӣ оғоз шуд.", language="tg").commitments
    assert found.phase == 1


def test_the_evidence_of_a_passive_names_the_measure(read: Read) -> None:
    (found,) = read("The second phase of the targeted interstate programme has been delayed.").commitments
    assert "second phase of the targeted interstate programme" in found.measure


def test_russian_programme_in_the_genitive(read: Read) -> None:
    sentence = "ОДКБ начала реализацию первого этапа межгосударственной программы ОДКБ."
    (found,) = read(sentence, language="ru").commitments
    assert found.programme == CSTO
