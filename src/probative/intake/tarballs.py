"""The members of a tar archive."""

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from probative.intake.arrivals import Arrival, Refusal
from probative.intake.budgets import Spending
from probative.intake.naming import Names, is_unsafe, shown
from probative.intake.streams import Stretch, Whole, stream
from probative.model.gaps import GapKind

_HEADER_BYTES = 1 << 20
_BLOCK_BYTES = 512


class _HeaderTooLong(OSError):
    """A header claims more bytes than any honest one has."""


class _Headers:
    """The archive as ``tarfile`` sees it: for headers only, since a header may claim gigabytes."""

    def __init__(self, content: BinaryIO) -> None:
        self._content = content
        self._at = 0

    def read(self, count: int = -1) -> bytes:
        if not 0 <= count <= _HEADER_BYTES:
            raise _HeaderTooLong(f"a header claims {count} bytes")
        self._content.seek(self._at)
        piece = self._content.read(count)
        self._at += len(piece)
        return piece

    def seek(self, position: int, whence: int = 0) -> int:
        if whence or position < 0:
            raise _HeaderTooLong("a header points before the archive")
        self._at = position
        return position

    def tell(self) -> int:
        return self._at


_BROKEN = (tarfile.TarError, OSError, EOFError, ValueError, OverflowError, LookupError, RecursionError)


def tar_members(content: BinaryIO, name: str, spending: Spending) -> Iterator[Arrival | Refusal]:
    """Give the members of a tar archive in stored order.

    ``tarfile`` reads the headers; the bytes are read from their place without it. Links, devices and sparse members are
    refused, and so is a header that leads backwards.
    """
    end = content.seek(0, 2)
    names = Names()
    try:
        archive = tarfile.open(  # noqa: SIM115 -- it owns nothing: the content is the caller's
            fileobj=cast("BinaryIO", _Headers(content)), mode="r:", encoding="utf-8", errors="surrogateescape"
        )
        reached = -1
        while (member := archive.next()) is not None:
            if archive.offset <= reached or member.size < 0:
                raise tarfile.ReadError("a header leads backwards")
            reached = archive.offset
            archive.members.clear()  # type: ignore[attr-defined]  # it keeps every header otherwise
            found = _found(content, member, names, end, spending)
            if found is not None:
                yield found
    except _BROKEN as error:
        yield Refusal(
            name=name, kind=GapKind.DAMAGED, detail=f"the archive breaks off or is broken ({shown(str(error))})"
        )
        return
    content.seek(min(end, archive.offset))
    block = content.read(_BLOCK_BYTES)
    if len(block) < _BLOCK_BYTES or any(block):
        detail = "the archive ends without its end mark: members may be missing"
        yield Refusal(name=name, kind=GapKind.DAMAGED, detail=detail)


def _found(
    content: BinaryIO, member: tarfile.TarInfo, names: Names, end: int, spending: Spending
) -> Arrival | Refusal | None:
    label = shown(member.name)
    why: tuple[GapKind, str] | None = None
    if is_unsafe(member.name):
        why = GapKind.UNSAFE_NAME, "its name points outside the archive"
    elif member.isdir():
        return None
    elif member.issparse():
        why = GapKind.UNSUPPORTED, "it is stored as a sparse file"
    elif member.issym() or member.islnk():
        why = GapKind.NOT_ACCESSIBLE, f"it is a link to {shown(member.linkname)}"
    elif not member.isreg():
        why = GapKind.NOT_ACCESSIBLE, "it is a device or pipe, not a file"
    elif member.size > spending.budget.member_bytes:
        why = GapKind.OVER_BUDGET, f"it has {member.size} bytes; the budget allows {spending.budget.member_bytes}"
    elif member.offset_data + member.size > end:
        why = GapKind.DAMAGED, "the archive ends before it does"
    if why is not None:
        return Refusal(name=label, kind=why[0], detail=why[1])
    label = names.unique(label)
    opened = partial(_opened, content, label, member.offset_data, member.size)
    return Arrival(name=label, size_bytes=member.size, open=opened, container_member=label)


def _opened(content: BinaryIO, label: str, start: int, size_bytes: int) -> BinaryIO:
    source = Whole(label, Stretch(content, start, start + size_bytes))
    return stream(label, source, ceiling_bytes=size_bytes, pay=lambda _: None)
