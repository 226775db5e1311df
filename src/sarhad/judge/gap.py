"""Engagement against trust: is a party closer to another in deeds than in trust, and is that growing (METHODS §5)?

Deeds are events by quad class, trust is what the first party says of the second; each independent origin counts once
on a side. With a flat prior the share of cooperation among deeds is Beta(cooperation + 1, conflict + 1), that of
confidence among words Beta(confidence + 1, concern + 1). The gap is twice the difference of the two shares; the
probability that it is above 0, and that it is larger than in the window before, follow from these densities alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sarhad.panel import month_name, month_number
from sarhad.posterior import Density, central, chance_above, difference, value_density
from sarhad.records import Counted, GapJudgement, make_id

MADE_BY = "judge.gap/1"
ENOUGH = 5  # independent origins of deeds, and of words
WELL = 10  # from here on, on both sides, the evidence is more than thin
SURE = 0.95  # a gap is told apart from 0 when its 90 % interval lies on one side
MONTHS = 12
SIDES = ("cooperation", "conflict", "confidence", "concern")
COUNTED = frozenset({"engagement", "trust"})
ABOVE = frozenset({"cooperation", "concern"})  # what makes the gap larger


class Window(NamedTuple):
    """What was counted for a pair in some months: rows by side."""

    rows: dict[str, list[Counted]]

    def n(self, side: str) -> int:
        """Independent origins on a side."""
        return len({c.origin for c in self.rows.get(side, ())})

    @property
    def deeds(self) -> int:
        """Origins that tell of deeds."""
        return self.n("cooperation") + self.n("conflict")

    @property
    def words(self) -> int:
        """Origins that tell of trust or concern."""
        return self.n("confidence") + self.n("concern")

    @property
    def enough(self) -> bool:
        """Whether both sides have the origins that an answer takes."""
        return min(self.deeds, self.words) >= ENOUGH

    def gap(self) -> float:
        """Engagement less trust, by the formula of METHODS §5."""
        good, bad, sure, worried = (self.n(side) for side in SIDES)
        return (good - bad) / (good + bad + 2) - (sure - worried) / (sure + worried + 2)

    def density(self) -> Density:
        """The posterior of the gap."""
        good, bad, sure, worried = (self.n(side) for side in SIDES)
        return difference(value_density(good, bad), value_density(sure, worried))

    def ids(self, sides: Iterable[str]) -> tuple[str, ...]:
        """The records counted on these sides."""
        return tuple(dict.fromkeys(c.record for side in SIDES if side in sides for c in self.rows.get(side, ())))


def assess_gaps(
    pairs: Sequence[tuple[str, str]], counted: Sequence[Counted], last: str, months: int = MONTHS
) -> tuple[GapJudgement, ...]:
    """The answer for each ordered pair, over the `months` that end with `last` and those before.

    "not enough evidence" under five origins of deeds or of words; "above" or "below" 0 where the 90 % interval lies
    on one side; else "not told apart". Nothing at all is said when no report is dated (`last` empty).

    >>> rows = [Counted(indicator="trust", unit="a→b", date="2025-03", side="concern", origin=f"o{i}", record=f"c{i}")
    ...         for i in range(6)]
    >>> rows += [Counted(indicator="engagement", unit="a→b", date="2025-04", side="cooperation", origin=f"i{i}",
    ...         record=f"e{i}") for i in range(6)]
    >>> found = assess_gaps([("a", "b")], rows, "2025-06")[0]
    >>> found.answer, round(found.value, 2), round(found.probability, 4)
    ('above', 1.5, 0.9997)
    """
    if not last:
        return ()
    return tuple(_judge(f"{a}→{b}", [c for c in counted if c.unit == f"{a}→{b}"], last, months) for a, b in pairs)


def _judge(unit: str, rows: Sequence[Counted], last: str, months: int) -> GapJudgement:
    end = month_number(last)
    now, before = _window(rows, end - months + 1, end), _window(rows, end - 2 * months + 1, end - months)
    trend, chance = _trend(now, before)
    density = now.density() if now.enough else None
    low, high = central(density) if density is not None else (None, None)
    probability = chance_above(density) if density is not None else None
    return GapJudgement(
        id=make_id("gap", unit, last, months, MADE_BY),
        unit=unit,
        first=month_name(end - months + 1),
        last=last,
        answer="not enough evidence" if probability is None else _told(probability, "above", "below"),
        **{side: now.n(side) for side in SIDES},
        value=now.gap() if now.enough else None,
        low=low,
        high=high,
        probability=probability,
        trend=trend,
        trend_probability=chance,
        before=before.gap() if before.enough else None,
        strength="moderate" if min(now.deeds, now.words) >= WELL else "low",
        speaks_above=now.ids(ABOVE),
        speaks_below=now.ids(set(SIDES) - ABOVE),
        made_by=MADE_BY,
    )


def _window(rows: Sequence[Counted], first: int, last: int) -> Window:
    """What is dated within these months; what is known to the year only is in none of them."""
    found: dict[str, list[Counted]] = {}
    for row in rows:
        if row.indicator in COUNTED and len(row.date) >= 7 and first <= month_number(row.date[:7]) <= last:
            found.setdefault(row.side, []).append(row)
    return Window(found)


def _trend(now: Window, before: Window) -> tuple[str, float | None]:
    if not (now.enough and before.enough):
        return "not enough evidence", None
    probability = chance_above(difference(now.density(), before.density()))
    return _told(probability, "rising", "falling"), probability


def _told(probability: float, more: str, less: str) -> str:
    if probability >= SURE:
        return more
    return less if probability <= 1 - SURE else "not told apart"
