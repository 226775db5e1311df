"""A case with events whose places in other datasets can be told by hand, and one of hostile text."""

from __future__ import annotations

import msgspec
from tests.publish import builders as b
from tests.publish.cases import HERALD, MARZ, small_case

from sarhad.records import Actor, Case, DateEstimate, Event, Incident

GREY, RED, GUARDS = "grey-column", "red-hand", "velmark-border-service"
KILLED = "Two border guards were killed in an attack at Ruvan."
MAY = DateEstimate(value="2025-05", precision="month", how="stated", earliest="2025-05-01", latest="2025-05-31")
WEEK = DateEstimate(precision="range", how="inferred", earliest="2025-05-03", latest="2025-05-08")
YEAR = DateEstimate(value="2025", precision="year", how="stated", earliest="2025-01-01", latest="2025-12-31")
HOSTILE = "=2+5 \u202e<script>alert(1)</script>\u202c \x07\x1b[31m \r\n\t@SUM(A1), \"q\" 'p' \\u0000 " + "x" * 40_000


def told(name: str, deaths: int | None, words: str = KILLED, **fields: object) -> Event:
    """An event of the Herald with so many dead."""
    number = {"deaths_low": deaths, "deaths_best": deaths, "deaths_high": deaths} if deaths is not None else {}
    return b.event(name, HERALD, words, **({"place": "ruvan", "date": b.day("2025-05-12")} | number | fields))


RAID = told("raid", 2, actor=GREY, recipient=GUARDS)
RAID_TOO = b.event("raid-too", MARZ, "سخنگوی شورا", actor=GREY, recipient=GUARDS, deaths_best=2)
FEUD = told("feud", 3, actor=GREY, recipient=RED, date=WEEK, mode="explosives")
VILLAGERS = told("villagers", 4, actor=GREY, recipient="kestria", recipient_sector="CVL", date=MAY, place="high-valley")
UNKNOWN = told("unknown", 5, recipient=GUARDS)  # nobody is named who did it
UNHARMED = told("unharmed", None, actor=GREY, recipient=GUARDS)
SOME_YEAR = told("some-year", 6, actor=GREY, recipient=GUARDS, date=YEAR)
MARCH = told("march", None, type="PROTEST", quad="verbal-conflict", mode="demo", recipient="velmark")
EVENTS = (RAID, RAID_TOO, FEUD, VILLAGERS, UNKNOWN, UNHARMED, SOME_YEAR, MARCH)
JOINED = Incident(
    id="incident-raid",
    type="ASSAULT",
    quad="material-conflict",
    actor=GREY,
    recipient=GUARDS,
    place="ruvan",
    date=b.day("2025-05-12"),
    deaths_low=2,
    deaths_best=2,
    deaths_high=2,
    events=(RAID.id, RAID_TOO.id),
    documents=(HERALD.id, MARZ.id),
    origins=("origin-1", "origin-4"),
)


def eventful_case() -> Case:
    """The small case with these events; two reports tell of one raid."""
    red = Actor(id=RED, name="Red Hand", kind="armed-group")
    case = small_case()
    return msgspec.structs.replace(case, events=EVENTS, incidents=(JOINED,), actors=case.actors | {RED: red})


def hostile_case() -> Case:
    """The small case with one report whose words are an attack on whatever reads them."""
    case = small_case()
    report = b.document("hostile", ("A title", HOSTILE), url="https://evil.example/?q=<script>\"'", source="blog")
    event = b.event("hostile", report, HOSTILE, place="ruvan", date=b.day("2025-05-12"), actor=GREY)
    event = msgspec.structs.replace(event, words=HOSTILE)
    claim = b.claim("hostile", report, HOSTILE, source_text=HOSTILE, kind="unnamed")
    return msgspec.structs.replace(case, documents=(report,), events=(event,), claims=(claim,), commitments=())
