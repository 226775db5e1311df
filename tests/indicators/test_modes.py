"""Threat modes per quarter: origins counted once, absence declared, denials left out."""

from __future__ import annotations

from typing import Any

from tests import making

from sarhad.indicators import measure_all
from sarhad.indicators.windows import quarter
from sarhad.records import Claim, Document, Event, Observation, Origin
from sarhad.world import THREAT_MODES, Region


def series(
    region: Region, documents: list[Document], claims: list[Claim], origins: list[Origin], mode: str, **more: Any
) -> dict[str, Observation]:
    events: list[Event] = more.get("events", [])
    rows = measure_all(region, documents, claims, events, [], origins)
    return {o.period: o for o in rows if o.indicator == f"mode:{mode}"}


def test_origins_are_counted_not_documents(region: Region) -> None:
    documents = [making.document(n, "2025-02-01") for n in "abc"]
    claims = [making.claim(f"c-{n}", n, modes=("recruitment",)) for n in "abc"]
    origins = [making.origin("o1", "c-a", "c-b"), making.origin("o2", "c-c")]
    found = series(region, documents, claims, origins, "recruitment")["2025-Q1"]
    assert (found.value, found.n, found.absence) == (2.0, 2, "")
    assert set(found.rows) == {"c-a", "c-b", "c-c"}


def test_a_quarter_without_reports_is_not_monitored_and_one_with_reports_is_zero(region: Region) -> None:
    documents = [making.document("a", "2024-11-01"), making.document("b", "2025-08-01")]
    claims = [making.claim("c", "b", modes=("financing",))]
    found = series(region, documents, claims, [], "financing")
    assert list(found) == ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"]
    assert [(o.value, o.absence) for o in found.values()] == [
        (0.0, ""),
        (None, "not monitored"),
        (None, "not monitored"),
        (1.0, ""),
    ]


def test_a_denied_mode_is_not_counted(region: Region) -> None:
    documents = [making.document("a", "2025-02-01")]
    claims = [making.claim("c", "a", modes=("armed-attack",), proposition="p", stance="denies")]
    assert series(region, documents, claims, [], "armed-attack")["2025-Q1"].value == 0.0


def test_events_carry_modes_at_their_own_date(region: Region) -> None:
    documents = [making.document("a", "2025-05-01"), making.document("b", "2025-02-01")]
    from sarhad.world.dates import estimate

    event = making.event("e", "a", "ASSAULT", "isis", "", modes=("armed-attack",), date=estimate("2025-02-20", "x"))
    found = series(region, documents, [], [], "armed-attack", events=[event])
    assert [(o.period, o.value) for o in found.values()] == [("2025-Q1", 1.0), ("2025-Q2", 0.0)]


def test_every_mode_has_a_series(region: Region) -> None:
    rows = measure_all(region, [making.document("a", "2025-05-01")], [], [], [], [])
    assert {o.indicator.removeprefix("mode:") for o in rows if o.indicator.startswith("mode:")} == set(THREAT_MODES)


def test_nothing_dated_gives_no_series(region: Region) -> None:
    assert measure_all(region, [], [], [], [], []) == ()


def test_quarters() -> None:
    assert [quarter(d) for d in ("2025-01", "2025-03-31", "2025-04-01", "2025-12", "2025", "")] == [
        "2025-Q1",
        "2025-Q1",
        "2025-Q2",
        "2025-Q4",
        "",
        "",
    ]
