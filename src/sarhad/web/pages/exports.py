"""Exports: the same files as `sarhad export` and `sarhad brief` write, under the same filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from litestar import Request, Response

from sarhad.publish import FORMATS, FORMS, TABLES, Wanted, compose, exported
from sarhad.registry import find
from sarhad.web.api.common import Desks
from sarhad.web.pages.brief import LoadCase
from sarhad.web.pages.columns import N_
from sarhad.web.pages.common import page
from sarhad.web.pages.view import view_of


class Format(NamedTuple):
    """A format: the ending and media type of its files, its name, and what it is for."""

    name: str
    ending: str
    media: str
    title: str
    about: str


FORMATS_SHOWN = tuple(
    Format(*each)
    for each in (
        ("html", "html", "text/html", "HTML", N_("The briefing, in one file that opens offline.")),
        ("pdf", "pdf", "application/pdf", "PDF", N_("The briefing for print.")),
        ("md", "md", "text/markdown", "Markdown", N_("The briefing as text.")),
        ("stix", "json", "application/stix+json", "STIX 2.1",
         N_("Claims with grades and reports, for OpenCTI and other threat platforms.")),
        ("geojson", "geojson", "application/geo+json", "GeoJSON", N_("Events with a point, for QGIS and other maps.")),
        ("csv", "csv", "text/csv", "CSV", N_("A table for spreadsheets.")),
        ("parquet", "parquet", "application/vnd.apache.parquet", "Parquet", N_("A table for analysis, with types.")),
        ("ftm", "ftm.jsonl", "application/x-ndjson", "FollowTheMoney",
         N_("Bodies, events, claims and reports, for Aleph.")),
        ("bibtex", "bib", "application/x-bibtex", "BibTeX",
         N_("Reports as references, each quoted sentence with its place.")),
        ("webannotation", "jsonld", "application/ld+json", "W3C Web Annotation",
         N_("Claims as annotations on their reports.")),
    )
)  # fmt: skip
BY_NAME: Mapping[str, Format] = {each.name: each for each in FORMATS_SHOWN}
COLUMNS = ("sarhad", "ged", "acled")


def exports(desks: Desks, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page that offers all formats."""
    view = view_of(request)
    desk = desks.desk(view.as_of)
    context = {"formats": FORMATS_SHOWN, "choices": tuple(TABLES), "columns": COLUMNS, "forms": FORMS}
    return page(view, desk, "exports.html.j2", N_("Exports"), context)


def download(
    load: LoadCase, geometry: dict[str, Any] | None, tlp: str, form: str, request: Request[Any, Any, Any]
) -> Response[bytes]:
    """One file. SarhadError for an unknown format or filter, and when no row is left."""
    shown, view = find(BY_NAME, form, "export"), view_of(request)
    case = load(view.as_of)
    wanted = Wanted(
        form=form,
        find=view.value("find"),
        where=view.values("where"),
        table=view.value("table", "events"),
        columns=view.value("columns", "sarhad"),
    )
    content = FORMATS[form](compose(case, geometry, tlp=tlp)) if form in FORMATS else exported(case, wanted, tlp)
    name = f"sarhad-{case.region}-{case.as_of[:10]}.{shown.ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=shown.media, headers=headers)
