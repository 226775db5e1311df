"""Downloads that are cut, too large, changed or falsified."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sarhad.acquire.coded.download import download
from sarhad.acquire.coded.publishers import fetch_gdelt
from sarhad.errors import SarhadError
from sarhad.settings import Settings

from ..server import Handler, Site

BODY = b"".join(b"%07d\n" % n for n in range(2_000))


@pytest.fixture
def polite(site: Site) -> Settings:
    bases = ("gdelt=" + site.url("/gdelt"),)
    return Settings(allow_hosts=(site.host,), host_delay=0.0, fetch_timeout=2.0, download_total=5.0, publishers=bases)


def cut(at: int, etag: str = '"1"'):  # type: ignore[no-untyped-def]
    """A server that breaks off after so many bytes, and honours ranges."""

    def reply(handler: Handler) -> None:
        wanted = handler.headers.get("range", "")
        same = handler.headers.get("if-range") == etag
        start = int(wanted[6:-1]) if wanted and same else 0
        handler.send_response(206 if start else 200)
        handler.send_header("Content-Length", str(len(BODY) - start))
        handler.send_header("ETag", etag)
        handler.end_headers()
        handler.wfile.write(BODY[start:] if start else BODY[:at])
        handler.close_connection = True

    return reply


def test_a_download_that_was_cut_goes_on_where_it_was(site: Site, polite: Settings, tmp_path: Path) -> None:
    site.replies["/a.csv"] = cut(5_000)
    with pytest.raises(SarhadError, match=r"connection failed|cut off"):
        download(site.url("/a.csv"), tmp_path, polite)
    assert not (tmp_path / "a.csv").exists()
    path = download(site.url("/a.csv"), tmp_path, polite)
    assert path.read_bytes() == BODY and sorted(p.name for p in tmp_path.iterdir()) == ["a.csv"]
    ranges = [headers.get("range") for name, headers in site.seen if name == "/a.csv"]
    assert ranges == [None, "bytes=5000-"]
    download(site.url("/a.csv"), tmp_path, polite)
    assert site.paths().count("/a.csv") == 2


def test_another_file_under_the_same_address_is_begun_anew(site: Site, polite: Settings, tmp_path: Path) -> None:
    site.replies["/a.csv"] = cut(5_000)
    with pytest.raises(SarhadError):
        download(site.url("/a.csv"), tmp_path, polite)
    site.replies["/a.csv"] = cut(len(BODY), etag='"2"')
    assert download(site.url("/a.csv"), tmp_path, polite).read_bytes() == BODY


def test_a_private_address_is_refused_unless_allowed(site: Site, tmp_path: Path) -> None:
    with pytest.raises(SarhadError, match="private address"):
        download(site.url("/a.csv"), tmp_path, Settings(host_delay=0.0))


def test_too_large_is_refused_before_it_is_taken(site: Site, polite: Settings, tmp_path: Path) -> None:
    import msgspec

    site.put("/a.csv", BODY)
    small = msgspec.structs.replace(polite, max_download_bytes=100)
    with pytest.raises(SarhadError, match=r"larger than 0\.1 kB"):
        download(site.url("/a.csv"), tmp_path, small)


def test_a_missing_file_and_a_robots_txt_that_forbids(site: Site, polite: Settings, tmp_path: Path) -> None:
    with pytest.raises(SarhadError, match="the server answered 404"):
        download(site.url("/none.csv"), tmp_path, polite)
    site.put("/robots.txt", b"User-agent: *\nDisallow: /", media_type="text/plain")
    with pytest.raises(SarhadError, match=r"robots\.txt"):
        download(site.url("/a.csv"), tmp_path, polite)


def test_redirects_are_followed_and_keep_no_token(site: Site, polite: Settings, tmp_path: Path) -> None:
    site.put("/b.csv", BODY)
    site.redirect("/a.csv", site.url("/b.csv").replace("127.0.0.1", "localhost"))
    settings = Settings(allow_hosts=(site.host, "localhost"), host_delay=0.0)
    download(site.url("/a.csv"), tmp_path, settings, headers={"authorization": "Bearer x"})
    sent = {name: headers.get("authorization") for name, headers in site.seen}
    assert sent["/a.csv"] == "Bearer x" and sent["/b.csv"] is None


def test_gdelts_list_names_the_newest_file_and_its_checksum(site: Site, polite: Settings, tmp_path: Path) -> None:
    name, digest = "20240715101500.export.CSV.zip", hashlib.md5(BODY, usedforsecurity=False).hexdigest()
    site.put(f"/gdelt/{name}", BODY)
    listed = (
        "{size} {md5} http://elsewhere.example/gdeltv2/" + name + "\n1 x http://elsewhere.example/m.mentions.CSV.zip\n"
    )
    site.put("/gdelt/lastupdate.txt", listed.format(size=len(BODY), md5=digest).encode(), media_type="text/plain")
    (path,) = fetch_gdelt("", tmp_path, polite, None)
    assert path.name == name and path.read_bytes() == BODY
    path.unlink()
    site.put("/gdelt/lastupdate.txt", listed.format(size=1, md5="0" * 32).encode(), media_type="text/plain")
    with pytest.raises(SarhadError, match="differs from its publisher's checksum"):
        fetch_gdelt("", tmp_path, polite, None)
    assert list(tmp_path.iterdir()) == []
