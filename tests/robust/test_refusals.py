"""Hostile and broken inputs: a recorded refusal with a remedy for each, and the rest of the batch is read."""

from __future__ import annotations

import gzip
import os
import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from tests.acquire.server import Site, bomb

from sarhad.acquire import gather
from sarhad.records import Document, Page, Run
from sarhad.settings import Settings
from sarhad.store import open_lake

from .command import Done, report, sarhad

HUGE = 200_000_000
GOOD = 3


def write_zeros(path: Path) -> Path:
    with path.open("wb") as out:
        out.truncate(HUGE)
    return path


def truncated_pdf() -> bytes:
    writer, whole = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(whole)
    return whole.getvalue()[: len(whole.getvalue()) // 2]


HOSTILE: dict[str, bytes] = {
    "attributes.html": b"<html><body><p " + b"".join(b"a%d=1 " % n for n in range(60_000)) + b">x</p></body></html>",
    "binary.txt": bytes(range(256)) * 40,
    "blank.md": b" \n\n ",
    "bomb.html": b"<html><body>" + b"<div>" * 300_000 + b"The border is calm.",
    "bomb.txt.gz": bomb(HUGE),
    "empty.txt": b"",
    "half.jsonl": b'{"id": "1", "text": "The border',
    "lost.txt": ("Officials \ufffd\ufffd\ufffd said \ufffd\ufffd that. " * 20).encode(),
    "not-really.zip": b"PK\x03\x04 nothing of the kind",
    "picture.html": b"\x89PNG\r\n\x1a\n" + b"\0" * 400,
    "truncated.pdf": truncated_pdf(),
    "truncated.txt.gz": gzip.compress(report(9).encode() * 50)[:-40],
    "[red]x\x1b[2J.txt": b"",
}


def write_hostile(folder: Path) -> int:
    """All of it, and what is no file at all; returns how many there are."""
    for name, content in HOSTILE.items():
        (folder / name).write_bytes(content)
    write_zeros(folder / "zeros.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "round.txt").symlink_to(folder / "round.txt")
    os.mkfifo(folder / "pipe.txt")
    return len(HOSTILE) + 4


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.shutdown()
    server.server_close()


class Batch:
    """The one run that the tests below look at."""

    def __init__(self, root: Path, site: Site) -> None:
        self.root, self.folder = root / "work", root / "in"
        self.folder.mkdir()
        for number in range(2):
            (self.folder / f"good-{number}.txt").write_text(report(number), encoding="utf-8")
        russian = "Таджикистан заявил, что боевики перешли границу из Афганистана. «Талибан» это отрицает."
        (self.folder / "good-2.txt").write_bytes(russian.encode("cp1251"))
        private = Site()
        self.urls = [site.redirect("/away", private.url("/secret")), private.url("/secret"), "http://[::1]:1/"]
        self.asked = private.seen
        sarhad("init", self.root)
        hosts = f'allow_hosts = ["{site.host}"]\nhost_delay = 0.0\n'
        (self.root / "sarhad.toml").write_text(hosts, encoding="utf-8")
        self.bad = write_hostile(self.folder) + 3 + 1
        inputs = [self.folder, *self.urls, root / "missing.txt"]
        self.done: Done = sarhad("read", "-w", self.root, *inputs)
        private.shutdown()
        private.server_close()
        with open_lake(self.root, Settings(), read_only=True) as lake:
            self.runs, self.pages, self.documents = lake.read(Run), lake.read(Page), lake.read(Document)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Batch:
    return Batch(tmp_path_factory.mktemp("refusals"), site)


def refusal(batch: Batch, name: str) -> Page:
    return next(page for page in batch.pages if name in page.name)


def test_the_rest_is_read_and_the_counts_add_up(batch: Batch) -> None:
    assert batch.done.code == 3, batch.done.err
    (run,) = batch.runs
    assert (run.inputs, run.read, run.refused) == (GOOD + batch.bad, GOOD, batch.bad)
    assert len(batch.documents) == GOOD and len(batch.pages) == GOOD + batch.bad
    assert "The Taliban denied" in batch.documents[0].text + batch.documents[1].text


def test_each_refusal_is_told_with_its_remedy_in_one_line(batch: Batch) -> None:
    refused = [page for page in batch.pages if page.refused]
    assert all(page.refused and page.remedy for page in refused)
    lines = batch.done.err.splitlines()
    told = [line for line in lines if line.startswith("  refused: ")]
    assert len(told) == batch.bad and all(line.count(" — ") >= 2 for line in told)
    assert f"{GOOD + batch.bad} inputs: {GOOD} read, {batch.bad} refused" in batch.done.err
    assert "Traceback" not in batch.done.err


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("attributes.html", "attributes"),
        ("blank.md", "holds nothing"),
        ("bomb.html", "more than 200000 HTML elements"),
        ("bomb.txt.gz", "decompresses to more than"),
        ("empty.txt", "the file is empty"),
        ("lost.txt", "characters are lost"),
        ("missing.txt", "no such file"),
        ("nowhere.txt", "no such file"),
        ("pipe.txt", "not an ordinary file"),
        ("truncated.txt.gz", "ends early"),
        ("zeros.txt", "larger than 20.0 MB"),
        ("/secret", "private address (127.0.0.1)"),
        ("/away", "private address (127.0.0.1)"),
        ("[::1]", "private address (::1)"),
    ],
)
def test_the_reason_is_the_right_one(batch: Batch, name: str, reason: str) -> None:
    assert reason in refusal(batch, name).refused


def test_a_private_host_was_never_asked(batch: Batch, site: Site) -> None:
    assert not batch.asked
    assert "/away" in site.paths()


def test_names_do_the_terminal_no_harm(batch: Batch) -> None:
    assert "\x1b" not in batch.done.err
    assert "[red]x [2J.txt" in batch.done.err


def test_refusals_are_known_again_on_a_second_reading(batch: Batch) -> None:
    again = sarhad("read", "-w", batch.root, batch.folder)
    assert again.code == 3
    assert f"{GOOD} read, {GOOD} of them already known, {batch.bad - 4} refused" in again.err


def test_nothing_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    sarhad("init", tmp_path / "work")
    done = sarhad("read", "-w", tmp_path / "work", tmp_path / "empty.txt")
    assert done.code == 4 and "the file is empty" in done.err


@pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf", ".jsonl", ".zip", ".eml", ".xml", ""])
def test_a_huge_file_needs_no_huge_memory(tmp_path: Path, suffix: str) -> None:
    path = write_zeros(tmp_path / f"zeros{suffix}")
    tracemalloc.start()
    pages = list(gather([str(path)], Settings()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert pages and all(page.refused and page.remedy for page in pages)
    assert peak < HUGE / 3


def test_a_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(report(1).encode())
    assert len(list(gather([str(tmp_path)], Settings()))) == 1
