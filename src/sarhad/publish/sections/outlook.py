"""The outlook: structural or transient, deaths ahead, spill-over across borders, and how such answers have scored."""

from __future__ import annotations

from collections.abc import Sequence

from sarhad.panel import month_number
from sarhad.publish import dates, words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Paragraph, Section
from sarhad.publish.pictures.axis import percent, plain
from sarhad.publish.pictures.fan import Fan, Step
from sarhad.publish.pictures.scorecard import Compared
from sarhad.publish.sections import forecasts, persistence, scores, spillover
from sarhad.publish.sections.answer import ended
from sarhad.publish.sections.forecasts import Ahead
from sarhad.publish.sections.scores import Card, Miss
from sarhad.records import Fan as Issued
from sarhad.records import ForecastMiss, ScoreLine
from sarhad.scoring import brier, calibration_error, reliability_table

ENOUGH = 30  # settled months for a reliability diagram
NOTHING = "Nothing is forecast: no conflict dataset is loaded (sarhad load ucdp --fetch)."


def section(desk: Desk) -> Section:
    """The section on what may come, all of it from the deaths by month that are loaded."""
    found = [
        *persistence.blocks(desk, desk.case.outlook.persistence),
        *forecasts.blocks(desk, ahead(desk)),
        *spillover.blocks(desk, desk.case.spillovers),
        *scores.blocks(desk, cards(desk)),
    ]
    blocks: list[Block] = found or [Paragraph(statements=(desk.about_case(nothing(desk)),))]
    return Section(id="outlook", heading="Outlook", blocks=tuple(blocks))


def nothing(desk: Desk) -> str:
    """Why there is no outlook, and what to do for one."""
    absence = desk.case.outlook.absence
    return ended(absence) if absence else NOTHING


# ---------------------------------------------------------------- forecasts


def ahead(desk: Desk) -> Sequence[Ahead]:
    """The forecasts last issued, those of the most deaths first."""
    fans = [fan for fan in desk.case.outlook.fans if fan.months]
    return [as_ahead(fan) for fan in sorted(fans, key=lambda fan: (-sum(m.mean for m in fan.months), fan.name))]


def as_ahead(fan: Issued) -> Ahead:
    """A stored forecast in the words of the briefing."""
    made = (
        f"{fan.model} from {fan.data_vintage}, data to {dates.in_words(fan.last)}, issued {dates.in_words(fan.issued)}"
    )
    steps = tuple(Step(m.low, m.lower, m.middle, m.upper, m.high, m.truth) for m in fan.months)
    return Ahead(
        unit=fan.unit,
        name=fan.name,
        fan=Fan(month_number(fan.last), fan.history, steps, monthly(fan.target), f"{words.capital(made)}."),
        made=made,
        resolution=f"settled by {fan.rule} ({fan.resolver}), the last month on {dates.in_words(fan.resolves)}",
        some=tuple(m.any for m in fan.months),
        note=f"any in {dates.short_period(fan.months[0].month)}: {percent(fan.months[0].any)}",
    )


def monthly(target: str) -> str:
    """What is counted each month.

    >>> monthly("deaths in state-based conflict")
    'deaths a month in state-based conflict'
    """
    first, _, rest = target.partition(" ")
    return f"{first} a month {rest}".rstrip()


# ---------------------------------------------------------------- scores


def cards(desk: Desk) -> Sequence[Card]:
    """One scorecard for each target and model that was issued here."""
    outlook = desk.case.outlook
    grouped: dict[tuple[str, str], list[ScoreLine]] = {}
    for row in outlook.scorecard:
        grouped.setdefault((row.target, row.model), []).append(row)
    return [calibrated(as_card(*key, rows, outlook.misses), outlook.fans, *key) for key, rows in grouped.items()]


def calibrated(card: Card, fans: Sequence[Issued], target: str, model: str) -> Card:
    """The card with what came of the probabilities of any deaths, once enough months of the last issue are settled."""
    months = [m for fan in fans if (fan.target, fan.model) == (target, model) for m in fan.months]
    settled = [(m.any, float(m.truth >= 1)) for m in months if m.truth is not None]
    if len(settled) < ENOUGH:
        return card
    p, came = zip(*settled, strict=True)
    facts = (
        ("Cases, of the last issue", f"{len(settled):,}"),
        ("Brier score", f"{brier(p, came).mean():.3f}"),
        ("Calibration error (ECE)", f"{calibration_error(p, came):.3f}"),
    )
    return card._replace(bins=reliability_table(p, came), facts=facts, event=f"any {target} in a month")


def as_card(target: str, model: str, rows: Sequence[ScoreLine], misses: Sequence[ForecastMiss]) -> Card:
    """The scores of one model."""
    return Card(
        title=f"Scores of past forecasts: {target}",
        made=f"{model}, every forecast of it that was issued here, beside the baselines issued on the same days",
        compared=tuple(found for row in rows if (found := compared(row))),
        misses=tuple(as_miss(miss) for miss in misses if miss.model == model),
        settled=max(row.n for row in rows),
        pending=max(row.pending for row in rows),
    )


def compared(row: ScoreLine) -> Compared | None:
    """One score beside a baseline's; none while nothing is settled."""
    if row.ours is None or row.theirs is None:
        return None
    return Compared(row.measure, row.baseline, row.n, row.ours, row.theirs, row.low, row.high)


def as_miss(miss: ForecastMiss) -> Miss:
    """A forecast whose truth lies outside its 90 % band."""
    said = f"90\u202f% between {plain(miss.low)} and {plain(miss.high)} as issued on {dates.in_words(miss.issued)}"
    return Miss(miss.forecast, miss.name, dates.short_period(miss.month), said, f"{plain(miss.truth)} came")
