"""The layout of a pack: a mark, sealed objects one after another, and, once closed, a table of contents.

Source: docs/format/vault.md.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MARK = b"probative/pack@1"
TAIL = b"probative/tail@1"
ITEM = b"O"
TABLE = b"T"
ITEM_HEAD_BYTES = 41
_ROW_BYTES = 48


class PackBrokenError(ValueError):
    """The bytes are not laid out as a pack."""


class Place(NamedTuple):
    """Where a sealed object stands in its pack."""

    object_id: bytes
    offset: int
    length: int


def item_head(object_id: bytes, length: int) -> bytes:
    """Write what stands before a sealed object: a mark, its id, its length."""
    return ITEM + object_id + length.to_bytes(8, "big")


def table_of(places: list[Place], offset: int) -> bytes:
    """Write the table of contents that closes a pack and stands at ``offset``."""
    rows = b"".join(
        place.object_id + place.offset.to_bytes(8, "big") + place.length.to_bytes(8, "big") for place in places
    )
    return b"".join((TABLE, len(places).to_bytes(8, "big"), rows, offset.to_bytes(8, "big"), TAIL))


def walk(path: Path) -> Iterator[Place]:
    """Go through a pack from object to object, and stop where the next is not whole or the table begins.

    Raises:
        OSError: When it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        size_bytes = os.fstat(descriptor).st_size
        at = len(MARK)
        if os.pread(descriptor, at, 0) != MARK:
            return
        while at + ITEM_HEAD_BYTES <= size_bytes:
            head = os.pread(descriptor, ITEM_HEAD_BYTES, at)
            length = int.from_bytes(head[33:], "big")
            start = at + ITEM_HEAD_BYTES
            if head[:1] != ITEM or length == 0 or start + length > size_bytes:
                return
            yield Place(head[1:33], start, length)
            at = start + length
    finally:
        os.close(descriptor)


def read_table(path: Path) -> list[Place]:
    """Read a closed pack's table of contents.

    Raises:
        PackBrokenError: When there is none, or it does not lie inside the pack.
        OSError: When it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        size_bytes = os.fstat(descriptor).st_size
        if size_bytes < len(MARK) + 9 + 24 or os.pread(descriptor, len(MARK), 0) != MARK:
            raise PackBrokenError("no pack")
        tail = os.pread(descriptor, 24, size_bytes - 24)
        offset = int.from_bytes(tail[:8], "big")
        if tail[8:] != TAIL or not len(MARK) <= offset <= size_bytes - 33:
            raise PackBrokenError("no table of contents")
        table = os.pread(descriptor, size_bytes - 24 - offset, offset)
    finally:
        os.close(descriptor)
    rows = table[9:]
    if table[:1] != TABLE or len(rows) != int.from_bytes(table[1:9], "big") * _ROW_BYTES:
        raise PackBrokenError("a table of contents of the wrong length")
    places = [
        Place(
            rows[at : at + 32],
            int.from_bytes(rows[at + 32 : at + 40], "big"),
            int.from_bytes(rows[at + 40 : at + 48], "big"),
        )
        for at in range(0, len(rows), _ROW_BYTES)
    ]
    if any(place.offset + place.length > offset for place in places):
        raise PackBrokenError("a table of contents that points outside the pack")
    return places


def end_of(places: list[Place]) -> int:
    """Give where the last of these objects ends, or where the first would begin."""
    return places[-1].offset + places[-1].length if places else len(MARK)
