"""Land borders of the world, checked against the region pack's own."""

from __future__ import annotations

import pytest

from sarhad.world import load_region
from sarhad.world.countries import land_borders
from sarhad.world.states import find_state, state_named


def test_each_border_has_two_sides() -> None:
    near = land_borders()
    assert all(a in near[b] for a, others in near.items() for b in others)
    assert not near["ISL"]


@pytest.mark.parametrize("pack", ["csto-afghanistan", "south-caucasus"])
def test_the_borders_of_a_pack_are_among_them(pack: str) -> None:
    region = load_region(pack)
    for border in region.borders:
        one, other = (find_state("iso2", side) for side in border.between)
        assert one and other, border.id
        assert other.iso3 in land_borders()[one.iso3], border.id


@pytest.mark.parametrize(("name", "iso3"), [("Congo, DRC", "COD"), ("Congo", "COG"), ("Macedonia", "MKD")])
def test_names_of_the_prediction_challenge(name: str, iso3: str) -> None:
    state = state_named(name)
    assert state is not None
    assert state.iso3 == iso3
