from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from sarhad.documents import parse_page
from sarhad.documents.decode import decode
from sarhad.errors import SarhadError
from sarhad.records import Document, Page

ARTICLE = "The organisation met in Dushanbe and discussed the border at length with all its members. Nobody left early."
HTML = f"""<!doctype html><html lang="en"><head><title>Border talks | Khovar</title>
<meta property="og:title" content="Border talks"><meta property="og:site_name" content="Khovar">
<meta name="author" content="Ann Bee"><meta property="article:published_time" content="2024-07"><!--digest-->
<link rel="canonical" href="https://khovar.tj/a"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Border talks</h1><p>{ARTICLE}</p><p>Other things were said, too.</p>
</article></body></html>"""


def parse(
    content: bytes | str, media_type: str = "text/plain", *, url: str = "a", name: str = "a", **hints: str
) -> Document:
    data = content.encode() if isinstance(content, str) else content
    page = Page(
        id="page-1",
        url=url,
        name=name,
        fetched="2026-01-01T00:00:00+00:00",
        media_type=media_type,
        content=data,
        hints=hints,
    )
    return parse_page(page, max_chars=100_000, max_pdf_pages=10)


def refusal(content: bytes | str, media_type: str = "text/plain") -> str:
    with pytest.raises(SarhadError) as caught:
        parse(content, media_type)
    assert caught.value.remedy
    return caught.value.problem


# ---------------------------------------------------------------- text


def test_text_keeps_its_offsets() -> None:
    text = "\tA title here\n\n" + ARTICLE + "\n"
    document = parse(text)
    assert document.text == text and document.title == "A title here"
    assert [text[s.start : s.end] for s in document.sentences][1].startswith("The organisation")


def test_only_marks_front_matter_and_windows_newlines_go() -> None:
    assert parse("\ufeffOne\r\n\r\nTwo.").text == "One\n\nTwo."
    assert parse("---\ntitle: x\ntags:\n  - a\n---\nThe text.").text == "The text."
    assert parse("---\nA rule. Not front matter.\n---\n").text.startswith("---")
    exact = "\ufeff  Given\r\n---\r\n "
    assert parse(exact, "application/jsonl").text == exact


def test_hints_come_before_everything() -> None:
    hints = {
        "title": "T",
        "author": "A",
        "publisher": "P",
        "published": "2024-07",
        "language": "prs",
        "url": "https://a.org/",
    }
    document = parse("DID Press: " + "او گفت که مرز آرام است. " * 3, **hints, digest="yes")
    assert (document.title, document.author, document.publisher, document.language) == ("T", "A", "P", "fa")
    assert (document.published.value, document.published.how, document.url) == ("2024-07", "metadata", "https://a.org/")
    assert document.digest and document.page == "page-1" and not document.run


def test_a_language_hint_in_the_wrong_script_is_not_believed() -> None:
    assert parse("Президент Тоҷикистон бо ҳамтои худ вохӯрд ва гуфт.", language="en-US").language == "tg"
    assert parse("Die Regierung in Kabul hat das gestern bestritten.").language == "de"


def test_a_dateline_is_stated() -> None:
    document = parse("Border talks\n\nDushanbe, 24 September 2013 – " + ARTICLE)
    assert (document.published.value, document.published.how) == ("2013-09-24", "stated")
    assert document.published.because == "Dushanbe, 24 September 2013"
    assert parse("Border talks\n\n" + ARTICLE).published.how == "unknown"


def test_ids_follow_address_and_text() -> None:
    assert parse(ARTICLE).id == parse(ARTICLE).id != parse(ARTICLE, url="b").id


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"... --- ...", "no words"),
        (b"text\0text", "NUL"),
        (b"---\ntitle: x\n---\n", "no text"),
        (b"x" * 200_000, "longer than"),
        (("ab\ufffd" * 50).encode(), "lost"),
    ],
)
def test_what_is_no_text(content: bytes, problem: str) -> None:
    assert problem in refusal(content)


def test_noise_is_refused() -> None:
    noise = bytes(range(128, 256)) * 4 + os.urandom(200)
    assert refusal(noise.replace(b"\0", b"\x81"))


RUSSIAN = "Министр обороны Таджикистана заявил, что обстановка на границе с Афганистаном остаётся спокойной. " * 3
PERSIAN = "وزير دفاع تاجيکستان اعلام کرد که وضعيت مرز با افغانستان آرام است و مذاکرات ادامه دارد. " * 3


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (RUSSIAN, "cp1251", ""),
        (RUSSIAN, "cp1251", "text/plain; charset=utf-8"),
        (RUSSIAN, "koi8-r", "text/plain; charset=koi8-r"),
        (RUSSIAN, "utf-8", "text/plain; charset=windows-1251"),
        (RUSSIAN, "utf-16", ""),
        (PERSIAN, "cp1256", ""),
        (PERSIAN, "cp1256", "text/plain; charset=no-such-thing"),
    ],
)
def test_encodings(text: str, encoding: str, declared: str) -> None:
    assert decode(text.encode(encoding), declared, "a") == text


def test_a_few_broken_characters_are_survived() -> None:
    broken = RUSSIAN.encode()[:-3] + b"\xd0 and so on"
    assert decode(broken, "", "a").startswith("Министр")


# ---------------------------------------------------------------- HTML


def test_html_gives_its_article_and_metadata() -> None:
    document = parse(HTML, "text/html", url="https://khovar.tj/a?x=1")
    assert (document.title, document.author, document.publisher, document.language) == (
        "Border talks",
        "Ann Bee",
        "Khovar",
        "en",
    )
    assert (document.published.value, document.published.precision) == ("2024-07", "month")
    assert document.published.because.startswith("article:published_time")
    assert [sentence.kind for sentence in document.sentences] == ["title", "body", "body", "body"]
    assert document.url == "https://khovar.tj/a?x=1" and not document.digest
    assert parse(HTML, "text/html", url="saved.html").url == "https://khovar.tj/a"


def test_the_digest_mark_of_a_page() -> None:
    marked = HTML.replace("<!--digest-->", '<meta name="sarhad:digest" content="yes">')
    assert parse(marked, "text/html").digest


def test_html_in_another_charset() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    assert "Министр" in parse(page.encode("cp1251"), "text/html").text


def test_fragments_keep_all_their_text() -> None:
    text = parse("<p>First <b>words</b>.</p><script>x()</script>Second<br>Third", "text/html; charset=utf-8").text
    assert text == "First words.\nSecond\nThird"


def test_a_date_is_no_more_precise_than_the_page() -> None:
    rough = HTML.replace(
        '<meta property="article:published_time" content="2024-07">', '<meta name="dc.created" content="2021">'
    )
    assert parse(rough, "text/html").published.precision != "day"
    unknown = HTML.replace('<meta property="article:published_time" content="2024-07">', "")
    assert parse(unknown, "text/html").published.how == "unknown"


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("<html><body>" + "<div>" * 5000 + "x", "nested"),
        ("<html><body>" + "<p>x</p>" * 200_001, "elements"),
        ("<html><body><p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x", "attributes"),
        ("<html><body></body></html>", "no text"),
        ("<html><body><script>alert(1)</script></body></html>", "no text"),
    ],
)
def test_hostile_html(page: str, problem: str) -> None:
    assert problem in refusal(page, "text/html")


def test_html_that_is_xml_with_entities_is_only_text() -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>'
    )
    assert "root:" not in parse(page + ARTICLE + " &x;</p></body></html>", "text/html").text


# ---------------------------------------------------------------- PDF


def make_pdf(*pages: list[str], password: str = "", **info: str) -> bytes:
    """A PDF with one line of text under the other on each page."""
    writer = PdfWriter()
    font = DictionaryObject({NameObject(k): NameObject(v) for k, v in _FONT.items()})
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): font})}
        )
        stream = DecodedStreamObject()
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream.set_data(f"BT /F 11 Tf 14 TL 50 780 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{name}": value for name, value in info.items()})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


_FONT = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
LONG = [
    "Border report 2024",
    "The organisation met in Dushanbe and discussed the border at length with",
    "all its members, and every one of them agreed that the frontier be rein-",
    "forced. Nobody left the room before the vote, as far as observers saw it.",
    "Page 1",
]


def test_pdf_text_is_joined_and_its_heads_are_gone() -> None:
    middle = [[], *([f"In part {number} there is more of it."] * 2 for number in range(2, 4))]
    pages = [[LONG[0], *(middle[n] or LONG[1:-1]), f"Page {n + 1}"] for n in range(3)]
    document = parse(make_pdf(*pages, Title="Border report", Author="Ann Bee"), "application/pdf")
    assert "be reinforced. Nobody" in document.text and "with all its members" in document.text
    assert "Page" not in document.text and "Border report 2024" not in document.text
    assert (document.title, document.author) == ("Border report", "Ann Bee")


def test_pdf_metadata_and_digest_mark() -> None:
    keywords = "sarhad-digest; publisher=Khovar;url=https://khovar.tj/a;published=2024-07-15"
    document = parse(make_pdf(LONG, Keywords=keywords, CreationDate="D:20250101000000"), "application/pdf")
    assert document.digest and (document.publisher, document.url) == ("Khovar", "https://khovar.tj/a")
    assert document.published.value == "2024-07-15"
    plain = parse(make_pdf(LONG, CreationDate="D:20250101000000+05'00'"), "application/pdf")
    assert (plain.published.value, plain.digest) == ("2025-01-01", False)


def test_pdf_pages_are_limited() -> None:
    assert (
        "eleventh" not in parse(make_pdf(*[["Some words here."]] * 10, ["The eleventh page."]), "application/pdf").text
    )


def test_broken_pdfs() -> None:
    whole = make_pdf(LONG)
    assert "cut off" in refusal(whole[: len(whole) // 2], "application/pdf")
    assert "encrypted" in refusal(make_pdf(LONG, password="secret"), "application/pdf")
    assert "only pictures" in refusal(make_pdf([]), "application/pdf")
    assert "cannot be read" in refusal(b"%PDF-1.4\n" + b"x" * 100 + b"\n%%EOF", "application/pdf")


# ---------------------------------------------------------------- the article that Sarhad started from


def test_the_seed() -> None:
    folder = Path(os.environ.get("SARHAD_SHARED", "../shared")) / "seeds"
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not files:
        pytest.skip("the shared folder is not here")
    text = files[0].read_text(encoding="utf-8")
    document = parse(text)
    shown = {text[s.start : s.end]: s.kind for s in document.sentences}
    assert document.title == "Afghanistan and CSTO; Persistent Threat on Northern Borders"
    assert (document.publisher, document.author, document.language) == ("DID Press", "Mohsen Movahed", "en")
    assert document.text == text and document.published.how == "unknown"
    headings = [words for words, kind in shown.items() if kind == "heading"]
    assert headings == [
        "Political Interaction, Security Concern",
        "Taliban and the Crisis of Regional Trust",
        "Northern Borders; a Crisis Hotspot",
        "Structural crisis or transient threat?",
        "Conclusion: Instability Continues",
    ]
    assert not any(
        mark in " ".join(shown) for mark in ("RegionSecurity", "Leave a Reply", "Required fields", "Back to top")
    )
    assert [*shown.values()][:: len(shown) - 1] == ["title", "byline"]


def test_persian_joiners_survive_html() -> None:
    words = "نیروهای تازه‌ای در آن‌جا مستقر شده‌اند و مرز را زیر نظر می‌گیرند. " * 4
    body = f"<body><article><p>{words}</p></article></body>"
    html = f"<html lang='fa'><head><title>پوسته‌های تازه</title></head>{body}</html>"
    page = Page(id="p", url="x.html", name="x.html", fetched="", media_type="text/html", content=html.encode())
    document = parse_page(page, max_chars=10_000, max_pdf_pages=1)
    assert document.text.count("\u200c") == words.count("\u200c")
    assert "پوسته‌های" in document.title
