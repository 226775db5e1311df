"""Runs that are killed at any moment: the second run ends in the same lake as one that was never killed."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sarhad.records import Run
from sarhad.settings import Settings
from sarhad.store import open_lake

from . import reading

ROOT = Path(__file__).parents[2]
POINTS = (
    *("before-put", "while-put", "while-spooling", "while-inserting"),
    *("before-commit", "after-commit", "while-clearing"),
)


def child(workspace: Path, point: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.store.reading", str(workspace), point]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def dump(workspace: Path, to: Path) -> tuple[str, int]:
    with open_lake(workspace, Settings()) as lake:
        lake.clean()
        lake.dump(to)
        return to.read_text(encoding="utf-8"), len(lake.read(Run))


@pytest.fixture(scope="module")
def expected(empty_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(empty_workspace, folder / "work")
    reading.read(folder / "work")
    return dump(folder / "work", folder / "dump")[0]


def finish(workspace: Path, to: Path, expected: str) -> None:
    reading.read(workspace)
    found, runs = dump(workspace, to)
    assert found == expected and runs == 1
    assert not (workspace / ".staging" / "run").exists() and not (workspace / ".staging" / "batches").exists()


def test_the_whole_lake_is_what_was_read(expected: str) -> None:
    assert expected.count('{"table":"claim"') == 4 * reading.BATCHES * reading.SIZE


@pytest.mark.parametrize("point", POINTS)
def test_killed_at(workspace: Path, tmp_path: Path, expected: str, point: str) -> None:
    with child(workspace, point) as process:
        process.wait()
    assert process.returncode == -signal.SIGKILL
    finish(workspace, tmp_path / "dump", expected)


@pytest.mark.parametrize("delay", [0.1, 0.3])
def test_killed_at_any_time(workspace: Path, tmp_path: Path, expected: str, delay: float) -> None:
    with child(workspace, "-") as process:
        process.stdout.readline()
        time.sleep(delay)
        process.kill()
    finish(workspace, tmp_path / "dump", expected)
