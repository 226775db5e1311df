"""What an operator makes of the happening that it governs: a promise of aid is AGREE, the end of aid SANCTION."""

from __future__ import annotations

from sarhad.world.ontology import quad_of

# Operators whose type does not depend on what they govern.
_WHATEVER = {"threaten": "THREATEN", "demand": "REQUEST", "refuse": "REJECT", "accuse": "ACCUSE"}


def operated(name: str, inner: str, real: bool) -> tuple[str, bool] | None:
    """The type that an operator makes of a governed type ("" for none), and whether it is real; None for no event.

    >>> operated("stop", "AID", True), operated("promise", "ASSAULT", True), operated("carry", "", True)
    (('SANCTION', True), ('THREATEN', True), None)
    """
    if name == "promise":
        return ("THREATEN" if real and inner and quad_of(inner) == "material-conflict" else "AGREE"), True
    if name in _WHATEVER:
        return _WHATEVER[name], True
    return _changed(name, inner, real) if inner else None


def _changed(name: str, inner: str, real: bool) -> tuple[str, bool] | None:
    """What operators that need a happening make of it."""
    if name in {"carry", "tell"}:
        return inner, real
    if name == "intend":
        return foreseen(inner), False
    if name == "fail":  # talks that come to nothing are a refusal, other failures nobody's act
        return ("REJECT", True) if inner in {"AGREE", "CONSULT"} else None
    return _ended(inner), real


def foreseen(inner: str) -> str:
    """The type of what is announced or intended: cooperation to come is AGREE, harm to come THREATEN."""
    quad = quad_of(inner)
    if quad == "material-conflict":
        return "THREATEN"
    return inner if quad == "verbal-conflict" else "AGREE"


def _ended(inner: str) -> str:
    if inner in {"ASSAULT", "MOBILIZE"}:
        return "RETREAT"
    return "CONCEDE" if "conflict" in quad_of(inner) else "SANCTION"
