"""The whole of reading on one page: a page becomes a document, or an error that says what to do."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence

from sarhad.documents.content import Content, Line, one_line
from sarhad.documents.dates import find_dateline, parse_date
from sarhad.documents.html import parse_html
from sarhad.documents.language import find_language
from sarhad.documents.lines import Byline, find_byline, find_lines
from sarhad.documents.outlets import find_outlet
from sarhad.documents.paragraphs import find_paragraphs
from sarhad.documents.pdf import parse_pdf
from sarhad.documents.plain import parse_exact, parse_plain
from sarhad.documents.sentences import find_sentences
from sarhad.errors import SarhadError
from sarhad.records import DateEstimate, Document, Page, make_id

_DATELINE_LINES = 6  # among so many lines at the top a dateline is looked for


def parse_page(
    page: Page, *, max_chars: int, max_pdf_pages: int, protect: Mapping[str, Collection[str]] | None = None
) -> Document:
    """The document that a page holds: text, sentences, and what is known of title, author, publisher and date.

    Each field comes from the container's hints, else the page's own metadata, else the words of the text; a date
    that none of them gives stays unknown. `protect` holds names per language inside which no sentence ends.
    Raises SarhadError, with a remedy, for whatever holds no readable text or more than `max_chars` of it.

    >>> page = Page(id="page-1", url="a.txt", name="a.txt", fetched="", media_type="text/plain",
    ...             content=b"Calm border\\n\\nKhovar News: Officials said so. Nobody denied it.")
    >>> document = parse_page(page, max_chars=1000, max_pdf_pages=10)
    >>> document.title, document.publisher, [sentence.kind for sentence in document.sentences]
    ('Calm border', 'Khovar News', ['title', 'body', 'body'])
    """
    where = page.name or page.url
    if page.refused:
        raise SarhadError(page.refused, where, page.remedy or "read it again")
    content = _parse_content(page, max_pdf_pages, where)
    if len(content.text) > max_chars:
        problem = f"its text is longer than {max_chars} characters"
        raise SarhadError(problem, where, "split it, or raise max_text_chars in sarhad.toml")
    return _to_document(page, content, protect or {})


def _parse_content(page: Page, max_pdf_pages: int, where: str) -> Content:
    if not page.content.strip():
        raise SarhadError("the page is empty", where, "save the page again, with its text")
    media_type = page.media_type.partition(";")[0].strip().lower()
    if media_type == "application/pdf" or (not media_type and page.content.startswith(b"%PDF-")):
        return parse_pdf(page.content, max_pdf_pages, where)
    if media_type in ("text/html", "application/xhtml+xml"):
        return parse_html(page.content, page.media_type, _address(page), where)
    if media_type == "application/jsonl":
        return parse_exact(page.content, where)
    return parse_plain(page.content, page.media_type, where)


def _to_document(page: Page, content: Content, protect: Mapping[str, Collection[str]]) -> Document:
    text, hints = content.text, page.hints
    title = one_line(hints.get("title", "") or content.title)
    lines = find_lines(text, find_paragraphs(text, content.wrapped), title)
    language = find_language(_body_text(text, lines), hints.get("language", "") or content.language)
    byline = _byline(text, lines)
    return Document(
        id=make_id("doc", _url(page, content) or page.name, hashlib.sha256(text.encode()).hexdigest()),
        page=page.id,
        url=_url(page, content),
        text=text,
        sentences=find_sentences(text, lines, language, protect.get(language, ())),
        title=title or _standing_title(text, lines),
        author=one_line(hints.get("author", "")) or content.author or byline.author,
        publisher=_publisher(page, content, byline, text, lines),
        language=language,
        published=_published(page, content, text, lines),
        digest=content.digest or hints.get("digest", "") == "yes",
        fetched=page.fetched,
    )


def _address(page: Page) -> str:
    """The published address of a page, where one is known."""
    known = page.hints.get("url", "")
    return known or (page.url if page.url.startswith(("http://", "https://")) and "!" not in page.url else "")


def _url(page: Page, content: Content) -> str:
    stated = content.url if content.url.startswith(("http://", "https://")) else ""
    return _address(page) or stated or page.url


def _body_text(text: str, lines: Sequence[Line]) -> str:
    """What the language is told from: the article's sentences, or all there is."""
    body = "\n".join(text[line.start : line.end] for line in lines if line.kind == "body")
    return body or text


def _byline(text: str, lines: Sequence[Line]) -> Byline:
    """The author and the outlet that the by-lines name first."""
    found = [find_byline(text[line.start : line.end]) or Byline() for line in lines if line.kind == "byline"]
    author = next((byline.author for byline in found if byline.author), "")
    return Byline(author, next((byline.outlet for byline in found if byline.outlet), ""))


def _publisher(page: Page, content: Content, byline: Byline, text: str, lines: Sequence[Line]) -> str:
    opening = next((text[line.start : line.end] for line in lines if line.kind == "body"), "")
    stated = one_line(page.hints.get("publisher", "")) or content.publisher
    return stated or byline.outlet or find_outlet(opening, byline.outlet)


def _standing_title(text: str, lines: Sequence[Line]) -> str:
    return next((one_line(text[line.start : line.end]) for line in lines if line.kind == "title"), "")


def _published(page: Page, content: Content, text: str, lines: Sequence[Line]) -> DateEstimate:
    hinted = parse_date(page.hints["published"]) if page.hints.get("published") else DateEstimate()
    for estimate in (hinted, content.published):
        if estimate.value:
            return estimate
    top = [line for line in lines if line.kind != "boilerplate"][:_DATELINE_LINES]
    stated = (find_dateline(text[line.start : line.end]) for line in top)
    return next((estimate for estimate in stated if estimate.value), DateEstimate())
