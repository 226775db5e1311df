"""Structural or transient by the scored model: a probability for each unit, its reasons, and how it did before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sarhad.publish import words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Count, Figure, Points, Row, Statement, Strong, Table
from sarhad.publish.pictures.axis import percent
from sarhad.publish.pictures.strip import STRUCTURAL, TRANSIENT, Strip, description, strip_chart
from sarhad.publish.sections.conditionals import bounds, likely
from sarhad.world.likelihood import likelihood

EXPLAINED, STRIPS = 4, 6


class Judged(NamedTuple):
    """The judgement on one unit.

    `event` is what the probability is of, "at least 18 of the next 24 months with a death"; `none` the probability of
    no such month; `speaks_for` and `speaks_against` are what in the history raises and lowers it, in words; `rows` the
    months or past cases behind it; `made` names model and data; `past` how earlier origins went.
    """

    unit: str
    name: str
    event: str
    probability: float
    made: str
    low: float | None = None
    high: float | None = None
    none: float | None = None
    confidence: str = ""
    because: str = ""  # what the confidence rests on
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    past: Strip | None = None

    @property
    def answer(self) -> str:
        """The word shown: structural from 0.80 up, transient up to 0.20, contested between."""
        if self.probability >= STRUCTURAL:
            return "structural"
        return "transient" if self.probability <= TRANSIENT else "contested"


def blocks(desk: Desk, found: Sequence[Judged]) -> list[Block]:
    """A sentence for each unit, the reasons of the first ones, and the strip of what came about before."""
    if not found:
        return []
    sentences = (*(sentence(desk, j) for j in found), *confidence(desk, found), made(desk, found))
    first: list[Block] = [Points(heading="Structural or transient", statements=sentences)]
    reasons = [Points(heading=f"Why: {j.name}", statements=told) for j in found[:EXPLAINED] if (told := why(desk, j))]
    strips = [j.past for j in found if j.past and j.past.said][:STRIPS]
    return [*first, table(desk, found), *reasons, *([figure(desk, found, strips)] if strips else ())]


def sentence(desk: Desk, j: Judged) -> Statement:
    """The probability with its word; the confidence is never in it."""
    none = "" if j.none is None else f"; no such month at all, {percent(j.none)}"
    figures = Count(text=percent(j.probability), rows=behind(desk, j))
    tail = f"{bounds(j.low, j.high)}: {j.answer}{none}."
    return desk.about_case(f"{j.name}: ", *likely(j.event, j.probability), ", ", figures, tail)


def confidence(desk: Desk, found: Sequence[Judged]) -> list[Statement]:
    """How good the evidence is, in sentences of their own; units of which the same is said stand together."""
    alike: dict[tuple[str, str], list[Judged]] = {}
    for j in found:
        if j.confidence:
            alike.setdefault((j.confidence, j.because), []).append(j)
    return [
        desk.about_case(
            f"Confidence in the evidence on {words.listed([j.name for j in group], most=12)} is {sure}"
            f"{f': {because}' if because else ''}.",
            basis=behind(desk, group[0]),
        )
        for (sure, because), group in alike.items()
    ]


def made(desk: Desk, found: Sequence[Judged]) -> Statement:
    """Model and data."""
    told = words.listed(list(dict.fromkeys(j.made for j in found)), most=3)
    return desk.about_case(f"{words.capital(told)}.", basis=behind(desk, found[0]))


def why(desk: Desk, j: Judged) -> tuple[Statement, ...]:
    """What in the history raises the probability, and what lowers it."""
    told = [("For:", text) for text in j.speaks_for] + [("Against:", text) for text in j.speaks_against]
    return tuple(
        desk.about_case(Strong(text=side), f" {text.rstrip('.')}.", basis=behind(desk, j)) for side, text in told
    )


def behind(desk: Desk, j: Judged) -> str:
    """The rows that the probability was made from, and how."""
    formula = f"P({j.event}), from {STRUCTURAL:.2f} up structural, up to {TRANSIENT:.2f} transient; {j.made}"
    return desk.rows(f"Structural or transient: {j.name}", desk.keep(j.rows), formula)


def table(desk: Desk, found: Sequence[Judged]) -> Table:
    """All units."""
    rest = len(found) - 12
    return Table(
        id="persistence-table",
        caption="Structural or transient, by unit",
        columns=("Unit", "Asked", "Probability", "Word", "Answer shown", "No such month"),
        rows=tuple(line(desk, j) for j in found),
        shown=12,
        more=words.counted(rest, "further unit") if rest > 0 else "",
        widths=(1.2, 2.2, 1.5, 1.2, 1.0, 0.9),
    )


def line(desk: Desk, j: Judged) -> tuple[Cell, ...]:
    """One unit."""
    interval = bounds(j.low, j.high).replace("90\u202f% interval ", "")
    return (
        Cell(parts=(j.name,)),
        Cell(parts=(j.event,)),
        Cell(parts=(Count(text=percent(j.probability), rows=behind(desk, j)), interval), tone="number"),
        Cell(parts=(likelihood(j.probability),)),
        Cell(parts=(j.answer,)),
        Cell(parts=("—" if j.none is None else percent(j.none),), tone="number"),
    )


def figure(desk: Desk, found: Sequence[Judged], strips: Sequence[Strip]) -> Figure:
    """The probability at earlier origins and what then came about: misses are seen at once."""
    event = found[0].event
    title = "The probability at each origin, and what then came about"
    lead = "Each answer was given from the data known at its origin; shaded are the answers structural and transient; "
    count = Count(text="how it is made", rows=behind(desk, found[0]))
    return Figure(
        id="outlook-strip",
        title=title,
        description=description(strips, event),
        svg=strip_chart("outlook-strip", title, strips, event),
        caption=desk.about_case(lead, count, "."),
        credit=words.capital(found[0].made) + ".",
    )
