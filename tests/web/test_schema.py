"""The interface keeps to its own description, whatever it is asked (Schemathesis): no fault, no other shape."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from litestar import Litestar
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.conftest import HOST

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HEADERS = {"host": HOST, "x-sarhad": "1"}


@pytest.fixture(scope="module")
def described(app: Litestar) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/schema/openapi.json", app, headers=HEADERS)


schema = schemathesis.pytest.from_fixture("described").exclude(path_regex="/stream$")


@schema.parametrize()
@settings(
    max_examples=4, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_the_interface_keeps_to_its_description(case: schemathesis.Case) -> None:
    """Four questions to each of some hundred operations, right ones and wrong ones."""
    case.call_and_validate(headers=HEADERS, checks=CHECKS)
