"""One typed object with everything that can be set; made once, passed in."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from sarhad.errors import SarhadError

CONFIG_NAME = "sarhad.toml"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a workspace's `sarhad.toml` may set; every field has a working default.

    Sizes are bytes, times are seconds.

    >>> Settings(region="csto-afghanistan").tlp
    'TLP:CLEAR'
    """

    region: str = "csto-afghanistan"  # a pack's name, or the path of a pack folder
    catalog: str = "lake/catalog.ducklake"  # DuckLake catalog, relative to the workspace
    data: str = "lake/data"  # folder of the Parquet files, relative to the workspace
    sources: str = ""  # folder of your own sources, relative to the workspace; empty: "sources", where there is one
    analyst: str = ""  # who corrects and grades, when --by does not say
    tlp: str = "TLP:CLEAR"  # marking put on everything that is published
    max_page_bytes: int = 20_000_000  # a larger page is refused
    max_expanded_bytes: int = 60_000_000  # and one which decompresses to more than this
    max_text_chars: int = 2_000_000  # longest text taken from one page
    max_pdf_pages: int = 500
    fetch_timeout: float = 20.0  # seconds without an answer
    fetch_total: float = 60.0  # seconds for one whole page
    max_download_bytes: int = 1_000_000_000  # a larger file of a published dataset is refused
    download_total: float = 3600.0  # seconds for one whole file of a dataset
    publishers: tuple[str, ...] = ()  # other addresses of datasets (mirrors), as "ucdp=https://…"
    max_redirects: int = 5
    host_delay: float = 1.0  # seconds between two requests to one host
    user_agent: str = "Sarhad/0.1 (research reader; respects robots.txt)"
    allow_hosts: tuple[str, ...] = ()  # private hosts allowed explicitly, as "host" or "host:port" (tests)
    batch: int = 32  # documents staged together


def load_settings(workspace: Path) -> Settings:
    """Settings of a workspace folder; defaults where it has no `sarhad.toml`.

    Raises SarhadError when the file does not parse, names an unknown setting, or a folder of sources that is not there.
    """
    path = workspace / CONFIG_NAME
    return _with_sources(_read(path) if path.exists() else Settings(), workspace)


def _with_sources(settings: Settings, workspace: Path) -> Settings:
    """The settings with the folder of the user's own sources found in the workspace."""
    folder = workspace / (settings.sources or "sources")
    if folder.is_dir():
        return msgspec.structs.replace(settings, sources=str(folder.resolve()))
    if settings.sources:
        raise SarhadError("the folder of sources is missing", str(folder), f"make it, or correct {CONFIG_NAME}")
    return settings


def _read(path: Path) -> Settings:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise SarhadError(f"the settings cannot be read ({error})", str(path), "correct the line named") from error
