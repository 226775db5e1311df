"""A dataset's file from its heading to its last row: what it is, and its rows in batches with what was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
from pathlib import Path

import msgspec

from sarhad.acquire.coded.acled import ACLED
from sarhad.acquire.coded.base import Loader, Release
from sarhad.acquire.coded.cells import CellError
from sarhad.acquire.coded.gdelt import GDELT
from sarhad.acquire.coded.lines import Found, Lines, checksum, open_bytes, read_rows
from sarhad.acquire.coded.ucdp import UCDP
from sarhad.acquire.coded.views import VIEWS
from sarhad.errors import SarhadError
from sarhad.records import CodedEvent, Dataset, Observation, make_id

LOADERS: Mapping[str, Loader] = {loader.name: loader for loader in (UCDP, VIEWS, ACLED, GDELT)}
BATCH = 20_000  # rows
PROBLEMS = 100  # problems that a dataset keeps
Progress = Callable[[int, int | None, str], None]


class Batch(msgspec.Struct, frozen=True):
    """So many rows of a file: the records made of them, how many were left out, and the problems of those refused."""

    events: tuple[CodedEvent, ...]
    observations: tuple[Observation, ...]
    rows: int
    left_out: int
    problems: tuple[str, ...]


class Opened(msgspec.Struct, frozen=True):
    """A file that was recognised: its dataset as far as known before its rows, and the rows."""

    dataset: Dataset
    batches: Iterator[Batch]


@contextmanager
def open_dataset(loader: Loader, path: Path, version: str = "", progress: Progress | None = None) -> Iterator[Opened]:
    """A file of a dataset, recognised by its heading and name. `version` stands in for a name that does not tell it.

    SarhadError when there is no such file, or its columns are another dataset's.
    """
    if not path.is_file():
        raise SarhadError("no such file", str(path), "check the path, or download it with --fetch")
    digest = checksum(path)
    with open_bytes(path) as (table, stream, size):
        lines = Lines(stream)
        rows = _headed(loader, lines, path)
        release = loader.release(_named(loader, path.name, version), "" if version else table, digest)
        dataset = _dataset(loader, release, path, digest)
        release = msgspec.structs.replace(release, document=dataset.id)
        yield Opened(dataset, _batches(loader, release, rows, lambda: (lines.size, size or None), progress))


def _named(loader: Loader, name: str, version: str) -> str:
    """The file's name, or one that tells the version given as the publisher's would."""
    if not version:
        return name
    return f"GEDEvent_v{version.replace('.', '_')}.csv" if loader.name == "ucdp" else version


def _dataset(loader: Loader, release: Release, path: Path, digest: str) -> Dataset:
    return Dataset(
        id=make_id("dataset", release.dataset, release.version, digest),
        name=release.dataset,
        version=release.version,
        rank=release.rank,
        series=release.series,
        file=path.name,
        checksum=digest,
        licence=loader.terms.licence,
        citation=loader.terms.citation,
        url=loader.terms.url,
    )


Headed = tuple[Sequence[str], Iterator[Found]]


def _headed(loader: Loader, lines: Lines, path: Path) -> Headed:
    """The columns and the rows below them; SarhadError when this is a file of something else."""
    if loader.header:
        return loader.header, _checked(
            loader, read_rows(lines, loader.delimiter, loader.quoted, len(loader.header)), path
        )
    heading = lines.heading(loader.delimiter)
    known = {name.strip().lower() for name in heading}
    missing = [name for name in loader.columns if name not in known]
    missing += ["/".join(group[:3]) for group in loader.any_of if not known.intersection(group)]
    if missing:
        remedy = f"give a file of {loader.terms.title} as published ({loader.terms.url}), with its heading"
        raise SarhadError(f"this is no {loader.name} file: it lacks {', '.join(missing)}", str(path), remedy)
    columns = [name.strip().lower() for name in heading]
    return columns, read_rows(lines, loader.delimiter, loader.quoted, len(columns))


def _checked(loader: Loader, rows: Iterator[Found], path: Path) -> Iterator[Found]:
    """Rows of a file without a heading; SarhadError unless one of the first has the right number of columns."""
    first = list(islice(rows, 20))
    if not any(cells for _, cells in first):
        problem = f"this is no {loader.name} file: no line has {len(loader.header)} columns"
        remedy = f"give a file of {loader.terms.title} as published ({loader.terms.url})"
        raise SarhadError(problem, str(path), remedy)
    yield from first
    yield from rows


def _batches(
    loader: Loader,
    release: Release,
    headed: Headed,
    position: Callable[[], tuple[int, int | None]],
    progress: Progress | None,
) -> Iterator[Batch]:
    columns, rows = headed
    read_row = _reader(loader, columns)
    seen: set[str] = set()
    while found := list(islice(rows, BATCH)):
        yield _batch(loader, release, read_row, found, seen)
        if progress:
            progress(*position(), release.dataset)


def _batch(loader: Loader, release: Release, read_row: ReadRow, found: Sequence[Found], seen: set[str]) -> Batch:
    events: list[CodedEvent] = []
    observations: list[Observation] = []
    problems: list[str] = []
    left_out = 0
    for line, cells in found:
        try:
            made = loader.make(read_row(cells), line, release)
            if isinstance(made, CodedEvent):
                events.append(_once(made, seen))
            elif made is None:
                left_out += 1
            else:
                observations += made
        except CellError as error:
            problems.append(f"line {line}: {error}")
    return Batch(tuple(events), tuple(observations), len(found), left_out, tuple(problems))


ReadRow = Callable[[list[str] | None], dict[str, str]]


def _reader(loader: Loader, columns: Sequence[str]) -> ReadRow:
    """What takes the columns that the loader reads out of a row's cells; the others are passed over."""
    wanted = {*loader.columns, *loader.optional, *(name for group in loader.any_of for name in group)}
    at = {name: position for position, name in enumerate(columns) if name in wanted}
    names, pick = tuple(at), itemgetter(*at.values())

    def read_row(cells: list[str] | None) -> dict[str, str]:
        if cells is None:
            raise CellError("the row", "cut", f"{len(columns)} columns of valid text")
        return dict(zip(names, pick(cells), strict=True))

    return read_row


def _once(event: CodedEvent, seen: set[str]) -> CodedEvent:
    """The event, unless its id was met before in the file."""
    if event.row in seen:
        raise CellError("its id", event.row, "one that occurs once")
    seen.add(event.row)
    return event
