"""Threat modes: per quarter, how many independent origins speak of each mode (METHODS §6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sarhad.indicators.view import View, quarter
from sarhad.records import Claim, Event, Observation
from sarhad.world import THREAT_MODES


def measure_modes(view: View, claims: Sequence[Claim], events: Sequence[Event]) -> Iterator[Observation]:
    """One observation per mode and quarter between the first and last quarter with any report.

    A quarter in which no report is dated is "not monitored", which is not zero.
    """
    table: dict[tuple[str, str], dict[str, list[str]]] = {}
    for period, mode, origin, row in _rows(view, claims, events):
        table.setdefault((period, mode), {}).setdefault(origin, []).append(row)
    watched = {quarter(d.published.value) for d in view.documents.values()} - {""}
    for period in _between(watched):
        for mode in THREAT_MODES:
            origins = table.get((period, mode), {})
            yield Observation(
                unit=view.region.id,
                period=period,
                indicator=f"mode:{mode}",
                value=float(len(origins)) if period in watched else None,
                n=len(origins),
                absence="" if period in watched else "not monitored",
                rows=tuple(r for rows in origins.values() for r in rows),
            )


def _rows(view: View, claims: Sequence[Claim], events: Sequence[Event]) -> Iterator[tuple[str, str, str, str]]:
    for claim in claims:
        period = quarter(view.day_of(claim))
        if period and claim.stance != "denies":
            for mode in claim.modes:
                yield period, mode, view.origin_of(claim), claim.id
    for event in events:
        period = quarter(view.day_of_event(event))
        if period:
            for mode in event.modes:
                yield period, mode, view.origin_of_document(event.document), event.id


def _between(periods: set[str]) -> Iterator[str]:
    """Every quarter from the first to the last."""
    if not periods:
        return
    first, last = (_number(p) for p in (min(periods), max(periods)))
    for number in range(first, last + 1):
        yield f"{number // 4}-Q{number % 4 + 1}"


def _number(period: str) -> int:
    return int(period[:4]) * 4 + int(period[-1]) - 1
