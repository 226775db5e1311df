"""The briefing, live: composed from the lake as it is, or as it was on a day chosen with the slider."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import Any

import msgspec
from litestar import Request, Response
from markupsafe import Markup

from sarhad.publish import compose
from sarhad.publish.formats.html import body
from sarhad.publish.model import Briefing
from sarhad.records import Case, Record
from sarhad.store.desk import Desk, Query
from sarhad.web.api.common import Desks
from sarhad.web.pages.columns import N_
from sarhad.web.pages.common import page
from sarhad.web.pages.view import view_of

LoadCase = Callable[[str], Case]  # as of a date, or now when it is empty
KEPT = 4  # composed briefings that are kept
OUTLOOK = ("outlook", "scenarios")  # sections of the briefing
OUTLOOK_ROWS = ("assessments", "forecasts", "scores", "observations", "datasets")
MOMENTS = 400  # of the slider


class Moment(Record, frozen=True, kw_only=True):
    """A day on which the lake changed, and by what."""

    when: str
    what: str
    as_of: str = ""  # shows the lake after it: the day of the next change, or now


class Briefs:
    """Briefings as HTML, each composed once for each state of the lake."""

    def __init__(self, load_case: LoadCase, geometry: dict[str, Any] | None, tlp: str) -> None:
        self._load, self._geometry, self._tlp = load_case, geometry, tlp
        self._made: OrderedDict[tuple[str, str], Briefing] = OrderedDict()
        self._guard = threading.Lock()

    def of(self, desk: Desk, as_of: str) -> Briefing:
        """The briefing of a state."""
        key = (desk.version, as_of)
        with self._guard:
            if key not in self._made:
                self._made[key] = compose(self._load(as_of), self._geometry, tlp=self._tlp)
                while len(self._made) > KEPT:
                    self._made.popitem(last=False)
            return self._made[key]


def brief(desks: Desks, briefs: Briefs, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page of the briefing; one that says what to do next while the lake is empty."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    empty = is_empty(desk)
    written = Markup("") if empty else body(briefs.of(desk, view.as_of))
    stops = moments(desks.desk() if view.as_of else desk)
    chosen = sum(stop.when < view.as_of for stop in stops[1:]) if view.as_of else len(stops)
    context = {"body": written, "empty": empty, "moments": stops, "chosen": chosen}
    return page(view, desk, "brief.html.j2", N_("Brief"), context)


def outlook(desks: Desks, briefs: Briefs, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Judgement, forecasts and their scores: the briefing's own sections, with the rows as tables."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    written = Markup("") if is_empty(desk) else body(only(briefs.of(desk, view.as_of), OUTLOOK))
    counts = {name: desk.count(name, desk.condition(name, Query())) for name in OUTLOOK_ROWS}
    return page(view, desk, "outlook.html.j2", N_("Outlook"), {"body": written, "counts": counts})


def only(briefing: Briefing, sections: Collection[str]) -> Briefing:
    """The briefing with some of its sections, and without the verdict before them."""
    return msgspec.structs.replace(briefing, sections=tuple(s for s in briefing.sections if s.id in sections))


def is_empty(desk: Desk) -> bool:
    """Whether nothing has been read yet."""
    return not desk.count("documents", desk.condition("documents", Query()))


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
    rows = sorted((m for m in (*runs, *changes) if m.when), key=lambda m: m.when)
    later = [*(m.when for m in rows[1:]), ""]
    return [msgspec.structs.replace(m, as_of=then) for m, then in zip(rows, later, strict=False)]
