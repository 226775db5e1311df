"""CSV and Parquet: any table as it is, or events under the column names of UCDP GED and ACLED.

What a codebook asks for and a report does not say stays empty; nothing is filled in. Sarhad's own columns follow.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from sarhad.errors import SarhadError
from sarhad.publish.exports.geojson import sentence
from sarhad.publish.index import Index
from sarhad.publish.tables import Row, Table, make_table
from sarhad.records import Case, Event, Place
from sarhad.registry import find
from sarhad.world.states import find_state

NOWHERE = Place(id="", name="", kind="")
ACLED_TYPES: Mapping[str, tuple[str, str]] = {  # ACLED's event_type and disorder_type for what PLOVER can tell
    "ASSAULT": ("Battles", "Political violence"),
    "PROTEST": ("Protests", "Demonstrations"),
}


def own(case: Case, name: str, find_text: str, where: Sequence[str]) -> list[Row]:
    """A table with Sarhad's own columns."""
    return list(make_table(case, name, find_text, where).rows)


def _chosen(case: Case, find_text: str, where: Sequence[str]) -> list[Event]:
    wanted = {row["id"] for row in make_table(case, "events", find_text, where).rows}
    return [event for event in case.events if event.id in wanted]


def ged(case: Case, _name: str, find_text: str, where: Sequence[str]) -> list[Row]:
    """Violent events (ASSAULT) under the names of the UCDP Georeferenced Event Dataset."""
    index = Index(case)
    return [_ged(index, event) for event in _chosen(case, find_text, where) if event.type == "ASSAULT"]


def _ged(index: Index, event: Event) -> Row:
    place = index.case.places.get(event.place, NOWHERE)
    document = index.documents[event.document]
    return {
        "id": event.id,
        "relid": event.id,
        "year": event.date.value[:4],
        "type_of_violence": None,
        "conflict_name": "",
        "side_a": _named(index, event.actor),
        "side_b": _named(index, event.recipient),
        "number_of_sources": 1,
        "source_article": sentence(index, event),
        "source_office": index.publisher(document),
        "source_date": document.published.value,
        "source_original": document.url,
        "where_prec": place.precision,
        "where_coordinates": place.name,
        "adm_1": place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "priogrid_gid": place.prio_grid,
        "country": _country(place),
        "country_id": place.gw,
        "event_clarity": None,
        "date_prec": {"day": 1, "month": 4, "year": 5, "range": 2}.get(event.date.precision),
        "date_start": event.date.earliest,
        "date_end": event.date.latest,
        "best": event.deaths_best,
        "high": event.deaths_high,
        "low": event.deaths_low,
    }


def acled(case: Case, _name: str, find_text: str, where: Sequence[str]) -> list[Row]:
    """Events under the names of ACLED's export; types that ACLED has no name for are left empty."""
    index = Index(case)
    return [_acled(index, event) for event in _chosen(case, find_text, where)]


def _acled(index: Index, event: Event) -> Row:
    place = index.case.places.get(event.place, NOWHERE)
    document = index.documents[event.document]
    kind, disorder = ACLED_TYPES.get(event.type, ("", ""))
    state = find_state("iso2", place.country) if place.country else None
    return {
        "event_id_cnty": event.id,
        "event_date": event.date.value,
        "year": event.date.value[:4],
        "time_precision": {"day": 1, "month": 3}.get(event.date.precision),
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": "",
        "actor1": _named(index, event.actor),
        "actor2": _named(index, event.recipient),
        "iso": state.numeric if state else "",
        "country": state.name if state else "",
        "admin1": place.admin1,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": {1: 1, 2: 2, 3: 2, 4: 3}.get(place.precision or 0),
        "source": index.publisher(document),
        "notes": sentence(index, event),
        "fatalities": event.deaths_best,
        "plover_type": event.type,
        "plover_mode": event.mode,
    }


def _named(index: Index, actor: str) -> str:
    known = index.case.actors.get(actor)
    return known.name if known else actor


def _country(place: Place) -> str:
    state = find_state("iso2", place.country) if place.country else None
    return state.name if state else ""


COLUMNS: Mapping[str, Callable[[Case, str, str, Sequence[str]], list[Row]]] = {
    "sarhad": own,
    "ged": ged,
    "acled": acled,
}
FORMS = ("csv", "parquet")


def tabular(
    case: Case, form: str, table: str, columns: str = "sarhad", find_text: str = "", where: Sequence[str] = ()
) -> bytes:
    """A table as CSV or Parquet. SarhadError when no row is left: an empty file would pass for an answer."""
    find(dict.fromkeys(FORMS), form, "form")
    if columns != "sarhad" and table != "events":
        raise SarhadError(
            f"{columns} names the columns of events alone", table, "export events, or leave out --columns"
        )
    rows = find(COLUMNS, columns, "set of columns")(case, table, find_text, where)
    if not rows:
        raise SarhadError(f"no row of {table} is left to export", " ".join((find_text, *where)).strip() or case.region,
                          "loosen --find and --where, or read reports first")  # fmt: skip
    text = Table(name=table, shown=(), rows=tuple(rows)).as_csv()
    return text.encode() if form == "csv" else parquet(text)


def parquet(text: str) -> bytes:
    """A CSV text as Parquet; a column is of numbers where all of its values are, else of texts."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        source.write_text(text, encoding="utf-8")
        with duckdb.connect() as engine:
            kinds = "['BOOLEAN', 'BIGINT', 'DOUBLE', 'VARCHAR']"
            query = f"read_csv('{source}', header=true, sample_size=-1, auto_type_candidates={kinds})"
            engine.execute(f"COPY (SELECT * FROM {query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
        return target.read_bytes()
