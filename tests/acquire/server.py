"""A real web server on the loopback, with pages that misbehave in every way a page can."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = Callable[["Handler"], None]
HTML = b"<!doctype html><html><head><title>T</title></head><body><p>The border is calm.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers with the reply of its path, 404 where there is none."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))
        reply = self.server.replies.get(self.path, lambda handler: handler.answer(b"", status=404))
        try:
            reply(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, body: bytes, *, status: int = 200, media_type: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        names = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        for name, value in {"content-length": str(len(body)), **names}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


class Site(ThreadingHTTPServer):
    """The server, its replies by path and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: dict[str, Reply] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def put(self, path: str, body: bytes = HTML, **headers: str) -> str:
        status = int(headers.pop("status", "200"))
        self.replies[path] = lambda handler: handler.answer(body, status=status, **headers)
        return self.url(path)

    def redirect(self, path: str, target: str) -> str:
        return self.put(path, b"", status="302", location=target)

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen]


def drip(handler: Handler) -> None:
    """A body that never ends, a byte at a time."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler: Handler) -> None:
    """Headers that never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        handler.wfile.write(b"X-%d: y\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler: Handler) -> None:
    """A chunked body without a declared length that is larger than any limit of a test."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for _ in range(2000):
        handler.wfile.write(b"10000\r\n" + b"a" * 65536 + b"\r\n")


def bomb(size: int) -> bytes:
    """So many bytes of nothing, gzipped."""
    return gzip.compress(b"\0" * size)
