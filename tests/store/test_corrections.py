from __future__ import annotations

import msgspec
import pytest

from sarhad.errors import SarhadError
from sarhad.records import Claim, Correction, Document, Event
from sarhad.store import Lake

from .making import claim, correction, extracted, run

ID = "claim-00001"


def test_a_correction_wins_on_reading_and_the_raw_record_stays(lake: Lake) -> None:
    lake.commit(run(), others=[claim(1), claim(2)])
    lake.correct(correction("c-1", ID, "kind", '"official"'))
    lake.correct(correction("c-2", ID, "about", '["uzb"]'))
    lake.correct(correction("c-3", ID, "source", "[[1, 2], [3, 4]]"))
    lake.correct(correction("c-4", ID, "hedge", '"strong"'))
    first, second = lake.read(Claim)
    assert (first.kind, first.about, first.source, first.hedge) == ("official", ("uzb",), ((1, 2), (3, 4)), "strong")
    assert second == msgspec.structs.replace(claim(2), run="run-1")
    assert lake.read(Claim, corrected=False)[0] == msgspec.structs.replace(claim(1), run="run-1")
    assert [each.id for each in lake.read(Correction)] == ["c-1", "c-2", "c-3", "c-4"]


def test_filters_and_tallies_see_the_corrected_value(lake: Lake) -> None:
    lake.commit(run(), others=[claim(1), claim(2)])
    lake.correct(correction("c-1", ID, "kind", '"official"'))
    assert [each.id for each in lake.read(Claim, kind="official")] == [ID]
    assert [each.id for each in lake.read(Claim, kind="media")] == ["claim-00002"]
    assert [each.id for each in lake.read(Claim, kind="media", corrected=False)] == [ID, "claim-00002"]
    assert lake.tally(Claim, "kind") == {("media",): 1, ("official",): 1}


def test_the_newest_correction_wins_whatever_the_order_and_the_zone(lake: Lake) -> None:
    lake.commit(run(), others=[claim(1)])
    lake.correct(correction("c-1", ID, "hedge", '"strong"', when="2024-07-16T10:00:00Z"))
    lake.correct(correction("c-2", ID, "hedge", '"weak"', when="2024-07-16T14:00:00+05:00"))
    assert lake.read(Claim)[0].hedge == "strong"
    lake.correct(correction("c-3", ID, "hedge", '"none"', when="2024-07-16T10:00:00Z"))
    assert lake.read(Claim)[0].hedge == "none"


def test_nested_and_empty_values(lake: Lake) -> None:
    lake.commit(run(), [extracted(1)])
    date = '{"value": "2024", "precision": "year", "because": "a \\"quoted\\" \'word\'"}'
    lake.correct(correction("c-1", "e-1", "date", date, table="event"))
    lake.correct(correction("c-2", "e-1", "deaths_best", "3", table="event"))
    event = lake.read(Event)[0]
    assert (event.date.value, event.date.how, event.date.because) == ("2024", "unknown", "a \"quoted\" 'word'")
    assert event.deaths_best == 3
    lake.correct(correction("c-3", "e-1", "deaths_best", "null", table="event"))
    assert lake.read(Event)[0].deaths_best is None


def test_hiding_and_showing_a_record(lake: Lake) -> None:
    lake.commit(run(), others=[claim(1), claim(2)])
    lake.correct(correction("c-1", ID, "*", "null"))
    assert [each.id for each in lake.read(Claim)] == ["claim-00002"]
    assert lake.counts()["claim"] == 1 and len(lake.read(Claim, corrected=False)) == 2
    lake.correct(correction("c-2", ID, "*", "true"))
    assert len(lake.read(Claim)) == 2


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"table": "claims"}, "unknown table that can be corrected.*did you mean claim"),
        ({"table": "run"}, "unknown table that can be corrected"),
        ({"table": "score"}, "unknown table that can be corrected"),
        ({"field": "hedg"}, "unknown field of claim.*did you mean hedge"),
        ({"field": "id", "value": '"x"'}, "unknown field"),
        ({"table": "document", "field": "text"}, "unknown field"),
        ({"table": "page", "field": "content"}, "unknown field"),
        ({"record": "claim-9"}, "no such claim"),
        ({"record": "x' OR 1=1 --"}, "no such claim"),
        ({"value": "weak"}, "the value does not fit"),
        ({"value": '"perhaps"'}, "the value does not fit"),
        ({"value": "null"}, "the value does not fit"),
        ({"field": "about", "value": '"taj"'}, "the value does not fit"),
        ({"field": "*", "value": "1"}, "only hidden or shown"),
        ({"when": "yesterday"}, "is no time"),
    ],
)
def test_what_cannot_be_corrected_is_refused(read_lake: Lake, given: dict[str, str], problem: str) -> None:
    base = {"record": ID, "field": "hedge", "value": '"weak"'}
    with pytest.raises(SarhadError, match=problem):
        read_lake.correct(correction("c-1", **(base | given)))
    assert read_lake.read(Correction) == ()


def test_a_corrected_text_field_may_hold_anything(lake: Lake) -> None:
    lake.commit(run(), [extracted(1)])
    title = 'x\'); DROP TABLE lake.claim; -- "сарҳад" \\ 😀'
    lake.correct(correction("c", "doc-00001", "title", msgspec.json.encode(title).decode(), table="document"))
    assert lake.read(Document)[0].title == title
    assert [each.id for each in lake.read(Document, title=title)] == ["doc-00001"]
