"""How a reader wants to see the desk: language, calendar, script, colours, and as of which day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args
from urllib.parse import quote, urlencode

from litestar import Request

from sarhad.records import Record
from sarhad.web.moments import CALENDARS, Calendar, Moments, moments
from sarhad.web.render import INTERFACE
from sarhad.world.transliteration import has_other_script, transliterate

Theme = Literal["auto", "light", "dark"]
Script = Literal["own", "latin"]
CHOICES: Mapping[str, tuple[str, ...]] = {  # what /settings takes; the first of each is the default
    "language": tuple(INTERFACE),
    "calendar": CALENDARS,
    "script": get_args(Script),
    "theme": get_args(Theme),
}


class View(Record, frozen=True, kw_only=True):
    """The preferences of one request, and the day the lake is read as of (empty: now)."""

    language: str = "en"
    calendar: Calendar = "gregorian"
    script: Script = "own"
    theme: Theme = "auto"
    as_of: str = ""
    path: str = "/"
    params: tuple[tuple[str, str], ...] = ()

    @property
    def when(self) -> Moments:
        """Writes dates as the reader wants them."""
        return moments(self.language, self.calendar)

    def text(self, words: str, language: str = "") -> str:
        """A text as the reader wants it: as it stands, or in Latin letters."""
        return transliterate(words, language) if self.script == "latin" and has_other_script(words) else words

    def link(self, path: str, **params: str | None) -> str:
        """An address within the desk that keeps the day it is read as of.

        >>> View(as_of="2026-01-02").link("/claims", find="a b")
        '/claims?as_of=2026-01-02&find=a+b'
        """
        return address(path, [("as_of", self.as_of), *((k.rstrip("_"), v or "") for k, v in params.items())])

    def turned(self, **params: str | tuple[str, ...] | None) -> str:
        """This page's address with some parameters set anew (None or empty: left out); paging starts over."""
        kept = [(k, v) for k, v in self.params if k not in params and k != "cursor"]
        new = [(k, v) for k, each in params.items() for v in ((each,) if isinstance(each, str) else each or ())]
        return address(self.path, [*kept, *new])

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a parameter of this page."""
        return tuple(v for k, v in self.params if k == name and v)

    def value(self, name: str, default: str = "") -> str:
        """The first value of a parameter."""
        return next(iter(self.values(name)), default)


def address(path: str, params: list[tuple[str, str]]) -> str:
    """A path with its parameters, empty ones and repetitions left out; a later value of `as_of` wins.

    >>> address("/", [("as_of", "2026-01-01"), ("as_of", "")])
    '/'
    """
    last = {k: v for k, v in params if k == "as_of"}
    rest = dict.fromkeys((k, v) for k, v in params if k != "as_of" and v)
    query = urlencode([*((k, v) for k, v in last.items() if v), *rest])
    return quote(path, safe="/:|@+,;=-._~%") + (f"?{query}" if query else "")


def view_of(request: Request[Any, Any, Any]) -> View:
    """The view that a request asks for: by its cookies, `lang`, and the languages its browser names."""
    params = tuple((str(k), str(v)) for k, v in request.query_params.multi_items())
    asked = dict(params)
    chosen = {name: _known(name, request.cookies.get(name, "")) for name in CHOICES}
    language = _known("language", asked.get("lang", "")) or chosen["language"] or _spoken(request)
    return View(
        language=language,
        calendar=chosen["calendar"] or "gregorian",  # type: ignore[arg-type]
        script=chosen["script"] or "own",  # type: ignore[arg-type]
        theme=chosen["theme"] or "auto",  # type: ignore[arg-type]
        as_of=asked.get("as_of", ""),
        path=request.url.path,
        params=params,
    )


def _known(name: str, value: str) -> str:
    return value if value in CHOICES[name] else ""


def _spoken(request: Request[Any, Any, Any]) -> str:
    named = (part.partition(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(","))
    return next((code for code in named if code in INTERFACE), "en")
