"""Pages as HTML: the templates, the interface's languages, and the addresses of what the browser loads.

Messages stand in English in the templates; `messages/ru.po` and `messages/fa.po` hold their translations (gettext).
"""

from __future__ import annotations

import functools
import gettext
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sarhad.errors import SarhadError
from sarhad.publish.formats.html import bdi
from sarhad.web.moments import Moments

HERE = Path(__file__).parent
STATIC = HERE / "static"
INTERFACE: Mapping[str, str] = {"en": "English", "ru": "Русский", "fa": "فارسی"}
RIGHT_TO_LEFT = frozenset({"fa"})
POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@functools.cache
def environment(language: str) -> Environment:
    """The template engine of one interface language: everything is escaped, an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(messages(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(bdi=isolated if language in RIGHT_TO_LEFT else bdi)
    made.tests.update(rtl=lambda code: code in RIGHT_TO_LEFT)
    made.globals.update(
        language=language,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        interface=INTERFACE,
        static=static,
        term=terms(language),
    )
    return made


def isolated(text: str) -> Markup:
    """A text within a page from right to left: its own direction, so that a full stop stays at its end."""
    return Markup("<bdi>{}</bdi>").format(bdi(text))


class Terms:
    """The words of the interface for a value of data; one without stays, and is escaped, as it is.

    Templates use it for values; `_` is for messages of ours alone, which it takes to be safe.

    >>> Terms("ru")("month"), Terms("ru")("<b>50%</b>"), Terms("ru")("TJ", "country"), Terms("ru")("fa", "language")
    ('месяц', '<b>50%</b>', 'Таджикистан', 'персидский')
    """

    def __init__(self, language: str) -> None:
        self._messages = messages(language)
        locale = Locale.parse(language)
        states, tongues = locale.territories, locale.languages
        self._named = {"country": states, "language": tongues, "languages": tongues}

    def __call__(self, value: str, field: str = "") -> str:
        """A value of a field in words."""
        if not value:
            return ""
        return str((self._named[field].get(value) if field in self._named else "") or self._messages.gettext(value))


terms = functools.cache(Terms)


@functools.cache
def messages(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English needs none."""
    path = HERE / "messages" / f"{language}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def static(name: str) -> str:
    """The address of a built file, under its digest: a browser keeps it until it changes."""
    return f"/static/{name}?{_digests().get(name, '')}"


@functools.cache
def _digests() -> dict[str, str]:
    path = STATIC / "digests.json"
    if not path.is_file():
        raise SarhadError("the pages' scripts have not been built", str(STATIC), "run make web, or install a wheel")
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def render(template: str, language: str, moments: Moments, context: Mapping[str, Any]) -> bytes:
    """A page in an interface language; `moments` writes its dates."""
    made = environment(language).get_template(template)
    return made.render(**context, when=moments).encode()
