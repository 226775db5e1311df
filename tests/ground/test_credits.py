"""Outlets are found by their names in four languages at the head and the end of a report, not in its middle."""

from __future__ import annotations

import msgspec
import pytest
from tests import making

from sarhad.ground.credits import find_credits, wire_names
from sarhad.world import load_catalogue

WIRES = wire_names(load_catalogue().sources)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two guards were hurt, Reuters reported.", {"reuters"}),
        ("Пострадали двое. — РИА Новости", {"ria-novosti"}),
        ("ТАСС. Двое пострадали.", {"tass"}),
        ("به نقل از رویترز، دو سرباز زخمی شدند.", {"reuters"}),
        ("Ду сарбоз захмӣ шуд (Ховар).", {"khovar"}),
        ("Two guards were hurt near the bridge.", set()),
        ("An ambassador was hurt.", set()),
    ],
)
def test_credits(text: str, found: set[str]) -> None:
    assert find_credits(making.document("d", text=text), WIRES) == found


def test_the_middle_of_a_long_report_is_not_looked_at() -> None:
    text = "word " * 200 + "Reuters once reported. " + "word " * 200
    assert find_credits(making.document("d", text=text), WIRES) == frozenset()


def test_the_publisher_counts() -> None:
    document = msgspec.structs.replace(making.document("d", text="Two were hurt."), source="tass")
    assert find_credits(document, WIRES) == {"tass"}
