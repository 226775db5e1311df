"""An annotation as one line of JSON, in the form that other programs rely on."""

from __future__ import annotations

import msgspec

from sarhad.records import Annotation, Claim, Commitment, Event, Mention, Relation, Scenario, Span

Row = dict[str, object]


def annotation_line(annotation: Annotation, given: bytes = b"") -> str:
    """One JSON object without line breaks; offsets are into the text given.

    Where the text is not what was given (HTML, PDF, front matter cut off) it is added as "text", so that the offsets
    have something to point into.
    """
    row: Row = {
        "id": annotation.id,
        "language": annotation.language,
        "title": annotation.title,
        "published": msgspec.to_builtins(annotation.published),
        "sentences": annotation.sentences,
        "mentions": [_mention(m) for m in annotation.mentions],
        "claims": [_claim(c) for c in annotation.claims],
        "events": [_event(e) for e in annotation.events],
        "commitments": [_commitment(c) for c in annotation.commitments],
        "scenarios": [_scenario(s) for s in annotation.scenarios],
        "relations": [_relation(r) for r in annotation.relations],
    }
    if given.decode("utf-8", errors="replace") != annotation.text:
        row["text"] = annotation.text
    return msgspec.json.encode(row).decode()


def _spans(evidence: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in evidence]


def _mention(mention: Mention) -> Row:
    row: Row = {"start": mention.start, "end": mention.end, "type": mention.type}
    return row | {name: value for name in ("actor", "actors", "place") if (value := getattr(mention, name))}


def _claim(claim: Claim) -> Row:
    names = (
        "source", "cue", "content", "source_actor", "kind", "hedge", "hedge_words", "said", "about", "modes", "frame",
        "proposition", "stance",
    )  # fmt: skip
    return {name: getattr(claim, name) for name in names} | {"evidence": _spans(claim.evidence)}


def _event(event: Event) -> Row:
    names = ("type", "mode", "quad", "cameo", "actor", "recipient", "actor_sector", "recipient_sector", "place")
    deaths = {n: getattr(event, n) for n in ("deaths_low", "deaths_best", "deaths_high")}
    date = msgspec.to_builtins(event.date)
    several = {n: found for n in ("actors", "recipients", "where") if (found := getattr(event, n))}
    row: Row = {n: getattr(event, n) for n in names} | {"date": date} | deaths | several
    return row | {"evidence": _spans(event.evidence)}


def _commitment(commitment: Commitment) -> Row:
    names = ("programme", "holder", "reported_by", "phase", "measure", "status", "status_text", "place", "due", "money",
             "kind", "denied", "condition", "condition_text")  # fmt: skip
    date = msgspec.to_builtins(commitment.date)
    return {n: getattr(commitment, n) for n in names} | {"date": date, "evidence": _spans(commitment.evidence)}


def _scenario(scenario: Scenario) -> Row:
    return {
        "if": scenario.antecedent,
        "then": scenario.consequent,
        "hedge": scenario.hedge,
        "actors": scenario.actors,
        "mark": scenario.mark,
        "negated": scenario.negated,
        "horizon": scenario.horizon,
        "horizon_months": scenario.horizon_months,
        "places": scenario.places,
        "modes": scenario.modes,
        "then_actors": scenario.then_actors,
        "then_places": scenario.then_places,
        "then_modes": scenario.then_modes,
        "evidence": _spans(scenario.evidence),
    }


def _relation(relation: Relation) -> Row:
    return {
        "kind": relation.kind,
        "between": relation.between,
        "direction": relation.direction,
        "hedged": relation.hedged,
        "evidence": _spans(relation.evidence),
    }
