"""Exports: the same files as `sarhad export` and `sarhad brief` write, under the same filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from litestar import Request, Response

from sarhad.publish import FORMATS, FORMS, TABLES, Wanted, compose, exported
from sarhad.records import Case, Record
from sarhad.registry import find
from sarhad.web.api.common import Desks
from sarhad.web.pages.columns import N_
from sarhad.web.pages.common import page
from sarhad.web.pages.view import view_of

LoadCase = Callable[[str], Case]


class Format(Record, frozen=True, kw_only=True):
    """A format: the ending and media type of its files, what reads it, and what stands in it."""

    name: str
    ending: str
    media: str
    title: str
    about: str


FORMATS_SHOWN = (
    Format(name="html", ending="html", media="text/html", title="HTML", about=N_("The briefing, in one file that opens offline.")),
    Format(name="pdf", ending="pdf", media="application/pdf", title="PDF", about=N_("The briefing for print.")),
    Format(name="md", ending="md", media="text/markdown", title="Markdown", about=N_("The briefing as text.")),
    Format(name="stix", ending="json", media="application/stix+json", title="STIX 2.1", about=N_("Claims with grades and reports, for OpenCTI and other threat platforms.")),
    Format(name="geojson", ending="geojson", media="application/geo+json", title="GeoJSON", about=N_("Events with a point, for QGIS and other maps.")),
    Format(name="csv", ending="csv", media="text/csv", title="CSV", about=N_("A table for spreadsheets.")),
    Format(name="parquet", ending="parquet", media="application/vnd.apache.parquet", title="Parquet", about=N_("A table for analysis, with types.")),
    Format(name="ftm", ending="ftm.jsonl", media="application/x-ndjson", title="FollowTheMoney", about=N_("Bodies, events, claims and reports, for Aleph.")),
    Format(name="bibtex", ending="bib", media="application/x-bibtex", title="BibTeX", about=N_("Reports as references, each quoted sentence with its place.")),
    Format(name="webannotation", ending="jsonld", media="application/ld+json", title="W3C Web Annotation", about=N_("Claims as annotations on their reports.")),
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
