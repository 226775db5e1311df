"""The languages have the same resources under the same names."""

from __future__ import annotations

import pytest

from sarhad.errors import SarhadError
from sarhad.records import LANGUAGES
from sarhad.world import PLOVER, THREAT_MODES, load_lexicon

OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.mark.parametrize("code", OTHERS)
def test_term_lists_have_the_same_names_as_in_english(code: str) -> None:
    assert set(load_lexicon(code).terms) == set(load_lexicon("en").terms)


@pytest.mark.parametrize("code", OTHERS)
def test_statuses_have_the_same_names_as_in_english(code: str) -> None:
    assert set(load_lexicon(code).statuses) == set(load_lexicon("en").statuses)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_threat_mode_has_words(code: str) -> None:
    assert {"mode:" + mode for mode in THREAT_MODES} <= set(load_lexicon(code).terms)


@pytest.mark.parametrize("code", LANGUAGES)
def test_events_are_of_known_types_and_cover_all(code: str) -> None:
    assert set(load_lexicon(code).events) == set(PLOVER)


@pytest.mark.parametrize("code", LANGUAGES)
def test_cue_classes_are_those_of_english(code: str) -> None:
    assert set(load_lexicon(code).cues) <= set(load_lexicon("en").cues)


@pytest.mark.parametrize("code", LANGUAGES)
def test_small_tables_that_every_finder_reads(code: str) -> None:
    words = load_lexicon(code).words
    assert {"months", "numbers", "ordinals", "condition", "distance", "phase", "deictic"} <= set(words)
    assert set(words["months"].values()) == set(range(1, 13))


@pytest.mark.parametrize("code", OTHERS)
def test_no_cue_stands_in_two_classes(code: str) -> None:
    """In English the first class wins instead."""
    verbs = [verb for row in load_lexicon(code).cues.values() for verb in row]
    assert len(verbs) == len(set(verbs))


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(SarhadError, match="unknown language") as error:
        load_lexicon("de")
    assert "en, fa, ru, tg" in error.value.remedy
