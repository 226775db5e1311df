"""What the desk lists, in one visible dict: for each resource its row, its order, its facets and the texts searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from sarhad import records
from sarhad.records import Record
from sarhad.registry import find
from sarhad.store.desk import rows
from sarhad.store.mapping import columns

Key = Callable[[Record], str]


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """How one kind of row is listed.

    `date` names the field that it is ordered and filtered by, newest first; where it is empty `key` gives its rank.
    `parties` are the fields that the filter `party` looks in.
    """

    row: type[Record]
    about: str
    ident: tuple[str, ...] = ("id",)
    date: str = ""
    key: Key | None = None
    facets: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Columns that rows are filtered by, with their types; the marking is the whole lake's, so it has none."""
        return {name: kind for name, kind in columns(self.row).items() if name != "tlp" and _flat(kind)}


def _flat(kind: str) -> bool:
    """Whether a column can be filtered by: a value, a list of texts, or a record of values."""
    return kind == "VARCHAR[]" or not (kind.endswith("]") or kind.startswith("MAP"))


def _most(*names: str) -> Key:
    """A rank by the sum of some counts, the largest first."""
    return lambda row: f"{10**9 - sum(getattr(row, name) for name in names):010d}"


def _actor(row: Record) -> str:
    shown = 10**9 - sum(getattr(row, name) for name in ("claims", "claims_about", "events"))
    return f"{shown:010d}" if getattr(row, "id", "") else f"9{10**9 - getattr(row, 'proposed', 0):010d}"


def _weight(row: Record) -> str:
    sides = (getattr(row, name, rows.SideRow()) for name in ("asserts", "denies"))
    return f"{10**9 - sum(side.origins_total for side in sides):010d}"


def _last_change(row: Record) -> str:
    days = [change.date.value or change.date.latest for change in getattr(row, "changes", ())]
    return max(days, default="")


_PARTIES = ("actor", "recipient")
_EVENT = ("type", "quad", "mode", "actor", "recipient", "place", "country")
RESOURCES: Mapping[str, Resource] = {
    "claims": Resource(
        row=rows.ClaimRow,
        about="Who says what about whom.",
        date="date",
        facets=(
            "stance", "kind", "act", "hedge", "frame", "modes", "about", "source_actor", "proposition",
            "publisher", "outlet", "language", "grade",
        ),
        texts=("content_text", "source_text", "cue_text", "speaker"),
    ),
    "events": Resource(
        row=rows.EventRow,
        about="Events coded from texts.",
        date="when",
        facets=(*_EVENT, "modes", "context", "publisher", "outlet", "language"),
        texts=("sentence", "words"),
        parties=_PARTIES,
    ),
    "incidents": Resource(
        row=rows.IncidentRow,
        about="What happened, once for each happening.",
        date="when",
        facets=_EVENT,
        texts=("type", "actor", "recipient", "place"),
        parties=_PARTIES,
    ),
    "coded-events": Resource(
        row=rows.CodedRow,
        about="Events of published datasets.",
        date="when",
        facets=(*_EVENT, "dataset", "kind", "admin1", "place_precision"),
        texts=("actor_name", "recipient_name", "place_name", "admin1", "kind"),
        parties=_PARTIES,
    ),
    "commitments": Resource(
        row=rows.CommitmentRow,
        about="Announced measures and their status.",
        date="when",
        facets=("programme", "holder", "reported_by", "phase", "status", "place", "publisher", "language"),
        texts=("measure", "status_text", "programme", "money"),
    ),
    "threads": Resource(
        row=records.CommitmentThread,
        about="One announced measure over all reports, with its status history.",
        key=_last_change,
        facets=("programme", "holder", "phase", "kind", "status", "contested"),
        texts=("measure", "programme"),
    ),
    "scenarios": Resource(
        row=rows.ScenarioRow,
        about="Conditionals: if this, then that.",
        date="date",
        facets=("actors", "hedge", "publisher", "language"),
        texts=("antecedent_text", "consequent_text"),
    ),
    "relations": Resource(
        row=rows.RelationRow,
        about="How two parties stand to each other.",
        date="date",
        facets=("kind", "direction", "between", "publisher", "language"),
    ),
    "documents": Resource(
        row=rows.DocumentRow,
        about="Reports as read; one by its id brings its text and what was found in it.",
        date="date",
        facets=("language", "publisher", "source", "grade", "digest"),
        texts=("title", "author", "publisher"),
    ),
    "actors": Resource(
        row=rows.ActorRow,
        about="Actors by how often they speak, are spoken of and act.",
        key=_actor,
        facets=("kind", "country", "sector"),
        texts=("name", "aliases"),
    ),
    "places": Resource(
        row=rows.PlaceRow,
        about="Places by the events held there.",
        key=_most("events"),
        facets=("kind", "country", "admin1"),
        texts=("name", "aliases"),
    ),
    "ledger": Resource(
        row=rows.LedgerRow,
        about="Propositions with those who assert, deny and doubt them.",
        ident=("proposition",),
        key=_weight,
        facets=("contested", "standing"),
        texts=("text", "asserted_by", "denied_by", "doubted_by"),
    ),
    "propositions": Resource(
        row=rows.PropositionRow,
        about="What claims assert or deny.",
        key=_most("claims"),
        facets=("standing", "weighs", "about", "question"),
        texts=("text", "texts"),
    ),
    "sources": Resource(
        row=rows.SourceRow,
        about="Outlets with their grades.",
        key=_most("documents"),
        facets=("grade", "kind", "country", "languages", "state_affiliated"),
        texts=("name", "publisher_names", "aliases", "owner"),
    ),
    "runs": Resource(row=records.Run, about="Commands that wrote to the lake.", date="started", texts=("command",)),
    "refusals": Resource(
        row=rows.RefusalRow,
        about="Pages that could not be read, with reason and remedy.",
        date="fetched",
        facets=("refused", "media_type"),
        texts=("name", "url", "refused"),
    ),
    "corrections": Resource(
        row=rows.CorrectionRow,
        about="What analysts changed: who, when and why.",
        date="when",
        facets=("table", "field", "who", "state"),
        texts=("why", "who", "value"),
    ),
    "contradictions": Resource(
        row=rows.ContradictionRow,
        about="Headlines that their own text contradicts.",
        ident=("document", "kind"),
        key=lambda row: str(getattr(row, "document", "")),
        facets=("kind",),
        texts=("headline",),
    ),
    "observations": Resource(
        row=records.Observation,
        about="Values of indicators, each with its interval, its rows and its absence.",
        ident=("indicator", "unit", "period"),
        key=lambda row: "|".join(str(getattr(row, name)) for name in ("indicator", "unit", "period")),
        facets=("indicator", "unit", "period", "absence"),
    ),
    "counted": Resource(
        row=records.Counted,
        about="The records that an observation counts, each with its side and its origin.",
        ident=("indicator", "unit", "side", "origin", "record"),
        date="date",
        facets=("indicator", "unit", "side", "dated"),
    ),
    "gaps": Resource(
        row=records.GapJudgement,
        about="Whether one party is closer to another in deeds than in trust.",
        key=lambda row: str(getattr(row, "unit", "")),
        facets=("unit", "answer", "trend"),
    ),
    "shifts": Resource(
        row=records.ModeShift,
        about="Whether the composition of threat modes has changed.",
        key=lambda row: str(getattr(row, "unit", "")),
        facets=("answer",),
    ),
    "assessments": Resource(
        row=records.Assessment, about="Answers to standing questions.", date="as_of", facets=("question", "answer"),
    ),
    "forecasts": Resource(
        row=records.Forecast,
        about="Forecasts as issued, with their samples.",
        date="issued",
        facets=("unit", "month", "target", "model"),
    ),
    "scores": Resource(
        row=records.Score,
        about="How forecasts did.",
        ident=("forecast", "measure"),
        date="scored",
        facets=("measure", "state"),
    ),
    "origins": Resource(
        row=records.Origin,
        about="Documents that carry one text or one statement: they count once.",
        date="first",
        facets=("kind", "speaker"),
    ),
    "datasets": Resource(
        row=records.Dataset, about="Published datasets as loaded.", date="last", facets=("name", "licence"),
        texts=("name", "citation"),
    ),
}  # fmt: skip


def resource_named(name: str) -> Resource:
    """The resource of a name; SarhadError listing those there are."""
    return find(RESOURCES, name, "resource")


def ident_of(resource: Resource, row: Record) -> str:
    """What a row is addressed by: its id, or the fields that make it one, with bars between."""
    own = "|".join(str(getattr(row, name)) for name in resource.ident)
    return own or f"proposed|{getattr(row, 'name', '')}"  # a body that the region pack lacks


def texts_of(resource: Resource, row: Record) -> Iterator[str]:
    """The texts of a row in which a search looks."""
    for name in resource.texts:
        yield from _strings(getattr(row, name))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _strings(inner)
