"""The tables of the lake: one for each kind of record that is kept, in one visible dict."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sarhad import records
from sarhad.records import Record
from sarhad.registry import find
from sarhad.store.mapping import columns, quoted

ALIAS = "lake"  # what the attached lake is called inside a connection
VERSION_TABLE = "schema_version"
BY_EVIDENCE = ('"document"', '"evidence"[1]."start"', '"evidence"[1]."end"', '"id"')


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """How one kind of record is kept.

    `key` makes a row the same row: it is not written twice. `newest` names the series whose rows replace those that
    earlier runs wrote for it: reading takes the latest run of each series; `()` is one series, the whole table.
    `extra` columns belong to the lake, not to the record; `omit` are fields that are not kept.
    """

    record: type[Record]
    key: tuple[str, ...] = ("id",)
    newest: tuple[str, ...] | None = None
    order: tuple[str, ...] = ('"id"',)
    omit: tuple[str, ...] = ()
    extra: dict[str, str] = {}

    @property
    def columns(self) -> dict[str, str]:
        """Names and types of all columns."""
        kept = {name: kind for name, kind in columns(self.record).items() if name not in self.omit}
        return kept | self.extra


SEQUENCE = {"seq": "BIGINT"}  # the order of entry
RUN = {"run": "VARCHAR"}

TABLES: Mapping[str, Table] = {
    "run": Table(record=records.Run, order=('"seq"', '"id"'), extra=SEQUENCE),
    "page": Table(record=records.Page, key=("id", "refused"), newest=("id",), omit=("content",), extra=RUN),
    "document": Table(record=records.Document),
    "mention": Table(record=records.Mention, order=('"document"', '"start"', '"end"', '"id"')),
    "claim": Table(record=records.Claim, order=BY_EVIDENCE),
    "event": Table(record=records.Event, order=BY_EVIDENCE),
    "dataset": Table(record=records.Dataset),
    "codedevent": Table(
        record=records.CodedEvent,
        key=("id", "document"),
        newest=("series",),
        order=('"date"."earliest"', '"id"'),
    ),
    "commitment": Table(record=records.Commitment, order=BY_EVIDENCE),
    "scenario": Table(record=records.Scenario, order=BY_EVIDENCE),
    "relation": Table(record=records.Relation, order=BY_EVIDENCE),
    "origin": Table(record=records.Origin, key=("id", "run"), newest=()),
    "assessment": Table(record=records.Assessment, key=("id", "run"), newest=("question", "unit")),
    "observation": Table(
        record=records.Observation,
        key=("unit", "period", "indicator", "run"),
        newest=("indicator", "unit"),
        order=('"indicator"', '"unit"', '"period"'),
        extra=RUN,
    ),
    "forecast": Table(record=records.Forecast),
    "fan": Table(
        record=records.Fan, newest=("unit", "target"), key=("id", "run"), order=('"target"', '"unit"', '"id"')
    ),
    "persistence": Table(
        record=records.Persistence,
        key=("id", "run"),
        newest=("unit", "theta"),
        order=('"theta"', '"unit"', '"id"'),
        extra=RUN,
    ),
    "score": Table(
        record=records.Score,
        key=("forecast", "measure", "run"),
        newest=("forecast", "measure"),
        order=('"forecast"', '"measure"'),
    ),
    "correction": Table(record=records.Correction, order=('"seq"', '"id"'), extra=SEQUENCE),
}


def table_of(record: type[Record]) -> str:
    """The table that keeps a kind of record; SarhadError when the lake keeps none.

    >>> table_of(records.Claim)
    'claim'
    """
    name = record.__name__.lower()
    find(TABLES, name, "table of the lake")
    return name


def create_statement(name: str) -> str:
    """The statement that makes one table."""
    body = ", ".join(f"{quoted(column)} {kind}" for column, kind in TABLES[name].columns.items())
    return f"CREATE TABLE IF NOT EXISTS {ALIAS}.{quoted(name)} ({body})"


def create_statements() -> list[str]:
    """The statements that make an empty lake of the newest schema, its version apart."""
    version = f'{ALIAS}.{VERSION_TABLE} ("version" BIGINT, "program" VARCHAR)'
    return [*map(create_statement, TABLES), f"CREATE TABLE IF NOT EXISTS {version}"]
