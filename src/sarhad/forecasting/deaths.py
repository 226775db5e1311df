"""Deaths of the lake as a panel: which months the loaded releases of UCDP cover, and what was counted in them.

A month is known only when a release covers it: events of later and earlier months do not make it 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

import msgspec
import numpy as np

from sarhad.errors import SarhadError
from sarhad.panel import Panel, make_panel, month_name, month_number
from sarhad.records import Dataset
from sarhad.registry import find
from sarhad.store import Lake
from sarhad.store.deaths import monthly_deaths
from sarhad.world import Region
from sarhad.world.countries import land_borders
from sarhad.world.states import find_state


class Target(msgspec.Struct, frozen=True):
    """What deaths are counted, in words, and the rule and the dataset by which a forecast of them is settled."""

    words: str
    rule: str
    resolver: str


UCDP = "UCDP GED, where no release of it covers the month UCDP Candidate Events; column best"
RULE = "the sum of best over the events {}in the country whose date_end lies in the month; 0 where a release covers it"
DEATHS: Mapping[str, Target] = {
    "all": Target("deaths in organized violence", RULE.format(""), UCDP),
    "state-based": Target("deaths in state-based conflict", RULE.format("of type_of_violence 1 "), UCDP),
    "non-state": Target("deaths in non-state conflict", RULE.format("of type_of_violence 2 "), UCDP),
    "one-sided": Target("deaths in one-sided violence", RULE.format("of type_of_violence 3 "), UCDP),
}
LOAD = "load it: sarhad load ucdp --fetch, or sarhad load ucdp FILE"


def lake_panel(lake: Lake, kind: str = "all", until: str = "") -> Panel:
    """Deaths by country (ISO 3166-1 alpha-3) and month as far as the releases loaded reach without a gap.

    With `until`, a month, only what they say up to then. SarhadError where nothing is loaded, and for a month beyond.
    """
    find(DEATHS, kind, "target")
    months = unbroken(covered_months(lake))
    if not months:
        raise SarhadError("no deaths are loaded", "the lake", LOAD)
    first, last = min(months), _last(months, until)
    values: dict[str, dict[int, float]] = {}
    for row in monthly_deaths(lake, kind=kind):
        number = month_number(row.period)
        if first <= number <= last:
            values.setdefault(row.unit, {})[number] = row.value or 0.0
    return _panel(DEATHS[kind].words, values, first, last, vintage_of(months, last))


def _last(months: Mapping[int, str], until: str) -> int:
    last = max(months)
    number = month_number(until) if until else last
    if not min(months) <= number <= last:
        span = f"{month_name(min(months))} to {month_name(last)}"
        remedy = "choose a month within them, or load the releases that cover it without a gap"
        raise SarhadError(f"the releases of UCDP that are loaded cover {span}", until, remedy)
    return number


def _panel(words: str, values: Mapping[str, Mapping[int, float]], first: int, last: int, vintage: str) -> Panel:
    units = sorted(values)
    land = land_borders()
    states = {unit: find_state("iso3", unit) for unit in units}
    grid = [[values[unit].get(month, 0.0) for month in range(first, last + 1)] for unit in units]
    return make_panel(
        words,
        units,
        month_name(first),
        np.array(grid, dtype=np.float64),
        names=[state.name if (state := states[unit]) else unit for unit in units],
        borders={unit: land.get(unit, ()) for unit in units},
        vintage=vintage,
    )


# ---------------------------------------------------------------- coverage


def covered_months(lake: Lake) -> dict[int, str]:
    """Month → the release that covers it: UCDP GED's newest, then the newest of the candidate releases."""
    held = sorted(lake.read(Dataset), key=lambda d: (_rank(d), d.run))
    yearly = [d for d in held if d.name == "ucdp-ged" and d.first]
    found: dict[int, str] = {}
    if yearly:
        newest = yearly[-1]
        first, last = month_number(newest.first[:7]), month_number(newest.last[:7])
        found = dict.fromkeys(range(first, last + 1), f"{newest.name} {newest.version}")
    after = max(found, default=0)
    for dataset in held:
        if dataset.name == "ucdp-candidate":
            found |= {m: f"{dataset.name} {dataset.version}" for m in _candidate_months(dataset) if m > after}
    return dict(sorted(found.items()))


def _candidate_months(dataset: Dataset) -> Iterator[int]:
    for series in dataset.series:
        yield month_number(series.partition("/")[2])


def _rank(dataset: Dataset) -> tuple[int, ...]:
    return tuple(int(part) for part in dataset.rank.replace("-", ".").split(".") if part.isdigit())


def unbroken(months: Mapping[int, str]) -> dict[int, str]:
    """The months from the first one on, up to the first that no release covers.

    >>> unbroken({5: "a", 6: "a", 8: "b"})
    {5: 'a', 6: 'a'}
    """
    listed = sorted(months)
    kept = takewhile(lambda pair: pair[0] - pair[1] == listed[0], zip(listed, range(len(listed)), strict=True))
    return {month: months[month] for month, _ in kept}


def vintage_of(months: Mapping[int, str], last: int) -> str:
    """The releases behind the months up to the last one, in the order of their months.

    >>> vintage_of({1: "ucdp-ged 25.1", 2: "ucdp-candidate 25.0.1", 3: "ucdp-candidate 25.0.2"}, 2)
    'ucdp-ged 25.1, ucdp-candidate 25.0.1'
    """
    return ", ".join(dict.fromkeys(release for month, release in months.items() if month <= last))


def region_units(region: Region, panel: Panel) -> list[str]:
    """The region's countries that the panel has, in the region's order."""
    states = (find_state("iso2", code) for code in region.countries)
    return [state.iso3 for state in states if state and state.iso3 in panel.units]
