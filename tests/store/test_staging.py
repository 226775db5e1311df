from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from sarhad.errors import SarhadError
from sarhad.records import Page
from sarhad.store import Batch, Staging

from .making import extracted, page, run


def light(n: int) -> Page:
    return msgspec.structs.replace(page(n), content=b"")


def test_a_journal_is_taken_up_again(tmp_path: Path) -> None:
    with Staging(tmp_path) as journal:
        assert journal.resume() is None
        journal.begin(run())
        journal.put([extracted(1)], [page(1), page(2, refused="too large")])
        journal.put([extracted(3)], [])
        assert journal.has("page-00002") and journal.has("page-00003") and not journal.has("page-00004")
    with Staging(tmp_path) as journal:
        assert journal.resume() == run()
        assert journal.has("page-00001") and journal.has("page-00003") and not journal.has("page-00004")
        journal.put([extracted(4)], [page(4)])
        assert [len(batch.pages) for batch in journal.batches()] == [2, 0, 1]
        assert next(journal.batches()) == Batch(
            (extracted(1),), (light(1), msgspec.structs.replace(light(2), refused="too large"))
        )
        assert [one.document.id for one in journal.extracted()] == ["doc-00001", "doc-00003", "doc-00004"]
        assert [each.id for each in journal.pages()] == ["page-00001", "page-00002", "page-00004"]
        journal.clear()
        assert list(journal.batches()) == [] and journal.resume() is None and not journal.has("page-00001")


def test_an_unfinished_run_is_not_lost(tmp_path: Path) -> None:
    with Staging(tmp_path) as journal:
        journal.begin(run())
        with pytest.raises(SarhadError, match="run-1 is not finished"):
            journal.begin(run("run-2"))


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "other"])
def test_a_damaged_batch_is_left_out(tmp_path: Path, harm: str) -> None:
    with Staging(tmp_path) as journal:
        journal.begin(run())
        for n in (1, 2, 3):
            journal.put([extracted(n)], [page(n)])
        path = sorted((tmp_path / ".staging").rglob("*.batch"))[1]
        content = path.read_bytes()
        harmed = {"cut": content[:-7], "changed": content[:-1] + b"\x00", "empty": b"", "other": b"no batch" * 9}
        path.write_bytes(harmed[harm])
        (path.parent / "00000009.part").write_bytes(content[:100])
    with Staging(tmp_path) as journal:
        assert journal.resume() == run()
        assert [journal.has(page(n).id) for n in (1, 2, 3)] == [True, False, True]
        journal.put([extracted(2)], [page(2)])
        assert [one.document.id for one in journal.extracted()] == ["doc-00001", "doc-00003", "doc-00002"]


def test_a_damaged_run_begins_anew(tmp_path: Path) -> None:
    with Staging(tmp_path) as journal:
        journal.begin(run())
        journal.put([extracted(1)], [page(1)])
        (tmp_path / ".staging" / "run").write_bytes(b"torn")
        assert journal.resume() is None
        journal.begin(run("run-2"))
        assert list(journal.batches()) == []


def test_half_characters_are_refused_by_name(tmp_path: Path) -> None:
    with Staging(tmp_path) as journal:
        journal.begin(run())
        with pytest.raises(SarhadError, match=r"not valid Unicode: 1\.html"):
            journal.put([], [page(1, refused="\ud800")])


def test_two_readers_do_not_mix(tmp_path: Path) -> None:
    with Staging(tmp_path), pytest.raises(SarhadError, match=f"process {os.getpid()} is reading"), Staging(tmp_path):
        pass
    with Staging(tmp_path):
        pass


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    code = "import sys,time;from pathlib import Path;from sarhad.store import Staging\n"
    code += "with Staging(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        with pytest.raises(SarhadError, match=f"process {holder.pid} is reading"), Staging(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
    with Staging(tmp_path):
        assert (tmp_path / ".staging" / "lock").read_text() == f"{os.getpid()}\n"
