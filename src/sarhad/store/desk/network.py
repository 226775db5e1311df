"""Who deals with whom: pairs of actors with what lies between them, each kind a layer of its own."""

from __future__ import annotations

import msgspec

from sarhad.records import Record
from sarhad.registry import find
from sarhad.store.desk.cubes import counted
from sarhad.store.desk.desk import Desk
from sarhad.store.desk.layout import CODED
from sarhad.store.desk.query import Query

EVENTS = ("events", "incidents", CODED)


class Node(Record, frozen=True, kw_only=True):
    """An actor of the network; `n` counts what lies on its edges."""

    id: str
    name: str
    kind: str = ""
    country: str = ""
    n: int = 0


class Edge(Record, frozen=True, kw_only=True):
    """What lies between two actors, `a` before `b` by their ids.

    engagement counts events of cooperation and statements of it; accusation events of verbal conflict and claims by
    which one accuses the other; violence events of material conflict. `gap` is the newest value of each direction
    ("a→b") that the indicator gives; it is missing where there was not enough evidence.
    """

    a: str
    b: str
    engagement: int = 0
    accusation: int = 0
    violence: int = 0
    first: str = ""
    last: str = ""
    gap: dict[str, float] = msgspec.field(default_factory=dict)


class Network(Record, frozen=True, kw_only=True):
    """Actors and what lies between them; `more` when weaker edges were left out."""

    resource: str
    snapshot: str
    nodes: list[Node]
    edges: list[Edge]
    more: bool = False


def network(desk: Desk, name: str, query: Query, least: int = 1, most: int = 500) -> Network:
    """The pairs with at least so many entries, the strongest first; claims and relations under the same dates."""
    find(dict.fromkeys(EVENTS), name, "resource with parties")
    condition = desk.condition(name, query)
    dates = desk.condition("claims", Query(since=query.since, until=query.until))
    beside = name != CODED and not (query.where or query.find or query.search)
    where = counted(name, query, ("actor", "recipient", "quad"))
    parts = [_EVENTS.format(table=where.table, n=where.rows, where=condition.sql)]
    parts += [_CLAIMS.format(where=dates.sql), _RELATIONS.format(where=dates.sql)] if beside else []
    values = (*condition.values, *(dates.values * 2 if beside else ()))
    found = desk.remember(
        "SELECT least(x, y) AS a, greatest(x, y) AS b, coalesce(sum(e), 0)::BIGINT, coalesce(sum(c), 0)::BIGINT, "
        "coalesce(sum(v), 0)::BIGINT, "
        f"min(f)::VARCHAR, max(l)::VARCHAR FROM ({' UNION ALL '.join(parts)}) WHERE x <> y AND x <> '' AND y <> '' "
        f"GROUP BY 1, 2 HAVING {_ALL} >= ? ORDER BY {_ALL} DESC, a, b LIMIT {int(most) + 1}",
        (*values, least),
    )
    gaps, exact = _gaps(desk), 7 if where.monthly else 10  # characters of a day that are known
    edges = [
        Edge(
            a=a, b=b, engagement=e, accusation=c, violence=v, first=(first or "")[:exact], last=(last or "")[:exact],
            gap={unit: gaps[unit] for unit in (f"{a}→{b}", f"{b}→{a}") if unit in gaps},
        )
        for a, b, e, c, v, first, last in found[:most]
    ]  # fmt: skip
    return Network(resource=name, snapshot=desk.version, nodes=_nodes(desk, edges), edges=edges, more=len(found) > most)


_ALL = "coalesce(sum(e), 0) + coalesce(sum(c), 0) + coalesce(sum(v), 0)"
_EVENTS = (
    "SELECT x, y, sum(n) FILTER (quad LIKE '%cooperation') AS e, sum(n) FILTER (quad = 'verbal-conflict') AS c, "
    "sum(n) FILTER (quad = 'material-conflict') AS v, min(f) AS f, max(l) AS l FROM ("
    "SELECT actor AS x, recipient AS y, quad, {n} AS n, min(_first) AS f, max(_last) AS l "
    "FROM {table} WHERE {where} GROUP BY 1, 2, 3) GROUP BY 1, 2"
)
_CLAIMS = (
    "SELECT source_actor AS x, unnest(about) AS y, 0 AS e, 1 AS c, 0 AS v, _first AS f, _last AS l "
    "FROM claims WHERE act = 'accuse' AND {where}"
)
_RELATIONS = (
    'SELECT "between"[1] AS x, "between"[2] AS y, 1 AS e, 0 AS c, 0 AS v, _first AS f, _last AS l '
    "FROM relations WHERE kind = 'engagement' AND direction <> 'falling' AND {where}"
)


def _gaps(desk: Desk) -> dict[str, float]:
    """The newest gap of each pair."""
    newest = "arg_max(value, period)"
    return dict(
        desk.remember(
            f"SELECT unit, {newest} FROM observations WHERE indicator = 'gap' AND value IS NOT NULL GROUP BY unit"
        )
    )


def _nodes(desk: Desk, edges: list[Edge]) -> list[Node]:
    counted: dict[str, int] = {}
    for edge in edges:
        for end in (edge.a, edge.b):
            counted[end] = counted.get(end, 0) + edge.engagement + edge.accusation + edge.violence
    named = {row[0]: row[1:] for row in desk.remember("SELECT _id, name, kind, country FROM actors WHERE _id <> ''")}
    nodes = []
    for actor, n in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        name, kind, country = named.get(actor, (actor, "", ""))
        nodes.append(Node(id=actor, name=name, kind=kind, country=country, n=n))
    return nodes
