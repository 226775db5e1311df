"""Fetching: one page at a time, politely, from public hosts only; no cookies, no scripts, no credentials."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from urllib.parse import urljoin

import httpcore
import httpx
import msgspec

from sarhad.acquire.address import canonical, netloc, parse_address
from sarhad.acquire.cache import Cache, Cached
from sarhad.acquire.guard import Deadline, GuardedBackend
from sarhad.acquire.items import Item, suffix_of
from sarhad.acquire.limits import inflate, join_limited, too_large, too_much
from sarhad.acquire.robots import Robots
from sarhad.errors import SarhadError
from sarhad.settings import Settings

_REDIRECTS = (301, 302, 303, 307, 308)
_MEDIA = ("image/", "video/", "audio/", "font/")
_AGAIN = "check the address in a browser, then read it again"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered to one request; the body is decompressed."""

    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes = b""


class Fetcher:
    """Fetches pages for one run: robots.txt, pauses per host, redirects, limits and the cache.

    >>> Fetcher(Settings()).fetch("http://127.0.0.1/")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    sarhad.errors.SarhadError: the host leads to a private address (127.0.0.1): 127.0.0.1:80 — ...
    """

    def __init__(self, settings: Settings, cache: Cache | None = None) -> None:
        self._settings = settings
        self._cache = cache
        self._robots = Robots(self._ask, settings.user_agent)
        self._last: dict[str, float] = {}

    def fetch(self, url: str) -> Item:
        """The page at an address, after redirects. Raises SarhadError whatever it is that stands in the way."""
        seen: list[str] = []
        here = parse_address(url)
        while len(seen) <= self._settings.max_redirects:
            if str(here) in seen:
                raise SarhadError("the redirects go in a circle", url, "look for the page's address of today")
            seen.append(str(here))
            self._robots.check(here)
            answer = self._get_cached(here, self._robots.delay(here))
            if answer.status not in _REDIRECTS:
                return _to_item(url, here, answer)
            here = _next(here, answer)
        problem = f"more than {self._settings.max_redirects} redirects"
        raise SarhadError(problem, url, "give the address where they end, or raise max_redirects in sarhad.toml")

    def check_robots(self, url: httpx.URL) -> None:
        """SarhadError where the site's robots.txt does not allow this address."""
        self._robots.check(url)

    @contextmanager
    def asking(self, url: httpx.URL, marks: dict[str, str], deadline: Deadline) -> Iterator[httpcore.Response]:
        """One guarded request as a stream, for what is too large to be held."""
        with errors_of(str(url)), self._pool(deadline) as pool, self._stream(pool, url, marks) as response:
            yield response

    def _ask(self, url: str) -> tuple[int, bytes]:
        """A robots.txt after its redirects."""
        here = parse_address(url)
        for _ in range(self._settings.max_redirects + 1):
            answer = self._get(here, {}, 0.0)
            if answer.status not in _REDIRECTS:
                return answer.status, answer.body
            here = _next(here, answer)
        return 404, b""

    def _get_cached(self, url: httpx.URL, delay: float) -> Answer:
        known = self._cache.get(canonical(str(url))) if self._cache else None
        marks = {"if-none-match": known.etag, "if-modified-since": known.last_modified} if known else {}
        answer = self._get(url, {name: value for name, value in marks.items() if value}, delay)
        if answer.status == 304 and known:
            return Answer(status=200, headers={"content-type": known.media_type}, body=known.body)
        self._keep(url, answer)
        return answer

    def _keep(self, url: httpx.URL, answer: Answer) -> None:
        etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        private = "no-store" in answer.headers.get("cache-control", "").lower()
        if self._cache and answer.status == 200 and (etag or modified) and not private:
            self._cache.put(
                Cached(
                    url=canonical(str(url)),
                    etag=etag,
                    last_modified=modified,
                    media_type=answer.headers.get("content-type", ""),
                    body=answer.body,
                )
            )

    def _get(self, url: httpx.URL, marks: dict[str, str], delay: float) -> Answer:
        """One request, after the pause that its host is owed."""
        self._pause(url.host, delay)
        deadline = Deadline(self._settings.fetch_total)
        try:
            with errors_of(str(url)), self._pool(deadline) as pool, self._stream(pool, url, marks) as response:
                return self._read(response, str(url))
        finally:
            self._last[url.host] = time.monotonic()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpcore.default_ssl_context()

    def _pool(self, deadline: Deadline) -> httpcore.ConnectionPool:
        backend = GuardedBackend(self._settings.allow_hosts, deadline)
        return httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend, max_keepalive_connections=0)

    @contextmanager
    def _stream(
        self, pool: httpcore.ConnectionPool, url: httpx.URL, marks: dict[str, str]
    ) -> Iterator[httpcore.Response]:
        wait = self._settings.fetch_timeout
        headers = {
            "host": netloc(url),
            "user-agent": self._settings.user_agent,
            "accept": "text/html,application/xhtml+xml,application/xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
            "accept-encoding": "gzip",
            "connection": "close",
            **marks,
        }
        timeouts = {"connect": wait, "read": wait, "write": wait, "pool": wait}
        with pool.stream(
            "GET", _wire_url(url), headers=[*headers.items()], extensions={"timeout": timeouts}
        ) as response:
            yield response

    def _read(self, response: httpcore.Response, where: str) -> Answer:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status != 200:
            return Answer(status=response.status, headers=headers)
        return Answer(status=200, headers=headers, body=self._body(response, headers, where))

    def _body(self, response: httpcore.Response, headers: dict[str, str], where: str) -> bytes:
        most, refusal = self._settings.max_page_bytes, too_large(where, self._settings.max_page_bytes)
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > most:
            raise refusal
        if headers.get("content-type", "").lower().startswith(_MEDIA):
            raise SarhadError("a picture, sound or film, not a page", where, "give the page that it stands on")
        chunks = _limited(response.iter_stream(), most, refusal)
        encoding = headers.get("content-encoding", "").strip().lower()
        if encoding in ("", "identity"):
            return b"".join(chunks)
        if encoding not in ("gzip", "x-gzip", "deflate"):
            raise SarhadError(f"an unknown compression ({encoding[:40]})", where, "save the page and give the file")
        expanded = self._settings.max_expanded_bytes
        return join_limited(inflate(chunks, where), expanded, too_much(where, expanded))

    def _pause(self, host: str, delay: float) -> None:
        """Wait until the host's pause since its last request is over."""
        pause = max(self._settings.host_delay, delay)
        left = self._last.get(host, float("-inf")) + pause - time.monotonic()
        if left > 0:
            time.sleep(left)


def _limited(chunks: Iterator[bytes], most: int, refusal: SarhadError) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise refusal
        yield chunk


def _wire_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path or b"/")


def _next(here: httpx.URL, answer: Answer) -> httpx.URL:
    target = answer.headers.get("location", "").strip()
    if not target:
        raise SarhadError("a redirect that leads nowhere", str(here), _AGAIN)
    return parse_address(urljoin(str(here), target))


def _to_item(asked: str, here: httpx.URL, answer: Answer) -> Item:
    if answer.status != 200:
        raise _refused_status(str(here), answer)
    return Item(
        name=asked,
        url=canonical(str(here)),
        content=answer.body,
        media_type=answer.headers.get("content-type", ""),
        suffix=suffix_of(str(here)),
        fetched=True,
    )


def _refused_status(where: str, answer: Answer) -> SarhadError:
    wait = answer.headers.get("retry-after", "some minutes")[:40]
    remedies = {
        401: "the page needs a login; save it by hand if its terms allow that",
        403: "the site refuses programs; save the page by hand if its terms allow that",
        404: "check the address, or look for a copy in a web archive",
        410: "the page was taken down; look for a copy in a web archive",
        429: f"wait ({wait}), then read it again with a larger host_delay",
    }
    remedy = remedies.get(answer.status, "wait and read it again" if answer.status >= 500 else _AGAIN)
    return SarhadError(f"the server answered {answer.status}", where, remedy)


@contextmanager
def errors_of(where: str) -> Iterator[None]:
    """Turn what may go wrong on a connection into errors that say what to do."""
    try:
        yield
    except httpcore.TimeoutException as error:
        remedy = "read it again later, or raise fetch_timeout and fetch_total in sarhad.toml"
        raise SarhadError(f"no answer in time ({error or 'timeout'})", where, remedy) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
        raise SarhadError(f"the connection failed ({error or type(error).__name__})", where, _AGAIN) from error
