"""Which outlets a report credits: "Reuters reported", "— РИА Новости", "(TASS)", "به نقل از رویترز", «Ховар»…

A credit stands at the head or the end of a report. The names are those of the catalogue of sources, in all languages;
a report's own publisher counts as credited.
"""

from __future__ import annotations

from collections.abc import Mapping

from sarhad.records import Document, Source
from sarhad.world.folding import TOKEN, fold

HEAD, TAIL = 400, 200  # characters in which a credit is looked for
Wires = dict[str, list[tuple[tuple[str, ...], str]]]  # first word → names that begin with it, longest first


def wire_names(sources: Mapping[str, Source]) -> Wires:
    """The names of all sources, by their first word."""
    table: Wires = {}
    for source in sources.values():
        for name in (source.name, *(a for row in source.aliases.values() for a in row)):
            if words := tuple(TOKEN.findall(fold(name))):
                table.setdefault(words[0], []).append((words, source.id))
    return {first: sorted(set(rows), key=lambda row: (-len(row[0]), row)) for first, rows in table.items()}


def find_credits(document: Document, wires: Wires) -> frozenset[str]:
    """The outlets that the head or the end of a report names, and its publisher.

    >>> from sarhad.world import load_catalogue
    >>> text = "Погибли двое. Об этом передаёт ТАСС."
    >>> report = Document(id="d", page="p", url="", text=text, sentences=())
    >>> sorted(find_credits(report, wire_names(load_catalogue().sources)))
    ['tass']
    """
    text = document.text
    zones = (text,) if len(text) <= HEAD + TAIL else (text[:HEAD], text[-TAIL:])
    found = {source for zone in zones for source in _named(TOKEN.findall(fold(zone)), wires)}
    return frozenset(found | {document.source}) - {""}


def _named(words: list[str], wires: Wires) -> set[str]:
    found, n = set(), 0
    while n < len(words):
        names = wires.get(words[n], ())
        hit = next(((name, key) for name, key in names if tuple(words[n : n + len(name)]) == name), None)
        found |= {hit[1]} if hit else set()
        n += len(hit[0]) if hit else 1
    return found
