from __future__ import annotations

import pytest

from sarhad.acquire.guard import check_host, is_public
from sarhad.errors import SarhadError

PRIVATE = [
    "127.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.1", "0", "::1"])
def test_names_that_lead_home_are_refused(host: str) -> None:
    with pytest.raises(SarhadError, match=r"private address|not found"):
        check_host(host, 80, ())


def test_allowed_by_host_or_by_host_and_port() -> None:
    assert check_host("127.0.0.1", 80, ("127.0.0.1",)) == ["127.0.0.1"]
    assert check_host("127.0.0.1", 8080, ("127.0.0.1:8080",)) == ["127.0.0.1"]
    with pytest.raises(SarhadError, match="private"):
        check_host("127.0.0.1", 8081, ("127.0.0.1:8080",))


def test_a_host_that_does_not_exist() -> None:
    with pytest.raises(SarhadError, match="not found"):
        check_host("no-such-host.invalid", 80, ())
