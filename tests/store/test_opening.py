from __future__ import annotations

import json
import multiprocessing
import os
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb
import pytest

from sarhad.errors import SarhadError
from sarhad.records import Claim, Run
from sarhad.settings import Settings
from sarhad.store import connect, create_lake, migrations, open_lake
from sarhad.store.connect import attach_statement, extensions
from sarhad.store.schema import TABLES

from .making import claim, correction, run

S = Settings()
SCHEMA = Path(__file__).with_name("schema.json")


def test_no_lake_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SarhadError, match=r"there is no lake here.*run sarhad init"):
        open_lake(tmp_path, S)
    assert list(tmp_path.iterdir()) == []


def test_a_catalog_without_tables_is_no_lake_until_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    with connect.engine(tmp_path, S) as con:
        connect.attach(con, tmp_path, S, create=True)
    with pytest.raises(SarhadError, match="there is no lake here"):
        open_lake(tmp_path, S)
    create_lake(tmp_path, S)
    with open_lake(tmp_path, S) as lake:
        assert lake.counts() == dict.fromkeys(TABLES, 0)


def test_making_it_twice_changes_nothing(workspace: Path) -> None:
    with open_lake(workspace, S) as lake:
        lake.commit(run(), others=[claim(1)])
        before = lake.snapshots()
    create_lake(workspace, S)
    with open_lake(workspace, S) as lake:
        assert lake.snapshots() == before and lake.counts()["claim"] == 1


def test_what_is_no_lake_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    (tmp_path / S.catalog).write_text("not a database " * 1000)
    with pytest.raises(SarhadError, match="cannot be opened"):
        open_lake(tmp_path, S)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "lake").write_text("a file")
    with pytest.raises(SarhadError, match="folder cannot be made"):
        create_lake(tmp_path, S)


def test_reading_only(workspace: Path) -> None:
    with open_lake(workspace, S, read_only=True) as lake:
        for write in (lambda: lake.commit(run()), lambda: lake.correct(correction("c", "x", "hedge", "1")), lake.clean):
            with pytest.raises(SarhadError, match="reading only"):
                write()


def test_a_newer_schema_is_refused(workspace: Path) -> None:
    with open_lake(workspace, S) as lake:
        lake._con.execute("INSERT INTO lake.schema_version VALUES (99, '9.9')")
    for attempt in (lambda: open_lake(workspace, S), lambda: create_lake(workspace, S)):
        with pytest.raises(SarhadError, match=r"schema 99.*install a newer sarhad"):
            attempt()


def test_an_older_lake_is_migrated_in_one_transaction(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_lake(workspace, S) as lake:
        lake.commit(run(), others=[claim(1)])
        lake._con.execute("ALTER TABLE lake.claim DROP COLUMN hedge_words")
        lake._con.execute("DROP TABLE lake.score")
        old = lake.snapshots()

    def broken(con: duckdb.DuckDBPyConnection) -> None:
        migrations.add_missing_columns(con)
        raise SarhadError("broken step", "here", "mend it")

    found = migrations.newest(migrations.MIGRATIONS)
    monkeypatch.setitem(migrations.MIGRATIONS, found + 1, broken)
    with pytest.raises(SarhadError, match=r"run sarhad init .* once"):
        open_lake(workspace, S, read_only=True)
    with pytest.raises(SarhadError, match="broken step"):
        open_lake(workspace, S)
    monkeypatch.setitem(migrations.MIGRATIONS, found + 1, migrations.add_missing_columns)
    with open_lake(workspace, S) as lake:
        assert lake.read(Claim)[0].hedge_words == ""
        assert [each.message for each in lake.snapshots()[len(old) :]] == [f"schema {found} to {found + 1}"]
        assert lake.counts()["score"] == 0
        assert lake.at(old[-1].time).read(Claim)[0].hedge_words == ""


def test_the_schema_is_the_one_noted() -> None:
    now = {"version": migrations.newest(migrations.MIGRATIONS)} | {name: t.columns for name, t in TABLES.items()}
    text = json.dumps(now, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("SARHAD_NOTE_SCHEMA"):
        SCHEMA.write_text(text, encoding="utf-8")
    hint = "records changed: add a step to store/migrations.py, then run this test with SARHAD_NOTE_SCHEMA=1"
    assert SCHEMA.read_text(encoding="utf-8") == text, hint


def _hold(workspace: Path, ready: Connection) -> None:
    with open_lake(workspace, S):
        ready.send(True)
        ready.recv()


def test_another_process_holding_the_lake(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=_hold, args=(workspace, theirs))
    child.start()
    ours.recv()
    monkeypatch.setattr(connect, "PATIENCE", 0.1)
    with pytest.raises(SarhadError, match="another process is using the lake"):
        open_lake(workspace, S, read_only=True)
    ours.send(True)
    monkeypatch.setattr(connect, "PATIENCE", 10.0)
    with open_lake(workspace, S) as lake:
        assert lake.read(Run) == ()
    child.join()


def test_a_team_attaches_postgres_and_a_bucket() -> None:
    team = Settings(catalog="postgres:dbname=lake host=db", data="s3://bucket/lake")
    statement = attach_statement(Path("w"), team, create=False, read_only=False)
    assert "'ducklake:postgres:dbname=lake host=db'" in statement and "'s3://bucket/lake'" in statement
    assert extensions(team) == ["ducklake", "postgres_scanner", "httpfs"]


def test_a_missing_extension_is_named(tmp_path: Path) -> None:
    with pytest.raises(SarhadError, match=r"postgres_scanner.*pip install duckdb-extension-postgres-scanner=="):
        open_lake(tmp_path, Settings(catalog="postgres:dbname=lake"))
