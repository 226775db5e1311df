"""Statements about how two parties stand to each other: engagement with its direction, trust and mistrust."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.extract.spans import quote, trim
from sarhad.records import Document, Offsets, Relation, make_id
from sarhad.world import Lexicon, Region
from sarhad.world.folding import compile_terms

MADE_BY = "extract.relations/1"
_LEAD = re.compile(r"^\w+ly,\s+")
_TURN = re.compile(r"(?:,\s+but|;|,\s+while|,\s+но|،\s*اما|,\s+аммо|,\s+вале)\s+(?!rather|also|а также)")


def find_relations(document: Document, lines: Sequence[Line], kit: Kit) -> tuple[Relation, ...]:
    """Relations in text order; a sentence that only points back ("these interactions") takes the last pair named."""
    rows: list[Relation] = []
    pair: tuple[str, str] | None = None
    for line in lines:
        if line.kind != "body":
            continue
        for kind, direction, clause in _statements(line, kit.lexicon):
            own = _parties(line, clause, lines, kit)
            points_back = compile_terms(tuple(kit.lexicon.words["deictic"])).search(line.folded[slice(*clause)])
            between = _pair(own) or (pair if points_back and not own else None)
            if between:
                rows.append(_relation(document, line, kind, direction, clause, between, kit.lexicon))
            pair = _pair(own) or pair
        pair = _pair(_parties(line, (0, len(line.text)), lines, kit)) or pair
    return tuple(rows)


def _statements(line: Line, lexicon: Lexicon) -> list[tuple[str, str, Offsets]]:
    """What the sentence states of a relation: (kind, direction, clause), for each of its clauses."""
    rows = []
    for start, end in _clauses(line.text):
        folded = line.folded[start:end]
        direction = _direction(folded, lexicon)
        if lexicon.has("mistrust", folded) or (lexicon.has("trust", folded) and lexicon.has("negation", folded)):
            rows.append(("mistrust", direction, (start, end)))
        elif lexicon.has("trust", folded):
            rows.append(("trust", direction, (start, end)))
        elif lexicon.has("engagement", folded) and direction:
            rows.append(("engagement", direction, (start, end)))
    return rows


def _direction(folded: str, lexicon: Lexicon) -> str:
    return "rising" if lexicon.has("rising", folded) else "falling" if lexicon.has("falling", folded) else ""


def _clauses(text: str) -> list[Offsets]:
    cuts = [m.span() for m in _TURN.finditer(text)]
    starts, ends = [0, *(e for _s, e in cuts)], [*(s for s, _e in cuts), len(text)]
    rows = []
    for start, end in zip(starts, ends, strict=True):
        lead = _LEAD.match(text[start:end])
        rows.append(trim(text, start + (lead.end() if lead else 0), end, " ,.;،\n"))
    return [r for r in rows if r[1] - r[0] > 10]


def _pair(parties: Sequence[str]) -> tuple[str, str] | None:
    return (parties[0], parties[1]) if len(parties) > 1 else None


def _parties(line: Line, clause: Offsets, lines: Sequence[Line], kit: Kit) -> list[str]:
    """The parties that a clause names; "member states of the organisation" are those of the last one named."""
    named = line.mentions_in(*line.at((clause,))[0])
    actors = [a for a in dict.fromkeys(m.actor for m in named) if a in kit.region.actors]
    group = _members_named(line, clause, lines, kit)
    if group:
        actors = [group, *(a for a in actors if a not in {group, group.removesuffix("-members")})]
    return actors


def _members_named(line: Line, clause: Offsets, lines: Sequence[Line], kit: Kit) -> str:
    words = kit.lexicon.words
    if not compile_terms(tuple(words["member-states"])).search(line.folded[slice(*clause)]):
        return ""
    body = last_organisation(line, lines, kit.region)
    return f"{body}-members" if f"{body}-members" in kit.region.actors else ""


def last_organisation(line: Line, lines: Sequence[Line], region: Region) -> str:
    """The organisation that the sentence or the text before it named last: what "the organisation" stands for."""
    before = [m for other in lines if other.start <= line.start for m in other.mentions]
    named = [m.actor for m in before if m.actor in region.actors and region.actors[m.actor].kind == "organisation"]
    return named[-1] if named else ""


def _relation(
    document: Document,
    line: Line,
    kind: str,
    direction: str,
    clause: Offsets,
    between: tuple[str, str],
    lexicon: Lexicon,
) -> Relation:
    start, end = line.at((clause,))[0]
    hedged = lexicon.has("hedge_weak", line.folded) or lexicon.has("hedge_strong", line.folded)
    return Relation(
        id=make_id("relation", document.id, kind, start, end),
        document=document.id,
        evidence=(quote(document, start, end),),
        made_by=MADE_BY,
        kind="engagement" if kind == "engagement" else "trust" if kind == "trust" else "mistrust",
        between=between,
        direction="rising" if direction == "rising" else "falling" if direction == "falling" else "",
        hedged=hedged,
    )
