"""What a claim finder of one language returns for one sentence, before the document's records are made from it."""

from __future__ import annotations

from sarhad.records import Act, Offsets, Record


class Found(Record, frozen=True, kw_only=True):
    """An attribution in one sentence: source, cue and content spans by the sentence's own offsets."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    cue_class: Act
