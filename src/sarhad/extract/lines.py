"""The sentences of a document as extraction sees them: text, folded text, mentions, a parse where one was needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sarhad.extract.kit import Kit
from sarhad.extract.mentions import find_mentions
from sarhad.records import Document, Mention, Offsets, Record
from sarhad.world.folding import fold

if TYPE_CHECKING:
    from sarhad.extract.parsing_ru import ParseRu

_DATELINE = re.compile(r"[^–—.:]{3,48}?\s[–—]\s+(?=\S)")


class Line(Record, frozen=True, kw_only=True):
    """One sentence; `start` and `end` are the document's offsets, `parse` and `tree` the parses or None."""

    start: int
    end: int
    kind: str
    text: str
    folded: str
    mentions: tuple[Mention, ...]
    parse: Any = None  # a spaCy Doc, in English
    tree: ParseRu | None = None  # in Russian

    def at(self, fragments: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
        """The sentence's own offsets as the document's."""
        return tuple((self.start + s, self.start + e) for s, e in fragments)

    def named(self) -> tuple[Offsets, ...]:
        """Actors' spans by the sentence's own offsets."""
        return tuple((m.start - self.start, m.end - self.start) for m in self.mentions if m.actor or m.actors)

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that lie in a span of the document."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)


def _dateline(sentence: str) -> int:
    """The length of a dateline at the sentence's start, 0 where there is none."""
    found = _DATELINE.match(sentence)
    return found.end() if found and any(c.isdigit() for c in found.group()) else 0


def make_lines(document: Document, kit: Kit) -> tuple[Line, ...]:
    """The document's sentences with their mentions; a dateline ("Kabul, 27 December –") is no part of what is said."""
    mentions = find_mentions(document, kit)
    rows, i = [], 0
    for s in document.sentences:
        own = []
        while i < len(mentions) and mentions[i].start < s.end:
            own.append(mentions[i])
            i += 1
        start = s.start + _dateline(document.text[s.start : s.end])
        text = document.text[start : s.end]
        rows.append(Line(start=start, end=s.end, kind=s.kind, text=text, folded=fold(text), mentions=tuple(own)))
    return tuple(rows)
