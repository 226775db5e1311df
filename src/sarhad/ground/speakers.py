"""Who speaks: the grounded actor or outlet behind a claim's source words, and what kind of source it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sarhad.records import Claim, Mention, SourceKind
from sarhad.world import Catalogue, Lexicon, Region
from sarhad.world.folding import TOKEN, fold

_WORD = re.compile(r"\w[\w-]{3,}")
_PARTIES = frozenset({"armed-group"})


def ground_speakers(
    claims: Sequence[Claim], mentions: Sequence[Mention], region: Region, catalogue: Catalogue, lexicon: Lexicon
) -> tuple[Claim, ...]:
    """The claims with `source_actor` and `kind`; a pronoun or a bare office goes to the speaker before it."""
    rows: list[Claim] = []
    last: tuple[str, SourceKind] = ("", "unnamed")
    names: dict[str, tuple[str, SourceKind]] = {}  # a person's name → the body they spoke for before
    for claim in claims:
        actor, kind = _speaker(claim, mentions, region, catalogue, lexicon)
        if not actor and last[0] and _points_back(claim.source_text, lexicon):
            actor, kind = last
        if not actor:
            actor, kind = next((names[n] for n in _names(claim.source_text) if n in names), (actor, kind))
        if actor:
            names |= dict.fromkeys(_names(claim.source_text), (actor, kind))
        if actor and kind in {"official", "party", "institution"}:
            last = (actor, kind)
        rows.append(msgspec.structs.replace(claim, source_actor=actor, kind=kind))
    return tuple(rows)


def _speaker(
    claim: Claim, mentions: Sequence[Mention], region: Region, catalogue: Catalogue, lexicon: Lexicon
) -> tuple[str, SourceKind]:
    named = [m for m in mentions for s, e in claim.source if s <= m.start and m.end <= e and m.actor]
    words = fold(claim.source_text)
    if not named:
        return "", _kind_by_words(words, lexicon)
    best = next((m for m in named if m.type != "demonym"), named[0])
    if best.actor in catalogue.sources and best.actor not in region.actors:
        return best.actor, "media"
    if best.type == "demonym" and not lexicon.has("official", words):
        return "", _kind_by_words(words, lexicon)
    return body_of(best.actor, region), _kind_of(best.actor, words, region, lexicon)


def body_of(actor: str, region: Region) -> str:
    """The body that an office belongs to ("the CSTO's spokesman" speaks as the CSTO); other actors are themselves."""
    known = region.actors.get(actor)
    return known.parent if known and known.kind == "office" and known.parent else actor


def _kind_of(actor: str, words: str, region: Region, lexicon: Lexicon) -> SourceKind:
    known = region.actors.get(actor)
    kind = known.kind if known else ""
    parent = region.actors.get(known.parent) if known and known.parent else None
    if kind in _PARTIES or (parent and parent.kind in _PARTIES) or "taliban" in {actor, known.parent if known else ""}:
        return "party"
    if lexicon.has("official", words) or kind in {"state", "government", "office", "service"}:
        return "official"
    return "institution"


def _kind_by_words(words: str, lexicon: Lexicon) -> SourceKind:
    if lexicon.has("official", words) and not lexicon.has("unnamed", words):
        return "official"
    return "unnamed"


def _names(source: str) -> list[str]:
    """The source's last word, where it may be a person's name: by it a speaker named in full is named again."""
    words = _WORD.findall(source)
    return words[-1:] if words and (words[-1][0].isupper() or words[-1][0].lower() == words[-1][0].upper()) else []


def _points_back(source: str, lexicon: Lexicon) -> bool:
    """A pronoun, or an office or body without a name ("the ministry", "the spokesman")."""
    words = TOKEN.findall(fold(source))
    if not words:
        return True
    if words[0] in lexicon.phrases.get("pronouns", ()):
        return len(words) <= 2
    return len(words) <= 3 and lexicon.has("official", fold(source)) and not lexicon.has("unnamed", fold(source))
