"""Incidents and deaths by month from the datasets loaded: by country, border section, dyad or actor.

The same months and the same precedence of releases as in `store.deaths`: months without an event are 0 for the units
that the dataset knows, between its first and its last month.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from sarhad.records import Observation
from sarhad.registry import find
from sarhad.store.deaths import FAMILIES
from sarhad.store.lake import Lake

VIOLENT = "ASSAULT"  # PLOVER: attack, kill, shell, clash, bomb
EXACT = {"ucdp-ged": 3, "ucdp-candidate": 3, "acled": 2}  # how exactly a place must be known to lie near a border
Near = Callable[[Sequence[tuple[float, float]]], Sequence[tuple[str, ...]]]  # points → the border sections near each

_PARTIES = '[coalesce(nullif("actor", \'\'), "actor_name"), coalesce(nullif("recipient", \'\'), "recipient_name")]'
_NAMED = f"list_sort(list_distinct(list_filter({_PARTIES}, p -> p <> '')))"
UNITS = {  # what a series is of → the units that an event counts for
    "country": "list_filter([\"country\"], c -> c <> '')",
    "actor": _NAMED,
    "dyad": f"CASE WHEN len({_NAMED}) = 2 THEN [array_to_string({_NAMED}, '↔')] ELSE [] END",
    "border": 'coalesce(near."units", [])',
}
QUERY = """
WITH near AS (
  SELECT unnest(?::DOUBLE[]) AS "lat", unnest(?::DOUBLE[]) AS "lon", unnest(?::VARCHAR[][]) AS "units"
), e AS (
  SELECT r."id", r."dataset", "date"."latest"[:7] AS period, "type", "country", {units} AS units,
    coalesce("deaths_best", "deaths_low") AS best, coalesce("deaths_low", "deaths_best") AS low,
    coalesce("deaths_high", "deaths_best") AS high
  FROM ({rows}) AS r {join} WHERE list_contains(?, r."dataset")
), known AS (
  SELECT * FROM e WHERE "dataset" <> 'ucdp-candidate'
    OR period > coalesce((SELECT max(period) FROM e WHERE "dataset" = 'ucdp-ged'), '')
), months AS (
  SELECT strftime(unnest(generate_series(
    (SELECT min(period) || '-01' FROM known)::DATE, (SELECT max(period) || '-01' FROM known)::DATE, INTERVAL 1 MONTH
  )), '%Y-%m') AS period
), chosen AS (
  SELECT *, unnest(units) AS unit FROM known WHERE len(?) = 0 OR list_contains(?, "country")
), named AS (SELECT DISTINCT unit FROM chosen UNION SELECT unnest(?::VARCHAR[])),
counted AS (
  SELECT unit, period, count(*) FILTER ("type" = ?) AS incidents, list("id" ORDER BY "id") FILTER ("type" = ?) AS one,
    coalesce(sum(best), 0) AS best, coalesce(sum(low), 0) AS low, coalesce(sum(high), 0) AS high, count(best) AS n,
    list("id" ORDER BY "id") FILTER (best IS NOT NULL) AS all_ids
  FROM chosen GROUP BY ALL
)
SELECT u.unit, m.period, coalesce(c.incidents, 0), coalesce(c.one, []), coalesce(c.best, 0), coalesce(c.low, 0),
  coalesce(c.high, 0), coalesce(c.n, 0), coalesce(c.all_ids, [])
FROM named AS u CROSS JOIN months AS m LEFT JOIN counted AS c ON c.unit = u.unit AND c.period = m.period
ORDER BY 1, 2
"""
_STEPS = " ".join(f"WHEN '{name}' THEN {step}" for name, step in EXACT.items())
_EXACT = f'"place_precision" <= CASE "dataset" {_STEPS} ELSE 1 END'
_JOIN = f'LEFT JOIN near ON r."lat" = near."lat" AND r."lon" = near."lon" AND {_EXACT}'
_POINTS = """
SELECT DISTINCT "lat", "lon" FROM ({rows}) AS r
WHERE {exact} AND list_contains(?, "dataset") AND list_contains(?, "country")
  AND "lat" IS NOT NULL AND "lon" IS NOT NULL ORDER BY 1, 2
"""


def monthly_series(
    lake: Lake,
    *,
    family: str = "ucdp",
    by: str = "country",
    countries: Collection[str] = (),
    near: Near | None = None,
    borders: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Observation]:
    """Both series ("incidents:ucdp", "deaths:ucdp:all") of each unit and month, the events as rows.

    `by` is "country" (ISO 3166-1 alpha-3), "dyad", "actor" or "border"; only events in `countries` count, where any are
    named. For borders, `near` tells the sections near each of some points (latitude, longitude), and `borders` names
    the countries of each section: one of them must be in the dataset for its months to be 0 rather than unknown.
    Parties are the pack's where it has them, else as the dataset writes them. Low and high are those of the dataset.
    """
    units, chosen = find(UNITS, by, "kind of unit"), list(countries)
    datasets = list(find(FAMILIES, family, "family of datasets"))
    rows = lake._rows("codedevent", True)
    points = _near_points(lake, rows, datasets, chosen, near) if by == "border" and near else []
    known = _known_sections(lake, rows, datasets, borders or {}) if by == "border" else []
    query = QUERY.format(rows=rows, units=units, join=_JOIN if by == "border" else "")
    given = [[p[0] for p, _ in points], [p[1] for p, _ in points], [list(u) for _, u in points]]
    with lake._asked(query, [*given, datasets, chosen, chosen, known, VIOLENT, VIOLENT]) as cursor:
        while batch := cursor.fetchmany(2_000):
            for row in batch:
                yield from _both(family, *row)


def _both(
    family: str, unit: str, period: str, incidents: int, one: list[str], best: int, low: int, high: int, n: int,
    all_ids: list[str],
) -> Iterator[Observation]:  # fmt: skip
    count = float(incidents)
    yield Observation(
        unit=unit, period=period, indicator=f"incidents:{family}", value=count, n=incidents, low=count, high=count,
        rows=tuple(one),
    )  # fmt: skip
    yield Observation(
        unit=unit, period=period, indicator=f"deaths:{family}:all", value=float(best), n=n, low=float(low),
        high=float(high), rows=tuple(all_ids),
    )  # fmt: skip


def _near_points(
    lake: Lake, rows: str, datasets: Sequence[str], countries: Sequence[str], near: Near
) -> list[tuple[tuple[float, float], tuple[str, ...]]]:
    """The points of events that lie near a border section, with those sections; vaguely known places are left out."""
    points = lake._ask(_POINTS.format(rows=rows, exact=_EXACT), [list(datasets), list(countries)])
    found = near([(lat, lon) for lat, lon in points])
    return [((lat, lon), sections) for (lat, lon), sections in zip(points, found, strict=True) if sections]


def _known_sections(
    lake: Lake, rows: str, datasets: Sequence[str], borders: Mapping[str, Collection[str]]
) -> list[str]:
    query = f'SELECT DISTINCT "country" FROM ({rows}) AS r WHERE list_contains(?, "dataset")'
    there = {row[0] for row in lake._ask(query, [list(datasets)])}
    return [section for section, sides in borders.items() if there & set(sides)]
