"""States by their codes: every code leads to one state."""

from __future__ import annotations

from collections import Counter

import pytest

from sarhad.world.states import NAMES, find_state, state_named, states


def test_no_code_is_two_states() -> None:
    for code in ("iso3", "iso2", "fips", "gw"):
        values = Counter(v for s in states() for v in ((getattr(s, code),) if code != "gw" else s.gw) if v)
        assert [v for v, n in values.items() if n > 1] == [], code


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Russia (Soviet Union)", "RUS"), ("Myanmar (Burma)", "MMR"), ("DR Congo (Zaire)", "COD"), ("Congo", "COG"),
        ("Serbia (Yugoslavia)", "SRB"), ("Yemen (North Yemen)", "YEM"), ("Cambodia (Kampuchea)", "KHM"),
        ("Zimbabwe (Rhodesia)", "ZWE"), ("Bosnia-Herzegovina", "BIH"), ("Atlantis", None),
    ],
)  # fmt: skip
def test_names_as_ucdp_writes_them(name: str, iso3: str | None) -> None:
    found = state_named(name)
    assert (found.iso3 if found else None) == iso3


def test_every_special_name_is_a_state() -> None:
    assert all(find_state("iso3", iso3) for iso3 in NAMES.values())
