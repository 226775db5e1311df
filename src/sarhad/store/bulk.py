"""Loading a published dataset: many batches, one snapshot, so much memory as one batch needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from duckdb import DuckDBPyConnection

from sarhad.errors import SarhadError
from sarhad.records import Dataset, Record, Run
from sarhad.store import connect
from sarhad.store.lake import Lake
from sarhad.store.schema import ALIAS
from sarhad.store.spool import Spool


def load_dataset(
    lake: Lake, batches: Iterable[Iterable[Record]], finish: Callable[[], tuple[Run, Dataset]], run: str
) -> None:
    """Write all batches and then what `finish` returns as one snapshot; a load that is cut short leaves nothing.

    Records are stamped with the run; those that the lake holds under the same dataset are left out.
    """
    lake._check_writable()
    with connect.transaction(lake._con.cursor()) as con:
        for batch in batches:
            _insert(lake, con, batch, run)
        done, dataset = finish()
        _insert(lake, con, (done, dataset), run)
        con.execute(f"CALL {ALIAS}.set_commit_message(?, ?)", [f"sarhad {done.version}".strip(), run])


def _insert(lake: Lake, con: DuckDBPyConnection, records: Iterable[Record], run: str) -> None:
    with Spool(lake._workspace / connect.SPOOL) as spool:
        spool.add(records)
        spool.insert(con, run)


def check_release(lake: Lake, dataset: Dataset) -> bool:
    """Whether this very file was loaded before; SarhadError when a later release of the same series was."""
    held = lake.read(Dataset, name=dataset.name)
    if any(other.id == dataset.id for other in held):
        return True
    same = [other for other in held if set(other.series) & set(dataset.series)]
    latest = max(same, key=_rank, default=dataset)
    if _rank(latest) > _rank(dataset):
        problem = f"a later release of {dataset.name} is loaded already ({latest.version})"
        remedy = "read earlier states with --as-of, or load an older release into a workspace of its own"
        raise SarhadError(problem, f"{dataset.file} ({dataset.version})", remedy)
    return False


def _rank(dataset: Dataset) -> tuple[int, ...]:
    return tuple(int(part) for part in dataset.rank.replace("-", ".").split(".") if part.isdigit())
