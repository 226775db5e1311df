"""An unknown name is answered with the known ones."""

from __future__ import annotations

import pytest

from sarhad.errors import SarhadError
from sarhad.registry import find

FORMATS = {"html": 1, "pdf": 2, "markdown": 3}


def test_a_known_name_is_found() -> None:
    assert find(FORMATS, "pdf", "format") == 2


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("htm", "did you mean html? known: html, markdown, pdf"), ("docx!", "use one of: html, markdown, pdf")],
)
def test_an_unknown_name_lists_the_known_ones(name: str, remedy: str) -> None:
    with pytest.raises(SarhadError) as error:
        find(FORMATS, name, "format")
    assert (error.value.problem, error.value.where, error.value.remedy) == ("unknown format", repr(name), remedy)
