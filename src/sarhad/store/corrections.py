"""What an analyst may correct, checked before it enters the lake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import get_type_hints

import msgspec

from sarhad.errors import SarhadError
from sarhad.records import Correction
from sarhad.registry import find
from sarhad.store.mapping import fields
from sarhad.store.relations import WHOLE
from sarhad.store.schema import TABLES, Table

FIXED = ("id", "run")  # what a record is, and who wrote it
HIDE, SHOW = "null", "true"
CORRECTABLE: Mapping[str, Table] = {
    name: table for name, table in TABLES.items() if "id" in table.columns and name not in ("run", "correction")
}


def check_correction(correction: Correction) -> None:
    """SarhadError unless table and field exist, the value is JSON of the field's type, and the time is a time.

    Ids, runs and the text of documents stay as they are: evidence points into them. The field "*" takes `null`
    (the record is hidden) or `true` (it is shown again).

    >>> check_correction(Correction(id="c", table="claim", record="x", field="hedge", value='"weak"', who="a",
    ...                             when="2024-07-15T10:00:00Z", why="misread"))
    """
    table = find(CORRECTABLE, correction.table, "table that can be corrected")
    _check_time(correction)
    if correction.field == WHOLE:
        return _check_whole(correction)
    taken = fields(table.record)
    fixed = (*FIXED, *table.omit, *(("text", "sentences") if correction.table == "document" else ()))
    find({name: None for name in taken if name not in fixed}, correction.field, f"field of {correction.table}")
    return _check_value(correction, table)


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


def _check_value(correction: Correction, table: Table) -> None:
    try:
        msgspec.json.decode(correction.value, type=get_type_hints(table.record)[correction.field])
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        remedy = "give the value as JSON of the field's type, texts in double quotes"
        raise SarhadError(f"the value does not fit ({error})", _where(correction), remedy) from error
