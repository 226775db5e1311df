"""Tables: every resource as a page with facets, filters, search, and its rows as a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from litestar import Request, Response

from sarhad.records import Record
from sarhad.registry import find
from sarhad.store.desk import RESOURCES, Desk, Query
from sarhad.store.desk.facets import facets, fields
from sarhad.store.desk.resources import ident_of
from sarhad.web.api.common import Desks
from sarhad.web.pages.columns import LISTINGS, NAMED, Listing
from sarhad.web.pages.common import Names, page
from sarhad.web.pages.corrections import correctable
from sarhad.web.pages.view import View, view_of

LIMIT = 50
FACET = 8  # values of a facet that are shown
FILTERS = ("find", "search", "where", "from", "to")


def query_of(view: View, limit: int = LIMIT) -> Query:
    """The question that a page's address asks; the same names as in /api/v1."""
    return Query(
        find=view.value("find"),
        search=view.value("search"),
        where=view.values("where"),
        since=view.value("from"),
        until=view.value("to"),
        limit=limit,
        cursor=view.value("cursor"),
    )


def listing(desks: Desks, name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The table of a resource."""
    view = view_of(request)
    desk, shown = desks.desk(view.as_of), find(LISTINGS, name, "table")
    return page(view, desk, "listing.html.j2", shown.heading, table(view, desk, name, shown))


def table(view: View, desk: Desk, name: str, shown: Listing) -> dict[str, Any]:
    """What the template of a table needs."""
    query = query_of(view)
    found = desk.rows(name, query)
    counted = facets(desk, name, query, [f for f in shown.facets if f in fields(name)], FACET).facets
    used = [v.value for facet in counted if facet.field in {*NAMED, "place"} for v in facet.values]
    return {
        "resource": name,
        "shown": shown,
        "rows": [line(name, row) for row in found.rows],
        "total": found.total,
        "next": view.turned(cursor=found.next) if found.next else "",
        "facets": [f for f in counted if len(f.values) > 1 or any(w.startswith(f"{f.field}=") for w in query.where)],
        "asked": {each.partition("=")[0] for each in query.where},
        "chosen": chosen(view),
        "query": query.search,
        "searchable": bool(RESOURCES[name].texts),
        "dated": bool(RESOURCES[name].date),
        "names": Names(desk, [*ids_of(found.rows), *used, *(w.partition("=")[2] for w in query.where)], view.language),
        "files": {form: _file(view, name, form) for form in ("csv", "jsonl")},
        "can": correctable(name),
        "filtered": any(view.values(each) for each in FILTERS),
    }


def line(name: str, row: Record) -> dict[str, Any]:
    """A row's fields, and `_id`, what it is addressed by."""
    return dict(msgspec.to_builtins(row)) | {"_id": ident_of(RESOURCES[name], row)}


def ids_of(rows: Iterable[Record]) -> list[str]:
    """The ids of actors and places that rows name."""
    found: list[str] = []
    for row in rows:
        for field in {*NAMED, "place", "programme", "between"} & set(row.__struct_fields__):
            value = getattr(row, field)
            found += [value] if isinstance(value, str) else list(value)
    return found


def chosen(view: View) -> list[tuple[str, str, str]]:
    """The filters in force: what each says, its value, and the address without it."""
    rows = [("find", v, view.turned(find=None)) for v in view.values("find")]
    rows += [("search", v, view.turned(search=None)) for v in view.values("search")]
    rows += [("from", v, view.turned(**{"from": None})) for v in view.values("from")]
    rows += [("to", v, view.turned(to=None)) for v in view.values("to")]
    where = view.values("where")
    for each in where:
        field, _, value = each.partition("=")
        rows.append((field, value, view.turned(where=tuple(w for w in where if w != each))))
    return rows


def _file(view: View, name: str, form: str) -> str:
    kept = {k: view.values(k) for k in FILTERS}
    own = View(path=f"/api/v1/{name}/export", params=(("as_of", view.as_of),) if view.as_of else ())
    return own.turned(format=form, **kept)
