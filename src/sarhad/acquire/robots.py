"""What a site's robots.txt allows, and how often it wants to be asked."""

from __future__ import annotations

from collections.abc import Callable
from urllib.robotparser import RobotFileParser

import httpx

from sarhad.acquire.address import netloc
from sarhad.errors import SarhadError

MOST_DELAY = 30.0  # seconds; a longer Crawl-delay is not waited for
_MOST_BYTES = 500_000  # what a crawler must at least read of one (RFC 9309)
Ask = Callable[[str], tuple[int, bytes]]  # address → status and body


def parse_robots(status: int, body: bytes) -> RobotFileParser:
    """The rules of a robots.txt, read as RFC 9309 says: absent (4xx) allows all, broken (5xx) forbids all.

    >>> parse_robots(200, b"User-agent: *\\nDisallow: /private").can_fetch("Sarhad/0.1", "https://example.org/private/a")
    False
    """
    rules = RobotFileParser()
    if status == 200:
        text = body[:_MOST_BYTES].decode("utf-8-sig", "replace")
    else:
        text = "" if 400 <= status < 500 else "User-agent: *\nDisallow: /"
    rules.parse(text.splitlines())
    return rules


class Robots:
    """The rules of each site that was asked, read once."""

    def __init__(self, ask: Ask, agent: str) -> None:
        self._ask = ask
        self._agent = agent
        self._rules: dict[str, RobotFileParser] = {}

    def check(self, url: httpx.URL) -> None:
        """Raise SarhadError where the site does not want the page to be read by programs."""
        if not self._of(url).can_fetch(self._agent, str(url)):
            remedy = "save the page by hand if its terms allow that, and give the file"
            raise SarhadError("the site's robots.txt does not allow it", str(url), remedy)

    def delay(self, url: httpx.URL) -> float:
        """Seconds that the site asks for between two requests, 0 where it asks for none."""
        delay = self._of(url).crawl_delay(self._agent)
        return min(float(delay), MOST_DELAY) if delay else 0.0

    def _of(self, url: httpx.URL) -> RobotFileParser:
        site = f"{url.scheme}://{netloc(url)}"
        if site not in self._rules:
            self._rules[site] = parse_robots(*self._ask(f"{site}/robots.txt"))
        return self._rules[site]
