"""Two copies of one file of frames, put together frame by frame: where one is rotten, the other speaks."""

import sys
import zlib
from dataclasses import dataclass

from probative.custody.frames import HEAD_BYTES, LARGEST_BYTES
from probative.custody.mirror.acts import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The frames that stand on either side.

    ``content`` ends where neither side has a whole frame. ``starts`` and ``ends`` bound each frame's bytes. ``differs``
    says whether both sides have a whole frame at one place, and not the same.
    """

    content: bytes
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    differs: bool


def merge(ours: bytes, theirs: bytes, *, prefer: Side = Side.CASE, theirs_until: int = sys.maxsize) -> Merged:
    """Put two copies together.

    Args:
        ours: The case's bytes; empty where the file is missing.
        theirs: The mirror's.
        prefer: Who speaks where both have a whole frame and they differ.
        theirs_until: The mirror is heard about so many frames; what follows is the case's alone, for nobody signed it.
    """
    parts: list[bytes] = []
    starts: list[int] = []
    ends: list[int] = []
    differs, at = False, 0
    while True:
        one, other = _frame_at(ours, at), _frame_at(theirs, at)
        if len(starts) >= theirs_until:
            other = None
        found = (one or other) if prefer is Side.CASE else (other or one)
        if found is None:
            break
        differs |= one is not None and other is not None and one != other
        parts.append(found)
        starts.append(at + HEAD_BYTES)
        at += len(found)
        ends.append(at)
    return Merged(content=b"".join(parts), starts=tuple(starts), ends=tuple(ends), differs=differs)


def _frame_at(content: bytes, at: int) -> bytes | None:
    start = at + HEAD_BYTES
    if start > len(content):
        return None
    length = int.from_bytes(content[at : at + 4], "big")
    if not 0 < length <= LARGEST_BYTES or start + length > len(content):
        return None
    if zlib.crc32(memoryview(content)[start : start + length]) != int.from_bytes(content[at + 4 : start], "big"):
        return None
    return content[at : start + length]
