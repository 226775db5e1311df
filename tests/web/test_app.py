"""The server: who may ask, and what is told when something is wrong."""

from __future__ import annotations

import subprocess
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.robust.command import sarhad, start

Client = TestClient[Litestar]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("claims?limit=0", 400), ("claims?limit=1001", 400), ("claims?limit=many", 400), ("claims?cursor=x", 400),
        ("claims?where=colour=red", 400), ("claims?where=nothing", 400), ("incidents?where=deaths=many", 400),
        ("claims?from=someday", 400), ("claims?order=best", 400), ("timeline/claims?per=decade", 400),
        ("timeline/actors", 400), ("map/events?bbox=1,2", 400), ("relations?search=border", 400),
        ("actors?from=2024", 400),
        ("claims?as_of=someday", 400), ("claims?as_of=1999-01-01", 400), ("claims/facets?field=colour", 400),
        ("claim", 404), ("claims/claim-0", 404), ("why/ledger/nothing", 404), ("documents/none", 404),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_with_a_remedy(api: Client, path: str, status: int) -> None:
    answer = api.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert set(answer.json()) == {"problem", "where", "remedy"} and all(answer.json().values())


def test_another_host_name_is_refused(api: Client) -> None:
    assert api.get("/api/v1/claims", headers={"host": "evil.example"}).status_code == 400
    assert api.get("/api/v1", headers={"host": "localhost.local.evil.example"}).status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_rows_are_not_written(api: Client, method: str) -> None:
    assert api.request(method, "/api/v1/claims").status_code == 405


def test_the_interface_describes_itself(api: Client) -> None:
    described = api.get("/schema/openapi.json").json()
    assert {"/api/v1/claims", "/api/v1/coded-events/facets", "/api/v1/documents/{id}"} <= set(described["paths"])
    fields = described["components"]["schemas"]["ClaimRow"]["properties"]
    assert fields["stance"]["enum"] == ["asserts", "denies", "doubts", ""] and {"evidence", "grade", "tlp"} <= set(
        fields
    )


def test_the_real_server(workspace: Path) -> None:
    with start("serve", "-w", workspace, "--port", 0, stderr=subprocess.DEVNULL) as process:
        url = process.stdout.readline().split()[0]
        answers = [httpx.get(url + path, timeout=600) for path in ("api/v1/claims?limit=1", "api/v1/nothing")]
        hostile = httpx.get(url + "api/v1", headers={"host": "evil.example"}, timeout=600)
        process.terminate()
    assert url.startswith("http://127.0.0.1:")
    assert answers[0].status_code in (200, 503) and answers[1].status_code == 404 and hostile.status_code == 400


def test_a_port_that_is_taken(workspace: Path) -> None:
    done = sarhad("serve", "-w", workspace, "--port", 70000)
    assert done.code == 1 and "choose another --port" in done.err
