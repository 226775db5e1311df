"""From a case to a briefing: all sections in order, then what they cited and counted."""

from __future__ import annotations

from typing import Any

from sarhad.errors import SarhadError
from sarhad.publish import dates
from sarhad.publish.check import check
from sarhad.publish.desk import Desk
from sarhad.publish.model import Briefing
from sarhad.publish.sections import SECTIONS, answer, sources
from sarhad.records import Case

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")  # from open to closed


def compose(case: Case, geometry: dict[str, Any] | None = None, *, tlp: str = "TLP:CLEAR") -> Briefing:
    """The briefing of a case, every sentence of it tied to quoted sentences, rows, or the method.

    `geometry` is the region's parsed `borders.geojson`; without it a table of places stands in for the map, and says
    so. The marking is the strictest of `tlp` and the documents' own. The same case makes the same briefing.

    Fails with SarhadError when the case has no documents, when a statement would stand without a citation, and when
    a citation no longer matches its document.
    """
    if not case.documents:
        raise SarhadError("the case has no documents", case.region, "read reports first: sarhad read PATH|URL")
    desk = Desk(case, geometry)
    sections = tuple(write(desk) for write in SECTIONS.values())
    in_text = desk.cited
    row_sets = desk.row_sets()
    briefing = Briefing(
        title=case.title,
        region=case.region,
        as_of=case.as_of,
        as_of_words=dates.in_words(case.as_of),
        tlp=marking(case, tlp),
        edition=edition(case),
        verdict=answer.verdict(desk),
        sections=sections,
        citations=desk.citations(),
        in_text=in_text,
        sheets=sources.sheets(desk),
        row_sets=row_sets,
    )
    check(briefing)
    return briefing


def marking(case: Case, tlp: str) -> str:
    """The strictest marking of all; an unknown one counts as the strictest there is."""
    return max((tlp, *(document.tlp for document in case.documents)), key=closed)


def closed(tlp: str) -> tuple[int, str]:
    """How closed a marking is.

    >>> max("TLP:GREEN", "TLP:AMBER", key=closed)
    'TLP:AMBER'
    """
    return (TLP.index(tlp) if tlp in TLP else len(TLP), tlp)


def edition(case: Case) -> str:
    """Which run and version wrote the records; empty when no run is known."""
    if not case.runs:
        return ""
    run = max(case.runs, key=lambda run: (run.started, run.id))
    return f"sarhad {run.version}, run {run.id}"
