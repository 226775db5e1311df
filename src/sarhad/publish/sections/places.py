"""The map: where events took place, as precisely as that is known, and how many have no place at all."""

from __future__ import annotations

from collections import Counter

from sarhad.publish import words
from sarhad.publish.desk import Desk
from sarhad.publish.model import Block, Cell, Figure, Paragraph, Section, Statement, Table
from sarhad.publish.pictures.map import Spot, draw, extent
from sarhad.publish.pictures.projection import inside
from sarhad.records import Event, Place

AREAS = (
    "admin1",
    "admin2",
    "district",
    "region",
    "river",
    "border",
    "island",
)  # drawn as open rings: somewhere within, not at a point
COUNTED = "coded events at this place"
TITLE = "Places of events, with the border sections of the region"
PRECISION = {
    "country": "country only",
    "admin1": "province",
    "district": "district",
    "region": "region",
    "river": "along a river",
    "border": "along a border",
    "admin2": "district",
}


def section(desk: Desk) -> Section:
    """The seventh section."""
    placed = by_place(desk)
    blocks: list[Block] = [Paragraph(statements=(*overview(desk, placed), *unplaced(desk)))]
    if desk.geometry is not None:
        blocks.append(figure(desk, placed))
    else:
        blocks.append(
            Paragraph(statements=(desk.about_case("No map is drawn: no outlines of the region were given."),))
        )
    if placed:
        blocks.append(table(desk, placed))
    return Section(id="map", heading="Map", blocks=tuple(blocks))


def by_place(desk: Desk) -> dict[str, list[Event]]:
    """Events by known place, most events first."""
    found: dict[str, list[Event]] = {}
    for event in desk.case.events:
        if event.place in desk.case.places:
            found.setdefault(event.place, []).append(event)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def overview(desk: Desk, placed: dict[str, list[Event]]) -> tuple[Statement, ...]:
    """How many events have a place, and where most of them lie."""
    if not placed:
        return (desk.about_case("No event of this case has a place that is known."),)
    events = [event.id for group in placed.values() for event in group]
    total = desk.count(words.capital(words.counted(len(events), "event")), "Events with a place", events, COUNTED)
    top = list(placed.items())[:3]
    named = [f"{desk.index.place(place)} ({words.number(len(group))})" for place, group in top]
    have = words.verb(len(events), "has", "have")
    tail = f"; most were reported in {words.listed(named)}" if len(placed) > len(top) else f": {words.listed(named)}"
    parts = (total, f" {have} a place{tail}.")
    return (Statement(parts=parts, citations=desk.cite_records([group[0].id for _, group in top])),)


def unplaced(desk: Desk) -> tuple[Statement, ...]:
    """Events whose text does not say where."""
    lost = [event.id for event in desk.case.events if event.place not in desk.case.places]
    if not lost:
        return ()
    count = desk.count(
        words.capital(words.counted(len(lost), "event")), "Events without a place", lost, "place is empty"
    )
    are = words.verb(len(lost), "is", "are")
    return (desk.about_case(count, f" {are} not on the map, because the text does not say where."),)


def spot(place: Place, events: list[Event]) -> Spot | None:
    """A place with its events as a mark; none for whole countries and for places without coordinates."""
    if place.lat is None or place.lon is None or place.kind == "country":
        return None
    return Spot(name=place.name, lon=place.lon, lat=place.lat, n=len(events), area=place.kind in AREAS)


def figure(desk: Desk, placed: dict[str, list[Event]]) -> Figure:
    """The map."""
    marks = [spot(desk.case.places[place], events) for place, events in placed.items()]
    spots = [mark for mark in marks if mark is not None]
    geometry = desk.geometry or {}
    borders = {border.id: border.title for border in desk.case.borders}
    frame = extent(geometry, set(borders), spots)
    shown = [mark for mark in spots if inside(frame, mark.lon, mark.lat)]
    countries: Counter[str] = Counter()
    for place, events in placed.items():
        if desk.case.places[place].kind == "country":
            countries[desk.case.places[place].country] += len(events)
    text = alternative(shown, len(spots) - len(shown), borders)
    ids = [event.id for group in placed.values() for event in group]
    rows = desk.count("all events with a place", "Events with a place", ids, COUNTED)
    lost = len(spots) - len(shown)
    beyond = f"{words.counted(lost, 'place')} {words.verb(lost, 'lies', 'lie')} outside the map; " if lost else ""
    lead = "Events known to the country only stand under its name, not at a point; " + beyond
    return Figure(
        id="map-figure",
        title=TITLE,
        description=text,
        svg=draw("map-figure", TITLE, text, geometry, frame, set(borders), home(desk), shown, dict(countries)),
        caption=desk.about_case(lead, rows, "."),
        credit=str(geometry.get("credit", "Natural Earth, public domain"))
        + ". Outlines say nothing on the status of a border.",
    )


def home(desk: Desk) -> str:
    """The country that all border sections share; empty when there is no such one."""
    shared = [set(border.between) for border in desk.case.borders]
    common = set.intersection(*shared) if shared else set()
    return min(common) if len(common) == 1 else ""


def alternative(shown: list[Spot], outside: int, borders: dict[str, str]) -> str:
    """What the map shows, in words."""
    marks = [f"{mark.name} {mark.n}" for mark in shown]
    told = f"Events by place: {', '.join(marks)}." if marks else "No event could be drawn at a place."
    sections = f" Emphasised: {words.listed(list(borders.values()))}." if borders else ""
    beyond = f" {words.capital(words.counted(outside, 'place'))} outside the map." if outside else ""
    return told + sections + beyond


def table(desk: Desk, placed: dict[str, list[Event]]) -> Table:
    """Places with their events and precision."""
    rows = tuple(row(desk, desk.case.places[place], events) for place, events in placed.items())
    return Table(
        id="places-table",
        caption="Places of events, most events first",
        columns=("Place", "Country", "Known to", "Events"),
        rows=rows,
        shown=8,
        more=words.counted(len(rows) - 8, "further place") if len(rows) > 8 else "",
        widths=(2, 1, 1.2, 0.8),
    )


def row(desk: Desk, place: Place, events: list[Event]) -> tuple[Cell, ...]:
    """One place."""
    ids = [event.id for event in events]
    precision = PRECISION.get(place.kind, place.kind)
    located = "" if place.lat is not None or place.kind == "country" else ", no coordinates"
    return (
        Cell(parts=(place.name,), citations=desk.cite_records(ids, most=2)),
        Cell(parts=(place.country or "—",)),
        Cell(parts=(precision + located,)),
        Cell(parts=(desk.count(str(len(events)), f"Events in {place.name}", ids, COUNTED),), tone="number"),
    )
