"""All pages as one router: tables and records of every resource, and the pages that have a file of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from litestar import MediaType, Request, Response, Router, get, post
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.params import Body, FromPath
from litestar.response import Redirect
from litestar.static_files import create_static_files_router

from sarhad.errors import SarhadError
from sarhad.web.api.common import Desks, status_of
from sarhad.web.pages.columns import LISTINGS
from sarhad.web.pages.common import SECURITY, bare
from sarhad.web.pages.document import document
from sarhad.web.pages.exports import exports
from sarhad.web.pages.ledger import ledger, proposition
from sarhad.web.pages.listing import listing
from sarhad.web.pages.log import log
from sarhad.web.pages.pictures import map_page, network_page, timeline_page
from sarhad.web.pages.record import record
from sarhad.web.pages.search import search
from sarhad.web.pages.view import CHOICES, view_of
from sarhad.web.render import STATIC

YEAR = 365 * 24 * 3600
Asking = Request[Any, Any, Any]
QUIET: dict[str, Any] = {"include_in_schema": False, "sync_to_thread": True, "media_type": MediaType.HTML}


PAGES: Mapping[str, Callable[[Desks, Asking], Response[bytes]]] = {
    "/exports": exports,
    "/ledger": ledger,
    "/log": log,
    "/map": map_page,
    "/network": network_page,
    "/search": search,
    "/timeline": timeline_page,
}
RECORDS: Mapping[str, Callable[[Desks, str, Asking], Response[bytes]]] = {
    "documents": document,
    "ledger": proposition,
}


def page_router(desks: Desks, more: list[HTTPRouteHandler]) -> Router:
    """Every page; `more` are those that need something besides the index."""
    made = [_settings(), *_alone(desks), *_by_id(desks), *more]
    own = {path for handler in made for path in handler.paths}
    for name, shown in LISTINGS.items():
        made += [_listing(desks, name)] if f"/{name}" not in own else []
        made += [_record(desks, name)] if shown.record and f"/{name}/{{id:str}}" not in own else []
    return Router("/", route_handlers=made, exception_handlers={SarhadError: on_problem, HTTPException: on_refusal})


def files_router() -> Router:
    """The built scripts and styles; they are asked for under their digests and kept for a year."""
    return create_static_files_router(
        path="/static",
        directories=[STATIC],
        cache_control=None,
        include_in_schema=False,
        after_request=_keep,
    )


def _keep(response: Response[Any]) -> Response[Any]:
    response.headers.update({"Cache-Control": f"public, max-age={YEAR}", "X-Content-Type-Options": "nosniff"})
    return response


def _listing(desks: Desks, name: str) -> HTTPRouteHandler:
    def rows(request: Asking) -> Response[bytes]:
        return listing(desks, name, request)

    return get(f"/{name}", name=f"page-{name}", **QUIET)(rows)


def _record(desks: Desks, name: str) -> HTTPRouteHandler:
    def one(request: Asking, id: FromPath[str]) -> Response[bytes]:
        return record(desks, name, id, request)

    return get(f"/{name}/{{id:str}}", name=f"page-of-{name}", **QUIET)(one)


def _alone(desks: Desks) -> list[HTTPRouteHandler]:
    return [_one_page(desks, path, show) for path, show in PAGES.items()]


def _one_page(desks: Desks, path: str, show: Callable[[Desks, Asking], Response[bytes]]) -> HTTPRouteHandler:
    def shown(request: Asking) -> Response[bytes]:
        return show(desks, request)

    return get(path, name=f"page{path}", **QUIET)(shown)


def _by_id(desks: Desks) -> list[HTTPRouteHandler]:
    return [_one_record(desks, name, show) for name, show in RECORDS.items()]


def _one_record(desks: Desks, name: str, show: Callable[[Desks, str, Asking], Response[bytes]]) -> HTTPRouteHandler:
    def shown(request: Asking, id: FromPath[str]) -> Response[bytes]:
        return show(desks, id, request)

    return get(f"/{name}/{{id:str}}", name=f"page-of-{name}", **QUIET)(shown)


def _settings() -> HTTPRouteHandler:
    @post("/settings", include_in_schema=False, sync_to_thread=False)
    def chosen(data: Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]) -> Redirect:
        back = data.get("back", "/")
        answer = Redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/", status_code=303)
        for name, values in CHOICES.items():
            if data.get(name) in values:
                answer.set_cookie(name, data[name], max_age=YEAR, samesite="lax", httponly=True)
        return answer

    return chosen


def on_problem(request: Asking, error: SarhadError) -> Response[bytes]:
    """A problem as a page: what, where, and what to do next."""
    return bare(view_of(request), error, status_of(error))


def on_refusal(request: Asking, error: HTTPException) -> Response[bytes]:
    """What the server itself refuses, as a page."""
    told = SarhadError(str(error.detail or "there is no such page"), request.url.path, "start from the brief")
    return bare(view_of(request), told, error.status_code)


__all__ = ["SECURITY", "files_router", "page_router"]
