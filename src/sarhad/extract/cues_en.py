"""Written forms of the English cue verbs, and the cheap test that decides whether a sentence is worth parsing."""

from __future__ import annotations

import functools
import re

from sarhad.extract.parsing import forms_of
from sarhad.records import Act
from sarhad.world import load_lexicon
from sarhad.world.folding import compile_terms


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
def _any_cue() -> re.Pattern[str]:
    lexicon = load_lexicon("en")
    nouns = [n + "*" for n in lexicon.phrases["nouns"]]
    return compile_terms((*cue_forms(), *lexicon.phrases["according"], *nouns))


def may_attribute(folded: str) -> bool:
    """Whether a folded sentence holds any cue at all; only such sentences are parsed for claims.

    >>> may_attribute("the minister said so"), may_attribute("snow fell in the pass")
    (True, False)
    """
    return bool(_any_cue().search(folded))
