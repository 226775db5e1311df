"""The resources: every kind of row with its filters, facets and files, under `/api/v1/NAME`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Operation, Schema
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Stream

from sarhad.publish.tables import cell
from sarhad.records import Record
from sarhad.store.desk import RESOURCES, Query
from sarhad.store.desk.document import DocumentPage, document_page
from sarhad.store.desk.facets import facets, fields
from sarhad.store.desk.rows import Facets, Rows
from sarhad.web.api.common import PROBLEMS, Desks, told

AsOf = Annotated[str, QueryParameter(description="The lake as it was at this date or time; now when empty.")]
Limit = Annotated[int, QueryParameter(ge=1, le=1000, description="At most so many rows.")]
_ANSWER: Any = Response  # generic types that are filled in for each resource
_ROWS: Any = Rows
KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


@dataclass
class FileOperation(Operation):
    """A route that answers with a file: its description names both forms."""

    def __post_init__(self) -> None:
        """Put the forms in place of the one that is taken from the handler."""
        text = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))
        content = {kind.partition(";")[0]: text for kind in KINDS.values()}
        if self.responses:
            self.responses["200"] = OpenAPIResponse(description="The file.", content=content)


class ResourceInfo(Record, frozen=True, kw_only=True):
    """A resource: what it is, its fields, and what it can be filtered and counted by."""

    name: str
    about: str
    total: int
    dated: bool
    searchable: bool
    fields: list[str]
    facets: list[str]


class Overview(Record, frozen=True, kw_only=True):
    """The state of the lake that is shown, and the resources there are."""

    snapshot: str
    as_of: str
    tlp: str
    region: str
    title: str
    resources: list[ResourceInfo]


def listing_routes(desks: Desks) -> list[HTTPRouteHandler]:
    """All routes that list rows."""
    made = [_overview(desks), _document(desks)]
    for name in RESOURCES:
        made += [_rows(desks, name), _facets(desks, name), _export(desks, name)]
        made += [_one(desks, name)] if name != "documents" else []
    return made


def _overview(desks: Desks) -> HTTPRouteHandler:
    @get("/", operation_id="overview", sync_to_thread=True, responses=PROBLEMS)
    def overview(request: Request[Any, Any, Any], as_of: AsOf = "") -> Response[Overview]:
        """The state of the lake and the resources."""
        desk = desks.desk(as_of)
        state = desk.state
        return told(
            request,
            desk,
            lambda: Overview(
                snapshot=desk.version,
                as_of=state.as_of,
                tlp=state.tlp,
                region=state.region,
                title=state.title,
                resources=[
                    ResourceInfo(
                        name=name,
                        about=resource.about,
                        total=desk.count(name, desk.condition(name, Query())),
                        dated=bool(resource.date),
                        searchable=bool(resource.texts),
                        fields=list(resource.columns),
                        facets=list(fields(name)),
                    )
                    for name, resource in RESOURCES.items()
                ],
            ),
        )

    return overview


def _rows(desks: Desks, name: str) -> HTTPRouteHandler:
    def rows(
        request: Request[Any, Any, Any],
        asked: Query,
        as_of: AsOf = "",
        order: FromQuery[Literal["newest", "oldest", ""]] = "",
        cursor: Annotated[str, QueryParameter(description="`next` of the page before.")] = "",
        limit: Limit = 100,
    ) -> Response[Any]:
        desk = desks.desk(as_of)
        newest = None if not order else order == "newest"
        wanted = msgspec.structs.replace(asked, newest=newest, cursor=cursor, limit=limit)
        return told(request, desk, lambda: desk.rows(name, wanted))

    rows.__annotations__["return"] = _ANSWER[_ROWS[RESOURCES[name].row]]
    rows.__doc__ = RESOURCES[name].about
    return get(f"/{name}", operation_id=f"list-{name}", sync_to_thread=True, responses=PROBLEMS)(rows)


def _one(desks: Desks, name: str) -> HTTPRouteHandler:
    def one(request: Request[Any, Any, Any], id: FromPath[str], as_of: AsOf = "") -> Response[Any]:
        desk = desks.desk(as_of)
        return told(request, desk, lambda: desk.one(name, id))

    one.__annotations__["return"] = _ANSWER[RESOURCES[name].row]
    one.__doc__ = f"One row of {name} by its id."
    return get(f"/{name}/{{id:str}}", operation_id=f"one-of-{name}", sync_to_thread=True, responses=PROBLEMS)(one)


def _document(desks: Desks) -> HTTPRouteHandler:
    @get("/documents/{id:str}", operation_id="one-of-documents", sync_to_thread=True, responses=PROBLEMS)
    def document(request: Request[Any, Any, Any], id: FromPath[str], as_of: AsOf = "") -> Response[DocumentPage]:
        """A document with its text and all that was found in it."""
        desk = desks.desk(as_of)
        return told(request, desk, lambda: document_page(desk, id))

    return document


def _facets(desks: Desks, name: str) -> HTTPRouteHandler:
    def counted(
        request: Request[Any, Any, Any],
        asked: Query,
        as_of: AsOf = "",
        field: Annotated[list[str] | None, QueryParameter(description="Of these fields; may be repeated.")] = None,
        most: Annotated[int, QueryParameter(ge=1, le=1000, description="Values of a field.")] = 20,
    ) -> Response[Facets]:
        desk = desks.desk(as_of)
        return told(request, desk, lambda: facets(desk, name, asked, field or (), most))

    counted.__doc__ = f"How many {name} have each value of each field."
    path = f"/{name}/facets"
    return get(path, operation_id=f"facets-of-{name}", sync_to_thread=True, responses=PROBLEMS)(counted)


def _export(desks: Desks, name: str) -> HTTPRouteHandler:
    def export(
        asked: Query,
        as_of: AsOf = "",
        form: Annotated[Literal["csv", "jsonl"], QueryParameter(name="format")] = "jsonl",
    ) -> Stream:
        desk = desks.desk(as_of)
        desk.count(name, desk.condition(name, asked))  # what cannot be answered is told before the file begins
        headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        lines = as_csv if form == "csv" else as_lines
        return Stream(lines(desk.stream(name, asked)), media_type=KINDS[form], headers=headers)

    export.__doc__ = f"All {name} under a filter as a file."
    path = f"/{name}/export"
    options: Any = {"sync_to_thread": True, "responses": PROBLEMS, "operation_class": FileOperation}
    return get(path, operation_id=f"export-{name}", **options)(export)


def as_lines(rows: Iterator[Record]) -> Iterator[bytes]:
    """One JSON object a line."""
    return (msgspec.json.encode(row) + b"\n" for row in rows)


def as_csv(rows: Iterator[Record]) -> Iterator[bytes]:
    """CSV with a header; lists and structures as JSON in their cell. A cell never starts a spreadsheet formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, row in enumerate(rows):
        values = msgspec.to_builtins(row)
        if not number:
            writer.writerow(values)
        writer.writerow(map(cell, values.values()))
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
