"""The vocabulary: every record of Sarhad, once, frozen and typed.

Stages take records and return records. Three conventions hold for all of them:

* **Offsets** are characters into `Document.text`, 0-based, end exclusive.
* **Ids** are deterministic: `make_id` hashes what makes the record itself, so reading twice changes nothing.
* **Evidence**: each derived record carries the spans it was made from, what made it (`made_by`, name and version)
  and the run that wrote it (`run`, stamped by the pipeline; empty before).
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

Language = Literal["en", "ru", "fa", "tg"]
LANGUAGES: tuple[Language, ...] = ("en", "ru", "fa", "tg")
Offsets = tuple[int, int]  # start, end
Precision = Literal["day", "month", "quarter", "year", "range", "unknown"]
DateOrigin = Literal["stated", "metadata", "inferred", "unknown"]
SourceKind = Literal["official", "party", "institution", "media", "expert", "unnamed", "author"]
Act = Literal[
    "say",
    "claim",
    "show",
    "confirm",
    "believe",
    "expect",
    "warn",
    "deny",
    "doubt",
    "plan",
    "order",
    "assure",
    "accuse",
    "",
]
Hedge = Literal["none", "weak", "strong"]
Stance = Literal["asserts", "denies", "doubts", ""]
Frame = Literal["confidence", "concern", ""]
Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]
Status = Literal["announced", "agreed", "funded", "begun", "phase-done", "finished", "delayed", "dropped", "reported"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Answer = Literal["structural", "transient", "contested", "not enough evidence"]


def make_id(kind: str, *parts: object) -> str:
    """A short deterministic id: `kind-` and 16 hex digits over the parts.

    >>> make_id("doc", "https://example.org/a", "text") == make_id("doc", "https://example.org/a", "text")
    True
    """
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()
    return f"{kind}-{digest}"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records share: immutable, keyword-only, comparable, JSON both ways."""


# ---------------------------------------------------------------- provenance


class Span(Record, frozen=True, kw_only=True):
    """A quoted stretch of a document: where it stands and the SHA-256 of its text, by which a citation is checked."""

    document: str
    start: int
    end: int
    sha256: str


class Run(Record, frozen=True, kw_only=True):
    """One run of a command that wrote to the lake. `read + refused` equals the number of inputs."""

    id: str
    command: str
    version: str
    started: str  # ISO 8601, UTC
    finished: str = ""
    inputs: int = 0
    read: int = 0
    refused: int = 0
    known: int = 0  # of those read: already in the lake, unchanged


class Correction(Record, frozen=True, kw_only=True):
    """An analyst's correction of one field of one record. It wins on reading; nothing is overwritten."""

    id: str
    table: str
    record: str
    field: str
    value: str  # JSON
    who: str
    when: str
    why: str


# ---------------------------------------------------------------- the path of a report


class Dataset(Record, frozen=True, kw_only=True):
    """A published dataset as one file of it was loaded: which, under what terms, and what became of its rows.

    `rows = loaded + left_out + refused`; `problems` holds the first of those refused, with their lines.
    """

    id: str
    name: str
    version: str
    file: str
    checksum: str  # SHA-256 of the file
    rank: str = ""  # orders the releases of one series; empty where the latest load counts
    series: tuple[str, ...] = ()  # what a later release takes the place of; empty: row by row
    first: str = ""  # first and last day or month of its rows
    last: str = ""
    rows: int = 0
    loaded: int = 0
    left_out: int = 0  # of no PLOVER type, by the dataset's own code
    refused: int = 0
    problems: tuple[str, ...] = ()
    licence: str = ""
    citation: str = ""
    url: str = ""
    run: str = ""


class Grade(Record, frozen=True, kw_only=True):
    """Reliability of a source on the Admiralty scale, with its reason; F means "cannot be judged", not "worst"."""

    grade: Reliability
    since: str
    by: str
    reason: str


class Source(Record, frozen=True, kw_only=True):
    """An outlet or body that publishes; `grades` holds the history of its reliability, newest last."""

    id: str
    name: str
    kind: str
    country: str = ""
    country_inferred: bool = False
    languages: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    owner: str = ""
    owner_reference: str = ""
    state_affiliated: bool | None = None
    relays: tuple[str, ...] = ()
    publisher_names: tuple[str, ...] = ()
    aliases: dict[str, tuple[str, ...]] = {}
    grades: tuple[Grade, ...] = ()

    @property
    def grade(self) -> Reliability:
        """The grade in force; F where none was ever given."""
        return self.grades[-1].grade if self.grades else "F"


class Page(Record, frozen=True, kw_only=True):
    """One thing that was acquired: bytes with their address and checksum, or a refusal with reason and remedy.

    `hints` carries what the container said of it (a feed entry's title, an e-mail's date, front matter…).
    """

    id: str
    url: str  # canonical address, or the path as given
    name: str  # what was asked for, as the user typed it or as the folder listed it
    fetched: str  # ISO 8601, UTC
    media_type: str = ""
    checksum: str = ""  # SHA-256 of the content
    content: bytes = b""
    hints: dict[str, str] = {}
    refused: str = ""  # the reason; empty when it was read
    remedy: str = ""


class DateEstimate(Record, frozen=True, kw_only=True):
    """A date with its precision and how it is known; an inferred one carries bounds and never pretends to be stated.

    `value` is ISO 8601 cut to its precision ("2024", "2024-07", "2024-07-15"), empty when unknown;
    `earliest` and `latest` are whole days (empty: no bound).
    """

    value: str = ""
    precision: Precision = "unknown"
    how: DateOrigin = "unknown"
    earliest: str = ""
    latest: str = ""
    because: str = ""  # the words or the tag it rests on


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence of a document. Headings, titles and by-lines are kept apart from body text."""

    start: int
    end: int
    kind: Literal["body", "title", "heading", "byline"] = "body"


class Document(Record, frozen=True, kw_only=True):
    """A report as text. `sentences` leave out boilerplate (menus, forms); offsets refer to `text` as stored here.

    `digest` marks a note that re-tells a published item in Sarhad's words; `publisher` is then the original's.
    """

    id: str
    page: str
    url: str
    text: str
    sentences: tuple[Sentence, ...]
    title: str = ""
    author: str = ""
    publisher: str = ""
    source: str = ""  # id in the catalogue of sources, empty when it is not there
    language: str = ""
    published: DateEstimate = DateEstimate()
    digest: bool = False
    tlp: str = "TLP:CLEAR"
    fetched: str = ""
    run: str = ""


class Mention(Record, frozen=True, kw_only=True):
    """A named actor or place in the text. A country's name carries both: it is a state and a stretch of land."""

    id: str
    document: str
    start: int
    end: int
    type: str  # the actor's or the place's kind: state, organisation, armed-group, city, river…
    actor: str = ""
    place: str = ""
    text: str = ""
    made_by: str = ""
    run: str = ""
    actors: tuple[str, ...] = ()  # all whom it stands for, where they are several ("the three countries")


class Derived(Record, frozen=True, kw_only=True):
    """What all derived records carry."""

    id: str
    document: str
    evidence: tuple[Span, ...]
    made_by: str
    run: str = ""


class Claim(Derived, frozen=True, kw_only=True):
    """Who says what about whom: source, cue and content spans, the grounded speaker, hedge, date said, proposition.

    The author's own voice is a claim of the publisher: `kind` is "author", the source and cue spans are empty.
    """

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    source_text: str = ""
    cue_text: str = ""
    content_text: str = ""
    source_actor: str = ""  # an actor's or a source's id; empty: unnamed
    kind: SourceKind = "unnamed"
    act: Act = ""  # what the speaker does with it; empty for the author's own voice
    hedge: Hedge = "none"
    hedge_words: str = ""
    said: str = ""  # ISO date at its precision when the text gives one
    about: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()  # threat modes it speaks of
    frame: Frame = ""
    proposition: str = ""
    stance: Stance = ""


class Event(Derived, frozen=True, kw_only=True):
    """A coded happening in PLOVER terms. Denied, planned, hypothetical or negated happenings are not events."""

    type: str
    mode: str = ""
    quad: Quad
    cameo: str = ""  # CAMEO root code, two digits
    actor: str = ""
    recipient: str = ""
    place: str = ""  # where it happened; empty when the text does not say
    date: DateEstimate = DateEstimate()
    deaths_low: int | None = None
    deaths_best: int | None = None
    deaths_high: int | None = None
    modes: tuple[str, ...] = ()
    words: str = ""  # the word that stands for it in the text
    context: tuple[str, ...] = ()  # PLOVER contexts: military, diplomatic, economic…
    trace: str = ""  # the words that made the coding, outermost first; the rule is named in `made_by`
    injured: int | None = None
    where: tuple[Offsets, ...] = ()  # the words that say where it happened
    place_because: tuple[str, ...] = ()  # why that place of all that bear the name: the parts of its score, best first
    actors: tuple[str, ...] = ()  # all who did it, where they are more than one ("the three countries signed")
    recipients: tuple[str, ...] = ()
    actor_sector: str = ""  # PLOVER's sector of the party: GOV, MIL, REB, CIV, JUD…
    recipient_sector: str = ""


class CodedEvent(Event, frozen=True, kw_only=True):
    """An event from a published dataset, in the same terms; kept beside the events coded from text, never among them.

    Its evidence is the row: `document` is the `Dataset` (file, checksum), `row` the dataset's own id of it, `line` its
    line in the file. A later load of the same `series` takes its place on reading.
    """

    dataset: str  # "ucdp-ged", "ucdp-candidate", "acled", "gdelt"
    version: str
    row: str
    line: int
    series: str
    kind: str = ""  # the type in the dataset's own terms
    actor_name: str = ""  # the parties as the dataset writes them
    recipient_name: str = ""
    country: str = ""  # ISO 3166-1 alpha-3
    admin1: str = ""
    place_name: str = ""
    lat: float | None = None
    lon: float | None = None
    place_precision: int | None = None  # in the dataset's own steps, 1 the most exact


class Incident(Record, frozen=True, kw_only=True):
    """One happening that several reports tell of: the best-supported value of each field, and all that were given.

    `events` are the coded events it joins, `origins` their independent origins. `values` keeps the disagreement:
    field → value → the events that give it, the best-supported first; a field on which all agree is not in it.
    """

    id: str
    type: str
    quad: Quad
    mode: str = ""
    actor: str = ""
    recipient: str = ""
    place: str = ""
    date: DateEstimate = DateEstimate()
    deaths_low: int | None = None
    deaths_best: int | None = None
    deaths_high: int | None = None
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    values: dict[str, dict[str, tuple[str, ...]]] = {}


class Commitment(Derived, frozen=True, kw_only=True):
    """An announced measure and its status as one report gives it."""

    programme: str  # a programme's id in the region pack, else the words of the text
    holder: str = ""
    reported_by: str = ""
    phase: int | None = None
    measure: str = ""
    place: str = ""
    due: str = ""
    money: str = ""
    status: Status = "reported"
    status_text: str = ""
    date: DateEstimate = DateEstimate()
    kind: str = ""  # what the measure is: "list", "delivery", "funding"…; empty for the programme or phase as a whole
    denied: bool = False  # the report says that this status is not reached
    condition: tuple[Offsets, ...] = ()  # "if parliament approves", "once funding is found"
    condition_text: str = ""


class StatusChange(Record, frozen=True, kw_only=True):
    """A status of a commitment and all who report it at that time; copies of one report are one of the `origins`."""

    status: Status
    date: DateEstimate = DateEstimate()
    denied: bool = False
    commitments: tuple[str, ...] = ()  # the records that give it, the first one first
    documents: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()  # in the words of the reports
    evidence: tuple[Span, ...] = ()
    against: tuple[Status, ...] = ()  # statuses reported for the same time that do not go with it


class CommitmentThread(Record, frozen=True, kw_only=True):
    """One announced measure over all reports: programme, measure and phase, with its status history, oldest first.

    `status` is the one last reported; `contested` says that reports of that time give another one too.
    """

    id: str
    programme: str
    phase: int | None = None
    kind: str = ""
    holder: str = ""
    measure: str = ""  # in the words of the first report
    status: Status = "reported"
    contested: bool = False
    changes: tuple[StatusChange, ...] = ()
    origins: tuple[str, ...] = ()
    due: str = ""
    made_by: str = ""


class Scenario(Derived, frozen=True, kw_only=True):
    """A conditional: if `antecedent`, then `consequent`, with the hedge that the author put on it."""

    antecedent: tuple[Offsets, ...]
    consequent: tuple[Offsets, ...]
    antecedent_text: str = ""
    consequent_text: str = ""
    hedge: str = ""
    actors: tuple[str, ...] = ()  # of the antecedent
    mark: str = ""  # the words that mark the condition: "if", "unless", "в случае"
    negated: bool = False  # the antecedent is that something does not happen
    horizon: str = ""  # by when, in the text's words; empty when it does not say
    horizon_months: int | None = None
    then_actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # of the antecedent
    then_places: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()  # threat modes that the antecedent speaks of
    then_modes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()  # kinds of words in the antecedent, by which it is put to the data: "violence"…
    then_signs: tuple[str, ...] = ()


class Relation(Derived, frozen=True, kw_only=True):
    """A statement about how two parties stand to each other: engagement, trust or mistrust, and where it is heading."""

    kind: Literal["engagement", "trust", "mistrust"]
    between: tuple[str, str]
    direction: Literal["rising", "falling", "steady", ""] = ""
    hedged: bool = False


# ---------------------------------------------------------------- the world and the ledger


class Actor(Record, frozen=True, kw_only=True):
    """A state, body or armed group of the region, with its names per language and the references it rests on."""

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    parent: str = ""
    wikidata: str = ""
    members: tuple[dict[str, str], ...] = ()
    aliases: dict[str, tuple[str, ...]] = {}
    demonyms: dict[str, tuple[str, ...]] = {}
    metonyms: dict[str, tuple[str, ...]] = {}
    governments: dict[str, tuple[str, ...]] = {}  # of a state: names of whoever governs it ("Afghan government")
    references: tuple[str, ...] = ()
    note: str = ""


class Government(Record, frozen=True, kw_only=True):
    """Who governed a state from the day `since` to the day before `until` (empty: to this day)."""

    of: str
    actor: str
    since: str
    until: str = ""
    references: tuple[str, ...] = ()
    note: str = ""


class Place(Record, frozen=True, kw_only=True):
    """A country, province, town, crossing or river; `lat` and `lon` are empty where nobody is sure of them."""

    id: str
    name: str
    kind: str
    country: str = ""  # ISO 3166-1 alpha-2; empty for what crosses borders
    admin1: str = ""  # a place of the pack, or ISO 3166-2 (GeoNames' code where ISO has none)
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    gw: int | None = None  # Gleditsch-Ward code of the state
    prio_grid: int | None = None  # cell of PRIO-GRID
    precision: int | None = None  # UCDP's where_prec: 1 exact … 6 country, 7 international waters
    score: float | None = None  # of a place that was resolved in a text
    because: tuple[str, ...] = ()  # the parts of that score
    aliases: dict[str, tuple[str, ...]] = {}
    references: tuple[str, ...] = ()
    note: str = ""


class Border(Record, frozen=True, kw_only=True):
    """A border section with every length that a source gives for it, in kilometres."""

    id: str
    title: str
    between: tuple[str, str]
    lengths: tuple[dict[str, str | float], ...] = ()
    crossings: tuple[str, ...] = ()
    character: str = ""
    references: tuple[str, ...] = ()


class Programme(Record, frozen=True, kw_only=True):
    """A programme of measures, as reporting names it, with its milestones on the public record."""

    id: str
    name: str
    holder: str
    aliases: dict[str, tuple[str, ...]] = {}
    measures: tuple[str, ...] = ()
    milestones: tuple[dict[str, str | list[str]], ...] = ()
    references: tuple[str, ...] = ()


class Anchor(Record, frozen=True, kw_only=True):
    """A moment that reporting dates other things by ("nearly four years after the Taliban returned to power")."""

    id: str
    date: str
    text: str
    phrases: dict[str, tuple[str, ...]] = {}
    references: tuple[str, ...] = ()


class Reference(Record, frozen=True, kw_only=True):
    """A page of the public record that a fact rests on."""

    id: str
    title: str
    publisher: str
    url: str
    date: str = ""


class Proposition(Record, frozen=True, kw_only=True):
    """What claims assert or deny, in any language.

    A claim belongs to it when its content holds a term of each group in `needs` (names of term lists of the
    language), or of each group of one of the sets in `also`; `opposed` term lists turn an assertion into a denial.
    A `charge` is something that those whom it is about do not say of themselves, unless they admit it.
    """

    id: str
    text: str
    about: tuple[str, ...] = ()
    question: str = ""
    weighs: Literal["structural", "transient", ""] = ""  # which answer its assertion supports
    needs: tuple[tuple[str, ...], ...] = ()
    also: tuple[tuple[tuple[str, ...], ...], ...] = ()
    opposed: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    charge: bool = False
    texts: dict[str, str] = {}
    standing: bool = True
    references: tuple[str, ...] = ()


class Origin(Record, frozen=True, kw_only=True):
    """Documents that carry one text or one statement: they count once."""

    id: str
    kind: Literal["text", "statement"]
    documents: tuple[str, ...]
    claims: tuple[str, ...] = ()
    speaker: str = ""
    first: str = ""
    run: str = ""


class LedgerSide(Record, frozen=True, kw_only=True):
    """One side of a proposition: its claims, independent origins, speakers, first and last date, Admiralty grade."""

    claims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    silent_since: str = ""  # month since which no report of this side was monitored; empty while it is being heard
    reliability: Reliability = "F"
    credibility: int = 6

    @property
    def grade(self) -> str:
        """Both axes as analysts write them, such as "B2"."""
        return f"{self.reliability}{self.credibility}"


class Turn(Record, frozen=True, kw_only=True):
    """A speaker who was on one side of a proposition and is first heard on another on a later date."""

    speaker: str
    before: Stance
    after: Stance
    on: str  # when first heard on the new side
    claims: tuple[str, str]  # the last claim on the old side, the first on the new


class LedgerEntry(Record, frozen=True, kw_only=True):
    """A proposition with those who assert, deny and doubt it, and those who changed sides."""

    proposition: str
    text: str
    asserts: LedgerSide
    denies: LedgerSide
    doubts: LedgerSide
    turns: tuple[Turn, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether both sides have at least one origin."""
        return bool(self.asserts.origins and (self.denies.origins or self.doubts.origins))

    @property
    def heard(self) -> bool:
        """Whether any claim speaks to it; a standing proposition is listed even when none does."""
        return bool(self.asserts.claims or self.denies.claims or self.doubts.claims)


# ---------------------------------------------------------------- series, judgement, forecast


class Observation(Record, frozen=True, kw_only=True):
    """One value of an indicator for a unit and a period, with its count, its interval and its declared absence.

    `rows` are the ids the value was computed from. `absence` is empty, or says why there is no value:
    "not monitored", "failed", "not enough evidence".
    """

    unit: str
    period: str  # "2024-07" or "2024-Q3"
    indicator: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    absence: str = ""
    rows: tuple[str, ...] = ()


class Counted(Record, frozen=True, kw_only=True):
    """One record as an indicator counts it: the row from which values are worked out again.

    Within a window each `origin` counts once on each `side`. `date` is as exact as it is known; `dated` says whether
    the text tells when it was, or only the day of the report does.
    """

    indicator: str  # "engagement", "trust", "mode", "incidents:text", "deaths:text"
    unit: str  # an ordered pair, a region, a country, a border section, a dyad, an actor
    date: str
    side: str  # "cooperation" or "conflict", "confidence" or "concern", a threat mode; empty for plain counts
    origin: str  # an independent origin, or an incident
    record: str  # the claim, event or relation
    dated: Literal["text", "report"] = "report"
    low: int | None = None  # deaths as stated
    best: int | None = None
    high: int | None = None


class GapJudgement(Record, frozen=True, kw_only=True):
    """Whether one party is closer to another in deeds than in trust, over a window, and where that is heading.

    `answer` is "above" (closer in deeds), "below", "not told apart" or "not enough evidence". `probability` is that of
    a gap above 0; `trend_probability` that of a larger gap than in the window before. `speaks_above` and
    `speaks_below` are the rows on either side.
    """

    id: str
    unit: str
    first: str  # first and last month of the window
    last: str
    answer: str
    cooperation: int
    conflict: int
    confidence: int
    concern: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    probability: float | None = None
    trend: str = "not enough evidence"  # "rising", "falling", "not told apart"
    trend_probability: float | None = None
    before: float | None = None  # the gap of the window before
    strength: Literal["low", "moderate", "high"] = "low"  # of the evidence
    speaks_above: tuple[str, ...] = ()
    speaks_below: tuple[str, ...] = ()
    made_by: str = ""


class ModeChange(Record, frozen=True, kw_only=True):
    """A threat mode before and after a change: its share of the origins, and the probability that it grew."""

    mode: str
    before: float
    after: float
    grew: float
    direction: str = ""  # "rose", "fell", or empty where neither is told


class QuarterFit(Record, frozen=True, kw_only=True):
    """One quarter's part in the judgement: its counts, and how far it speaks for a change (above 0) or against."""

    quarter: str
    n: int
    speaks: float  # natural logarithm of how much better a changed composition fits it
    rows: tuple[str, ...] = ()


class ModeShift(Record, frozen=True, kw_only=True):
    """Whether the composition of threat modes has changed: one change against none, over quarters.

    `answer` is "shift", "no shift", "not told apart" or "not enough evidence". The change lies between the start of
    `since_first` and that of `since_last` (90 %), most probably at the start of `since`.
    """

    id: str
    unit: str
    first: str  # first and last quarter judged
    last: str
    answer: str
    n: int  # origins that name a mode
    quarters: int
    probability: float | None = None
    bayes_factor: float | None = None
    prior: float = 0.5
    since: str = ""
    since_first: str = ""
    since_last: str = ""
    likeness: float | None = None  # correlation of origins within one quarter, posterior mean
    strength: Literal["low", "moderate", "high"] = "low"  # of the evidence
    changes: tuple[ModeChange, ...] = ()
    fits: tuple[QuarterFit, ...] = ()
    made_by: str = ""


class Assessment(Record, frozen=True, kw_only=True):
    """An answer to a standing question, with the claims for and against and what it rests on.

    `probability` stays empty unless a scored model gave it; reports alone never make one.
    """

    id: str
    question: str
    unit: str
    answer: Answer
    basis: str  # "reports alone" or the model's name and version
    as_of: str
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    claims_for: tuple[str, ...] = ()
    claims_against: tuple[str, ...] = ()
    origins_for: int = 0
    origins_against: int = 0
    confidence: Literal["low", "moderate", "high"] = "low"
    reasons: tuple[str, ...] = ()
    made_by: str = ""
    run: str = ""


class Analogue(Record, frozen=True, kw_only=True):
    """One case of the past in which an antecedent held: where, in which month it was known to, what then followed."""

    unit: str
    name: str
    month: str
    followed: bool
    what: str  # in words: "deaths began in Mali (2012-01)", or that nothing did


class Conditional(Record, frozen=True, kw_only=True):
    """A scenario as a question to the data, answered by how often the consequent followed where the antecedent held.

    Cases are independent episodes: one for each country and spell. `answer` is "too few cases" below a stated number
    of episodes, and "no testable reading" (with `why`) where a half of the scenario speaks of what deaths by month
    cannot show. `probability` is the posterior mean under a flat prior, `low` and `high` bound its central 90 %;
    the same for `base_…`, the cases where the antecedent did not hold. `told_apart` is "above", "below" or
    "not told apart".
    """

    id: str
    scenario: str  # the scenario's id
    question: str = ""  # in words
    antecedent: str = ""  # rule in words
    otherwise: str = ""  # the rule of the cases that it is compared with
    consequent: str = ""
    answer: Literal["answered", "too few cases", "no testable reading"] = "no testable reading"
    why: str = ""
    unit: str = ""  # the country that the antecedent speaks of; empty when it names none
    unit_name: str = ""
    holds_now: bool | None = None  # whether the antecedent holds there at `as_of`
    horizon: int = 12  # months
    n: int = 0  # cases: more than `episodes` where one episode has several neighbours
    episodes: int = 0
    followed: int = 0
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    likelihood: str = ""  # the ICD 203 word for `probability`
    base_n: int = 0
    base_episodes: int = 0
    base_followed: int = 0
    base_rate: float | None = None
    base_low: float | None = None
    base_high: float | None = None
    difference: float | None = None
    difference_low: float | None = None
    difference_high: float | None = None
    told_apart: str = ""
    cases: tuple[Analogue, ...] = ()  # newest first
    as_of: str = ""  # the last month of the data used
    data_vintage: str = ""
    made_by: str = ""


class SpillOver(Record, frozen=True, kw_only=True):
    """For one border: the probability that deaths begin in a quiet country within 12 months of escalation next door.

    `answer` is "already active" where the country has had deaths in the last 12 months: then nothing can begin.
    `escalating` says whether the escalation next door is there at `as_of`; `now` is the probability as things are.
    """

    id: str
    source: str  # the country next door
    source_name: str
    unit: str  # the country at risk
    unit_name: str
    border: str = ""  # its id in the region pack
    answer: Literal["answered", "too few cases", "already active"] = "answered"
    escalating: bool = False
    quiet_months: int = 0  # without a death in the country at risk
    neighbour_deaths: float = 0.0  # in the last 12 months, next door
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    likelihood: str = ""
    now: float | None = None
    base_rate: float | None = None  # of quiet countries with no escalation next door
    n: int = 0  # episodes of escalation next door to a country as long quiet
    followed: int = 0
    cases: tuple[Analogue, ...] = ()
    horizon: int = 12
    as_of: str = ""
    data_vintage: str = ""
    made_by: str = ""


class Speaks(Record, frozen=True, kw_only=True):
    """What one side of a unit's history adds to the log-odds of the average case: above 0 it speaks for lasting.

    The parts of one answer and the average case add up to the log-odds of its probability exactly.
    """

    group: str  # activity, level, incidents, kind, deadly months
    part: float
    text: str  # in words, with the numbers


class PastCase(Record, frozen=True, kw_only=True):
    """An earlier case with a like history, and what became of it."""

    unit: str
    name: str
    month: str  # it was known to
    active: int  # of the 12 months before
    deaths: float  # in the 12 months before
    probability: float  # by the present model
    reached: int  # months of the 24 after that reached the threshold
    lasted: bool


class Persistence(Record, frozen=True, kw_only=True):
    """The scored answer to "structural or transient": the probability that most of the next 24 months are deadly.

    Structural = at least `lasting` of the next `horizon` months reach `theta` deaths. `low` and `high` bound the
    central 90 % over other units to learn from. `none` is the probability of no such month, `onset` that of any death
    within 12 months. `absence` says why deaths cannot measure the threat, or why there is no probability.
    """

    id: str
    unit: str
    name: str
    theta: float
    event: str  # what the probability is of, in words
    answer: Answer
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    likelihood: str = ""
    none: float | None = None
    onset: float | None = None
    incidents: int | None = None  # reported in the last 12 months; None where they were not loaded
    confidence: Literal["low", "moderate", "high"] = "low"
    because: str = ""  # what the confidence rests on
    average: float | None = None  # log-odds of the average case
    speaks: tuple[Speaks, ...] = ()  # the largest part first
    cases: tuple[PastCase, ...] = ()
    absence: str = ""
    lasting: int = 18
    horizon: int = 24
    n: int = 0  # training rows
    units: int = 0  # among how many units
    as_of: str = ""
    data_vintage: str = ""
    made_by: str = ""


class Forecast(Record, frozen=True, kw_only=True):
    """A forecast as issued: data vintage, model, resolution rule and the day it can be resolved; samples apart."""

    id: str
    unit: str
    month: str
    target: str
    issued: str
    data_vintage: str
    model: str
    rule: str
    resolver: str
    resolves: str
    draws: tuple[float, ...]
    run: str = ""
    name: str = ""  # the unit's
    horizon: int = 0  # how many months after the last one known
    series: str = ""  # what was asked: the same for the model's and the baseline's forecasts of one issue
    baseline: bool = False  # issued beside the model's, to be scored with it


class FanMonth(Record, frozen=True, kw_only=True):
    """One month of a forecast as quantiles of its draws, their mean, and the share of draws of one or more."""

    month: str
    low: float  # 5 %
    lower: float  # 25 %
    middle: float
    upper: float  # 75 %
    high: float  # 95 %
    mean: float
    any: float  # probability of at least one
    truth: float | None = None  # what then happened, when it is known


class Fan(Record, frozen=True, kw_only=True):
    """A forecast of one unit summed up for reading: the history that it knew, then its months. Draws are kept apart.

    `history` ends with the month `last`, without gaps; None where nothing was monitored.
    """

    id: str
    unit: str
    name: str
    target: str  # what is counted, in words: "deaths in state-based conflict"
    last: str
    history: tuple[float | None, ...]
    months: tuple[FanMonth, ...]
    issued: str
    data_vintage: str
    model: str
    rule: str  # how each month is settled, in words
    resolver: str  # by which dataset and column
    resolves: str  # the day on which the last month can be settled
    draws: int = 0
    run: str = ""


class Score(Record, frozen=True, kw_only=True):
    """A forecast's later score, or "pending" while the truth is not there."""

    forecast: str
    measure: str
    value: float | None
    truth: float | None
    scored: str
    state: Literal["pending", "scored"]
    run: str = ""
    vintage: str = ""  # the data that the truth is from; a later release adds a score, the earlier one stays
    unit: str = ""  # and of the forecast what is needed to list its score
    name: str = ""
    month: str = ""
    target: str = ""
    model: str = ""
    issued: str = ""
    series: str = ""
    baseline: bool = False
    low: float | None = None  # its 5 and 95 % quantiles
    high: float | None = None


class ScoreLine(Record, frozen=True, kw_only=True):
    """One score of one model over all its settled forecasts, beside the baseline that was issued on the same days.

    `low` and `high` bound the mean difference (model − baseline; 95 %, whole units drawn anew), None where there are
    too few units to draw.
    """

    target: str
    model: str
    baseline: str
    measure: str
    n: int
    units: int
    pending: int
    ours: float | None = None
    theirs: float | None = None
    low: float | None = None
    high: float | None = None


class ForecastMiss(Record, frozen=True, kw_only=True):
    """A forecast whose truth lies outside its 90 % interval."""

    forecast: str
    unit: str
    name: str
    month: str
    model: str
    issued: str
    truth: float
    low: float
    high: float


class Outlook(Record, frozen=True, kw_only=True):
    """What may come, as it was last issued in this workspace, and how earlier issues have done.

    `absence` says why there is nothing, and what to load.
    """

    fans: tuple[Fan, ...] = ()
    persistence: tuple[Persistence, ...] = ()
    scorecard: tuple[ScoreLine, ...] = ()
    misses: tuple[ForecastMiss, ...] = ()
    settled: int = 0  # forecasts of months by the model, whose truth is known
    pending: int = 0
    absence: str = ""


class Annotation(Record, frozen=True, kw_only=True):
    """What `annotate` finds in one text; offsets into the text given."""

    id: str
    language: str
    title: str = ""
    text: str = ""
    published: DateEstimate
    sentences: tuple[Offsets, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]
    scenarios: tuple[Scenario, ...]
    relations: tuple[Relation, ...]


class Extracted(Record, frozen=True, kw_only=True):
    """Everything that was found in one document, together with it: what the pipeline stages and the store keeps."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    relations: tuple[Relation, ...] = ()


class Contradiction(Record, frozen=True, kw_only=True):
    """A headline and the sentence of its own text that says otherwise."""

    document: str
    kind: Literal["side", "negation", "done"]
    headline: str
    sentence: Offsets


class Case(Record, frozen=True, kw_only=True):
    """All that a briefing is written from: the records of the lake as of one moment, and what was derived from them."""

    region: str
    title: str
    as_of: str
    documents: tuple[Document, ...]
    refused: tuple[Page, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]
    scenarios: tuple[Scenario, ...]
    relations: tuple[Relation, ...]
    origins: tuple[Origin, ...]
    ledger: tuple[LedgerEntry, ...]
    observations: tuple[Observation, ...]
    assessment: Assessment
    sources: dict[str, Source]
    actors: dict[str, Actor]
    places: dict[str, Place]
    borders: tuple[Border, ...]
    programmes: tuple[Programme, ...]
    propositions: dict[str, Proposition]
    incidents: tuple[Incident, ...] = ()
    proposed: tuple[Mention, ...] = ()  # bodies that the region pack lacks, for review
    runs: tuple[Run, ...] = ()
    corrections: tuple[Correction, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    threads: tuple[CommitmentThread, ...] = ()
    conditionals: tuple[Conditional, ...] = ()  # empty where no deaths by month are at hand
    spillovers: tuple[SpillOver, ...] = ()  # for each border and direction; empty likewise
    counted: tuple[Counted, ...] = ()  # what the observations are worked out from
    gaps: tuple[GapJudgement, ...] = ()
    shift: ModeShift | None = None
    outlook: Outlook = Outlook()
