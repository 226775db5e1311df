"""The outlook: structural or transient, deaths ahead, spill-over across borders, and how such answers have scored."""

from __future__ import annotations

from collections.abc import Sequence

from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Paragraph, Section
from sarhad.publish.sections import forecasts, persistence, scores, spillover
from sarhad.publish.sections.forecasts import Ahead
from sarhad.publish.sections.persistence import Judged
from sarhad.publish.sections.scores import Card
from sarhad.records import SpillOver

NOTHING = "Nothing is forecast: no conflict dataset is loaded (sarhad load ucdp --fetch)."


def section(desk: Desk) -> Section:
    """The section on what may come, all of it from the deaths by month that are loaded."""
    found = [
        *persistence.blocks(desk, judged(desk)),
        *forecasts.blocks(desk, ahead(desk)),
        *spillover.blocks(desk, borders(desk)),
        *scores.blocks(desk, cards(desk)),
    ]
    blocks: list[Block] = found or [Paragraph(statements=(desk.about_case(NOTHING),))]
    return Section(id="outlook", heading="Outlook", blocks=tuple(blocks))


def judged(_desk: Desk) -> Sequence[Judged]:
    """The judgements of the scored model."""
    return ()


def ahead(_desk: Desk) -> Sequence[Ahead]:
    """The forecasts."""
    return ()


def borders(_desk: Desk) -> Sequence[SpillOver]:
    """What may begin across each border."""
    return ()


def cards(_desk: Desk) -> Sequence[Card]:
    """The scores."""
    return ()
