"""Filters for reading: equality by keyword, and a few helpers. Values only ever travel as parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import inspect

from sarhad.records import Record
from sarhad.registry import find
from sarhad.store.mapping import fields, quoted


class Filter(msgspec.Struct, frozen=True):
    """A condition on one field: SQL with `{}` for the column and `?` for each parameter."""

    sql: str
    values: tuple[object, ...]


def one_of(options: Iterable[object]) -> Filter:
    """Keep records whose field equals one of the options; none are kept when there are no options.

    >>> one_of(["taj", "uzb"]).values
    (['taj', 'uzb'],)
    """
    return Filter("{} IN (SELECT unnest(?))", (list(options),))


def contains(item: object) -> Filter:
    """Keep records whose list holds the item, such as `modes=contains("drugs")`."""
    return Filter("list_contains({}, ?)", (item,))


def between(low: object, high: object) -> Filter:
    """Keep records whose field is at least `low` and at most `high`; texts compare by letters, as ISO dates do."""
    return Filter("{} BETWEEN ? AND ?", (low, high))


def starting(text: str) -> Filter:
    """Keep records whose field begins with a text."""
    return Filter("starts_with({}, ?)", (text,))


def column_path(record: type[Record], name: str) -> str:
    """The SQL of a field, or of a nested one written with two underscores; SarhadError when there is no such field.

    >>> from sarhad.records import Event
    >>> column_path(Event, "date__value")
    '"date"."value"'
    """
    path, inner = [], fields(record)
    for part in name.split("__"):
        found = find(inner, part, f"field of {record.__name__}")
        path.append(quoted(part))
        inner = fields(found.type.cls) if isinstance(found.type, inspect.StructType) else {}
    return ".".join(path)


def where_clause(record: type[Record], where: Mapping[str, object]) -> tuple[str, list[object]]:
    """The condition for keyword filters and its parameters; "true" for none."""
    parts: list[str] = []
    values: list[object] = []
    for name, value in where.items():
        condition = value if isinstance(value, Filter) else _equal(value)
        parts.append(condition.sql.replace("{}", column_path(record, name)))
        values += [msgspec.to_builtins(each) for each in condition.values]
    return " AND ".join(parts) or "true", _lists(values)


def _equal(value: object) -> Filter:
    return Filter("{} IS NULL", ()) if value is None else Filter("{} = ?", (value,))


def _lists(values: Sequence[object]) -> list[object]:
    return [list(value) if isinstance(value, tuple | set | frozenset) else value for value in values]
