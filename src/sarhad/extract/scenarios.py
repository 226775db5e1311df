"""Conditional scenarios: "If A, B may …", in the four languages, by the words of condition and hedge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.extract.spans import quote, trim
from sarhad.records import Document, Offsets, Scenario, make_id
from sarhad.world.folding import compile_terms

MADE_BY = "extract.scenarios/1"
_NO_CONDITION = re.compile(r"(?:\b(?:as|even|only|what)|даже|ҳатто|حتی|گویی)\s*$")


def find_scenarios(document: Document, lines: Sequence[Line], kit: Kit) -> tuple[Scenario, ...]:
    """Conditionals of the document's body whose consequent is hedged or in the future."""
    words = kit.lexicon.words
    condition, hedges = compile_terms(tuple(words["condition"])), compile_terms(tuple(words["hedges"]))
    rows = []
    for line in lines:
        if line.kind == "body":
            rows += list(_scenarios(document, line, condition, hedges))
    return tuple(rows)


def _scenarios(
    document: Document, line: Line, condition: re.Pattern[str], hedges: re.Pattern[str]
) -> Iterator[Scenario]:
    for found in condition.finditer(line.folded):
        parts = None if _NO_CONDITION.search(line.folded[: found.start()]) else _parts(line, found)
        hedge = hedges.search(line.folded[slice(*parts[1])]) if parts else None
        if parts and hedge:
            (antecedent,), (consequent,) = line.at((parts[0],)), line.at((parts[1],))
            yield Scenario(
                id=make_id("scenario", document.id, antecedent, consequent),
                document=document.id,
                evidence=(quote(document, line.start, line.end),),
                made_by=MADE_BY,
                antecedent=(antecedent,),
                consequent=(consequent,),
                antecedent_text=document.text[slice(*antecedent)],
                consequent_text=document.text[slice(*consequent)],
                hedge=hedge.group(),
                actors=tuple(dict.fromkeys(m.actor for m in line.mentions_in(*antecedent) if m.actor)),
            )


def _parts(line: Line, found: re.Match[str]) -> tuple[Offsets, Offsets] | None:
    """Antecedent and consequent: the comma that is not inside brackets parts them."""
    comma = _outer_comma(line.text, found.end())
    if comma > 0:
        semicolon = re.search(r"[;؛]", line.text[comma:])
        end = comma + semicolon.start() if semicolon else len(line.text)
        return _both(line.text, (found.end(), comma), (comma + 1, end))
    if found.start() > 12:
        return _both(line.text, (found.end(), len(line.text)), (0, found.start()))
    return None


def _outer_comma(text: str, start: int) -> int:
    depth = 0
    for i in range(start, len(text)):
        depth += (text[i] == "(") - (text[i] == ")")
        if text[i] in ",،" and depth == 0:
            return i
    return -1


def _both(text: str, antecedent: Offsets, consequent: Offsets) -> tuple[Offsets, Offsets] | None:
    a, c = trim(text, *antecedent, " ,،.\n"), trim(text, *consequent, " ,،.\n")
    return (a, c) if _clause_like(text, a) and _clause_like(text, c) else None


def _clause_like(text: str, span: Offsets) -> bool:
    """At least two words: "if needed" is no condition."""
    return len(text[slice(*span)].split()) >= 2
