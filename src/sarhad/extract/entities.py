"""Entities beyond the region pack: people, bodies, places, peoples and dates that a text names or describes."""

from __future__ import annotations

from collections.abc import Callable

from sarhad.registry import find

Entity = tuple[int, int, str]  # start, end, type


def find_entities(text: str, language: str) -> list[Entity]:
    """Start, end and type of what a text names; spans may nest ("the city of Mosul" and "Mosul").

    Types: Organisation (anything that acts as one, also "the regime"), Location, Person (English and Russian), and in
    English Nationality (peoples, faiths, languages) and Temporal. A language not known raises a SarhadError.
    Meant for looking at a text: records keep no private person.

    >>> find_entities("The Taliban entered Kabul.", "en")
    [(0, 11, 'Organisation'), (4, 11, 'Organisation'), (20, 25, 'Location')]
    """
    return find(FINDERS, language, "language with entities")(text)


def _english(text: str) -> list[Entity]:
    from sarhad.extract.entities_en import entities_en  # spaCy's recogniser: only when asked for

    return entities_en(text)


def _russian(text: str) -> list[Entity]:
    from sarhad.extract.entities_ru import entities_ru

    return entities_ru(text)


def _persian(text: str) -> list[Entity]:
    from sarhad.extract.entities_fa import entities_fa

    return entities_fa(text)


def _tajik(text: str) -> list[Entity]:
    from sarhad.extract.entities_tg import entities_tg

    return entities_tg(text)


FINDERS: dict[str, Callable[[str], list[Entity]]] = {"en": _english, "ru": _russian, "fa": _persian, "tg": _tajik}
