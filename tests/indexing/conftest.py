"""The bundled case, read once, to be copied by each test that changes it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sarhad import pipeline
from sarhad.indexing import Keeper
from sarhad.indexing import keeper as keeper_module
from sarhad.settings import load_settings
from sarhad.store.connect import ENGINE


@pytest.fixture(scope="session", autouse=True)
def patient() -> None:
    """On a machine that is busy with other things an index takes longer than a request would wait."""
    keeper_module.PATIENCE = 600.0


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the bundled case, which tests leave as it is."""
    ENGINE["allow_unsigned_extensions"] = "true"  # checking its signature at each opening takes longer than most tests
    folder = tmp_path_factory.mktemp("bundled")
    settings = pipeline.init(folder)
    pipeline.read(folder, [str(pipeline.bundled_case())], settings)
    return folder


@pytest.fixture
def workspace(bundled: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    shutil.copytree(bundled, tmp_path / "work", ignore=shutil.ignore_patterns("cache"))
    return tmp_path / "work"


@pytest.fixture
def keeper(workspace: Path) -> Iterator[Keeper]:
    """The indexes of that copy."""
    with Keeper(workspace, load_settings(workspace)) as keeper:
        yield keeper
