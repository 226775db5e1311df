"""Addresses: what counts as one, and the one form under which a page is known however it was linked."""

from __future__ import annotations

import re

import httpx

from sarhad.errors import SarhadError

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.\-]*://")
_TRACKING = re.compile(r"^(?:utm_[^=]*|fbclid|gclid|yclid|mc_cid|mc_eid|igshid|_openstat)(?:=|$)", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether an input is an address (of any scheme) and not a path.

    >>> is_address("https://example.org/a"), is_address("reports/a.html")
    (True, False)
    """
    return bool(_SCHEME.match(name.strip()))


def parse_address(url: str) -> httpx.URL:
    """The address in its parts, without its fragment; refused unless it is a plain http or https address.

    >>> parse_address("HTTPS://Example.org/a#top")
    URL('https://example.org/a')
    """
    try:
        parts = httpx.URL(url.strip())
        port = parts.port
    except (httpx.InvalidURL, ValueError) as error:
        raise SarhadError(f"the address cannot be read ({error})", url[:200], "correct the address") from error
    if parts.scheme not in ("http", "https"):
        raise SarhadError("only http and https are fetched", url[:200], "save the page and give the file")
    if not parts.host or (port is not None and not 0 < port < 65536):
        raise SarhadError("the address has no usable host", url[:200], "correct the address")
    if parts.userinfo:
        where = str(parts.copy_with(username=None, password=None))[:200]
        raise SarhadError("the address carries credentials", where, "remove user name and password from it")
    return parts.copy_with(fragment=None)


def canonical(url: str) -> str:
    """The form under which a page is known: host in lower case, no fragment, no tracking, query sorted.

    Raises SarhadError for what is not an http or https address or carries credentials.

    >>> canonical("HTTP://Example.ORG:80?b=2&utm_source=x&a=1#top")
    'http://example.org/?a=1&b=2'
    """
    parts = parse_address(url)
    path, _, query = parts.raw_path.decode("ascii").partition("?")
    kept = "&".join(sorted(piece for piece in query.split("&") if piece and not _TRACKING.match(piece)))
    host = netloc(parts)
    return f"{parts.scheme}://{host}{path or '/'}{'?' + kept if kept else ''}"


def netloc(parts: httpx.URL) -> str:
    """Host and, where it is not the scheme's own, port.

    >>> netloc(httpx.URL("http://example.org:8080/a"))
    'example.org:8080'
    """
    host = parts.raw_host.decode("ascii").rstrip(".")
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{parts.port}" if parts.port is not None else shown


def without_credentials(name: str) -> str:
    """An input as it may be shown and kept: user name and password are cut out of an address.

    >>> without_credentials("http://me:secret@example.org/a@b")
    'http://example.org/a@b'
    """
    return re.sub(r"(?<=://)[^/?#]*@", "", name) if is_address(name) else name


def known_address(url: str) -> str:
    """The canonical form of an address that a container names, or nothing where it names none of use.

    >>> known_address("https://Example.org/a?fbclid=1"), known_address("urn:x")
    ('https://example.org/a', '')
    """
    try:
        return canonical(url) if is_address(url) else ""
    except SarhadError:
        return ""
