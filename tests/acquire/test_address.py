from __future__ import annotations

import pytest

from sarhad.acquire.address import canonical, is_address, known_address
from sarhad.errors import SarhadError

CANONICAL = [
    ("http://Example.ORG", "http://example.org/"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("http://example.org:8080/a", "http://example.org:8080/a"),
    ("https://example.org/a#part", "https://example.org/a"),
    ("https://example.org/a?utm_source=x&UTM_Medium=y&id=7&fbclid=z&gclid=q", "https://example.org/a?id=7"),
    ("https://example.org/?b=2&a=1", "https://example.org/?a=1&b=2"),
    ("https://example.org./a", "https://example.org/a"),
    ("https://Пример.рф/новости", "https://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
    ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
]


@pytest.mark.parametrize(("given", "expected"), CANONICAL)
def test_one_form_for_every_spelling(given: str, expected: str) -> None:
    assert canonical(given) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@example.org/", "credentials"),
        ("http://", "no usable host"),
        ("http://example.org:99999/", "no usable host"),
        ("http://[::1", "cannot be read"),
    ],
)
def test_refused_addresses(given: str, problem: str) -> None:
    with pytest.raises(SarhadError, match=problem) as caught:
        canonical(given)
    assert "secret" not in str(caught.value)


def test_only_schemes_make_addresses() -> None:
    assert is_address("https://a/b") and is_address("gopher://x")
    assert not is_address("a/b.html") and not is_address("-") and not is_address("C:\\x")
    assert known_address("not an address") == "" == known_address("ftp://a/b")
