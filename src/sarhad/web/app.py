"""The server: `/` is the briefing, `/api/v1` everything it was written from.

It is handed functions that load the case and the index, and those that change something, so that it knows neither the
stages nor the files of the lake.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, NamedTuple

import uvicorn
from litestar import Litestar, MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.params import FromPath

from sarhad.errors import SarhadError
from sarhad.store.progress import Progress
from sarhad.version import __version__
from sarhad.web.api import Desks, Writing, api_router, idle, problem_handlers
from sarhad.web.api.common import on_refusal
from sarhad.web.pages.brief import Briefs, LoadCase, brief, outlook
from sarhad.web.pages.exports import download
from sarhad.web.pages.routes import files_router, page_router
from sarhad.web.pages.routes import on_refusal as page_of_refusal

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Site(NamedTuple):
    """What the server shows: the case for briefings, the index for everything else, and what may be changed."""

    load_case: LoadCase
    desks: Desks
    geometry: dict[str, Any] | None = None
    tlp: str = "TLP:CLEAR"
    writing: Writing | None = None  # None: nothing can be changed
    look: Callable[[], Progress] = idle  # what is being read at present


def make_app(site: Site, allowed_hosts: list[str] | None = None) -> Litestar:
    """The application.

    `allowed_hosts` are the Host headers that are answered, each with its port as it stands there (None: all).
    """
    return Litestar(
        route_handlers=[
            api_router(site.desks, site.writing, site.look),
            page_router(site.desks, [*_briefings(site), _exports(site), _outlines(site)]),
            files_router(),
        ],
        exception_handlers={**problem_handlers, NotFoundException: _unknown},
        allowed_hosts=allowed_hosts,
        openapi_config=OpenAPIConfig(title="Sarhad", version=__version__),
    )


def _unknown(request: Request[Any, Any, Any], error: NotFoundException) -> Response[Any]:
    asked_by_a_browser = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    return page_of_refusal(request, error) if asked_by_a_browser else on_refusal(request, error)


def _briefings(site: Site) -> list[HTTPRouteHandler]:
    briefs = Briefs(site.load_case, site.geometry, site.tlp)

    @get("/", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True)
    def briefing(request: Request[Any, Any, Any]) -> Response[bytes]:
        return brief(site.desks, briefs, request)

    @get("/outlook", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True)
    def ahead(request: Request[Any, Any, Any]) -> Response[bytes]:
        return outlook(site.desks, briefs, request)

    return [briefing, ahead]


def _exports(site: Site) -> HTTPRouteHandler:
    @get("/exports/{form:str}", include_in_schema=False, sync_to_thread=True)
    def file(request: Request[Any, Any, Any], form: FromPath[str]) -> Response[bytes]:
        return download(site.load_case, site.geometry, site.tlp, form, request)

    return file


def _outlines(site: Site) -> HTTPRouteHandler:
    @get("/map/outlines.json", include_in_schema=False, sync_to_thread=False)
    def outlines() -> dict[str, Any]:
        return site.geometry or {"type": "FeatureCollection", "features": []}

    return outlines


def serve(site: Site, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Run the server until it is stopped; `announce` is told its address once it listens (port 0: any free port).

    Away from loopback it has no accounts: the caller must mean it, and nothing can be changed from there. SarhadError
    when it cannot listen there.
    """
    with _listen(host, port) as listening:
        taken = listening.getsockname()[1]
        home = host in LOOPBACK
        app = make_app(site if home else site._replace(writing=None), _own_names(taken) if home else None)
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
