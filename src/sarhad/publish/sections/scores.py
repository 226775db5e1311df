"""The scorecard: each score beside the baselines with its interval, and the misses by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sarhad.publish import words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Count, Figure, Points, Row, Statement, Table, Tone
from sarhad.publish.pictures.reliability import description as calibration
from sarhad.publish.pictures.reliability import reliability
from sarhad.publish.pictures.scorecard import Compared, description, figure, interval, scorecard
from sarhad.scoring import Reliability

SHOWN, MISSES = 12, 6
TONES: dict[str, Tone] = {"model better": "number", "baseline better": "denial"}


class Miss(NamedTuple):
    """A forecast or an answer that turned out wrong: which, what was said, what came."""

    id: str
    name: str
    date: str
    said: str
    came: str


class Card(NamedTuple):
    """All scores of one model over one set of cases; `pending` are forecasts whose truth is not there yet.

    `made` names model, data and months; `bins` and `facts` are those of a reliability diagram of `event`.
    """

    title: str
    made: str
    compared: tuple[Compared, ...]
    misses: tuple[Miss, ...] = ()
    settled: int = 0
    pending: int = 0
    bins: tuple[Reliability, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    event: str = ""


def blocks(desk: Desk, cards: Sequence[Card]) -> list[Block]:
    """Every card, one after the other."""
    return [block for i, card in enumerate(cards, 1) for block in card_blocks(desk, card, f"scorecard-{i}")]


def card_blocks(desk: Desk, card: Card, name: str) -> list[Block]:
    """One card: what it rests on and its misses, the picture, the table, calibration."""
    found: list[Block] = [Points(heading=card.title, statements=(summary(desk, card), *misses(desk, card)))]
    if card.compared:
        found += [picture(desk, card, name), table(card, f"{name}-table")]
    if card.bins:
        found.append(diagram(desk, card, f"{name}-reliability"))
    return found


def summary(desk: Desk, card: Card) -> Statement:
    """How many scores are better than a baseline's, and how many forecasts still wait."""
    count = Count(text=words.counted(card.settled, "case"), rows=behind(desk, card))
    waiting = f", {words.number(card.pending)} pending" if card.pending else ""
    tail = f"{waiting}; {card.made}."
    if not card.compared:
        return desk.about_case("Nothing can be scored beside a baseline yet: ", count, tail)
    known = [row for row in card.compared if row.low is not None]
    better, worse = (sum(row.verdict == f"{who} better" for row in known) for who in ("model", "baseline"))
    told = f"Of {words.counted(len(known), 'comparison')} with an interval the model is better in {words.tally(better)}"
    return desk.about_case(f"{told} and worse in {words.tally(worse)}: ", count, tail)


def misses(desk: Desk, card: Card) -> tuple[Statement, ...]:
    """The misses by name; that there are none is said too, once there could have been some."""
    if not card.misses and not card.settled:
        return ()
    if not card.misses:
        return (desk.about_case("No miss is on record.", basis=behind(desk, card)),)
    shown = [
        desk.about_case(f"Missed: {m.name}, {m.date}: {m.said}; {m.came}.", basis=behind(desk, card))
        for m in card.misses[:MISSES]
    ]
    rest = len(card.misses) - MISSES
    if rest > 0:
        count = Count(text=words.counted(rest, "further miss", "further misses"), rows=behind(desk, card))
        shown.append(desk.about_case(count, f" {words.verb(rest, 'is', 'are')} on record."))
    return tuple(shown)


def behind(desk: Desk, card: Card) -> str:
    """The misses as rows, and what the scores rest on."""
    kept = desk.keep(
        Row(id=m.id, kind="score", date=m.date, who=m.name, what=f"{m.said}; {m.came}") for m in card.misses
    )
    formula = f"{card.made}. Smaller scores are better; intervals are of the paired difference, drawn anew by country."
    return desk.rows(f"{card.title}: misses", kept, formula)


def picture(desk: Desk, card: Card, name: str) -> Figure:
    """The differences with their intervals."""
    title = f"{card.title}: difference to each baseline"
    lead = (
        "Each line is the model’s score less the baseline’s as a share of the baseline’s, with a 95\u202f% interval; "
    )
    return Figure(
        id=name,
        title=title,
        description=description(card.compared),
        svg=scorecard(name, title, card.compared),
        caption=desk.about_case(lead, Count(text="what it rests on", rows=behind(desk, card)), "."),
        credit=words.capital(card.made) + ".",
    )


def table(card: Card, name: str) -> Table:
    """The same in numbers."""
    rest = len(card.compared) - SHOWN
    return Table(
        id=name,
        caption=f"{card.title}: smaller is better",
        columns=("Score", "Beside", "n", "Model", "Baseline", "Difference (95 %)", "Who is better"),
        rows=tuple(line(row) for row in card.compared),
        shown=SHOWN,
        more=words.counted(rest, "further comparison") if rest > 0 else "",
        widths=(1.2, 1.6, 0.8, 0.8, 0.9, 2.0, 1.3),
    )


def line(row: Compared) -> tuple[Cell, ...]:
    """One score beside one baseline."""
    numbers = (f"{row.n:,}", figure(row.ours), figure(row.theirs), interval(row))
    verdict = Cell(parts=(row.verdict,), tone=TONES.get(row.verdict, "quiet"))
    return (
        Cell(parts=(row.measure,)),
        Cell(parts=(row.baseline,)),
        *(Cell(parts=(n,), tone="number") for n in numbers),
        verdict,
    )


def diagram(desk: Desk, card: Card, name: str) -> Figure:
    """How often that came about which a probability was given for."""
    title = f"{card.title}: calibration"
    lead = "Each dot is a bin of probabilities with the 90\u202f% interval of the share that came about; "
    return Figure(
        id=name,
        title=title,
        description=calibration(card.bins, card.facts, card.event),
        svg=reliability(name, title, card.bins, card.facts, card.event),
        caption=desk.about_case(lead, Count(text="what it rests on", rows=behind(desk, card)), "."),
        credit=words.capital(card.made) + ".",
    )
