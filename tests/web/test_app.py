"""The server over a small real case: the briefing, the records as JSON, and who may ask."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.robust.command import sarhad, start, write_reports

from sarhad import pipeline
from sarhad.records import Case
from sarhad.settings import load_settings
from sarhad.web import make_app

Client = TestClient[Litestar]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("web")
    sarhad("init", root / "work")
    assert sarhad("read", "-w", root / "work", write_reports(root / "reports", range(5))).code == 0
    return root / "work"


@pytest.fixture(scope="module")
def case(workspace: Path) -> Case:
    return pipeline.build_case(workspace, load_settings(workspace))


@pytest.fixture(scope="module")
def client(case: Case) -> Iterator[Client]:
    with TestClient(make_app(lambda: case, None, ["localhost.local"]), base_url="http://localhost.local") as client:
        yield client


def test_the_root_is_the_briefing(client: Client, case: Case) -> None:
    answer = client.get("/")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    assert case.title in answer.text and "<script src" not in answer.text


def test_the_tables_are_listed(client: Client) -> None:
    assert {"claims", "events", "ledger", "structural"} <= set(client.get("/api/v1").json())


def test_claims_in_pages(client: Client, case: Case) -> None:
    whole = client.get("/api/v1/claims").json()
    first = client.get("/api/v1/claims?limit=2").json()
    second = client.get("/api/v1/claims?offset=2&limit=2").json()
    assert whole["total"] == first["total"] == len(case.claims) == len(whole["rows"])
    assert first["rows"] + second["rows"] == whole["rows"][:4] and second["offset"] == 2
    assert client.get("/api/v1/claims?offset=100000").json()["rows"] == []


def test_claims_filtered(client: Client) -> None:
    found = client.get("/api/v1/claims", params={"where": ["stance=denies"]}).json()["rows"]
    assert all(row["stance"] == "denies" for row in found)
    assert client.get("/api/v1/claims?find=no such words").json()["total"] == 0


@pytest.mark.parametrize("path", ["claims?limit=0", "claims?limit=1001", "claims?offset=-1", "claims?limit=many"])
def test_impossible_pages(client: Client, path: str) -> None:
    assert client.get(f"/api/v1/{path}").status_code == 400


@pytest.mark.parametrize(
    ("path", "status"), [("claim", 404), ("claims?where=colour=red", 400), ("claims?where=nothing", 400)]
)
def test_what_is_not_there_is_told_with_a_remedy(client: Client, path: str, status: int) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert set(answer.json()) == {"problem", "where", "remedy"} and all(answer.json().values())


def test_another_host_name_is_refused(client: Client) -> None:
    assert client.get("/api/v1/claims", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/api/v1", headers={"host": "localhost.local.evil.example"}).status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    assert client.request(method, "/api/v1/claims").status_code == 405


def test_the_interface_describes_itself(client: Client) -> None:
    paths = client.get("/schema/openapi.json").json()["paths"]
    assert "/api/v1/{table}" in paths


def test_the_real_server(workspace: Path) -> None:
    with start("serve", "-w", workspace, "--port", 0, stderr=subprocess.DEVNULL) as process:
        url = process.stdout.readline().split()[0]
        answers = [httpx.get(url + path, timeout=30) for path in ("api/v1/claims?limit=1", "api/v1/nothing")]
        hostile = httpx.get(url + "api/v1", headers={"host": "evil.example"}, timeout=30)
        process.terminate()
    assert url.startswith("http://127.0.0.1:")
    assert [answer.status_code for answer in answers] == [200, 404] and hostile.status_code == 400


def test_a_port_that_is_taken(workspace: Path) -> None:
    done = sarhad("serve", "-w", workspace, "--port", 70000)
    assert done.code == 1 and "choose another --port" in done.err
