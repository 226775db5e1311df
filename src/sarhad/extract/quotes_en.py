"""Quotations in a parsed English sentence, also those that began in an earlier one or go on in the next."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"'}  # opening mark → what closes it
CLOSE = frozenset('”»"')
SHORTEST = 5  # tokens; shorter ones are quoted words, not direct speech


@functools.lru_cache(maxsize=8)
def words_of(doc: Doc) -> tuple[str, ...]:
    """The tokens in small letters, read once: a token made anew at each look is what costs most."""
    return tuple(token.lower_ for token in doc)


@functools.lru_cache(maxsize=8)
def quotations(doc: Doc, shortest: int = SHORTEST) -> tuple[tuple[int, int], ...]:
    """Token ranges of quotations with their marks; one that is not opened here began before, one not closed goes on."""
    rows, start, closing, begun = [], -1, "", (-1, -1)
    for token in doc:
        if start < 0 and token.text in PAIRS and not (token.text in CLOSE and _closes_here(doc, token.i)):
            start, closing = token.i, PAIRS[token.text]
        elif start >= 0 and token.text in closing:
            rows.append((start, token.i + 1))
            start = -1
        elif start < 0 and token.text in CLOSE and not rows:
            begun = (0, token.i + 1)  # before this sentence: long enough, whatever its length here
            rows.append(begun)
    if start >= 0:
        rows.append((start, len(doc)))
    return tuple(r for r in rows if r[1] - r[0] > shortest or r == begun)


@functools.lru_cache(maxsize=8)
def quoted_tokens(doc: Doc) -> frozenset[int]:
    """Indices of the tokens inside quotations of any length, marks included."""
    return frozenset(i for s, e in quotations(doc, 0) for i in range(s, e))


def _closes_here(doc: Doc, i: int) -> bool:
    """A straight mark behind a comma or stop and before a space closes a quotation begun in an earlier sentence."""
    return i > 0 and doc[i - 1].text in {",", ".", "!", "?"} and bool(doc[i].whitespace_ or i + 1 == len(doc))
