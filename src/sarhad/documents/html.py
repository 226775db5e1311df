"""HTML: the article's text and what the page says of itself; bombs are refused before anything walks the tree."""

from __future__ import annotations

import logging
import re

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
import trafilatura
from trafilatura.settings import Document as Extracted

from sarhad.documents.content import Content, one_line
from sarhad.documents.dates import make_date, parse_date
from sarhad.documents.decode import check_text, decode
from sarhad.errors import SarhadError
from sarhad.records import DateEstimate

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

MOST_TAGS = 200_000
_JOINER = re.compile("\u200c|&zwnj;|&#8204;|&#x200c;", re.IGNORECASE)
_STAND_IN = "\ua78f"  # trafilatura drops what is not printable, and with it half of a Persian word
_TAG = re.compile(r"<[a-zA-Z]")
_UNSEEN = re.compile(r"<!--.*?-->|(<(?:script|style)\b[^>]*>).*?</(?:script|style)\s*>", re.IGNORECASE | re.DOTALL)
_START_TAG = re.compile(r"<[a-zA-Z](?>[^>=]++|=\s*+(?>\"[^\"]*+\"|'[^']*+')?)*+")
_MOST_ATTRIBUTE_WORK = 4e8  # comparisons: libxml2 compares each attribute of an element with all before it
_WHOLE_PAGE = re.compile(r"<(?:html|body|head|article|main)\b", re.IGNORECASE)
_DIGEST = "//meta[translate(@name,'SARHDIGET','sarhdiget')='sarhad:digest' or @property='sarhad:digest']"
_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol"}
_SILENT = ("script", "style", "template", "noscript", "iframe", "svg")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_DATE_TAGS = (
    ("article:published_time", "//meta[@property='article:published_time']/@content"),
    ("datePublished", "//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime"),
    (
        "DC.date",
        "//meta[@name='DC.date.issued' or @name='dc.date' or @name='DC.date' or @name='dcterms.date']/@content",
    ),
    ("meta date", "//meta[@name='date' or @name='publish-date' or @name='pubdate']/@content"),
)


def parse_html(content: bytes, media_type: str, url: str, where: str) -> Content:
    """The article of a page (trafilatura), or all the text of a fragment such as a feed's entry.

    Raises SarhadError for pages with too many or too deeply nested elements, and for pages without text.
    """
    meta = content[:4096].decode("ascii", "ignore")
    page = _JOINER.sub(_STAND_IN, decode(content, f"{media_type} {meta}", where))
    tree = _parse_tree(page, where)
    digest = bool(tree.xpath(_DIGEST))
    published = _tagged_date(tree, page)
    if not _WHOLE_PAGE.search(page):
        return Content(text=_with_joiners(_block_text(tree, where)), published=published, digest=digest)
    found = trafilatura.bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = found.text or "" if isinstance(found, Extracted) else ""
    if not isinstance(found, Extracted) or not text.strip():
        text = _with_joiners(_block_text(_parse_tree(page, where), where))
        return Content(text=text, published=published, digest=digest)
    return Content(
        text=check_text(_with_joiners(text), where),
        title=_with_joiners(one_line(found.title)),
        author=_with_joiners(one_line(found.author)),
        publisher=_with_joiners(one_line(found.sitename)),
        url=one_line(found.url),
        published=published if published.value else _found_date(one_line(found.date), page),
        digest=digest,
    )


def _with_joiners(text: str) -> str:
    """The text with the zero-width non-joiners that Persian words are written with."""
    return text.replace(_STAND_IN, "\u200c")


def _parse_tree(page: str, where: str) -> lxml.html.HtmlElement:
    if sum(1 for _ in _TAG.finditer(page)) > MOST_TAGS:
        remedy = "save the article alone, or as text"
        raise SarhadError(f"more than {MOST_TAGS} HTML elements in one page", where, remedy)
    if _attribute_work(page) > _MOST_ATTRIBUTE_WORK:
        raise SarhadError("HTML elements with far too many attributes", where, "save the article alone, or as text")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise SarhadError("there is no text in it", where, "save the page again, with its text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SarhadError("HTML nested or packed beyond all reason", where, "save the article alone, or as text")
    return tree


def _attribute_work(page: str) -> int:
    """How long the parser would compare attributes: the square of what each start tag may hold of them."""
    tags = (match[0] for match in _START_TAG.finditer(_UNSEEN.sub(lambda match: match[1] or "", page)))
    return sum((len(tag.split()) + tag.count("=")) ** 2 for tag in tags if len(tag) > 1000)


def _block_text(tree: lxml.html.HtmlElement, where: str) -> str:
    """All the visible text, one line for each block."""
    for element in list(tree.iter(*_SILENT)):
        element.drop_tree()
    pieces: list[str] = []
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        pieces.append("\n" if element.tag in _BLOCKS else "")
        pieces.append(re.sub(r"\s+", " ", (element.text if event == "start" else element.tail) or ""))
    lines = (one_line(line) for line in "".join(pieces).split("\n"))
    return check_text("\n".join(line for line in lines if line), where)


def _tagged_date(tree: lxml.html.HtmlElement, page: str) -> DateEstimate:
    """The publication date that the page declares, at the precision it is declared with."""
    declared = [(name, str(value)) for name, path in _DATE_TAGS for value in tree.xpath(path)]
    declared += [("datePublished", value) for value in _JSON_DATE.findall(page)]
    for name, value in declared:
        estimate = parse_date(value)
        if estimate.value:
            return make_date(_numbers(estimate.value), "metadata", f"{name}: {estimate.because}")
    return DateEstimate()


def _found_date(value: str, page: str) -> DateEstimate:
    """A date that htmldate found, no more precise than the page shows it: it fills in a missing day with 01."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return DateEstimate()
    numbers = _numbers(value)
    while numbers[-1] == 1 and len(numbers) > 1 and not _shows(page, numbers):
        numbers = numbers[:-1]
    return make_date(numbers, "metadata", f"found in the page: {value}")


def _numbers(value: str) -> tuple[int, ...]:
    return tuple(int(part) for part in value.split("-"))


def _shows(page: str, numbers: tuple[int, ...]) -> bool:
    parts = [f"0?{number}" if number < 10 else str(number) for number in numbers]
    forward, backward = r"[-/.]".join(parts), r"[-/.]".join(reversed(parts))
    return bool(re.search(rf"(?<!\d)(?:{forward}|{backward})(?!\d)", page))
