"""The event ontology: every type has a quad class and a CAMEO root, and the class follows from the type."""

from __future__ import annotations

from typing import get_args

import pytest

from sarhad.records import Quad
from sarhad.world import PLOVER, quad_of


def test_sixteen_types_with_root_and_meaning() -> None:
    assert len(PLOVER) == 16
    assert all(t.cameo.isdigit() and len(t.cameo) == 2 and t.meaning for t in PLOVER.values())
    assert {t.quad for t in PLOVER.values()} == set(get_args(Quad))


@pytest.mark.parametrize(
    ("name", "quad"),
    [
        ("AGREE", "verbal-cooperation"),
        ("AID", "material-cooperation"),
        ("ACCUSE", "verbal-conflict"),
        ("ASSAULT", "material-conflict"),
    ],
)
def test_quad(name: str, quad: str) -> None:
    assert quad_of(name) == quad
