"""Sentences: the boundaries that sentencex finds, repaired by each language's abbreviations and a few rules."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Sequence

from sentencex import get_sentence_boundaries

from sarhad.documents.content import Line
from sarhad.documents.paragraphs import trim
from sarhad.records import Offsets, Sentence
from sarhad.world.languages import load_abbreviations

_CLOSING = re.compile(r"[»”’\"')\]]+(?=\s|\Z)|\[\d{1,3}\]")
_OPENING = "\"'“”„«‘’(["
_DASHES = "-–—― "
_GOING_ON = ",;:،؛)"
_ELLIPSIS = re.compile(r"(?:…|\.{3})[»”\"')\]]*(?=\s)|[؟۔][»”\"')\]]*(?=\s)")
_MORE_ENDS = re.compile(r"(?:[a-zа-яё]{3}[.!?]\)|(?:…|\.{3})[»”\"')\]]*)(?=\s+[A-ZА-ЯЁӢӮҲҶҚҒ])")
_INITIAL = re.compile(r"(?:^|[\s(«\"“„])(?:[^\W\d_]|Дж|Дз|Ш|Юл|Ch|Sh|Kh)\.$")
_INITIALS = re.compile(r"(?:^|[\s(«\"“„])(?:[А-ЯЁӢӮҲҶҚҒ]\.){2,3}$")
_NUMBERING = re.compile(r"^\(?(?:\d{1,3}|[a-zа-я])[.)]$")
_BULLET = re.compile(r"(?:[-–—•*▪●·]|#{1,6})\s+(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+")  # the mark of a Markdown heading is no word of it
_TAIL = 40  # characters before and after a boundary that are looked at
_LONGEST = 10_000  # characters of a paragraph that are split at once


def find_sentences(
    text: str, lines: Sequence[Line], language: str, protected: Collection[str] = ()
) -> tuple[Sentence, ...]:
    """The sentences of the article's lines, in order, trimmed, none across a paragraph.

    Headings, titles and by-lines are one each; boilerplate gives none. No sentence ends inside a `protected` name.
    """
    return tuple(sentence for line in lines for sentence in _of_line(text, line, language, tuple(protected)))


def split_paragraph(text: str, language: str, protected: tuple[str, ...] = ()) -> list[Offsets]:
    """Where the sentences of one paragraph stand in it.

    >>> text = "С. Лавров приехал, т. е. Москва согласна. «Да!» — сказал он."
    >>> [text[s:e] for s, e in split_paragraph(text, "ru")]
    ['С. Лавров приехал, т. е. Москва согласна.', '«Да!» — сказал он.']
    """
    cuts = _candidates(text, language)
    spans = [match.span() for pattern in _names(protected) for match in pattern.finditer(text)]
    sentences: list[Offsets] = []
    start = 0
    for cut in [*cuts, len(text)]:
        end = _with_closing(text, cut)
        if end <= start or (end < len(text) and not _is_end(text, start, end, language, spans)):
            continue
        if trimmed := trim(text, start, end):
            sentences.append(trimmed)
        start = end
    return [span for span in sentences if any(character.isalnum() for character in text[slice(*span)])]


def _of_line(text: str, line: Line, language: str, protected: tuple[str, ...]) -> Iterator[Sentence]:
    if line.kind == "boilerplate":
        return
    if line.kind != "body":
        mark = _HEADING.match(text, line.start, line.end)
        yield Sentence(start=mark.end() if mark else line.start, end=line.end, kind=line.kind)
        return
    bullet = _BULLET.match(text, line.start, line.end)
    first = bullet.end() if bullet else line.start
    for start, end in split_paragraph(text[first : line.end], language, protected):
        yield Sentence(start=first + start, end=first + end)


def _candidates(text: str, language: str) -> list[int]:
    """Ends that sentencex sees, and the ellipses and Arabic marks that it does not take for ends."""
    found = {match.end() for match in _MORE_ENDS.finditer(text)}
    for start, piece in _pieces(text):
        found |= {start + int(end["end_index"]) for end in get_sentence_boundaries(language or "en", piece)}
        found -= {start + len(piece)}
        if language in ("fa", "ps", "ur", "ar"):
            found |= {start + end for end in _arabic_ends(piece)}
    return sorted(found - {0, len(text)})


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A paragraph as it is, or one beyond all measure in pieces, since looking for quotes takes quadratic time."""
    start = 0
    while len(text) - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST) + 1
        end = cut if cut > start else start + _LONGEST
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _arabic_ends(piece: str) -> Iterator[int]:
    """Ends at an ellipsis or a question mark, outside of quotes."""
    depth = 0
    last = 0
    for match in _ELLIPSIS.finditer(piece):
        depth += piece.count("«", last, match.end()) - piece.count("»", last, match.end())
        last = match.end()
        if depth <= 0:
            yield match.end()


def _with_closing(text: str, cut: int) -> int:
    """A closing quote or bracket, or a note's number, belongs to the sentence before it."""
    closing = _CLOSING.match(text, cut) if not text[cut - 1 : cut].isspace() else None
    return closing.end() if closing else cut


def _is_end(text: str, start: int, end: int, language: str, spans: list[Offsets]) -> bool:
    left, right = text[max(start, end - _TAIL) : end].rstrip(), text[end : end + _TAIL].lstrip()
    if not right or any(begin < end < stop for begin, stop in spans):
        return not right
    if right[0] in _GOING_ON or right.lstrip(_DASHES)[:1].islower() or _NUMBERING.match(left):
        return False
    if left.endswith(" .") and not text[end].isspace():  # ".tj", ".РФ": a name with a leading dot
        return False
    initials = _INITIAL.search(left) or _INITIALS.search(left)
    return not (left.endswith(".") and (initials or _is_abbreviation(left, right, language)))


def _is_abbreviation(left: str, right: str, language: str) -> bool:
    answer = left == "No." and not right[0].isdigit()
    return bool(_abbreviations(language).search(left)) and not answer


@functools.cache
def _abbreviations(language: str) -> re.Pattern[str]:
    """One of the language's abbreviations at the end of a stretch, with any spacing inside, capitalised or not."""
    forms = [_flexible(entry) for entry in sorted(load_abbreviations(language), key=len, reverse=True)]
    return re.compile(rf"(?:^|[\s(«\"“„\[—–-])({'|'.join(forms)})$" if forms else r"(?!)()")


def _flexible(entry: str) -> str:
    first = f"[{entry[0]}{entry[0].upper()}]" if entry[0].islower() else re.escape(entry[0])
    return first + r"\s*".join(re.escape(part) for part in entry[1:].split(" "))


@functools.lru_cache(maxsize=8)
def _names(protected: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The protected names in which a sentence could seem to end."""
    dotted = sorted({name for name in protected if re.search(r"[.!?؟…]", name)}, key=len, reverse=True)
    return (re.compile("|".join(map(re.escape, dotted))),) if dotted else ()
