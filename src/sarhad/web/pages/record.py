"""One record as a page: its fields, the sentence it rests on, what it counts in, and its corrections."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response

from sarhad.records import Record
from sarhad.registry import find
from sarhad.store.desk import RESOURCES, Desk, Query
from sarhad.store.desk.document import document_text
from sarhad.web.api.common import Desks
from sarhad.web.pages.columns import LISTINGS
from sarhad.web.pages.common import Names, page
from sarhad.web.pages.corrections import correctable
from sarhad.web.pages.facts import facts, label
from sarhad.web.pages.listing import ids_of, line
from sarhad.web.pages.view import View, view_of

AROUND = 240  # characters of the text on either side of what is quoted


def record(desks: Desks, name: str, id: str, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page of one row."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    row = desk.one(name, id)
    return page(view, desk, "record.html.j2", title(row), about(desk, name, row, view))


def title(row: Record) -> str:
    """A row in a few words."""
    for field in ("says", "text", "name", "title", "measure", "sentence", "antecedent_text", "indicator", "type"):
        if value := getattr(row, field, ""):
            return cut(str(value))
    return str(getattr(row, "id", ""))


def cut(text: str, most: int = 200) -> str:
    """A long text up to the last whole word that fits.

    >>> cut("Border posts are built", 14)
    'Border posts…'
    """
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]}…"


def about(desk: Desk, name: str, row: Record, view: View) -> dict[str, Any]:
    """What the template of a record needs."""
    shown = line(name, row)
    log = desk.rows("corrections", Query(where=(f"record={shown['_id']}",))).rows if name in LISTINGS else []
    said, made = facts(shown)
    return {
        "resource": name,
        "row": shown,
        "facts": said,
        "made": made,
        "label": label,
        "says": sayings(desk, shown),
        "quotes": quotes(desk, row),
        "names": Names(desk, ids_of([row]), view.language),
        "log": log,
        "can": correctable(name),
        "related": related(name, shown, view),
        "plain": find(RESOURCES, name, "resource").about,
    }


class Quote(Record, frozen=True, kw_only=True):
    """A quoted stretch with the text around it, and where it stands."""

    document: str
    before: str
    quoted: str
    after: str
    start: int
    language: str
    publisher: str


def quotes(desk: Desk, row: Record) -> list[Quote]:
    """The stretches of text that a record rests on, each within its surroundings."""
    made = []
    for span in getattr(row, "evidence", ())[:5]:
        text = document_text(desk, span.document).text
        if not text:
            continue
        made.append(
            Quote(
                document=span.document,
                before=text[max(0, span.start - AROUND) : span.start],
                quoted=text[span.start : span.end],
                after=text[span.end : span.end + AROUND],
                start=span.start,
                language=str(getattr(row, "language", "")),
                publisher=str(getattr(row, "publisher", "")),
            )
        )
    return made


def sayings(desk: Desk, row: dict[str, Any]) -> dict[str, str]:
    """What stands behind the ids that a record names, in words: its proposition and its document."""
    wanted = [("ledger", "proposition", "text"), ("documents", "document", "title")]
    return {
        str(row[field]): str(getattr(found, text, ""))
        for resource, field, text in wanted
        if isinstance(row.get(field), str) and row[field]
        for found in desk.several(resource, [row[field]])
    }


def related(name: str, row: dict[str, Any], view: View) -> list[tuple[str, str, str]]:
    """Addresses of rows that belong to this one: (what, by which field, where)."""
    id = str(row["_id"])
    where: dict[str, list[tuple[str, str, str]]] = {
        "actors": [("claims", "source_actor", id), ("claims", "about", id), ("events", "party", id)],
        "places": [("events", "place", id)],
        "sources": [("documents", "source", id), ("claims", "outlet", id)],
        "ledger": [("claims", "proposition", id)],
        "propositions": [("claims", "proposition", id)],
        "claims": [("claims", "proposition", str(row.get("proposition", "")))],
    }
    return [
        (
            LISTINGS[resource].heading,
            "publisher" if field in ("source", "outlet") else field,
            view.link(f"/{resource}", where=f"{field}={value}"),
        )
        for resource, field, value in where.get(name, [])
        if value
    ]
