"""Mentions that an earlier name makes possible: acronyms that the text defines, "the group", "this organisation".

Also bodies that no pack knows: proposed for review, with no actor.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from sarhad.extract.entities_en import is_people
from sarhad.extract.kit import Kit
from sarhad.extract.several import find_several
from sarhad.records import Actor, Document, Mention, Offsets, make_id
from sarhad.world.entities import load_entity_terms
from sarhad.world.folding import compile_terms, fold
from sarhad.world.toponyms import find_toponyms, key_of

MADE_BY = "extract.references/1"
UNKNOWN = "unknown-organisation"
_DEFINITION = re.compile(r"\s?\(\s?([^\W\d_][\w-]{1,9})\s?\)")
_FAR = 1_200  # characters between a name and words that point back to it
_KINDS = {"group": frozenset({"armed-group"}), "organisation": frozenset({"organisation", "armed-group"})}
_GROUPS = ("group", "movement")  # in an alias: a body that is called so, whatever its kind ("Taliban movement")
_NOT_BACK = re.compile(r"\s+(?:(?:of|for)\b|[«“\"]|(?!I\b)[A-ZА-ЯЁӢӮҚҒҲҶ])")  # "the group of seven", "группировка «…»"
_CAPITALS = r"[^\W\d_a-zа-яӣӯқғҳҷё](?:[\w-]|['’](?!s\b))+"


def with_references(document: Document, mentions: Sequence[Mention], kit: Kit) -> tuple[Mention, ...]:
    """The mentions with those that point back, in text order and without overlap."""
    named = [_with_definition(document, m) for m in mentions]
    acronyms = _acronyms(document, mentions, named)
    rows = sorted([*named, *_uses(document, acronyms, named)], key=lambda m: m.start)
    pointing = [*_pointers(document, rows, kit)]
    several = find_several(document, [*rows, *pointing], kit)
    return tuple(sorted([*rows, *pointing, *several], key=lambda m: m.start))


# ---------------------------------------------------------------- acronyms


def _with_definition(document: Document, mention: Mention) -> Mention:
    """The mention with an acronym in brackets behind it that is made of its first letters."""
    found = _DEFINITION.match(document.text, mention.end) if mention.actor else None
    if found is None or not abbreviates(found.group(1), mention.text):
        return mention
    return _mention(document, mention.start, found.end(), mention)


def abbreviates(acronym: str, name: str) -> bool:
    """Whether capitals stand for the words of a name, in their order; small words may be passed over.

    >>> abbreviates("RLF", "River Liberation Front"), abbreviates("UN", "River Liberation Front")
    (True, False)
    """
    letters = [c for c in acronym if c.isalpha()]
    words = [w[0] for w in re.findall(r"[^\W\d_]+", name)]
    if len(letters) < 2 or len(words) < 2 or not acronym.isupper() or letters[0] != words[0].upper():
        return False
    rest = iter(w.upper() for w in words)
    return all(c in rest for c in letters)


def _acronyms(document: Document, before: Sequence[Mention], after: Sequence[Mention]) -> dict[str, Mention]:
    grown = [(m, n) for m, n in zip(before, after, strict=True) if m.end != n.end]
    return {document.text[m.end : n.end].strip(" ()"): n for m, n in grown}


def _uses(document: Document, acronyms: dict[str, Mention], named: Sequence[Mention]) -> Iterator[Mention]:
    taken = [(m.start, m.end) for m in named]
    for acronym, model in acronyms.items():
        for m in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", document.text):
            if m.start() >= model.end and not _taken(m.start(), m.end(), taken):
                yield _mention(document, m.start(), m.end(), model)


def _taken(start: int, end: int, spans: Iterable[Offsets]) -> bool:
    return any(a < end and start < b for a, b in spans)


# ---------------------------------------------------------------- words that point back


@functools.cache
def _words(code: str, name: str) -> re.Pattern[str] | None:
    terms = tuple(sorted(load_entity_terms(code).get("references", {}).get(name, ())))
    return compile_terms(terms) if terms else None


def _pointers(document: Document, named: Sequence[Mention], kit: Kit) -> Iterator[Mention]:
    """ "The group" is the armed group named last, "the organisation" the body named last, if that is not far."""
    folded = fold(document.text)
    taken = [(m.start, m.end) for m in named]
    for name, kinds in _KINDS.items():
        pattern = _words(kit.lexicon.code, name)
        for m in pattern.finditer(folded) if pattern else ():
            known = _antecedent(document, m.start(), named, kinds, kit)
            if known and not _taken(m.start(), m.end(), taken) and not _NOT_BACK.match(document.text, m.end()):
                taken.append((m.start(), m.end()))
                yield _mention(document, m.start(), m.end(), known)


def _antecedent(
    document: Document, at: int, named: Sequence[Mention], kinds: frozenset[str], kit: Kit
) -> Mention | None:
    """The mention that words at a place point back to."""
    for mention in reversed(named):
        if mention.end > at or mention.actor not in kit.region.actors:
            continue
        if at - mention.end > _FAR:
            return None
        if mention.type != "demonym" and _is(kit.region.actors[mention.actor], kinds):
            return mention
    return None


def _is(actor: Actor, kinds: frozenset[str]) -> bool:
    """Whether an actor is of the kinds; a body that an alias calls a group or movement is one."""
    called = any(word in alias.lower().split() for alias in actor.aliases.get("en", ()) for word in _GROUPS)
    return actor.kind in kinds or (called and actor.kind == "government")


def _mention(document: Document, start: int, end: int, model: Mention | None = None) -> Mention:
    return Mention(
        id=make_id("mention", document.id, start, end),
        document=document.id,
        start=start,
        end=end,
        type=model.type if model else UNKNOWN,
        actor=model.actor if model else "",
        place=model.place if model else "",
        text=document.text[start:end],
        made_by=MADE_BY,
    )


# ---------------------------------------------------------------- bodies that no pack knows


@functools.cache
def _unknown(code: str) -> re.Pattern[str] | None:
    terms = load_entity_terms(code).get("references", {})
    behind, before = ("|".join(sorted(terms.get(n, ()))) for n in ("behind", "before"))
    parts = []
    if behind:
        parts.append(
            rf"{_CAPITALS}(?:\s+{_CAPITALS}){{0,3}}\s+(?i:{behind})(?:\s+of(?:\s+the)?(?:\s+{_CAPITALS}){{1,3}})?"
        )
    if before:
        parts.append(rf"(?<!\w)(?i:{before})\s+[«“\"]{_CAPITALS}[^«»“”\"\n]{{0,60}}[»”\"]")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def propose_bodies(
    document: Document, mentions: Sequence[Mention], spans: Iterable[Offsets], kit: Kit
) -> tuple[Mention, ...]:
    """Names of bodies that no list knows, in the spans that hold a claim or an event; their actor is empty.

    Names of persons are not among them: a word such as "group", "front" or «движение» must make the name.
    """
    pattern = _unknown(kit.lexicon.code)
    if pattern is None:
        return ()
    taken = [(m.start, m.end) for m in mentions]
    rows: dict[int, Mention] = {}
    for start, end in sorted(set(spans)):
        for m in pattern.finditer(document.text, start, end):
            a, b = _bare(document.text, *m.span())
            if a < b and not _taken(a, b, taken) and not _described(document.text[a:b], kit.lexicon.code):
                rows.setdefault(a, _mention(document, a, b))
    return tuple(rows.values())


def _bare(text: str, start: int, end: int) -> Offsets:
    """The name without an article at the sentence's start."""
    found = re.match(r"(?:The|A|An|This|That|These|Another)\s+", text[start:end])
    start += found.end() if found else 0
    return (start, end) if " " in text[start:end] else (start, start)


def _described(words: str, code: str) -> bool:
    """Whether the words describe rather than name ("German company"), or name what every report names ("Air Force")."""
    if fold(words) in load_entity_terms(code).get("names", {}).get("organisation", ()):
        return True
    first, _, rest = words.partition(" ")
    known = find_toponyms(key_of(first)) or find_toponyms(key_of(first.removesuffix("s")))
    return rest.islower() and (bool(known) or first.isupper() or is_people(first.lower()))
