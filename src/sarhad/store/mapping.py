"""Records as tables: one mapping from a record's type annotations to column types, and back from rows to records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeVar

import msgspec
from msgspec import inspect

from sarhad.errors import SarhadError
from sarhad.records import Record

R = TypeVar("R", bound=Record)

SCALARS: Mapping[type[inspect.Type], str] = {
    inspect.StrType: "VARCHAR",
    inspect.IntType: "BIGINT",
    inspect.FloatType: "DOUBLE",
    inspect.BoolType: "BOOLEAN",
    inspect.BytesType: "BLOB",
}


def quoted(name: str) -> str:
    """An identifier as SQL writes it; only names of records' own fields and of tables are ever passed in.

    >>> quoted("when")
    '"when"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text constant as SQL writes it, for the few places that take no parameter (paths, types).

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def sql_type(kind: inspect.Type) -> str:
    """The column type of an annotation: lists stay lists, nested records stay structs, so that both can be queried.

    Raises SarhadError for an annotation that no column can hold without loss.

    >>> sql_type(inspect.type_info(tuple[tuple[int, int], ...]))
    'BIGINT[][]'
    """
    if type(kind) in SCALARS:
        return SCALARS[type(kind)]
    match kind:
        case inspect.LiteralType(values=values) if all(isinstance(value, str) for value in values):
            return "VARCHAR"
        case inspect.UnionType():
            return _single([option for option in kind.types if not isinstance(option, inspect.NoneType)], kind)
        case inspect.VarTupleType() | inspect.ListType() | inspect.TupleType():
            items = kind.item_types if isinstance(kind, inspect.TupleType) else (kind.item_type,)
            return _single(items, kind) + "[]"
        case inspect.DictType():
            return f"MAP({sql_type(kind.key_type)}, {sql_type(kind.value_type)})"
        case inspect.StructType():
            return "STRUCT(" + ", ".join(f"{quoted(f.name)} {sql_type(f.type)}" for f in kind.fields) + ")"
    raise _unmapped(kind)


def _single(options: Sequence[inspect.Type], kind: inspect.Type) -> str:
    types = {sql_type(option) for option in options}
    if len(types) != 1:
        raise _unmapped(kind)
    return types.pop()


def _unmapped(kind: inspect.Type) -> SarhadError:
    return SarhadError("no column can hold this type", str(kind), "use str, int, float, bool, tuples, dicts or records")


@cache
def fields(record: type[msgspec.Struct]) -> Mapping[str, inspect.Field]:
    """The fields of a record by name, with their types."""
    info = inspect.type_info(record)
    return {field.name: field for field in info.fields} if isinstance(info, inspect.StructType) else {}


@cache
def columns(record: type[msgspec.Struct]) -> Mapping[str, str]:
    """Column names and types of a record, in the order of its fields.

    >>> from sarhad.records import Span
    >>> dict(columns(Span))
    {'document': 'VARCHAR', 'start': 'BIGINT', 'end': 'BIGINT', 'sha256': 'VARCHAR'}
    """
    return {name: sql_type(field.type) for name, field in fields(record).items()}


def to_record(record: type[R], names: Sequence[str], row: Sequence[object]) -> R:
    """One row as a record. What is empty but has a default takes the default (older lakes, partly given structs)."""
    known = fields(record)
    pairs = zip(names, row, strict=True)
    found = {name: value for name, value in pairs if name in known and (value is not None or known[name].required)}
    try:
        return msgspec.convert(found, record)
    except msgspec.ValidationError:
        return msgspec.convert(_without_empty(found), record)


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value
