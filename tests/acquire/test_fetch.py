from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest

from sarhad.acquire import Cache, gather
from sarhad.records import Page
from sarhad.settings import Settings

from .server import HTML, Site, bomb, drip, drip_headers, endless


def only(url: str, settings: Settings, cache: Cache | None = None) -> Page:
    (page,) = gather([url], settings, cache=cache)
    return page


def changed(settings: Settings, **values: object) -> Settings:
    return msgspec.structs.replace(settings, **values)


def test_a_page_is_fetched(site: Site, polite: Settings) -> None:
    url = site.put("/a?utm_source=x&b=1", media_type="text/html; charset=UTF-8")
    page = only(url + "#top", polite)
    assert (page.refused, page.content, page.media_type) == ("", HTML, "text/html; charset=utf-8")
    assert page.url == site.url("/a?b=1") and page.name == url + "#top"
    assert "Cookie" not in site.seen[-1][1] and site.seen[-1][1]["user-agent"].startswith("Sarhad/")
    assert page.id == only(url, polite).id


def test_loopback_is_refused_unless_allowed(site: Site) -> None:
    page = only(site.put("/a"), Settings())
    assert "private address" in page.refused and "allow_hosts" in page.remedy and not site.seen


def test_a_redirect_to_a_private_address_is_refused(site: Site, polite: Settings) -> None:
    other = Site()
    page = only(site.redirect("/a", other.put("/secret")), polite)
    assert "private address" in page.refused and not other.seen
    other.server_close()


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://u:p@example.org/", "ftp://example.org/"])
def test_redirects_out_of_the_web_are_refused(site: Site, polite: Settings, target: str) -> None:
    assert only(site.redirect("/a", target), polite).refused


def test_redirects_are_followed_and_counted(site: Site, polite: Settings) -> None:
    for number in range(4):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.put("/4")
    assert only(site.url("/0"), polite).url == site.url("/4")
    assert "more than 3 redirects" in only(site.url("/0"), changed(polite, max_redirects=3)).refused


def test_redirect_loops_end(site: Site, polite: Settings) -> None:
    site.redirect("/b", "/a")
    page = only(site.redirect("/a", "/b"), polite)
    assert "circle" in page.refused and site.paths().count("/a") == 1


def test_slow_bodies_and_slow_headers_are_given_up(site: Site, polite: Settings) -> None:
    hurried = changed(polite, fetch_timeout=0.5, fetch_total=0.3)
    for path, reply in (("/slow", drip), ("/headers", drip_headers)):
        site.replies[path] = reply
        page = only(site.url(path), hurried)
        assert "no answer in time" in page.refused and "fetch_total" in page.remedy


def test_too_large_by_declaration_or_on_the_way(site: Site, polite: Settings) -> None:
    small = changed(polite, max_page_bytes=1000)
    assert "larger than 1.0 kB" in only(site.put("/declared", b"x" * 2000), small).refused
    site.replies["/endless"] = endless
    assert "larger than 1.0 kB" in only(site.url("/endless"), small).refused


def test_a_length_that_lies(site: Site, polite: Settings) -> None:
    short = site.put("/short", b"x" * 10, content_length="5000", connection="close")
    assert only(short, changed(polite, fetch_timeout=0.5)).refused
    assert only(site.put("/long", HTML + b"more", content_length=str(len(HTML))), polite).content == HTML


def test_compressed_bodies(site: Site, polite: Settings) -> None:
    good = site.put("/gzip", gzip.compress(HTML), content_encoding="gzip")
    assert only(good, polite).content == HTML
    bombs = site.put("/bomb", bomb(3_000_000), content_encoding="gzip")
    assert "decompresses to more than" in only(bombs, changed(polite, max_expanded_bytes=1_000_000)).refused
    assert "unknown compression" in only(site.put("/br", HTML, content_encoding="br"), polite).refused
    cut = site.put("/cut", gzip.compress(HTML)[:-12], content_encoding="gzip")
    assert "ends early" in only(cut, polite).refused
    assert "damaged" in only(site.put("/bad", HTML, content_encoding="gzip"), polite).refused


def test_unchanged_pages_come_from_the_cache(site: Site, polite: Settings, tmp_path: Path) -> None:
    url, cache = site.put("/a", etag='"7"', last_modified="Mon, 15 Jul 2024 10:00:00 GMT"), Cache(tmp_path)
    first = only(url, polite, cache)
    site.put("/a", b"", status="304")
    second = only(url, polite, cache)
    assert (second.content, second.checksum, second.id) == (HTML, first.checksum, first.id)
    assert site.seen[-1][1]["if-none-match"] == '"7"' and "if-modified-since" in site.seen[-1][1]
    for file in tmp_path.iterdir():
        file.write_text("{broken")
    site.put("/a")
    assert only(url, polite, cache).content == HTML and "if-none-match" not in site.seen[-1][1]


def test_robots_are_obeyed(site: Site, polite: Settings) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /private\n", media_type="text/plain")
    pages = list(gather([site.put("/private/a"), site.put("/open")], polite))
    assert "robots.txt" in pages[0].refused and pages[1].content == HTML
    assert site.paths() == ["/robots.txt", "/open"]


def test_robots_are_obeyed_behind_a_redirect(site: Site, polite: Settings) -> None:
    site.put("/robots.txt", b"User-agent: sarhad\nDisallow: /private\n", media_type="text/plain")
    site.put("/private/a")
    assert "robots.txt" in only(site.redirect("/open", "/private/a"), polite).refused
    assert "/private/a" not in site.paths()


def test_a_broken_robots_file_closes_the_site(site: Site, polite: Settings) -> None:
    site.put("/robots.txt", b"", status="503")
    assert "robots.txt" in only(site.put("/a"), polite).refused


def test_hosts_are_given_a_pause(site: Site, polite: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 90\n", media_type="text/plain")
    list(gather([site.put("/a"), site.put("/b")], changed(polite, host_delay=0.5)))
    assert len(pauses) == 2 and all(29 < pause <= 30 for pause in pauses)


@pytest.mark.parametrize(
    ("status", "remedy"), [("404", "archive"), ("403", "by hand"), ("429", "wait"), ("500", "wait")]
)
def test_every_refusing_answer_has_a_remedy(site: Site, polite: Settings, status: str, remedy: str) -> None:
    page = only(site.put("/a", b"", status=status), polite)
    assert status in page.refused and remedy in page.remedy


def test_pictures_binaries_and_nothing(site: Site, polite: Settings) -> None:
    assert "picture" in only(site.put("/a.png", b"x", media_type="image/png"), polite).refused
    assert "not read" in only(site.put("/a.bin", bytes(range(256)), media_type="application/x"), polite).refused
    assert "called pdf" in only(site.put("/a.pdf", HTML, media_type="application/pdf"), polite).refused
    assert "holds nothing" in only(site.put("/empty", b""), polite).refused


def test_no_host_and_no_scheme_that_is_read(polite: Settings) -> None:
    pages = list(gather(["http://no-such-host.invalid/", "ftp://example.org/a", "http://u:p@example.org/"], polite))
    assert len(pages) == 3 and all(page.refused and page.remedy for page in pages)
    assert "p@" not in pages[2].refused + pages[2].name + pages[2].url


def test_a_closed_port_is_a_refusal(site: Site, polite: Settings) -> None:
    other = Site()
    other.shutdown()
    other.server_close()
    page = only(other.url("/"), changed(polite, allow_hosts=(other.host,)))
    assert "connection failed" in page.refused
