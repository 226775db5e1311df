"""`sarhad read` killed in mid-run and run again ends in the lake of an unbroken run; reading twice changes nothing."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sarhad.records import Document, Page, Run
from sarhad.settings import Settings
from sarhad.store import open_lake

from .command import dump, sarhad, start, write_reports

REPORTS = 40
BATCH = 4
ATTEMPTS = 5  # a moment may be missed on a busy machine


def batches(workspace: Path) -> int:
    return len(list((workspace / ".staging" / "batches").glob("*.batch")))


MOMENTS: dict[str, Callable[[Path], bool]] = {
    "the first batch is staged": lambda workspace: batches(workspace) >= 1,
    "nearly all is staged": lambda workspace: batches(workspace) >= REPORTS // BATCH - 2,
    "it commits": lambda workspace: any((workspace / ".staging" / "spool").glob("write-*/*.ndjson")),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("reports"), range(REPORTS))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace to be copied."""
    workspace = tmp_path_factory.mktemp("empty") / "work"
    sarhad("init", workspace)
    (workspace / "sarhad.toml").write_text(f"batch = {BATCH}\n", encoding="utf-8")
    return workspace


@pytest.fixture(scope="module")
def unbroken(empty: Path, folder: Path) -> Path:
    """The workspace of a run that nothing happened to."""
    workspace = empty.with_name("unbroken")
    shutil.copytree(empty, workspace)
    assert sarhad("read", "-w", workspace, folder).code == 0
    return workspace


def kill_at(workspace: Path, folder: Path, reached: Callable[[Path], bool]) -> bool:
    """Start reading and kill it at the moment; whether it was caught before it was done."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with start("read", "-w", workspace, folder, **quiet) as process:
        while process.poll() is None and not reached(workspace):
            time.sleep(0.001)
        process.kill()
    return process.returncode == -signal.SIGKILL


def broken(empty: Path, folder: Path, root: Path, reached: Callable[[Path], bool]) -> Path:
    """A workspace whose reading was killed at the moment and has not been committed."""
    for attempt in range(ATTEMPTS):
        workspace = root / str(attempt)
        shutil.copytree(empty, workspace)
        if kill_at(workspace, folder, reached) and batches(workspace):
            return workspace
    raise AssertionError(f"the moment was missed {ATTEMPTS} times")


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_and_run_again(empty: Path, folder: Path, unbroken: Path, tmp_path: Path, moment: str) -> None:
    workspace = broken(empty, folder, tmp_path, MOMENTS[moment])
    again = sarhad("read", "-w", workspace, folder)
    assert again.code == 0, again.err
    assert dump(workspace) == dump(unbroken)
    with open_lake(workspace, Settings(), read_only=True) as lake:
        first, *later = lake.read(Run)  # a later one only where the kill came between commit and clearing up
        assert (first.inputs, first.read, first.refused) == (REPORTS, REPORTS, 0)
        assert all(run.known == REPORTS for run in later)
        assert len(lake.read(Document)) == len(lake.read(Page)) == REPORTS
    assert not batches(workspace)


def test_the_unbroken_run_found_something(unbroken: Path) -> None:
    lines = dump(unbroken).splitlines()
    assert sum('{"table":"claim"' in line for line in lines) >= REPORTS


def test_a_second_reading_changes_nothing_but_the_log(unbroken: Path, folder: Path) -> None:
    before = dump(unbroken)
    again = sarhad("read", "-w", unbroken, folder)
    assert again.code == 0 and f"{REPORTS} read, {REPORTS} of them already known" in again.err
    assert dump(unbroken) == before
    with open_lake(unbroken, Settings(), read_only=True) as lake:
        assert [run.known for run in lake.read(Run)] == [0, REPORTS]


def test_as_of_between_two_runs_shows_the_first(empty: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "work"
    shutil.copytree(empty, workspace)
    sarhad("read", "-w", workspace, write_reports(tmp_path / "first", range(2)))
    with open_lake(workspace, Settings(), read_only=True) as lake:
        moment = lake.snapshots()[-1].time
    then = sarhad("claims", "-w", workspace, "--json").out
    sarhad("read", "-w", workspace, write_reports(tmp_path / "second", range(2, 4)))
    now = sarhad("claims", "-w", workspace, "--json").out
    assert then and len(now.splitlines()) > len(then.splitlines())
    assert sarhad("claims", "-w", workspace, "--json", "--as-of", moment).out == then


def test_reading_while_another_reads_is_refused(empty: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "work"
    shutil.copytree(empty, workspace)
    with start("read", "-w", workspace, "-", stdin=subprocess.PIPE) as process:
        while process.poll() is None and not (workspace / ".staging" / "run").exists():
            time.sleep(0.01)
        held = (workspace / ".staging" / "lock").read_text(encoding="utf-8")
        second = sarhad("read", "-w", workspace, write_reports(tmp_path / "in", range(1)))
        process.kill()
    assert held.strip() == str(process.pid)
    assert second.code == 1 and "wait until" in second.err and second.err.count("\n") == 1
