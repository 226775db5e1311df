"""What an analyst may correct, checked before it enters the lake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, get_type_hints

import msgspec
from msgspec import inspect

from sarhad.errors import SarhadError
from sarhad.records import Correction, Grade
from sarhad.registry import find
from sarhad.store.mapping import fields
from sarhad.store.relations import WHOLE
from sarhad.store.schema import TABLES, Table

FIXED = ("id", "run")  # what a record is, and who wrote it
HIDE, SHOW = "null", "true"
CORRECTABLE: Mapping[str, Table] = {
    name: table for name, table in TABLES.items() if "id" in table.columns and name not in ("run", "correction")
}
# What the lake does not keep, because it is knowledge as data: a source's reliability, and a proposition that is one
# with another. Their fields, with the type of the value.
WORLD: Mapping[str, Mapping[str, type]] = {"source": {"grade": Grade}, "proposition": {"merged_into": str}}
PREFIXES = {"doc": "document", "coded": "codedevent"}  # the front of an id, where it is not the table's name


def table_of_id(record: str) -> str:
    """The table that a record's id belongs to; SarhadError when it is no id of a record that can be corrected.

    >>> table_of_id("claim-1f00"), table_of_id("doc-1f00")
    ('claim', 'document')
    """
    front = record.partition("-")[0]
    name = PREFIXES.get(front, front)
    if name not in CORRECTABLE:
        kinds = ", ".join(sorted(CORRECTABLE))
        raise SarhadError("no record has such an id", repr(record), f"take one that --ids or --json shows ({kinds})")
    return name


def field_of(table: str, name: str) -> inspect.Type:
    """The type of a field that may be corrected; SarhadError naming the fields when there is none of that name.

    Ids, runs and the text of documents stay as they are: evidence points into them.
    """
    fixed = (*FIXED, *CORRECTABLE[table].omit, *(("text", "sentences") if table == "document" else ()))
    free = {key: field.type for key, field in fields(CORRECTABLE[table].record).items() if key not in fixed}
    return find(free, name, f"field of {table}")


def typed(table: str, field: str, text: str) -> str:
    """A field's value as a person types it, as JSON: words as they are, lists with commas, nothing as `null`.

    >>> typed("claim", "hedge", "weak"), typed("claim", "about", "csto, tajikistan"), typed("event", "deaths_low", "3")
    ('"weak"', '["csto","tajikistan"]', '3')
    """
    return msgspec.json.encode(_typed(field_of(table, field), field, text)).decode()


def _typed(kind: inspect.Type, field: str, text: str) -> object:
    match kind:
        case inspect.LiteralType(values=values):
            return find({str(v): v for v in values}, text, f"value of {field}")
        case inspect.StrType():
            return text
        case inspect.UnionType() if text in ("", "null") and kind.includes_none:
            return None
        case inspect.UnionType(types=(first, *_)):
            return _typed(first, field, text)
        case inspect.VarTupleType(item_type=inspect.StrType()) if not text.startswith("["):
            return [part.strip() for part in text.split(",") if part.strip()]
    return _parsed(text, field)


def _parsed(text: str, field: str) -> object:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        remedy = "give a number, true or false, or JSON as `--json` shows the field"
        raise SarhadError(f"the value of {field} cannot be read", repr(text), remedy) from error


def check_correction(correction: Correction) -> None:
    """SarhadError unless table and field exist, the value is JSON of the field's type, and the time is a time.

    The field "*" takes `null` (the record is hidden) or `true` (it is shown again).

    >>> check_correction(Correction(id="c", table="claim", record="x", field="hedge", value='"weak"', who="a",
    ...                             when="2024-07-15T10:00:00Z", why="misread"))
    """
    _check_time(correction)
    if correction.table in WORLD:
        kind = find(WORLD[correction.table], correction.field, f"field of {correction.table}")
        return _check_value(correction, kind)
    table = find(CORRECTABLE, correction.table, "table that can be corrected")
    if correction.field == WHOLE:
        return _check_whole(correction)
    field_of(correction.table, correction.field)
    return _check_value(correction, get_type_hints(table.record)[correction.field])


def _where(correction: Correction) -> str:
    return f"correction of {correction.table}.{correction.field} in {correction.record}"


def _check_time(correction: Correction) -> None:
    try:
        datetime.fromisoformat(correction.when)
    except ValueError as error:
        remedy = "write its time as ISO 8601, such as 2024-07-15T10:00:00Z"
        raise SarhadError(f"{correction.when!r} is no time", _where(correction), remedy) from error


def _check_whole(correction: Correction) -> None:
    if correction.value not in (HIDE, SHOW):
        raise SarhadError(
            "a whole record is only hidden or shown", _where(correction), 'give the value "null" or "true"'
        )


def _check_value(correction: Correction, kind: Any) -> None:
    try:
        msgspec.json.decode(correction.value, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        remedy = "give the value as JSON of the field's type, texts in double quotes"
        raise SarhadError(f"the value does not fit ({error})", _where(correction), remedy) from error
