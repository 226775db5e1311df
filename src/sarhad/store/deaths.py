"""Deaths by country and month from the datasets loaded: what judgement and forecasts are made and scored with."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sarhad.records import CodedEvent, Observation
from sarhad.registry import find
from sarhad.store.lake import Lake

KINDS = {  # what may be counted → the kinds of event in UCDP's terms
    "all": (),
    "state-based": ("state-based conflict",),
    "non-state": ("non-state conflict",),
    "one-sided": ("one-sided violence",),
}
FAMILIES = {"ucdp": ("ucdp-ged", "ucdp-candidate"), "acled": ("acled",)}
MONTHS = {"last": '"latest"', "first": '"earliest"'}  # the month in which an event of several months counts
# Candidate events count only after the last month that the yearly
# release covers. Months without an event are 0 for the countries that the dataset knows, between its first and last.
QUERY = """
WITH e AS (
  SELECT "id", "dataset", "country", "date".{day}[:7] AS period,
    coalesce("deaths_best", "deaths_low", 0) AS best, coalesce("deaths_low", "deaths_best", 0) AS low,
    coalesce("deaths_high", "deaths_best", 0) AS high, "kind"
  FROM ({rows}) AS r WHERE list_contains(?, "dataset") AND "country" <> ''
), known AS (
  SELECT * FROM e WHERE "dataset" <> 'ucdp-candidate'
    OR period > coalesce((SELECT max(period) FROM e WHERE "dataset" = 'ucdp-ged'), '')
), months AS (
  SELECT strftime(unnest(generate_series(
    (SELECT min(period) || '-01' FROM known)::DATE, (SELECT max(period) || '-01' FROM known)::DATE, INTERVAL 1 MONTH
  )), '%Y-%m') AS period
), units AS (SELECT DISTINCT "country" FROM known WHERE len(?) = 0 OR list_contains(?, "country")),
counted AS (
  SELECT "country", period, sum(best) AS value, sum(low) AS low, sum(high) AS high, count(*) AS n,
    list("id" ORDER BY "id") AS ids
  FROM known WHERE len(?) = 0 OR list_contains(?, "kind") GROUP BY ALL
)
SELECT u."country", m.period, coalesce(c.value, 0), coalesce(c.low, 0), coalesce(c.high, 0), coalesce(c.n, 0),
  coalesce(c.ids, [])
FROM units AS u CROSS JOIN months AS m LEFT JOIN counted AS c ON c."country" = u."country" AND c.period = m.period
ORDER BY 1, 2
"""


def monthly_deaths(
    lake: Lake, *, family: str = "ucdp", kind: str = "all", countries: Collection[str] = (), month: str = "last"
) -> Iterator[Observation]:
    """Deaths for each country (ISO 3166-1 alpha-3) and month: best estimate, low and high, the events as rows.

    `family` is "ucdp" (the yearly release, then candidate events) or "acled"; `kind` one of "all", "state-based",
    "non-state" and "one-sided" (UCDP alone tells them apart). An event of several months counts in its "last" month, as
    in the country-months of the VIEWS prediction challenge, or in its "first". Nothing comes where nothing is loaded:
    no value is not 0.
    """
    kinds, datasets = list(find(KINDS, kind, "kind of deaths")), list(find(FAMILIES, family, "family of datasets"))
    chosen = list(countries)
    query = QUERY.format(rows=lake._rows("codedevent", True), day=find(MONTHS, month, "month to count in"))
    with lake._asked(query, [datasets, chosen, chosen, kinds, kinds]) as cursor:
        while batch := cursor.fetchmany(2_000):
            for unit, period, value, low, high, n, ids in batch:
                yield Observation(
                    unit=unit, period=period, indicator=f"deaths:{family}:{kind}", value=float(value), n=n,
                    low=float(low), high=float(high), rows=tuple(ids),
                )  # fmt: skip


def datasets_of(lake: Lake, name: str) -> list[str]:
    """The names of datasets that a word asks for: a family ("ucdp") or a dataset itself ("ucdp-ged")."""
    there = {str(key[0]) for key in lake.tally(CodedEvent, "dataset")}
    wanted = FAMILIES.get(name, (name,))
    return [d for d in sorted(there) if d in wanted]
