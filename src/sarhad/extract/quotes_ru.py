"""Russian attributions across sentences: a quotation that goes on behind "— сказал X.", and "Об этом сообщил X"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from sarhad.extract.claims_ru import find_claims_ru
from sarhad.extract.found import Found
from sarhad.extract.lines import Line
from sarhad.extract.pointers_ru import find_pointers_ru
from sarhad.extract.spans import trim
from sarhad.records import Offsets

_GOES_ON = re.compile(r"\s*[—–-]\s+")
_OPENS = re.compile(r"\s*(?:[«“„\"]|[—–-]\s)")
_CLOSES = re.compile(r"[»”\"](?=\s*[.,!?…]?\s*(?:$|[—–-]\s))")
_MOST = 6  # sentences of one quotation
_END = " \t\n\r.…"


def find_claims_of_line(lines: Sequence[Line], line: Line) -> list[Found]:
    """The claims of one sentence of a document, with what the sentences beside it add to them."""
    if line.tree is None:
        return []
    rows = [_continued(lines, line, found) for found in find_claims_ru(line.tree)]
    cues = {row.cue for row in rows}
    pointing = [row for row in _pointing(lines, line) if row.cue not in cues]
    return [*(_with_cited(line.text, row, pointing) for row in rows), *pointing]


def _with_cited(text: str, row: Found, pointing: list[Found]) -> Found:
    """ "Об этом пишет X со ссылкой на Y": what Y said is the sentence before, too."""
    if not pointing or not text[row.cue[0][0] : row.cue[-1][1]].lower().startswith(("со ссылкой", "ссылаясь")):
        return row
    return Found(source=row.source, cue=row.cue, content=pointing[0].content, cue_class=row.cue_class)


def _after(lines: Sequence[Line], line: Line) -> Sequence[Line]:
    at = _index(lines, line)
    return [other for other in lines[at : at + _MOST] if other.kind == line.kind]


def _index(lines: Sequence[Line], line: Line) -> int:
    """The position behind a line."""
    return bisect.bisect_right(lines, line.start, key=lambda other: other.start)


def _continued(lines: Sequence[Line], line: Line, found: Found) -> Found:
    """With the rest of a quotation that the words of attribution interrupt, up to its closing mark."""
    lead = line.text[: found.content[0][0] + 1]
    open_here = found.content[0][1] <= found.cue[0][0] and bool(_OPENS.fullmatch(lead) or _OPENS.match(line.text))
    if not open_here or _CLOSES.search(line.text, found.content[0][0] + 1):
        return found
    return Found(
        source=found.source,
        cue=found.cue,
        content=(*found.content, *_rest_of_quote(line, _after(lines, line))),
        cue_class=found.cue_class,
    )


def _rest_of_quote(line: Line, following: Sequence[Line]) -> list[Offsets]:
    """The sentences up to the closing mark; where none comes, the one that a dash leads in."""
    if not following or not _GOES_ON.match(following[0].text):
        return []
    closing = next((k for k, other in enumerate(following) if _CLOSES.search(other.text)), 0)
    last = following[closing]
    mark = _CLOSES.search(last.text)
    start = following[0].start + _GOES_ON.match(following[0].text).end()  # type: ignore[union-attr]
    end = last.start + (mark.end() if mark else len(last.text.rstrip(_END)))
    return [(start - line.start, end - line.start)]


def _pointing(lines: Sequence[Line], line: Line) -> list[Found]:
    """ "Об этом сообщил X": what is said is the sentence before."""
    before = lines[_index(lines, line) - 2] if _index(lines, line) > 1 else None
    if before is None or before.kind != line.kind or line.tree is None:
        return []
    start, end = trim(before.text, 0, len(before.text), " \t\n\r.…")
    content = ((before.start + start - line.start, before.start + end - line.start),)
    return [
        Found(source=found.source, cue=found.cue, content=content, cue_class=found.cue_class)
        for found in find_pointers_ru(line.tree)
    ]
