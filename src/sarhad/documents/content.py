"""What each format yields: the text of a page and what the page says of itself."""

from __future__ import annotations

from typing import Literal

import msgspec

from sarhad.records import DateEstimate


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a page. `wrapped`: single newlines may be mere line wrapping, else each line is a paragraph."""

    text: str
    wrapped: bool = False
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    published: DateEstimate = DateEstimate()
    digest: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of the text and what it is; `boilerplate` never becomes a sentence."""

    start: int
    end: int
    kind: Literal["body", "title", "heading", "byline", "boilerplate"] = "body"


def one_line(value: object) -> str:
    """Text on one line, without outer space; empty for nothing.

    >>> one_line("  A\\n title "), one_line(None)
    ('A title', '')
    """
    return " ".join(str(value or "").split())
