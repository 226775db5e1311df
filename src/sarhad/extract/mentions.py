"""Named actors and places in a document, by longest match in the region pack's and the catalogue's names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sarhad.extract.kit import Kit
from sarhad.extract.references import with_references
from sarhad.records import Document, Mention, Offsets, make_id
from sarhad.world import Hit, Lexicon
from sarhad.world.folding import fold

MADE_BY = "extract.mentions/1"
_ACRONYM = re.compile(r"\s?\(\s?([\w-]{2,12})\s?\)")


def find_mentions(document: Document, kit: Kit, spans: Iterable[Offsets] | None = None) -> tuple[Mention, ...]:
    """Mentions in the document's sentences (or in `spans`), in text order.

    A capital that stands for its government carries both the place and the actor; in a locative phrase it is a place
    only. An acronym in brackets behind the name it abbreviates is one mention with it, and names the same from there
    on; "the group" and "this organisation" stand for the one named last.
    """
    rows = []
    for start, end in spans if spans is not None else [(s.start, s.end) for s in document.sentences]:
        rows += list(_mentions(document, kit, start, end))
    return with_references(document, rows, kit) if spans is None else tuple(rows)


def _mentions(document: Document, kit: Kit, start: int, end: int) -> Iterator[Mention]:
    hits = list(kit.gazetteer.find(document.text, start, end))
    skip = -1
    for i, hit in enumerate(hits):
        if hit.start < skip:
            continue
        skip = _with_acronym(document.text, hit, hits[i + 1] if i + 1 < len(hits) else None)
        yield _mention(document, hit, skip, kit.lexicon)


def _with_acronym(text: str, hit: Hit, following: Hit | None) -> int:
    """The end of the mention, past an acronym in brackets that names the same target."""
    if following is None or not {n.target for n in hit.names} & {n.target for n in following.names}:
        return hit.end
    found = _ACRONYM.match(text, hit.end)
    return found.end() if found and found.start(1) == following.start and found.end(1) == following.end else hit.end


def _mention(document: Document, hit: Hit, end: int, lexicon: Lexicon) -> Mention:
    actor = next((n for n in hit.names if n.space == "actor" and n.role != "metonym"), None)
    metonym = next((n for n in hit.names if n.role == "metonym"), None)
    place = next((n for n in hit.names if n.space == "place"), None)
    if metonym and not (place and _is_city(document.text, hit, lexicon)):
        actor = actor or metonym
    kind = "demonym" if actor and actor.role == "demonym" else (actor or place or hit.names[0]).kind
    return Mention(
        id=make_id("mention", document.id, hit.start, end),
        document=document.id,
        start=hit.start,
        end=end,
        type=kind,
        actor=actor.target if actor else "",
        place=place.target if place else "",
        text=document.text[hit.start : end],
        made_by=MADE_BY,
    )


def _is_city(text: str, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether a capital is the city here, not the government: "in Kabul", "residents of Kabul", "Kabul airport"."""
    before = fold(text[max(0, hit.start - 24) : hit.start])
    lists = (lexicon.terms[name] for name in ("locative", "as-city-before"))
    if any((found := list(p.finditer(before))) and not before[found[-1].end() :].strip() for p in lists):
        return True
    after = lexicon.terms.get("as-city-after")
    return bool(after and after.match(fold(text[hit.end + 1 : hit.end + 24])))
