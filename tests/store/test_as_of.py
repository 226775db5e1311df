from __future__ import annotations

from pathlib import Path

import pytest

from sarhad.errors import SarhadError
from sarhad.records import Claim, Correction, Document, Run
from sarhad.settings import Settings
from sarhad.store import Lake, Snapshot, open_lake
from sarhad.store.snapshots import parse_moment, pick_snapshot

from .making import claim, correction, extracted, origin, run

S = Settings()


def test_as_of_shows_what_was_known_then(workspace: Path, lake: Lake) -> None:
    lake.commit(run("run-1"), [extracted(1)], origins=[origin("o-1", "doc-00001")], others=[claim(1)])
    lake.correct(correction("c-1", "claim-00001", "hedge", '"weak"'))
    lake.commit(run("run-2"), [extracted(2)], origins=[origin("o-1", "doc-00001", "doc-00002")])
    lake.correct(correction("c-2", "claim-00001", "hedge", '"strong"'))
    made, first, fixed, second, last = lake.snapshots()
    assert [each.message for each in (first, fixed, second, last)] == ["run-1", "c-1", "run-2", "c-2"]

    def known(as_of: str) -> tuple[object, ...]:
        with open_lake(workspace, S, as_of=as_of) as then:
            hedges = [each.hedge for each in then.read(Claim, id="claim-00001")]
            origins = [len(each.documents) for each in then.origins()]
            return len(then.read(Document)), hedges, origins, len(then.read(Correction)), len(then.read(Run))

    assert known(made.time) == (0, [], [], 0, 0)
    assert known(first.time) == (1, ["none"], [1], 0, 1)
    assert known(fixed.time) == (1, ["weak"], [1], 1, 1)
    assert known(second.time) == (2, ["weak"], [2], 1, 2)
    assert known("2999-01-01") == known(last.time) == (2, ["strong"], [2], 2, 2)
    assert lake.at(first.time).snapshots() == (made, first)
    assert lake.at(first.time).counts()["document"] == 1
    assert not lake.at(first.time).committed("run-2")


def test_before_the_first_snapshot(workspace: Path) -> None:
    with pytest.raises(SarhadError, match=r"did not exist yet.*choose a time from 20"):
        open_lake(workspace, S, as_of="1999-12-31")
    with pytest.raises(SarhadError, match="this is no date"):
        open_lake(workspace, S, as_of="last week")


def test_an_earlier_lake_takes_nothing(lake: Lake) -> None:
    with pytest.raises(SarhadError, match="reading only"):
        lake.at("2999-01-01").commit(run())


def test_a_date_is_its_end() -> None:
    days = [Snapshot(id=n, time=f"2024-07-1{n}T12:00:00+00:00") for n in (1, 2, 3)]
    assert pick_snapshot(days, "2024-07-12").id == 2
    assert pick_snapshot(days, "2024-07-12T11:59").id == 1
    assert pick_snapshot(days, "2024-07-12T12:00:00Z").id == 2
    assert pick_snapshot(days, "2024-07-12T12:30:00+02:00").id == 1
    assert parse_moment("20240712T12").tzinfo is not None
    for bad in ("2024-07-32", "2024-7-120", ""):
        with pytest.raises(SarhadError, match="no date"):
            parse_moment(bad)
