"""Reading a kept object, from anywhere in it, in one segment of memory."""

import io
import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from probative.custody.errors import DamagedObjectError
from probative.custody.vault.packs import Place
from probative.custody.vault.sealed import (
    HEAD_BYTES,
    SEGMENT_BYTES,
    TAG_BYTES,
    SealBrokenError,
    read_head,
    segment_count,
    total_of,
    unseal,
)


class ObjectReader(io.RawIOBase):
    """A kept object as a seekable stream. Every byte given was authenticated first.

    Raises:
        DamagedObjectError: From any read, when a segment does not decrypt.
    """

    def __init__(self, path: Path, place: Place, key: bytes) -> None:
        self._name = f"{path.name[:12]} at {place.offset}"
        self._place = place
        self._cipher = AESGCM(key)
        self._number = -1
        self._segment = b""
        self._at = 0
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            self._total = total_of(place.length)
            self._last = segment_count(self._total) - 1
            self.digest, self.size_bytes = read_head(self._load(0), self._total)
        except SealBrokenError as error:
            self.close()
            raise DamagedObjectError(f"object in pack {self._name}: {error}") from error

    def readable(self) -> bool:
        """Whether it can be read: yes."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read from anywhere: yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the content."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size_bytes}[whence]
        if base + offset < 0:
            raise ValueError(f"no place {base + offset} in an object")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """Give the place in the content."""
        return self._at

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fill ``buffer`` from the content, and give how many bytes that were; 0 at its end."""
        if self._at >= self.size_bytes:
            return 0
        number, start = divmod(HEAD_BYTES + self._at, SEGMENT_BYTES)
        try:
            segment = self._load(number)
        except SealBrokenError as error:
            raise DamagedObjectError(f"object in pack {self._name}: {error}") from error
        count = min(len(buffer), len(segment) - start, self.size_bytes - self._at)
        buffer[:count] = segment[start : start + count]
        self._at += count
        return count

    def close(self) -> None:
        """Close the pack it reads from."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        super().close()

    def _load(self, number: int) -> bytes:
        if number != self._number:
            start = number * (SEGMENT_BYTES + TAG_BYTES)
            length = min(SEGMENT_BYTES + TAG_BYTES, self._place.length - start)
            sealed = os.pread(self._descriptor, length, self._place.offset + start)
            if len(sealed) != length:
                raise SealBrokenError("the pack is cut short")
            self._segment = unseal(self._cipher, number, sealed, is_last=number == self._last)
            self._number = number
        return self._segment
