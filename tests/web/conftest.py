"""A small real workspace of five reports, and the application over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.robust.command import sarhad, write_reports

from sarhad.indexing import Keeper
from sarhad.indexing import keeper as keeper_module
from sarhad.serving import make_site
from sarhad.settings import load_settings
from sarhad.web import make_app

HOST = "localhost.local"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("web")
    sarhad("init", root / "work")
    assert sarhad("read", "-w", root / "work", write_reports(root / "reports", range(5))).code == 0
    return root / "work"


@pytest.fixture(scope="module")
def keeper(workspace: Path) -> Iterator[Keeper]:
    keeper_module.PATIENCE = 600.0  # on a machine that is busy with other things
    with Keeper(workspace, load_settings(workspace)) as keeper:
        yield keeper


@pytest.fixture(scope="module")
def app(keeper: Keeper) -> Litestar:
    return make_app(make_site(keeper), [HOST])


@pytest.fixture(scope="module")
def api(app: Litestar) -> Iterator[TestClient[Litestar]]:
    with TestClient(app, base_url=f"http://{HOST}") as client:
        yield client
