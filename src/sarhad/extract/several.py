"""Words that stand for several parties at once: "these groups", "the three countries", "both sides".

They stand for those named nearest before them, as many as the words say; where the text names more or fewer, nobody is
put in their place. The mention has no single actor, only `actors`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from sarhad.extract.kit import Kit
from sarhad.records import Actor, Document, Mention, Offsets, make_id
from sarhad.world import Region, load_lexicon
from sarhad.world.entities import load_entity_terms
from sarhad.world.folding import TOKEN, fold

MADE_BY = "extract.several/1"
SEVERAL = "several"  # the type of such a mention
_BACK = 3  # sentences before in which those meant are named
_OF = {"office", "service"}  # kinds that stand for their parent
_KINDS = {
    "groups": frozenset({"armed-group", "government"}),
    "states": frozenset({"state", "government"}),
    "sides": frozenset({"state", "government", "armed-group", "organisation"}),
}


def find_several(document: Document, named: Sequence[Mention], kit: Kit) -> Iterator[Mention]:
    """A mention for each such phrase whose parties the text names."""
    folded, code = fold(document.text), kit.lexicon.code
    for name in _KINDS:
        pattern = _pattern(code, name)
        for found in pattern.finditer(folded) if pattern else ():
            free = not any(m.start < found.end() and found.start() < m.end for m in named)
            n = _number(found.group(), code)
            actors = _nearest(document, found.span(), named, kit.region, name, n) if free else ()
            if actors:
                yield _mention(document, found.span(), actors)


@functools.cache
def _pattern(code: str, name: str) -> re.Pattern[str] | None:
    phrases = load_entity_terms(code).get("references", {}).get(name, frozenset())
    numbers = "|".join(w for w, n in load_lexicon(code).words["numbers"].items() if 2 <= n <= 6)
    forms = [re.escape(fold(p)).replace(r"\{n\}", f"(?:{numbers})") for p in sorted(phrases, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") if forms else None


def _number(words: str, code: str) -> int:
    """How many the words say; 0 where they leave it open."""
    numbers, pair = load_lexicon(code).words["numbers"], load_entity_terms(code)["references"]["pair"]
    tokens = TOKEN.findall(words)
    return next((numbers[t] for t in tokens if t in numbers), 2 if pair & set(tokens) else 0)


def _nearest(
    document: Document, at: Offsets, named: Sequence[Mention], region: Region, name: str, n: int
) -> tuple[str, ...]:
    """The parties named before, from the own sentence backwards until there are enough; none if there are too many."""
    starts = [s.start for s in document.sentences if s.start <= at[0]]
    for low in reversed(starts[-1 - _BACK :]):
        inside = [m.actor for m in named if low <= m.start and m.end <= at[0] and m.actor in region.actors]
        found = tuple(dict.fromkeys(a for m in inside if (a := _party_of(m, region, _KINDS[name], name))))
        if len(found) > max(n, 1):
            return found if n == 0 else ()
        if n and len(found) == n:
            return found
    return ()


def _party_of(actor: str, region: Region, kinds: frozenset[str], name: str) -> str:
    """The actor, or the body that an office stands for, where it is of the kinds."""
    known: Actor | None = region.actors[actor]
    while known and known.kind in _OF and known.parent:
        known = region.actors.get(known.parent)
    if known is None or known.kind not in kinds:
        return ""
    called = known.kind != "government" or name != "groups" or _is_group(known)
    return known.id if called else ""


def _is_group(actor: Actor) -> bool:
    """Whether an alias calls a government a group or movement ("Taliban movement")."""
    return any({"group", "movement"} & set(alias.lower().split()) for alias in actor.aliases.get("en", ()))


def _mention(document: Document, at: Offsets, actors: tuple[str, ...]) -> Mention:
    return Mention(
        id=make_id("mention", document.id, *at),
        document=document.id,
        start=at[0],
        end=at[1],
        type=SEVERAL,
        text=document.text[slice(*at)],
        made_by=MADE_BY,
        actors=actors,
    )


# ---------------------------------------------------------------- several parties of one happening


def joined_parties(text: str, mentions: Sequence[Mention], region: Region, code: str) -> tuple[str, ...]:
    """The parties of a noun phrase: one, several that a comma or "and" joins, or those whom "both sides" stands for.

    `text` is the document's; the first mention leads, and what hangs on it in other ways is no party.
    """
    rows = [m for m in mentions if m.actor in region.actors or m.actors]
    found: list[str] = []
    for i, mention in enumerate(rows):
        if i and not _joint(code).fullmatch(fold(text[rows[i - 1].end : mention.start])):
            break
        found += [mention.actor] if mention.actor else mention.actors
    return tuple(dict.fromkeys(found))


@functools.cache
def _joint(code: str) -> re.Pattern[str]:
    words = sorted(load_entity_terms(code)["references"]["joint"], key=len, reverse=True)
    return re.compile(rf"(?:\s+[^\W\d]+){{0,2}}?\s*(?:{'|'.join(map(re.escape, words))})\s+(?:the\s+)?")
