"""From token ranges of a parsed English sentence to character spans, without what does not belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sarhad.extract.speakers_en import COMPLEMENTIZERS
from sarhad.records import Offsets

if TYPE_CHECKING:
    from spacy.tokens import Doc


def span_of(doc: Doc, start: int, end: int) -> list[Offsets]:
    while start < end and doc[start].text in {",", ":", ";", "-", "–", "—"}:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))] if end > start else []


def trimmed(doc: Doc, pieces: list[Offsets]) -> list[Offsets]:
    text, rows = doc.text, []
    for s, e in pieces:
        while s < e and text[s] in " ,;:—–\n":
            s += 1
        while e > s and text[e - 1] in " ,;:—–\n":
            e -= 1
        if e - s > 2:
            rows.append((s, e))
    return rows


def skip_lead(doc: Doc, start: int) -> int:
    while start < len(doc) - 1 and (doc[start].text in {",", ":"} or doc[start].lower_ in COMPLEMENTIZERS):
        start += 1
    return start
