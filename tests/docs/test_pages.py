"""The pages hang together: links lead somewhere, nothing of one machine is in them, the site builds offline."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from .book import DOCS, ROOT, anchors, links, pages

MACHINE = re.compile(
    r"(?<![\w./])/(?:home|root|tmp|work|usr|opt|mnt|Users|var)/"
    r"|pypi\.org|pythonhosted|npmjs|registry\.\w+\.|artifactory|nexus|devpi|index-url|proxy",
    re.I,
)
MOST_BYTES = 400_000
OUTSIDE = re.compile(
    r"<(?:script|img|iframe)[^>]+src=[\"']?(?:https?:)?//|<link[^>]+(?:stylesheet|preload|icon)[^>]+href=[\"']?(?:https?:)?//",
    re.I,
)


def shown(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if re.match(r"https?://", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{shown(page)} links to {link}, which is not there"
        assert target.is_relative_to(ROOT)
        assert not anchor or anchor in anchors(target), f"{shown(page)}: {link} has no such heading"


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_nothing_of_one_machine_is_in_it(page: Path) -> None:
    found = MACHINE.search(page.read_text(encoding="utf-8"))
    assert not found, f"{shown(page)} holds {found and found.group()!r}"


def test_every_page_is_in_the_navigation() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    entries = [part for entry in config["nav"] for part in (entry.values() if isinstance(entry, dict) else [[entry]])]
    named = [name for part in entries for name in part]
    assert sorted(named) == sorted(str(p.relative_to(DOCS)) for p in DOCS.rglob("*.md"))


def test_pictures_are_there_and_small() -> None:
    found = list((DOCS / "images").glob("*.png"))
    assert {p.name for p in found} == {"briefing.png", "briefing-page.png"}
    assert all(p.stat().st_size < MOST_BYTES for p in found)
    desk = list((DOCS / "images" / "desk").glob("*.webp"))
    assert desk and all(p.stat().st_size < MOST_BYTES / 4 for p in desk)
    assert {
        p.name.rpartition("-")[0].replace("dark", "light") for p in desk if p.stem.endswith(("desktop", "phone"))
    } == {p.name.rpartition("-")[0] for p in desk if p.stem.endswith("light-phone")}


def test_readme_leads_to_every_page_that_users_need() -> None:
    named = {Path(link).name for link in links(ROOT / "README.md")}
    assert named >= {"tour.md", "concepts.md", "methods.md", "reading.md", "commands.md", "regions.md", "LICENSE"}


@pytest.mark.skipif(importlib.util.find_spec("material") is None, reason="mkdocs-material is not here: make docs")
def test_the_site_builds_and_takes_nothing_from_outside(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for page in tmp_path.rglob("*.html"):
        found = OUTSIDE.search(page.read_text(encoding="utf-8"))
        assert not found, f"{page.name}: {found and found.group()}"
