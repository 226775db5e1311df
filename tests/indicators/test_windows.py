"""Indicators by month, quarter, year and twelve months: one parameter, the same formula."""

from __future__ import annotations

import pytest
from tests import making

from sarhad.errors import SarhadError
from sarhad.indicators import count_records, measure_all, measure_coded
from sarhad.records import CodedEvent, Event, Observation
from sarhad.world import Region, quad_of
from sarhad.world.dates import estimate

PAIR = "tajikistan→taliban"
DOCUMENTS = [making.document(f"d{i}", f"2025-0{i + 1}-10") for i in range(8)]
EVENTS = [making.event(f"e{i}", f"d{i}", "AGREE" if i % 2 else "ASSAULT", "tajikistan", "taliban") for i in range(8)]


def by_period(
    region: Region, window: str, indicator: str = "engagement", events: list[Event] = EVENTS
) -> dict[str, Observation]:
    rows = measure_all(region, DOCUMENTS, [], events, [], [], window=window)
    return {o.period: o for o in rows if (o.unit, o.indicator) == (PAIR, indicator)}


def test_a_month_rarely_has_five_origins_and_says_so(region: Region) -> None:
    found = by_period(region, "month")
    assert list(found) == [f"2025-0{m}" for m in range(1, 9)]
    assert {(o.n, o.value, o.absence) for o in found.values()} == {(1, None, "not enough evidence")}


def test_twelve_months_that_end_with_each_month_roll(region: Region) -> None:
    found = by_period(region, "12-months")
    assert [o.n for o in found.values()] == [1, 2, 3, 4, 5, 6, 7, 8]
    sixth = found["2024-07/2025-06"]
    assert sixth.value == pytest.approx((3 - 3) / 8) and set(sixth.rows) == {f"e{i}" for i in range(6)}
    assert found["2024-06/2025-05"].value == pytest.approx((2 - 3) / 7)


def test_quarters_and_years(region: Region) -> None:
    assert {p: o.n for p, o in by_period(region, "quarter").items()} == {"2025-Q1": 3, "2025-Q2": 3, "2025-Q3": 2}
    assert {p: o.n for p, o in by_period(region, "year").items()} == {"2025": 8}


def test_a_month_that_nobody_monitored_says_so(region: Region) -> None:
    later = making.event("later", "d0", "AGREE", "tajikistan", "taliban", date=estimate("2025-02-20", "x"))
    documents = [DOCUMENTS[0], DOCUMENTS[2]]
    rows = measure_all(region, documents, [], [later], [], [], window="month")
    found = {o.period: o for o in rows if (o.unit, o.indicator) == (PAIR, "engagement")}
    assert (found["2025-02"].absence, found["2025-02"].n) == ("not monitored", 1)


def test_an_unknown_window_names_those_there_are(region: Region) -> None:
    with pytest.raises(SarhadError, match="12-months"):
        by_period(region, "week")


def test_shares_of_modes_split_an_origin_among_its_modes(region: Region) -> None:
    claims = [making.claim(f"c{i}", f"d{i}", modes=("financing",)) for i in range(5)]
    claims.append(making.claim("c5", "d5", modes=("financing", "trafficking")))
    rows = measure_all(region, DOCUMENTS, claims, [], [], [], window="year")
    found = {o.indicator: o for o in rows if o.indicator.startswith("mode-share:")}
    assert found["mode-share:financing"].value == pytest.approx(5.5 / 6)
    assert found["mode-share:trafficking"].value == pytest.approx(0.5 / 6)
    assert sum(o.value or 0 for o in found.values()) == pytest.approx(1)
    assert {o.n for o in found.values()} == {6}


def test_what_counts_names_side_origin_and_how_it_is_dated(region: Region) -> None:
    event = making.event("e", "d0", "AGREE", "tajikistan", "taliban", date=estimate("2025-02-20", "x"))
    claim = making.claim("c", "d1", source_actor="tajikistan", about=("taliban",), frame="concern", said="2024-12")
    origins = [making.origin("o", "c")]
    rows = count_records(region, DOCUMENTS, [claim], [event, EVENTS[0]], [], origins)
    told = {(c.record, c.indicator, c.side, c.origin, c.date, c.dated) for c in rows if c.unit == PAIR}
    assert told == {
        ("e", "engagement", "cooperation", "d0", "2025-02-20", "text"),
        ("e0", "engagement", "conflict", "d0", "2025-01-10", "report"),
        ("c", "trust", "concern", "o", "2024-12", "text"),
    }


def coded(row: str, kind: str, day: str) -> CodedEvent:
    return CodedEvent(
        id=f"coded-{row}",
        document="dataset",
        evidence=(),
        made_by="test",
        type=kind,
        quad=quad_of(kind),
        actor="tajikistan",
        recipient="taliban",
        date=estimate(day, "x"),
        dataset="gdelt",
        version="1",
        row=row,
        line=1,
        series="s",
        place_name="Dushanbe",
    )


def test_events_of_a_dataset_feed_a_series_of_their_own_and_rows_of_one_day_are_one(region: Region) -> None:
    events = [coded(str(i), "CONSULT", f"2025-01-{i + 1:02d}") for i in range(5)]
    events += [coded(f"again-{i}", "CONSULT", "2025-01-01") for i in range(9)]
    rows = measure_coded(region, events, "gdelt", "year")
    found = next(o for o in rows if o.unit == PAIR)
    assert (found.indicator, found.n) == ("engagement:gdelt", 5)
    assert found.value == pytest.approx(5 / 7)
    assert len(found.rows) == 14
