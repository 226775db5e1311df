"""Published datasets in the lake: beside the text-coded events, once, newest release first, each row told apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acquire.coded.test_reading import ACLED, GED, acled, ged
from tests.acquire.server import Site
from tests.robust.command import report, sarhad

from sarhad.errors import SarhadError
from sarhad.loading import load
from sarhad.pipeline import build_case
from sarhad.records import CodedEvent, Dataset, Event, Observation
from sarhad.settings import Settings, load_settings
from sarhad.store import create_lake, open_lake
from sarhad.store.deaths import monthly_deaths

S = Settings()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    create_lake(tmp_path / "work", S)
    return tmp_path / "work"


def put(workspace: Path, name: str, text: str) -> Path:
    path = workspace.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def coded(workspace: Path, as_of: str | None = None) -> list[tuple[str, str, int | None]]:
    with open_lake(workspace, S, as_of=as_of, read_only=True) as lake:
        return [(e.row, e.version, e.deaths_best) for e in lake.read(CodedEvent)]


def test_rows_become_events_of_the_regions_parties(workspace: Path) -> None:
    rows = ged(1).replace("Group Y", "Taleban") + ged(2).replace("Government of Tajikistan", "IMU")
    run, dataset = load(workspace, S, "ucdp", put(workspace, "GEDEvent_v25_1.csv", GED + rows + ged(3, best="x")))
    assert (run.inputs, run.read, run.refused) == (3, 2, 1)
    assert (dataset.rows, dataset.loaded, dataset.refused, dataset.first) == (3, 2, 1, "2024-07-15")
    assert dataset.problems == ("line 4: best is 'x', not a number from 0 on",)
    with open_lake(workspace, S, read_only=True) as lake:
        first, second = lake.read(CodedEvent)
        assert (first.actor, second.actor, first.run) == ("tajikistan", "imu", run.id)
        assert lake.read(Dataset) == (dataset.__class__(**{**asdict(dataset), "run": run.id}),)
        assert lake.read(Event) == ()


def asdict(record: Dataset) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_loading_a_file_twice_changes_nothing(workspace: Path) -> None:
    path = put(workspace, "GEDEvent_v25_1.csv", GED + ged(1))
    load(workspace, S, "ucdp", path)
    with open_lake(workspace, S, read_only=True) as lake:
        before = lake.snapshots()
    run, _ = load(workspace, S, "ucdp", path)
    with open_lake(workspace, S, read_only=True) as lake:
        assert run.known == 1 and lake.snapshots() == before


def test_a_newer_release_takes_the_place_of_the_older_which_stays_readable(workspace: Path) -> None:
    load(workspace, S, "ucdp", put(workspace, "GEDEvent_v24_1.csv", GED + ged(1) + ged(2)))
    with open_lake(workspace, S, read_only=True) as lake:
        then = lake.snapshots()[-1].time
    load(workspace, S, "ucdp", put(workspace, "GEDEvent_v25_1.csv", GED + ged(1, best=9)))
    assert coded(workspace) == [("1", "25.1", 9)]
    assert coded(workspace, then) == [("1", "24.1", 3), ("2", "24.1", 3)]
    with pytest.raises(SarhadError, match=r"a later release of ucdp-ged is loaded already \(25\.1\)"):
        load(workspace, S, "ucdp", put(workspace, "GEDEvent_v23_1.csv", GED + ged(1)))


def test_candidate_releases_replace_the_months_they_cover(workspace: Path) -> None:
    march = ged(5, start="2026-03-04", end="2026-03-04")
    july = ged(7, start="2026-07-04", end="2026-07-04")
    load(workspace, S, "ucdp", put(workspace, "GEDEvent_v26_0_3.csv", GED + march))
    load(workspace, S, "ucdp", put(workspace, "GEDEvent_v26_0_7.csv", GED + july))
    half = ged(6, start="2026-03-09", end="2026-03-09", best=1)
    load(workspace, S, "ucdp", put(workspace, "GEDEvent_v26_01_26_06.csv", GED + half))
    assert coded(workspace) == [("6", "26.01.26.06", 1), ("7", "26.0.7", 3)]
    with pytest.raises(SarhadError, match="later release"):
        load(workspace, S, "ucdp", put(workspace, "GEDEvent_v26_0_4.csv", GED + ged(1, 1, "2026-04-01", "2026-04-01")))


def test_exports_of_acled_replace_event_by_event(workspace: Path) -> None:
    first = ACLED + acled("TJK1", "Armed clash") + acled("TJK2", "Attack")
    load(workspace, S, "acled", put(workspace, "a.csv", first))
    load(workspace, S, "acled", put(workspace, "b.csv", ACLED + acled("TJK2", "Grenade")))
    with open_lake(workspace, S, read_only=True) as lake:
        assert [(e.row, e.mode) for e in lake.read(CodedEvent)] == [("TJK1", ""), ("TJK2", "explosives")]


def test_a_file_of_which_no_row_can_be_read_leaves_nothing(workspace: Path) -> None:
    with pytest.raises(SarhadError, match=r"no row of the file could be read \(line 2: best"):
        load(workspace, S, "ucdp", put(workspace, "GEDEvent_v25_1.csv", GED + ged(1, best="x")))
    with open_lake(workspace, S, read_only=True) as lake:
        assert lake.read(Dataset) == () and len(lake.snapshots()) == 1


def test_views_is_kept_as_observations(workspace: Path) -> None:
    load(workspace, S, "views", put(workspace, "views.csv", "country_id,month_id,ged_sb\n1,457,3\n"))
    with open_lake(workspace, S, read_only=True) as lake:
        (observation,) = lake.read(Observation)
    assert (observation.unit, observation.period, observation.value) == ("views:1", "2018-01", 3)


# ---------------------------------------------------------------- deaths by month


def test_deaths_by_month_count_every_event_once_and_silence_as_zero(workspace: Path) -> None:
    rows = [
        ged(1, start="2024-10-05", end="2024-10-05", best=3),
        ged(2, start="2024-09-20", end="2024-10-02", prec=2, best=5),
        ged(3, start="2024-12-30", end="2024-12-31", prec=2, best=2),
    ]
    load(workspace, S, "ucdp", put(workspace, "GEDEvent_v25_1.csv", GED + "".join(rows)))
    late = ged(9, start="2024-11-01", end="2024-11-01", best=50) + ged(8, start="2025-01-09", end="2025-01-09", best=7)
    load(workspace, S, "ucdp", put(workspace, "GEDEvent_v25_01_25_03.csv", GED + late))
    with open_lake(workspace, S, read_only=True) as lake:
        last = {o.period: (o.value, o.n) for o in monthly_deaths(lake)}
        first = {o.period: o.value for o in monthly_deaths(lake, month="first")}
        none = list(monthly_deaths(lake, kind="one-sided", countries=["TJK"]))
        rows_of = next(o.rows for o in monthly_deaths(lake) if o.period == "2024-10")
    # the candidate event of November lies in what the yearly release covers, and is clipped into January 2025's release
    assert last["2024-10"] == (8, 2) and last["2024-11"] == (0, 0) and last["2024-12"] == (2, 1)
    assert last["2025-01"][0] == 7
    assert first["2024-09"] == 5 and first["2024-10"] == 3
    assert {o.value for o in none} == {0.0} and rows_of == ("coded-ucdp-ged-1", "coded-ucdp-ged-2")


def test_pakistans_months_are_those_of_views(shared: Path, workspace: Path) -> None:
    import duckdb

    folder = shared / "data" / "conflict"
    path = workspace.parent / "GEDEvent_v22_1.csv"
    duckdb.sql(f"COPY (FROM '{folder}/ucdp_ged_events_pakistan_1989_2021.parquet') TO '{path}' (HEADER)")
    _, dataset = load(workspace, S, "ucdp", path)
    table = f"'{folder}/views_cm_ged_sb_1990-01_2024-04.parquet' WHERE country = 'Pakistan' AND year_month < '2022'"
    wanted = dict(duckdb.sql(f"SELECT year_month, ged_sb FROM {table}").fetchall())
    with open_lake(workspace, S, read_only=True) as lake:
        found = {o.period: o.value for o in monthly_deaths(lake, kind="state-based", countries=["PAK"])}
    assert dataset.loaded == 6416 and len(wanted) == 384
    assert {month: found[month] for month in wanted} == wanted


# ---------------------------------------------------------------- the command


def test_indicators_do_not_change_when_a_dataset_is_loaded(tmp_path: Path) -> None:
    work = tmp_path / "work"
    assert sarhad("init", work).code == 0
    path = put(work, "report.txt", report(1))
    assert sarhad("read", "-w", work, path).code == 0
    before = build_case(work, load_settings(work))
    assert sarhad("load", "ucdp", put(work, "GEDEvent_v25_1.csv", GED + ged(1)), "-w", work).code == 0
    after = build_case(work, load_settings(work))
    assert (after.events, after.observations, after.ledger) == (before.events, before.observations, before.ledger)


def test_the_command_tells_counts_problems_and_terms(tmp_path: Path) -> None:
    work = tmp_path / "work"
    sarhad("init", work)
    path = put(work, "GEDEvent_v25_1.csv", GED + "".join(ged(n, best=n or "x") for n in range(30)))
    done = sarhad("load", "ucdp", path, "-w", work)
    assert done.code == 3 and "ucdp-ged 25.1: 30 rows: 29 loaded, 1 refused" in done.err
    assert "refused: GEDEvent_v25_1.csv, line 2: best is 'x'" in done.err
    assert "licence: CC BY 4.0" in done.err and "Sundberg & Melander (2013)" in done.err
    assert "nothing changed" in sarhad("load", "ucdp", path, "-w", work).err
    rows = [json.loads(line) for line in sarhad("events", "--dataset", "ucdp", "-w", work, "--json").out.splitlines()]
    assert len(rows) == 29 and rows[0]["tlp"] == "TLP:CLEAR" and rows[0]["dataset"] == "ucdp-ged"
    one = sarhad("events", "--dataset", "ucdp-ged", "-w", work, "--csv", "--where", "row=7").out.splitlines()
    assert len(one) == 2 and "coded-ucdp-ged-7" in one[1]
    shown = sarhad("events", "--dataset", "ucdp", "-w", work, "--limit", 3)
    assert "29 rows; the last 3 shown" in shown.err and "Khorog town" in shown.out
    assert sarhad("events", "--dataset", "ucdp", "-w", work, "--find", "nowhere").err.startswith("0 rows")
    assert "25.1" in sarhad("datasets", "-w", work).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("load", "ucpd", "x.csv"), "unknown dataset: 'ucpd' — did you mean ucdp"),
        (("load", "ucdp", "x.csv"), "no such file"),
        (("load", "ucdp"), "nothing to load"),
        (("load", "acled", "--fetch"), "ACLED_TOKEN"),
        (("load", "views", "--fetch"), "viewsforecasting.org"),
        (("load", "ucdp", "--fetch", "--release", "latest"), "this is no release of UCDP"),
        (("events", "--dataset", "acled"), "no events of this dataset are loaded"),
        (("events", "--dataset", "ucdp", "--where", "rows=1"), "no events of this dataset"),
    ],
)
def test_errors_are_one_line_with_a_remedy(
    arguments: tuple[str, ...], words: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACLED_TOKEN", raising=False)
    done = sarhad(*arguments, "-w", workspace)
    assert done.code == 1 and words in done.err and done.err.count("\n") == 1 and " — " in done.err


# ---------------------------------------------------------------- downloading, from a server of the test's own


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def mirror(tmp_path: Path, site: Site) -> tuple[Path, Site]:
    """A workspace whose publishers are the test's server."""
    work = tmp_path / "work"
    sarhad("init", work)
    names = json.dumps([f"{name}={site.url('/' + name)}" for name in ("ucdp", "gdelt", "acled")])
    text = f'allow_hosts = ["{site.host}"]\nhost_delay = 0.0\npublishers = {names}\n'
    (work / "sarhad.toml").write_text(text, encoding="utf-8")
    return work, site


def test_a_candidate_release_is_fetched_and_loaded(mirror: tuple[Path, Site]) -> None:
    work, site = mirror
    text = GED + ged(1, start="2025-09-02", end="2025-09-02")
    site.put("/ucdp/candidateged/GEDEvent_v25_0_9.csv", text.encode(), media_type="text/csv")
    done = sarhad("load", "ucdp", "--fetch", "--release", "25.0.9", "-w", work)
    assert done.code == 0 and "ucdp-candidate 25.0.9: 1 rows: 1 loaded" in done.err


def test_acled_is_asked_with_the_users_own_token_page_by_page(
    mirror: tuple[Path, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sarhad.acquire.coded import publishers

    work, site = mirror
    monkeypatch.setenv("ACLED_TOKEN", "secret-token")
    monkeypatch.setattr(publishers, "ACLED_PAGE", 2)
    pages = {1: acled("TJK1", "Attack") + acled("TJK2", "Attack"), 2: acled("TJK3", "Attack")}
    for number, rows in pages.items():
        site.put(f"/acled?_format=csv&limit=2&page={number}&country=Tajikistan", (ACLED + rows).encode())
    done = sarhad("load", "acled", "--fetch", "--release", "country=Tajikistan", "-w", work)
    assert done.code == 0 and "3 rows: 3 loaded" in done.err, done.err
    sent = [headers.get("authorization") for path, headers in site.seen if path.startswith("/acled")]
    assert sent == ["Bearer secret-token"] * 2 and "secret-token" not in done.err + done.out


def test_a_correction_outlives_a_newer_release(workspace: Path) -> None:
    (workspace / "sarhad.toml").write_text("", encoding="utf-8")
    load(workspace, S, "ucdp", put(workspace, "GEDEvent_v24_1.csv", GED + ged(1)))
    done = sarhad(
        "correct", "coded-ucdp-ged-1", "place_name", "Khorog", "--because", "misread", "--by", "me", "-w", workspace
    )
    assert done.code == 0, done.err
    load(workspace, S, "ucdp", put(workspace, "GEDEvent_v25_1.csv", GED + ged(1)))
    with open_lake(workspace, S, read_only=True) as lake:
        (event,) = lake.read(CodedEvent)
    assert (event.version, event.place_name) == ("25.1", "Khorog")
