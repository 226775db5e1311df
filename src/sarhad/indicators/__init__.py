"""Records → Series: threat modes per quarter, engagement, trust and gap per pair and year, each value with its rows."""

from __future__ import annotations

from collections.abc import Sequence

from sarhad.indicators.engagement import measure_engagement
from sarhad.indicators.modes import measure_modes
from sarhad.indicators.view import View
from sarhad.records import Claim, Document, Event, Incident, Observation, Origin, Relation
from sarhad.world import Region

__all__ = ["measure_all"]


def measure_all(
    region: Region,
    documents: Sequence[Document],
    claims: Sequence[Claim],
    events: Sequence[Event],
    relations: Sequence[Relation],
    origins: Sequence[Origin],
    incidents: Sequence[Incident] = (),
) -> tuple[Observation, ...]:
    """Every indicator of the region, sorted by indicator, unit and period; absence is a value of its own."""
    view = View(region, documents, origins, incidents)
    rows = [*measure_modes(view, claims, events), *measure_engagement(view, claims, events, relations)]
    return tuple(sorted(rows, key=lambda o: (o.indicator, o.unit, o.period)))
