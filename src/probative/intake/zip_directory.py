"""The table of contents at the end of a zip archive, read without trusting it.

Source: PKWARE APPNOTE 6.3.10, sections 4.3.6 to 4.5.3; why not ``zipfile``: docs/decisions/0030-own-archive-walking.md.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from probative.intake.errors import MemberDamaged

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL_BYTES = 30
_UNSET32 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the table: a member's name and where its stored bytes lie. ``mode`` is 0 where no Unix made it."""

    name: bytes
    is_utf8: bool
    is_encrypted: bool
    method: int
    crc: int
    stored_bytes: int
    size_bytes: int
    offset: int
    mode: int

    @property
    def end_at_least(self) -> int:
        """The first byte that the next member may use, as far as the table tells."""
        return self.offset + _LOCAL_BYTES + len(self.name) + self.stored_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where the table lies, how many entries it claims, and by how much all offsets are shifted."""

    start: int
    size_bytes: int
    entries: int
    shift: int


def find_table(content: BinaryIO, name: str) -> Table:
    """Find the table of contents.

    Raises:
        MemberDamaged: When there is none: the archive was cut off or is no zip.
    """
    end = content.seek(0, 2)
    reach = min(end, _END.size + 0xFFFF)
    content.seek(end - reach)
    tail = content.read(reach)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(tail):
        raise MemberDamaged(name, "the archive has no table of contents: it is cut off or broken")
    _, disk, _, _, entries, size_bytes, start, _ = _END.unpack_from(tail, at)
    position = end - reach + at
    if _UNSET32 in (size_bytes, start) or entries == 0xFFFF:
        content.seek(max(0, position - _LOCATOR64.size))
        locator = content.read(_LOCATOR64.size)
        if len(locator) == _LOCATOR64.size and locator[:4] == b"PK\6\7":
            record_at = _LOCATOR64.unpack(locator)[2]
            content.seek(min(record_at, end))
            record = content.read(_END64.size)
            if len(record) < _END64.size or record[:4] != b"PK\6\6":
                raise MemberDamaged(name, "its 64-bit table of contents is broken")
            *_, entries, size_bytes, start = _END64.unpack(record)
            position = record_at
    if disk not in (0, 0xFFFF):
        raise MemberDamaged(name, "it is one volume of several")
    shift = position - size_bytes - start
    if shift < 0:
        raise MemberDamaged(name, "its table of contents lies outside it")
    return Table(start=start + shift, size_bytes=size_bytes, entries=entries, shift=shift)


def entries(content: BinaryIO, table: Table, name: str) -> Iterator[Entry]:
    """Give the table's entries in order.

    Raises:
        MemberDamaged: Where an entry is no entry; those before it were given.
    """
    content.seek(table.start)
    held = content.read(table.size_bytes)
    at = 0
    while at < len(held):
        if at + _ENTRY.size > len(held) or held[at : at + 4] != b"PK\1\2":
            raise MemberDamaged(name, "its table of contents breaks off")
        fields = _ENTRY.unpack_from(held, at)
        name_end = at + _ENTRY.size + fields[10]
        extra_end = name_end + fields[11]
        yield _entry(fields, held[at + _ENTRY.size : name_end], held[name_end:extra_end], table.shift)
        at = extra_end + fields[12]


def data_start(content: BinaryIO, entry: Entry, name: str) -> int:
    """Give where a member's stored bytes begin.

    Raises:
        MemberDamaged: When no member begins where the table says.
    """
    content.seek(entry.offset)
    header = content.read(_LOCAL_BYTES)
    if len(header) < _LOCAL_BYTES or header[:4] != b"PK\3\4":
        raise MemberDamaged(name, "the table of contents points to where no member begins")
    name_length, extra_length = struct.unpack_from("<2H", header, 26)
    return entry.offset + _LOCAL_BYTES + int(name_length) + int(extra_length)


def _entry(fields: tuple[int, ...], name: bytes, extra: bytes, shift: int) -> Entry:
    _, made_by, _, flags, method, _, _, crc, stored, size, _, _, _, _, _, outside, offset = fields
    is_utf8 = bool(flags & 0x800)
    for kind, value in _extras(extra):
        if kind == 1:
            size, stored, offset = _wide(value, size, stored, offset)
        elif kind == 0x7075 and len(value) > 5 and struct.unpack_from("<L", value, 1)[0] == zlib.crc32(name):
            name, is_utf8 = value[5:], True
    return Entry(
        name=name,
        is_utf8=is_utf8,
        is_encrypted=bool(flags & 0x41),
        method=method,
        crc=crc,
        stored_bytes=stored,
        size_bytes=size,
        offset=offset + shift,
        mode=outside >> 16 if made_by >> 8 == 3 else 0,
    )


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _wide(value: bytes, size: int, stored: int, offset: int) -> tuple[int, int, int]:
    found = list(struct.unpack_from(f"<{len(value) // 8}Q", value))
    fields = [size, stored, offset]
    for index, field in enumerate(fields):
        if field == _UNSET32 and found:
            fields[index] = found.pop(0)
    return fields[0], fields[1], fields[2]
