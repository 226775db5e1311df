import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sarhad.settings import Settings
from sarhad.store import Lake, create_lake, open_lake
from sarhad.store.connect import ENGINE

from .making import claim, run

SETTINGS = Settings()


@pytest.fixture(scope="session", autouse=True)
def without_signature_check() -> None:
    """Checking the extension's signature anew takes longer than most tests; the package's doctest does check it."""
    ENGINE["allow_unsigned_extensions"] = "true"


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an empty lake, to be copied."""
    folder = tmp_path_factory.mktemp("empty")
    create_lake(folder, SETTINGS)
    return folder


@pytest.fixture
def workspace(empty_workspace: Path, tmp_path: Path) -> Path:
    """A workspace of its own with an empty lake."""
    shutil.copytree(empty_workspace, tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def lake(workspace: Path) -> Iterator[Lake]:
    """That lake, open for writing."""
    with open_lake(workspace, SETTINGS) as lake:
        yield lake


@pytest.fixture(scope="module")
def read_lake(empty_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """A lake with one claim, shared by tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("shared") / "work"
    shutil.copytree(empty_workspace, folder)
    with open_lake(folder, SETTINGS) as lake:
        lake.commit(run(), others=[claim(1)])
        yield lake
