"""Saved e-mails (.eml, and pages saved as .mhtml): the message, and each attachment as a page of its own."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import TypeAlias

from sarhad.acquire.address import known_address
from sarhad.acquire.frontmatter import is_yes
from sarhad.acquire.items import Item
from sarhad.errors import SarhadError
from sarhad.settings import Settings

_MOST_PARTS = 200
_MOST_LEVELS = 3
Part: TypeAlias = "Message[str, str]"


def find_in_mail(item: Item, settings: Settings) -> Iterator[Item]:
    """The message's text (plain rather than HTML), then its attachments as "file.eml!attachment.pdf".

    Pictures that stand inside the message are left out. Raises SarhadError for a message without any text.
    """
    if item.inside.count("mail") >= _MOST_LEVELS:
        raise SarhadError("mails nested too deep", item.name, "save the inner message and give that")
    leaves = _leaves(item)
    body = _body(leaves)
    if body is not None:
        yield _body_item(item, body, _hints(leaves[0]))
    attachments = [part for part in leaves[1:] if part is not body and _is_attachment(part)]
    if body is None and not attachments:
        raise SarhadError("the mail holds no text", item.name, "save the message again, with its text")
    yield from (_attachment(item, part, number) for number, part in enumerate(attachments, start=1))


def _leaves(item: Item) -> list[Part]:
    """The message itself, then each of its parts that has content."""
    try:
        message = email.message_from_bytes(item.content)
        parts = list(_walk(message))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SarhadError(f"the mail cannot be read ({error})", item.name, "save the message again") from error
    if len(parts) > _MOST_PARTS:
        raise SarhadError(f"more than {_MOST_PARTS} parts in one mail", item.name, "save the parts that matter")
    return [message, *parts]


def _walk(message: Part) -> Iterator[Part]:
    """Parts in order; an attached message is one part and is not opened here."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _walk(part)


def _body(leaves: list[Part]) -> Part | None:
    texts = [part for part in leaves[1:] if part.get_content_maintype() == "text" and not _is_attachment(part)]
    for wanted in ("text/plain", "text/html"):
        for part in texts:
            if part.get_content_type() == wanted and _payload(part).strip():
                return part
    return None


def _is_attachment(part: Part) -> bool:
    if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
        return True
    return bool(part.get_filename()) and part.get_content_maintype() not in ("image", "multipart")


def _payload(part: Part) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _declared(part: Part) -> str:
    charset = str(part.get_param("charset", "") or "")
    return (
        f"{part.get_content_type()}; charset={charset}"
        if re.fullmatch(r"[\w.:\-]+", charset)
        else part.get_content_type()
    )


def _body_item(item: Item, body: Part, hints: dict[str, str]) -> Item:
    suffix = ".html" if body.get_content_type() == "text/html" else ".txt"
    return Item(
        name=item.name,
        url=item.url,
        content=_payload(body),
        media_type=_declared(body),
        hints={**item.hints, **hints},
        suffix=suffix,
        inside=(*item.inside, "mail"),
    )


def _attachment(item: Item, part: Part, number: int) -> Item:
    fallback = "message.eml" if part.get_content_type() == "message/rfc822" else f"attachment {number}"
    label = _decoded(part.get_filename() or "").replace("/", "_") or f"{number} {fallback}"
    return item.part(label, "mail", content=_payload(part), media_type=_declared(part))


def _hints(message: Part) -> dict[str, str]:
    sender = parseaddr(_decoded(message.get("From", "")))[0]
    return {
        "title": _decoded(message.get("Subject", "")),
        "published": _decoded(message.get("Date", "")),
        "author": sender,
        "publisher": sender,
        "url": known_address(_decoded(message.get("Snapshot-Content-Location", ""))),
        "digest": "yes" if is_yes(_decoded(message.get("X-Sarhad-Digest", ""))) else "",
    }


def _decoded(value: object) -> str:
    """A header as people read it; as it stands where its encoding is broken."""
    raw = str(value)
    with suppress(ValueError, LookupError, MessageError):
        raw = str(make_header(decode_header(raw)))
    return " ".join(raw.split())
