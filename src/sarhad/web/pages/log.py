"""What was done to the lake: runs, refusals, corrections, contradicted headlines, datasets loaded."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response

from sarhad.store.desk import Query
from sarhad.web.api.common import Desks
from sarhad.web.pages.columns import LISTINGS, N_
from sarhad.web.pages.common import Names, page
from sarhad.web.pages.listing import line
from sarhad.web.pages.view import view_of

PARTS = ("runs", "refusals", "corrections", "datasets", "contradictions")
SHOWN = 12


def log(desks: Desks, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The newest of each, with a link to all."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    found = {name: desk.rows(name, Query(limit=SHOWN)) for name in PARTS}
    parts = [(name, LISTINGS[name], [line(name, row) for row in rows.rows], rows.total) for name, rows in found.items()]
    return page(view, desk, "log.html.j2", N_("Log"), {"logged": parts, "names": Names(desk, ())})
