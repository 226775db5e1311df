"""The parts of the pages that are made from the code: between `<!-- begin: NAME -->` and `<!-- end: NAME -->`."""

from __future__ import annotations

import inspect
import re
import tokenize
import types
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from sarhad import records
from sarhad.publish.sections import SECTIONS
from sarhad.world import PLOVER, THREAT_MODES, load_catalogue, load_region, region_names

_PLAIN = {str: "text", int: "whole number", float: "number", bool: "yes or no", bytes: "bytes", object: "anything"}
_HEAD = re.compile(r"^# -{10,} (.+)$|^class (\w+)\(", re.M)


def renewed(text: str) -> str:
    """A page's text with each generated part made anew."""
    for name, make in PARTS.items():
        begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->"
        before, found, rest = text.partition(begin)
        if found:
            text = before + begin + make() + "\n" + end + rest.partition(end)[2]
    return text


def table(*lines: tuple[str, ...]) -> str:
    """Rows as a Markdown table, the first one its head."""
    head, *rest = ("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
    return "\n".join([head, "|" + "---|" * len(lines[0]), *rest])


# ---------------------------------------------------------------- records


def records_part() -> str:
    """Every record with its fields, under the headings of records.py."""
    parts = []
    for title, name in _HEAD.findall(inspect.getsource(records)):
        if title:
            parts.append(f"## {title[0].upper()}{title[1:]}")
        elif name not in ("Record", "Derived"):
            parts.append(record_part(getattr(records, name)))
    return "\n\n".join(parts)


def record_part(record: type[msgspec.Struct]) -> str:
    """One record: what it means, then its fields."""
    words = inspect.cleandoc(record.__doc__ or "")
    hints, notes = get_type_hints(record), comments(record)
    lines = [
        (f"`{field.name}`", type_words(hints[field.name]), default_words(field), notes.get(field.name, ""))
        for field in msgspec.structs.fields(record)
    ]
    return f"### {record.__name__}\n\n{words}\n\n" + table(("Field", "Type", "Default", ""), *lines)


def type_words(kind: Any) -> str:
    """A type in words."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == records.Offsets:
        return "start, end"
    make = _GENERIC.get(get_origin(kind))
    return make(get_args(kind)) if make else f"[{kind.__name__}](#{kind.__name__.lower()})"


def _literal(args: tuple[Any, ...]) -> str:
    return " · ".join(f"`{a}`" if a else "empty" for a in args)


def _union(args: tuple[Any, ...]) -> str:
    kinds = [a for a in args if a is not type(None)]
    return " or ".join(map(type_words, kinds)) + ("?" if len(kinds) < len(args) else "")


def _list(args: tuple[Any, ...]) -> str:
    alike = args[-1] is Ellipsis or len(args) == 1
    return f"list of {type_words(args[0])}" if alike else ", ".join(map(type_words, args))


def _mapping(args: tuple[Any, ...]) -> str:
    return f"{type_words(args[1])} by {type_words(args[0])}"


_GENERIC: dict[Any, Callable[[tuple[Any, ...]], str]] = {
    Literal: _literal,
    Union: _union,
    types.UnionType: _union,
    tuple: _list,
    list: _list,
    dict: _mapping,
}


def default_words(field: Any) -> str:
    """A default as JSON; a field without one is required."""
    if field.required:
        return "required"
    value = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    if isinstance(value, msgspec.Struct):
        return ""
    return f"`{msgspec.json.encode(value).decode()}`"


def comments(record: type) -> dict[str, str]:
    """The comment behind each field in the source, inherited fields included."""
    found: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        if kind.__module__ == records.__name__:
            found |= dict(_comments(inspect.getsource(kind)))
    return found


def _comments(source: str) -> Iterator[tuple[str, str]]:
    lines = source.splitlines()
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type == tokenize.COMMENT and (field := re.match(r"    (\w+):", lines[token.start[0] - 1])):
            yield field[1], token.string.removeprefix("# ")


# ---------------------------------------------------------------- knowledge


def plover_part() -> str:
    """The event types."""
    lines = [(f"`{name}`", kind.meaning, kind.quad, kind.cameo) for name, kind in PLOVER.items()]
    return table(("Type", "Meaning", "Quad class", "CAMEO root"), *lines)


def modes_part() -> str:
    """The threat modes."""
    return table(("Mode", "In words"), *((f"`{key}`", words) for key, words in THREAT_MODES.items()))


def sections_part() -> str:
    """The sections of a briefing."""
    return ", ".join(f"`{key}`" for key in SECTIONS) + "."


def regions_part() -> str:
    """The packs that ship, with what they hold."""
    return "\n\n".join(map(region_part, region_names()))


def region_part(name: str) -> str:
    """One pack: its counts and propositions."""
    region = load_region(name)
    counts = (
        f"{len(region.actors)} actors, {len(region.places)} places, {len(region.borders)} borders, "
        f"{len(region.programmes)} programmes, {len(region.propositions)} propositions, {len(region.anchors)} anchors, "
        f"{len(region.references)} references."
    )
    lines = [(f"`{p.id}`", p.text, p.weighs) for p in region.propositions.values()]
    head = f"### {region.id}\n\n{region.title}. {region.summary}\n\n{counts}"
    return f"{head}\n\n" + table(("Proposition", "Text", "Weighs for"), *lines)


def sources_part() -> str:
    """The catalogue: counts per grade, then every source."""
    sources = sorted(load_catalogue().sources.values(), key=lambda s: (s.country or "~", s.id))
    grades = Counter(s.grade for s in sources)
    lines = [
        (s.country + ("?" if s.country_inferred else ""), s.name, s.kind, ", ".join(s.languages), s.grade)
        for s in sources
    ]
    counts = ", ".join(f"{grade} {n}" for grade, n in sorted(grades.items()))
    return f"{len(sources)} sources. By grade: {counts}.\n\n" + table(
        ("Country", "Name", "Kind", "Languages", "Grade"), *lines
    )


PARTS: dict[str, Callable[[], str]] = {
    "records": records_part,
    "plover": plover_part,
    "modes": modes_part,
    "sections": sections_part,
    "regions": regions_part,
    "sources": sources_part,
}
