"""The briefing, live: composed from the lake as it is, or as it was on a day chosen with the slider."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from litestar import Request, Response
from markupsafe import Markup

from sarhad.publish import compose
from sarhad.publish.formats.html import body
from sarhad.records import Case, Record
from sarhad.store.desk import Desk, Query
from sarhad.web.api.common import Desks
from sarhad.web.pages.columns import N_
from sarhad.web.pages.common import page
from sarhad.web.pages.view import view_of

LoadCase = Callable[[str], Case]  # as of a date, or now when it is empty
KEPT = 4  # composed briefings that are kept
MOMENTS = 400  # of the slider


class Moment(Record, frozen=True, kw_only=True):
    """A day on which the lake changed, and by what."""

    when: str
    what: str


class Briefs:
    """Briefings as HTML, each composed once for each state of the lake."""

    def __init__(self, load_case: LoadCase, geometry: dict[str, Any] | None, tlp: str) -> None:
        self._load, self._geometry, self._tlp = load_case, geometry, tlp
        self._made: OrderedDict[tuple[str, str], tuple[str, Markup]] = OrderedDict()
        self._guard = threading.Lock()

    def of(self, desk: Desk, as_of: str) -> tuple[str, Markup]:
        """The title and the body of the briefing of a state."""
        key = (desk.version, as_of)
        with self._guard:
            if key not in self._made:
                briefing = compose(self._load(as_of), self._geometry, tlp=self._tlp)
                self._made[key] = (briefing.title, body(briefing))
                while len(self._made) > KEPT:
                    self._made.popitem(last=False)
            return self._made[key]


def brief(desks: Desks, briefs: Briefs, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page of the briefing; one that says what to do next while the lake is empty."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    empty = not desk.count("documents", desk.condition("documents", Query()))
    title, written = (desk.state.title, Markup("")) if empty else briefs.of(desk, view.as_of)
    stops = moments(desks.desk() if view.as_of else desk)
    chosen = sum(stop.when < view.as_of for stop in stops) if view.as_of else len(stops)
    context = {"body": written, "empty": empty, "moments": stops, "chosen": chosen, "title": title}
    return page(view, desk, "brief.html.j2", N_("Brief"), context)


def moments(desk: Desk) -> list[Moment]:
    """When the lake changed, oldest first: the stops of the slider."""
    runs = [
        Moment(when=str(getattr(r, "finished", "")), what=str(getattr(r, "command", "")))
        for r in desk.rows("runs", Query(limit=MOMENTS)).rows
    ]
    changes = [
        Moment(when=str(getattr(c, "when", "")), what=f"{getattr(c, 'who', '')}: {getattr(c, 'field', '')}")
        for c in desk.rows("corrections", Query(limit=MOMENTS)).rows
    ]
    return sorted((m for m in (*runs, *changes) if m.when), key=lambda m: m.when)
