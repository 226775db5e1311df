"""A record's fields as a reader takes them in: what it says first, in words; how it was made last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sarhad.web.pages.columns import FIELDS, N_

Fact = tuple[str, Any]
LABELS: Mapping[str, str] = {  # in the order in which they are shown; other fields stand under their own names, last
    "actor": N_("Actor"), "source_actor": N_("Speaker"), "source_text": N_("Named in the text as"),
    "holder": N_("Holder"), "programme": N_("Programme"), "status": N_("Status"), "status_text": N_("In the text"),
    "history": N_("History"), "phase": N_("Phase"), "antecedent_text": N_("If"), "consequent_text": N_("Then"),
    "condition_text": N_("Condition"), "type": N_("Type"), "mode": N_("Mode of the type"), "recipient": N_("Recipient"),
    "stance": N_("Stance"), "proposition": N_("Proposition"), "cue_text": N_("Word of saying"),
    "said": N_("Said on"), "hedge": N_("Hedge"), "hedge_words": N_("Hedging words"), "about": N_("About"),
    "modes": N_("Threat mode"), "frame": N_("Frame"), "date": N_("Date"), "place": N_("Place"),
    "deaths_best": N_("Deaths"), "deaths_low": N_("Deaths, at least"), "deaths_high": N_("Deaths, at most"),
    "injured": N_("Injured"), "due": N_("Due"), "money": N_("Money"), "grade": N_("Grade"), "reason": N_("Reason"),
    "since": N_("Graded"), "by": N_("Graded by"), "before": N_("Earlier grades"), "publisher": N_("Publisher"),
    "reported_by": N_("Reported by"), "told_by": N_("Origins"), "differ_on": N_("Reports differ on"),
    "kind": N_("Kind"), "sector": N_("Sector"), "country": N_("Country"), "admin1": N_("Province"),
    "parent": N_("Part of"), "members": N_("Members"), "note": N_("Note"), "language": N_("Language"),
    "languages": N_("Languages"), "owner": N_("Owner"), "owner_reference": N_("Reference for the owner"),
    "urls": N_("Addresses"), "relays": N_("Passes on"), "publisher_names": N_("Names in its pages"),
    "quad": N_("Quad class"), "cameo": N_("CAMEO code"), "context": N_("Context"), "words": N_("Words of the event"),
    "actors": N_("Actors"), "then_actors": N_("Actors of the outcome"), "horizon": N_("Horizon"),
    "claims": N_("Claims"), "claims_about": N_("Claims about it"), "events": N_("Events"), "mentions": N_("Named"),
    "documents": N_("Documents"), "document": N_("Document"), "last": N_("Last seen"),
    "question": N_("Question"), "answer": N_("Answer"), "probability": N_("Probability"),
    "confidence": N_("Confidence"), "basis": N_("Basis"), "references": N_("References"),
}  # fmt: skip
SPANS = frozenset({"source", "cue", "content", "antecedent", "consequent", "condition"})  # said by the fields in words
SAID = frozenset({"when", "content_text", "evidence", "sentence", "says", "name", "measure", "tlp", "aliases"})
HIDDEN = SAID | {"demonyms", "metonyms", "feeds", "grades", "changes", "where", "deaths", "recipients", "governments"}
NOTHING: tuple[object, ...] = (None, "", (), [], {})


def facts(row: Mapping[str, Any]) -> tuple[list[Fact], list[Fact]]:
    """The fields of a record that say something: those with a name for readers, and how it was made.

    >>> facts({"id": "c-1", "kind": "official", "speaker": "X", "stance": "denies", "hedge": "none", "cue": [[1, 2]]})
    ([('stance', 'denies'), ('kind', 'official')], [('id', 'c-1'), ('speaker', 'X')])
    """
    there = {k: v for k, v in row.items() if _tells(k, v)}
    shown = [(k, there[k]) for k in LABELS if k in there]
    return shown, [(k, v) for k, v in there.items() if k not in LABELS]


def label(field: str) -> str:
    """The name of a field for readers, in English; its own where it has none."""
    return LABELS.get(field) or FIELDS.get(field) or field


def _tells(field: str, value: Any) -> bool:
    if field.startswith("_") or field in HIDDEN or value in NOTHING or (field == "hedge" and value == "none"):
        return False
    return not (field in SPANS and isinstance(value, (list, tuple)))
