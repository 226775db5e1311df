"""When an undated report was published: bounds from its words, never a date that nobody stated."""

from __future__ import annotations

import pytest
from tests.conftest import make_document

from sarhad.ground.dating import infer_published
from sarhad.records import DateEstimate
from sarhad.world import Region, load_lexicon


def inferred(
    region: Region, *sentences: str, language: str = "en", fetched: str = "2026-01-15T10:00:00Z"
) -> DateEstimate:
    document = make_document(*sentences, language=language, published="", fetched=fetched)
    return infer_published(document, region, load_lexicon(language))


# The Taliban took Kabul on 2021-08-15: four years on is 2025-08-15.
WINDOWS = [
    ("en", "Nearly four years after the Taliban returned to power, little is calm.", "2025-04-15", "2025-08-15"),
    ("en", "More than four years after the Taliban returned to power, little is calm.", "2025-08-15", "2026-01-15"),
    ("en", "Two years after the fall of Kabul, little is calm.", "2023-08-15", "2024-07-15"),
    ("en", "About two years after the fall of Kabul, little is calm.", "2023-02-15", "2024-02-15"),
    ("en", "Six months after the fall of Kabul, little is calm.", "2022-02-15", "2022-03-15"),
    ("ru", "Почти четыре года после прихода талибов к власти в регионе неспокойно.", "2025-04-15", "2025-08-15"),
    ("fa", "نزدیک به چهار سال پس از سقوط کابل منطقه آرام نیست.", "2025-04-15", "2025-08-15"),
    ("tg", "Қариб чор сол пас аз суқути Кобул минтақа ором нест.", "2025-04-15", "2025-08-15"),
]


@pytest.mark.parametrize(("language", "sentence", "earliest", "latest"), WINDOWS)
def test_a_distance_from_an_anchor_gives_a_window(
    language: str, sentence: str, earliest: str, latest: str, region: Region
) -> None:
    found = inferred(region, sentence, language=language)
    assert (found.how, found.precision) == ("inferred", "range")
    assert (found.earliest, found.latest) == (earliest, latest)
    assert earliest[:7] <= found.value <= latest[:7]


def test_a_past_date_in_the_text_narrows_the_window(region: Region) -> None:
    first = "Nearly four years after the Taliban returned to power, little is calm."
    found = inferred(region, first, "In June 2025 the ministers met.")
    assert (found.earliest, found.latest, found.value) == ("2025-06-01", "2025-08-15", "2025-07")


def test_a_past_date_alone_is_a_bound_without_a_value(region: Region) -> None:
    found = inferred(region, "In June 2025 the ministers met.")
    assert (found.value, found.how, found.earliest, found.latest) == ("", "inferred", "2025-06-01", "2026-01-15")


def test_a_date_in_the_future_is_no_lower_bound(region: Region) -> None:
    found = inferred(region, "In June 2025 the ministers met.", "The road will be finished by 2027.")
    assert found.earliest == "2025-06-01"


def test_nothing_known_is_unknown(region: Region) -> None:
    found = inferred(region, "The road is long.")
    assert (found.value, found.how, found.earliest) == ("", "unknown", "")


def test_a_given_date_stands(region: Region) -> None:
    document = make_document("Nearly four years after the Taliban returned to power.", published="2024-02")
    assert infer_published(document, region, load_lexicon("en")) == document.published
