"""Downloading a dataset's file: guarded as every fetch, resumed where it was cut, checked at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin

import httpcore
import httpx
import msgspec

from sarhad.acquire.address import parse_address
from sarhad.acquire.fetch import Fetcher
from sarhad.acquire.guard import Deadline
from sarhad.acquire.limits import shown_size
from sarhad.errors import SarhadError
from sarhad.settings import Settings

Progress = Callable[[int, int | None, str], None]
PARTIAL, WHOLE, REDIRECTS = 206, 200, (301, 302, 303, 307, 308)
_AGAIN = "run the same command again; it goes on from where it was"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Which file a half-finished download belongs to: without the same mark it is begun anew."""

    url: str
    mark: str = ""  # the server's ETag, or the date of the file


def download(
    url: str,
    folder: Path,
    settings: Settings,
    progress: Progress | None = None,
    headers: Mapping[str, str] | None = None,
    md5: str = "",
) -> Path:
    """The file at an address, in `folder` under its own name; a file that is there already is not fetched again.

    A download that was cut goes on where it was, if the server still has the same file. Raises SarhadError when it is
    larger than `max_download_bytes`, takes longer than `download_total`, or differs from the publisher's checksum.
    """
    here = parse_address(url)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (Path(here.path).name or "download")
    if target.exists():
        return target
    draft, note = target.with_name(target.name + ".part"), target.with_name(target.name + ".part.json")
    Fetcher(settings).check_robots(here)
    _receive(here, draft, note, settings, progress, dict(headers or {}))
    if md5 and _md5(draft) != md5:
        draft.unlink()
        note.unlink(missing_ok=True)
        raise SarhadError("the file differs from its publisher's checksum", url, "download it again")
    draft.replace(target)
    note.unlink(missing_ok=True)
    return target


def _md5(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _receive(
    here: httpx.URL, draft: Path, note: Path, settings: Settings, progress: Progress | None, headers: dict[str, str]
) -> None:
    """Ask, follow redirects, and write what comes behind what is there."""
    had, part = _had(draft, note, str(here))
    marks = {"accept-encoding": "identity", **headers}
    marks |= {"range": f"bytes={had}-", "if-range": part.mark} if had else {}
    fetcher, asked = Fetcher(settings), here
    for _ in range(settings.max_redirects + 1):
        with fetcher.asking(asked, marks, Deadline(settings.download_total)) as response:
            answer = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
            if response.status in (WHOLE, PARTIAL):
                note.write_bytes(msgspec.json.encode(Part(url=str(here), mark=_mark(answer))))
                start = had if response.status == PARTIAL else 0
                return _write(
                    response.iter_stream(), draft, start, _total(answer, start), str(here), settings, progress
                )
            if response.status not in REDIRECTS:
                raise _refused(str(here), response)
        asked, before = parse_address(urljoin(str(asked), answer.get("location", ""))), asked
        if asked.host != before.host:
            marks.pop("authorization", None)
    raise SarhadError("too many redirects", str(here), "download it by hand and give the file")


def _total(answer: Mapping[str, str], start: int) -> int | None:
    declared = answer.get("content-length", "")
    return start + int(declared) if declared.isdigit() else None


def _write(
    chunks: Iterator[bytes],
    draft: Path,
    start: int,
    total: int | None,
    url: str,
    settings: Settings,
    progress: Progress | None,
) -> None:
    _check_size(url, total or 0, settings)
    done = start
    with draft.open("ab" if start else "wb") as out:
        for chunk in chunks:
            done += len(chunk)
            _check_size(url, done, settings)
            out.write(chunk)
            if progress:
                progress(done, total, draft.name)
    if total is not None and done < total:
        raise SarhadError(f"the download was cut off at {shown_size(done)}", url, _AGAIN)


def _had(draft: Path, note: Path, url: str) -> tuple[int, Part]:
    """How many bytes an earlier try left that can be gone on from."""
    try:
        part = msgspec.json.decode(note.read_bytes(), type=Part)
    except (OSError, msgspec.DecodeError):
        return 0, Part(url=url)
    usable = part.url == url and part.mark and draft.exists()
    return (draft.stat().st_size if usable else 0), part


def _mark(answer: Mapping[str, str]) -> str:
    strong = answer.get("etag", "")
    return strong if strong and not strong.startswith("W/") else answer.get("last-modified", "")


def _check_size(url: str, size: int, settings: Settings) -> None:
    if size > settings.max_download_bytes:
        problem = f"larger than {shown_size(settings.max_download_bytes)}"
        raise SarhadError(problem, url, "raise max_download_bytes in sarhad.toml, or give the file")


def _refused(url: str, response: httpcore.Response) -> SarhadError:
    remedies = {
        401: "check the key or token in the environment",
        403: "check the key or token, and the account's rights",
    }
    remedy = remedies.get(response.status, "check the release named; or download it by hand and give the file")
    return SarhadError(f"the server answered {response.status}", url, remedy)


def read_small(url: str, settings: Settings) -> str:
    """A short text file, such as a list of releases."""
    return Fetcher(settings).fetch(url).content.decode("utf-8", "replace")


def joined(pages: Iterator[Path], target: Path) -> Path:
    """Pages of one table with a heading each, as one file with one heading."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        for number, page in enumerate(pages):
            with page.open("rb") as stream:
                heading = stream.readline()
                out.write(b"" if number else heading)
                out.writelines(stream)
    return target
