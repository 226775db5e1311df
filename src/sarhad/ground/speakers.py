"""Who speaks: the grounded actor or outlet behind a claim's source words, and what kind of source it is.

A source that names nobody is led back to its antecedent: a pronoun, an omitted subject («Добавил, что …») and a bare
body ("the ministry") to the speaker before it, an office ("the spokesman") to the last one who was named with it, a
person's name to the body they were introduced with. An antecedent that is itself unnamed ("an analyst … he") leaves
the claim unnamed: nobody further back is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from sarhad.records import Claim, Document, Mention, Offsets, SourceKind
from sarhad.world import Catalogue, Lexicon, Region
from sarhad.world.folding import TOKEN, fold, stem

_WORD = re.compile(r"\w[\w-]{3,}")
_PARTIES = frozenset({"armed-group"})
_BODIES = frozenset({"state", "government", "office", "service"})
_FAR = 1500  # characters beyond which a pronoun is not led back
_NEAR = 90  # characters between a person's name and the body they are introduced with
_RELAYING = frozenset({"media", "institution"})


class Speaker(NamedTuple):
    """One who spoke before: the actor, the kind, the words it was named with, and where."""

    actor: str
    kind: SourceKind
    words: frozenset[str]
    at: int
    sentence: int


class _World(NamedTuple):
    """What grounding a speaker looks things up in."""

    document: Document
    mentions: Sequence[Mention]
    region: Region
    catalogue: Catalogue
    lexicon: Lexicon


def ground_speakers(
    document: Document,
    claims: Sequence[Claim],
    mentions: Sequence[Mention],
    region: Region,
    catalogue: Catalogue,
    lexicon: Lexicon,
) -> tuple[Claim, ...]:
    """The claims with `source_actor` and `kind`, each from its own words or from those who spoke before."""
    world = _World(document, mentions, region, catalogue, lexicon)
    before: list[Speaker] = []
    rows = []
    for claim in claims:
        actor, kind = _speaker(claim, world)
        if not actor:
            actor, kind = _antecedent(claim, before, world) or (actor, kind)
        if claim.source_text or actor:
            before.append(_remembered(claim, actor, kind, world))
        rows.append(msgspec.structs.replace(claim, source_actor=actor, kind=kind))
    return tuple(rows)


def _remembered(claim: Claim, actor: str, kind: SourceKind, world: _World) -> Speaker:
    words = frozenset(stem(t, world.lexicon.code) for t in TOKEN.findall(fold(claim.source_text)))
    return Speaker(actor, kind, words, _at(claim), claim.evidence[0].start)


def _at(claim: Claim) -> int:
    """Where the claim's attribution stands."""
    return min((s for s, _ in (*claim.source, *claim.cue)), default=claim.evidence[0].start)


# ---------------------------------------------------------------- by its own words


def _speaker(claim: Claim, world: _World) -> tuple[str, SourceKind]:
    named = [m for m in world.mentions for s, e in claim.source if s <= m.start and m.end <= e and m.actor]
    words = fold(claim.source_text)
    if not named:
        return "", _kind_by_words(words, world.lexicon)
    best = next((m for m in named if m.type != "demonym"), named[0])
    if best.actor in world.catalogue.sources and best.actor not in world.region.actors:
        return best.actor, "media"
    if best.type == "demonym" and not world.lexicon.has("official", words):
        return "", _kind_by_words(words, world.lexicon)
    return body_of(best.actor, world.region), _kind_of(best.actor, words, world.region, world.lexicon)


def body_of(actor: str, region: Region) -> str:
    """The body that an office belongs to ("the CSTO's spokesman" speaks as the CSTO); other actors are themselves."""
    known = region.actors.get(actor)
    return known.parent if known and known.kind == "office" and known.parent else actor


def _kind_of(actor: str, words: str, region: Region, lexicon: Lexicon) -> SourceKind:
    """A party to the matter: an armed group, and one whom the pack's `threat_from` names that is no state."""
    known = region.actors.get(actor)
    kind = known.kind if known else ""
    parent = region.actors.get(known.parent) if known and known.parent else None
    for each in (known, parent):
        if each and (each.kind in _PARTIES or (each.id in region.threat_from and each.kind != "state")):
            return "party"
    if lexicon.has("official", words) or kind in _BODIES:
        return "official"
    return "institution"


def _kind_by_words(words: str, lexicon: Lexicon) -> SourceKind:
    if lexicon.has("official", words) and not lexicon.has("unnamed", words):
        return "official"
    return "unnamed"


# ---------------------------------------------------------------- by those who spoke before


def _antecedent(claim: Claim, before: Sequence[Speaker], world: _World) -> tuple[str, SourceKind] | None:
    """The speaker that the source's words point back to; None when they point to nobody."""
    earlier = [s for s in before if s.at < _at(claim)]
    near = [s for s in earlier if s.sentence == claim.evidence[0].start or _at(claim) - s.at <= _FAR]
    form = _form(claim.source_text, world.lexicon)
    if form == "pronoun":
        return _last(near)
    if form == "office":
        words = {stem(t, world.lexicon.code) for t in TOKEN.findall(fold(claim.source_text)) if len(t) > 3}
        same = [s for s in earlier if s.actor and s.words & words]
        return _last(same) or _last([s for s in near if s.kind not in {"media", "unnamed"} and s.actor])
    if form == "group":
        return _last([s for s in earlier if s.kind in {"party", "institution"} and s.actor])
    return _by_name(claim, earlier, world)


def _last(rows: Sequence[Speaker]) -> tuple[str, SourceKind] | None:
    """The last speaker; of those in its sentence the one quoted rather than the one who relays."""
    if not rows:
        return None
    beside = [s for s in rows if s.sentence == rows[-1].sentence]
    chosen = next((s for s in reversed(beside) if s.kind not in _RELAYING), beside[-1])
    return chosen.actor, chosen.kind


def _form(source: str, lexicon: Lexicon) -> str:
    """How the words point back: "pronoun" (or no words), "office" or body without a name, "group", or not at all."""
    folded = fold(source)
    words = TOKEN.findall(folded)
    if not words:
        return "pronoun"
    if words[0] in _pronouns(lexicon) and len(words) == 1:
        return "pronoun"
    if len(words) <= 3 and any(fold(w) in folded for key in _GROUPS for w in lexicon.words.get(key, ())):
        return "group"
    if words[0] in _pronouns(lexicon) and len(words) == 2 and not lexicon.has("official", folded):
        return "pronoun"
    bare = len(words) <= 3 and not any(w[:1].isupper() for w in TOKEN.findall(source)[1:])
    return "office" if bare and lexicon.has("official", folded) and not lexicon.has("unnamed", folded) else ""


_GROUPS = ("the-group", "the-organisation")


def _pronouns(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(t for phrase in lexicon.phrases.get("pronouns", ()) for t in TOKEN.findall(fold(phrase))[:1])


# ---------------------------------------------------------------- by a person's name


def _by_name(claim: Claim, earlier: Sequence[Speaker], world: _World) -> tuple[str, SourceKind] | None:
    """The body that a person spoke for before, or was introduced with anywhere above ("Foreign Minister X of Y")."""
    for name in _names(claim, world.mentions, world.lexicon):
        form = stem(fold(name), world.lexicon.code)
        known = next((s for s in reversed(earlier) if s.actor and form in s.words), None)
        if known is not None:
            return known.actor, known.kind
        introduced = _introduced(name, _at(claim), world)
        if introduced:
            return introduced
    return None


def _names(claim: Claim, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[str]:
    """Words of the source that may be a person's name, the last first: capitalised where the script has capitals."""
    for start, end in claim.source:
        inside = [(m.start, m.end) for m in mentions if start <= m.start and m.end <= end]
        words = [
            m.group()
            for m in _WORD.finditer(claim.source_text)
            if not any(s <= start + m.start() < e for s, e in inside) and not lexicon.has("official", fold(m.group()))
        ]
        yield from (w for w in reversed(words) if w[0].isupper() or w[0].lower() == w[0].upper())
        return


def _introduced(name: str, until: int, world: _World) -> tuple[str, SourceKind] | None:
    """The office or body named beside the first mention of a person's name, in one sentence with it."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", world.document.text[:until])
    if found is None:
        return None
    sentence = next(((s.start, s.end) for s in world.document.sentences if s.start <= found.start() < s.end), None)
    beside = [m for m in world.mentions if m.actor in world.region.actors and sentence and _close(m, found, sentence)]
    if not beside:
        return None
    nearest = min(beside, key=lambda m: max(found.start() - m.end, m.start - found.end()))
    words = fold(world.document.text[min(nearest.start, found.start()) - _NEAR // 3 : max(nearest.end, found.end())])
    if not world.lexicon.has("official", words):
        return None
    return body_of(nearest.actor, world.region), _kind_of(nearest.actor, words, world.region, world.lexicon)


def _close(mention: Mention, name: re.Match[str], sentence: Offsets) -> bool:
    gap = max(name.start() - mention.end, mention.start - name.end())
    return sentence[0] <= mention.start < sentence[1] and gap <= _NEAR
