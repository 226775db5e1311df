"""The whole path of a report on one page. It runs the stages and alone writes the store.

acquire → documents → extract → ground → store          `read`
store → ground.ledger → indicators → judge → publish    `build_case`, `brief`
"""

from __future__ import annotations

import functools
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

import msgspec

from sarhad.acquire import Cache, count, gather
from sarhad.amend import merges
from sarhad.documents import find_language, parse_page
from sarhad.errors import SarhadError
from sarhad.extract import UNKNOWN, Kit, code_between, extract_documents, make_kit
from sarhad.forecasting.history import history_of
from sarhad.forecasting.outlook import read_outlook
from sarhad.ground import (
    find_contradiction,
    find_incidents,
    find_origins,
    ground_document,
    group_claims,
    known_places,
    make_ledger,
    merge_propositions,
    part_corrected,
    source_grade,
)
from sarhad.ground.threads import make_threads
from sarhad.indicators import count_records, measure_counted
from sarhad.judge import assess_gaps, assess_modes, assess_structural
from sarhad.publish import Table, Wanted, annotation_line, exported, make_table, write_briefing, write_whole
from sarhad.records import (
    LANGUAGES,
    Annotation,
    Assessment,
    Case,
    Claim,
    Commitment,
    Contradiction,
    Correction,
    Derived,
    Document,
    Event,
    Extracted,
    LedgerEntry,
    Mention,
    Offsets,
    Origin,
    Page,
    Proposition,
    Relation,
    Run,
    Scenario,
    Source,
    make_id,
)
from sarhad.settings import CONFIG_NAME, Settings, load_settings
from sarhad.store import Lake, Staging, create_lake, open_lake, parse_moment
from sarhad.version import __version__
from sarhad.world import Catalogue, Gazetteer, Region, load_catalogue, load_region, with_gradings
from sarhad.world.region import load_geometry

T = TypeVar("T")
D = TypeVar("D", bound=Derived | Mention)
Progress = Callable[[int, int | None, str], None]


def silent(_done: int, _total: int | None, _name: str) -> None:
    """Progress that nobody watches."""


# ---------------------------------------------------------------- a workspace


def init(workspace: Path, region: str = "csto-afghanistan") -> Settings:
    """Make a workspace: `sarhad.toml` and an empty lake; an existing one is left as it is."""
    load_region(region)
    config = workspace / CONFIG_NAME
    workspace.mkdir(parents=True, exist_ok=True)
    if not config.exists():
        config.write_text(f'region = "{region}"\ntlp = "TLP:CLEAR"\n', encoding="utf-8")
    settings = load_settings(workspace)
    create_lake(workspace, settings)
    return settings


# ---------------------------------------------------------------- reading


def read(
    workspace: Path,
    inputs: Sequence[str],
    settings: Settings,
    progress: Progress = silent,
    stdin: BinaryIO | None = None,
) -> tuple[Run, list[Page]]:
    """Take every input through all stages into the lake, as one run and one snapshot; returns it and what was refused.

    Each batch is staged on disk as it is done; a run that was killed is picked up where it was. What cannot be read is
    recorded as refused with its reason: `inputs = read + refused`.
    """
    if not (workspace / CONFIG_NAME).is_file():
        raise SarhadError("this is no workspace", str(workspace), f"run sarhad init {workspace}")
    total = count(inputs, settings)
    look = partial(open_lake, workspace, settings)  # opened only while it is used: others may read meanwhile
    with Staging(workspace) as staging:
        with look() as lake:
            run = staging.resume(lake) or _begin(staging, "read " + " ".join(inputs))
        pages = gather(inputs, settings, stdin=stdin, cache=Cache(workspace / "cache"))
        tally = _stage_all(look, staging, pages, settings, lambda done, name: progress(done, total, name))
        finished = msgspec.structs.replace(run, finished=_now(), **tally)
        with look() as lake:
            lake.commit(finished, staging.extracted(), staging.pages(), _origins(lake, staging, settings.sources))
        refused = [p for p in staging.pages() if p.refused]
        staging.clear()
    return finished, refused


def _begin(staging: Staging, command: str) -> Run:
    started = _now()
    run = Run(id=make_id("run", started, secrets.token_hex(4)), command=command, version=__version__, started=started)
    staging.begin(run)
    return run


def _stage_all(
    look: Callable[[], Lake],
    staging: Staging,
    pages: Iterable[Page],
    settings: Settings,
    done: Callable[[int, str], None],
) -> dict[str, int]:
    """Every page through the stages and into the journal; returns the counts of the run."""
    region, seen, known = load_region(settings.region), 0, 0
    refused: dict[str, bool] = {p.id: bool(p.refused) for p in staging.pages()}
    earlier = set(refused)
    occurrences = 0
    for batch in _batched(pages, settings.batch):
        with look() as lake:
            held = lake.known_pages([p.id for p in batch])
        fresh = {p.id: p for p in batch if p.id not in held and not staging.has(p.id)}
        found, outcome = read_pages(list(fresh.values()), region, settings)
        staging.put(found, outcome)
        refused |= dict.fromkeys(held, False) | {p.id: bool(p.refused) for p in outcome}
        known += sum(p.id in held for p in batch)
        seen += len(batch)
        occurrences += sum(refused[p.id] for p in batch)
        earlier -= {p.id for p in batch}
        done(seen, batch[-1].name)
    left = sum(refused[p] for p in earlier)  # pages of the cut-short run that this one was not asked for
    inputs = seen + len(earlier)
    return {"inputs": inputs, "read": inputs - occurrences - left, "refused": occurrences + left, "known": known}


def _origins(lake: Lake, staging: Staging, sources: str = "") -> tuple[Origin, ...]:
    """Origins over all documents, those staged and those of the lake; none when nothing new was read.

    All are streamed: what is compared of a document is made anew from its text each time, which is quick.
    """
    if next(staging.extracted(), None) is None:
        return ()
    return find_origins(
        chain((x.document for x in staging.extracted()), lake.stream(Document)),
        chain((c for x in staging.extracted() for c in x.claims), lake.stream(Claim)),
        chain((m for x in staging.extracted() for m in x.mentions), lake.stream(Mention)),
        load_catalogue(sources).sources,
    )


def read_pages(pages: Sequence[Page], region: Region, settings: Settings) -> tuple[list[Extracted], list[Page]]:
    """Pages through documents, extract and ground: what was found, and the pages with those refused marked."""
    documents, outcome = [], []
    for page in pages:
        document, page = _parse(page, settings)
        outcome.append(msgspec.structs.replace(page, content=b""))
        documents += [document] if document else []
    found = extract_documents(documents, lambda code: kit_of(region, code, settings.sources))
    return [ground(x, region, settings.sources) for x in found], outcome


def _parse(page: Page, settings: Settings) -> tuple[Document | None, Page]:
    if page.refused:
        return None, page
    try:
        document = parse_page(page, max_chars=settings.max_text_chars, max_pdf_pages=settings.max_pdf_pages)
    except SarhadError as error:
        return None, msgspec.structs.replace(page, refused=error.problem, remedy=error.remedy)
    return msgspec.structs.replace(document, fetched=page.fetched, tlp=settings.tlp), page


def ground(found: Extracted, region: Region, sources: str = "") -> Extracted:
    """One document's records, grounded in the region and the catalogue, with the user's own folder of sources."""
    kit = kit_of(region, found.document.language, sources)
    return ground_document(found, region, load_catalogue(sources), kit.lexicon if kit else None)


def kit_of(region: Region, language: str, sources: str = "") -> Kit | None:
    """The kit of a language in a region; None for a language that Sarhad does not read."""
    return _kit(region.id, region.folder, language, sources) if language in LANGUAGES else None


@functools.lru_cache(maxsize=16)
def _kit(_region: str, folder: str, language: str, sources: str) -> Kit:
    return make_kit(load_region(folder), load_catalogue(sources), language)


# ---------------------------------------------------------------- annotate


def annotate(text: str, language: str | None = None, region: str | None = None, id: str = "text") -> Annotation:
    """What Sarhad finds in one text, without a lake; offsets are into `text`.

    >>> a = annotate("The Taliban denied that militants crossed from Afghanistan into Tajikistan.")
    >>> [(c.source_text, c.cue_text, c.stance) for c in a.claims]
    [('The Taliban', 'denied', 'denies')]
    """
    hints = {"language": language} if language else {}
    page = Page(id="page", url=id, name=id, fetched="", media_type="text/plain", content=text.encode(), hints=hints)
    return annotate_page(page, load_region(region or Settings().region), Settings())


def code_event(
    text: str, actor_span: Offsets, recipient_span: Offsets | None = None, language: str | None = None
) -> Event | None:
    """The PLOVER event of one sentence between two parties given by character spans; None where nothing happens.

    >>> e = code_event("Libya refused to hand over the suspects to Britain.", (0, 5), (43, 50))
    >>> e.type, e.quad, e.trace
    ('REJECT', 'verbal-conflict', 'refused')
    """
    return code_between(text, find_language(text, language or ""), actor_span, recipient_span)


def annotate_page(page: Page, region: Region, settings: Settings) -> Annotation:
    """The same for a page as acquired; SarhadError when it was refused."""
    if page.refused:
        raise SarhadError(page.refused, page.name, page.remedy)
    found, outcome = read_pages([page], region, settings)
    if not found:
        raise SarhadError(outcome[0].refused, page.name, outcome[0].remedy)
    row = found[0]
    return Annotation(
        id=page.name,
        language=row.document.language,
        title=row.document.title,
        published=row.document.published,
        text=row.document.text,
        sentences=tuple((s.start, s.end) for s in row.document.sentences),
        mentions=row.mentions,
        claims=row.claims,
        events=row.events,
        commitments=row.commitments,
        scenarios=row.scenarios,
        relations=row.relations,
    )


def annotate_inputs(
    inputs: Sequence[str], language: str | None, region: str, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[tuple[str, str]]:
    """For each document found: (its JSON line, ""), or ("", why it was refused)."""
    pack = load_region(region)
    for page in gather(inputs, settings, stdin=stdin):
        hints = page.hints | ({"language": language} if language else {})
        try:
            annotation = annotate_page(msgspec.structs.replace(page, hints=hints), pack, settings)
        except SarhadError as error:
            yield "", str(error)
        else:
            yield annotation_line(annotation, given=page.content), ""


# ---------------------------------------------------------------- from the lake to the briefing


def build_case(workspace: Path, settings: Settings, as_of: str | None = None) -> Case:
    """All that a briefing is written from, as known at `as_of` (now when none is given)."""
    region, catalogue = load_region(settings.region), load_catalogue(settings.sources)
    with open_lake(workspace, settings, as_of=as_of, read_only=True) as lake:
        documents, claims, events = lake.read(Document), lake.read(Claim), lake.read(Event)
        relations, origins, pages = lake.read(Relation), lake.origins(), lake.read(Page)
        commitments, scenarios, runs = lake.read(Commitment), lake.read(Scenario), lake.read(Run)
        corrections, proposed = lake.read(Correction), lake.read(Mention, type=UNKNOWN)
        history = history_of(lake, region, _of(scenarios, documents))
        outlook = read_outlook(lake)
    if not documents:
        raise SarhadError("there is nothing to write about: the lake has no documents", str(workspace),
                          "read some reports first: sarhad read FILE|FOLDER|URL")  # fmt: skip
    sources = with_gradings(catalogue.sources, corrections, parse_moment(as_of or _now()).date().isoformat())
    documents = tuple(sourced(d, catalogue) for d in documents)
    claims, propositions = _grouped(_of(claims, documents), documents, region, corrections)
    material = Material(
        documents=documents,
        claims=claims,
        propositions=propositions,
        events=_of(events, documents),
        commitments=_of(commitments, documents),
        scenarios=_of(scenarios, documents),
        relations=_of(relations, documents),
        proposed=_of(proposed, documents),
        origins=origins,
        refused=tuple(p for p in pages if p.refused),
        runs=runs,
        corrections=corrections,
    )
    case = make_case(region, sources, material, as_of)
    found = _contradictions(documents, case.claims, region, settings.sources)
    return msgspec.structs.replace(
        case, contradictions=found, outlook=outlook, conditionals=history.conditionals, spillovers=history.spillovers
    )


class Material(NamedTuple):
    """Records of the lake from which a case is made: documents with their sources, claims that are grouped."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    propositions: dict[str, Proposition]
    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]
    scenarios: tuple[Scenario, ...]
    relations: tuple[Relation, ...]
    proposed: tuple[Mention, ...]
    origins: tuple[Origin, ...]
    refused: tuple[Page, ...]
    runs: tuple[Run, ...]
    corrections: tuple[Correction, ...]


def make_case(region: Region, sources: dict[str, Source], given: Material, as_of: str | None) -> Case:
    """All that follows from the records: the ledger, incidents, series and the assessment; contradictions apart, for
    which alone the texts of the documents are needed.
    """
    documents, events, relations, corrections = given.documents, given.events, given.relations, given.corrections
    when = as_of or max((*(r.finished for r in given.runs), *(c.when for c in corrections)), default=_now())
    claims, propositions = _merged(given.claims, given.propositions, corrections)
    origins = part_corrected(given.origins, claims, {c.record for c in corrections if c.table == "claim"})
    ledger = make_ledger(propositions, claims, documents, origins, sources)
    places = known_places(events, region.places)
    incidents = find_incidents(events, origins, region.actors, places)
    counted = count_records(region, documents, claims, events, relations, origins, incidents, places)
    return Case(
        region=region.id,
        title=region.title,
        as_of=when,
        documents=documents,
        refused=given.refused,
        claims=claims,
        events=events,
        commitments=given.commitments,
        threads=make_threads(given.commitments, documents, origins),
        scenarios=given.scenarios,
        relations=relations,
        origins=origins,
        incidents=incidents,
        proposed=given.proposed,
        ledger=ledger,
        observations=measure_counted(region, documents, counted),
        counted=counted,
        gaps=assess_gaps(region.engagement, counted, newest_month(documents)),
        shift=assess_modes(region.id, counted),
        assessment=_assess(region, when, documents, claims, origins, ledger, sources),
        sources=sources,
        actors=region.actors,
        places=places,
        borders=region.borders,
        programmes=region.programmes,
        propositions=propositions,
        runs=given.runs,
        corrections=corrections,
    )


def newest_month(documents: Sequence[Document]) -> str:
    """The month of the newest dated report; empty when none is dated to the month."""
    return max((d.published.value[:7] for d in documents if len(d.published.value) >= 7), default="")


def _of(records: Iterable[D], documents: Sequence[Document]) -> tuple[D, ...]:
    """What was found in these documents: an analyst who hides a document hides what it says."""
    there = {d.id for d in documents}
    return tuple(r for r in records if r.document in there)


def sourced(document: Document, catalogue: Catalogue) -> Document:
    """The document with its source as the catalogue has it now: one of the user's own may have been added since."""
    source = catalogue.find(document.publisher, document.url)
    key = source.id if source else document.source
    return msgspec.structs.replace(document, source=key) if key != document.source else document


def _grouped(
    claims: Sequence[Claim], documents: Sequence[Document], region: Region, corrections: Sequence[Correction]
) -> tuple[tuple[Claim, ...], dict[str, Proposition]]:
    """Claims that speak to no standing proposition, grouped; what an analyst set stays. The pack's and the groups'."""
    by_hand = {c.record for c in corrections if (c.table, c.field) == ("claim", "proposition")}
    grouped = group_claims(claims, documents, region, partial(gazetteer_of, region), by_hand)
    return grouped.claims, region.propositions | grouped.propositions


def _contradictions(
    documents: Sequence[Document], claims: Sequence[Claim], region: Region, sources: str
) -> tuple[Contradiction, ...]:
    """Headlines that say otherwise than their own text."""
    of: dict[str, list[Claim]] = {}
    for claim in claims:
        of.setdefault(claim.document, []).append(claim)
    kits = ((d, kit_of(region, d.language, sources)) for d in documents)
    found = (find_contradiction(d, of.get(d.id, []), kit.lexicon) for d, kit in kits if kit)
    return tuple(c for c in found if c)


def gazetteer_of(region: Region, language: str) -> Gazetteer | None:
    """The names of a region in a language; None for a language that Sarhad does not read."""
    kit = kit_of(region, language)
    return kit.gazetteer if kit else None


def _merged(
    claims: Sequence[Claim], propositions: dict[str, Proposition], corrections: Sequence[Correction]
) -> tuple[tuple[Claim, ...], dict[str, Proposition]]:
    """Claims and propositions with those that an analyst merged as one."""
    merged = merges(corrections)
    return merge_propositions(claims, merged), {k: p for k, p in propositions.items() if k not in merged}


def _assess(
    region: Region,
    when: str,
    documents: Sequence[Document],
    claims: Sequence[Claim],
    origins: Sequence[Origin],
    ledger: Sequence[LedgerEntry],
    sources: dict[str, Source],
) -> Assessment:
    return assess_structural(
        region.id,
        region.question,
        when,
        claims,
        ledger,
        region.propositions,
        {c: o.id for o in origins for c in o.claims},
        {d.id: source_grade(d, sources) for d in documents},
    )


def brief(workspace: Path, settings: Settings, paths: Sequence[Path], as_of: str | None = None) -> list[Path]:
    """Write the briefing to each path, in the format of its ending."""
    case, geometry = build_case(workspace, settings, as_of), outlines(settings)
    return [write_briefing(case, path, geometry, tlp=settings.tlp) for path in paths]


def outlines(settings: Settings) -> dict[str, Any] | None:
    """The region's outlines for the map; None where its pack has none."""
    return load_geometry(load_region(settings.region))


def list_records(
    workspace: Path, settings: Settings, name: str, as_of: str | None, find_text: str = "", where: Sequence[str] = ()
) -> Table:
    """A table of the lake's records by its name (`sarhad.publish.TABLES`)."""
    return make_table(build_case(workspace, settings, as_of), name, find_text, where)


def list_series(
    workspace: Path,
    settings: Settings,
    window: str,
    as_of: str | None,
    find_text: str = "",
    where: Sequence[str] = (),
    *,
    counted: bool = False,
) -> Table:
    """The indicators by windows of one kind (`sarhad.indicators.WINDOWS`), or the rows they are worked out from."""
    case = build_case(workspace, settings, as_of)
    series = measure_counted(load_region(settings.region), case.documents, case.counted, window)
    case = msgspec.structs.replace(case, observations=series)
    return make_table(case, "counted" if counted else "series", find_text, where)


def export(workspace: Path, settings: Settings, wanted: Wanted, path: Path) -> Path:
    """Write the lake's records in a format of `sarhad.publish.EXPORTS`, or a table as CSV or Parquet."""
    return write_whole(path, exported(build_case(workspace, settings, wanted.as_of), wanted, settings.tlp))


def demo(folder: Path, progress: Progress = silent) -> tuple[Run, list[Path]]:
    """The bundled case from its pages to its briefing, in a workspace of its own that is made anew each time."""
    if (folder / "lake").is_dir() and (folder / CONFIG_NAME).is_file():
        shutil.rmtree(folder / "lake")
    settings = init(folder)
    run, _refused = read(folder, [str(bundled_case())], settings, progress)
    return run, brief(folder, settings, [folder / "briefing.html", folder / "briefing.pdf", folder / "briefing.md"])


def bundled_case() -> Path:
    """The folder of the case that ships with Sarhad: inside the installed package, or in the source tree."""
    here = Path(__file__).resolve().parent
    for folder in (here / "case" / "reports", here.parents[1] / "examples" / "csto-afghanistan" / "reports"):
        if folder.is_dir():
            return folder
    raise SarhadError("the bundled case is missing", str(here / "case"), "install Sarhad again")


# ---------------------------------------------------------------- small things


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _batched(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    it = iter(rows)
    while batch := list(islice(it, size)):
        yield batch
