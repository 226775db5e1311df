"""What counts for which indicator: each record with its side, its date, and the origin under which it counts once.

These rows are all that the values of engagement, trust, gap and modes are worked out from; exported, they give the same
values by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sarhad.indicators.view import Happening, View, tell
from sarhad.records import Claim, CodedEvent, Counted, Event, Relation


def count_all(
    view: View, claims: Sequence[Claim], events: Sequence[Event], relations: Sequence[Relation]
) -> tuple[Counted, ...]:
    """All that counts, sorted by indicator, unit, date and record."""
    happenings = tuple(view.happenings(events))
    rows = [
        *_modes(view, claims, events),
        *_deeds(view, happenings, "engagement"),
        *_words(view, claims),
        *_relations(view, relations),
    ]
    return tuple(sorted(rows, key=lambda c: (c.indicator, c.unit, c.date, c.record, c.side)))


def count_coded(view: View, events: Iterable[CodedEvent], family: str) -> tuple[Counted, ...]:
    """Events of a published dataset for engagement, kept apart by their indicator ("engagement:gdelt").

    Rows that tell of one type between the same parties on one day at one place are one happening.
    """
    happenings = (
        Happening(
            origin=f"{e.date.value}:{e.type}:{e.actor}:{e.recipient}:{e.place or e.place_name}",
            told=(tell(e),),
            type=e.type,
            good=e.quad.endswith("cooperation"),
            place=e.place,
            date=e.date.value,
            dated="text",
        )
        for e in events
        if e.actor and e.recipient
    )
    rows = _deeds(view, happenings, f"engagement:{family}")
    return tuple(sorted(rows, key=lambda c: (c.unit, c.date, c.record)))


def _modes(view: View, claims: Sequence[Claim], events: Sequence[Event]) -> Iterator[Counted]:
    """Claims that do not deny, and events, by the threat modes that they name."""
    for claim in claims:
        if claim.modes and claim.stance != "denies":
            date, dated = view.day_of(claim)
            for mode in claim.modes if date else ():
                yield Counted(
                    indicator="mode", unit=view.region.id, date=date, side=mode, origin=view.origin_of(claim),
                    record=claim.id, dated=dated,
                )  # fmt: skip
    for event in events:
        date, dated = view.day_of_event(event)
        for mode in event.modes if date else ():
            yield Counted(
                indicator="mode", unit=view.region.id, date=date, side=mode,
                origin=view.origin_of_document(event.document), record=event.id, dated=dated,
            )  # fmt: skip


def _deeds(view: View, happenings: Iterable[Happening], indicator: str) -> Iterator[Counted]:
    """Cooperation counts for both directions, conflict for the one who acts."""
    pairs = frozenset(view.region.engagement)
    for h in happenings:
        side = "cooperation" if h.good else "conflict"
        for told in h.told if h.date else ():
            for pair in _directions(view, told.actors, told.recipients, both=h.good):
                if pair in pairs:
                    yield Counted(
                        indicator=indicator, unit="→".join(pair), date=h.date, side=side, origin=h.origin,
                        record=told.event, dated=h.dated,
                    )  # fmt: skip


def _words(view: View, claims: Sequence[Claim]) -> Iterator[Counted]:
    """What one party says of another with confidence or concern."""
    pairs = frozenset(view.region.engagement)
    for claim in claims:
        date, dated = view.day_of(claim)
        if claim.frame and claim.source_actor and date:
            for pair in _directions(view, (claim.source_actor,), claim.about, both=False):
                if pair in pairs:
                    yield Counted(
                        indicator="trust", unit="→".join(pair), date=date, side=claim.frame,
                        origin=view.origin_of(claim), record=claim.id, dated=dated,
                    )  # fmt: skip


_SIDES = {  # a statement on how two parties stand → the indicator and the side it counts on
    ("engagement", "rising"): ("engagement", "cooperation"),
    ("engagement", "falling"): ("engagement", "conflict"),
    "trust": ("trust", "confidence"),
    "mistrust": ("trust", "concern"),
}


def _relations(view: View, relations: Sequence[Relation]) -> Iterator[Counted]:
    pairs = frozenset(view.region.engagement)
    for relation in relations:
        counts = _SIDES.get(relation.kind) or _SIDES.get((relation.kind, relation.direction))
        date = view.documents[relation.document].published.value
        if counts and date:
            one, other = relation.between
            for pair in _directions(view, (one,), (other,), both=True):
                if pair in pairs:
                    yield Counted(
                        indicator=counts[0], unit="→".join(pair), date=date, side=counts[1],
                        origin=view.origin_of_document(relation.document), record=relation.id,
                    )  # fmt: skip


def _directions(view: View, ones: Sequence[str], others: Sequence[str], *, both: bool) -> Iterator[tuple[str, str]]:
    """The ordered pairs of parties that an act between these counts for, each once."""
    found: dict[tuple[str, str], None] = {}
    for a in (side for one in ones for side in sorted(view.sides_of(one))):
        for b in (side for other in others for side in sorted(view.sides_of(other))):
            if a != b:
                found |= dict.fromkeys([(a, b), (b, a)] if both else [(a, b)])
    yield from found
