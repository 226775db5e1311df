"""Conditional scenarios: "If A, B may …", in the four languages, with who, where, by when, and the kinds of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sarhad.extract.claims import modes_in
from sarhad.extract.conditions import Half, Text, denied, find_conditionals, hedge_in, horizon_in, signs_in
from sarhad.extract.kit import Kit
from sarhad.extract.lines import Line
from sarhad.extract.spans import quote
from sarhad.records import Document, Mention, Scenario, make_id
from sarhad.world.conditions import load_conditions

MADE_BY = "extract.scenarios/2"


def find_scenarios(document: Document, lines: Sequence[Line], kit: Kit) -> tuple[Scenario, ...]:
    """Conditionals of the document's body whose consequent is hedged or in the future."""
    words = load_conditions(kit.lexicon.code)
    rows = []
    for line in lines:
        if line.kind == "body":
            text = Text(line.text, line.folded, words)
            found = sorted(find_conditionals(text), key=lambda half: half.mark)
            rows += [_scenario(document, line, text, half, kit) for half in found]
    return tuple(rows)


def _scenario(document: Document, line: Line, text: Text, half: Half, kit: Kit) -> Scenario:
    (antecedent,), (consequent,) = line.at((half.antecedent,)), line.at((half.consequent,))
    one, other = line.mentions_in(*antecedent), line.mentions_in(*consequent)
    horizon, months = _horizon(text, half)
    then_signs = signs_in(text, half.consequent) + (("not",) if denied(text, half.consequent) else ())
    return Scenario(
        id=make_id("scenario", document.id, antecedent, consequent),
        document=document.id,
        evidence=(quote(document, line.start, line.end),),
        made_by=MADE_BY,
        antecedent=(antecedent,),
        consequent=(consequent,),
        antecedent_text=document.text[slice(*antecedent)],
        consequent_text=document.text[slice(*consequent)],
        hedge=hedge_in(text, half.consequent),
        actors=_named(one, "actor"),
        mark=line.text[slice(*half.mark)],
        negated=half.denies != denied(text, half.antecedent),
        horizon=horizon,
        horizon_months=months,
        then_actors=_named(other, "actor"),
        places=_named(one, "place"),
        then_places=_named(other, "place"),
        modes=modes_in(line.folded[slice(*half.antecedent)], kit.lexicon),
        then_modes=modes_in(line.folded[slice(*half.consequent)], kit.lexicon),
        signs=signs_in(text, half.antecedent),
        then_signs=then_signs,
    )


def _horizon(text: Text, half: Half) -> tuple[str, int | None]:
    found = horizon_in(text, half.consequent)
    return found if found[0] else horizon_in(text, half.antecedent)


def _named(mentions: Iterable[Mention], field: str) -> tuple[str, ...]:
    found = (m.actor if field == "actor" else m.place for m in mentions)
    return tuple(dict.fromkeys(name for name in found if name))
