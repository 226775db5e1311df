"""What kind of line a paragraph is: the article's own, its heading, its by-line, or the site's matter around it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from sarhad.documents.content import Line
from sarhad.documents.dates import is_dateline
from sarhad.documents.paragraphs import ends_sentence
from sarhad.records import LANGUAGES, Offsets
from sarhad.world.languages import load_boilerplate, load_bylines, load_endings

_LONGEST_PATTERN = 320  # characters; a longer line is nobody's menu
_HEADING_WORDS, _QUESTION_WORDS, _TITLE_WORDS = 12, 10, 30
_RUN = 4  # so many very short lines in a row before or after the article are a menu
_CAMEL = re.compile(r"(?:[A-ZА-ЯЁӢӮҲҶҚҒ][a-zа-яёӣӯҳҷқғ]+){3,}")
_CRUMBS = re.compile(
    r"\s*(?:[^|›»>•·/→\n]{1,40}?\s*[|›»>•·→]\s*){2,}[^|›»>•·→\n]{0,40}\s*|(?:[^/\n]{1,25} / ){2,}[^/\n]{1,25}"
)
_NO_HEADING_START = re.compile(r"[-–—•*▪●·|\"“„«'‘(\[]|\(?\d{1,2}[.)]\s")
_NO_HEADING_END = (":", ";", ",", "،", "؛", "…", "»", "”", '"', "—", "–", "-")
_QUOTE_ENDS = ("»", "”", '"')
_WORD = re.compile(r"\w+(?:[-'’‌]\w+)*")


class Byline(msgspec.Struct, frozen=True):
    """Whom a line credits."""

    author: str = ""
    outlet: str = ""


def find_byline(line: str) -> Byline | None:
    """Whom a whole line credits, or None when it credits nobody.

    >>> find_byline("By Mohsen Movahed – DID Press")
    Byline(author='Mohsen Movahed', outlet='DID Press')
    """
    if len(line) > _LONGEST_PATTERN:
        return None
    for pattern in _byline_patterns():
        if found := pattern.fullmatch(line.strip()):
            groups = found.groupdict()
            return Byline((groups.get("author") or "").strip(" .,–—-"), (groups.get("outlet") or "").strip(" .,–—-"))
    return None


def is_boilerplate(line: str) -> bool:
    """Whether a whole line is the site's and not the article's, wherever it stands.

    >>> is_boilerplate("Required fields are marked *"), is_boilerplate("AfghanistanAnalysisRegionSecurity")
    (True, True)
    """
    bare = line.strip()
    if len(bare) > _LONGEST_PATTERN:
        return False
    return bool(_CAMEL.fullmatch(bare) or _pattern("boilerplate").fullmatch(bare))


def find_lines(text: str, paragraphs: Sequence[Offsets], title: str) -> list[Line]:
    """Each paragraph with its kind.

    `title` is what is known of the title; where nothing is, the first short line that stands alone becomes it.
    """
    shown = [text[slice(*paragraph)] for paragraph in paragraphs]
    kinds = [_kind(line) for line in shown]
    _mark_surroundings(shown, kinds)
    _mark_title(shown, kinds, title)
    _mark_questions(kinds)
    if "body" not in kinds:
        kinds = ["body" if kind == "heading" else kind for kind in kinds]
    if "body" not in kinds:
        kinds = ["body" if kind == "title" else kind for kind in kinds]
    return [
        Line(start=start, end=end, kind=kind)  # type: ignore[arg-type]
        for (start, end), kind in zip(paragraphs, kinds, strict=True)
    ]


def _kind(line: str) -> str:
    if is_boilerplate(line):
        return "boilerplate"
    if find_byline(line) or is_dateline(line):
        return "byline"
    return _heading_kind(line)


def _heading_kind(line: str) -> str:
    """A heading is short, alone, and does not end as a sentence; "question" when only its mark speaks against it."""
    words = len(_WORD.findall(line))
    if "\n" in line or not 0 < words <= _HEADING_WORDS or len(line) > 10 * _HEADING_WORDS:
        return "body"
    if _NO_HEADING_START.match(line) or line.endswith(_NO_HEADING_END) or line[0].islower():
        return "body"
    if line.endswith(("?", "؟")) and words <= _QUESTION_WORDS and not ends_sentence(line[:-1]):
        return "question"
    return "body" if ends_sentence(line) or not any(c.isalpha() for c in line) else "heading"


def _mark_surroundings(shown: list[str], kinds: list[str]) -> None:
    """Before the first and after the last body paragraph: breadcrumbs, menus, and all that follows the article."""
    body = [index for index, kind in enumerate(kinds) if kind == "body" and not _is_ending(shown[index])]
    if not body:
        return
    outside = [index for index in range(len(shown)) if index < body[0] or index > body[-1]]
    for index in outside:
        if kinds[index] == "heading" and _CRUMBS.fullmatch(shown[index]):
            kinds[index] = "boilerplate"
    _mark_crumbs_as_body(shown, kinds, body[0])
    _mark_menus(shown, kinds, outside)
    _mark_after_article(shown, kinds)


def _mark_crumbs_as_body(shown: list[str], kinds: list[str], first: int) -> None:
    """Breadcrumbs with an odd ending count as body at first sight."""
    if _CRUMBS.fullmatch(shown[first]) and len(_WORD.findall(shown[first])) <= _HEADING_WORDS:
        kinds[first] = "boilerplate"


def _mark_menus(shown: list[str], kinds: list[str], outside: list[int]) -> None:
    run: list[int] = []
    for index in [*outside, -1]:
        short = index >= 0 and kinds[index] in ("heading", "boilerplate") and len(_WORD.findall(shown[index])) <= 3
        if short and (not run or index == run[-1] + 1):
            run.append(index)
            continue
        if len(run) >= _RUN:
            for position in run:
                kinds[position] = "boilerplate"
        run = [index] if short else []


def _mark_after_article(shown: list[str], kinds: list[str]) -> None:
    """From the line on that opens the readers' comments, nothing is the article's, if enough stands before it."""
    body = 0
    for index, line in enumerate(shown):
        if body >= 2 and _is_ending(line):
            kinds[index:] = ["boilerplate"] * (len(kinds) - index)
            return
        body += kinds[index] == "body"


def _is_ending(line: str) -> bool:
    return len(line) <= _LONGEST_PATTERN and bool(_pattern("endings").fullmatch(line.strip()))


def _mark_title(shown: list[str], kinds: list[str], title: str) -> None:
    wanted = _bare(title)
    if wanted:
        index = next((i for i, line in enumerate(shown[:20]) if _bare(line) == wanted), -1)
    else:
        index = _standing_title(shown, kinds)
    if index >= 0:
        kinds[index] = "title"


def _standing_title(shown: list[str], kinds: list[str]) -> int:
    """The first line of the article if it is short, ends as no sentence does, and text follows it; else -1."""
    for index, kind in enumerate(kinds):
        if kind in ("boilerplate", "byline"):
            continue
        rest = any(later in ("body", "heading", "question") for later in kinds[index + 1 :])
        return index if rest and (kind in ("heading", "question") or _is_long_title(shown[index])) else -1
    return -1


def _is_long_title(line: str) -> bool:
    words = len(_WORD.findall(line))
    closed = line.endswith(tuple(mark for mark in _NO_HEADING_END if mark not in _QUOTE_ENDS))
    plain = not ends_sentence(line) and not closed and not _NO_HEADING_START.match(line)
    return "\n" not in line and 2 <= words <= _TITLE_WORDS and plain and not line[0].islower()


def _mark_questions(kinds: list[str]) -> None:
    """A short question alone is a heading when text follows it, else a sentence."""
    for index, kind in enumerate(kinds):
        if kind == "question":
            kinds[index] = "heading" if kinds[index + 1 : index + 2] == ["body"] else "body"


def _bare(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    load = {"boilerplate": load_boilerplate, "endings": load_endings}[name]
    return re.compile("|".join(f"(?:{line})" for code in LANGUAGES for line in load(code)), re.IGNORECASE)


@functools.cache
def _byline_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line) for code in LANGUAGES for line in load_bylines(code))
