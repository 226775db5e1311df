"""The ledger: propositions with those who assert and those who deny them, side by side."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response

from sarhad.store.desk import Query
from sarhad.store.desk.reasons import reason
from sarhad.web.api.common import Desks
from sarhad.web.pages.columns import N_
from sarhad.web.pages.common import Names, page
from sarhad.web.pages.corrections import correctable
from sarhad.web.pages.listing import line, query_of
from sarhad.web.pages.view import view_of

SIDES = ("asserts", "denies", "doubts")
LIMIT = 25


def ledger(desks: Desks, request: Request[Any, Any, Any]) -> Response[bytes]:
    """All propositions that a claim speaks to, those with most origins first."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    found = desk.rows("ledger", query_of(view, LIMIT))
    context = {
        "entries": [line("ledger", row) for row in found.rows],
        "total": found.total,
        "next": view.turned(cursor=found.next) if found.next else "",
        "query": view.value("search"),
        "sides": SIDES,
        "can": correctable("ledger"),
    }
    return page(view, desk, "ledger.html.j2", N_("Ledger"), context)


def proposition(desks: Desks, id: str, request: Request[Any, Any, Any]) -> Response[bytes]:
    """One proposition: every claim on either side, by origin, and how the grades came about."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    entry = line("ledger", desk.one("ledger", id))
    claims = {side: [line("claims", c) for c in desk.several("claims", entry[side]["claims"])] for side in SIDES}
    log = desk.rows("corrections", Query(where=(f"record={id}",))).rows
    context = {
        "entry": entry,
        "claims": claims,
        "sides": SIDES,
        "why": reason(desk, "ledger", id),
        "names": Names(desk, [c["source_actor"] for side in claims.values() for c in side], view.language),
        "can": correctable("ledger"),
        "log": log,
    }
    return page(view, desk, "proposition.html.j2", str(entry["text"]), context)
