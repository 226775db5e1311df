"""The pictures of the README: the bundled case's briefing in a browser, and a page of it as PDF.

    python scripts/screenshots.py

Needs the `sarhad` command, Chromium (or Chrome) and pdftoppm (Debian: chromium, poppler-utils) on the path.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SIZE = "1280,1000"
MOST_BYTES = 400_000
PDF_PAGE, PDF_DPI = "1", "72"


def main() -> None:
    """Read the bundled case, then take both pictures from its briefing."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        run(str(Path(sys.executable).with_name("sarhad")), "demo", "--out", str(made / "demo"))
        take_page(made / "demo" / "briefing.html", IMAGES / "briefing.png")
        take_pdf(made / "demo" / "briefing.pdf", IMAGES / "briefing-page")
    for picture in sorted(IMAGES.glob("*.png")):
        size = picture.stat().st_size
        print(f"{picture.relative_to(IMAGES.parents[1])}  {size:,} bytes")
        if size >= MOST_BYTES:
            sys.exit(f"{picture.name} is too large: at most {MOST_BYTES:,} bytes")


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


def run(*command: str) -> None:
    """A command that must succeed."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
