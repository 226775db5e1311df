"""The index of published events: counts by month are those of the events, names are found, cursors stay good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from sarhad.errors import SarhadError
from sarhad.records import CodedEvent, DateEstimate
from sarhad.store import Lake
from sarhad.store.desk import Desk, DeskWriter, Query, State
from sarhad.store.desk.aggregates import Box, on_map, timeline
from sarhad.store.desk.facets import facets
from sarhad.store.desk.network import network
from sarhad.store.progress import Journal
from sarhad.store.staging import Staging

from .making import extracted, page, run

CODED = "coded-events"
KINDS = (("ASSAULT", "material-conflict"), ("AGREE", "verbal-cooperation"), ("ACCUSE", "verbal-conflict"))


def coded(n: int) -> CodedEvent:
    """An event every third day from 2020 on, of three kinds, in turn in four places, one of them unknown."""
    day = str(date(2020, 1, 1) + timedelta(3 * n))
    kind, quad = KINDS[n % 3]
    at = {} if n % 4 == 3 else {"lat": 34.5 + n % 4, "lon": 69.2, "place_name": f"Town {n % 4}"}
    return CodedEvent(
        id=f"coded-{n:04}", document="dataset-1", evidence=(), made_by="test", type=kind, quad=quad,  # type: ignore[arg-type]
        actor="taliban", recipient=("pakistan", "")[n % 2], dataset="ucdp-ged", version="1", row=str(n), line=n,
        series="s", country="AFG", deaths_best=n % 5, actor_name="Талибан", place_precision=1 + n % 3,
        date=DateEstimate(value=day, precision="day", how="stated", earliest=day, latest=day), **at,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def desk(lake: Lake, tmp_path: Path) -> Iterator[Desk]:
    lake.commit(run(), others=[coded(n) for n in range(120)])
    state = State(snapshot=1, as_of="2024", tlp="TLP:CLEAR", region="r", title="t")
    with DeskWriter(lake, tmp_path / "x.duckdb") as out:
        out.finish(state, {})
    with Desk(tmp_path / "x.duckdb") as desk:
        yield desk


MONTHS = Query(since="2020-02", until="2020-06")
DAYS = Query(since="2020-02-01", until="2020-06-30", find="т")  # a text that all hold: no table of counts has it


def test_counts_by_month_are_those_of_the_events(desk: Desk) -> None:
    assert desk.rows(CODED, DAYS).total == desk.rows(CODED, MONTHS).total == desk.total(CODED, MONTHS) == 50
    for by in ("", "quad", "type", "country", "actor"):
        assert timeline(desk, CODED, MONTHS, by=by).buckets == timeline(desk, CODED, DAYS, by=by).buckets, by
    for field in ("type", "quad", "party", "month", "recipient"):
        assert facets(desk, CODED, MONTHS, [field]).facets == facets(desk, CODED, DAYS, [field]).facets, field
    one, other = network(desk, CODED, MONTHS).edges[0], network(desk, CODED, DAYS).edges[0]
    assert (one.engagement, one.accusation, one.violence) == (other.engagement, other.accusation, other.violence)
    assert (one.first, other.first) == ("2020-02", "2020-02-06")
    assert on_map(desk, CODED, MONTHS, zoom=2).spots == on_map(desk, CODED, DAYS, zoom=2).spots
    assert on_map(desk, CODED, MONTHS).without == on_map(desk, CODED, DAYS).without == 13


def test_days_are_counted_as_days(desk: Desk) -> None:
    buckets = timeline(desk, CODED, MONTHS, per="day").buckets
    assert len(buckets) == 50 and all(b.n == 1 for b in buckets) and buckets[0].period == "2020-02-03"


def test_the_map_near_by(desk: Desk) -> None:
    found = on_map(desk, CODED, Query(), zoom=10, box=Box(west=69, south=34, east=70, north=35))
    assert [(s.n, s.size < 0.1, s.precision) for s in found.spots] == [(30, True, 3)]
    assert sum(found.spots[0].quads.values()) == 30


def test_names_are_found_in_any_script(desk: Desk) -> None:
    assert desk.rows(CODED, Query(search="Taliban")).total == desk.rows(CODED, Query(search="طالبان")).total == 120
    assert desk.rows(CODED, Query(search="town 2", find="TOWN")).total == 30
    assert desk.rows(CODED, Query(search="nobody")).total == 0


def test_cursors(desk: Desk) -> None:
    first = desk.rows(CODED, Query(limit=50))
    second = desk.rows(CODED, Query(limit=50, cursor=first.next))
    third = desk.rows(CODED, Query(limit=50, cursor=second.next))
    ids = [row.id for row in (*first.rows, *second.rows, *third.rows)]
    assert ids == [f"coded-{n:04}" for n in reversed(range(120))] and third.next == ""
    assert desk.one(CODED, "coded-0007") == first.rows[0].__class__(
        **{f: getattr(coded(7), f) for f in coded(7).__struct_fields__} | {"run": "run-1"}, when="2020-01-22",
        tlp="TLP:CLEAR",
    )  # fmt: skip
    with pytest.raises(SarhadError, match="no cursor"):
        desk.rows("claims", Query(cursor=first.next))


def test_the_journal_of_a_run_is_seen_from_outside(workspace: Path) -> None:
    journal = Journal(workspace)
    assert journal.progress().state == "idle"
    with Staging(workspace) as staging:
        staging.begin(run())
        staging.put([extracted(1)], [page(1), page(2, refused="empty")])
        now = journal.progress()
        assert (now.state, now.run, now.pages, now.refused, now.batches) == ("reading", "run-1", 2, 1, 1)
    assert journal.progress().state == "stopped"
