"""A document's text with everything that was found in it marked where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from litestar import Request, Response

from sarhad.records import Record
from sarhad.store.desk.document import DocumentPage, document_page
from sarhad.web.api.common import Desks
from sarhad.web.pages.common import Names, page
from sarhad.web.pages.corrections import correctable
from sarhad.web.pages.listing import ids_of, line
from sarhad.web.pages.view import view_of

LAYERS = ("claims", "events", "commitments", "scenarios", "mentions")


class Piece(Record, frozen=True, kw_only=True):
    """A stretch of text with the same marks throughout; `ids` are the records that hold it, by layer."""

    text: str
    start: int
    marks: tuple[tuple[str, str], ...] = ()  # layer, record id
    begins: tuple[tuple[str, str], ...] = ()  # of those, the ones that begin here

    @property
    def layers(self) -> str:
        """The layers as classes of the mark."""
        return " ".join(dict.fromkeys(f"m-{layer}" for layer, _ in self.marks))


def document(desks: Desks, id: str, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page of a document."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    found = document_page(desk, id)
    rows = [*found.claims, *found.events, *found.commitments, *found.scenarios]
    context = {
        "document": line("documents", found.document),
        "pieces": list(pieces(found.text, spans(found))),
        "found": {name: [line(name, r) for r in getattr(found, name)] for name in LAYERS[:4]},
        "mentions": len(found.mentions),
        "contradictions": found.contradictions,
        "origins": found.origins,
        "names": Names(desk, ids_of(rows), view.language),
        "can": correctable("documents"),
    }
    heading = found.document.title or found.document.url
    return page(view, desk, "document.html.j2", heading, context)


def spans(found: DocumentPage) -> Iterator[tuple[int, int, str, str]]:
    """Where records stand: start, end, layer, id."""
    for claim in found.claims:
        for start, end in (*claim.source, *claim.cue, *claim.content):
            yield start, end, "claims", claim.id
        if not claim.content:
            yield from ((s.start, s.end, "claims", claim.id) for s in claim.evidence)
    for layer in ("events", "commitments", "scenarios"):
        for row in getattr(found, layer):
            yield from ((s.start, s.end, layer, row.id) for s in row.evidence)
    for mention in found.mentions:
        yield mention.start, mention.end, "mentions", mention.id


def pieces(text: str, marked: Iterable[tuple[int, int, str, str]]) -> Iterator[Piece]:
    """The text cut wherever a mark begins or ends, in order; spans outside the text are left out.

    >>> [(p.text, p.layers) for p in pieces("abcd", [(1, 3, "claims", "x"), (2, 3, "mentions", "y")])]
    [('a', ''), ('b', 'm-claims'), ('c', 'm-claims m-mentions'), ('d', '')]
    """
    inside = [m for m in dict.fromkeys(marked) if 0 <= m[0] < m[1] <= len(text)]
    cuts = sorted({0, len(text), *(m[0] for m in inside), *(m[1] for m in inside)})
    starting: dict[int, list[tuple[int, int, str, str]]] = {}
    for mark in inside:
        starting.setdefault(mark[0], []).append(mark)
    open_marks: list[tuple[int, int, str, str]] = []
    seen: set[str] = set()
    for start, end in pairwise(cuts):
        open_marks = [m for m in open_marks if m[1] > start] + starting.get(start, [])
        new = [(m[2], m[3]) for m in open_marks if m[3] not in seen]
        seen |= {id for _, id in new}
        marks = tuple(dict.fromkeys((m[2], m[3]) for m in open_marks))
        yield Piece(text=text[start:end], start=start, marks=marks, begins=tuple(dict.fromkeys(new)))
