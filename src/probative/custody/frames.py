"""The frames that the log and the keybag are made of: ``length | checksum | bytes``.

Length and checksum are four bytes each, big-endian; the checksum is CRC-32 (IEEE 802.3) over the bytes. It finds torn
writes and flipped bits without a key; it is no protection against a forger (signatures and AEAD are). A frame of no
bytes is refused: a run of zeroes, which a power cut may leave, is no frame.

Source: docs/format/ledger.md; docs/decisions/0010-crc32-not-crc32c.md.
"""

import zlib
from dataclasses import dataclass

HEAD_BYTES = 8
"""What stands before the bytes of a frame."""

LARGEST_BYTES = 1 << 28
"""A longer frame is taken for a torn or damaged head."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The frames read from the start of a file.

    ``starts`` and ``ends`` bound each frame's bytes, head excluded. ``good_bytes`` is where the first bad frame
    begins, or the file's length; ``size_bytes`` is the file's length.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    good_bytes: int
    size_bytes: int

    @property
    def torn_bytes(self) -> int:
        """How many bytes at the end are no whole frame."""
        return self.size_bytes - self.good_bytes


def frame(content: bytes) -> bytes:
    """Put ``content`` in a frame.

    Raises:
        ValueError: When it is empty or too long.
    """
    if not 0 < len(content) <= LARGEST_BYTES:
        raise ValueError(f"no frame holds {len(content)} bytes")
    return len(content).to_bytes(4, "big") + zlib.crc32(content).to_bytes(4, "big") + content


def scan(content: bytes) -> Scan:
    """Find the frames in ``content``, up to the first that is not whole."""
    starts, ends = [], []
    view, at, size_bytes = memoryview(content), 0, len(content)
    while at + HEAD_BYTES <= size_bytes:
        length = int.from_bytes(view[at : at + 4], "big")
        start = at + HEAD_BYTES
        end = start + length
        if not 0 < length <= LARGEST_BYTES or end > size_bytes:
            break
        if zlib.crc32(view[start:end]) != int.from_bytes(view[at + 4 : start], "big"):
            break
        starts.append(start)
        ends.append(end)
        at = end
    return Scan(starts=tuple(starts), ends=tuple(ends), good_bytes=at, size_bytes=size_bytes)
