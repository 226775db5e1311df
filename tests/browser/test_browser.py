"""The desk in a real browser: what an analyst does, and axe-core on every page. Node drives it, by the *.test.mjs here.

Without a Chromium the tests are skipped with a word on how to get one; `make browser` demands one.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from tests.robust.command import SARHAD, sarhad, start

from sarhad.web.render import STATIC

HERE = Path(__file__).parent
REPORTS = HERE.parents[1] / "examples" / "csto-afghanistan" / "reports"
CLIENT = STATIC.parent / "client"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DEMANDED = bool(os.environ.get("SARHAD_BROWSER"))
PATH = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])  # a Node of the environment
PATIENCE = 180.0


def missing() -> str:
    """What of a browser's needs is not on this machine, with the remedy."""
    if not browser():
        return "no Chromium: run make browser (Debian: apt-get install chromium), or set CHROMIUM to its path"
    if not shutil.which("node", path=PATH) or not (CLIENT / "node_modules" / "playwright-core").is_dir():
        return "no Node or no playwright-core: run make web"
    return "" if (STATIC / "digests.json").is_file() else "the pages' scripts have not been built: run make web"


def browser() -> str:
    return os.environ.get("CHROMIUM") or next((p for b in BROWSERS if (p := shutil.which(b))), "")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk over the bundled case."""
    if lacking := missing():
        (pytest.fail if DEMANDED else pytest.skip)(lacking)
    work = tmp_path_factory.mktemp("browser") / "work"
    sarhad("init", work)
    assert sarhad("read", "-w", work, REPORTS).code == 0
    port = free_port()
    server = start("serve", "-w", work, "--port", port, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def wait_for(address: str) -> None:
    """Until the index stands and the first briefing is composed."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=60) as answer:
                if answer.status == 200:
                    return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.5)
    pytest.fail(f"{SARHAD} serve did not answer at {address} within {PATIENCE:.0f} s")


@pytest.mark.parametrize("name", ["uses.test.mjs", pytest.param("axe.test.mjs", marks=pytest.mark.long)])
def test_in_a_browser(desk: str, name: str) -> None:
    env = os.environ | {"SARHAD_DESK": desk, "CHROMIUM": browser(), "PATH": PATH}
    done = subprocess.run(
        [str(shutil.which("node", path=PATH)), "--test", "--test-reporter=spec", str(HERE / name)],
        env=env, capture_output=True, text=True, encoding="utf-8", timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"^ℹ pass (\d+)$", done.stdout, re.MULTILINE)
    assert passed and int(passed[1]) > 0, done.stdout
