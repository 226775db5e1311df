"""Where each dataset is published, and how a release's address is made."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

from sarhad.acquire.coded.download import Progress, download, joined, read_small
from sarhad.errors import SarhadError
from sarhad.registry import find
from sarhad.settings import Settings

UCDP_URL = "https://ucdp.uu.se/downloads"
UCDP_NEWEST = "26.1"
GDELT_URL = "http://data.gdeltproject.org/gdeltv2"
ACLED_URL = "https://acleddata.com/api/acled/read"
ACLED_TOKEN, ACLED_QUERY = "ACLED_TOKEN", "ACLED_QUERY"
ACLED_PAGE = 5_000  # rows of one answer, the most that the API gives by default
_UCDP = re.compile(r"(\d\d)\.(\d)|(\d\d)\.0\.(\d{1,2})|(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)")


def _base(name: str, default: str, settings: Settings) -> str:
    """The address of a publisher, or the one that the settings name instead."""
    return dict(entry.partition("=")[::2] for entry in settings.publishers).get(name, default)


def ucdp_address(release: str, base: str = UCDP_URL) -> str:
    """The address of a release: yearly "25.1", candidate events of a month "25.0.9", of several "26.01.26.06".

    >>> ucdp_address("25.1")
    'https://ucdp.uu.se/downloads/ged/ged251-csv.zip'
    >>> ucdp_address("25.0.9")
    'https://ucdp.uu.se/downloads/candidateged/GEDEvent_v25_0_9.csv'
    """
    found = _UCDP.fullmatch(release)
    if not found:
        raise SarhadError("this is no release of UCDP", release, "write 25.1, 25.0.9 or 26.01.26.06")
    if found[1]:
        return f"{base}/ged/ged{found[1]}{found[2]}-csv.zip"
    return f"{base}/candidateged/GEDEvent_v{release.replace('.', '_')}.csv"


def fetch_ucdp(release: str, folder: Path, settings: Settings, progress: Progress | None) -> list[Path]:
    """The yearly release, or the candidate events of the release named."""
    url = ucdp_address(release or UCDP_NEWEST, _base("ucdp", UCDP_URL, settings))
    return [download(url, folder, settings, progress)]


def fetch_gdelt(release: str, folder: Path, settings: Settings, progress: Progress | None) -> list[Path]:
    """The newest quarter of an hour, by GDELT's list with its checksum; or the one named, as 20240715101500."""
    base = _base("gdelt", GDELT_URL, settings)
    if release:
        return [download(f"{base}/{release}.export.CSV.zip", folder, settings, progress)]
    listed = (line.split() for line in read_small(f"{base}/lastupdate.txt", settings).splitlines())
    newest = next((row for row in listed if len(row) == 3 and row[2].endswith(".export.CSV.zip")), None)
    if newest is None:
        raise SarhadError("the list of releases names no events", f"{base}/lastupdate.txt", "give a file, or try later")
    return [download(f"{base}/{newest[2].rpartition('/')[2]}", folder, settings, progress, md5=newest[1])]


def fetch_acled(release: str, folder: Path, settings: Settings, progress: Progress | None) -> list[Path]:
    """What the user's own account may read of the selection in ACLED_QUERY, with the token in ACLED_TOKEN."""
    token, query = os.environ.get(ACLED_TOKEN, ""), release or os.environ.get(ACLED_QUERY, "")
    if not token:
        remedy = (
            f"put your own access token (myACLED account, acleddata.com) into {ACLED_TOKEN}, or export a file there"
        )
        raise SarhadError("ACLED gives its data to registered users only", "load acled --fetch", remedy)
    if not query:
        remedy = f'name a selection: --release "country=Tajikistan&year=2025", or {ACLED_QUERY}'
        raise SarhadError("which of ACLED's events?", "load acled --fetch", remedy)
    base = _base("acled", ACLED_URL, settings)
    target = folder / "acled.csv"
    joined(_acled_pages(base, query, token, folder, settings, progress), target)
    return [target]


def _acled_pages(
    base: str, query: str, token: str, folder: Path, settings: Settings, progress: Progress | None
) -> Iterator[Path]:
    number = 1
    while True:
        asked = urlencode({"_format": "csv", "limit": ACLED_PAGE, "page": number})
        page = download(f"{base}?{asked}&{query}", folder / "acled-pages", settings, progress,
                        {"authorization": f"Bearer {token}"})  # fmt: skip
        rows = page.read_bytes().count(b"\n")
        yield page
        page.unlink()
        number += 1
        if rows <= ACLED_PAGE:
            return


def fetch_views(_release: str, _folder: Path, _settings: Settings, _progress: Progress | None) -> list[Path]:
    """VIEWS answers page by page as JSON; its tables are exported by hand."""
    remedy = "export the country-month table from viewsforecasting.org as CSV and give the file"
    raise SarhadError("VIEWS is not downloaded by itself", "load views --fetch", remedy)


Fetch = Callable[[str, Path, Settings, Progress | None], list[Path]]
PUBLISHERS: Mapping[str, Fetch] = {
    "ucdp": fetch_ucdp, "views": fetch_views, "acled": fetch_acled, "gdelt": fetch_gdelt,
}  # fmt: skip


def fetch_dataset(
    name: str, release: str, folder: Path, settings: Settings, progress: Progress | None = None
) -> list[Path]:
    """The files of a release, downloaded into `folder`; SarhadError where the publisher does not allow that."""
    return find(PUBLISHERS, name, "dataset")(release, folder, settings, progress)
