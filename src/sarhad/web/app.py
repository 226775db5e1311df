"""The server: `/` is the briefing, `/api/v1/TABLE` the records it was written from. It writes nothing.

It is handed a function that loads the case, so that it knows neither the stages nor the files of the lake.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Annotated, Any

import uvicorn
from litestar import Litestar, MediaType, Request, Response, get
from litestar.openapi.config import OpenAPIConfig
from litestar.params import FromPath, FromQuery, QueryParameter

from sarhad.errors import SarhadError
from sarhad.publish import FORMATS, TABLES, compose, make_table
from sarhad.records import Case, Record
from sarhad.version import __version__

LoadCase = Callable[[], Case]
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Page(Record, frozen=True, kw_only=True):
    """Rows of one table from `offset`; `total` counts all that meet the filter."""

    table: str
    total: int
    offset: int
    rows: list[dict[str, Any]]


def make_app(
    load_case: LoadCase,
    geometry: dict[str, Any] | None,
    allowed_hosts: list[str] | None = None,
    tlp: str = "TLP:CLEAR",
) -> Litestar:
    """The application over the case that `load_case` returns; the case is read anew for each request.

    `allowed_hosts` are the Host headers that are answered, each with its port as it stands there (None: all).
    """

    @get("/", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True)
    def briefing() -> bytes:
        return FORMATS["html"](compose(load_case(), geometry, tlp=tlp))

    @get("/api/v1", sync_to_thread=False)
    def tables() -> list[str]:
        return sorted(TABLES)

    @get("/api/v1/{table:str}", sync_to_thread=True)
    def rows(
        table: FromPath[str],
        find: FromQuery[str] = "",
        where: FromQuery[list[str] | None] = None,
        offset: Annotated[int, QueryParameter(ge=0)] = 0,
        limit: Annotated[int, QueryParameter(ge=1, le=1000)] = 100,
    ) -> Page:
        found = make_table(load_case(), table, find, where or [])
        return Page(
            table=table,
            total=len(found.rows),
            offset=offset,
            rows=[dict(r) for r in found.rows[offset : offset + limit]],
        )

    return Litestar(
        route_handlers=[briefing, tables, rows],
        exception_handlers={SarhadError: _problem},
        allowed_hosts=allowed_hosts,
        openapi_config=OpenAPIConfig(title="Sarhad", version=__version__),
    )


def _problem(request: Request[Any, Any, Any], error: SarhadError) -> Response[dict[str, str]]:
    """A SarhadError as JSON: what, where, what next. 400 for a filter that a table does not have, else 404."""
    filtered = request.path_params.get("table") in TABLES and "where" in request.query_params
    body = {"problem": error.problem, "where": error.where, "remedy": error.remedy}
    return Response(body, status_code=400 if filtered else 404, media_type=MediaType.JSON)


def serve(
    load_case: LoadCase,
    geometry: dict[str, Any] | None,
    host: str,
    port: int,
    announce: Callable[[str], None],
    tlp: str = "TLP:CLEAR",
) -> None:
    """Run the server until it is stopped; `announce` is told its address once it listens (port 0: any free port).

    Away from loopback it has no accounts: the caller must mean it. SarhadError when it cannot listen there.
    """
    with _listen(host, port) as listening:
        taken = listening.getsockname()[1]
        app = make_app(load_case, geometry, _own_names(taken) if host in LOOPBACK else None, tlp)
        announce(f"http://{f'[{host}]' if ':' in host else host}:{taken}/")
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


def _own_names(port: int) -> list[str]:
    """What a browser on this machine puts into its Host header; a foreign name there is a rebinding attack."""
    names = ("127.0.0.1", "localhost", "[::1]")
    return [*names, *(f"{name}:{port}" for name in names)]


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        remedy = "choose another --port, or an address of this machine as --host"
        raise SarhadError(f"the server cannot listen ({reason})", f"{host}:{port}", remedy) from error
