"""What the text round a place name says about where it is: the other places named, and how the name is composed."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from itertools import pairwise

import msgspec

from sarhad.records import LANGUAGES, Place, Record
from sarhad.world import load_lexicon
from sarhad.world.folding import fold
from sarhad.world.toponyms import Toponym, find_toponyms, key_of

_WORD = re.compile(r"[^\W_](?:[\w’'.-]*\w)?(?:(?<=\b[A-Z])\.)?")
_GAP = re.compile(r"[\s\-–’']{1,2}")
_LONGEST = 5  # words of a name
_CASED = re.compile(r"[A-Za-zА-Яа-яЁё]")
_ENDINGS = re.compile("(?=((?:[аяоеыи]ми|[оеыи][хмйе]?|[ау]|ая|ую|ах|ях|ью|ию|и[яе]|ый|[оы]го|ому|ю|я|ь|й)$))")
_ADJECTIVE = re.compile("(?:ой|ую|ого|ому|ом|ым)(?= |$)")  # of "Ошской области"
_RESTORED = ("", *["а", "ь", "я", "й", "ия", "ы", "и", "о", "е", "ый", "ий", "ая"])


class Named(Record, frozen=True, kw_only=True):
    """A place name in a text and all places it may mean."""

    start: int
    end: int
    text: str
    candidates: tuple[Toponym, ...]

    @property
    def is_place(self) -> bool:
        """Whether it names some place, not only people or a code."""
        return any(t.role in {"name", "alias"} for t in self.candidates)


class Asked(Record, frozen=True, kw_only=True):
    """A name as it was asked for, taken apart: "northern Kunduz province" is a part of the first division Kunduz."""

    candidates: tuple[Toponym, ...]
    kind: str = ""  # what the words beside the name say it is: city, admin1, admin2, island
    part: bool = False  # only a part of it, or a thing named after it
    site: bool = False  # an airport, a base…: near the place, not the place


@functools.cache
def words(side: str) -> dict[str, tuple[str, ...]]:
    """Words beside a name by what they tell: the sections of `places/words.toml`."""
    file = resources.files("sarhad.world") / "places" / "words.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))[side]
    return {kind: tuple(sorted((key_of(w) for w in row), key=len, reverse=True)) for kind, row in table.items()}


# ---------------------------------------------------------------- one name


@functools.lru_cache(maxsize=20_000)
def take_apart(name: str) -> Asked:
    """The places a name may mean; if nobody knows it whole, without the words that tell a kind, a part or a site.

    >>> asked = take_apart("northern Takhar province")
    >>> asked.candidates[0].iso, asked.part
    ('AF-TAK', True)
    """
    key = key_of(name)
    found = candidates(key)
    kinds = [k for k, rest in _stripped(key) if k not in {"part", "site"} and candidates(rest)]
    if found and not kinds:
        return Asked(candidates=found)
    for kind, rest in _stripped(key):
        inner = Asked(candidates=candidates(rest)) if candidates(rest) else _inner(rest)
        if kind == "part":
            inner = _wide(inner, small=name[:1].islower() or not name.isascii())
        if inner.candidates or found:
            joined = tuple(dict.fromkeys([*found, *inner.candidates]))
            plain = kind not in {"part", "site"}
            return Asked(
                candidates=joined,
                kind=kind if plain else inner.kind,
                part=inner.part or kind == "part",
                site=inner.site or kind == "site",
            )
    return Asked(candidates=found)


def _wide(inner: Asked, small: bool) -> Asked:
    """Only what has parts: "Western Sudan", "northern Texas"; but "West Midlands" is a name of its own."""
    kinds = {"country", "continent", "region", "former"} | ({"admin1", "admin2", "island", "city"} if small else set())
    return msgspec.structs.replace(inner, candidates=tuple(t for t in inner.candidates if t.kind in kinds))


def _inner(key: str) -> Asked:
    shorter = [rest for _kind, rest in _stripped(key)]
    return take_apart(shorter[0]) if shorter and len(shorter[0]) < len(key) else Asked(candidates=())


def _stripped(key: str) -> Iterator[tuple[str, str]]:
    for kind, row in words("before").items():
        for word in row:
            if key.startswith(word + " "):
                yield kind, key[len(word) + 1 :]
    for kind, row in words("after").items():
        for word in row:
            if key.endswith(" " + word):
                yield kind, key[: -len(word) - 1]


@functools.lru_cache(maxsize=50_000)
def candidates(key: str) -> tuple[Toponym, ...]:
    """Places of this name; an inflected Russian or Tajik name is tried in its other forms."""
    return next(filter(None, map(find_toponyms, forms(key))), ())


def forms(key: str) -> Iterator[str]:
    """The key itself, and for a Cyrillic one what it may be an inflected form of: "хороге" of "хорог"."""
    yield key
    if not re.search("[а-яё]", key):
        return
    head, _, last = key.rpartition(" ")
    for bare in dict.fromkeys((head, *(_ADJECTIVE.sub(new, head) for new in ("ая", "ий", "ый")))):
        for cut in [len(last), *sorted((m.start() for m in _ENDINGS.finditer(last)), reverse=True)]:
            for new in _RESTORED if cut >= 3 else ():
                if (bare, last[:cut] + new) != (head, last):
                    yield f"{bare} {last[:cut]}{new}".strip()


# ---------------------------------------------------------------- a whole text


@functools.lru_cache(maxsize=64)
def read_names(text: str) -> tuple[Named, ...]:
    """The place names of a text, longest first from left to right: capitalised tokens that some place is called by.

    >>> [n.text for n in read_names("Fighters crossed from Takhar into Khatlon, the Tajik border guard said.")]
    ['Takhar', 'Khatlon', 'Tajik']
    """
    tokens = list(_WORD.finditer(text))
    found, i = [], 0
    while i < len(tokens):
        named = _longest(text, tokens, i)
        if named:
            found.append(named[0])
        i += named[1] if named else 1
    return tuple(found)


def _longest(text: str, words: list[re.Match[str]], i: int) -> tuple[Named, int] | None:
    if not _may_begin(words[i].group()):
        return None
    for size in range(min(_LONGEST, len(words) - i), 0, -1):
        first, last = words[i], words[i + size - 1]
        if not _joined(text, words[i : i + size]) or not _may_begin(last.group()):
            continue
        surface = text[first.start() : last.end()]
        known = candidates(key_of(surface.removesuffix("’s").removesuffix("'s")))
        if known and _fits(surface, known, text, first.start()):
            return Named(start=first.start(), end=last.end(), text=surface, candidates=known), size
    return None


def _joined(text: str, words: list[re.Match[str]]) -> bool:
    return all(_GAP.fullmatch(text[a.end() : b.start()]) for a, b in pairwise(words))


def _may_begin(word: str) -> bool:
    return word[0].isupper() or (not _CASED.match(word) and len(word) > 2)


def _fits(surface: str, known: tuple[Toponym, ...], text: str, start: int) -> bool:
    """Whether a match is worth having: no code in small letters, no hamlet with the name of a common word."""
    if all(t.role == "code" for t in known):
        return surface.replace(".", "").isupper()
    if surface.isupper() and len(surface) <= 3:
        return any(t.kind == "country" for t in known)
    return True


# ---------------------------------------------------------------- whether a name in a text is one of a place

WIDE = {"country", "continent", "region", "sea", "strait", "former", "island", "peninsula"}
LARGE = 300_000  # people of a city that is a place even without a word that says so


def stands_as_place(named: Named, text: str, place: Place) -> bool:
    """Whether a match is a place in this sentence, no person, body or word: "in Jordan", but "Michael Jordan"."""
    if _after_locative(text, named.start) or (place.kind in WIDE and not _surname(named, text)):
        return True
    if any(part.startswith("container") for part in place.because):
        return True
    if _in_longer_name(named, text) or _begins(text, named.start):
        return False
    return place.kind == "admin1" or any(t.kind == "city" and t.population >= LARGE for t in named.candidates)


def _after_locative(text: str, start: int) -> bool:
    before = fold(text[max(0, start - 24) : start]).rstrip()
    return any(m.end() == len(before) for p in _locatives() for m in p.finditer(before))


@functools.cache
def _locatives() -> tuple[re.Pattern[str], ...]:
    return tuple(load_lexicon(code).terms["locative"] for code in LANGUAGES)


def _in_longer_name(named: Named, text: str) -> bool:
    """Between other capitalised words, with nothing but a blank to them: a part of a longer name."""
    word, at = _before(named, text)
    after = re.match(r" ([^\W\d_])", text[named.end : named.end + 2])
    return bool(word[:1].isupper() and not _begins(text, at)) or bool(after and after[1].isupper())


def _surname(named: Named, text: str) -> bool:
    """Right behind a capitalised word that tells no part ("Michael Jordan", but "Northern Iraq")."""
    word, at = _before(named, text)
    return word[:1].isupper() and key_of(word) not in words("before")["part"] and not _begins(text, at)


def _before(named: Named, text: str) -> tuple[str, int]:
    """The word right before a name, a single blank between, and where it begins; empty when there is none."""
    low = max(0, named.start - 40)
    found = re.search(r"(?<!\w)([^\W\d_][\w’'.-]*) $", text[low : named.start])
    return (found[1], low + found.start()) if found else ("", 0)


def _begins(text: str, start: int) -> bool:
    """At the start of a sentence, where a capital says nothing."""
    before = text[max(0, start - 8) : start].rstrip(" “\"'«(")
    return before[-1] in ".!?\n:" if before else start <= 8
