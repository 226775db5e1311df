"""PDF: the text of its pages as paragraphs, without running heads, and what the file says of itself."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections import Counter
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from sarhad.documents.content import Content, one_line
from sarhad.documents.dates import parse_date
from sarhad.documents.decode import check_text
from sarhad.errors import SarhadError

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it grumbles about is in the error that we raise

_FAILURES = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_TAIL = 4096  # bytes among which a whole file has its end mark
_EDGE = 2  # lines at the top and foot of a page that may be running heads
_FULL = 0.75  # a line of at least this share of the usual width goes on in the next one
_PAIR = re.compile(r"(publisher|url|published|language|author|title)\s*=\s*([^;]+)", re.IGNORECASE)
_END = (".", "!", "?", "؟", "…", ":", ";", ".»", ".”", '."')


def parse_pdf(content: bytes, most_pages: int, where: str) -> Content:
    """The text of at most `most_pages` pages.

    Raises SarhadError when the file is cut off, encrypted, damaged or holds only pictures of pages.
    """
    if b"%%EOF" not in content[-_TAIL:]:
        raise SarhadError("the PDF is cut off", where, "fetch it again, whole")
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SarhadError("the PDF is encrypted", where, "save it without its password and read that")
        pages = [page.extract_text() or "" for _, page in zip(range(most_pages), reader.pages, strict=False)]
        notes = {str(key): one_line(value) for key, value in (reader.metadata or {}).items()}
    except _FAILURES as error:
        reason = one_line(error)[:120] or type(error).__name__
        remedy = "open it and save or print it as a new PDF" if "ncrypt" not in reason else "save it without encryption"
        raise SarhadError(f"the PDF cannot be read ({reason})", where, remedy) from error
    if not any(page.strip() for page in pages):
        raise SarhadError("the PDF has no text, only pictures", where, "run text recognition (OCR) over it first")
    return _content(check_text(join_pages(pages), where), notes)


def join_pages(pages: list[str]) -> str:
    """Pages as one text: running heads and page numbers gone, broken words and wrapped lines joined.

    >>> join_pages(["The border was rein-\\nforced."])
    'The border was reinforced.'
    """
    rows = [[line.strip() for line in page.replace("\r", "\n").split("\n")] for page in pages]
    filled = [[line for line in lines if line] if not any(not line for line in lines) else lines for lines in rows]
    heads = _running_heads(filled)
    kept = ["\n".join(_without_heads(lines, heads)) for lines in filled]
    whole = kept if any(page.strip() for page in kept) else pages
    return _unwrap(_join_words("\n".join(whole)))


def _content(text: str, notes: dict[str, str]) -> Content:
    keywords = notes.get("/Keywords", "")
    pairs = {key.lower(): value.strip() for key, value in _PAIR.findall(keywords)}
    title = notes.get("/Title", "")
    stamped = parse_date(pairs.get("published", "") or notes.get("/CreationDate", "").replace("'", ""))
    return Content(
        text=text,
        title=pairs.get("title", "") or ("" if _is_file_name(title) else title),
        author=pairs.get("author", "") or notes.get("/Author", ""),
        publisher=pairs.get("publisher", ""),
        url=pairs.get("url", ""),
        language=pairs.get("language", ""),
        published=stamped,
        digest="sarhad-digest" in keywords.lower(),
    )


def _is_file_name(title: str) -> bool:
    """Word processors leave "Microsoft Word - draft3.docx" or "untitled" as a title."""
    return bool(re.search(r"^(?:microsoft word|untitled|\W*$)|\.(?:docx?|rtf|odt|indd|pdf|qxd)$", title, re.IGNORECASE))


def _shape(line: str) -> str:
    """A line with its numbers levelled, so that "Page 3" and "Page 4" are the same."""
    return re.sub(r"[\d۰-۹]+", "#", line).strip().lower()


def _edges(lines: list[str]) -> set[str]:
    filled = [line for line in lines if line.strip()]
    return {_shape(line) for line in (*filled[:_EDGE], *filled[-_EDGE:])}


def _running_heads(pages: list[list[str]]) -> set[str]:
    counts = Counter(shape for lines in pages for shape in _edges(lines))
    most = max(3, (len(pages) + 1) // 2)
    return {shape for shape, times in counts.items() if times >= most} | ({"#"} if len(pages) > 1 else set())


def _without_heads(lines: list[str], heads: set[str]) -> list[str]:
    filled = [index for index, line in enumerate(lines) if line.strip()]
    edge = {*filled[:_EDGE], *filled[-_EDGE:]}
    return [line for index, line in enumerate(lines) if not (index in edge and _shape(line) in heads)]


def _join_words(text: str) -> str:
    """Words broken at a line's end; a hyphen before a capital is the word's own."""
    joined = re.sub(r"(\w)[-\u2010]\n(?=[^\W\d_])(?![A-ZА-ЯЁ])", r"\1", text)
    return re.sub(r"\u00ad\n?", "", joined)


def _unwrap(text: str) -> str:
    """Lines that run on as one paragraph each."""
    lines = text.split("\n")
    widths = sorted(len(line) for line in lines if line.strip())
    usual = widths[int(len(widths) * 0.8)] if widths else 0
    out: list[str] = []
    open_line = False
    for line in lines:
        if open_line and line:
            out[-1] += f" {line}"
        elif line:
            out.append(line)
        ends = line.endswith(_END) and len(line) < usual * 0.95
        open_line = bool(line) and len(line) >= usual * _FULL and not ends
    return "\n".join(out)
