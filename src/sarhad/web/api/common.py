"""What all routes share: what a question may hold, how a state is named, and how a problem is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, NamedTuple, Protocol, TypeVar

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.openapi import ResponseSpec
from litestar.params import QueryParameter

from sarhad.errors import SarhadError
from sarhad.records import Correction, Record
from sarhad.store.desk import Desk, Query
from sarhad.store.desk.errors import NoSuchRow, NotReady, Refused

T = TypeVar("T")
HEADER = "x-sarhad"  # a page elsewhere cannot send it without asking first
RETRY = 2  # seconds after which to ask again for an index that is being made


class Problem(Record, frozen=True, kw_only=True):
    """What went wrong, where, and what to do next."""

    problem: str
    where: str
    remedy: str


class Changed(Record, frozen=True, kw_only=True):
    """A correction as made, with the value that held before (JSON)."""

    correction: Correction
    before: str


class Change(Protocol):
    """A correction as made, whoever made it."""

    @property
    def correction(self) -> Correction:
        """The correction."""

    @property
    def before(self) -> str:
        """The value that held before, as JSON."""


class Writing(NamedTuple):
    """What analysts may change, as functions: the web knows neither the stages nor the files of the lake."""

    correct: Callable[[str, str, str, str, str], Iterable[Change]]  # record, field, value, why, who
    grade: Callable[[str, str, str, str, str], Iterable[Change]]  # source, grade, since, why, who
    undo: Callable[[str, str, str], Iterable[Change]]  # correction, why, who


class Desks(Protocol):
    """Where the index comes from: that of the lake as it is now, or as it was."""

    def desk(self, as_of: str = "") -> Desk:
        """The index, up to date; NotReady while it is being made."""


def question(
    find: Annotated[str, QueryParameter(description="A text that a row holds, letter by letter.")] = "",
    search: Annotated[str, QueryParameter(description="Words in any language; names in any script.")] = "",
    where: Annotated[
        list[str] | None,
        QueryParameter(description="FIELD=VALUE (also !=, >=, <=); may be repeated. `party` is actor or recipient."),
    ] = None,
    since: Annotated[str, QueryParameter(name="from", description="From this day, month or year on.")] = "",
    until: Annotated[str, QueryParameter(name="to", description="Up to this day, month or year.")] = "",
) -> Query:
    """The filters of a request; the same for rows, facets, pictures and files."""
    return Query(find=find, search=search, where=tuple(where or ()), since=since, until=until)


PROBLEMS = {
    400: ResponseSpec(Problem, generate_examples=False, description="The question cannot be answered so."),
    404: ResponseSpec(Problem, generate_examples=False, description="There is no such thing."),
    503: ResponseSpec(Problem, generate_examples=False, description="The index is being made; ask again."),
}


def told(request: Request[Any, Any, Any], desk: Desk, make: Callable[[], T]) -> Response[T]:
    """An answer under the name of the state it was read from; 304 where the reader has that already."""
    tag = f'"{desk.version}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(make(), headers=headers, media_type=MediaType.JSON)


# ---------------------------------------------------------------- problems


STATUS: dict[type[SarhadError], int] = {NoSuchRow: 404, NotReady: 503, Refused: 403}


def status_of(error: SarhadError) -> int:
    """404 for what is not there, 503 for what is not ready, 403 for what is refused, else 400."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)


def on_problem(_request: Request[Any, Any, Any], error: SarhadError) -> Response[Problem]:
    """A problem as JSON."""
    status = status_of(error)
    body = Problem(problem=error.problem, where=error.where, remedy=error.remedy)
    headers = {"Retry-After": str(RETRY)} if status == 503 else {}
    return Response(body, status_code=status, media_type=MediaType.JSON, headers=headers)


def on_refusal(request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """What the server itself refuses (no such route, a parameter of the wrong type), told in the same way."""
    extra = getattr(error, "extra", None)
    named = (
        [str(e.get("key") or e.get("message")) for e in extra if isinstance(e, dict)] if isinstance(extra, list) else []
    )
    body = Problem(
        problem=str(error.detail or "the request cannot be answered"),
        where=", ".join(named) or request.url.path or "/",
        remedy="see /schema/openapi.json for routes and parameters",
    )
    return Response(body, status_code=error.status_code, media_type=MediaType.JSON, headers=error.headers)
