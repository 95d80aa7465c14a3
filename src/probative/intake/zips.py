"""The members of a zip archive."""

import stat
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from probative.intake.arrivals import Arrival, Refusal
from probative.intake.budgets import Spending
from probative.intake.decoders import Unfolded
from probative.intake.errors import MemberDamaged
from probative.intake.naming import Names, is_unsafe, shown
from probative.intake.streams import Source, Stretch, Till, Whole, stream
from probative.intake.zip_directory import Entry, data_start, entries, find_table
from probative.model.gaps import GapKind

_METHODS = {0: "stored", 8: "deflate", 12: "bzip2"}
_TABLE_BYTES_PER_MEMBER = 1024


def zip_members(content: BinaryIO, name: str, spending: Spending) -> Iterator[Arrival | Refusal]:
    """Give the members of a zip archive in the order of its table of contents.

    Declared sizes are summed before anything is unpacked; of the members that share
    stored bytes none is taken.
    """
    budget = spending.budget
    listed: list[Entry] = []
    broken: MemberDamaged | None = None
    try:
        table = find_table(content, name)
        if table.entries > budget.members or table.size_bytes > budget.members * _TABLE_BYTES_PER_MEMBER:
            detail = f"its table lists {table.entries} members; the budget allows {budget.members}"
            yield Refusal(name=name, kind=GapKind.OVER_BUDGET, detail=detail)
            return
        for entry in entries(content, table, name):
            listed.append(entry)
            if len(listed) > budget.members:
                break
    except MemberDamaged as error:
        broken = error
    shared = _sharing(listed, table.start if broken is None else None)
    found = [_judged(entry, spending, is_shared=index in shared) for index, entry in enumerate(listed)]
    growth = sum(max(0, e.size_bytes - e.stored_bytes) for e, r in zip(listed, found, strict=True) if r is None)
    if not spending.fits(growth):
        detail = f"its members would grow by {growth} bytes; the budget allows {budget.total_bytes} in all"
        yield Refusal(name=name, kind=GapKind.OVER_BUDGET, detail=detail)
        return
    names = Names()
    for entry, refusal in zip(listed, found, strict=True):
        if refusal is not None:
            yield refusal
        elif not entry.name.endswith(b"/") or entry.size_bytes:
            yield _arrival(content, entry, names.unique(_label(entry)), spending)
    if broken is not None:
        yield Refusal(name=name, kind=GapKind.DAMAGED, detail=broken.detail)


def _sharing(listed: list[Entry], table_start: int | None) -> set[int]:
    order = sorted(range(len(listed)), key=lambda index: (listed[index].offset, index))
    shared: set[int] = set()
    reach, holder = -1, -1
    for index in order:
        entry = listed[index]
        if entry.offset < reach:
            shared |= {index, holder}
        if entry.end_at_least > reach:
            reach, holder = entry.end_at_least, index
        if table_start is not None and entry.end_at_least > table_start:
            shared.add(index)
    return shared


def _label(entry: Entry) -> str:
    return shown(entry.name)


def _judged(entry: Entry, spending: Spending, *, is_shared: bool) -> Refusal | None:
    """Give the reason why a member is refused, if there is one."""
    label = _label(entry)
    kind = stat.S_IFMT(entry.mode)
    why: tuple[GapKind, str] | None = None
    if is_unsafe(entry.name.decode("utf-8", "surrogateescape")):
        why = GapKind.UNSAFE_NAME, "its name points outside the archive"
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        why = GapKind.NOT_ACCESSIBLE, "it is a link or a device, not a file"
    elif entry.is_encrypted:
        why = GapKind.ENCRYPTED, "it needs a password"
    elif is_shared:
        why = GapKind.DAMAGED, "its stored bytes are also another member's, or lie outside the archive"
    elif entry.method not in _METHODS:
        why = GapKind.UNSUPPORTED, f"its compression (method {entry.method}) is not undone here"
    elif entry.size_bytes > (ceiling := spending.budget.ceiling(entry.stored_bytes)):
        why = (
            GapKind.OVER_BUDGET,
            f"{entry.stored_bytes} stored bytes would unfold into {entry.size_bytes}; the budget allows {ceiling}",
        )
    return None if why is None else Refusal(name=label, kind=why[0], detail=why[1])


def _arrival(content: BinaryIO, entry: Entry, label: str, spending: Spending) -> Arrival:
    till = Till(label, spending, entry.stored_bytes)
    opened = partial(_opened, content, entry, label, till)
    return Arrival(name=label, size_bytes=entry.size_bytes, open=opened, container_member=label)


def _opened(content: BinaryIO, entry: Entry, label: str, till: Till) -> BinaryIO:
    start = data_start(content, entry, label)
    source: Source = Whole(label, Stretch(content, start, start + entry.stored_bytes))
    if entry.method:
        source = Unfolded(label, source, _METHODS[entry.method], is_chain=False)
    return stream(label, Checked(label, source, entry), ceiling_bytes=entry.size_bytes, pay=till)


class Checked:
    """A member's bytes, compared with the declared size and checksum when they end."""

    def __init__(self, name: str, source: Source, entry: Entry) -> None:
        self._name = name
        self._source = source
        self._entry = entry
        self._crc = 0
        self._size_bytes = 0

    def read(self, count: int) -> bytes:
        """Give up to ``count`` bytes.

        Raises:
            MemberDamaged: At the end, when it is not what the table of contents says.
        """
        piece = self._source.read(count)
        self._crc = zlib.crc32(piece, self._crc)
        self._size_bytes += len(piece)
        if not piece and count:
            if self._size_bytes < self._entry.size_bytes:
                raise MemberDamaged(
                    self._name, f"{self._size_bytes} of {self._entry.size_bytes} declared bytes are there"
                )
            if self._crc != self._entry.crc:
                raise MemberDamaged(self._name, "its checksum does not fit its bytes")
        return piece
