"""Text and Markdown: the text as it was given; only front matter, a byte order mark and Windows newlines go."""

from __future__ import annotations

import re

from sarhad.documents.content import Content
from sarhad.documents.decode import check_text, decode
from sarhad.errors import SarhadError

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:[A-Za-z_][\w-]*[ \t]*:.*\n|[ \t]+.*\n|-[ \t].*\n|#.*\n|[ \t]*\n)+?---[ \t]*(?:\n|\Z)"
)
_MOST_FRONT = 16_384


def parse_plain(content: bytes, media_type: str, where: str) -> Content:
    """The text of a note or a Markdown file."""
    text = decode(content, media_type, where).replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text, 0, _MOST_FRONT)
    return Content(text=check_text(text[front.end() :] if front else text, where), wrapped=True)


def parse_exact(content: bytes, where: str) -> Content:
    """The text of a JSON line, not one character changed, so that offsets hold in what was given."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SarhadError("the text is not UTF-8", where, "give JSON lines in UTF-8") from error
    return Content(text=check_text(text, where), wrapped=True)
