"""The guard of every connection: only public addresses, checked after resolution, connected to as checked."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from sarhad.errors import SarhadError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Whether an IP address is reachable by everyone; addresses that carry another inside are judged by that one.

    >>> is_public("1.1.1.1"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1"), is_public("100.64.0.1")
    (True, False, False, False)
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    return all(_is_plain_public(each) for each in (address, *_embedded(address)))


def _embedded(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    carried: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in carried if each is not None]


def _is_plain_public(address: Address) -> bool:
    mapped = isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None
    local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    special = address.is_multicast or address.is_unspecified or address.is_loopback or address.is_link_local or local
    return (address.is_global or mapped) and not special


def check_host(host: str, port: int, allowed: Iterable[str]) -> list[str]:
    """The IP addresses of a host, all of them public unless the host is in `allowed` ("host" or "host:port").

    Raises SarhadError when the host is not found or any of its addresses is private.
    """
    addresses = _resolve(host, port)
    if {host, f"{host}:{port}", f"[{host}]:{port}"} & set(allowed):
        return addresses
    private = [address for address in addresses if not is_public(address)]
    if private:
        remedy = "give a public address, or name the host in allow_hosts in sarhad.toml if it is your own"
        raise SarhadError(f"the host leads to a private address ({private[0]})", f"{host}:{port}", remedy)
    return addresses


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        remedy = "check the address and the connection, then read it again"
        raise SarhadError(f"the host is not found ({error})", f"{host}:{port}", remedy) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline:
    """The moment by which a whole download must be done, however slowly it drips."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def limit(self, timeout: float | None) -> float:
        """The seconds that one step may take; raises httpcore.ReadTimeout when none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole download is over")
        return left if timeout is None else min(left, timeout)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a host once, checks every address, and connects to a checked one: a second answer is never asked for."""

    def __init__(self, allowed: Iterable[str], deadline: Deadline) -> None:
        self._allowed = tuple(allowed)
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's checked addresses that answers."""
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in check_host(host, port, self._allowed):
            try:
                left = self._deadline.limit(timeout)
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
                return _GuardedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("the host has no address")


class _GuardedStream(httpcore.NetworkStream):
    """A connection on which every step counts against the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.limit(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.limit(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.limit(timeout))
        return _GuardedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
