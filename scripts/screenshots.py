"""The pictures of the docs: the bundled case's briefing in a browser and as PDF, and every page of the desk.

    python scripts/screenshots.py          # all
    python scripts/screenshots.py desk     # the desk alone

Needs the `sarhad` command, Node and the client's packages (make web), Chromium (or Chrome) and pdftoppm (Debian:
chromium, poppler-utils) on the path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
REPORTS = ROOT / "examples" / "csto-afghanistan" / "reports"
SARHAD = str(Path(sys.executable).with_name("sarhad"))
PORT = 8799
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SIZE = "1280,1000"
MOST_BYTES = 400_000
PDF_PAGE, PDF_DPI = "1", "72"


def main() -> None:
    """Read the bundled case, then take all pictures from it."""
    if sys.argv[1:] != ["desk"]:
        take_briefing()
    take_desk()
    for picture in sorted([*IMAGES.glob("*.png"), *IMAGES.glob("desk/*.webp")]):
        size = picture.stat().st_size
        print(f"{picture.relative_to(ROOT)}  {size:,} bytes")
        if size >= MOST_BYTES:
            sys.exit(f"{picture.name} is too large: at most {MOST_BYTES:,} bytes")


def take_briefing() -> None:
    """The briefing as a browser shows it, and a page of it as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        run(SARHAD, "demo", "--out", str(made / "demo"))
        take_page(made / "demo" / "briefing.html", IMAGES / "briefing.png")
        take_pdf(made / "demo" / "briefing.pdf", IMAGES / "briefing-page")


def take_desk() -> None:
    """Every page of the desk, light and dark, on a desktop and on a phone."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(REPORTS, Path(folder) / "reports")
        run(SARHAD, "init", "desk", folder=folder)
        run(SARHAD, "read", "-w", "desk", "reports", folder=folder)
        server = subprocess.Popen([SARHAD, "serve", "-w", "desk", "--port", str(PORT)], cwd=folder)
        try:
            address = f"http://127.0.0.1:{PORT}"
            wait_for(address)
            env = os.environ | {"SARHAD_DESK": address, "CHROMIUM": find_browser()}
            script = Path(__file__).with_suffix(".mjs")
            subprocess.run(["node", str(script), str(IMAGES / "desk")], check=True, env=env)
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, patience: float = 180.0) -> None:
    """Until the desk answers."""
    end = time.monotonic() + patience
    while True:
        try:
            urlopen(address, timeout=60).close()
            return
        except (URLError, ConnectionError, TimeoutError):
            if time.monotonic() > end:
                sys.exit(f"the desk did not answer at {address} within {patience:.0f} s")
            time.sleep(0.5)


def take_page(page: Path, picture: Path) -> None:
    """The top of a page as a browser on a desktop shows it."""
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1")
    run(find_browser(), *flags, f"--window-size={SIZE}", f"--screenshot={picture}", page.as_uri())


def take_pdf(document: Path, picture: Path) -> None:
    """One page of a PDF; `picture` is without its suffix."""
    run("pdftoppm", "-png", "-singlefile", "-r", PDF_DPI, "-f", PDF_PAGE, str(document), str(picture))


def find_browser() -> str:
    """The first browser on the path that can take pictures."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    return found or sys.exit("no Chromium on the path: install it (Debian: apt-get install chromium)")


def run(*command: str, folder: str | None = None) -> None:
    """A command that must succeed."""
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
