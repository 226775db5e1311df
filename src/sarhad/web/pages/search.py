"""One search over everything: actors and places by any of their names, claims, events and documents by their words."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response

from sarhad.store.desk import Query
from sarhad.web.api.common import Desks
from sarhad.web.pages.columns import LISTINGS, N_
from sarhad.web.pages.common import Names, page
from sarhad.web.pages.listing import ids_of, line
from sarhad.web.pages.view import view_of

PLACES = ("actors", "places", "ledger", "claims", "events", "coded-events", "documents", "commitments", "sources")
SHOWN = 8
EXTRA = {"ledger": N_("Ledger")}


def search(desks: Desks, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The first rows of each resource that hold the words, and how many more there are."""
    view = view_of(request)
    desk, words = desks.desk(view.as_of), view.value("q").strip()
    found = {name: desk.rows(name, Query(search=words, limit=SHOWN)) for name in PLACES} if words else {}
    hits = [(name, [line(name, row) for row in rows.rows], rows.total) for name, rows in found.items() if rows.total]
    named = Names(desk, [id for rows in found.values() for id in ids_of(rows.rows)], view.language)
    context = {"query": words, "hits": hits, "headings": {n: x.heading for n, x in LISTINGS.items()} | EXTRA}
    return page(view, desk, "search.html.j2", N_("Search"), context | {"names": named})
