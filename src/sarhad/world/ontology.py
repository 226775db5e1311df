"""The event ontology (PLOVER) with its crosswalk to CAMEO roots and quad classes, and the threat modes.

Source: the PLOVER Event Code Manual (Open Event Data Alliance), which names 16 types and their CAMEO roots.
"""

from __future__ import annotations

import msgspec

from sarhad.records import Quad


class EventType(msgspec.Struct, frozen=True):
    """A PLOVER type: its quad class, the CAMEO root it corresponds to, and what it means."""

    quad: Quad
    cameo: str
    meaning: str


PLOVER: dict[str, EventType] = {
    "AGREE": EventType("verbal-cooperation", "03", "agree to, sign or offer to cooperate"),
    "CONSULT": EventType("verbal-cooperation", "04", "meet, visit, talk, negotiate"),
    "SUPPORT": EventType("verbal-cooperation", "05", "praise, endorse, recognise, open relations"),
    "COOPERATE": EventType("material-cooperation", "06", "joint exercises, exchanges, trade, opened missions"),
    "AID": EventType("material-cooperation", "07", "provide material, military or humanitarian help"),
    "CONCEDE": EventType("material-cooperation", "08", "release, return, ease restrictions, delist"),
    "RETREAT": EventType("material-cooperation", "08", "withdraw forces, cease fire, surrender"),
    "REQUEST": EventType("verbal-conflict", "10", "demand, call for"),
    "ACCUSE": EventType("verbal-conflict", "11", "accuse, blame, condemn"),
    "REJECT": EventType("verbal-conflict", "12", "refuse, veto, reject"),
    "THREATEN": EventType("verbal-conflict", "13", "threaten, warn of force, give an ultimatum"),
    "PROTEST": EventType("material-conflict", "14", "demonstrate, strike"),
    "SANCTION": EventType("material-conflict", "16", "sanction, cut relations, ban, expel"),
    "MOBILIZE": EventType("material-conflict", "15", "deploy, reinforce, put on alert"),
    "COERCE": EventType("material-conflict", "17", "arrest, detain, seize, deport, close a border"),
    "ASSAULT": EventType("material-conflict", "18", "attack, kill, shell, clash, bomb"),
}

# The threat modes, with the name of the term list that recognises each in every language.
THREAT_MODES: dict[str, str] = {
    "armed-attack": "armed attack",
    "cross-border-raid": "cross-border raid",
    "recruitment": "recruitment",
    "safe-haven": "training or safe haven",
    "online-radicalisation": "online propaganda and radicalisation",
    "trafficking": "trafficking and organised crime",
    "financing": "financing",
}


def quad_of(event_type: str) -> Quad:
    """The quad class of a PLOVER type.

    >>> quad_of("CONSULT")
    'verbal-cooperation'
    """
    return PLOVER[event_type].quad
