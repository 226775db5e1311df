"""Written forms of the English cues, one word or several, and the cheap test whether a sentence is worth parsing."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple, cast

from sarhad.extract.parsing import forms_of
from sarhad.records import Act
from sarhad.world import load_lexicon
from sarhad.world.folding import TOKEN, compile_terms

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEADLINE = re.compile(r"[^:“”\"«».!?]{1,60}[^\s:]:\s+\S|.{12,}\S:\s+[\w\s’'-]{3,40}$")
_FIXED = ("according", "hearsay", "hearsay-phrases")


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


def cue_at(token: Token) -> Cue | None:
    """The cue whose verb is this token, of several words if they follow it."""
    doc, after = token.doc, token.i + 1
    for rest, act, phrase in longer_cues().get(token.lower_, ()):
        end = after + len(rest)
        if end <= len(doc) and all(doc[after + k].lower_ == word for k, word in enumerate(rest)):
            return Cue(token, end, act, phrase)
    known = cue_forms().get(token.lower_)
    return Cue(token, after, *known) if known else None


@functools.cache
def _cue_phrases() -> re.Pattern[str]:
    lexicon = load_lexicon("en")
    longer = [" ".join((form, *rest)) for form, rows in longer_cues().items() for rest, _act, _phrase in rows]
    fixed = [phrase for key in _FIXED for phrase in lexicon.phrases[key] if " " in phrase]
    return compile_terms((*longer, *fixed))


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
    if not _single_words().isdisjoint(TOKEN.findall(folded)):
        return True
    return any(p.search(folded) for p in (_cue_phrases(), _possessed())) or _HEADLINE.match(folded) is not None
