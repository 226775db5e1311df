"""Announced measures: programme, holder, reporter, phase, status with its words."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from sarhad.records import Commitment

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


def one(read: Read, sentence: str, language: str = "en") -> Commitment:
    (found,) = read(sentence, language=language).commitments
    return found


@pytest.mark.parametrize(
    ("code", "sentence", "status", "denied"),
    [
        ("en", "The targeted interstate programme will be completed in 2029.", "announced", False),
        ("en", "The targeted interstate programme has not been approved.", "agreed", True),
        ("en", "The targeted interstate programme was not cancelled.", "dropped", True),
        ("ru", "Целевая межгосударственная программа не утверждена.", "agreed", True),
        ("ru", "Целевая межгосударственная программа будет утверждена.", "announced", False),
        ("fa", "برنامه تقویت مرز تاجیکستان و افغانستان تصویب نشده است.", "agreed", True),
        ("tg", "Барномаи ҳадафноки байнидавлатӣ тасдиқ хоҳад шуд.", "announced", False),
    ],
)
def test_to_come_and_denied(code: str, sentence: str, status: str, denied: bool, read: Read) -> None:
    found = one(read, sentence, code)
    assert (found.status, found.denied) == (status, denied)


def test_a_date_ahead_is_when_it_is_due(read: Read) -> None:
    found = one(read, "Deliveries under the targeted interstate programme will begin in 2026.")
    assert (found.status, found.due, found.kind, found.date.value) == ("announced", "2026", "delivery", "2025-05-01")


@pytest.mark.parametrize(
    ("code", "sentence", "condition"),
    [
        ("en", "The targeted interstate programme will begin once funding is found.", "once funding is found"),
        ("en", "The targeted interstate programme was approved after talks.", ""),
        ("ru", "Целевая межгосударственная программа начнется при условии одобрения.", "при условии одобрения"),
        ("fa", "برنامه تقویت مرز تاجیکستان و افغانستان در صورت موافقت اعضا آغاز خواهد شد.", "در صورت موافقت اعضا"),
        ("tg", "Барномаи ҳадафноки байнидавлатӣ ба шарти розигӣ оғоз хоҳад шуд.", "ба шарти розигӣ"),
    ],
)
def test_conditions(code: str, sentence: str, condition: str, read: Read) -> None:
    found = one(read, sentence, code)
    assert found.condition_text == condition
    assert [sentence[start:end] for start, end in found.condition] == ([condition] if condition else [])
