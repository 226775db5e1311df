"""Records for other programs, with citations that lead to the quoted sentence. One visible dict names the formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from sarhad.errors import SarhadError
from sarhad.publish.compose import marking
from sarhad.publish.exports.bibtex import bibtex
from sarhad.publish.exports.ftm import ftm
from sarhad.publish.exports.geojson import geojson
from sarhad.publish.exports.stix import stix
from sarhad.publish.exports.tabular import FORMS, chosen_events, tabular
from sarhad.publish.exports.webannotation import web_annotation
from sarhad.publish.tables import make_table
from sarhad.records import Case, Claim, Record
from sarhad.registry import find

Export = Callable[[Case, Sequence[Claim], str], bytes]  # a case, the claims chosen, the TLP marking
EXPORTS: Mapping[str, Export] = {
    "stix": stix,
    "bibtex": bibtex,
    "ftm": ftm,
    "geojson": geojson,
    "webannotation": web_annotation,
}


OF_EVENTS = frozenset({"geojson"})  # these hold events alone, so that filters are those of the table of events


def export_claims(
    case: Case, name: str, find_text: str = "", where: Sequence[str] = (), tlp: str = "TLP:CLEAR"
) -> bytes:
    """The claims that `sarhad claims` shows with these filters, in a format of EXPORTS, under the strictest marking.

    With a filter, events and commitments are those of the reports that the claims chosen stand in; a format of
    OF_EVENTS holds the events that `sarhad events` shows with it. Raises SarhadError for an unknown format, a filter
    that the table does not have, and when nothing is left: an empty export would pass for an answer.
    """
    write = find(EXPORTS, name, "export")
    kind = "event" if name in OF_EVENTS else "claim"
    rows = make_table(case, f"{kind}s", find_text, where).rows
    if not rows:
        raise SarhadError(f"no {kind} is left to export", " ".join((find_text, *where)).strip() or case.region,
                          "loosen the filters (--find, --where), or read reports first")  # fmt: skip
    if name in OF_EVENTS:
        return write(msgspec.structs.replace(case, events=tuple(chosen_events(case, rows))), (), marking(case, tlp))
    chosen = {row["id"] for row in rows}
    claims = [claim for claim in case.claims if claim.id in chosen]
    return write(_beside(case, claims) if find_text or where else case, claims, marking(case, tlp))


def _beside(case: Case, claims: Sequence[Claim]) -> Case:
    """The case with the events and commitments of the reports that these claims stand in."""
    read = {claim.document for claim in claims}
    events = tuple(event for event in case.events if event.document in read)
    commitments = tuple(each for each in case.commitments if each.document in read)
    return msgspec.structs.replace(case, events=events, commitments=commitments)


class Wanted(Record, frozen=True, kw_only=True):
    """An export as asked for: its format, the rows by the filters of the tables, and as of when."""

    form: str
    as_of: str | None = None
    find: str = ""
    where: tuple[str, ...] = ()
    table: str = "events"  # csv and parquet
    columns: str = "sarhad"  # of events: or "ged", "acled"


def exported(case: Case, wanted: Wanted, tlp: str) -> bytes:
    """An export as bytes; the claims chosen are those that `sarhad claims` shows with the same filters."""
    find(dict.fromkeys((*EXPORTS, *FORMS)), wanted.form, "export")
    if wanted.form in FORMS:
        return tabular(case, wanted.form, wanted.table, wanted.columns, wanted.find, wanted.where, tlp)
    return export_claims(case, wanted.form, wanted.find, wanted.where, tlp)


__all__ = ["EXPORTS", "FORMS", "Wanted", "bibtex", "export_claims", "exported", "stix", "tabular"]
