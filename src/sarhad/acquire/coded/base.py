"""What every loader of a published dataset declares: its columns, its terms, and one function from a row to records."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

import msgspec

from sarhad.acquire.coded.cells import Row
from sarhad.records import CodedEvent, DateEstimate, Observation
from sarhad.world import PLOVER, quad_of

Made = CodedEvent | tuple[Observation, ...] | None  # None: of no PLOVER type, knowingly left out


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """Under what terms a dataset may be used, and how it is cited; shown after loading."""

    title: str
    publisher: str
    licence: str
    citation: str
    url: str


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """Which dataset and version a file is. `series` are what a later release takes the place of as a whole (empty:
    row by row); of two releases of one series the higher `rank` counts, and without ranks the one loaded last."""

    dataset: str
    version: str
    rank: str = ""
    series: tuple[str, ...] = ()
    document: str = ""  # id of the Dataset


class Loader(msgspec.Struct, frozen=True, kw_only=True):
    """A dataset as a source: data about its files plus one function, `make`."""

    name: str
    terms: Terms
    columns: tuple[str, ...]  # without these a file is not of this dataset
    release: Callable[[str, str, str], Release]  # (file's name, table's name, checksum) → which release it is
    make: Callable[[Row, int, Release], Made]  # raises CellError for a row that cannot be read
    any_of: tuple[tuple[str, ...], ...] = ()  # and of each of these groups at least one
    header: tuple[str, ...] = ()  # the columns of files that come without a heading
    delimiter: str = ","
    quoted: bool = True
    left_out: str = ""  # what the rows are that are knowingly left out
    optional: tuple[str, ...] = ()  # columns that are read where they are there


def event(
    release: Release,
    line: int,
    row: str,
    *,
    series: str,
    type: str,
    date: DateEstimate,
    made_by: str,
    fields: Mapping[str, object],
) -> CodedEvent:
    """One coded event with what all datasets share; `fields` are those that the dataset gives."""
    return CodedEvent(
        id=coded_id(release.dataset, row),
        document=release.document,
        evidence=(),
        made_by=made_by,
        dataset=release.dataset,
        version=release.version,
        row=row,
        line=line,
        series=series,
        type=type,
        quad=quad_of(type),
        cameo=PLOVER[type].cameo,
        date=date,
        **fields,  # type: ignore[arg-type]
    )


def coded_id(dataset: str, row: str) -> str:
    """The id of a dataset's event: the same in every version, so that an analyst's correction outlives a new one.

    >>> coded_id("ucdp-ged", "59553")
    'coded-ucdp-ged-59553'
    """
    return f"coded-{dataset}-{row}"


@functools.lru_cache(maxsize=8192)
def short(name: str) -> str:
    """A name on one line.

    >>> short("Government of  X ")
    'Government of X'
    """
    return " ".join(name.split())
