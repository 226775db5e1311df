"""The project's pages as tests see them: their text, code blocks, links and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.M)


class Block(NamedTuple):
    """A code block: where it stands, its language and its text."""

    page: Path
    line: int
    language: str
    text: str


def pages() -> list[Path]:
    """README, CONTRIBUTING, CHANGELOG and every page under docs/."""
    top = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*top, *sorted(DOCS.rglob("*.md"))]


def read(name: str) -> str:
    """The text of one page under docs/."""
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(page: Path, *languages: str) -> list[Block]:
    """The code blocks of a page in these languages, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text[: m.start()].count("\n") + 1, m[1], m[2]) for m in _FENCE.finditer(text) if m[1] in languages
    ]


def prose(page: Path) -> str:
    """A page's text without its code blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    """Where the links and pictures of a page lead."""
    return _LINK.findall(prose(page))


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    return {slug(title) for title in _HEADING.findall(prose(page))}


def slug(title: str) -> str:
    """The anchor of a heading.

    >>> slug("Structural or transient")
    'structural-or-transient'
    """
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip())


def section(text: str, heading: str) -> str:
    """The text under a heading, down to the next heading of the same level or above; empty when it is not there."""
    found = re.search(rf"^(#+) {re.escape(heading)}$", text, re.M)
    if not found:
        return ""
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.M)
    return rest[: end.start()] if end else rest


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each row of the tables in a text."""
    for line in text.splitlines():
        if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
