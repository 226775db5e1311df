"""The interface keeps to its own description, whatever it is asked (Schemathesis): no fault, no other shape."""

from __future__ import annotations

from collections import Counter

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
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


EXAMPLES = 4  # of each of some hundred operations


def test_the_interface_keeps_to_its_description(app: Litestar) -> None:
    """Questions to every operation but the endless one, right ones and wrong ones."""
    schema = schemathesis.openapi.from_asgi("/schema/openapi.json", app, headers=HEADERS)
    asked: Counter[str] = Counter()
    for found in schema.exclude(path_regex="/stream$").get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            asked[case.operation.label] += 1
            case.call_and_validate(headers=HEADERS, checks=CHECKS)

        ask()
    assert len(asked) > 80 and asked.total() > 200
