"""Deaths and incidents by month as reports tell of them: what counts where, what widens the bounds, what is absent."""

from __future__ import annotations

from typing import Any

from tests import making

from sarhad.indicators import measure_all
from sarhad.indicators.toll import dyad
from sarhad.records import DateEstimate, Document, Event, Incident, Observation
from sarhad.world import Region
from sarhad.world.dates import estimate

DOCUMENTS = [making.document("a", "2025-05-20"), making.document("b", "2025-07-03")]


def incident(name: str, *events: Event, **fields: Any) -> Incident:
    first = events[0]
    base: dict[str, Any] = {
        "type": first.type,
        "quad": first.quad,
        "actor": first.actor,
        "recipient": first.recipient,
        "place": first.place,
        "date": first.date,
        "events": tuple(e.id for e in events),
    }
    return Incident(id=name, **(base | fields))


def attack(name: str, document: str = "a", day: str = "2025-05-12", **fields: Any) -> Event:
    base: dict[str, Any] = {"place": "khorog", "date": estimate(day, "x")}
    return making.event(name, document, "ASSAULT", "jamaat-ansarullah", "tajikistan", **(base | fields))


def series(
    region: Region, events: list[Event], incidents: list[Incident], documents: list[Document] = DOCUMENTS
) -> dict[tuple[str, str, str], Observation]:
    rows = measure_all(region, documents, [], events, [], [], incidents, window="month")
    return {(o.indicator, o.unit, o.period): o for o in rows if o.indicator.endswith(":text")}


def test_an_incident_counts_once_for_country_border_parties_and_the_two_together(region: Region) -> None:
    events = [attack("e1"), attack("e2", "b")]
    found = series(region, events, [incident("i", *events, deaths_low=2, deaths_best=3, deaths_high=5)])
    for unit in ("TJK", "tjk-afg", "tajikistan", "jamaat-ansarullah", "jamaat-ansarullah↔tajikistan"):
        one, deaths = found["incidents:text", unit, "2025-05"], found["deaths:text", unit, "2025-05"]
        assert (one.value, one.n, one.rows) == (1, 1, ("e1", "e2"))
        assert (deaths.value, deaths.low, deaths.high, deaths.n) == (3, 2, 5, 1)
    assert found["incidents:text", "AFG", "2025-05"].value == 0


def test_a_month_without_a_dated_report_is_not_monitored_and_one_with_reports_is_zero(region: Region) -> None:
    event = attack("e", "b", "2025-06-10")
    found = series(region, [event], [incident("i", event)])
    june, july = (found["incidents:text", "TJK", month] for month in ("2025-06", "2025-07"))
    assert (june.value, june.absence, june.n, june.rows) == (None, "not monitored", 1, ("e",))
    assert (july.value, july.absence, july.n) == (0, "", 0)


def test_what_only_its_report_dates_widens_the_bounds(region: Region) -> None:
    undated = DateEstimate(precision="day", how="inferred", latest="2025-05-20")
    old = attack("old", date=undated)
    found = series(region, [old], [incident("i", old, deaths_low=24, deaths_best=24, deaths_high=24)])
    one, deaths = found["incidents:text", "TJK", "2025-05"], found["deaths:text", "TJK", "2025-05"]
    assert (one.value, one.low, one.high) == (0, 0, 1)
    assert (deaths.value, deaths.low, deaths.high) == (0, 0, 24)


def test_an_attack_without_a_number_gives_no_deaths_rather_than_none(region: Region) -> None:
    event = attack("e")
    found = series(region, [event], [incident("i", event)])["deaths:text", "TJK", "2025-05"]
    assert (found.value, found.absence, found.rows) == (None, "no number stated", ("e",))


def test_talks_are_no_incident(region: Region) -> None:
    talks = making.event("t", "a", "CONSULT", "tajikistan", "taliban", place="khorog", date=estimate("2025-05-12", "x"))
    found = series(region, [talks], [incident("i", talks)])
    assert found["incidents:text", "TJK", "2025-05"].value == 0


def test_an_incident_whose_place_is_not_told_counts_for_its_parties_alone(region: Region) -> None:
    event = attack("e", place="")
    found = series(region, [event], [incident("i", event)])
    assert found["incidents:text", "TJK", "2025-05"].value == 0
    assert found["incidents:text", dyad("tajikistan", "jamaat-ansarullah"), "2025-05"].value == 1


def test_a_far_town_and_a_whole_province_lie_on_no_border(region: Region) -> None:
    events = [attack("far", place="dushanbe"), attack("wide", place="gbao")]
    found = series(region, events, [incident(e.id, e) for e in events])
    assert found["incidents:text", "tjk-afg", "2025-05"].value == 0
    assert found["incidents:text", "TJK", "2025-05"].value == 2
