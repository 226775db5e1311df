"""What all pages share: the menu, names of actors and places, and a page as a response."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from litestar import Response

from sarhad.errors import SarhadError
from sarhad.records import Record
from sarhad.store.desk import Desk
from sarhad.web.api.common import RETRY
from sarhad.web.pages.columns import FIELDS, LISTINGS, N_
from sarhad.web.pages.view import View, address
from sarhad.web.render import POLICY, render


class Item(Record, frozen=True, kw_only=True):
    """An entry of the menu; `key` opens it after "g"."""

    path: str
    name: str
    key: str


MENU = (
    Item(path="/", name=N_("Brief"), key="b"),
    Item(path="/map", name=N_("Map"), key="m"),
    Item(path="/timeline", name=N_("Timeline"), key="t"),
    Item(path="/network", name=N_("Network"), key="n"),
    Item(path="/ledger", name=N_("Ledger"), key="l"),
    Item(path="/claims", name=N_("Claims"), key="c"),
    Item(path="/events", name=N_("Events"), key="e"),
    Item(path="/documents", name=N_("Documents"), key="d"),
    Item(path="/commitments", name=N_("Commitments"), key="i"),
    Item(path="/outlook", name=N_("Outlook"), key="o"),
    Item(path="/sources", name=N_("Sources"), key="s"),
    Item(path="/log", name=N_("Log"), key="r"),
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


class Names:
    """Names of actors, places and sources by their ids, in the interface's language where the pack has them there."""

    def __init__(self, desk: Desk, ids: Iterable[str], language: str = "en") -> None:
        wanted = sorted({id for id in ids if id})
        self._names: dict[str, str] = {}
        for resource in ("sources", "places", "actors") if wanted else ():
            self._names |= {getattr(r, "id", ""): named(r, language) for r in desk.several(resource, wanted)}

    def __call__(self, id: str) -> str:
        return self._names.get(id) or id


def named(row: Record, language: str) -> str:
    """A row's name in a language; its own name in English, and where it has none there."""
    own = getattr(row, "aliases", {}).get(language, ()) if language != "en" else ()
    return str(own[0] if own else getattr(row, "name", ""))


def page(
    view: View, desk: Desk, template: str, heading: str, context: dict[str, Any], status: int = 200
) -> Response[bytes]:
    """A page of the desk; 304 is left to the proxy, since preferences change what is shown."""
    shared = {
        "view": view,
        "link": view.link,
        "menu": MENU,
        "current": menu_path(view.path),
        "here": view.path.strip("/").partition("/")[0] or "brief",
        "back": address(view.path, list(view.params)),
        "tlp": desk.state.tlp,
        "heading": heading,
        "fields": FIELDS,
        "tables": {name: shown.heading for name, shown in LISTINGS.items()},
        "snapshot": desk.version,
    }
    body = render(template, view.language, view.when, shared | context)
    return Response(body, status_code=status, media_type="text/html; charset=utf-8", headers=SECURITY)


def bare(view: View, problem: SarhadError, status: int) -> Response[bytes]:
    """A problem as a page of its own, which needs no index; one that is being made is asked for again by itself."""
    context = {"view": view, "problem": problem, "again": RETRY if status == 503 else 0}
    body = render("problem.html.j2", view.language, view.when, context)
    return Response(body, status_code=status, media_type="text/html; charset=utf-8", headers=SECURITY)


def menu_path(path: str) -> str:
    """The entry of the menu that a page belongs to.

    >>> menu_path("/claims/claim-1"), menu_path("/")
    ('/claims', '/')
    """
    return f"/{path.strip('/').partition('/')[0]}"
