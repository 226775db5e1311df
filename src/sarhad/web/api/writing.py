"""What analysts change: POST corrections, grades and what takes them back. Who, when and why are logged.

Only a page of this very server may ask for it: the request is JSON, carries a header of its own, which a form or a page
elsewhere cannot send, and where the browser says from where it comes, that is here.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from litestar import post
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody

from sarhad.errors import SarhadError
from sarhad.records import Record
from sarhad.store.desk.errors import Refused
from sarhad.web.api.common import HEADER, PROBLEMS, Changed, Desks, Problem, Writing

DENIED = ResponseSpec(Problem, generate_examples=False, description="This may not be changed from there.")
PROBLEMS_OF_WRITING = {**PROBLEMS, 403: DENIED}


class CorrectionAsked(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field of one record corrected.

    `record` is its id (or a proposition's, with the field `merged_into`), `field` its name or `*` for the whole record
    (`hide`, `show`), `value` as on the command line: words as they are, lists with commas, nothing for none.
    """

    record: str
    field: str
    value: str
    why: str
    who: str = ""  # else `analyst` of the settings


class GradeAsked(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source graded anew, A to F, from a day on (today when empty)."""

    source: str
    grade: str
    why: str
    since: str = ""
    who: str = ""


class UndoAsked(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a correction is taken back."""

    why: str
    who: str = ""


class Written(Record, frozen=True, kw_only=True):
    """The corrections made, and the state that shows them."""

    changes: list[Changed]
    snapshot: str


def writing_routes(desks: Desks, writing: Writing | None) -> list[HTTPRouteHandler]:
    """The routes that write; without `writing` they refuse."""
    options: dict[str, Any] = {
        "guards": [own_page],
        "sync_to_thread": True,
        "responses": PROBLEMS_OF_WRITING,
        "status_code": 201,
    }

    @post("/corrections", operation_id="correct", **options)
    def correct(data: JSONBody[CorrectionAsked]) -> Written:
        """Correct a record; every number that depends on it follows."""
        _check(data)
        made = _allowed(writing).correct(data.record, data.field, data.value, data.why, data.who)
        return _written(desks, made)

    @post("/grades", operation_id="grade", **options)
    def grade(data: JSONBody[GradeAsked]) -> Written:
        """Grade a source anew; its history is kept."""
        _check(data)
        return _written(desks, _allowed(writing).grade(data.source, data.grade, data.since, data.why, data.who))

    @post("/corrections/{id:str}/undo", operation_id="undo", **options)
    def undo(id: FromPath[str], data: JSONBody[UndoAsked]) -> Written:
        """Take back a correction or a grade; that is logged too."""
        _check(data)
        return _written(desks, _allowed(writing).undo(id, data.why, data.who))

    return [correct, grade, undo]


def _allowed(writing: Writing | None) -> Writing:
    if writing is None:
        problem = "this server changes nothing: it listens beyond this machine and has no accounts"
        raise Refused(problem, "serve", "use `sarhad correct`, or serve on 127.0.0.1")
    return writing


def _check(asked: Record) -> None:
    """SarhadError for characters that no record can keep."""
    for name in asked.__struct_fields__:
        text = str(getattr(asked, name))
        if "\x00" in text or len(text) > 20_000:
            raise SarhadError("this text cannot be kept", name, "leave out null characters and shorten it")


def _written(desks: Desks, made: Any) -> Written:
    changes = [Changed(correction=one.correction, before=one.before) for one in made]
    return Written(changes=changes, snapshot=desks.desk().version)


def own_page(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Refused unless the request comes from a page of this server, or from a program that means it."""
    headers = connection.headers
    if HEADER not in headers or not headers.get("content-type", "").startswith("application/json"):
        raise Refused("a change needs a header of its own", HEADER, f"send JSON, and {HEADER}: 1 with it")
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
    foreign = origin is not None and urlsplit(origin).netloc != headers.get("host", "")
    if foreign or site not in ("same-origin", "none"):
        raise Refused("a change may only come from a page of this server", origin or site, "open the desk itself")
