from __future__ import annotations

from collections.abc import Iterator

import pytest

from sarhad.settings import Settings

from .server import Site


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def polite(site: Site) -> Settings:
    """Settings that allow the test's own server and do not wait between requests."""
    return Settings(allow_hosts=(site.host,), host_delay=0.0, fetch_timeout=2.0, fetch_total=5.0)
