"""Decompression with bounded memory: never more than one piece is unfolded at a time."""

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from probative.intake.errors import BudgetExceeded, MemberDamaged
from probative.intake.streams import PIECE_BYTES, Source

DICTIONARY_BYTES = 256 << 20
"""The most memory an xz or lzma stream may ask for (``xz -9`` asks for 65 MiB to unpack)."""


class _Machine(Protocol):
    def unfold(self, piece: bytes, count: int) -> bytes: ...

    @property
    def is_done(self) -> bool: ...

    @property
    def is_hungry(self) -> bool: ...

    @property
    def left_over(self) -> bytes: ...


class Deflate:
    """zlib behind the one shape that the unfolding needs. ``window`` as zlib's ``wbits``."""

    def __init__(self, window: int) -> None:
        self._machine = zlib.decompressobj(window)

    def unfold(self, piece: bytes, count: int) -> bytes:
        """Give at most ``count`` unfolded bytes."""
        return self._machine.decompress(self._machine.unconsumed_tail + piece, count)

    @property
    def is_done(self) -> bool:
        """Whether the compressed stream has ended."""
        return self._machine.eof

    @property
    def is_hungry(self) -> bool:
        """Whether it needs more stored bytes to go on."""
        return not self._machine.unconsumed_tail

    @property
    def left_over(self) -> bytes:
        """What stood after the end of the compressed stream."""
        return self._machine.unused_data


class Block:
    """bzip2 and lzma behind the same shape."""

    def __init__(self, machine: "bz2.BZ2Decompressor | lzma.LZMADecompressor") -> None:
        self._machine = machine

    def unfold(self, piece: bytes, count: int) -> bytes:
        """Give at most ``count`` unfolded bytes."""
        return self._machine.decompress(piece, max_length=count)

    @property
    def is_done(self) -> bool:
        """Whether the compressed stream has ended."""
        return self._machine.eof

    @property
    def is_hungry(self) -> bool:
        """Whether it needs more stored bytes to go on."""
        return self._machine.needs_input

    @property
    def left_over(self) -> bytes:
        """What stood after the end of the compressed stream."""
        return self._machine.unused_data


MACHINES: dict[str, Callable[[], _Machine]] = {
    "gzip": lambda: Deflate(31),
    "deflate": lambda: Deflate(-15),
    "bzip2": lambda: Block(bz2.BZ2Decompressor()),
    "xz": lambda: Block(lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=DICTIONARY_BYTES)),
}
"""One maker for each compression that is undone here."""


class Unfolded:
    """What a compressed source unfolds into.

    Args:
        name: The member, for messages.
        source: Its stored bytes.
        method: A key of ``MACHINES``.
        is_chain: Whether several compressed streams may follow one another, as gzip, bzip2 and xz files allow; zero
            bytes after the last are padding.
    """

    def __init__(self, name: str, source: Source, method: str, *, is_chain: bool) -> None:
        self._name = name
        self._source = source
        self._make = MACHINES[method]
        self._is_chain = is_chain
        self._machine: _Machine | None = self._make()
        self._pending = b""

    def read(self, count: int) -> bytes:
        """Give up to ``count`` unfolded bytes; none at the end.

        Raises:
            MemberDamaged: When the stored bytes are broken or cut off.
            BudgetExceeded: When unpacking would take too much memory.
        """
        while self._machine is not None and count:
            try:
                piece = self._step(count)
            except (zlib.error, OSError, EOFError, ValueError) as error:
                raise MemberDamaged(self._name, f"its compressed bytes are broken ({error})") from error
            except lzma.LZMAError as error:
                if "Memory usage limit" in str(error):
                    raise BudgetExceeded(self._name, f"unpacking asks for over {DICTIONARY_BYTES} bytes") from error
                raise MemberDamaged(self._name, f"its compressed bytes are broken ({error})") from error
            if piece:
                return piece
        return b""

    def _step(self, count: int) -> bytes:
        machine = self._machine
        assert machine is not None
        if machine.is_done:
            self._next_stream(machine.left_over)
            return b""
        is_at_end = False
        if machine.is_hungry and not self._pending:
            self._pending = self._source.read(PIECE_BYTES)
            is_at_end = not self._pending
        piece, self._pending = machine.unfold(self._pending, count), b""
        if is_at_end and not piece and not machine.is_done:
            raise MemberDamaged(self._name, "its compressed bytes end too early")
        return piece

    def _next_stream(self, left_over: bytes) -> None:
        self._machine = None
        if not self._is_chain:
            return
        while True:
            left_over = left_over.lstrip(b"\0")
            if left_over:
                break
            left_over = self._source.read(PIECE_BYTES)
            if not left_over:
                return
        self._pending = left_over
        self._machine = self._make()
