"""Front matter of a text or Markdown note: what its writer says of it, between two lines of three hyphens."""

from __future__ import annotations

import datetime
import re

import yaml

from sarhad.acquire.address import known_address
from sarhad.errors import SarhadError

_MOST_CHARS = 16_384
_BLOCK = re.compile(
    r"---[ \t]*\n((?:[A-Za-z_][\w-]*[ \t]*:.*\n|[ \t]+.*\n|-[ \t].*\n|#.*\n|[ \t]*\n)+?)---[ \t]*(?:\n|\Z)"
)
_KNOWN = ("title", "publisher", "published", "url", "language", "author")
_YES = ("yes", "true", "1", "on")


def parse_front_matter(content: bytes, where: str) -> dict[str, str]:
    """The hints that front matter gives; keys that are not known are left out.

    Raises SarhadError when there is front matter that cannot be read: guessing could lose a digest's mark.

    >>> parse_front_matter(b"---\\ntitle: A note\\ndigest: true\\nmood: dark\\n---\\nText.", "a.md")
    {'title': 'A note', 'digest': 'yes'}
    """
    text = content[: _MOST_CHARS * 4].decode("utf-8-sig", "replace").replace("\r\n", "\n")[:_MOST_CHARS]
    block = _BLOCK.match(text)
    if not block:
        return {}
    try:
        values = yaml.safe_load(block[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:120]
        remedy = "put values with a colon in quotes, one key a line"
        raise SarhadError(f"the front matter cannot be read ({reason})", where, remedy) from error
    return _hints(values) if isinstance(values, dict) else {}


def is_yes(value: object) -> bool:
    """Whether a mark such as `digest: yes` is set.

    >>> is_yes(True), is_yes("Yes"), is_yes("no")
    (True, True, False)
    """
    return value is True or str(value).strip().lower() in _YES


def _hints(values: dict[object, object]) -> dict[str, str]:
    named = {str(key).lower(): value for key, value in values.items()}
    hints = {key: _plain(named[key]) for key in _KNOWN if key in named}
    if "url" in hints:
        hints["url"] = known_address(hints["url"])
    if is_yes(named.get("digest")):
        hints["digest"] = "yes"
    return {key: value for key, value in hints.items() if value}


def _plain(value: object) -> str:
    """A single value as text; lists and mappings say nothing here."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value).strip() if isinstance(value, (str, int, float)) else ""
