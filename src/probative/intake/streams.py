"""Streams that read a stretch of a container lazily and stop at their budget."""

import io
from collections.abc import Callable
from typing import BinaryIO, Protocol

from probative.intake.budgets import Spending
from probative.intake.errors import BudgetExceeded, MemberDamaged

PIECE_BYTES = 1 << 16
"""How much is read from a container at a time."""


class Source(Protocol):
    """Gives bytes one after another; empty bytes are the end."""

    def read(self, count: int) -> bytes: ...  # noqa: D102


class Stretch:
    """The bytes ``[start, end)`` of a container that others read too: it keeps its own place."""

    def __init__(self, content: BinaryIO, start: int, end: int) -> None:
        self._content = content
        self._at = start
        self._end = end

    def read(self, count: int) -> bytes:
        """Give up to ``count`` bytes; none at the end of the stretch or of the container."""
        count = min(count, self._end - self._at)
        if count <= 0:
            return b""
        self._content.seek(self._at)
        piece = self._content.read(count)
        self._at += len(piece)
        return piece

    @property
    def is_short(self) -> bool:
        """Whether the container ended before the stretch did."""
        return self._at < self._end


class Member(io.RawIOBase):
    """A member's bytes, counted as they pass: it stops with ``BudgetExceeded`` at its ceiling."""

    def __init__(self, name: str, source: Source, *, ceiling_bytes: int, pay: Callable[[int], None]) -> None:
        super().__init__()
        self._name = name
        self._source = source
        self._ceiling = ceiling_bytes
        self._pay = pay
        self._given = 0

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: "memoryview[int] | bytearray", /) -> int:  # type: ignore[override]
        """Fill ``buffer`` from the member."""
        piece = self._source.read(len(buffer))
        self._given += len(piece)
        if self._given > self._ceiling:
            raise BudgetExceeded(self._name, f"it unfolds into more than {self._ceiling} bytes")
        self._pay(self._given)
        buffer[: len(piece)] = piece
        return len(piece)


class Till:
    """Charges what a member grows beyond its stored size to the spending, once however often it is opened."""

    def __init__(self, name: str, spending: Spending, stored_bytes: int) -> None:
        self._name = name
        self._spending = spending
        self._paid = stored_bytes

    def __call__(self, given_bytes: int) -> None:
        """Pay for everything up to ``given_bytes``."""
        if given_bytes > self._paid:
            growth, self._paid = given_bytes - self._paid, given_bytes
            self._spending.grow(self._name, growth)


def stream(name: str, source: Source, *, ceiling_bytes: int, pay: Callable[[int], None]) -> BinaryIO:
    """Give ``source`` as a buffered, counted, read-only stream."""
    return io.BufferedReader(Member(name, source, ceiling_bytes=ceiling_bytes, pay=pay), PIECE_BYTES)


class Whole:
    """A stretch that must be there in full: it raises where the container was cut off."""

    def __init__(self, name: str, stretch: Stretch) -> None:
        self._name = name
        self._stretch = stretch

    def read(self, count: int) -> bytes:
        """Give up to ``count`` bytes.

        Raises:
            MemberDamaged: When the container ends too early.
        """
        piece = self._stretch.read(count)
        if not piece and count and self._stretch.is_short:
            raise MemberDamaged(self._name, "the archive ends before it does")
        return piece
