"""What a reader asks of a resource, as SQL. Field names are looked up; values only ever travel as parameters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sarhad.errors import SarhadError
from sarhad.records import Record
from sarhad.store.desk.layout import CODED, days_of
from sarhad.store.desk.resources import RESOURCES, Resource
from sarhad.store.mapping import quoted
from sarhad.world.searching import query_terms

PARTY = "party"  # a filter on actor or recipient
SIGNS = ("!=", ">=", "<=", "=")  # longest first
NAMES = "{names}"  # where the names of coded events that are looked for go
_QUOTED = re.compile(r'"([^"]+)"')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_SPLIT = re.compile("(!=|>=|<=|=)")
Spellings = Mapping[str, tuple[str, ...]]


class Query(Record, frozen=True, kw_only=True):
    """A question to a resource.

    `find` is a text that a row holds, letter by letter; `search` are words in any of the four languages; `where` are
    conditions FIELD=VALUE that all hold; `since` and `until` bound its date; `cursor` is where the page before ended.
    """

    find: str = ""
    search: str = ""
    where: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    newest: bool | None = None  # None: newest first where the resource has dates, else by rank
    limit: int = 100
    cursor: str = ""


class Condition(Record, frozen=True, kw_only=True):
    """SQL with its parameters."""

    sql: str
    values: tuple[object, ...] = ()


ALL = Condition(sql="true")


def conditions(name: str, query: Query, spellings: Spellings) -> Condition:
    """The rows that a query asks for, its cursor apart; SarhadError for a field or a date that there is not."""
    parts = [
        *(_compared(name, each) for each in query.where),
        *_dated(name, query),
        *_found(name, query.find),
        *_searched(name, query.search, spellings),
    ]
    return joined(parts)


def fields_asked(query: Query) -> set[str]:
    """The fields that the conditions of a query name; those of events' parties for `party`."""
    named = {_SPLIT.split(each, maxsplit=1)[0] for each in query.where}
    return (named - {PARTY}) | ({"actor", "recipient"} if PARTY in named else set())


def joined(parts: Sequence[Condition], word: str = "AND") -> Condition:
    """Conditions as one."""
    if not parts:
        return ALL
    return Condition(
        sql=f" {word} ".join(f"({part.sql})" for part in parts),
        values=tuple(value for part in parts for value in part.values),
    )


# ---------------------------------------------------------------- FIELD=VALUE


def _compared(name: str, text: str) -> Condition:
    resource = RESOURCES[name]
    field, sign, value = (*_SPLIT.split(text, maxsplit=1), "", "")[:3]
    if field == PARTY and sign == "=" and resource.parties:
        each = [Condition(sql=f"{quoted(own)} = ?", values=(value,)) for own in resource.parties]
        return joined(each, "OR")
    column, kind = _column(name, resource, field, text) if sign else _unknown(name, resource, text)
    return _comparison(column, kind, sign, value, name, text)


def _column(name: str, resource: Resource, field: str, text: str) -> tuple[str, str]:
    """The column of a field, or of one inside it ("date.precision"), with its type."""
    outer, _, inner = field.partition(".")
    kinds = resource.columns
    if outer not in kinds:
        return _unknown(name, resource, text)
    if not inner:
        return quoted(outer), kinds[outer]
    found = re.search(rf'"{re.escape(inner)}" (VARCHAR|BIGINT|DOUBLE|BOOLEAN)(?=[,)])', kinds[outer])
    if not kinds[outer].startswith("STRUCT(") or kinds[outer].endswith("]") or not found:
        return _unknown(name, resource, text)
    return f"{quoted(outer)}.{quoted(inner)}", found[1]


def _unknown(name: str, resource: Resource, text: str) -> tuple[str, str]:
    usable = [column for column, kind in resource.columns.items() if "STRUCT" not in kind and "MAP" not in kind]
    fields = ", ".join([*usable, *([PARTY] if resource.parties else [])])
    raise SarhadError(f"{name} cannot be filtered so", text, f"use FIELD=VALUE with one of: {fields}")


def _comparison(column: str, kind: str, sign: str, value: str, name: str, text: str) -> Condition:
    if kind == "VARCHAR[]":
        return _held(column, sign, value, name, text)
    if kind == "VARCHAR":
        return Condition(sql=f"{column} {_sql(sign)} ?", values=(value,))
    if kind == "BOOLEAN":
        return _same(f"{column}::VARCHAR", "=" if sign in ("=", "!=") else sign, value.lower(), sign == "!=")
    if kind in ("BIGINT", "DOUBLE"):
        return _numeric(column, sign, value, name, text)
    return _unknown_kind(name, text)


def _unknown_kind(name: str, text: str) -> Condition:
    _unknown(name, RESOURCES[name], text)
    return ALL


def _same(column: str, sign: str, value: str, turned: bool) -> Condition:
    condition = f"{column} {sign} ?"
    return Condition(sql=f"NOT coalesce({condition}, false)" if turned else condition, values=(value,))


def _sql(sign: str) -> str:
    return {"!=": "IS DISTINCT FROM"}.get(sign, sign)


def _held(column: str, sign: str, value: str, name: str, text: str) -> Condition:
    if sign not in ("=", "!="):
        return _unknown_kind(name, text)
    condition = f"list_contains({column}, ?)"
    return Condition(sql=f"NOT {condition}" if sign == "!=" else condition, values=(value,))


def _numeric(column: str, sign: str, value: str, name: str, text: str) -> Condition:
    if value in ("None", ""):
        return Condition(sql=f"{column} IS {'NOT ' if sign == '!=' else ''}NULL")
    if not _NUMBER.fullmatch(value) or len(value) > 30:
        raise SarhadError(f"{name} cannot be filtered so", text, "compare this field with a number")
    return Condition(sql=f"{column} {_sql(sign)} ?::DOUBLE", values=(value,))


# ---------------------------------------------------------------- dates, texts, words


def _dated(name: str, query: Query) -> list[Condition]:
    parts = []
    if (query.since or query.until) and not RESOURCES[name].date:
        raise SarhadError(f"{name} have no date", query.since or query.until, "leave out since and until")
    if query.since:
        parts.append(Condition(sql="_last >= ?::DATE", values=(day(query.since, 0),)))
    if query.until:
        parts.append(Condition(sql="_first <= ?::DATE", values=(day(query.until, 1),)))
    return parts


def day(text: str, end: int) -> str:
    """The first (0) or the last (1) day of a date; SarhadError when it is none.

    >>> day("2024-02", 1)
    '2024-02-29'
    """
    found = days_of(text)[end] if len(text) in (4, 7, 10) and text.isascii() else None
    if found is None:
        raise SarhadError("this is no date", repr(text), "write 2024, 2024-07 or 2024-07-15")
    return date.fromisoformat(found).isoformat()


def _found(name: str, text: str) -> list[Condition]:
    folded = text.casefold()
    if not folded:
        return []
    if name == CODED:
        return [_named(Condition(sql="contains(folded, ?)", values=(folded,)))]
    return [Condition(sql="contains(_text, ?)", values=(folded,))]


def _named(condition: Condition) -> Condition:
    """Coded events by one of their names; `Desk` puts the names that meet the condition in its place, which are few."""
    return Condition(sql=NAMES, values=(condition,))


def _searched(name: str, text: str, spellings: Spellings) -> list[Condition]:
    if not text.strip():
        return []
    if name != CODED and not RESOURCES[name].texts:
        raise SarhadError(f"{name} hold no text to search", repr(text), "filter them by their fields with where")
    words = query_terms(text, spellings)
    if name == CODED:
        each = [Condition(sql="list_has_any(terms, ?)", values=(sorted(terms),)) for terms in words]
        return [_named(joined(each)), *(part for phrase in _QUOTED.findall(text) for part in _found(name, phrase))]
    phrases = [part for phrase in _QUOTED.findall(text) for part in _found(name, phrase)]
    return [*(_worded(name, sorted(terms)) for terms in words), *phrases]


def _worded(name: str, terms: list[str]) -> Condition:
    found = "SELECT n FROM terms WHERE resource = ? AND term IN (SELECT unnest(?::VARCHAR[]))"
    return Condition(sql=f"_n IN ({found})", values=(name, terms))


def with_names(condition: Condition, named: Callable[[Condition], list[tuple[str, list[str]]]]) -> Condition:
    """The condition with each place of names filled in: field by field the names that `named` finds."""
    first, *rest = condition.sql.split(NAMES)
    values, sql, at = list(condition.values), first, first.count("?")
    for piece in rest:
        found = named(values.pop(at))  # type: ignore[arg-type]
        each = [
            Condition(sql=f"{quoted(field)} IN ({', '.join('?' * len(own))})", values=tuple(own))
            for field, own in found
        ]
        part = joined(each, "OR") if each else Condition(sql="false")
        values[at:at] = part.values
        sql, at = f"{sql}{part.sql}{piece}", at + len(part.values) + piece.count("?")
    return Condition(sql=sql, values=tuple(values))
