"""The examples in the code's own documentation run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import sarhad

from . import book, terminal

MODULES = sorted(m.name for m in pkgutil.walk_packages(sarhad.__path__, "sarhad.") if not m.name.endswith("__main__"))


@pytest.mark.parametrize("name", ["sarhad", *MODULES])
def test_examples_in_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def test_examples_of_the_tests_own_tools() -> None:
    assert doctest.testmod(book).failed == doctest.testmod(terminal).failed == 0
