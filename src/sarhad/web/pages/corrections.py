"""What can be corrected from a row in two clicks, and the values to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from sarhad.records import Frame, Hedge, Record, SourceKind, Status
from sarhad.web.pages.columns import N_
from sarhad.world import PLOVER, THREAT_MODES


class Field(Record, frozen=True, kw_only=True):
    """A field that an analyst may correct: its label, the values to choose from, or where they are looked up."""

    name: str
    label: str
    values: tuple[str, ...] = ()
    look: Literal["actors", "places", "propositions", ""] = ""


def _one_of(name: str, label: str, kind: object) -> Field:
    return Field(name=name, label=label, values=get_args(kind))


_HIDE = Field(name="*", label=N_("The whole record"), values=("hide",))
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "claims": (
        Field(name="stance", label=N_("Stance"), values=("asserts", "denies", "doubts")),
        Field(name="proposition", label=N_("Proposition"), look="propositions"),
        Field(name="source_actor", label=N_("Speaker"), look="actors"),
        Field(name="about", label=N_("About"), look="actors"),
        _one_of("kind", N_("Kind of source"), SourceKind),
        _one_of("hedge", N_("Hedge"), Hedge),
        _one_of("frame", N_("Frame"), Frame),
        Field(name="modes", label=N_("Threat mode"), values=tuple(THREAT_MODES)),
        _HIDE,
    ),
    "events": (
        Field(name="type", label=N_("Type"), values=tuple(PLOVER)),
        Field(name="actor", label=N_("Actor"), look="actors"),
        Field(name="recipient", label=N_("Recipient"), look="actors"),
        Field(name="place", label=N_("Place"), look="places"),
        Field(name="date", label=N_("Date")),
        Field(name="deaths_best", label=N_("Deaths")),
        _HIDE,
    ),
    "commitments": (
        _one_of("status", N_("Status"), Status),
        Field(name="holder", label=N_("Holder"), look="actors"),
        Field(name="phase", label=N_("Phase")),
        _HIDE,
    ),
    "sources": (Field(name="grade", label=N_("Grade"), values=("A", "B", "C", "D", "E", "F")),),
    "ledger": (Field(name="merged_into", label=N_("Merge into"), look="propositions"),),
    "documents": (_HIDE,),
}


def correctable(resource: str) -> tuple[Field, ...]:
    """The fields of a resource's rows that an analyst may correct."""
    return FIELDS.get(resource, ())
