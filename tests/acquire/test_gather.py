from __future__ import annotations

import gzip
import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sarhad.acquire import count, gather
from sarhad.records import Page
from sarhad.settings import Settings

SETTINGS = Settings()
HTML = b"<!doctype html><html><body><p>The border is calm.</p></body></html>"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"
Put = Callable[[str, bytes | str], str]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def write(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


def read(*inputs: str, settings: Settings = SETTINGS, stdin: bytes = b"") -> list[Page]:
    return list(gather(inputs, settings, stdin=io.BytesIO(stdin)))


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


# ---------------------------------------------------------------- files and folders


def test_a_file_becomes_a_page(put: Put) -> None:
    path = put("a.html", HTML)
    (page,) = read(path)
    assert (page.url, page.name, page.media_type, page.content) == (path, path, "text/html", HTML)
    assert page.checksum == hashlib.sha256(HTML).hexdigest() and page.fetched.endswith("+00:00")
    assert page.id == read(path)[0].id


def test_a_folder_is_read_in_order_without_hidden_files(put: Put, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b.html", ".hidden/x.txt", ".secret"):
        put(name, "text of " + name)
    names = [Path(page.name).relative_to(tmp_path).as_posix() for page in read(str(tmp_path))]
    assert names == ["a/b.html", "a/z.md", "b.txt"]
    assert count([str(tmp_path)], SETTINGS) == 3


def test_one_bad_file_does_not_end_the_batch(put: Put, tmp_path: Path) -> None:
    put("a.txt", "fine")
    put("b.txt", "")
    put("c.bin", bytes(range(256)))
    put("d.pdf", "not a pdf")
    put("e.txt", "fine too")
    os.mkfifo(tmp_path / "f.txt")
    (tmp_path / "g.txt").symlink_to(tmp_path / "nowhere")
    pages = read(str(tmp_path), "missing.html")
    assert [bool(page.refused) for page in pages] == [False, True, True, True, False, True, True, True]
    assert all(page.remedy for page in pages if page.refused)
    assert "not an ordinary file" in pages[5].refused


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "holds no files" in read(str(tmp_path))[0].refused


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "zeros.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    assert "larger than 20.0 MB" in read(str(path))[0].refused


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("page", HTML, "text/html"),
        ("page.txt", HTML, "text/html"),
        ("page.html", PDF, "application/pdf"),
        ("note.md", b"# Title", "text/markdown"),
        ("note", "Душанбе".encode("utf-16"), "text/plain"),
        ("note.txt", "Душанбе".encode("cp1251"), "text/plain"),
    ],
)
def test_content_decides_before_the_name(put: Put, name: str, content: bytes, media_type: str) -> None:
    assert read(put(name, content))[0].media_type == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50,
        b"{\\rtf1 hello}",
        b"\x7fELF\0",
    ],
)
def test_unknown_formats_are_refused(put: Put, content: bytes) -> None:
    assert "not read" in read(put("a.dat", content))[0].refused
    assert read(put("b.xml", "<?xml version='1.0'?><urlset/>"))[0].refused


# ---------------------------------------------------------------- front matter

NOTE = """---
title: "Talks: the border"
publisher: Khovar
published: 2024-07-15
url: HTTPS://khovar.tj/a?utm_source=x
language: en
digest: yes
facts: [F-1, F-2]
kind: claim
---
The text.
"""


def test_front_matter_gives_hints_and_nothing_unknown(put: Put) -> None:
    (page,) = read(put("a.md", NOTE))
    assert page.hints == {
        "title": "Talks: the border",
        "publisher": "Khovar",
        "published": "2024-07-15",
        "url": "https://khovar.tj/a",
        "language": "en",
        "digest": "yes",
    }
    assert page.content.decode() == NOTE


@pytest.mark.parametrize("value", ["a: b: c", "[" * 2000, "2024-13-45", "!!python/object:os.system x", "*nowhere"])
def test_broken_front_matter_is_refused(put: Put, value: str) -> None:
    assert "front matter" in read(put("a.md", f"---\ntitle: {value}\n---\nText."))[0].refused


def test_a_rule_is_not_front_matter(put: Put) -> None:
    assert read(put("a.md", "---\nJust a line.\n---\nText."))[0].hints == {}


# ---------------------------------------------------------------- JSON lines


def test_json_lines_are_pages_exactly_as_given(put: Put) -> None:
    lines = [
        '{"id": "d1", "text": "  Tajik border.\\r\\n", "published": "2024-07", "url": "http://A.org/#x"}',
        "",
        '{"id": 7, "text": "Second.", "digest": true, "background": "no"}',
        '{"text": "No id."}',
        '{"id": "bad"}',
        "not json",
        '{"id": "half", "text": "\\ud800"}',
    ]
    path = put("a.jsonl", "\n".join(lines))
    pages = read(path)
    assert [page.name for page in pages[:3]] == ["d1", "7", f"{path}!line 4"]
    assert pages[0].content == b"  Tajik border.\r\n" and pages[0].url == f"{path}!d1"
    assert pages[0].hints == {"published": "2024-07", "url": "http://a.org/"} and pages[1].hints == {"digest": "yes"}
    assert [bool(page.refused) for page in pages] == [False, False, False, True, True, True]
    assert count([path], SETTINGS) == len(pages) == 6


def test_equal_texts_with_different_ids_are_two_pages(put: Put) -> None:
    pages = read(put("a.jsonl", '{"id":"1","text":"x"}\n{"id":"2","text":"x"}\n'))
    assert len({page.id for page in pages}) == 2


def test_a_line_that_is_too_long_is_refused_alone(put: Put) -> None:
    path = put("a.jsonl", '{"id":"1","text":"' + "x" * 5000 + '"}\n{"id":"2","text":"y"}\n')
    first, second = read(path, settings=Settings(max_page_bytes=1000))
    assert "larger" in first.refused and second.content == b"y"


def test_standard_input() -> None:
    assert [page.name for page in read("-", stdin=b'\n{"id":"a","text":"x"}\n{"id":"b","text":"y"}')] == ["a", "b"]
    (document,) = read("-", stdin=b"Title\n\nThe text.\n")
    assert (document.name, document.content, document.media_type) == ("-", b"Title\n\nThe text.\n", "text/plain")
    assert read("-", stdin=HTML)[0].media_type == "text/html"
    assert read("-", stdin=gzip.compress(HTML))[0].content == HTML
    assert "nothing came in" in read("-", stdin=b"")[0].refused
    assert "larger" in read("-", stdin=b"x" * 2000, settings=Settings(max_page_bytes=1000))[0].refused
    assert count(["-"], SETTINGS) is None


# ---------------------------------------------------------------- mails

MAIL = b"""From: =?utf-8?b?0KXQvtCy0LDRgA==?= <news@khovar.tj>
Subject: =?utf-8?q?Border_=E2=80=93_talks?=
Date: Mon, 15 Jul 2024 10:00:00 +0500
X-Sarhad-Digest: yes
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: multipart/alternative; boundary="c"

--c
Content-Type: text/html; charset=utf-8

<p>In HTML.</p>
--c
Content-Type: text/plain; charset=windows-1251
Content-Transfer-Encoding: 8bit

\xd2\xe5\xea\xf1\xf2.
--c--
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="report.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQKJSVFT0Y=
--b
Content-Type: image/png
Content-Disposition: inline; filename="logo.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--b
Content-Type: application/octet-stream
Content-Disposition: attachment; filename="x.exe"
Content-Transfer-Encoding: base64

TVqQAAMAAAAEAAAA
--b--
"""


def test_a_mail_and_its_attachments(put: Put) -> None:
    path = put("m.eml", MAIL)
    body, pdf, program = read(path)
    assert body.content.strip().decode("cp1251") == "Текст." and body.media_type == "text/plain; charset=windows-1251"
    assert body.hints == {
        "title": "Border – talks",
        "published": "Mon, 15 Jul 2024 10:00:00 +0500",
        "author": "Ховар",
        "publisher": "Ховар",
        "digest": "yes",
    }
    assert (pdf.name, pdf.media_type, pdf.hints) == (f"{path}!report.pdf", "application/pdf", {})
    assert program.name.endswith("!x.exe") and program.refused


@pytest.mark.parametrize(
    "content", [b"\n\n", b"From: x\n\n", b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 500]
)
def test_mails_without_text_are_refused(put: Put, content: bytes) -> None:
    pages = read(put("m.eml", content))
    assert len(pages) == 1 and pages[0].refused and pages[0].remedy


def test_mails_in_mails_end() -> None:
    inner = b"From: a@b\nSubject: inner\nDate: Mon, 15 Jul 2024 10:00:00 +0500\n\nText.\n"
    for level in range(6):
        head = (
            "From: a@b\nSubject: x\nDate: x\nContent-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n\nText.\n--b{0}\n"
        )
        start = head.format(level).encode() + b"Content-Type: message/rfc822\n\n"
        inner = start + inner + b"\n--b%d--\n" % level
    pages = read("-", stdin=inner)
    assert [bool(page.refused) for page in pages][-1] and "nested" in pages[-1].refused


# ---------------------------------------------------------------- archives


def test_gzip_of_anything_one_level_deep(put: Put) -> None:
    path = put("a.html.gz", gzip.compress(HTML))
    (page,) = read(path)
    assert (page.content, page.media_type, page.name) == (HTML, "text/html", path)
    lines = put("a.jsonl.gz", gzip.compress(b'{"id":"1","text":"x"}\n{"id":"2","text":"y"}'))
    assert [page.name for page in read(lines)] == ["1", "2"]
    assert "inside an archive" in read(put("b.gz", gzip.compress(gzip.compress(HTML))))[0].refused


def test_gzip_bombs_and_damage(put: Put) -> None:
    small = Settings(max_expanded_bytes=1_000_000)
    assert "decompresses to more" in read(put("a.gz", gzip.compress(b"\0" * 5_000_000)), settings=small)[0].refused
    assert "ends early" in read(put("b.gz", gzip.compress(os.urandom(9000))[:5000]))[0].refused
    assert "called gzip" in read(put("c.gz", HTML))[0].refused
    two = put("d.txt.gz", gzip.compress(b"one ") + gzip.compress(b"two"))
    assert read(two)[0].content == b"one two"


def test_a_zip_is_a_page_for_each_member(put: Put) -> None:
    path = put("a.zip", zipped(b_html=HTML, folder__c_txt=b"Text.", d_bin=b"\0\1\2", __MACOSX__x=b"x"))
    pages = read(path)
    assert [page.name for page in pages] == [
        f"{path}!{name}" for name in ("b.html", "folder/c.txt", "d.bin", "/MACOSX/x")
    ]
    assert [bool(page.refused) for page in pages] == [False, False, True, False]
    assert count([path], SETTINGS) == 4


def test_zip_limits(put: Put) -> None:
    assert "unfolds" in read(put("a.zip", zipped(a_txt=b"\0" * 5_000_000)))[0].refused
    tight = Settings(max_expanded_bytes=1500, max_page_bytes=1000)
    pages = read(put("b.zip", zipped(a_txt=b"a" * 900, b_txt=b"b" * 900, c_txt=b"c" * 2000)), settings=tight)
    assert [bool(page.refused) for page in pages] == [False, True, True]
    assert "inside an archive" in read(put("c.zip", zipped(a_zip=zipped(b_txt=b"x"))))[0].refused
    assert "office document" in read(put("d.docx", zipped(word__a_xml=b"x", mimetype=b"y")))[0].refused
    assert "damaged" in read(put("e.zip", zipped(a_txt=b"x")[:40]))[0].refused
    assert "no files" in read(put("f.zip", zipped()))[0].refused


def test_a_zip_that_lies_about_sizes(put: Put) -> None:
    data = bytearray(zipped(a_txt=os.urandom(4000)))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert read(put("a.zip", bytes(data)))[0].refused


# ---------------------------------------------------------------- feeds

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:sarhad="https://sarhad.example/ns"><channel><title>Feed of news</title><language>fa</language>
<item><title>One &amp; all</title><link>https://a.org/1?utm_source=rss</link><description>&lt;p&gt;First.&lt;/p&gt;</description>
<pubDate>Mon, 15 Jul 2024 10:00:00 +0500</pubDate><source url="https://khovar.tj">Khovar</source>
<sarhad:digest>yes</sarhad:digest></item>
<item><title>Two</title><guid>x-2</guid><description>Second.</description><author>A. Author</author></item>
<item><title>Three</title><link>https://a.org/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:s="https://sarhad.example/ns"><title>Atom feed</title>
<entry><title>One</title><link href="https://a.org/1"/><updated>2024-07-15T10:00:00Z</updated>
<content type="html">&lt;p&gt;Content.&lt;/p&gt;</content><summary>Short.</summary>
<s:digest>yes</s:digest></entry></feed>"""


def test_a_saved_feed_is_a_page_for_each_entry(put: Put) -> None:
    path = put("feed.xml", RSS)
    first, second, third = read(path)
    assert first.hints == {
        "title": "One & all",
        "published": "Mon, 15 Jul 2024 10:00:00 +0500",
        "publisher": "Khovar",
        "url": "https://a.org/1",
        "language": "fa",
        "digest": "yes",
    }
    assert first.url == f"{path}!https://a.org/1" and "First." in first.content.decode()
    assert (second.hints["publisher"], second.hints["author"]) == ("Feed of news", "A. Author")
    assert "digest" not in second.hints and third.refused


def test_atom_content_is_preferred_to_the_summary(put: Put) -> None:
    (page,) = read(put("feed", ATOM))
    assert page.content == b"<p>Content.</p>" and page.hints["digest"] == "yes"
    assert page.hints["published"] == "2024-07-15T10:00:00Z"


def test_hostile_feeds(put: Put) -> None:
    entities = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa">]><rss><channel><title>&a;</title></channel></rss>'
    )
    assert read(put("a.xml", entities))[0].refused
    assert "no entries" in read(put("b.xml", "<rss><channel></channel></rss>"))[0].refused
    odd = "<rss><channel><item><link>http://[bad</link><description>x</description></item></channel></rss>"
    assert len(read(put("c.xml", odd))) == 1
    assert len(read(put("d.xml", "<rss>" + "<a>" * 5000))) == 1


def test_only_a_fetched_feed_leads_to_the_linked_pages(site, polite: Settings, put: Put) -> None:  # type: ignore[no-untyped-def]
    site.put("/full", HTML)
    entry = "<item><title>{0}</title><link>{1}</link><description>Short.</description>{2}</item>"
    mark = '<d:digest xmlns:d="https://sarhad.example/ns">yes</d:digest>'
    items = [
        entry.format("Full", site.url("/full"), ""),
        entry.format("Gone", site.url("/gone"), ""),
        entry.format("Ours", site.url("/ours"), mark),
        entry.format("Long", site.url("/long"), f"<description>{'Text. ' * 300}</description>"),
        entry.format("Private", "http://10.0.0.1/a", ""),
    ]
    feed = f'<rss version="2.0"><channel><title>F</title>{"".join(items)}</channel></rss>'
    full, gone, ours, _, private = read(
        site.put("/feed", feed.encode(), media_type="application/rss+xml"), settings=polite
    )
    assert full.content == HTML and full.hints["title"] == "Full" and full.url == site.url("/full")
    assert gone.content == b"Short." and "404" in gone.hints["summary_only"]
    assert ours.content == b"Short." and "/ours" not in site.paths()
    assert private.content == b"Short." and "private" in private.hints["summary_only"]
    asked = len(site.seen)
    assert [page.content for page in read(put("f.xml", feed), settings=polite)][:2] == [b"Short.", b"Short."]
    assert len(site.seen) == asked


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000, "a/" * 3000])
def test_names_that_no_disk_holds(name: str) -> None:
    (page,) = read(name)
    assert page.refused and page.remedy


def test_dates_and_ids_beyond_all_measure(put: Put) -> None:
    late = "Mon, 15 Jul 99999999999999999999 10:00:00 +0500"
    feed = f"<rss><channel><item><description>x</description><pubDate>{late}</pubDate></item></channel></rss>"
    assert len(read(put("f.xml", feed))) == 1
    (page,) = read(put("a.jsonl", '{"id": "http://[", "text": "x"}'))
    assert page.name == "http://["


def test_the_count_is_cheap_and_honest(put: Put) -> None:
    assert count(["https://example.org/"], SETTINGS) is None
    assert count([put("a.jsonl", '{"text":"x"}\n\n{"text":"y"}\n'), put("b.pdf", PDF), "missing"], SETTINGS) == 4


def test_settings_reach_containers(put: Put) -> None:
    tight = msgspec.structs.replace(SETTINGS, max_page_bytes=10)
    assert read(put("a.txt.gz", gzip.compress(b"x" * 100)), settings=tight)[0].refused
