"""Written forms of the English cues, one word or several, and the cheap test whether a sentence is worth parsing."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple, cast

from sarhad.extract.parsing import forms_of
from sarhad.records import Act
from sarhad.world import load_lexicon
from sarhad.world.folding import TOKEN

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HEADLINE = re.compile(r"[^:“”\"«».!?]{1,60}[^\s:]:\s+\S|.{12,}\S:\s+[\w\s’'-]{3,40}$")
_FIXED = ("according", "hearsay", "hearsay-phrases", "stance-phrases")
_GAP = "~"
_MODIFIERS = frozenset({"DT", "PRP$", "JJ", "JJR", "JJS", "RB", "RBR", "CD", "VBN", "VBG", "PDT"})


class Cue(NamedTuple):
    """A cue in a parsed sentence: its verb, the index behind its last word, what the speaker does, dictionary form."""

    head: Token
    end: int
    act: Act
    verb: str


@functools.cache
def cue_forms() -> dict[str, tuple[Act, str]]:
    """Written form → (cue class, dictionary form); an earlier class of the lexicon wins.

    >>> cue_forms()["warned"]
    ('warn', 'warn')
    """
    lexicon = load_lexicon("en")
    return {
        form: (name, verb)
        for name, verbs in reversed(lexicon.cues.items())
        for verb in verbs
        for form in forms_of(verb, lexicon.irregular.get(verb, ()))
    }


@functools.cache
def longer_cues() -> dict[str, list[tuple[tuple[str, ...], Act, str]]]:
    """Written form of the first word → what may follow it, the longest first: "ruled" → "out".

    >>> (("out",), "deny", "rule out") in longer_cues()["ruled"]
    True
    """
    lexicon = load_lexicon("en")
    table: dict[str, list[tuple[tuple[str, ...], Act, str]]] = {}
    for key, phrases in lexicon.phrases.items():
        kind, _, act = key.partition("-")
        for phrase in phrases if kind == "multiword" else ():
            verb, *rest = phrase.split()
            for form in forms_of(verb, lexicon.irregular.get(verb, ())):
                table.setdefault(form, []).append((tuple(rest), cast(Act, act), phrase))
    return {form: sorted(rows, key=lambda r: -len(r[0])) for form, rows in table.items()}


@functools.cache
def first_words() -> frozenset[str]:
    """The written forms that a cue begins with."""
    return frozenset((*cue_forms(), *longer_cues()))


def cue_at(token: Token) -> Cue | None:
    """The cue whose verb is this token, of several words if they follow it; "~" in a cue stands for a few words."""
    for rest, act, phrase in longer_cues().get(token.lower_, ()):
        end = _end_of(token.doc, token.i + 1, rest)
        if end:
            return Cue(token, end, act, phrase)
    known = cue_forms().get(token.lower_)
    return Cue(token, token.i + 1, *known) if known else None


def _end_of(doc: Doc, start: int, rest: tuple[str, ...]) -> int:
    """The index behind the words of a cue from `start` on; 0 when they are not there."""
    for word in rest:
        if word == _GAP:
            gap = doc[start : start + 4]
            start += next((k for k, t in enumerate(gap) if t.lower_ in rest or t.tag_ not in _MODIFIERS), 4)
        elif start < len(doc) and doc[start].lower_ == word:
            start += 1
        else:
            return 0
    return start


@functools.cache
def further_act(verb: str) -> Act | None:
    """What a verb means with an infinitive, where it is of another class besides: "advised them to leave" demands."""
    phrases = load_lexicon("en").phrases
    kinds: tuple[Act, ...] = ("order", "plan")
    return next((act for act in kinds if verb in phrases[f"also-{act}"]), None)


@functools.cache
def _wholes() -> dict[str, tuple[frozenset[str], ...]]:
    """First word of a cue of several words → the sets of its other words."""
    lexicon = load_lexicon("en")
    rows = [(form, rest) for form, longer in longer_cues().items() for rest, _act, _phrase in longer]
    rows += [(p.split()[0], tuple(p.split()[1:])) for key in _FIXED for p in lexicon.phrases[key] if " " in p]
    table: dict[str, list[frozenset[str]]] = {}
    for form, rest in rows:
        table.setdefault(form, []).append(frozenset(rest) - {_GAP})
    return {form: tuple(sets) for form, sets in table.items()}


@functools.cache
def _single_words() -> frozenset[str]:
    """Verb forms, nouns in both numbers, adjectives and adverbs that attribute by themselves."""
    phrases = load_lexicon("en").phrases
    single = [phrase for key in _FIXED for phrase in phrases[key] if " " not in phrase]
    plurals = [n[:-1] + "ies" if n.endswith("y") else n + "s" for n in phrases["nouns"]]
    return frozenset((*cue_forms(), *phrases["nouns"], *plurals, *phrases["adjectives"], *single))


@functools.cache
def _possessed() -> re.Pattern[str]:
    """ "in her words", "by the negotiators' own account"."""
    pairs = [phrase.split() for phrase in load_lexicon("en").phrases["possessed"]]
    either = "|".join(
        rf"{prep}\s+(?:[^\s,;]+\s+){{0,4}}(?:his|her|their|its|own|\S+['’]s?)\s+(?:own\s+)?{noun}"
        for prep, noun in pairs
    )
    return re.compile(rf"\b(?:{either})\b")


def may_attribute(folded: str) -> bool:
    """Whether a folded sentence holds any cue, or is built like a headline with a colon; others need no parse.

    >>> may_attribute("the minister said so"), may_attribute("snow fell in the pass")
    (True, False)
    """
    words = set(TOKEN.findall(folded))
    if not _single_words().isdisjoint(words):
        return True
    wholes = _wholes()
    if any(rest <= words for word in wholes.keys() & words for rest in wholes[word]):
        return True
    return _possessed().search(folded) is not None or _HEADLINE.match(folded) is not None
