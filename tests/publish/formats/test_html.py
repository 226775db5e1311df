"""The HTML page: self-contained, safe with hostile texts, complete in its links, legible."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from sarhad.publish import compose
from sarhad.publish.formats.html import TEMPLATES, html
from sarhad.records import Case

from ..cases import HOSTILE
from ..large import large_case

LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "xlink:href"}


class Reader(HTMLParser):
    """Collects what a page would load, where its links lead, and its headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [attributes[name] or "" for _, attributes in self.tags if name in attributes]


@pytest.fixture
def page(case: Case, geometry: dict[str, Any]) -> str:
    """The page of the small case."""
    return html(compose(case, geometry)).decode()


@pytest.fixture
def read(page: str) -> Reader:
    """The page, read."""
    return Reader(page)


def test_nothing_is_loaded(page: str, read: Reader) -> None:
    assert not [name for _, attributes in read.tags for name in attributes if name in LOADS or name.startswith("on")]
    assert not [tag for tag, _ in read.tags if tag in ("link", "img", "iframe", "object", "embed", "base", "form")]
    assert "url(" not in (TEMPLATES / "briefing.css").read_text()
    assert "@import" not in page


def test_links_out_are_plain_web_addresses(read: Reader) -> None:
    links = [a["href"] or "" for tag, a in read.tags if tag == "a" and "href" in a]
    outward = [link for link in links if not link.startswith("#")]
    assert outward and all(link.startswith("https://") for link in outward)


def test_every_inner_link_arrives(read: Reader) -> None:
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    inner = {link[1:] for link in read.values("href") if link.startswith("#")} - {"_"}
    assert inner <= set(ids)
    labels = {part for value in read.values("aria-labelledby") for part in value.split()}
    assert labels <= set(ids)


def test_hostile_texts_stay_texts(page: str, read: Reader) -> None:
    assert HOSTILE not in page
    assert page.count("<script") == 2
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert "javascript:" not in " ".join(read.values("href"))


def test_the_island_holds_the_rows_behind_every_number(page: str, case: Case) -> None:
    found = re.search(r'<script type="application/json" id="rows">(.*?)</script>', page, re.S)
    assert found is not None
    data = json.loads(found.group(1))
    assert any(set(rows["rows"]) == set(case.assessment.claims_for) for rows in data["sets"].values())
    assert all(row in data["rows"] for rows in data["sets"].values() for row in rows["rows"])
    assert HOSTILE[:20] in data["rows"]["doc-blog"]["what"]


def test_styles_and_script_are_allowed_by_hash_alone(page: str, read: Reader) -> None:
    policy = next(a["content"] or "" for tag, a in read.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert policy.count("sha256-") == 2
    assert not read.values("style")


def test_citations_open_their_sentence_in_its_text(page: str) -> None:
    marks = dict(re.findall(r'<mark id="q-(\d+)"[^>]*>(.*?)</mark>', page, re.S))
    assert "Fighters" not in marks["2"]
    assert any("ҷангҷӯён қувва мегиранд" in text for text in marks.values())
    assert 'dir="rtl"' in page and "گروه‌های مسلح مهار شده‌اند" in page


def test_headings_step_down_one_by_one(read: Reader) -> None:
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_and_pictures_have_words(page: str, read: Reader) -> None:
    tags = [tag for tag, _ in read.tags]
    assert tags.count("table") == tags.count("caption")
    pictures = re.findall(r"<svg .*?</svg>", page, re.S)
    assert len(pictures) == 3
    for picture in pictures:
        assert 'role="img"' in picture
        assert re.search(r"<title id=[^>]+>[^<]+</title><desc id=[^>]+>[^<]+</desc>", picture)


def test_the_marking_stands_on_top_and_on_printed_pages(case: Case) -> None:
    page = html(compose(case, tlp="TLP:AMBER")).decode()
    assert '<span class="tlp">TLP:AMBER</span>' in page
    assert '@bottom-left { content: "TLP:AMBER"' in page


def palette(css: str) -> dict[str, str]:
    """The colours that a style sheet sets."""
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", css))


def contrast(a: str, b: str) -> float:
    """The contrast of two colours as WCAG defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        lin = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(theme: str) -> None:
    css = (TEMPLATES / "briefing.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")[:2]
    colours = palette(light) if theme == "light" else palette(dark.split("* {")[0])
    for text in ("ink", "muted", "accent", "counter"):
        for ground in ("paper", "card", "land", "home"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for ground in ("mark", "hit"):
        assert contrast(colours["ink"], colours[ground]) >= 4.5


def test_a_large_case_stays_small(geometry: dict[str, Any]) -> None:
    page = html(compose(large_case(), geometry))
    assert len(page) < 2_500_000
    assert b"30 further propositions" in page
