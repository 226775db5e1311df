"""BibTeX (biblatex): one entry for each document that claims stand in, with the sentences cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sarhad.publish import dates
from sarhad.publish.exports.address import uri
from sarhad.publish.index import Index
from sarhad.records import Case, Claim, Document

LANGID = {"en": "english", "ru": "russian", "fa": "persian", "tg": "tajik"}
SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}  # fmt: skip


def bibtex(case: Case, claims: Sequence[Claim], tlp: str) -> bytes:
    """The entries as UTF-8, in the order of the documents' ids.

    Each says whether Sarhad read the item itself or a digest of it, and quotes its sentences with their offsets and the
    SHA-256 by which they are checked.
    """
    index = Index(case)
    cited: dict[str, list[Claim]] = {}
    for claim in claims:
        cited.setdefault(claim.document, []).append(claim)
    head = f"% {tlp}. {len(claims)} claims in {len(cited)} documents, as of {case.as_of}.\n"
    return (head + "".join(entry(index, index.documents[d], cited[d], tlp) for d in sorted(cited))).encode()


def entry(index: Index, document: Document, claims: Sequence[Claim], tlp: str) -> str:
    """One document as an `@online` entry; `@misc` where it has no web address."""
    kind = "online" if uri(document.url) else "misc"
    pairs = (*fields(index, document), ("note", note(document, tlp)), ("annotation", annotation(document, claims)))
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in pairs if value)
    return f"\n@{kind}{{{document.id},\n{body}}}\n"


def fields(index: Index, document: Document) -> Iterator[tuple[str, str]]:
    """What is known of the item itself; names of bodies in braces of their own, so that no program turns them round."""
    yield "title", f"{{{safe(document.title or 'untitled')}}}"
    yield "author", f"{{{safe(document.author)}}}" if document.author else ""
    yield "organization", f"{{{safe(index.publisher(document))}}}"
    yield "date", dates.sort_key(document.published)[:10] if document.published.value else ""
    yield "url", uri(document.url)
    yield "urldate", document.fetched[:10]
    yield "langid", LANGID.get(document.language, "")


def note(document: Document, tlp: str) -> str:
    """What a reader of the reference has to know."""
    told = [f"date {safe(dates.certainty(document.published))}"] if document.published.how != "stated" else []
    told += ["cited from a digest of the item in other words"] if document.digest else []
    return "; ".join([*told, tlp])


def annotation(document: Document, claims: Sequence[Claim]) -> str:
    """The quoted sentences: claim, words, place in the text as read, checksum."""
    spans = [(claim.id, span) for claim in claims for span in claim.evidence[:1]]
    return " ".join(
        f"[{key}] “{safe(' '.join(document.text[s.start : s.end].split()))}” "
        f"(characters {s.start}–{s.end}, SHA-256 {s.sha256})."
        for key, s in spans
    )


def safe(text: str) -> str:
    """A text in which nothing is a command.

    >>> safe("50 % of {all}")
    '50 \\\\% of \\\\{all\\\\}'
    """
    return "".join(SPECIAL.get(c, c) for c in text if c.isprintable() or c in " \u200c\u200d")
