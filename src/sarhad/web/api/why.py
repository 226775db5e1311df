"""Why a figure is what it is: `/api/v1/why/KIND/ID`, with its rows as a file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from sarhad.store.desk.reasons import Reason, reason
from sarhad.web.api.common import PROBLEMS, Desks, told
from sarhad.web.api.listing import KINDS, AsOf, FileOperation, as_csv, as_lines

Kind = FromPath[Literal["observation", "assessment", "ledger", "incident"]]


def why_routes(desks: Desks) -> list[HTTPRouteHandler]:
    """The routes that give reasons."""

    @get("/why/{kind:str}/{id:str}", operation_id="why", sync_to_thread=True, responses=PROBLEMS)
    def why(request: Request[Any, Any, Any], kind: Kind, id: FromPath[str], as_of: AsOf = "") -> Response[Reason]:
        """A figure's formula and rows."""
        desk = desks.desk(as_of)
        return told(request, desk, lambda: reason(desk, kind, id))

    @get(
        "/why/{kind:str}/{id:str}/export",
        operation_id="export-why",
        operation_class=FileOperation,
        sync_to_thread=True,
        responses=PROBLEMS,
    )
    def export(
        kind: Kind,
        id: FromPath[str],
        as_of: AsOf = "",
        form: Annotated[Literal["csv", "jsonl"], QueryParameter(name="format")] = "csv",
    ) -> Stream:
        """The rows behind a figure as a file."""
        rows = reason(desks.desk(as_of), kind, id).rows
        headers = {"Content-Disposition": f'attachment; filename="why-{kind}.{form}"'}
        return Stream((as_csv if form == "csv" else as_lines)(iter(rows)), media_type=KINDS[form], headers=headers)

    return [why, export]
