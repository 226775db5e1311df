"""Counts for pictures: `/api/v1/timeline/NAME`, `/api/v1/map/NAME`, `/api/v1/network/NAME`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter

from sarhad.errors import SarhadError
from sarhad.store.desk import Query
from sarhad.store.desk.aggregates import Box, Map, Timeline, on_map, timeline
from sarhad.store.desk.network import Network, network
from sarhad.web.api.common import PROBLEMS, Desks, told
from sarhad.web.api.listing import AsOf

Events = FromPath[Literal["events", "incidents", "coded-events"]]


def picture_routes(desks: Desks) -> list[HTTPRouteHandler]:
    """The routes that count for a picture."""
    return [_timeline(desks), _map(desks), _network(desks)]


def _timeline(desks: Desks) -> HTTPRouteHandler:
    @get("/timeline/{name:str}", operation_id="timeline", sync_to_thread=True, responses=PROBLEMS)
    def over_time(
        request: Request[Any, Any, Any],
        name: FromPath[str],
        asked: Query,
        per: FromQuery[Literal["day", "week", "month", "quarter", "year"]] = "month",
        by: Annotated[str, QueryParameter(description="A field that the counts are parted by.")] = "",
        as_of: AsOf = "",
    ) -> Response[Timeline]:
        """Counts of a dated resource over time."""
        desk = desks.desk(as_of)
        return told(request, desk, lambda: timeline(desk, name, asked, per, by))

    return over_time


def _map(desks: Desks) -> HTTPRouteHandler:
    @get("/map/{name:str}", operation_id="map", sync_to_thread=True, responses=PROBLEMS)
    def where_on_map(
        request: Request[Any, Any, Any],
        name: Events,
        asked: Query,
        zoom: Annotated[int, QueryParameter(ge=0, le=22)] = 4,
        bbox: Annotated[str, QueryParameter(description="west,south,east,north in degrees")] = "",
        per: FromQuery[Literal["month", "quarter", "year", ""]] = "",
        as_of: AsOf = "",
    ) -> Response[Map]:
        """Events by place, those of published datasets by cells of a grid."""
        desk, box = desks.desk(as_of), _box(bbox)
        return told(request, desk, lambda: on_map(desk, name, asked, zoom, box, per))

    return where_on_map


def _box(text: str) -> Box | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise SarhadError("this is no stretch of the map", repr(text), "write west,south,east,north") from error
    return Box(west=west, south=south, east=east, north=north)


def _network(desks: Desks) -> HTTPRouteHandler:
    @get("/network/{name:str}", operation_id="network", sync_to_thread=True, responses=PROBLEMS)
    def between(
        request: Request[Any, Any, Any],
        name: Events,
        asked: Query,
        least: Annotated[int, QueryParameter(ge=1, le=1_000_000, description="Entries that an edge has.")] = 1,
        most: Annotated[int, QueryParameter(ge=1, le=2000, description="Edges at most.")] = 500,
        as_of: AsOf = "",
    ) -> Response[Network]:
        """Actors and what lies between them."""
        desk = desks.desk(as_of)
        return told(request, desk, lambda: network(desk, name, asked, least, most))

    return between
