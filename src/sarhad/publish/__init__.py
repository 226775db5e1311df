"""From a case to a briefing in which every sentence is cited and every number opens into its rows.

`compose` makes a `Briefing` from a case, `FORMATS` set it as bytes, `write_briefing` does both and writes the file.
`EXPORTS` write claims with their citations for other programs, `TABLES` are the records as tables,
`annotation_line` is what was found in one text.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sarhad.errors import SarhadError
from sarhad.publish.annotation import annotation_line
from sarhad.publish.check import check
from sarhad.publish.compose import compose
from sarhad.publish.exports import EXPORTS, FORMS, Wanted, export_claims, exported
from sarhad.publish.formats.html import html
from sarhad.publish.formats.markdown import markdown
from sarhad.publish.formats.pdf import pdf
from sarhad.publish.model import Briefing
from sarhad.publish.tables import TABLES, Table, make_table, series_table
from sarhad.records import Case
from sarhad.registry import find

FORMATS: dict[str, Callable[[Briefing], bytes]] = {"html": html, "pdf": pdf, "md": markdown}


def write_briefing(case: Case, path: Path, geometry: dict[str, Any] | None = None, *, tlp: str = "TLP:CLEAR") -> Path:
    """Write the briefing of a case as HTML, PDF or Markdown, as the file's suffix says, and return the path.

    The file is there whole or not at all: it is written beside its place and moved there. `geometry` and `tlp` are
    those of `compose`.

    Fails with SarhadError when the format is unknown, the case is empty, a sentence is uncited, or the folder cannot
    be written.
    """
    render = find(FORMATS, path.suffix.removeprefix(".").lower(), "briefing format")
    briefing = compose(case, geometry, tlp=tlp)
    check(briefing)
    return write_whole(path, render(briefing))


def write_whole(path: Path, content: bytes) -> Path:
    """Put a file in its place in one step; a reader never sees half of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            temporary = Path(part.name)
        try:
            temporary.write_bytes(content)
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise SarhadError(
            "the file cannot be written", f"{path} ({error.strerror})", "choose a folder you may write to"
        ) from error
    return path


__all__ = [
    "EXPORTS",
    "FORMATS",
    "FORMS",
    "TABLES",
    "Briefing",
    "Table",
    "Wanted",
    "annotation_line",
    "check",
    "compose",
    "export_claims",
    "exported",
    "make_table",
    "series_table",
    "write_briefing",
    "write_whole",
]
