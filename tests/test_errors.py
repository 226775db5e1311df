"""An error says what, where and what to do, on one line, and cannot be made without."""

from __future__ import annotations

import pytest

from sarhad.errors import SarhadError


@pytest.mark.parametrize("given", [("", "b", "c"), ("a", "", "c"), ("a", "b", "")])
def test_problem_place_and_remedy_are_required(given: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="needs a problem, a place and a remedy"):
        SarhadError(*given)


def test_it_reads_as_one_line() -> None:
    error = SarhadError("the file is empty", "a.txt", "save it again")
    assert str(error) == "the file is empty: a.txt — save it again"
    assert (error.problem, error.where, error.remedy) == ("the file is empty", "a.txt", "save it again")
