"""Records for other programs, with citations that lead to the quoted sentence. One visible dict names the formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sarhad.errors import SarhadError
from sarhad.publish.compose import marking
from sarhad.publish.exports.bibtex import bibtex
from sarhad.publish.exports.ftm import ftm
from sarhad.publish.exports.geojson import geojson
from sarhad.publish.exports.stix import stix
from sarhad.publish.exports.tabular import FORMS, tabular
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


def export_claims(
    case: Case, name: str, find_text: str = "", where: Sequence[str] = (), tlp: str = "TLP:CLEAR"
) -> bytes:
    """The claims that `sarhad claims` shows with these filters, in a format of EXPORTS, under the strictest marking.

    Raises SarhadError for an unknown format, a filter that claims do not have, and when no claim is left: an empty
    export would pass for an answer.
    """
    write = find(EXPORTS, name, "export")
    chosen = {row["id"] for row in make_table(case, "claims", find_text, where).rows}
    claims = [claim for claim in case.claims if claim.id in chosen]
    if not claims:
        raise SarhadError("no claim is left to export", " ".join((find_text, *where)).strip() or case.region,
                          "loosen --find and --where, or read reports first")  # fmt: skip
    return write(case, claims, marking(case, tlp))


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
    if wanted.form in FORMS:
        return tabular(case, wanted.form, wanted.table, wanted.columns, wanted.find, wanted.where)
    return export_claims(case, wanted.form, wanted.find, wanted.where, tlp)


__all__ = ["EXPORTS", "FORMS", "Wanted", "bibtex", "export_claims", "exported", "stix", "tabular"]
