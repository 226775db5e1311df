"""PLOVER's sector of a party: what it is, by the region pack or by the words that stand with it.

GOV government, MIL armed forces, COP police, SPY intelligence, JUD courts, LEG parliament, REB armed groups, CRM crime,
OPP opposition and protest, REF refugees and migrants, MED media, REL religion, EDU education, HLH health, LAB labour,
BUS business, NGO aid, IGO organisations of states, CVL civilians.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from sarhad.extract.lines import Line
from sarhad.records import Mention, Offsets
from sarhad.world import Lexicon, Region, load_lexicon
from sarhad.world.folding import compile_terms

_OWN = frozenset({"state", "government"})  # kinds whose people, troops and courts go by their name
_EZAFE = frozenset({"fa", "tg"})


def sector_of(line: Line, spans: Sequence[Offsets], party: str, region: Region, lexicon: Lexicon) -> str:
    """The sector of a party that stands in one of the spans of a sentence; with no party, that of who is described.

    A body or group of the pack has the pack's. A state goes by the words beside its name ("Tajik border guards" are
    MIL), else it is its government; people by their name alone ("600 Afghans") are civilians. Empty: nothing tells.
    """
    known = region.actors.get(party)
    if known and known.kind not in _OWN:
        return known.sector
    for span in line.at(tuple(spans)):
        rows = [m for m in line.mentions_in(*span) if party in (m.actor, *m.actors)]
        if known and not rows:
            continue
        found = _by_words(line.folded[_low(line, span, lexicon.code) : span[1] - line.start], lexicon.code)
        if found or known:
            return _own(found, rows[0], span, known.kind == "state") or known.sector if known else found
    return known.sector if known else ""


def _low(line: Line, span: Offsets, code: str) -> int:
    """Where the words of a party begin: in Persian and Tajik with the noun that stands before its name (ezafe)."""
    low = span[0] - line.start
    before = re.search(r"[^\W\d]+\s+$", line.folded[:low]) if code in _EZAFE else None
    return before.start() if before else low


def _own(found: str, mention: Mention, span: Offsets, state: bool) -> str:
    """What a state's or government's words say; a government's own fighters are no rebels."""
    if found == "REB" and not state:
        return "MIL"
    alone = mention.type == "demonym" and mention.end == span[1]
    return found or ("CVL" if alone else "")


def _by_words(folded: str, code: str) -> str:
    return next((name for name, pattern in _sectors(code).items() if pattern.search(folded)), "")


@functools.cache
def _sectors(code: str) -> dict[str, re.Pattern[str]]:
    return {name: compile_terms(tuple(words)) for name, words in load_lexicon(code).words["sectors"].items()}
