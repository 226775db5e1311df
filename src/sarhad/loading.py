"""The path of a published dataset: its file becomes records, named in the region's terms, beside the text-coded ones.

acquire.coded → ground.coded → store
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec

from sarhad.acquire.coded import LOADERS, Batch, open_dataset
from sarhad.acquire.coded.publishers import fetch_dataset
from sarhad.acquire.coded.reading import PROBLEMS
from sarhad.errors import SarhadError
from sarhad.ground.coded import Namer, name_parties
from sarhad.indicators import measure_coded
from sarhad.publish import Table, series_table
from sarhad.records import CodedEvent, Dataset, Observation, Record, Run, make_id
from sarhad.registry import find
from sarhad.settings import Settings
from sarhad.store import Filter, Lake, between, one_of, open_lake
from sarhad.store.bulk import check_release, load_dataset
from sarhad.store.deaths import FAMILIES, datasets_of
from sarhad.store.series import UNITS, monthly_series
from sarhad.version import __version__
from sarhad.world import Region, load_region
from sarhad.world.sections import lines_of, sections_near
from sarhad.world.states import find_state

Progress = Callable[[int, int | None, str], None]


def load(
    workspace: Path, settings: Settings, name: str, path: Path, version: str = "", progress: Progress | None = None
) -> tuple[Run, Dataset]:
    """Load one file of a published dataset into the lake, as one run and one snapshot; a file that is there changes
    nothing (`known` of the run returned). Rows that cannot be read are counted, their lines named in `problems`.

    Raises SarhadError for an unknown dataset, a file of something else, and an older release than the one loaded.
    """
    loader = find(LOADERS, name, "dataset")
    run = _begin(f"load {name} {path.name}")
    with open_dataset(loader, path, version, progress) as opened, open_lake(workspace, settings) as lake:
        if check_release(lake, opened.dataset):
            return _known(run, lake.read(Dataset, id=opened.dataset.id)[0])
        tally = _Tally(run, opened.dataset)
        records = tally.records(opened.batches, Namer(load_region(settings.region)))
        load_dataset(lake, _ahead(records), tally.finish, run.id)
    return tally.finish()


def _ahead(items: Iterator[list[Record]]) -> Iterator[list[Record]]:
    """The items, the next one made while the one before is written; two are in memory at most."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        following = pool.submit(next, items, None)
        while (item := following.result()) is not None:
            following = pool.submit(next, items, None)
            yield item


def fetch(
    workspace: Path, settings: Settings, name: str, release: str = "", progress: Progress | None = None
) -> list[Path]:
    """The files of a dataset's release, downloaded from its publisher into the workspace's `cache` folder."""
    find(LOADERS, name, "dataset")
    return fetch_dataset(name, release, workspace / "cache" / "datasets" / name, settings, progress)


def _begin(command: str) -> Run:
    started = _now()
    return Run(id=make_id("run", started, secrets.token_hex(4)), command=command, version=__version__, started=started)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _known(run: Run, dataset: Dataset) -> tuple[Run, Dataset]:
    counts = {"inputs": dataset.rows, "read": dataset.rows - dataset.refused, "refused": dataset.refused}
    return msgspec.structs.replace(run, finished=_now(), known=dataset.loaded, **counts), dataset


class _Tally:
    """Counts what passes, so that run and dataset can be written after the last batch."""

    def __init__(self, run: Run, dataset: Dataset) -> None:
        self._run, self._dataset = run, dataset
        self._rows = self._loaded = self._left_out = self._refused = 0
        self._first = self._last = ""
        self._problems: list[str] = []

    def records(self, batches: Iterator[Batch], namer: Namer) -> Iterator[list[Record]]:
        """The records of each batch, counted."""
        for batch in batches:
            events = name_parties(batch.events, namer)
            self._count(batch)
            yield [*events, *batch.observations]

    def _count(self, batch: Batch) -> None:
        self._rows += batch.rows
        self._left_out += batch.left_out
        self._refused += len(batch.problems)
        self._loaded += batch.rows - batch.left_out - len(batch.problems)
        self._problems += batch.problems[: PROBLEMS - len(self._problems)]
        times = [t for e in batch.events for t in (e.date.earliest, e.date.latest)]
        times += [o.period for o in batch.observations]
        self._first = min(filter(None, [self._first, *times]), default="")
        self._last = max([self._last, *times])

    def finish(self) -> tuple[Run, Dataset]:
        """The run and the dataset with their counts; SarhadError when no row at all could be read."""
        if not self._loaded and not self._left_out:
            first = self._problems[0] if self._problems else "it has no rows"
            where = self._dataset.file
            raise SarhadError(f"no row of the file could be read ({first})", where, "download the file again")
        run = msgspec.structs.replace(
            self._run,
            finished=_now(),
            inputs=self._rows,
            read=self._rows - self._refused,
            refused=self._refused,
        )
        dataset = msgspec.structs.replace(
            self._dataset,
            first=self._first,
            last=self._last,
            rows=self._rows,
            loaded=self._loaded,
            left_out=self._left_out,
            refused=self._refused,
            problems=tuple(self._problems),
        )
        return run, dataset


# ---------------------------------------------------------------- from the lake


class Coded:
    """The events of one dataset that meet some conditions, in order of time."""

    def __init__(self, lake: Lake, settings: Settings, where: dict[str, Filter], find_text: str) -> None:
        self._lake, self._tlp, self._where, self._find = lake, settings.tlp, where, find_text.casefold()

    def all(self, size: int) -> Iterator[Table]:
        """All of them, in tables of `size` rows."""
        rows = self._rows(self._where)
        while part := tuple(islice(rows, size)):
            yield _table(part)

    def newest(self, limit: int) -> tuple[Table, int]:
        """The last `limit` (0: all) as a table, and how many there are."""
        if self._find or not limit:
            rows = tuple(self._rows(self._where))
            return _table(rows[-limit:]), len(rows)
        days = self._lake.tally(CodedEvent, "date__earliest", **self._where)
        left, since = limit, ""
        for (day,), count in sorted(days.items(), key=lambda item: str(item[0]), reverse=True):
            left, since = left - count, str(day)
            if left <= 0:
                break
        rows = tuple(self._rows(self._where | {"date__earliest": between(since, "9999")}))
        return _table(rows[-limit:]), sum(days.values())

    def _rows(self, where: dict[str, Filter]) -> Iterator[dict[str, object]]:
        for event in self._lake.stream(CodedEvent, corrected=True, limit=None, **where):
            row: dict[str, object] = {"when": event.date.value, **msgspec.to_builtins(event), "tlp": self._tlp}
            if not self._find or self._find in " ".join(map(str, row.values())).casefold():
                yield row


SHOWN = ("when", "type", "actor_name", "recipient_name", "place_name", "country", "deaths_best", "dataset", "row")


def _table(rows: tuple[dict[str, object], ...]) -> Table:
    return Table(name="coded", shown=SHOWN, rows=rows)


@contextmanager
def coded_events(
    workspace: Path, settings: Settings, name: str, as_of: str | None, find_text: str = "", where: Sequence[str] = ()
) -> Iterator[Coded]:
    """The events of a dataset or family ("ucdp"), filtered by FIELD=VALUE; SarhadError when none is loaded."""
    with open_lake(workspace, settings, as_of=as_of, read_only=True) as lake:
        names = _loaded(lake, name)
        yield Coded(lake, settings, _conditions(where) | {"dataset": one_of(names)}, find_text)


def _loaded(lake: Lake, name: str) -> list[str]:
    """The datasets of a name or family that are in the lake; SarhadError when none is."""
    names = datasets_of(lake, name)
    if not names:
        there = ", ".join(sorted({d.name for d in lake.read(Dataset)})) or "none"
        remedy = f"load it: sarhad load {name} FILE (loaded so far: {there})"
        raise SarhadError("no events of this dataset are loaded", name, remedy)
    return names


def dataset_series(
    workspace: Path,
    settings: Settings,
    name: str,
    window: str,
    as_of: str | None,
    find_text: str = "",
    where: Sequence[str] = (),
) -> Table:
    """Indicators by the events of a dataset, apart from those by reports: engagement of the region's pairs by windows,
    and by "month" deaths and incidents in the region's countries, by country, border section, dyad and actor.
    """
    region = load_region(settings.region)
    with open_lake(workspace, settings, as_of=as_of, read_only=True) as lake:
        names = _loaded(lake, name)
        between = lake.stream(CodedEvent, dataset=one_of(names), actor=NAMED, recipient=NAMED)
        series = [*measure_coded(region, between, name, window)]
        if window == "month" and name in FAMILIES:
            series += [o for by in UNITS for o in _tolls(lake, region, name, by)]
    return series_table(series, settings.tlp, find_text, where)


NAMED = Filter("{} <> ?", ("",))


def _tolls(lake: Lake, region: Region, family: str, by: str) -> Iterator[Observation]:
    iso3 = {code: state.iso3 for code in _codes(region) if (state := find_state("iso2", code))}
    return monthly_series(
        lake,
        family=family,
        by=by,
        countries=[iso3[c] for c in region.countries if c in iso3],
        near=lambda points: sections_near(lines_of(region), points),
        borders={b.id: [iso3[c] for c in b.between if c in iso3] for b in region.borders},
    )


def _codes(region: Region) -> set[str]:
    return {*region.countries, *(code for border in region.borders for code in border.between)}


def _conditions(where: Sequence[str]) -> dict[str, Filter]:
    """FIELD=VALUE conditions for the lake; what is no field is refused there with the fields that are."""
    found: dict[str, Filter] = {}
    for condition in where:
        field, sign, value = condition.partition("=")
        if not sign:
            raise SarhadError("events cannot be filtered so", condition, "use FIELD=VALUE")
        found[field] = Filter("CAST({} AS VARCHAR) = ?", (value,))
    return found


def datasets_table(workspace: Path, settings: Settings, as_of: str | None) -> Table:
    """The datasets loaded, with their counts and terms."""
    with open_lake(workspace, settings, as_of=as_of, read_only=True) as lake:
        rows = tuple(dict(msgspec.to_builtins(d)) for d in lake.read(Dataset))
    shown = ("name", "version", "first", "last", "loaded", "refused", "licence")
    return Table(name="datasets", shown=shown, rows=tuple(sorted(rows, key=lambda r: (r["name"], r["version"]))))
