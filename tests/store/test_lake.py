from __future__ import annotations

import math
import os
import shutil
import threading
from pathlib import Path

import msgspec
import pytest

from sarhad.errors import SarhadError
from sarhad.records import Claim, Document, Event, Mention, Observation, Origin, Page, Record, Run, Score, Source, Span
from sarhad.settings import Settings
from sarhad.store import Lake, between, contains, one_of, open_lake
from sarhad.store.connect import SPOOL
from sarhad.store.schema import TABLES

from .making import AWKWARD, claim, correction, empty, extracted, full, origin, page, run

S = Settings()
STORED = [table.record for name, table in TABLES.items() if name not in ("run", "correction")]


def stored(record: Record, name: str, run_id: str) -> Record:
    """What must come back: stamped with the run, without what is not kept."""
    stamp = {"run": run_id} if "run" in record.__struct_fields__ else {}
    return msgspec.structs.replace(record, **stamp, **dict.fromkeys(TABLES[name].omit, b""))


def test_every_record_comes_back_as_it_went_in(lake: Lake) -> None:
    given = {kind: [full(kind), full(kind, "2"), empty(kind)] for kind in STORED}
    added = lake.commit(run(), others=(record for records in given.values() for record in records))
    assert added == {"run": 1} | dict.fromkeys((kind.__name__.lower() for kind in STORED), 3)
    for kind, records in given.items():
        back = lake.read(kind)
        assert len(back) == 3
        assert all(stored(record, kind.__name__.lower(), "run-1") in back for record in records)


def test_runs_and_corrections_come_back(lake: Lake) -> None:
    whole = msgspec.structs.replace(full(Run), version="1")
    lake.commit(whole, others=[claim(1)])
    fix = correction("c-1", "claim-00001", "hedge", '"weak"', why=AWKWARD)
    lake.correct(fix)
    assert lake.read(Run) == (whole,)
    assert lake.read(type(fix)) == (fix,)


def test_the_same_record_is_kept_once(lake: Lake) -> None:
    twice = [extracted(1), extracted(1)]
    first = lake.commit(run("run-1"), twice, [page(1), page(1)])
    again = lake.commit(run("run-2"), twice, [page(1)])
    assert first == {"run": 1, "page": 1, "document": 1, "mention": 10, "claim": 4, "event": 1}
    assert again == {"run": 1, "page": 0, "document": 0, "mention": 0, "claim": 0, "event": 0}
    assert {each.run for each in lake.read(Claim)} == {"run-1"}


def test_of_twins_the_first_stays(lake: Lake) -> None:
    lake.commit(run(), others=[claim(1, hedge="weak"), claim(1, hedge="strong")])
    assert [each.hedge for each in lake.read(Claim)] == ["weak"]


def test_a_run_is_committed_once_and_is_one_snapshot(lake: Lake) -> None:
    before = len(lake.snapshots())
    lake.commit(run(), [extracted(1)], [page(1)], [origin("o-1", "doc-00001")])
    assert lake.commit(run(), [extracted(2)]) == {}
    assert lake.committed("run-1") and not lake.committed("run-2")
    assert [(each.message, each.author) for each in lake.snapshots()[before:]] == [("run-1", "sarhad 0.1.0")]


def test_a_failing_stream_leaves_nothing(lake: Lake) -> None:
    def torn():  # type: ignore[no-untyped-def]
        yield extracted(1)
        raise SarhadError("broken", "here", "mend it")

    before = lake.counts()
    with pytest.raises(SarhadError, match="broken"):
        lake.commit(run(), torn())
    assert lake.counts() == before
    assert lake.commit(run(), [extracted(1)])["document"] == 1


def test_evidence_is_read_in_the_order_of_the_document(lake: Lake) -> None:
    lake.commit(run(), others=[claim(30), claim(4, id="claim-z"), claim(7), claim(1, "doc-00009")])
    assert [each.id for each in lake.read(Claim)] == ["claim-z", "claim-00007", "claim-00030", "claim-00001"]


def test_filters(lake: Lake) -> None:
    dated = msgspec.convert({"value": "2024-07-15"}, type(full(Event).date))
    event = Event(id="e-x", document="d", evidence=(), made_by="t", type="AID", quad="verbal-conflict", date=dated)
    lake.commit(run(), [extracted(1)], others=[event, claim(9, kind="party", modes=("drugs",)), claim(10, about=())])
    assert [each.id for each in lake.read(Claim, kind="party")] == ["claim-00009"]
    assert [each.id for each in lake.read(Claim, modes=contains("drugs"))] == ["claim-00009"]
    assert [each.id for each in lake.read(Claim, about=())] == ["claim-00010"]
    assert [each.id for each in lake.read(Claim, id=one_of(["claim-00009", "x"]))] == ["claim-00009"]
    assert lake.read(Claim, id=one_of([])) == ()
    assert [each.id for each in lake.read(Event, date__value=between("2024-07", "2024-08"))] == ["e-x"]
    assert [each.id for each in lake.read(Event, date=dated, deaths_low=None)] == ["e-x"]
    assert len(lake.read(Mention, limit=3)) == 3
    assert lake.tally(Event, "type", "date__precision") == {("AID", "unknown"): 1, ("MEET", "unknown"): 1}
    assert lake.tally(Claim, kind="media") == {("",): 5}


def test_filter_values_are_never_sql(lake: Lake) -> None:
    lake.commit(run(), others=[claim(1), claim(2, source_text=AWKWARD)])
    attack = "x' OR 1=1; DROP TABLE lake.claim; --"
    for value in (attack, one_of([attack]), between(attack, attack)):
        assert lake.read(Claim, source_text=value) == ()
    assert lake.read(Claim, about=contains(attack)) == ()
    assert [each.id for each in lake.read(Claim, source_text=AWKWARD)] == ["claim-00002"]
    for field in ("id\" = '' OR 1=1 --", "evidence__start", "nothing", "run; DROP TABLE claim"):
        with pytest.raises(SarhadError, match="field of Claim"):
            lake.read(Claim, **{field: "x"})
    with pytest.raises(SarhadError, match="the lake cannot answer"):
        lake.read(Run, inputs="not a number")
    assert lake.counts()["claim"] == 2


def test_kinds_that_are_not_kept_are_refused(lake: Lake) -> None:
    for kind in (Source, Span):
        with pytest.raises(SarhadError, match="unknown table"):
            lake.read(kind)
    with pytest.raises(SarhadError, match="unknown table"):
        lake.commit(run(), others=[empty(Source)])


def test_numbers_that_are_not_finite_are_refused(lake: Lake) -> None:
    bad = float("nan")
    with pytest.raises(SarhadError, match="without loss"):
        lake.commit(run(), others=[Observation(unit="taj", period="2024-07", indicator="trust", value=-math.inf, n=1)])
    with pytest.raises(SarhadError, match="without loss"):
        lake.commit(run(), others=[msgspec.structs.replace(full(TABLES["forecast"].record), draws=(1.0, bad))])
    with pytest.raises(SarhadError, match="without loss"):
        lake.commit(run(), others=[claim(1, source_text="\ud800")])


def test_origins_are_those_of_the_latest_run_that_wrote_any(lake: Lake) -> None:
    lake.commit(run("run-b"), origins=[origin("o-1", "d-1"), origin("o-2", "d-2")])
    lake.commit(run("run-a"), origins=[origin("o-1", "d-1", "d-2")])
    lake.commit(run("run-0"))
    assert [(each.id, each.documents, each.run) for each in lake.origins()] == [("o-1", ("d-1", "d-2"), "run-a")]
    assert lake.counts()["origin"] == 1


def test_a_series_is_replaced_as_a_whole_and_others_stay(lake: Lake) -> None:
    def seen(indicator: str, period: str, value: float) -> Observation:
        return Observation(unit="taj", period=period, indicator=indicator, value=value, n=1)

    lake.commit(
        run("run-1"), others=[seen("trust", "2024-06", 1.0), seen("trust", "2024-07", 1), seen("gap", "2024", 5.0)]
    )
    lake.commit(run("run-2"), others=[seen("trust", "2024-07", 2.0)])
    found = [(each.indicator, each.period, each.value) for each in lake.read(Observation)]
    assert found == [("gap", "2024", 5.0), ("trust", "2024-07", 2.0)]


def test_a_score_once_pending_is_replaced(lake: Lake) -> None:
    pending = Score(forecast="f", measure="crps", value=None, truth=None, scored="", state="pending")
    lake.commit(run("run-1"), others=[pending])
    lake.commit(run("run-2"), others=[msgspec.structs.replace(pending, value=0.5, truth=3.0, state="scored")])
    assert [(each.state, each.value) for each in lake.read(Score)] == [("scored", 0.5)]


def test_known_pages(lake: Lake) -> None:
    lake.commit(run("run-1"), pages=[page(1), page(2, refused="too large"), page(3, checksum="")])
    asked = ["page-00001", "sum-1", "page-00002", "sum-2", "page-00003", "", "x'"]
    assert lake.known_pages(asked) == {"page-00001", "sum-1", "page-00003"}
    lake.commit(run("run-2"), pages=[page(2)])
    assert lake.known_pages(["page-00002"]) == {"page-00002"}
    assert [each.refused for each in lake.read(Page)] == ["", "", ""]
    assert lake.known_pages([]) == set()


def test_many_claims_in_one_write(lake: Lake) -> None:
    lake.commit(run(), others=(claim(n) for n in range(20_000)))
    assert lake.counts()["claim"] == 20_000
    assert sum(1 for _ in lake.stream(Claim, kind="media")) == 20_000
    assert lake.commit(run("run-2"), others=(claim(n) for n in range(19_990, 20_010)))["claim"] == 10


def test_texts_with_nul_characters(lake: Lake) -> None:
    lake.commit(run(), others=(claim(n, source_text=f"a\x00'{n}") for n in range(30)))
    assert {each.source_text for each in lake.read(Claim)} == {f"a\x00'{n}" for n in range(30)}


def test_a_text_of_many_megabytes(lake: Lake) -> None:
    text = "\x01" * 4_000_000  # six bytes each in JSON
    lake.commit(run(), others=[Document(id="d", page="p", url="u", text=text, sentences=())])
    assert lake.read(Document)[0].text == text


def test_dumps_are_equal_for_equal_lakes(empty_workspace: Path, tmp_path: Path) -> None:
    dumps = []
    for n, order in enumerate(([1, 2], [2, 1])):
        shutil.copytree(empty_workspace, tmp_path / str(n))
        with open_lake(tmp_path / str(n), S) as lake:
            for doc in order:
                lake.commit(run(f"run-{n}-{doc}"), [extracted(doc)], [page(doc, fetched=f"202{n}")])
            lake.dump(tmp_path / f"{n}.ndjson")
        dumps.append((tmp_path / f"{n}.ndjson").read_bytes())
    assert dumps[0] == dumps[1] and dumps[0].count(b"\n") == 2 * 17


def test_a_workspace_can_be_moved(workspace: Path, tmp_path: Path) -> None:
    shutil.move(workspace, tmp_path / "old's place")
    with open_lake(tmp_path / "old's place", S) as lake:
        lake.commit(run(), (extracted(n) for n in range(20)))
    shutil.move(tmp_path / "old's place", tmp_path / "نو")
    with open_lake(tmp_path / "نو", S, read_only=True) as lake:
        assert lake.counts()["claim"] == 80


def test_reading_from_threads_while_writing(lake: Lake) -> None:
    lake.commit(run("run-0"), [extracted(0)])
    seen: list[int] = []

    def look() -> None:
        seen.extend(len(lake.read(Claim)) for _ in range(5))

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    lake.commit(run("run-1"), [extracted(1), extracted(2)])
    for thread in threads:
        thread.join()
    assert len(seen) == 15 and set(seen) <= {4, 12}


def test_two_openings_in_one_process_see_each_other(workspace: Path, lake: Lake) -> None:
    with open_lake(workspace, S) as other:
        other.commit(run(), [extracted(1)])
    assert lake.counts()["document"] == 1


def test_clean_removes_only_orphans(workspace: Path, lake: Lake) -> None:
    lake.commit(run(), (extracted(n) for n in range(20)))
    kept = set((workspace / S.data).rglob("*.parquet"))
    orphan = next(iter(kept)).with_name("orphan.parquet")
    shutil.copy(next(iter(kept)), orphan)
    lake.clean()
    assert set((workspace / S.data).rglob("*.parquet")) == kept
    assert lake.counts()["claim"] == 80


def test_what_killed_writers_left_is_removed(workspace: Path, lake: Lake) -> None:
    spool = workspace / SPOOL
    dead, living = spool / "write-999999999-x", spool / f"write-{os.getpid()}-x"
    for folder in (dead, living):
        folder.mkdir(parents=True)
    lake.commit(run(), [extracted(1)])
    assert sorted(spool.glob("write-*")) == [living]


def test_origin_is_typed(lake: Lake) -> None:
    lake.commit(run(), origins=[origin("o-1", "d")])
    assert isinstance(lake.origins()[0], Origin)
