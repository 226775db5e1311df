"""What extraction in one language of one region needs, put together once and passed in."""

from __future__ import annotations

from collections.abc import Iterator

from sarhad.records import Actor, Place, Record, Source
from sarhad.world import Catalogue, Gazetteer, Lexicon, Name, Region, load_lexicon, with_terms
from sarhad.world.folding import TOKEN, fold

GOVERNMENT = "government"  # the type of a mention that stands for whoever governs a state at the time


class Kit(Record, frozen=True, kw_only=True):
    """The region pack, the catalogue of sources, the language's lexicon, and the names of all three in one index."""

    region: Region
    catalogue: Catalogue
    lexicon: Lexicon
    gazetteer: Gazetteer


def make_kit(region: Region, catalogue: Catalogue, language: str) -> Kit:
    """The kit of a language; a language without a lexicon raises a SarhadError that names the known ones."""
    lexicon = with_terms(load_lexicon(language), region.terms.get(language, {}))
    tails = frozenset(fold(w) for w in lexicon.phrases.get("tails", ()))
    named = [(n, a) for a in region.actors.values() for n in _actor_names(a, language, a.id in region.governed)]
    names = [n for n, a in named if not _composed(n, a, region, tails, language)]
    names += [n for p in region.places.values() for n in _place_names(p, language)]
    taken = {fold(n.text) for n in names}
    outlets = [n for s in catalogue.sources.values() for n in _source_names(s, language)]
    names += [n for n in outlets if fold(n.text) not in taken]
    return Kit(
        region=region,
        catalogue=catalogue,
        lexicon=lexicon,
        gazetteer=Gazetteer(names, language),
    )


def _composed(name: Name, actor: Actor, region: Region, tails: frozenset[str], language: str) -> bool:
    """Whether a name is only another name with a general word ("Taliban government", "the CSTO's spokesman").

    The name inside is found by itself; what stands round it is read as a word, and an office speaks for its body.
    """
    if name.role == "government":
        return False
    tokens = TOKEN.findall(fold(name.text))
    if actor.kind == "office" and actor.parent in region.actors:
        parent = region.actors[actor.parent].aliases.get(language, ())
        return any(_holds(tokens, TOKEN.findall(fold(alias))) for alias in parent)
    bare = [t for t in tokens if t not in tails]
    own = (*actor.aliases.get(language, ()), *actor.demonyms.get(language, ()))
    return len(bare) < len(tokens) and any(bare == TOKEN.findall(fold(alias)) for alias in own)


def _holds(tokens: list[str], part: list[str]) -> bool:
    return any(tokens[i : i + len(part)] == part for i in range(len(tokens) - len(part) + 1))


def _actor_names(actor: Actor, language: str, governed: bool) -> Iterator[Name]:
    """The names of an actor; those of whoever governs a state are of a kind of their own, as the date decides."""
    tables = {"alias": actor.aliases, "demonym": actor.demonyms, "metonym": actor.metonyms}
    for role, table in (tables | {"government": actor.governments}).items():
        kind = GOVERNMENT if governed and role in {"metonym", "government"} else actor.kind
        for text in table.get(language, ()):
            yield Name(text, actor.id, kind, role, "actor")


def _place_names(place: Place, language: str) -> Iterator[Name]:
    for text in dict.fromkeys([*place.aliases.get(language, ()), *([place.name] if language == "en" else [])]):
        yield Name(text, place.id, place.kind, "alias", "place")


def _source_names(source: Source, language: str) -> Iterator[Name]:
    for text in source.aliases.get(language, ()):
        yield Name(text, source.id, "source", "alias", "actor")
