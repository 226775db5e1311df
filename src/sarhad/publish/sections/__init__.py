"""The sections of a briefing, one module each, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable

from sarhad.publish.desk import Desk
from sarhad.publish.model import Section
from sarhad.publish.sections import (
    answer,
    changed,
    commitments,
    engagement,
    ledger,
    method,
    modes,
    outlook,
    places,
    scenarios,
    sources,
    unknown,
)

SECTIONS: dict[str, Callable[[Desk], Section]] = {
    "answer": answer.section,
    "changed": changed.section,
    "ledger": ledger.section,
    "engagement": engagement.section,
    "modes": modes.section,
    "commitments": commitments.section,
    "map": places.section,
    "outlook": outlook.section,
    "scenarios": scenarios.section,
    "unknown": unknown.section,
    "sources": sources.section,
    "method": method.section,
}
