"""Compressed things: one level of gzip, and zip archives, with limits on size, number and ratio."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from sarhad.acquire.items import Item, make_refusal, suffix_of
from sarhad.acquire.limits import inflate, join_limited, read_limited, shown_size, too_large, too_much
from sarhad.errors import SarhadError
from sarhad.records import Page
from sarhad.settings import Settings

MOST_MEMBERS = 10_000
MOST_RATIO = 200  # a text compresses to a tenth, hardly ever to a hundredth
_RATIO_FROM = 1_000_000  # bytes; below it the ratio does not matter
_UNREADABLE = (zipfile.BadZipFile, struct.error, ValueError, LookupError, NotImplementedError, OverflowError)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def check_level(item: Item) -> None:
    """An archive inside an archive is refused: nothing good comes in that shape."""
    if {"gzip", "zip"} & set(item.inside):
        raise SarhadError("an archive inside an archive", item.name, "unpack the outer one and give its folder")


def find_in_gzip(item: Item, settings: Settings) -> Iterator[Item]:
    """What a .gz holds, as one thing; raises SarhadError when it is damaged or unfolds past the limit."""
    check_level(item)
    limit = settings.max_expanded_bytes
    pieces = inflate([item.content], item.name)
    content = join_limited(pieces, limit, too_much(item.name, limit))
    suffix = suffix_of(item.name.removesuffix(".gz").removesuffix(".GZ"))
    yield Item(
        name=item.name,
        url=item.url,
        content=content,
        hints=item.hints,
        suffix=suffix,
        fetched=False,
        inside=(*item.inside, "gzip"),
    )


def find_in_zip(item: Item, settings: Settings) -> Iterator[Item | Page]:
    """Each file of an archive as "a.zip!member"; one that cannot be taken is a refusal of its own."""
    check_level(item)
    try:
        with item.stream() as stream, zipfile.ZipFile(stream) as archive:
            yield from _members(archive, item, settings)
    except _UNREADABLE as error:
        raise SarhadError(f"the archive is damaged ({error})", item.name, "fetch or pack it again") from error


def count_members(item: Item) -> int:
    """How many files an archive holds; one where it cannot be opened (it will be one refusal)."""
    try:
        with item.stream() as stream, zipfile.ZipFile(stream) as archive:
            return sum(1 for info in archive.infolist() if _is_wanted(info))
    except (*_UNREADABLE, OSError):
        return 1


def _members(archive: zipfile.ZipFile, item: Item, settings: Settings) -> Iterator[Item | Page]:
    infos = [info for info in archive.infolist() if _is_wanted(info)]
    _check_archive(infos, item)
    left = settings.max_expanded_bytes
    for info in infos:
        part = item.part(info.filename, "zip")
        try:
            content = _read_member(archive, info, part.name, settings.max_page_bytes, left)
            left -= len(content)
            yield item.part(info.filename, "zip", content=content)
        except SarhadError as error:
            yield make_refusal(part.name, part.url, error)


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    """Folders, hidden files and the shadows that macOS adds are no pages."""
    parts = PurePosixPath(info.filename).parts
    return not info.is_dir() and not any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _check_archive(infos: list[zipfile.ZipInfo], item: Item) -> None:
    names = {info.filename for info in infos}
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise SarhadError("an office document or an e-book", item.name, "save it as PDF, HTML or text and read that")
    if not infos:
        raise SarhadError("the archive holds no files", item.name, "leave it out")
    if len(infos) > MOST_MEMBERS:
        raise SarhadError(f"more than {MOST_MEMBERS} files in one archive", item.name, "unpack it and give the folder")


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, most: int, left: int) -> bytes:
    if info.file_size > _RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        problem = f"a file of the archive unfolds more than {MOST_RATIO} times ({shown_size(info.file_size)})"
        raise SarhadError(problem, where, "unpack it and look at what it holds")
    if info.flag_bits & 0x1:
        raise SarhadError("a file of the archive is encrypted", where, "unpack it with its password")
    refusal = too_large(where, most) if most <= left else too_much(where, left)
    if info.file_size > min(most, left):
        raise refusal
    try:
        with archive.open(info) as stream:
            return read_limited(stream, min(most, left), refusal)
    except _DAMAGED as error:
        raise SarhadError(f"a file of the archive is damaged ({error})", where, "fetch or pack it again") from error
