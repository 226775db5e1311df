"""Every message of the interface has its translation, with the same blanks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from sarhad.web import render

WEB = Path(render.__file__).parent
METHODS = [("pages/**.py", "python"), ("templates/**.html.j2", "jinja2")]
OPTIONS = {"templates/**.html.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}


def written() -> set[str]:
    found = extract_from_dir(str(WEB), METHODS, OPTIONS, keywords=KEYWORDS)  # type: ignore[arg-type]
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def catalogue(language: str) -> Catalog:
    with (WEB / "messages" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", [code for code in render.INTERFACE if code != "en"])
def test_every_message_is_translated(language: str) -> None:
    there = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue(language) if m.id}
    assert set(there) == written()
    for message in there.values():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(texts), message.id
        assert not list(message.check()), message.id


@pytest.mark.parametrize("language", [code for code in render.INTERFACE if code != "en"])
def test_blanks_are_the_same(language: str) -> None:
    for message in catalogue(language):
        if isinstance(message.id, str) and message.id:
            assert isinstance(message.string, str)
            assert sorted(re.findall(r"%\(\w+\)s", message.id)) == sorted(re.findall(r"%\(\w+\)s", message.string))
