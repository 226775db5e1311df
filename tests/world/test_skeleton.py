"""Spellings of a name in three scripts have one key; names of other consonants have others."""

from __future__ import annotations

import pytest

from sarhad.world.skeleton import skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        ("Masadykov", "Масадыков", "Масадыковым"),
        ("Muttaqi", "Муттаки", "Моттаки", "متقی"),
        ("Tokayev", "Токаев", "توکایف"),
        ("Bortnikov", "Бортникова", "بورتنیکوف"),
        ("Karimi", "Карими", "کریمی"),
        ("Shoigu", "Шойгу"),
        ("Mujahid", "Муджахид", "مجاهد"),
    ],
)
def test_one_name_one_key(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in spellings}) == 1


def test_other_names_have_other_keys() -> None:
    assert len({skeleton(name) for name in ("Masadykov", "Muttaqi", "Tokayev", "Bortnikov", "Karimi")}) == 5
