"""Russian attribution cues: written forms of verbs, adjectives and nouns, and the cheap test before a parse."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from sarhad.extract.parsing_ru import ParseRu, Token, analyzer
from sarhad.records import Act, Offsets
from sarhad.world import load_lexicon
from sarhad.world.folding import TOKEN, compile_terms, fold

ACTS: tuple[Act, ...] = (
    "say",
    "claim",
    "show",
    "confirm",
    "believe",
    "expect",
    "warn",
    "deny",
    "doubt",
    "plan",
    "order",
    "assure",
    "accuse",
)
_FINITE = ("VERB", "INFN", "PRTF", "PRTS", "GRND")
_MARKS = re.compile(r".{2,}(?::| -)\s.*[^.!?…]")


class Cue(NamedTuple):
    """A cue in a sentence: its word, its class, its dictionary form or phrase, the words that belong to it."""

    token: Token
    act: Act
    lemma: str
    last: int  # index of the last word of the cue
    spans: tuple[Offsets, ...]
    passive: bool = False


class Light(NamedTuple):
    """What makes a cue with a verb: the words behind it, the class, the whole phrase."""

    rest: tuple[str, ...]
    act: Act
    phrase: str


@functools.cache
def words(name: str) -> frozenset[str]:
    """A word list of the Russian cues, folded; empty where there is none of that name."""
    return frozenset(fold(w) for w in load_lexicon("ru").phrases.get(name, ()))


@functools.cache
def verb_forms() -> dict[str, tuple[Act, str, bool]]:
    """Written form → class, dictionary form, whether it is the passive in -ся; an earlier class wins.

    >>> verb_forms()["предупредили"][:2], verb_forms()["сообщается"]
    (('warn', 'предупредить'), ('say', 'сообщать', True))
    """
    forms: dict[str, tuple[Act, str, bool]] = {}
    for act, verbs in load_lexicon("ru").cues.items():
        for verb in verbs:
            for form, passive in _forms_of(verb):
                forms.setdefault(form, (act, fold(verb), passive))
    return {**forms, **_adjective_forms()}


def _forms_of(verb: str) -> Iterator[tuple[str, bool]]:
    found = next((p for p in analyzer().parse(verb) if p.tag.POS == "INFN"), None)
    lexeme = [f for f in found.lexeme if f.tag.POS in _FINITE] if found else []
    yield from ((fold(f.word), False) for f in lexeme)
    for form in lexeme:
        if "impf" in form.tag and form.tag.POS == "VERB" and not form.word.endswith(("ся", "сь")):
            reflexive = form.word + ("сь" if form.word[-1] in "аеёиоуыэюя" else "ся")
            if analyzer().word_is_known(reflexive) and "1per" not in form.tag and "2per" not in form.tag:
                yield fold(reflexive), True


def _adjective_forms() -> dict[str, tuple[Act, str, bool]]:
    """Short forms in all genders; a predicative in -о ("известно") has only its own."""
    forms: dict[str, tuple[Act, str, bool]] = {}
    for act in ACTS:
        for word in words("adjectives-" + act):
            found = [] if word.endswith("о") else [p for p in analyzer().parse(word) if p.tag.POS in {"ADJS", "PRTS"}]
            short = [fold(f.word) for p in found for f in p.lexeme if f.tag.POS == p.tag.POS]
            forms.update(dict.fromkeys((word, *short), (act, word, False)))
    return forms


@functools.cache
def noun_forms() -> dict[str, tuple[Act, str]]:
    """Written form of a noun of saying → class and dictionary form.

    >>> noun_forms()["слухи"]
    ('say', 'слух')
    """
    forms: dict[str, tuple[Act, str]] = {}
    for act in ACTS:
        for noun in load_lexicon("ru").phrases.get("nouns-" + act, ()):
            found = next((p for p in analyzer().parse(noun) if p.tag.POS == "NOUN"), None)
            for form in found.lexeme if found else ():
                forms.setdefault(fold(form.word), (act, fold(noun)))
    return forms


@functools.cache
def light_phrases() -> dict[str, list[Light]]:
    """Form of a verb → the words that make a cue with it ("выразил" → "надежду"), the longest first."""
    table: dict[str, list[Light]] = {}
    rows = [(fold(p), act) for act in ACTS for p in load_lexicon("ru").phrases.get("light-" + act, ())]
    for phrase, act in sorted(rows, key=lambda r: -len(r[0].split())):
        verb, *rest = phrase.split()
        for form in {f for f, passive in _forms_of(verb) if not passive}:
            table.setdefault(form, []).append(Light(tuple(rest), act, phrase))
    return table


@functools.cache
def phrase_classes() -> dict[str, Act]:
    """Phrases such as "по словам" with their class."""
    lexicon = load_lexicon("ru")
    return {fold(p): act for act in ACTS for p in lexicon.phrases.get("according-" + act, ())}


@functools.cache
def phrase_pattern() -> re.Pattern[str]:
    """The who-says phrases over folded text."""
    return compile_terms(tuple(phrase_classes()))


@functools.cache
def hearsay_pattern() -> re.Pattern[str]:
    """The phrases of hearsay, which name no source."""
    return compile_terms(tuple(words("hearsay")))


@functools.cache
def own_phrase_pattern() -> re.Pattern[str]:
    """ "по его словам": the phrases in "по" with a possessive inside."""
    nouns = "|".join(sorted(p.split()[1] for p in phrase_classes() if p.startswith("по ") and len(p.split()) == 2))
    return re.compile(rf"(?<!\w)(по)\s+(его|ее|их)\s+({nouns})(?!\w)")


@functools.cache
def _any_word() -> frozenset[str]:
    return frozenset(verb_forms()) | frozenset(noun_forms()) | frozenset(light_phrases())


def may_attribute_ru(folded: str) -> bool:
    """Whether a folded Russian sentence holds any cue at all; only such sentences are parsed for claims.

    >>> may_attribute_ru("министр сообщил об этом"), may_attribute_ru("в горах выпал снег.")
    (True, False)
    """
    if not _any_word().isdisjoint(TOKEN.findall(folded)):
        return True
    if any(p().search(folded) for p in (phrase_pattern, own_phrase_pattern, hearsay_pattern)):
        return True
    return _MARKS.fullmatch(folded.strip()) is not None


def find_cues(parse: ParseRu) -> list[Cue]:
    """The cue verbs, adjectives and verb-noun phrases of a sentence, left to right."""
    found = [cue for token in parse.tokens for cue in [_light(parse, token) or _single(parse, token)] if cue]
    inner = {i for cue in found for i in range(cue.token.i + 1, cue.last + 1)}
    return [cue for cue in found if cue.token.i not in inner]


def _single(parse: ParseRu, token: Token) -> Cue | None:
    known = verb_forms().get(token.lower)
    if known is None or not _predicates(token):
        return None
    act, lemma, passive = known
    return Cue(token, act, lemma, token.i, (token.span,), passive)


def _predicates(token: Token) -> bool:
    """Verbs, participles behind their noun, gerunds, short forms; no participle before its noun, no plain noun."""
    if token.pos in {"VERB", "AUX"}:
        return token.dep not in {"amod", "aux", "aux:pass", "cop"}
    return token.pos in {"ADJ", "ADV"} and (token.feat("Variant") == "Short" or token.lower == "известно")


def _light(parse: ParseRu, token: Token) -> Cue | None:
    if token.pos not in {"VERB", "AUX"}:
        return None
    after = [t.lower for t in parse.tokens[token.i + 1 : token.i + 8]]
    for light in light_phrases().get(token.lower, ()):
        size = len(light.rest)
        for gap in range(0, min(5, len(after) - size + 1)):
            if tuple(after[gap : gap + size]) == light.rest and not _marks_between(after[:gap]):
                return _light_cue(parse, token, light, gap)
        noun = next((c for c in parse.children(token) if c.lower == light.rest[-1] and c.i < token.i), None)
        if noun is not None and tuple(after[: size - 1]) == light.rest[:-1]:
            last = token.i + size - 1
            return Cue(token, light.act, light.phrase, last, (noun.span, (token.start, parse[last].end)))
    return None


def _marks_between(row: list[str]) -> bool:
    return any(not w[:1].isalpha() for w in row)


def _light_cue(parse: ParseRu, token: Token, light: Light, gap: int) -> Cue:
    """One span where only adjectives lie between verb and noun, else two."""
    _rest, act, phrase = light
    first, last = token.i + 1 + gap, token.i + gap + len(light.rest)
    between = parse.tokens[token.i + 1 : first]
    if all(t.pos in {"ADJ", "DET"} and t.head in range(first, last + 1) for t in between):
        return Cue(token, act, phrase, last, ((token.start, parse[last].end),))
    return Cue(token, act, phrase, token.i, (token.span, (parse[first].start, parse[last].end)))
