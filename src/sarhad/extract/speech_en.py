"""Direct speech that goes on in the sentences round its attribution: "“A,” she said. “B.”", "“A. B,” she said."

One claim holds it all; the offsets of its further fragments count from the start of its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sarhad.extract.found import Found
from sarhad.records import Offsets

_OPEN = '“«„"‘'
_CLOSE = '”»"'
_SPOKEN = re.compile(r"\s*[“«„\"‘]")
_NO_SPEECH = frozenset({"believe", "plan", "order"})


def join_speech(text: str, spans: Sequence[Offsets], rows: Sequence[list[Found]]) -> list[list[Found]]:
    """The claims of each sentence, those of direct speech with what stands in the sentences before and behind.

    `spans` are the sentences' offsets in the text; speech never goes over a blank line.
    """
    joined = [list(row) for row in rows]
    for k, row in enumerate(rows):
        for n, claim in enumerate(row):
            if claim.cue_class not in _NO_SPEECH and _speech(text, spans[k], claim):
                pieces = [(s + spans[k][0], e + spans[k][0]) for s, e in claim.content]
                pieces = _merged(text, [*_before(text, spans, rows, k, claim), *pieces, *_behind(text, spans, rows, k)])
                content = tuple((s - spans[k][0], e - spans[k][0]) for s, e in pieces)
                joined[k][n] = msgspec.structs.replace(claim, content=content)
    return joined


def _speech(text: str, span: Offsets, claim: Found) -> bool:
    """Whether a claim's content is direct speech: a fragment that opens or closes a quotation."""
    pieces = [text[span[0] + s : span[0] + e] for s, e in claim.content]
    return any(p[0] in _OPEN or p[-1] in _CLOSE for p in pieces)


def _behind(text: str, spans: Sequence[Offsets], rows: Sequence[list[Found]], k: int) -> list[Offsets]:
    """Sentences behind that are nothing but quotation, or finish one that was left open."""
    pieces: list[Offsets] = []
    is_open = _unclosed(text[slice(*spans[k])])
    for i in range(k + 1, len(spans)):
        sentence = text[slice(*spans[i])]
        if _parted(text, spans, i) or not (is_open or _only_speech(sentence)):
            break
        close = next((at for at, c in enumerate(sentence) if c in _CLOSE), -1) if is_open else -1
        if is_open and 0 <= close < len(sentence) - 2:
            break
        if not is_open and any(not _inside(sentence, f) for f in rows[i]):
            break
        pieces.append(spans[i])
        is_open = _unclosed(sentence) if not is_open else close < 0
    return pieces


def _only_speech(sentence: str) -> bool:
    """One quotation from the first character to the last, or to the open end."""
    if not _SPOKEN.match(sentence):
        return False
    inner = sentence.strip()[1:]
    closes = [at for at, c in enumerate(inner) if c in _CLOSE]
    return not closes or closes[0] >= len(inner.rstrip(".")) - 1


def _inside(sentence: str, claim: Found) -> bool:
    return _only_speech(sentence) and claim.cue[0][0] > 0


def _before(text: str, spans: Sequence[Offsets], rows: Sequence[list[Found]], k: int, claim: Found) -> list[Offsets]:
    """Sentences before, when the speech was opened in one of them."""
    first = text[slice(*spans[k])][: claim.content[0][1]]
    if claim.content[0][0] > 0 or not _closed_only(first):
        return []
    pieces: list[Offsets] = []
    for i in range(k - 1, -1, -1):
        sentence = text[slice(*spans[i])]
        if rows[i] or _parted(text, spans, i + 1) or any(c in _CLOSE for c in sentence):
            break
        opened = next((at for at, c in enumerate(sentence) if c in _OPEN), -1)
        pieces.insert(0, (spans[i][0] + max(opened, 0), spans[i][1]))
        if opened >= 0:
            break
    return pieces


def _closed_only(piece: str) -> bool:
    """Whether a stretch closes a quotation that it did not open."""
    marks = [c for c in piece if c in "“«„”»"]
    return bool(marks) and marks[0] in _CLOSE


def _unclosed(sentence: str) -> bool:
    """Whether a quotation is still open at the end."""
    if sentence.count('"') % 2:
        return True
    marks = [c for c in sentence if c in "“«„”»"]
    return bool(marks) and marks[-1] in _OPEN


def _parted(text: str, spans: Sequence[Offsets], i: int) -> bool:
    """Whether a blank line stands before a sentence."""
    return text[spans[i - 1][1] : spans[i][0]].count("\n") > 1


def _merged(text: str, pieces: list[Offsets]) -> list[Offsets]:
    """Fragments with nothing but white space between them as one."""
    rows: list[Offsets] = []
    for start, end in sorted(set(pieces)):
        if rows and not text[rows[-1][1] : start].strip():
            rows[-1] = (rows[-1][0], max(end, rows[-1][1]))
        else:
            rows.append((start, end))
    return rows
