"""What the tables of the desk show: for each resource its columns, its facets, and its words when it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sarhad.records import Record


def N_(text: str) -> str:
    """A message for the catalogues, translated where it is shown."""
    return text


# text: in the row's own language · name: of an actor or source · code: as it is · link: the row's own page
Kind = Literal["link", "text", "name", "place", "code", "date", "number", "grade", "state", "list", "flag"]


class Column(Record, frozen=True):
    """A column: the row's field, its heading, and how it is shown."""

    field: str
    label: str
    kind: Kind = "code"


class Listing(Record, frozen=True, kw_only=True):
    """How a resource is shown as a table."""

    heading: str
    columns: tuple[Column, ...]
    facets: tuple[str, ...] = ()
    empty: str = N_("Nothing has been found yet.")
    next: str = "sarhad read FILE|FOLDER|URL"
    record: bool = True  # whether a row has a page of its own


DATE = Column("date", N_("Date"), "date")
WHEN = Column("when", N_("Date"), "date")
PUBLISHER = Column("publisher", N_("Publisher"), "text")
PARTIES = (Column("actor", N_("Actor"), "name"), Column("recipient", N_("Recipient"), "name"))
PLACE = Column("place", N_("Place"), "place")
LISTINGS: Mapping[str, Listing] = {
    "claims": Listing(
        heading=N_("Claims"),
        columns=(
            DATE,
            Column("speaker", N_("Speaker"), "text"),
            Column("says", N_("Says"), "link"),
            Column("stance", N_("Stance"), "state"),
            Column("grade", N_("Grade"), "grade"),
            PUBLISHER,
        ),
        facets=("stance", "source_actor", "about", "modes", "kind", "frame", "language", "publisher", "month"),
    ),
    "events": Listing(
        heading=N_("Events"),
        columns=(
            WHEN, Column("type", N_("Type"), "state"), *PARTIES, PLACE, Column("sentence", N_("Sentence"), "link"),
        ),
        facets=("type", "quad", "party", "place", "country", "modes", "language", "publisher", "month"),
    ),
    "incidents": Listing(
        heading=N_("Incidents"),
        columns=(
            WHEN, Column("type", N_("Type"), "link"), *PARTIES, PLACE, Column("deaths", N_("Deaths"), "number"),
            Column("told_by", N_("Origins"), "number"), Column("differ_on", N_("Reports differ on")),
        ),
        facets=("type", "quad", "party", "place", "country"),
    ),
    "coded-events": Listing(
        heading=N_("Events of published datasets"),
        columns=(
            WHEN, Column("type", N_("Type"), "link"), Column("actor_name", N_("Actor"), "text"),
            Column("recipient_name", N_("Recipient"), "text"), Column("place_name", N_("Place"), "text"),
            Column("country", N_("Country")), Column("deaths_best", N_("Deaths"), "number"),
            Column("dataset", N_("Dataset")),
        ),
        facets=("dataset", "type", "quad", "country", "kind", "admin1", "party"),
        empty=N_("No published dataset is loaded. Events of datasets stand beside those coded from texts."),
        next="sarhad load ucdp --fetch",
    ),
    "commitments": Listing(
        heading=N_("Commitments"),
        columns=(
            WHEN, Column("status", N_("Status"), "state"), Column("phase", N_("Phase"), "number"),
            Column("measure", N_("Measure"), "link"), Column("holder", N_("Holder"), "name"),
            Column("reported_by", N_("Reported by"), "name"), PUBLISHER,
        ),
        facets=("status", "programme", "holder", "phase", "publisher", "language"),
    ),
    "scenarios": Listing(
        heading=N_("Scenarios"),
        columns=(
            DATE, Column("antecedent_text", N_("If"), "link"), Column("consequent_text", N_("Then"), "text"),
            Column("hedge", N_("Hedge"), "text"), PUBLISHER,
        ),
        facets=("actors", "publisher", "language"),
    ),
    "documents": Listing(
        heading=N_("Documents"),
        columns=(
            DATE, Column("title", N_("Title"), "link"), PUBLISHER, Column("language", N_("Language")),
            Column("claims", N_("Claims"), "number"), Column("events", N_("Events"), "number"),
            Column("grade", N_("Grade"), "grade"),
        ),
        facets=("language", "publisher", "grade", "digest", "month"),
    ),
    "actors": Listing(
        heading=N_("Actors"),
        columns=(
            Column("name", N_("Name"), "link"), Column("kind", N_("Kind")), Column("country", N_("Country")),
            Column("claims", N_("Claims"), "number"), Column("claims_about", N_("Claims about it"), "number"),
            Column("events", N_("Events"), "number"), Column("proposed", N_("Proposed"), "number"),
        ),
        facets=("kind", "country", "sector"),
    ),
    "places": Listing(
        heading=N_("Places"),
        columns=(
            Column("name", N_("Name"), "link"), Column("kind", N_("Kind")), Column("country", N_("Country")),
            Column("events", N_("Events here"), "number"), Column("mentions", N_("Named"), "number"),
        ),
        facets=("kind", "country"),
    ),
    "sources": Listing(
        heading=N_("Sources"),
        columns=(
            Column("grade", N_("Grade"), "grade"), Column("name", N_("Name"), "link"), Column("kind", N_("Kind")),
            Column("since", N_("Graded"), "date"), Column("reason", N_("Reason"), "text"),
            Column("documents", N_("Documents"), "number"), Column("claims", N_("Claims"), "number"),
            Column("last", N_("Last seen"), "date"),
        ),
        facets=("grade", "kind", "country", "languages"),
    ),
    "corrections": Listing(
        heading=N_("Corrections"),
        columns=(
            WHEN, Column("who", N_("Who"), "text"), Column("table", N_("Kind")), Column("record", N_("Record")),
            Column("field", N_("Field")), Column("value", N_("Value"), "text"), Column("why", N_("Why"), "text"),
            Column("state", N_("State"), "state"),
        ),
        facets=("table", "field", "who", "state"),
        empty=N_("Nothing has been corrected. A claim or an event is corrected on its own page or in its row."),
        next="",
        record=False,
    ),
    "runs": Listing(
        heading=N_("Runs"),
        columns=(
            Column("started", N_("Started"), "date"), Column("command", N_("Command")),
            Column("inputs", N_("Inputs"), "number"), Column("read", N_("Read"), "number"),
            Column("refused", N_("Refused"), "number"), Column("known", N_("Known before"), "number"),
        ),
        record=False,
    ),
    "refusals": Listing(
        heading=N_("Refusals"),
        columns=(
            Column("fetched", N_("When"), "date"), Column("name", N_("Input"), "text"),
            Column("refused", N_("Reason")), Column("remedy", N_("Remedy")),
        ),
        facets=("refused", "media_type"),
        empty=N_("Nothing was refused."),
        next="",
        record=False,
    ),
    "contradictions": Listing(
        heading=N_("Headlines against their own text"),
        columns=(Column("headline", N_("Headline"), "text"), Column("kind", N_("Kind"))),
        empty=N_("No headline contradicts its own text."),
        next="",
        record=False,
    ),
    "observations": Listing(
        heading=N_("Indicators"),
        columns=(
            Column("indicator", N_("Indicator")), Column("unit", N_("Unit")), Column("period", N_("Period"), "date"),
            Column("value", N_("Value"), "number"), Column("low", N_("Low"), "number"),
            Column("high", N_("High"), "number"), Column("n", "n", "number"), Column("absence", N_("Absence")),
        ),
        facets=("indicator", "unit", "period", "absence"),
    ),
    "assessments": Listing(
        heading=N_("Assessments"),
        columns=(
            Column("as_of", N_("As of"), "date"), Column("question", N_("Question"), "link"),
            Column("unit", N_("Unit")), Column("answer", N_("Answer"), "state"),
            Column("probability", N_("Probability"), "number"), Column("confidence", N_("Confidence")),
            Column("basis", N_("Basis")),
        ),
        facets=("question", "answer"),
    ),
    "forecasts": Listing(
        heading=N_("Forecasts"),
        columns=(
            Column("issued", N_("Issued"), "date"), Column("unit", N_("Unit")), Column("month", N_("Month"), "date"),
            Column("target", N_("Target")), Column("model", N_("Model")), Column("data_vintage", N_("Data")),
            Column("resolves", N_("Resolves"), "date"),
        ),
        facets=("unit", "month", "target", "model"),
        empty=N_("No forecast is stored."),
        next="sarhad forecast",
        record=False,
    ),
    "scores": Listing(
        heading=N_("Scores"),
        columns=(
            Column("scored", N_("Scored"), "date"), Column("forecast", N_("Forecast")),
            Column("measure", N_("Measure")), Column("value", N_("Value"), "number"),
            Column("truth", N_("Truth"), "number"), Column("state", N_("State"), "state"),
        ),
        facets=("measure", "state"),
        empty=N_("No forecast has been scored."),
        next="sarhad score",
        record=False,
    ),
    "datasets": Listing(
        heading=N_("Datasets"),
        columns=(
            Column("name", N_("Name")), Column("version", N_("Version")), Column("first", N_("From"), "date"),
            Column("last", N_("To"), "date"), Column("loaded", N_("Loaded"), "number"),
            Column("refused", N_("Refused"), "number"), Column("licence", N_("Licence")),
        ),
        empty=N_("No published dataset is loaded."),
        next="sarhad load ucdp --fetch",
        record=False,
    ),
}  # fmt: skip
FIELDS: Mapping[str, str] = {  # headings of facets and of a record's fields; others are shown by their own name
    "stance": N_("Stance"), "source_actor": N_("Speaker"), "about": N_("About"), "modes": N_("Threat mode"),
    "kind": N_("Kind"), "frame": N_("Frame"), "language": N_("Language"), "publisher": N_("Publisher"),
    "month": N_("Month"), "type": N_("Type"), "quad": N_("Quad class"), "party": N_("Actor or recipient"),
    "place": N_("Place"), "country": N_("Country"), "dataset": N_("Dataset"), "admin1": N_("Province"),
    "status": N_("Status"), "programme": N_("Programme"), "holder": N_("Holder"), "phase": N_("Phase"),
    "actors": N_("Actors"), "grade": N_("Grade"), "digest": N_("Re-told note"), "sector": N_("Sector"),
    "languages": N_("Languages"), "table": N_("Kind"), "field": N_("Field"), "who": N_("Who"), "state": N_("State"),
    "refused": N_("Reason"), "media_type": N_("Media type"), "indicator": N_("Indicator"), "unit": N_("Unit"),
    "period": N_("Period"), "absence": N_("Absence"),
}  # fmt: skip
NAMED = frozenset({"source_actor", "about", "party", "actor", "recipient", "holder", "reported_by", "actors"})
VALUES = (  # codes that are shown as words; others (PLOVER types, ids) stay as the standards write them
    N_("asserts"), N_("denies"), N_("doubts"), N_("in force"), N_("replaced"), N_("hide"), N_("show"),
    N_("announced"), N_("agreed"), N_("funded"), N_("begun"), N_("phase-done"), N_("finished"), N_("delayed"),
    N_("dropped"), N_("reported"), N_("month"), N_("quarter"), N_("year"), N_("structural"), N_("transient"),
    N_("contested"), N_("not enough evidence"), N_("not monitored"), N_("pending"), N_("scored"),
    N_("weak"), N_("strong"), N_("confidence"), N_("concern"), N_("official"), N_("party"), N_("institution"),
    N_("media"), N_("expert"), N_("unnamed"), N_("author"), N_("stated"), N_("inferred"), N_("metadata"),
    N_("verbal-cooperation"), N_("material-cooperation"), N_("verbal-conflict"), N_("material-conflict"),
    N_("country"), N_("admin1"), N_("district"), N_("city"), N_("village"), N_("crossing"), N_("region"), N_("river"),
    N_("base"), N_("border"), N_("state"),
)  # fmt: skip
