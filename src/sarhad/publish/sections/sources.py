"""Sources: every document with its publisher, grade and reason, date and how it is known."""

from __future__ import annotations

from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Paragraph, Part, Quote, Section, Sheet, Table
from sarhad.records import Document

SHOWN = 40


def section(desk: Desk) -> Section:
    """The tenth section."""
    found = desk.index.newest_first
    rest = len(found) - SHOWN
    table = Table(
        id="sources-table",
        caption="Every document of this case, newest first",
        columns=("Document", "Publisher", "Grade", "Date", "Original"),
        rows=tuple(row(desk, document) for document in found),
        row_ids=tuple(f"d-{desk.index.sheet[document.id]}" for document in found),
        shown=SHOWN,
        more=words.counted(rest, "further document") if rest > 0 else "",
        widths=(2.1, 1.1, 1.3, 1.25, 1.1),
    )
    blocks: list[Block] = [Paragraph(statements=(desk.about_case(*lead(desk)),)), table]
    return Section(id="sources", heading="Sources", blocks=tuple(blocks))


def lead(desk: Desk) -> tuple[Part, ...]:
    """How many documents, from how many publishers, in which languages."""
    found = desk.index.newest_first
    publishers = len({desk.index.publisher(document) for document in found})
    languages = sorted({words.LANGUAGE.get(document.language, document.language) for document in found})
    count = desk.count(
        words.capital(words.counted(len(found), "document")),
        "Documents read",
        (d.id for d in found),
        "documents of this case",
    )
    digests = sum(document.digest for document in found)
    are = words.verb(digests, "is a digest, a note that re-tells", "are digests, notes that re-tell")
    retold = f"; {words.number(digests)} of them {are} a published item" if digests else ""
    come = words.verb(len(found), "comes", "come")
    return (count, f" {come} from {words.counted(publishers, 'publisher')}, in {words.listed(languages)}{retold}.")


def row(desk: Desk, document: Document) -> tuple[Cell, ...]:
    """One document."""
    index = desk.index
    number = f"D{index.sheet[document.id]} "
    title: Part = (
        Quote(text=words.clipped(document.title, 160), language=document.language) if document.title else "untitled"
    )
    marks = [words.LANGUAGE.get(document.language, document.language)] + (["digest"] if document.digest else [])
    if document.tlp != "TLP:CLEAR":
        marks.append(document.tlp)
    link = words.web_address(document.url)
    return (
        Cell(parts=(number, title, f" ({', '.join(marks)})")),
        Cell(parts=(index.publisher(document),)),
        Cell(parts=(f"{index.reliability(document)}: {reason(desk, document)}",)),
        Cell(parts=(f"{dates.estimate(document.published)}\n{dates.certainty(document.published)}",)),
        Cell(parts=(words.hostname(document.url) or "no web address",), link=link, tone="" if link else "quiet"),
    )


def reason(desk: Desk, document: Document) -> str:
    """Why a source has its grade; who graded it anew and when, where its grade was changed."""
    grades = desk.index.source(document).grades
    if not grades:
        return "not graded" if document.source else "not in the catalogue of sources"
    *before, now = grades
    since = f"{now.grade} since {dates.in_words(now.since)}, by {now.by}"
    return f"{now.reason} ({since}; before: {before[-1].grade})" if before else now.reason


def sheets(desk: Desk) -> tuple[Sheet, ...]:
    """The documents as sheets that citations open."""
    return tuple(sheet(desk, document) for document in desk.index.newest_first)


def sheet(desk: Desk, document: Document) -> Sheet:
    """One document with its provenance in words and its whole text."""
    index = desk.index
    return Sheet(
        number=index.sheet[document.id],
        document=document.id,
        title=words.clipped(document.title, 400),
        publisher=index.publisher(document),
        grade=index.reliability(document),
        grade_reason=reason(desk, document),
        date=dates.estimate(document.published),
        date_note=dates.certainty(document.published),
        url=document.url,
        language=document.language,
        digest=document.digest,
        tlp=document.tlp,
        text=document.text,
    )
