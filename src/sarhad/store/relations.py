"""What a table reads as: the rows of the latest run of each series, with the newest corrections applied."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sarhad.store.mapping import literal, quoted
from sarhad.store.schema import ALIAS, TABLES

WHOLE = "*"  # the field of a correction that hides a whole record


def table_at(name: str, version: int | None, alias: str = "") -> str:
    """A table now, or as it was in a snapshot.

    >>> table_at("claim", 7)
    'lake."claim" AT (VERSION => 7)'
    """
    then = f" AT (VERSION => {int(version)})" if version is not None else ""
    return f"{ALIAS}.{quoted(name)}{f' AS {alias}' if alias else ''}{then}"


def current_rows(name: str, version: int | None) -> str:
    """A query for the rows that count: all, or those of the latest run of each series.

    >>> current_rows("claim", None)
    'SELECT * FROM lake."claim"'
    """
    series = TABLES[name].newest
    if series is None:
        return f"SELECT * FROM {table_at(name, version)}"
    own = [f"t.{quoted(column)}" for column in series]
    latest = ", ".join([*own, 'arg_max(t."run", r."seq") AS "run"'])
    grouped = f" GROUP BY {', '.join(own)}" if own else ""
    joined = f'{table_at(name, version, "t")} JOIN {table_at("run", version, "r")} ON t."run" = r."id"'
    using = ", ".join(map(quoted, [*series, "run"]))
    newest = f"(SELECT {latest} FROM {joined}{grouped}) AS n"
    return f"SELECT c.* FROM {table_at(name, version, 'c')} SEMI JOIN {newest} USING ({using})"


def newest_fixes(name: str, version: int | None) -> str:
    """A query for the newest correction of each field of a table's records, as one map for each record."""
    rank = 'row_number() OVER (PARTITION BY "record", "field" ORDER BY "when"::TIMESTAMPTZ DESC, "seq" DESC)'
    rows = (
        f'SELECT "record", "field", "value" FROM {table_at("correction", version)} '
        f'WHERE "table" = {literal(name)} QUALIFY {rank} = 1'
    )
    return (
        f'SELECT "record", map_from_entries(list({{\'k\': "field", \'v\': "value"}})) AS fix FROM ({rows}) GROUP BY 1'
    )


def corrected_rows(name: str, version: int | None, corrected: Collection[str]) -> str:
    """A query for the rows with corrections applied to the fields named; hidden records are left out."""
    rows = current_rows(name, version)
    if not corrected:
        return rows
    replaced = [_fixed(column, kind) for column, kind in _columns(name).items() if column in corrected]
    replace = f" REPLACE ({', '.join(replaced)})" if replaced else ""
    hidden = f"coalesce(f.fix[{literal(WHOLE)}] = 'null', false)"
    joined = f'({rows}) AS b LEFT JOIN ({newest_fixes(name, version)}) AS f ON b."id" = f."record"'
    return f"SELECT b.*{replace} FROM {joined} WHERE NOT {hidden}"


def _columns(name: str) -> Mapping[str, str]:
    return TABLES[name].columns


def _fixed(column: str, kind: str) -> str:
    value = f"f.fix[{literal(column)}]"
    as_json = literal('"' + kind.replace('"', '\\"') + '"')
    return (
        f"CASE WHEN {value} IS NULL THEN b.{quoted(column)} ELSE from_json({value}, {as_json}) END AS {quoted(column)}"
    )
