"""store: the lake. All SQL of Sarhad is here; one run is one snapshot, and nothing is ever overwritten.

>>> import tempfile
>>> from pathlib import Path
>>> from sarhad.records import Run
>>> from sarhad.settings import Settings
>>> with tempfile.TemporaryDirectory() as folder:
...     create_lake(Path(folder), Settings())
...     with open_lake(Path(folder), Settings()) as lake:
...         _ = lake.commit(Run(id="run-1", command="read", version="0.1.0", started="2024-07-15T10:00:00Z"))
...         print([run.id for run in lake.read(Run)])
['run-1']
"""

from sarhad.store.filters import Filter, between, contains, one_of
from sarhad.store.lake import Lake
from sarhad.store.opening import create_lake, open_lake
from sarhad.store.snapshots import Snapshot, parse_moment
from sarhad.store.staging import Batch, Staging

__all__ = [
    "Batch",
    "Filter",
    "Lake",
    "Snapshot",
    "Staging",
    "between",
    "contains",
    "create_lake",
    "one_of",
    "open_lake",
    "parse_moment",
]
