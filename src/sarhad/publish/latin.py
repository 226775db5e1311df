"""The transliteration switch of the tables: texts in Latin letters instead of the original (terminal) or beside it."""

from __future__ import annotations

import msgspec

from sarhad.publish.tables import Row, Table
from sarhad.world.transliteration import has_other_script, transliterate


def in_latin(table: Table) -> Table:
    """The table with every text in Latin letters, as a terminal shows it.

    >>> in_latin(Table(name="t", shown=("text",), rows=({"text": "Кобул", "language": "tg"},))).rows[0]["text"]
    'Kobul'
    """
    rows = tuple({key: _latin(value, _language(row)) for key, value in row.items()} for row in table.rows)
    return msgspec.structs.replace(table, rows=rows)


def with_latin(table: Table) -> Table:
    """The table with a further field `…_latin` behind each text in another script: for JSON lines and CSV."""
    return msgspec.structs.replace(table, rows=tuple(_beside(row) for row in table.rows))


def _beside(row: Row) -> Row:
    texts = {key: value for key, value in row.items() if isinstance(value, str) and has_other_script(value)}
    added = {f"{key}_latin": transliterate(value, _language(row)) for key, value in texts.items()}
    return row | added


def _language(row: Row) -> str:
    return str(row.get("language", ""))


def _latin(value: object, language: str) -> object:
    if isinstance(value, str):
        return transliterate(value, language) if has_other_script(value) else value
    if isinstance(value, list | tuple):
        return [_latin(item, language) for item in value]
    if isinstance(value, dict):
        return {key: _latin(item, language) for key, item in value.items()}
    return value
