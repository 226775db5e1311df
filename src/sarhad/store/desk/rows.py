"""The rows that the desk lists: the records of the lake, each with what a reader wants to see beside it."""

from __future__ import annotations

from typing import Generic, TypeVar

from sarhad.records import (
    Actor,
    Claim,
    CodedEvent,
    Commitment,
    Correction,
    DateEstimate,
    Event,
    Incident,
    Place,
    Proposition,
    Record,
    Relation,
    Reliability,
    Scenario,
    Source,
    StatusChange,
    Turn,
)

T = TypeVar("T")


class ClaimRow(Claim, frozen=True, kw_only=True):
    """A claim with its day, speaker, grade and outlet."""

    date: str = ""
    speaker: str = ""
    says: str = ""
    grade: str = ""
    publisher: str = ""
    outlet: str = ""  # id of the source that published it
    language: str = ""
    tlp: str = ""


class EventRow(Event, frozen=True, kw_only=True):
    """An event coded from text with the sentence it stands in."""

    when: str = ""
    sentence: str = ""
    publisher: str = ""
    outlet: str = ""
    language: str = ""
    country: str = ""  # of its place, ISO 3166-1 alpha-2
    tlp: str = ""


class CodedRow(CodedEvent, frozen=True, kw_only=True):
    """An event of a published dataset."""

    when: str = ""
    tlp: str = ""


class IncidentRow(Incident, frozen=True, kw_only=True):
    """One happening, with how many independent origins tell of it and on what they differ."""

    when: str = ""
    deaths: int | None = None
    told_by: int = 0
    differ_on: str = ""
    country: str = ""
    tlp: str = ""


class CommitmentRow(Commitment, frozen=True, kw_only=True):
    """A commitment as one report gives it, beside the status history over all reports of that measure (`thread`)."""

    when: str = ""
    publisher: str = ""
    language: str = ""
    thread: str = ""
    history: str = ""
    changes: tuple[StatusChange, ...] = ()
    tlp: str = ""


class ScenarioRow(Scenario, frozen=True, kw_only=True):
    """A conditional that a report holds."""

    date: str = ""
    publisher: str = ""
    language: str = ""
    tlp: str = ""


class RelationRow(Relation, frozen=True, kw_only=True):
    """A statement about how two parties stand to each other."""

    date: str = ""
    publisher: str = ""
    language: str = ""
    tlp: str = ""


class DocumentRow(Record, frozen=True, kw_only=True):
    """A report without its text; `claims` and `events` count what was found in it."""

    id: str
    url: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    source: str = ""
    language: str = ""
    published: DateEstimate = DateEstimate()
    digest: bool = False
    fetched: str = ""
    run: str = ""
    date: str = ""
    grade: str = ""  # of its source
    characters: int = 0
    claims: int = 0
    events: int = 0
    tlp: str = ""


class ActorRow(Actor, frozen=True, kw_only=True):
    """An actor with how often it speaks, is spoken of and acts; `coded` counts events of published datasets.

    A row without an id is a body that the region pack lacks, named `proposed` times.
    """

    claims: int = 0
    claims_about: int = 0
    events: int = 0
    coded: int = 0
    proposed: int = 0
    tlp: str = ""


class PlaceRow(Place, frozen=True, kw_only=True):
    """A place with the events held there, those of published datasets, and how often texts name it."""

    events: int = 0
    coded: int = 0
    mentions: int = 0
    tlp: str = ""


class SideRow(Record, frozen=True, kw_only=True):
    """One side of a proposition: its claims, independent origins and speakers, and both Admiralty grades.

    At most 500 claims, origins and speakers are named; `claims_total` and `origins_total` count all.
    """

    claims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    claims_total: int = 0
    origins_total: int = 0
    speakers: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    silent_since: str = ""
    reliability: Reliability = "F"
    credibility: int = 6
    grade: str = ""
    names: tuple[str, ...] = ()


class LedgerRow(Record, frozen=True, kw_only=True):
    """A proposition with its three sides; those in words for reading, those as records for counting."""

    proposition: str
    text: str
    asserted_by: str = ""
    denied_by: str = ""
    doubted_by: str = ""
    contested: bool = False
    changed_sides: tuple[str, ...] = ()
    asserts: SideRow = SideRow()
    denies: SideRow = SideRow()
    doubts: SideRow = SideRow()
    turns: tuple[Turn, ...] = ()
    standing: bool = False
    claims: int = 0
    origins: int = 0  # of all sides
    first: str = ""
    last: str = ""
    tlp: str = ""


class PropositionRow(Proposition, frozen=True, kw_only=True):
    """What claims assert or deny: the pack's standing propositions and those that claims form."""

    claims: int = 0
    tlp: str = ""


class SourceRow(Source, frozen=True, kw_only=True):
    """An outlet with its grade in force, the grades before, and what was read of it."""

    source: str = ""
    grade: Reliability = "F"
    since: str = ""
    by: str = ""
    reason: str = ""
    before: tuple[str, ...] = ()
    documents: int = 0
    claims: int = 0
    headlines_contradicted: tuple[str, ...] = ()
    last: str = ""
    tlp: str = ""


class RefusalRow(Record, frozen=True, kw_only=True):
    """A page that could not be read: the reason and the remedy."""

    id: str
    url: str
    name: str
    fetched: str
    media_type: str = ""
    refused: str = ""
    remedy: str = ""
    tlp: str = ""


class CorrectionRow(Correction, frozen=True, kw_only=True):
    """An analyst's correction; `state` says whether it is in force or was replaced. `value` is JSON."""

    state: str = ""
    tlp: str = ""


class MentionRow(Record, frozen=True, kw_only=True):
    """A named actor or place in a document's text."""

    id: str
    document: str
    start: int
    end: int
    type: str
    actor: str = ""
    place: str = ""
    text: str = ""


class ContradictionRow(Record, frozen=True, kw_only=True):
    """A headline that its own text contradicts."""

    document: str
    kind: str
    headline: str
    sentence: tuple[int, int]
    tlp: str = ""


class Rows(Record, Generic[T], frozen=True, kw_only=True):
    """A page of a resource. `next` is the cursor of the following page, empty on the last; `total` counts all."""

    resource: str
    snapshot: str  # the state of the lake that this was read from
    as_of: str
    total: int
    next: str
    rows: list[T]


class FacetValue(Record, frozen=True, kw_only=True):
    """One value of a field with how many rows have it."""

    value: str
    n: int


class Facet(Record, frozen=True, kw_only=True):
    """The commonest values of a field under a filter; `more` when there are others."""

    field: str
    values: list[FacetValue]
    more: bool = False


class Facets(Record, frozen=True, kw_only=True):
    """Facets of a resource under a filter."""

    resource: str
    snapshot: str
    total: int
    facets: list[Facet]
