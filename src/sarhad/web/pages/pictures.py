"""Pages that look rather than list: map, timeline, network. The same counts stand in a table below each picture."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from litestar import Request, Response

from sarhad.registry import find
from sarhad.store.desk import Desk
from sarhad.store.desk.aggregates import EVENTS, PERIODS, on_map, timeline
from sarhad.store.desk.network import network
from sarhad.web.api.common import Desks
from sarhad.web.pages.columns import LISTINGS, N_
from sarhad.web.pages.common import Names, page
from sarhad.web.pages.listing import query_of
from sarhad.web.pages.view import View, view_of
from sarhad.web.render import terms

DATED = ("events", "incidents", "coded-events", "claims", "documents", "commitments")
PARTS = {  # what a timeline can be parted by
    "events": ("quad", "type", "country", "language"),
    "incidents": ("quad", "type", "country"),
    "coded-events": ("quad", "type", "country", "dataset"),
    "claims": ("stance", "modes", "frame", "language"),
    "documents": ("language", "grade"),
    "commitments": ("status", "programme"),
}
STEPS = ("month", "quarter", "year")
SHOWN = 60  # rows of the table below a picture


def timeline_page(desks: Desks, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Counts over time, parted by a field."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    name = view.value("of", "events")
    find(dict.fromkeys(DATED), name, "table over time")
    per, by = view.value("per", "quarter"), view.value("by", PARTS[name][0])
    find(PERIODS, per, "period")
    made = timeline(desk, name, query_of(view), per, by)
    context = {
        "of": name, "per": per, "by": by, "made": made, "data": data(view, f"timeline/{name}", per=per, by=by),
        "choices": DATED, "parts_of": PARTS[name], "steps": STEPS, "shown": list(reversed(made.buckets))[:SHOWN],
        "headings": {n: LISTINGS[n].heading for n in DATED},
        "labels": labels(desk, view, by, {b.by for b in made.buckets}),
    }  # fmt: skip
    return page(view, desk, "timeline.html.j2", N_("Timeline"), context)


def labels(desk: Desk, view: View, field: str, values: Collection[str]) -> dict[str, str]:
    """The values of a field in the words of the interface; one that is empty has none."""
    names, term = Names(desk, values, view.language), terms(view.language)
    return {"…": term("and more")} | {value: term(names(value), field) for value in sorted(values) if value}


def network_page(desks: Desks, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Actors and what lies between them."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    name = view.value("of", "events")
    made = network(desk, name, query_of(view), most=200)
    names = Names(desk, [node.id for node in made.nodes], view.language)
    known = {node.id: names(node.id) if names(node.id) != node.id else node.name for node in made.nodes}
    context = {
        "of": name, "made": made, "data": data(view, f"network/{name}", most="200"), "choices": EVENTS,
        "headings": {n: LISTINGS[n].heading for n in EVENTS}, "known": known, "shown": made.edges[:SHOWN],
    }  # fmt: skip
    return page(view, desk, "network.html.j2", N_("Network"), context)


def map_page(desks: Desks, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Events where they happened, as exactly as that is known."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    name = view.value("of", "events")
    made = on_map(desk, name, query_of(view), 5, None, "")
    spots = sorted(made.spots, key=lambda s: -s.n)
    context = {
        "of": name, "made": made, "spots": spots[:SHOWN], "choices": EVENTS, "data": data(view, f"map/{name}"),
        "bars": data(view, f"timeline/{name}", per="month", by="quad", without=("from", "to")),
        "headings": {n: LISTINGS[n].heading for n in EVENTS},
        "names": Names(desk, [s.place for s in spots[:SHOWN]], view.language),
    }  # fmt: skip
    return page(view, desk, "map.html.j2", N_("Map"), context)


def data(view: View, path: str, without: tuple[str, ...] = (), **params: str) -> str:
    """Where a picture gets its counts: the API, under the page's own filters."""
    kept = ("as_of", "find", "search", "where", "from", "to")
    own = tuple((k, v) for k, v in view.params if k in kept and k not in without)
    return msgspec.structs.replace(view, path=f"/api/v1/{path}", params=own).turned(**params)
