"""Limits on size, held while streaming: nothing is read or decompressed further than it may be."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from sarhad.errors import SarhadError

_CHUNK = 65_536
_GZIP_OR_ZLIB = 47  # zlib's window bits: 32 (recognise the header) + 15


def shown_size(size: int) -> str:
    """A size as people read it.

    >>> shown_size(20_000_000), shown_size(1500)
    ('20.0 MB', '1.5 kB')
    """
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{size / 1e3:.1f} kB"


def too_large(where: str, limit: int) -> SarhadError:
    """The refusal of a page that is larger than `max_page_bytes`."""
    return SarhadError(f"larger than {shown_size(limit)}", where, "split it, or raise max_page_bytes in sarhad.toml")


def too_much(where: str, limit: int) -> SarhadError:
    """The refusal of a page that decompresses to more than `max_expanded_bytes`."""
    remedy = "unpack it and look at what it holds, or raise max_expanded_bytes in sarhad.toml"
    return SarhadError(f"decompresses to more than {shown_size(limit)}", where, remedy)


def read_limited(stream: IO[bytes], limit: int, refusal: SarhadError) -> bytes:
    """All of a stream, or `refusal` as soon as there is more than `limit` bytes of it."""
    parts: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise refusal
        parts.append(chunk)
    return b"".join(parts)


def join_limited(chunks: Iterable[bytes], limit: int, refusal: SarhadError) -> bytes:
    """The chunks in one piece, or `refusal` as soon as they exceed `limit` bytes."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise refusal
        parts.append(chunk)
    return b"".join(parts)


def _small(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        yield from (chunk[start : start + _CHUNK] for start in range(0, len(chunk), _CHUNK))


def inflate(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    """Decompress gzip or zlib in pieces of at most 64 kB, so that a bomb is seen before it unfolds.

    Several gzip members in a row are one stream. Raises SarhadError when the data is damaged or ends early.
    """
    remedy = "fetch or compress it again"
    engine = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        for chunk in _small(chunks):
            data = chunk
            while data:
                if engine.eof:
                    engine = zlib.decompressobj(_GZIP_OR_ZLIB)
                yield engine.decompress(data, _CHUNK)
                data = engine.unconsumed_tail or engine.unused_data.lstrip(b"\0")
        while not engine.eof and (piece := engine.decompress(engine.unconsumed_tail, _CHUNK)):
            yield piece
    except zlib.error as error:
        raise SarhadError(f"the compressed data is damaged ({error})", where, remedy) from error
    if not engine.eof:
        raise SarhadError("the compressed data ends early", where, remedy)
